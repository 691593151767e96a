#include "widgets/commands/graphcommands.h"

#include "core/storage/graph/graphchange.h"

#include <QCoreApplication>
#include <QPointer>
#include <QUndoCommand>

namespace aisle {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(GraphCommands)
};

using Change = std::shared_ptr<GraphChange>;

/// A change that is done already when it is pushed.
class EditGraph : public QUndoCommand
{
public:
    EditGraph(const SessionPointer &session, const QString &text, Change change)
        : QUndoCommand(text), m_session(session), m_change(std::move(change))
    {
    }
    void redo() override
    {
        if (std::exchange(m_isDone, false))
            return;
        start([change = m_change](Project &project, JobContext &job) { change->doAgain(project, job); });
    }
    void undo() override
    {
        start([change = m_change](Project &project, JobContext &job) { change->takeBack(project, job); });
    }

private:
    void start(std::function<void(Project &, JobContext &)> act)
    {
        const auto session = m_session.lock();
        if (!session)
            return;
        auto *owner = session.get();
        owner->jobs().start<bool>(
            {.title = text(), .lane = JobLane::Writing, .kind = kGraphJobs},
            [project = owner->project(), act = std::move(act)](JobContext &job) {
                const auto own = project->another(&job);
                act(*own, job);
                return true;
            },
            owner, [owner](const Outcome<bool> &) { owner->noteGraphChanged(); });
    }

    std::weak_ptr<ProjectSession> m_session;
    Change m_change;
    bool m_isDone = true;
};

/// A command of this kind whose act yields something.
template <class T>
void editGraph(const SessionPointer &session, const QString &text,
               std::function<T(Project &project, JobContext &job)> act, QObject *watcher,
               std::function<void(const T &done)> then)
{
    const auto done = std::make_shared<T>();
    aisle::editGraph(
        session, text, [done, act = std::move(act)](Project &project, JobContext &job) { *done = act(project, job); },
        watcher,
        [done, then = std::move(then)](bool isDone) {
            if (isDone)
                then(*done);
        });
}

} // namespace

void editGraph(const SessionPointer &session, const QString &text,
               std::function<void(Project &project, JobContext &job)> act, QObject *watcher,
               std::function<void(bool isDone)> then)
{
    auto *owner = session.get();
    owner->jobs().start<Change>(
        {.title = text, .lane = JobLane::Writing, .kind = kGraphJobs},
        [project = owner->project(), act = std::move(act)](JobContext &job) {
            const auto own = project->another(&job);
            return GraphChange::of(*own, [&] { act(*own, job); });
        },
        owner,
        [owner, of = std::weak_ptr(session), text, watching = QPointer<QObject>(watcher),
         then = std::move(then)](const Outcome<Change> &outcome) {
            const auto *change = std::get_if<Change>(&outcome);
            if (change && !(*change)->isEmpty())
                owner->undoStack().push(new EditGraph(of.lock(), text, *change));
            if (change)
                owner->noteGraphChanged();
            if (watching)
                then(change != nullptr);
        });
}

void importTriples(const SessionPointer &session, const TripleImport &what, QObject *watcher,
                   std::function<void(const GraphImported &done)> then)
{
    const auto &path = what.triples.files.triples;
    editGraph<GraphImported>(
        session, Text::tr("Import triples"),
        [what, path](Project &project, JobContext &job) {
            return what.isSocial ? importSocial(project, path, what.relation, job)
                                 : importGraph(project, what.triples, job);
        },
        watcher, std::move(then));
}

void buildFromCatalogue(const SessionPointer &session, const GraphBuild &what, QObject *watcher,
                        std::function<void(const GraphBuilt &done)> then)
{
    editGraph<GraphBuilt>(
        session, Text::tr("Build the graph"),
        [what](Project &project, JobContext &job) { return buildGraph(project, what, job); }, watcher, std::move(then));
}

} // namespace aisle
