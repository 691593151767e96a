#include "core/lists/listing.h"

#include "core/common/error.h"
#include "core/common/lookup/enumnames.h"
#include "core/common/lookup/mapped.h"
#include "core/dataset/givenback.h"
#include "core/recommend/ranking.h"
#include "core/runs/freshness.h"
#include "core/storage/project.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aisle {

namespace {

constexpr auto kInputs = enumNames<ListInput>("evaluated", "all", "edited");
constexpr auto kGrounds = enumNames<ListGround>("history", "content", "popularity", "everybody");

/// -1: the run does not know it. @param positions  of a Visit::kind
int positionOf(const QString &kind, const QStringList &positions)
{
    const auto position = positions.indexOf(kind);
    return position <= std::numeric_limits<std::uint8_t>::max() ? static_cast<int>(position) : -1;
}

ListGround groundOf(ColdStart basis)
{
    if (basis == ColdStart::FoldIn)
        return ListGround::History;
    return basis == ColdStart::Content ? ListGround::Content : ListGround::Popularity;
}

ListGround groundOf(const Recommender &recommender, const Request &shopper)
{
    const bool isPersonal = recommender.traits().personal;
    return isPersonal ? groundOf(recommender.basis(shopper)) : ListGround::Everybody;
}

/// Products that may stand in lists, where the recommender has a catalogue.
/// @param onlyLearnt  those that it learnt an event of
std::optional<Offer> offerOf(const Recommender &recommender, bool onlyLearnt)
{
    const auto *listing = dynamic_cast<const CatalogueRecommender *>(&recommender);
    if (!listing)
        return {};
    std::vector<ItemIndex> offered;
    for (std::uint32_t item = 0; item < listing->catalogue().size(); ++item)
        if (!onlyLearnt || listing->catalogue().popularity[item] > 0)
            offered.emplace_back(item);
    return Offer(recommender, std::move(offered), true);
}

} // namespace

const char *listInputName(ListInput input)
{
    return kInputs.of(input);
}

const char *listGroundName(ListGround ground)
{
    return kGrounds.of(ground);
}

bool isFiller(const ListedItem &item)
{
    return !item.reasons.empty() && item.reasons.front().text == kPopularReason;
}

Lister::Lister(std::shared_ptr<const KeptRun> run, const Project &project, bool explains)
    : m_run(std::move(run)), m_paths(explains ? PathReasons::of(*m_run, project) : nullptr),
      m_offered(m_run->record().protocol.filter.catalogue ? offerOf(m_run->recommender(), false) : std::nullopt),
      m_learnt(offerOf(m_run->recommender(), true))
{
    const auto &protocol = m_run->record().protocol;
    const auto &positions = m_run->record().details.kindNames;
    m_hasSessions = !EventStore(project).sessionsAreShoppers();
    m_minValue = protocol.filter.minValue.value_or(-std::numeric_limits<double>::infinity());
    for (const auto &kind : EventStore(project).kinds()) {
        m_kindPosition.resize(std::max<std::size_t>(m_kindPosition.size(), static_cast<std::size_t>(kind.id) + 1), -1);
        const auto name = QString::fromStdString(kind.name);
        if (protocol.kinds.contains(name))
            m_kindPosition[static_cast<std::size_t>(kind.id)] = positionOf(name, positions);
        m_meanings.resize(m_kindPosition.size(), Meaning::Other);
        m_meanings[static_cast<std::size_t>(kind.id)] = kind.meaning;
    }
    const auto isRelevant = [&](const QString &kind) { return protocol.targetKinds.contains(kind); };
    if (protocol.asIn01 || std::ranges::all_of(protocol.kinds, isRelevant))
        return;
    std::vector<bool> hiding;
    for (const auto &kind : positions)
        hiding.push_back(isRelevant(kind));
    m_seenKinds = SeenKinds(std::move(hiding));
}

MaskSeen Lister::maskInto(Request &request, std::vector<ItemIndex> &hidden, MaskSeen mask) const
{
    if (mask != MaskSeen::Yes || m_seenKinds.areAll())
        return mask;
    request.hidden = hidden = m_seenKinds.hiddenOf(request.history, request.hidden);
    return MaskSeen::Hidden;
}

std::vector<StoredEvent> Lister::withoutReturned(std::span<const StoredEvent> history) const
{
    std::vector<StoredEvent> kept;
    std::ranges::copy_if(history, std::back_inserter(kept),
                         [this](const StoredEvent &event) { return !isLaterThan(m_lastDay, event.at); });
    if (m_run->record().protocol.filter.returns != Returns::Cancel)
        return kept;
    const auto meaningOf = [this](const StoredEvent &event) {
        const auto kind = static_cast<std::size_t>(event.kind);
        return kind < m_meanings.size() ? m_meanings[kind] : Meaning::Other;
    };
    const auto returned = returnedPurchases(kept, meaningOf);
    std::size_t event = 0;
    std::erase_if(kept, [&](const StoredEvent &) { return returned[event++]; });
    return kept;
}

bool Lister::counts(const StoredEvent &event) const
{
    const auto kind = static_cast<std::size_t>(event.kind);
    const bool isLearnt = event.item.value != 0 && kind < m_kindPosition.size() && m_kindPosition[kind] >= 0;
    return isLearnt && !isLaterThan(m_lastDay, event.at) && (std::isnan(event.value) || event.value >= m_minValue);
}

std::optional<Visit> Lister::visitOf(const StoredEvent &event) const
{
    const auto item = counts(event) ? m_run->index(event.item) : std::nullopt;
    if (!item)
        return {};
    return Visit{.item = *item,
                 .kind = static_cast<std::uint8_t>(m_kindPosition[static_cast<std::size_t>(event.kind)]),
                 .session = sessionOf(event),
                 .at = event.at};
}

/// Any number serves that tells a shopper's sessions apart.
std::uint32_t Lister::sessionOf(const StoredEvent &event) const
{
    if (m_run->record().protocol.filter.moments == Moments::Lines)
        return Visit::kApart;
    const bool has = m_hasSessions && event.session > 0;
    return has ? static_cast<std::uint32_t>(1 + (event.session - 1) % (Visit::kApart - 1)) : Visit::kNoSession;
}

const HeldOutCase *Lister::heldOutCase(UserId user) const
{
    const auto found = m_caseOf.find(user);
    return found == m_caseOf.end() ? nullptr : &m_cases[found->second];
}

ShopperList Lister::list(const Request &shopper, const ListRequest &request) const
{
    const auto &recommender = m_run->recommender();
    ShopperList result;
    result.ground = groundOf(recommender, shopper);
    const auto lists = rank({shopper}, request);
    result.filledUp = static_cast<int>(filledUp(lists.front(), lists.front().size()));
    for (const auto &ranked : lists.front()) {
        ListedItem item{m_run->id(ranked.item), ranked.score, false, {}};
        if (request.explain || isFiller(recommender, ranked.score))
            item.reasons = listed(reasons(shopper, ranked.item, ranked.score),
                                  static_cast<std::size_t>(std::max(request.reasons, 0)));
        result.items.push_back(std::move(item));
    }
    return result;
}

static constexpr std::size_t kPaths = 10; ///< that reasons are made of

std::vector<Reason> Lister::reasons(const Request &shopper, ItemIndex item, float score) const
{
    const auto &recommender = m_run->recommender();
    const bool isTied = m_paths && recommender.basis(shopper) != ColdStart::Popularity;
    auto found = isTied ? m_paths->explain(shopper, item, kPaths) : reasonsOf(recommender, shopper, item);
    const auto isNothing = [](const Reason &reason) { return reason.contribution == 0; };
    if (isFiller(recommender, score) && recommender.basis(shopper) != ColdStart::Popularity &&
        std::ranges::all_of(found, isNothing))
        return {{.text = kPopularReason}};
    return found;
}

std::vector<RankedList> Lister::rank(std::vector<Request> shoppers, const ListRequest &request) const
{
    RankOptions options{request.k, maskFor(request)};
    std::vector<std::vector<ItemIndex>> hidden(shoppers.size());
    const auto asked = options.mask;
    for (std::size_t s = 0; s < shoppers.size(); ++s)
        options.mask = maskInto(shoppers[s], hidden[s], asked);
    const auto &offer = request.onlyWithEvents ? m_learnt : m_offered;
    return offer ? offer->rank(std::move(shoppers), options) : m_run->recommender().rank(shoppers, options);
}

std::vector<ListedReason> Lister::listed(std::span<const Reason> reasons, std::size_t limit) const
{
    return mapped<std::vector<ListedReason>>(
        reasons.first(std::min(limit, reasons.size())), [this](const Reason &reason) {
            const auto because = reason.because == kNoItem ? std::nullopt : std::optional(m_run->id(reason.because));
            return ListedReason{because, reason.text, reason.contribution, reason.words};
        });
}

void Lister::prepareEvaluated(const Project &project, JobContext &job, DatasetCache *cache)
{
    if (m_split)
        return;
    DatasetCache own;
    auto [split, sameData] = splitAgain(project, m_run->record(), cache ? *cache : own, job);
    if (!sameData)
        throw Error("list.data-changed",
                    QT_TRANSLATE_NOOP(
                        "Error", "The project's data has changed since run %1 was trained, so the list it was judged "
                                 "by cannot be shown. The list as of today can."),
                    {QString::number(m_run->record().id.value)});
    m_split = std::move(split);
    if (m_split->count(Part::Test) > 0)
        m_cases = m_split->heldOut(Part::Test, Targets::All).cases;
    for (std::size_t i = 0; i < m_cases.size(); ++i)
        m_caseOf.emplace(m_split->dataset().userIds[m_cases[i].user.value], i);
}

std::vector<Part> Lister::partsOf(UserId user) const
{
    const auto index = m_split ? m_split->dataset().findUser(user) : std::nullopt;
    if (!index)
        return {};
    const auto &offsets = m_split->dataset().events.offsets;
    const auto begin = m_split->parts().begin();
    return {begin + static_cast<std::ptrdiff_t>(offsets[index->value]),
            begin + static_cast<std::ptrdiff_t>(offsets[index->value + 1])};
}

} // namespace aisle
