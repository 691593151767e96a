#pragma once
#include "core/features/relations/graphbuild.h"
#include "core/features/relations/graphediting.h"
#include "core/features/relations/graphimport.h"
#include "models/projectsession.h"

#include <functional>

namespace aisle {

/// What the job bar calls the jobs that change the knowledge graph.
inline const QString kGraphJobs = QStringLiteral("graph");

/// Changes the graph in a job and makes that a step of Edit > Undo, whatever it was: what was done is taken back and
/// done again row by row (GraphChange). Tells the session; a failure is shown by the window, and is no step.
/// @param text  of the step and the job, translated
/// @param then  told once it is done the first time, unless the watcher is gone; false: it was cancelled or failed
void editGraph(const SessionPointer &session, const QString &text,
               std::function<void(Project &project, JobContext &job)> act, QObject *watcher,
               std::function<void(bool isDone)> then);

/// A file of triples, or of pairs of shoppers.
struct TripleImport
{
    GraphImport triples;
    bool isSocial = false;
    QString relation; ///< of pairs of shoppers
};
/// @param then  only of what is done
void importTriples(const SessionPointer &session, const TripleImport &what, QObject *watcher,
                   std::function<void(const GraphImported &done)> then);
void buildFromCatalogue(const SessionPointer &session, const GraphBuild &what, QObject *watcher,
                        std::function<void(const GraphBuilt &done)> then);

} // namespace aisle
