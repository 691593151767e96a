#include "core/lists/listbasis.h"

#include "core/storage/eventstore.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

void add(const Lister &lister, const StoredEvent &event, ListBasis &basis)
{
    if (const auto visit = lister.visitOf(event)) {
        if (basis.values.size() == basis.visits.size())
            basis.values.push_back(static_cast<float>(event.value));
        basis.visits.push_back(*visit);
    } else if (lister.counts(event)) {
        ++basis.unknownItems;
    }
}

void apply(const Lister &lister, const HistoryEdits &edits, ListBasis &basis)
{
    for (const auto &event : edits.leftOut) {
        const auto visit = lister.visitOf(event);
        if (!visit) {
            basis.unknownItems -= lister.counts(event) && basis.unknownItems > 0 ? 1 : 0;
            continue;
        }
        const auto same = [&](const Visit &other) {
            return other.item == visit->item && other.kind == visit->kind && other.at == visit->at;
        };
        const auto found = std::find_if(basis.visits.begin(), basis.visits.end(), same);
        if (found == basis.visits.end())
            continue;
        if (!basis.values.empty())
            basis.values.erase(basis.values.begin() + (found - basis.visits.begin()));
        basis.visits.erase(found);
    }
    for (const auto &event : edits.added)
        add(lister, event, basis);
    gatherMoments(basis.visits, basis.values);
    if (edits.isEmpty())
        return;
    basis.learnt.reset();
    basis.input = ListInput::Edited;
}

/// What fit() saw of a shopper whom the test has no question about.
void addTrainingVisits(const Split &split, UserIndex user, ListBasis &basis)
{
    const auto &dataset = split.dataset();
    const auto &events = dataset.events;
    for (auto i = events.offsets[user.value]; i < events.offsets[user.value + 1]; ++i) {
        if (split.parts()[i] != Part::Train) // all that is learnt from, where nothing is held out
            continue;
        basis.visits.push_back(split.visit(i));
        if (!events.value.empty())
            basis.values.push_back(events.value[i]);
    }
}

bool isHidden(const ListBasis &basis, ItemIndex item, MaskSeen mask, const SeenKinds &kinds)
{
    const auto seen = [&](const Visit &visit) { return visit.item == item && kinds.hide(visit); };
    return mask != MaskSeen::No &&
           (std::ranges::any_of(basis.visits, seen) || std::ranges::binary_search(basis.hidden, item));
}

void addRest(std::span<const Reason> rest, ItemPlace &place)
{
    for (const auto &reason : rest)
        place.rest += reason.contribution;
    place.restCount += static_cast<decltype(place.restCount)>(rest.size());
}

void explainPlace(const Lister &lister, const Request &shopper, ItemIndex item, int limit, ItemPlace &place)
{
    const auto all = lister.reasons(shopper, item, place.score);
    place.reasons = lister.listed(all, static_cast<std::size_t>(std::max(limit, 0)));
    addRest(std::span(all).subspan(place.reasons.size()), place);
    place.exact = !all.empty() && lister.run().recommender().traits().explainsExactly;
}

} // namespace

ListBasis basisAsEvaluated(const Lister &lister, UserId user, const HistoryEdits &edits)
{
    Q_ASSERT(lister.canListEvaluated());
    const auto &split = *lister.split();
    ListBasis basis;
    basis.input = ListInput::Evaluated;
    basis.user = user;
    if (const auto *heldOut = lister.heldOutCase(user)) {
        basis.learnt = heldOut->isTrainingHistory ? std::optional(heldOut->user) : std::nullopt;
        basis.visits.assign(heldOut->input.begin(), heldOut->input.end());
        basis.values.assign(heldOut->inputValues.begin(), heldOut->inputValues.end());
        basis.hidden = heldOut->hidden;
        for (const auto item : heldOut->relevant)
            basis.relevant.push_back(split.dataset().itemIds[item.value]);
        std::sort(basis.relevant.begin(), basis.relevant.end());
    } else if (const auto index = split.dataset().findUser(user)) {
        basis.learnt = *index;
        addTrainingVisits(split, *index, basis);
    } else {
        basis.isKnown = false;
    }
    apply(lister, edits, basis);
    return basis;
}

ListBasis basisOfToday(const Lister &lister, std::span<const StoredEvent> history, const HistoryEdits &edits,
                       std::optional<UserId> user)
{
    ListBasis basis;
    basis.user = user;
    for (const auto &event : lister.withoutReturned(history))
        add(lister, event, basis);
    apply(lister, edits, basis);
    return basis;
}

ShopperList listFrom(const Lister &lister, const ListBasis &basis, const ListRequest &request)
{
    auto list = lister.list(basis.request(), request);
    list.user = basis.user;
    list.input = basis.input;
    list.relevant = basis.relevant;
    list.unknownItems = basis.unknownItems;
    for (auto &item : list.items)
        item.hit = std::binary_search(basis.relevant.begin(), basis.relevant.end(), item.item);
    return list;
}

ShopperList listOfToday(const Lister &lister, const Project &project, UserId user, const ListRequest &request)
{
    auto result = listOfHistory(lister, EventStore(project).history(user), request, user);
    result.input = ListInput::All;
    return result;
}

ShopperList listOfHistory(const Lister &lister, std::vector<StoredEvent> history, const ListRequest &request,
                          std::optional<UserId> user)
{
    auto result = listFrom(lister, basisOfToday(lister, history, {}, user), request);
    result.input = ListInput::Edited;
    std::erase_if(history, [&](const auto &event) { return !lister.counts(event); });
    result.history = std::move(history);
    return result;
}

ShopperList listAsEvaluated(const Lister &lister, UserId user, const ListRequest &request)
{
    const auto basis = basisAsEvaluated(lister, user);
    ShopperList result;
    if (basis.isKnown)
        result = listFrom(lister, basis, request);
    result.user = user;
    result.input = ListInput::Evaluated;
    const auto &dataset = lister.split()->dataset();
    for (const auto &visit : basis.visits)
        result.history.push_back({user, dataset.itemIds[visit.item.value], dataset.kinds[visit.kind].id, visit.at});
    return result;
}

ItemPlace placeOf(const Lister &lister, const ListBasis &basis, ItemId item, MaskSeen mask, int reasons)
{
    const auto &run = lister.run();
    ItemPlace place;
    place.hit = std::binary_search(basis.relevant.begin(), basis.relevant.end(), item);
    const auto index = run.index(item);
    if (!index)
        return place;
    auto shopper = basis.request();
    std::vector<ItemIndex> hidden;
    lister.maskInto(shopper, hidden, mask);
    place.score = run.recommender().score(shopper, std::span(&*index, 1)).front();
    const auto ranked =
        lister.rank({basis.request()}, {.k = static_cast<int>(run.items().size()), .mask = mask}).front();
    place.candidates = static_cast<int>(ranked.size());
    const auto found =
        std::find_if(ranked.begin(), ranked.end(), [&](const RankedItem &r) { return r.item == *index; });
    if (found != ranked.end()) {
        place.rank = static_cast<int>(found - ranked.begin()) + 1;
        place.state = ItemPlace::State::Offered;
    } else {
        place.state =
            isHidden(basis, *index, mask, lister.seenKinds()) ? ItemPlace::State::Seen : ItemPlace::State::Unknown;
    }
    explainPlace(lister, shopper, *index, reasons, place);
    return place;
}

} // namespace aisle
