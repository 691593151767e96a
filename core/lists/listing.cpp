#include "core/lists/listing.h"

#include "core/common/error.h"
#include "core/runs/freshness.h"
#include "core/storage/project.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aisle {

namespace {

/// -1: the run does not know it. @param positions  of a Visit::kind
int positionOf(const QString &kind, const QStringList &positions)
{
    const auto position = positions.indexOf(kind);
    return position <= std::numeric_limits<std::uint8_t>::max() ? static_cast<int>(position) : -1;
}

ListGround groundOf(const Recommender &recommender, const Request &shopper)
{
    if (!recommender.traits().personal)
        return ListGround::Everybody;
    switch (recommender.basis(shopper)) {
    case ColdStart::FoldIn:
        return ListGround::History;
    case ColdStart::Content:
        return ListGround::Content;
    case ColdStart::Popularity:
        break;
    }
    return ListGround::Popularity;
}

} // namespace

const char *listInputName(ListInput input)
{
    switch (input) {
    case ListInput::Evaluated:
        return "evaluated";
    case ListInput::All:
        return "all";
    case ListInput::Edited:
        return "edited";
    }
    return "";
}

const char *listGroundName(ListGround ground)
{
    switch (ground) {
    case ListGround::History:
        return "history";
    case ListGround::Content:
        return "content";
    case ListGround::Popularity:
        return "popularity";
    case ListGround::Everybody:
        return "everybody";
    }
    return "";
}

Lister::Lister(std::shared_ptr<const KeptRun> run, const Project &project) : m_run(std::move(run))
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
    }
}

bool Lister::counts(const StoredEvent &event) const
{
    const auto kind = static_cast<std::size_t>(event.kind);
    if (event.item.value == 0 || kind >= m_kindPosition.size() || m_kindPosition[kind] < 0)
        return false;
    return std::isnan(event.value) || event.value >= m_minValue;
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
    if (!m_hasSessions || event.session <= 0)
        return Visit::kNoSession;
    return static_cast<std::uint32_t>(1 + (event.session - 1) % (Visit::kApart - 1));
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
    const auto lists = recommender.rank(std::span(&shopper, 1), {request.k, maskFor(request)});
    for (const auto &ranked : lists.front()) {
        ListedItem item{m_run->id(ranked.item), ranked.score, false, {}};
        if (request.explain)
            item.reasons = listed(reasonsOf(recommender, shopper, ranked.item),
                                  static_cast<std::size_t>(std::max(request.reasons, 0)));
        result.items.push_back(std::move(item));
    }
    return result;
}

std::vector<ListedReason> Lister::listed(std::span<const Reason> reasons, std::size_t limit) const
{
    std::vector<ListedReason> result;
    for (const auto &reason : reasons.first(std::min(limit, reasons.size()))) {
        const auto because = reason.because == kNoItem ? std::nullopt : std::optional(m_run->id(reason.because));
        result.push_back({because, reason.text, reason.contribution, reason.words});
    }
    return result;
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
