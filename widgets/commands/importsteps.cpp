#include "widgets/commands/importsteps.h"

#include "core/common/lookup/mapped.h"

#include <QFileInfo>
#include <QUndoCommand>
#include <functional>
#include <utility>

namespace aisle {

namespace {

/// What is in the project on one side of a step: files, and the imports that they are while they are in. Once the step
/// was made only jobs of the writing lane, which is one thread, touch it.
struct Side
{
    std::vector<PlannedFile> files{};
    std::vector<ImportId> imports{};
};

/// Between two states of the project's imports. Each way is one job of the writing lane; where it fails or is
/// cancelled the project stays as it was, and the next way has nothing to do.
class ImportStep : public QUndoCommand
{
public:
    ImportStep(const SessionPointer &session, const QString &text, Side before, Side after, bool isDone,
               std::function<void()> then = {})
        : QUndoCommand(text), m_session(session), m_before(std::make_shared<Side>(std::move(before))),
          m_after(std::make_shared<Side>(std::move(after))), m_isDone(isDone), m_then(std::move(then))
    {
    }
    void redo() override
    {
        if (!std::exchange(m_isDone, false))
            go(m_before, m_after, std::exchange(m_then, {}));
    }
    void undo() override { go(m_after, m_before, {}); }

private:
    using SidePointer = std::shared_ptr<Side>;
    void go(const SidePointer &from, const SidePointer &to, const std::function<void()> &then) const;

    std::weak_ptr<ProjectSession> m_session;
    SidePointer m_before, m_after;
    bool m_isDone;
    std::function<void()> m_then;
};

/// What comes in comes first: where it cannot, nothing was taken back.
void exchangeImports(Project &project, Side &from, Side &to, JobContext &job)
{
    auto imports = to.imports;
    const bool brings = imports.empty() && !to.files.empty();
    if (brings) {
        PartOfJob part(job, 0, from.imports.empty() ? 1 : .7);
        for (const auto &import : runImport(project, to.files, {}, part).imports)
            imports.push_back(import.id);
    }
    PartOfJob part(job, brings ? .7 : 0, 1);
    while (!from.imports.empty()) {
        takeBack(project, from.imports.back(), part);
        from.imports.pop_back();
    }
    to.imports = std::move(imports);
}

void ImportStep::go(const SidePointer &from, const SidePointer &to, const std::function<void()> &then) const
{
    const auto session = m_session.lock();
    if (!session)
        return;
    auto *owner = session.get();
    owner->jobs().start<bool>(
        {.title = text(), .lane = JobLane::Writing, .kind = QStringLiteral("import")},
        [project = owner->project(), from, to](JobContext &job) {
            const auto own = project->another(&job);
            exchangeImports(*own, *from, *to, job);
            return true;
        },
        owner,
        [owner, then](Outcome<bool> outcome) {
            if (then && std::holds_alternative<bool>(outcome))
                then();
            owner->noteEventsChanged();
        });
}

/// For coming in once more: nothing is in their place any longer, and that they were here is known.
std::vector<PlannedFile> onceMore(std::vector<PlannedFile> files)
{
    for (auto &file : files) {
        file.again = true;
        file.replaces.reset();
    }
    return files;
}

} // namespace

void pushImport(const SessionPointer &session, const QString &text, std::vector<PlannedFile> files,
                const ImportTotals &totals, std::vector<PlannedFile> replaced)
{
    Side before{onceMore(std::move(replaced)), {}};
    Side after{onceMore(std::move(files)), mapped<std::vector<ImportId>>(totals.imports, &ImportTotals::Import::id)};
    session->undoStack().push(new ImportStep(session, text, std::move(before), std::move(after), true));
}

void pushTakingBack(const SessionPointer &session, const QString &text, const ImportRecord &import,
                    std::function<void()> then)
{
    Side before{{}, {import.id}};
    if (const auto past = pastImport(import, QFileInfo(session->path()).absolutePath()))
        before.files = onceMore({{past->source, past->recipe, past->part, false, {}}});
    session->undoStack().push(new ImportStep(session, text, std::move(before), Side{}, false, std::move(then)));
}

} // namespace aisle
