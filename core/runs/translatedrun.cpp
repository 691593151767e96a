#include "core/runs/translatedrun.h"

#include "core/dataset/dataset.h"

namespace aisle {

namespace {

std::vector<std::int32_t> kindPositions(const RunRecord &run, const Dataset &dataset)
{
    const auto &names = run.details.kindNames;
    std::vector<std::int32_t> positions;
    for (const auto &kind : dataset.kinds) {
        const auto name = QString::fromStdString(kind.name);
        const auto position = names.indexOf(name);
        positions.push_back(run.protocol.kinds.contains(name) ? static_cast<std::int32_t>(position) : -1);
    }
    return positions;
}

} // namespace

std::shared_ptr<const MemberRun> translatedRun(const std::shared_ptr<const KeptRun> &run, const Dataset &dataset,
                                               bool sameData)
{
    MemberIndexes indexes{.items = {},
                          .users = {},
                          .kinds = kindPositions(run->record(), dataset),
                          .memberItems = static_cast<std::uint32_t>(run->items().size())};
    for (const auto item : dataset.itemIds)
        indexes.items.push_back(run->index(item).value_or(kNoItem));
    for (const auto user : dataset.userIds)
        indexes.users.push_back(sameData ? run->index(user).value_or(kNoUser) : kNoUser);
    return std::make_shared<const MemberRun>(run->record().recommender.toStdString(), run->record().parameters,
                                             std::shared_ptr<const Recommender>(run, &run->recommender()),
                                             std::move(indexes));
}

} // namespace aisle
