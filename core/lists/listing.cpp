#include "core/lists/listing.h"

#include "core/common/error.h"
#include "core/lists/whatif.h"
#include "core/runs/training.h"
#include "core/storage/project.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

ListGround groundOf(const Recommender &recommender, const Profile &profile)
{
    if (!recommender.traits().personal)
        return ListGround::Everybody;
    switch (recommender.basis(profile)) {
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
    const auto learnt = m_run->record().protocol.value(QStringLiteral("kinds")).toArray();
    const auto positions = m_run->record().details.value(QStringLiteral("kind_names")).toArray();
    const auto filters = m_run->record().protocol.value(QStringLiteral("filters")).toObject();
    m_minValue = DatasetFilter::fromJson(filters).minValue.value_or(-std::numeric_limits<double>::infinity());
    for (const auto &kind : EventStore(project).kinds()) {
        m_kindPosition.resize(std::max<std::size_t>(m_kindPosition.size(), static_cast<std::size_t>(kind.id) + 1), -1);
        const auto name = QString::fromStdString(kind.name);
        for (qsizetype i = 0; i < positions.size() && learnt.contains(name); ++i) {
            if (positions[i].toString() == name)
                m_kindPosition[static_cast<std::size_t>(kind.id)] = static_cast<int>(i);
        }
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
    return Visit{*item, static_cast<std::uint8_t>(m_kindPosition[static_cast<std::size_t>(event.kind)]), event.at};
}

const HeldOutCase *Lister::heldOutCase(UserId user) const
{
    const auto found = m_caseOf.find(user);
    return found == m_caseOf.end() ? nullptr : &m_cases[found->second];
}

ShopperList Lister::list(const Profile &profile, const ListRequest &request) const
{
    const auto &recommender = m_run->recommender();
    ShopperList result;
    result.ground = groundOf(recommender, profile);
    const auto lists = recommender.rank(std::span(&profile, 1), {request.k, maskFor(request), {}});
    for (const auto &ranked : lists.front()) {
        ListedItem item{m_run->id(ranked.item), ranked.score, false, {}};
        if (request.explain)
            item.reasons = listed(recommender.explain(profile, ranked.item),
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

ShopperList Lister::listAll(const Project &project, UserId user, const ListRequest &request) const
{
    auto result = listEdited(EventStore(project).history(user), request, user);
    result.input = ListInput::All;
    return result;
}

ShopperList Lister::listEdited(std::vector<StoredEvent> history, const ListRequest &request,
                               std::optional<UserId> user) const
{
    auto result = listFrom(*this, basisOfToday(*this, history, {}, user), request);
    result.input = ListInput::Edited;
    std::erase_if(history, [this](const auto &event) { return !counts(event); });
    result.history = std::move(history);
    return result;
}

void Lister::prepareEvaluated(const Project &project, JobContext &job, DatasetCache *cache)
{
    if (m_split)
        return;
    DatasetCache own;
    const auto request = TrainRequest::fromJson(m_run->record().details.value(QStringLiteral("request")).toObject());
    m_split = (cache ? *cache : own).split(project, request.filter, request.split, request.seed, job);
    if (m_split->dataHash() != m_run->record().dataHash) {
        m_split.reset();
        throw Error("list.data-changed",
                    QT_TRANSLATE_NOOP(
                        "Error", "The project's data has changed since run %1 was trained, so the list it was judged "
                                 "by cannot be shown. The list as of today can."),
                    {QString::number(m_run->record().id.value)});
    }
    if (m_split->count(Part::Test) > 0)
        m_cases = m_split->heldOut(Part::Test, Targets::All).cases;
    for (std::size_t i = 0; i < m_cases.size(); ++i)
        m_caseOf.emplace(m_split->dataset().userIds[m_cases[i].user.value], i);
}

ShopperList Lister::listEvaluated(UserId user, const ListRequest &request) const
{
    const auto basis = basisAsEvaluated(*this, user);
    ShopperList result;
    if (basis.isKnown)
        result = listFrom(*this, basis, request);
    result.user = user;
    result.input = ListInput::Evaluated;
    const auto &dataset = m_split->dataset();
    for (const auto &visit : basis.visits)
        result.history.push_back({user, dataset.itemIds[visit.item.value], dataset.kinds[visit.kind].id, visit.at});
    return result;
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
