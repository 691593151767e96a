#include "core/lists/shownlists.h"

#include "core/common/lookup/sorted.h"
#include "core/lists/batchlister.h"

#include <algorithm>

namespace aisle {

std::shared_ptr<const ShownLists> ShownLists::make(const std::shared_ptr<const KeptRun> &run, const Project &project,
                                                   int k, std::size_t shoppers, JobContext &job)
{
    auto made = std::make_shared<ShownLists>();
    made->m_length = k;
    made->m_items = run->items();
    made->m_shown.assign(made->m_items.size(), 0);
    made->m_users = evenlySpread(run->users(), shoppers);
    const auto length = static_cast<std::size_t>(k);
    made->m_lists.assign(made->m_users.size() * length, static_cast<std::uint32_t>(made->m_items.size()));
    const auto keep = [&](std::size_t user, const ListBasis &, const RankedList &list) {
        auto *places = &made->m_lists[user * length];
        for (const auto &ranked : list) {
            *places++ = ranked.item.value;
            ++made->m_shown[ranked.item.value];
        }
    };
    const Lister lister(run, project, false);
    BatchLister(lister, project, ListInput::All, {.k = k}).list(made->m_users, job, QStringLiteral("lists"), keep);
    return made;
}

std::optional<std::size_t> ShownLists::rowOf(ItemId item) const
{
    return placeIn(m_items, item);
}

bool ShownLists::knows(ItemId item) const
{
    return rowOf(item).has_value();
}

std::vector<ShownLists::Shown> ShownLists::of(ItemId item) const
{
    std::vector<Shown> shown;
    const auto row = rowOf(item);
    if (!row)
        return shown;
    for (std::size_t i = 0; i < m_lists.size(); ++i) {
        if (m_lists[i] == *row)
            shown.push_back({m_users[i / static_cast<std::size_t>(m_length)],
                             static_cast<int>(i % static_cast<std::size_t>(m_length)) + 1});
    }
    std::stable_sort(shown.begin(), shown.end(), [](const Shown &a, const Shown &b) { return a.place < b.place; });
    return shown;
}

std::uint32_t ShownLists::count(ItemId item) const
{
    const auto row = rowOf(item);
    return row ? m_shown[*row] : 0;
}

std::optional<std::size_t> ShownLists::rank(ItemId item) const
{
    const auto own = count(item);
    if (own == 0)
        return {};
    return 1 + static_cast<std::size_t>(std::ranges::count_if(m_shown, [own](auto other) { return other > own; }));
}

} // namespace aisle
