#pragma once
#include "core/common/keyformatter.h"
#include "core/lists/listing.h"

#include <QString>
#include <cstdint>
#include <vector>

namespace aisle {

class JobContext;
class RunShelf;
struct KeyedList;

/// Whether lists can be written there, asked before the work that makes them. Writes nothing.
/// @throws Error export.unknown-format, export.onto-project, export.cannot-write
void checkListsFile(const QString &path);

/// The lists of a test (user,rank,item,score): CSV or JSON lines by the name (RecordFile), CSV where it says nothing.
/// @throws as checkListsFile()
/// @param keys  how shoppers and products are named
void writeLists(const QString &path, const std::vector<KeyedList> &lists, const KeyFormatter &keys);

/// Everybody's lists of a kept run in the same form, shoppers in the order of their ids.
/// @param keys   how shoppers and products are named
/// @param input  Evaluated needs Lister::prepareEvaluated()
/// @return lists written. @throws as checkListsFile()
std::int64_t exportLists(const Project &project, const Lister &lister, ListInput input, const ListRequest &request,
                         const KeyFormatter &keys, const QString &path, JobContext &job);

/// The same from everything known today, of a run that is loaded first; its file is tried before.
std::int64_t exportListsOfRun(const Project &project, RunId run, const ListRequest &request, const KeyFormatter &keys,
                              const QString &path, JobContext &job, RunShelf *shelf = nullptr);

/// The figures of all kept runs, CSV or JSON lines by the name, a record a figure: run, name, recommender, split, mask,
/// targets, candidates, seed, part (validation or test), metric, value. @return lines written
std::int64_t exportMetrics(const Project &project, const QString &path, JobContext &job);

} // namespace aisle
