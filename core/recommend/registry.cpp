#include "core/recommend/registry.h"

#include "core/common/error.h"
#include "core/common/lookup/registered.h"
#include "core/common/text/nearest.h"

#include <algorithm>
#include <map>

namespace aisle {

bool registerRecommender(RecommenderInfo info)
{
    const auto byFamily = [](const RecommenderInfo &each) {
        return std::pair(std::string_view(each.family), std::string_view(each.id));
    };
    return addRegistered("recommender", std::move(info), &RecommenderInfo::id, byFamily);
}

bool needs(const RecommenderInfo &info, Need need)
{
    return std::ranges::find(info.needs, need) != info.needs.end();
}

const std::vector<RecommenderInfo> &recommenders()
{
    return registered<RecommenderInfo>();
}

const RecommenderInfo &recommenderInfo(const std::string &id)
{
    QStringList ids;
    for (const auto &info : recommenders()) {
        if (info.id == id)
            return info;
        ids << QString::fromStdString(info.id);
    }
    constexpr qsizetype kNamed = 3;
    const auto wrong = QString::fromStdString(id);
    throw Error("recommender.unknown", QT_TRANSLATE_NOOP("Error", "There is no recommender %1. The nearest are %2."),
                {wrong, nearestFirst(wrong, ids).mid(0, kNamed).join(QStringLiteral(", "))});
}

ColdStart Recommender::basis(const Request &request) const
{
    const auto known = traits();
    if (known.personal && !request.history.empty())
        return ColdStart::FoldIn;
    return known.personal && known.newShopper == ColdStart::Content ? ColdStart::Content : ColdStart::Popularity;
}

namespace {
std::map<std::string, QJsonObject> &earlier()
{
    static std::map<std::string, QJsonObject> kEarlier;
    return kEarlier;
}
} // namespace

bool registerEarlier(const std::string &id, const QJsonObject &parameters)
{
    earlier()[id] = parameters;
    return true;
}

QJsonObject earlierDefaults(const std::string &id)
{
    const auto found = earlier().find(id);
    return found == earlier().end() ? QJsonObject() : found->second;
}

QJsonObject keptParameters(const std::string &id, QJsonObject stored)
{
    const auto before = earlierDefaults(id);
    for (auto it = before.begin(); it != before.end(); ++it)
        if (!stored.contains(it.key()))
            stored.insert(it.key(), it.value());
    return stored;
}

std::unique_ptr<Recommender> makeRecommender(const std::string &id, const QJsonObject &parameters)
{
    const auto &info = recommenderInfo(id);
    return info.make(info.schema.complete(parameters));
}

} // namespace aisle
