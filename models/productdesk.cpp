#include "models/productdesk.h"
#include "core/runs/runshelf.h"
#include "core/storage/catalogue.h"

namespace aisle {

namespace {

ProductDesk::View viewOf(const Project &project, const ShownLists &lists, ItemId item, std::size_t mostShown)
{
    ProductDesk::View view;
    view.isKnown = lists.knows(item);
    if (!view.isKnown)
        return view;
    view.shownTo = lists.count(item);
    view.rank = lists.rank(item);
    const Catalogue catalogue(project);
    for (const auto &[user, place] : lists.of(item)) {
        if (view.shown.size() == mostShown)
            break;
        if (const auto record = catalogue.user(user))
            view.shown.push_back({user, record->key, place});
    }
    return view;
}

} // namespace

void ProductDesk::setSession(SessionPointer session)
{
    m_load.letGo();
    m_loading.reset();
    forgetFacts();
    m_item.reset();
    m_runs = {};
    m_session = std::move(session);
}

void ProductDesk::forgetFacts()
{
    m_factsJob.letGo();
    m_viewsJob.letGo();
    m_counts.reset();
}

void ProductDesk::setRuns(const std::array<std::optional<RunRef>, kSlots> &runs)
{
    if (!m_session)
        return;
    bool changed = false;
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        auto &run = m_runs[slot];
        const bool same = run.ref.has_value() == runs[slot].has_value() && (!run.ref || run.ref->id == runs[slot]->id);
        run.ref = runs[slot]; // the label may be another
        if (same)
            continue;
        if (m_loading == slot) {
            m_load.letGo();
            m_loading.reset();
        }
        run = {runs[slot], runs[slot] ? State::Waiting : State::Empty, {}, nullptr};
        changed = true;
        Q_EMIT runChanged(static_cast<int>(slot));
    }
    loadNext();
    if (changed)
        askViews();
}

void ProductDesk::reload(int slot)
{
    auto &run = m_runs[static_cast<std::size_t>(slot)];
    if (run.ref)
        run = {run.ref, State::Waiting, {}, nullptr};
    Q_EMIT runChanged(slot);
    loadNext();
}

void ProductDesk::loadNext()
{
    if (m_loading || !m_session)
        return;
    const auto waiting =
        std::find_if(m_runs.begin(), m_runs.end(), [](const Run &run) { return run.state == State::Waiting; });
    if (waiting == m_runs.end())
        return;
    const auto slot = static_cast<std::size_t>(waiting - m_runs.begin());
    m_loading = slot;
    waiting->state = State::Loading;
    m_load.start(
        m_session->jobs().pools()->query,
        [project = m_session->project(), shelf = m_session->shelf(), id = waiting->ref->id](JobContext &job) {
            const auto own = project->another(&job);
            return ShownLists::make(shelf->get(id, job), *own, kListLength, kShoppers, job);
        },
        [this, slot](Outcome<std::shared_ptr<const ShownLists>> outcome) { takeLoaded(slot, std::move(outcome)); });
    Q_EMIT runChanged(static_cast<int>(slot));
}

void ProductDesk::takeLoaded(std::size_t slot, Outcome<std::shared_ptr<const ShownLists>> outcome)
{
    auto &run = m_runs[slot];
    m_loading.reset();
    if (auto *lists = std::get_if<std::shared_ptr<const ShownLists>>(&outcome)) {
        run.state = State::Ready;
        run.lists = std::move(*lists);
    } else {
        run.state = State::Failed;
        if (const auto *error = std::get_if<Error>(&outcome))
            run.failure = *error;
    }
    Q_EMIT runChanged(static_cast<int>(slot));
    loadNext();
    askViews();
}

double ProductDesk::loadFraction() const
{
    const auto control = m_load.control();
    return m_loading && control ? control->state().pace.fraction() : 0;
}

bool ProductDesk::isSettled() const
{
    return !m_loading && !m_factsJob.isRunning() && !m_viewsJob.isRunning();
}

void ProductDesk::ask(ItemId item)
{
    m_item = item;
    m_session->query<Facts>(
        m_factsJob,
        [item, counts = m_counts](const Project &project, JobContext &job) {
            Facts facts;
            facts.product = loadProductFacts(project, item, job);
            facts.counts = counts ? counts : countProducts(project, job);
            facts.rank = facts.counts->rankOf(item);
            facts.products = Catalogue(project).itemCount();
            return facts;
        },
        [this](Outcome<Facts> outcome) {
            if (const auto *facts = std::get_if<Facts>(&outcome)) {
                m_counts = facts->counts;
                Q_EMIT factsRead(*facts);
            } else if (const auto *error = std::get_if<Error>(&outcome)) {
                Q_EMIT factsFailed(*error);
            }
        });
    askViews();
}

void ProductDesk::askViews()
{
    if (!m_item || !m_session)
        return;
    std::array<std::shared_ptr<const ShownLists>, kSlots> ready;
    for (std::size_t slot = 0; slot < kSlots; ++slot)
        ready[slot] = m_runs[slot].lists;
    m_session->query<Views>(
        m_viewsJob,
        [item = *m_item, ready](const Project &project, JobContext &job) {
            Views views;
            views.item = item;
            for (std::size_t slot = 0; slot < kSlots; ++slot) {
                job.checkpoint();
                if (ready[slot])
                    views.of[slot] = viewOf(project, *ready[slot], item, kMostShown);
            }
            return views;
        },
        [this](Outcome<Views> outcome) {
            if (const auto *views = std::get_if<Views>(&outcome))
                Q_EMIT viewsRead(*views);
        });
}

} // namespace aisle
