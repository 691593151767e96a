#include "core/lists/shopperhistory.h"

#include "core/common/error.h"
#include "core/common/lookup/sorted.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace aisle {

const EventKind *ShopperHistory::kind(int id) const
{
    const auto found = std::find_if(kinds.begin(), kinds.end(), [id](const EventKind &kind) { return kind.id == id; });
    return found == kinds.end() ? nullptr : &*found;
}

ShopperHistory loadHistory(const Project &project, UserId user)
{
    const Catalogue catalogue(project);
    auto record = catalogue.user(user);
    if (!record)
        throw Error("shopper.unknown",
                    QT_TRANSLATE_NOOP("Error", "This shopper is not in the project any more: choose another."));
    ShopperHistory history;
    history.user = std::move(*record);
    const EventStore store(project);
    history.events = store.history(user);
    history.kinds = store.kinds();
    std::vector<ItemId> ids;
    for (const auto &event : history.events) {
        if (event.item.value != 0)
            ids.push_back(event.item);
    }
    sortUnique(ids);
    for (auto &item : catalogue.items(ids))
        history.items.emplace(item.id, std::move(item));
    return history;
}

std::vector<std::optional<Part>> partsOfHistory(const Lister &lister, UserId user, std::span<const StoredEvent> history)
{
    std::vector<std::optional<Part>> parts(history.size());
    const auto known = lister.partsOf(user);
    if (known.empty())
        return parts;
    const auto &dataset = lister.split()->dataset();
    const auto &events = dataset.events;
    const auto first = static_cast<std::size_t>(events.offsets[dataset.findUser(user)->value]);
    // The dataset has a part of what the history has; what stands in one moment has another order there.
    using Said = std::tuple<ItemId, int, std::int64_t>;
    std::multimap<Said, Part> left;
    for (std::size_t i = 0; i < known.size(); ++i) {
        const auto e = first + i;
        left.emplace(Said(dataset.itemIds[events.item[e].value], dataset.kinds[events.kind[e]].id,
                          events.at.empty() ? kNoTime : events.at[e]),
                     known[i]);
    }
    for (std::size_t i = 0; i < history.size(); ++i) {
        const auto &event = history[i];
        const auto [same, none] =
            left.equal_range(Said(event.item, event.kind, events.at.empty() ? kNoTime : event.at));
        if (same == none)
            continue;
        parts[i] = same->second;
        left.erase(same);
    }
    return parts;
}

std::vector<bool> eventsThatCount(const Lister &lister, UserId user, std::span<const StoredEvent> history,
                                  std::span<const std::optional<Part>> parts, ListInput input)
{
    std::vector<bool> counted(history.size());
    if (input != ListInput::Evaluated || !lister.canListEvaluated()) {
        for (std::size_t i = 0; i < history.size(); ++i)
            counted[i] = lister.counts(history[i]);
        return counted;
    }
    const auto &spec = lister.split()->spec();
    const bool validationIsInput = spec.isOrdered() && lister.heldOutCase(user);
    for (std::size_t i = 0; i < history.size() && i < parts.size(); ++i) {
        if (!parts[i] || !lister.counts(history[i]))
            continue;
        counted[i] = spec.kind == SplitKind::None || *parts[i] == Part::Train || *parts[i] == Part::Input ||
                     (*parts[i] == Part::Valid && validationIsInput);
    }
    return counted;
}

} // namespace aisle
