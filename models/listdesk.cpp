#include "models/listdesk.h"

#include "core/runs/runshelf.h"
#include "core/storage/catalogue.h"

#include <QElapsedTimer>
#include <algorithm>
#include <iterator>

namespace aisle {

namespace {

constexpr int kReasons = 6;
constexpr int kNeighbours = 6;

void readItems(const Project &project, const std::vector<ItemId> &ids, std::unordered_map<ItemId, ItemRecord> &items)
{
    std::vector<ItemId> missing;
    std::ranges::copy_if(ids, std::back_inserter(missing), [&](ItemId id) { return !items.contains(id); });
    for (auto &item : Catalogue(project).items(missing))
        items.emplace(item.id, std::move(item));
}

ListBasis basisFor(const Lister &lister, const ListDesk::Question &question, const HistoryEdits &edits)
{
    const auto user = question.history->user.id;
    if (question.asEvaluated && lister.canListEvaluated())
        return basisAsEvaluated(lister, user, edits);
    return basisOfToday(lister, question.history->events, edits, user);
}

void answerOne(const Lister &lister, const ListDesk::Question &question, std::size_t slot, ListDesk::Answer &answer)
{
    const ListRequest request{.k = question.k, .reasons = 0};
    const auto basis = basisFor(lister, question, question.edits);
    answer.asEvaluated[slot] = question.asEvaluated && lister.canListEvaluated();
    answer.isKnown[slot] = basis.isKnown;
    answer.lists[slot] = listFrom(lister, basis, request);
    if (question.edits.isEmpty())
        return;
    for (const auto &item : listFrom(lister, basisFor(lister, question, {}), request).items)
        answer.before[slot].push_back(item.item);
}

using Listers = std::array<std::shared_ptr<const Lister>, ListDesk::kSlots>;

ListDesk::Answer answerOf(const Listers &listers, const ListDesk::Question &question, const Project &project,
                          JobContext &job)
{
    QElapsedTimer timer;
    timer.start();
    ListDesk::Answer answer;
    std::vector<ItemId> ids;
    for (std::size_t slot = 0; slot < listers.size(); ++slot) {
        job.checkpoint();
        if (listers[slot])
            answerOne(*listers[slot], question, slot, answer);
    }
    for (const auto &list : answer.lists) {
        for (std::size_t i = 0; list && i < list->items.size(); ++i)
            ids.push_back(list->items[i].item);
    }
    readItems(project, ids, answer.items);
    answer.elapsedMs = timer.elapsed();
    return answer;
}

ListDesk::Why whyOf(const Listers &listers, const std::optional<ListDesk::Question> &question, ItemId item,
                    const Project &project, JobContext &job)
{
    ListDesk::Why why;
    why.item = Catalogue(project).item(item);
    std::vector<ItemId> ids;
    for (std::size_t slot = 0; slot < listers.size() && question; ++slot) {
        job.checkpoint();
        if (!listers[slot])
            continue;
        const auto basis = basisFor(*listers[slot], *question, question->edits);
        why.places[slot] = placeOf(*listers[slot], basis, item, listers[slot]->mask(), kReasons);
        for (const auto &reason : why.places[slot]->reasons) {
            if (reason.because)
                ids.push_back(*reason.because);
        }
    }
    readItems(project, ids, why.items);
    return why;
}

/// @param alike  with what was made before; what is missing is made
void findAlike(const Listers &listers, ListDesk::Alike &alike, const Project &project, JobContext &job)
{
    std::vector<ItemId> ids;
    for (std::size_t slot = 0; slot < listers.size(); ++slot) {
        job.checkpoint();
        if (!listers[slot])
            continue;
        if (!alike.made[slot])
            alike.made[slot] = std::make_shared<ItemNeighbours>(listers[slot]->keptRun());
        alike.neighbours[slot] = alike.made[slot]->nearest(alike.item, kNeighbours);
        for (const auto &neighbour : alike.neighbours[slot])
            ids.push_back(neighbour.item);
    }
    readItems(project, ids, alike.items);
}

} // namespace

ListDesk::ListDesk(QObject *parent) : QObject(parent) {}

void ListDesk::setSession(SessionPointer session)
{
    forgetAnswers();
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        m_loads[slot].letGo();
        m_runs[slot] = {};
    }
    m_session = std::move(session);
}

void ListDesk::forgetAnswers()
{
    m_listing.letGo();
    m_why.letGo();
    m_alike.letGo();
    m_question.reset();
    m_answer = {};
}

void ListDesk::setRuns(const std::array<std::optional<RunRef>, kSlots> &runs)
{
    if (!m_session)
        return;
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        auto &run = m_runs[slot];
        const bool same = run.ref.has_value() == runs[slot].has_value() && (!run.ref || run.ref->id == runs[slot]->id);
        if (same) {
            run.ref = runs[slot]; // the label may be another
            continue;
        }
        m_loads[slot].letGo();
        m_why.letGo(); // their answers are by slot
        m_alike.letGo();
        m_listing.letGo();
        run = {};
        run.ref = runs[slot];
        if (run.ref)
            load(slot);
        Q_EMIT runChanged(static_cast<int>(slot));
    }
}

void ListDesk::reload(int slot)
{
    auto &run = m_runs[static_cast<std::size_t>(slot)];
    if (!run.ref)
        return;
    run = {run.ref, State::Empty, nullptr, {}, {}, nullptr};
    load(static_cast<std::size_t>(slot));
    Q_EMIT runChanged(slot);
}

/// A run that is kept as its recipe is fitted again, so this job may use all cores, unlike the quick reads.
void ListDesk::load(std::size_t slot)
{
    m_runs[slot].state = State::Loading;
    m_loads[slot].start(
        m_session->jobs().pools()->query,
        [project = m_session->project(), shelf = m_session->shelf(), id = m_runs[slot].ref->id](JobContext &job) {
            const auto own = project->another(&job);
            PartOfJob reading(job, 0, .6);
            PartOfJob splitting(job, .6, 1);
            auto lister = std::make_shared<Lister>(shelf->get(id, reading), *own);
            LoadedRun loaded;
            try {
                lister->prepareEvaluated(*own, splitting, &shelf->datasets());
            } catch (const Error &error) {
                loaded.evaluatedFailure = error;
            }
            loaded.lister = std::move(lister);
            return loaded;
        },
        [this, slot](Outcome<LoadedRun> outcome) { onLoaded(slot, std::move(outcome)); });
}

void ListDesk::onLoaded(std::size_t slot, Outcome<LoadedRun> outcome)
{
    auto &run = m_runs[slot];
    if (auto *loaded = std::get_if<LoadedRun>(&outcome)) {
        run.state = State::Ready;
        run.lister = std::move(loaded->lister);
        run.evaluatedFailure = std::move(loaded->evaluatedFailure);
    } else if (const auto *error = std::get_if<Error>(&outcome)) {
        run.state = State::Failed;
        run.failure = *error;
    } else {
        return;
    }
    Q_EMIT runChanged(static_cast<int>(slot));
}

double ListDesk::loadFraction(int slot) const
{
    const auto control = m_loads[static_cast<std::size_t>(slot)].control();
    return control ? control->state().pace.fraction() : 0;
}

bool ListDesk::isLoading() const
{
    return std::any_of(m_runs.begin(), m_runs.end(), [](const Run &run) { return run.state == State::Loading; });
}

bool ListDesk::isSettled() const
{
    return !isLoading() && !m_listing.isRunning() && !m_why.isRunning() && !m_alike.isRunning();
}

ListDesk::Listers ListDesk::listers() const
{
    Listers ready;
    for (std::size_t slot = 0; slot < kSlots; ++slot)
        ready[slot] = m_runs[slot].lister;
    return ready;
}

void ListDesk::ask(Question question)
{
    if (!m_session || !question.history)
        return;
    m_question = question;
    m_session->query<Answer>(
        m_listing,
        [listers = listers(), question = std::move(question)](const Project &project, JobContext &job) {
            return answerOf(listers, question, project, job);
        },
        [this](Outcome<Answer> outcome) {
            if (auto *answer = std::get_if<Answer>(&outcome)) {
                m_answer = std::move(*answer);
                Q_EMIT answered();
            } else if (const auto *error = std::get_if<Error>(&outcome)) {
                Q_EMIT failed(*error);
            }
        });
}

void ListDesk::askWhy(ItemId item)
{
    if (!m_session)
        return;
    m_session->query<Why>(
        m_why,
        [listers = listers(), question = m_question, item](const Project &project, JobContext &job) {
            return whyOf(listers, question, item, project, job);
        },
        [this](Outcome<Why> outcome) {
            if (const auto *why = std::get_if<Why>(&outcome))
                Q_EMIT whyAnswered(*why);
            else if (const auto *error = std::get_if<Error>(&outcome))
                Q_EMIT failed(*error);
        });
}

void ListDesk::askAlike(ItemId item)
{
    if (!m_session)
        return;
    Alike known;
    known.item = item;
    for (std::size_t slot = 0; slot < kSlots; ++slot)
        known.made[slot] = m_runs[slot].neighbours;
    m_session->query<Alike>(
        m_alike,
        [listers = listers(), known](const Project &project, JobContext &job) {
            auto found = known;
            findAlike(listers, found, project, job);
            return found;
        },
        [this](Outcome<Alike> outcome) {
            const auto *alike = std::get_if<Alike>(&outcome);
            if (!alike)
                return;
            for (std::size_t slot = 0; slot < kSlots; ++slot) {
                if (m_runs[slot].lister)
                    m_runs[slot].neighbours = alike->made[slot];
            }
            Q_EMIT alikeAnswered(*alike);
        });
}

} // namespace aisle
