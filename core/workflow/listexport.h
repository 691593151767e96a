#pragma once
#include "core/workflow/keyformatter.h"
#include "core/workflow/listing.h"

#include <QString>
#include <cstdint>

namespace aisle {

class JobContext;

/// Everybody's lists of a kept run as CSV (user,rank,item,score), shoppers in the order of their ids.
/// @param input  Evaluated needs Lister::prepareEvaluated()
/// @return lists written. @throws Error export.cannot-write
std::int64_t exportLists(const Project &project, const Lister &lister, ListInput input, const ListRequest &request,
                         const KeyFormatter &keys, const QString &path, JobContext &job);

/// The figures of all kept runs as CSV, a line a figure: run, name, recommender, split, mask, targets, candidates, seed,
/// part (validation or test), metric, value. @return lines written
std::int64_t exportMetrics(const Project &project, const QString &path, JobContext &job);

} // namespace aisle
