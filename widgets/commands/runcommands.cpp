#include "widgets/commands/runcommands.h"
#include "core/lists/listexport.h"
#include "core/runs/freshness.h"
#include "core/runs/training/training.h"
#include "widgets/text/runtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QUndoCommand>
#include <array>
#include <memory>

namespace aisle {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RunCommands)
};

/// A change of the run store that can be taken back; each way runs in the writing lane.
class StoreCommand : public QUndoCommand
{
public:
    using Act = std::function<void(RunStore &)>;
    StoreCommand(std::weak_ptr<ProjectSession> session, const QString &text, Act act, Act undo)
        : QUndoCommand(text), m_undo(std::move(undo)), m_session(std::move(session)), m_act(std::move(act))
    {
    }
    void redo() override { start(m_act); }
    void undo() override { start(m_undo); }

protected:
    std::shared_ptr<ProjectSession> session() const { return m_session.lock(); }
    /// @param then  once it is stored and told
    void start(const Act &act, std::function<void(ProjectSession &)> then = {})
    {
        const auto session = m_session.lock();
        if (!session)
            return;
        auto *owner = session.get();
        owner->jobs().start<bool>(
            {.title = text(), .lane = JobLane::Writing, .kind = QStringLiteral("runs")},
            [project = owner->project(), act](JobContext &job) {
                const auto own = project->another(&job);
                RunStore store(*own);
                act(store);
                return true;
            },
            owner,
            [owner, then = std::move(then)](Outcome<bool>) {
                owner->noteRunsChanged();
                if (then)
                    then(*owner);
            });
    }

    Act m_undo;

private:
    std::weak_ptr<ProjectSession> m_session;
    Act m_act;
};

/// Deleted runs leave the comparison; restored, those that stood there stand there again unless their place is taken.
class DeleteCommand : public StoreCommand
{
public:
    DeleteCommand(const SessionPointer &session, const QString &text, const std::vector<RunId> &runs)
        : StoreCommand(
              session, text, [runs](RunStore &store) { removeRuns(store, runs); },
              [runs](RunStore &store) {
                  for (const auto id : runs)
                      store.restore(id);
              }),
          m_runs(runs)
    {
    }

    void redo() override
    {
        *m_gone = true;
        m_compared = {};
        if (const auto open = session())
            leaveComparison(open->selection());
        StoreCommand::redo();
    }
    void undo() override
    {
        *m_gone = false;
        start(m_undo, [gone = m_gone, compared = m_compared](ProjectSession &open) {
            if (*gone) // deleted again before this was stored
                return;
            auto runs = open.selection().state().runs;
            for (std::size_t slot = 0; slot < runs.size(); ++slot) {
                if (compared[slot] && !runs[slot])
                    runs[slot] = compared[slot];
            }
            open.selection().setRuns(runs);
        });
    }

private:
    void leaveComparison(Selection &selection)
    {
        for (const auto id : m_runs)
            if (const auto slot = selection.slotOf(id))
                leaveSlot(selection, id, static_cast<std::size_t>(*slot));
    }
    void leaveSlot(Selection &selection, RunId id, std::size_t slot)
    {
        m_compared[slot] = selection.state().runs[slot];
        selection.stopComparing(id);
    }

    std::vector<RunId> m_runs;
    std::array<std::optional<RunRef>, kMaxComparedRuns> m_compared;
    std::shared_ptr<bool> m_gone = std::make_shared<bool>(false);
};

void change(const SessionPointer &session, const QString &text, StoreCommand::Act act, StoreCommand::Act undo)
{
    session->undoStack().push(new StoreCommand(session, text, std::move(act), std::move(undo)));
}

} // namespace

void renameRun(const SessionPointer &session, const RunSummary &run, const QString &name)
{
    change(
        session, Text::tr("Rename %1").arg(runLabel(run)),
        [id = run.id, name](RunStore &store) { store.rename(id, name); },
        [id = run.id, before = run.name](RunStore &store) { store.rename(id, before); });
}

void setRunNote(const SessionPointer &session, const RunSummary &run, const QString &note)
{
    change(
        session, Text::tr("Note on %1").arg(runLabel(run)),
        [id = run.id, note](RunStore &store) { store.setNote(id, note); },
        [id = run.id, before = run.note](RunStore &store) { store.setNote(id, before); });
}

void deleteRuns(const SessionPointer &session, const std::vector<RunId> &runs, const QString &label)
{
    const auto text = label.isEmpty() ? Text::tr("Delete %n run(s)", nullptr, static_cast<int>(runs.size()))
                                      : Text::tr("Delete %1").arg(label);
    session->undoStack().push(new DeleteCommand(session, text, runs));
}

void judgeRuns(const SessionPointer &session, const std::vector<RunRecord> &runs, const EvaluationProtocol &protocol,
               Targets targets, const QStringList &targetKinds)
{
    auto *owner = session.get();
    for (const auto &run : runs) {
        const ReevaluationRequest request{
            .run = run.id, .protocol = protocol, .targets = targets, .targetKinds = targetKinds};
        owner->jobs().start<TrainResult>(
            {.title = Text::tr("Evaluate %1").arg(runLabel(run)),
             .lane = JobLane::Training,
             .kind = QStringLiteral("evaluation")},
            [project = owner->project(), shelf = owner->shelf(), request](JobContext &job) {
                const auto own = project->another(&job);
                return reevaluateRun(*own, request, job, shelf.get());
            },
            owner,
            [owner](const Outcome<TrainResult> &outcome) {
                if (std::holds_alternative<TrainResult>(outcome))
                    owner->noteRunsChanged();
            });
    }
}

void judgeRunsLike(const SessionPointer &session, const std::vector<RunRecord> &runs, const RunRecord &like)
{
    judgeRuns(session, runs, like.protocol, like.protocol.targets, like.protocol.targetKinds);
}

QString listsPath(const QString &path, RunId run)
{
    const QFileInfo file(path);
    const auto ending = file.completeSuffix();
    return file.dir().filePath(QStringLiteral("%1-%2%3").arg(file.baseName(), QString::number(run.value),
                                                             ending.isEmpty() ? QString() : u'.' + ending));
}

void saveLists(const SessionPointer &session, const std::vector<RunRecord> &runs, int k, const QString &path,
               QObject *receiver, const std::function<void(std::int64_t lists, const QString &path)> &done)
{
    for (const auto &run : runs) {
        const auto target = runs.size() > 1 ? listsPath(path, run.id) : path;
        session->jobs().start<std::int64_t>(
            {.title = Text::tr("Lists of %1").arg(runLabel(run)),
             .lane = JobLane::Query,
             .kind = QStringLiteral("lists")},
            [project = session->project(), shelf = session->shelf(), keys = session->keys(), id = run.id, k,
             target](JobContext &job) {
                const auto own = project->another(&job);
                ListRequest request;
                request.k = k;
                return exportListsOfRun(*own, id, request, keys, target, job, shelf.get());
            },
            receiver,
            [done, target](const Outcome<std::int64_t> &outcome) {
                if (const auto *lists = std::get_if<std::int64_t>(&outcome))
                    done(*lists, target);
            });
    }
}

} // namespace aisle
