#include "models/selection.h"

#include "core/common/lookup/sorted.h"

#include <algorithm>

namespace aisle {

namespace {

template <class Id>
IdSet<Id> makeSet(std::vector<Id> ids, SelectionOrigin origin)
{
    if (ids.empty())
        return {};
    return {std::make_shared<const std::vector<Id>>(sortedDistinct(std::move(ids))), origin};
}

} // namespace

template <class Id>
bool IdSet<Id>::contains(Id id) const
{
    return ids && std::binary_search(ids->begin(), ids->end(), id);
}
template struct IdSet<UserId>;
template struct IdSet<ItemId>;

std::optional<int> Selection::slotOf(RunId run) const
{
    for (int slot = 0; slot < kMaxComparedRuns; ++slot)
        if (m_state.runs[slot] && m_state.runs[slot]->id == run)
            return slot;
    return {};
}

int Selection::comparedCount() const
{
    return static_cast<int>(
        std::count_if(m_state.runs.begin(), m_state.runs.end(), [](const auto &run) { return run.has_value(); }));
}

void Selection::setShopper(std::optional<ShopperRef> shopper)
{
    auto next = m_state;
    next.shopper = std::move(shopper);
    step(std::move(next));
}

void Selection::setShoppers(std::vector<UserId> ids, SelectionOrigin origin)
{
    auto next = m_state;
    next.shoppers = makeSet(std::move(ids), origin);
    step(std::move(next));
}

void Selection::setProduct(std::optional<ProductRef> product)
{
    auto next = m_state;
    next.product = std::move(product);
    step(std::move(next));
}

void Selection::setProducts(std::vector<ItemId> ids, SelectionOrigin origin)
{
    auto next = m_state;
    next.products = makeSet(std::move(ids), origin);
    step(std::move(next));
}

int Selection::compareRun(RunRef run)
{
    if (const auto taken = slotOf(run.id))
        return *taken;
    auto next = m_state;
    const auto free = std::find(next.runs.begin(), next.runs.end(), std::nullopt);
    const auto place = free == next.runs.end() ? std::prev(next.runs.end()) : free;
    *place = std::move(run);
    const auto slot = static_cast<int>(place - next.runs.begin());
    step(std::move(next));
    return slot;
}

void Selection::stopComparing(RunId run)
{
    auto next = m_state;
    if (const auto slot = slotOf(run))
        next.runs[*slot].reset();
    step(std::move(next));
}

void Selection::setRuns(const std::array<std::optional<RunRef>, kMaxComparedRuns> &runs)
{
    auto next = m_state;
    next.runs = runs;
    step(std::move(next));
}

void Selection::renameRun(RunId run, const QString &label)
{
    const auto slot = slotOf(run);
    if (!slot || m_state.runs[*slot]->label == label)
        return;
    amend([&](SelectionState &state) {
        for (auto &compared : state.runs) {
            if (compared && compared->id == run)
                compared->label = label;
        }
    });
}

void Selection::nameProduct(ItemId product, const QString &title)
{
    amend([&](SelectionState &state) {
        if (state.product && state.product->id == product)
            state.product->title = title;
    });
}

void Selection::amend(const std::function<void(SelectionState &)> &change)
{
    const auto stepsBefore = m_past.size() + m_future.size();
    auto next = m_state;
    change(next);
    for (auto *steps : {&m_past, &m_future}) {
        for (auto &state : *steps)
            change(state);
        steps->erase(std::unique(steps->begin(), steps->end()), steps->end());
        if (!steps->empty() && steps->back() == next)
            steps->pop_back();
    }
    if (next != m_state)
        become(next);
    else if (m_past.size() + m_future.size() != stepsBefore)
        Q_EMIT changed(); // Back or Forward
}

void Selection::clear()
{
    step({});
}

void Selection::goBack()
{
    go(m_past, m_future);
}

void Selection::goForward()
{
    go(m_future, m_past);
}

void Selection::go(std::vector<SelectionState> &there, std::vector<SelectionState> &back)
{
    if (there.empty())
        return;
    back.push_back(m_state);
    const auto next = std::move(there.back());
    there.pop_back();
    become(next);
}

void Selection::step(SelectionState next)
{
    if (next == m_state)
        return;
    m_past.push_back(m_state);
    if (m_past.size() > kMaxSteps)
        m_past.erase(m_past.begin());
    m_future.clear();
    become(next);
}

void Selection::become(const SelectionState &next)
{
    const auto before = std::exchange(m_state, next);
    if (before == m_state)
        return;
    if (before.shopper != m_state.shopper)
        Q_EMIT shopperChanged();
    if (!(before.shoppers == m_state.shoppers))
        Q_EMIT shoppersChanged();
    if (before.product != m_state.product)
        Q_EMIT productChanged();
    if (!(before.products == m_state.products))
        Q_EMIT productsChanged();
    if (before.runs != m_state.runs)
        Q_EMIT runsChanged();
    Q_EMIT changed();
}

} // namespace aisle
