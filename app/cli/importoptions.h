#pragma once
#include "app/cli/command.h"
#include "core/transfer/recognition/recognise.h"

namespace aisle::cli {

/// Options that `import` and `items` (and `metrics`, for its files) read a file with.
void addReadingOptions(QCommandLineParser &parser);
RecognitionHints hintsOf(const Invocation &call);
ReadLimits limitsOf(const Invocation &call);

/// What recognition does not decide: duplicates, guests, join, part.
void applyChoices(const Invocation &call, Recipe &recipe);

} // namespace aisle::cli
