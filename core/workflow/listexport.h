#pragma once
#include "core/transfer/recordfile.h"
#include "core/workflow/keyformatter.h"
#include "core/workflow/listing.h"

#include <QString>
#include <cstdint>
#include <vector>

namespace aisle {

class JobContext;
struct KeyedList;

/// The lists of a test (user,rank,item,score): CSV unless the name says JSON lines. @throws Error export.cannot-write
void writeLists(const QString &path, const std::vector<KeyedList> &lists);

/// Everybody's lists of a kept run (user,rank,item,score), CSV or JSON lines by the name (RecordFile), shoppers in the
/// order of their ids.
/// @param input  Evaluated needs Lister::prepareEvaluated()
/// @return lists written. @throws Error export.unknown-format, export.cannot-write
std::int64_t exportLists(const Project &project, const Lister &lister, ListInput input, const ListRequest &request,
                         const KeyFormatter &keys, const QString &path, JobContext &job,
                         std::optional<RecordFormat> otherwise = {});

/// The figures of all kept runs, CSV or JSON lines by the name, a record a figure: run, name, recommender, split, mask,
/// targets, candidates, seed, part (validation or test), metric, value. @return lines written
std::int64_t exportMetrics(const Project &project, const QString &path, JobContext &job);

} // namespace aisle
