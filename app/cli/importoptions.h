#pragma once
#include "app/cli/command.h"
#include "core/storage/project.h"
#include "core/transfer/recognition/recognise.h"

#include <QFile>
#include <QFileInfo>

namespace aisle::cli {

/// Options that `import` and `items` (and `metrics`, for its files) read a file with.
void addReadingOptions(QCommandLineParser &parser);
RecognitionHints hintsOf(const Invocation &call);
ReadLimits limitsOf(const Invocation &call);

/// What recognition does not decide: duplicates, guests, join, part.
void applyChoices(const Invocation &call, Recipe &recipe);

/// Runs the body on the project; one that had to be created for it goes away again when the body fails.
template <typename Body>
void inProject(const Invocation &call, Body body)
{
    const auto path = call.arguments.front();
    const bool existed = QFileInfo::exists(path);
    auto project = Project::openOrCreate(path);
    try {
        body(*project);
    } catch (...) {
        project.reset();
        if (!existed)
            QFile::remove(path);
        throw;
    }
}

} // namespace aisle::cli
