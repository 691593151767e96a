#pragma once
#include "core/transfer/reading/rowreader.h"
#include "core/transfer/recipe.h"
#include "core/transfer/recognition/hints.h"

namespace aisle {

class JobContext;
class Project;

/// What is to be said of a file whose keys the project does not know: how many meet, keys of either side, and the
/// change under which they would. Of a list (products or shoppers) where few keys meet; of a list and of a log where
/// one change makes at least half of those meet that do not (a log may bring others). Empty for other files and for a
/// project without events. Reads the first 200,000 rows.
QStringList keyRemarks(const Project &project, const InputSource &source, const Recipe &recipe, FilePart part,
                       const ReadLimits &limits, JobContext &job);

/// What a person should know of the keys of a log and of the file that is joined to it (Recipe::joinFile): how many of
/// them are not in it, with examples, what becomes of their rows, and how the keys would have to be written to meet.
/// Empty where all are.
/// @throws Error input.*, archive.*, import.*; Cancelled
QStringList joinRemarks(const InputSource &source, const Recipe &recipe, const ReadLimits &limits, JobContext &job);

} // namespace aisle
