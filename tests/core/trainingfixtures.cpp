#include "tests/core/trainingfixtures.h"

#include "core/common/random.h"
#include "core/recommend/memberrun.h"
#include "core/recommend/registry.h"

#include <numeric>

namespace aisle::test {

std::vector<std::vector<std::uint32_t>> historiesOf(const TrainingSet &train)
{
    std::vector<std::vector<std::uint32_t>> histories(train.userCount());
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        for (const auto &visit : train.history(UserIndex(u)))
            histories[u].push_back(visit.item.value);
    return histories;
}

std::unique_ptr<Recommender> fitted(const std::string &id, const QJsonObject &parameters, const TrainingSet &train)
{
    auto recommender = makeRecommender(id, parameters);
    SilentContext job;
    recommender->fit({train}, {}, {}, job);
    return recommender;
}

std::shared_ptr<const MemberRun> memberOf(const std::string &id, std::shared_ptr<const Recommender> recommender,
                                          const TrainingSet &train)
{
    MemberIndexes same;
    for (std::uint32_t i = 0; i < train.itemCount(); ++i)
        same.items.emplace_back(i);
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        same.users.emplace_back(u);
    same.kinds.resize(train.kindWeights().size());
    std::iota(same.kinds.begin(), same.kinds.end(), 0);
    same.memberItems = train.itemCount();
    return std::make_shared<const MemberRun>(id, recommenderInfo(id).schema.defaults(), std::move(recommender),
                                             std::move(same));
}

TrainingSet trainingOf(std::uint32_t items, const std::vector<std::vector<std::uint32_t>> &histories)
{
    constexpr std::int64_t kHourMs = 3'600'000;
    std::vector<std::uint64_t> offsets{0};
    std::vector<Visit> visits;
    for (const auto &history : histories) {
        std::int64_t at = 1'600'000'000'000;
        for (const auto item : history)
            visits.push_back({.item = ItemIndex(item), .kind = 0, .at = at += kHourMs});
        offsets.push_back(visits.size());
    }
    std::vector<std::uint32_t> tieRank(items);
    std::iota(tieRank.begin(), tieRank.end(), 0U);
    Random(5).shuffle(tieRank);
    return {items, std::move(offsets), std::move(visits), {}, {1.0F}, std::move(tieRank)};
}

TrainingSet checkerboard(std::uint32_t users, std::uint32_t items)
{
    Random random(11);
    std::vector<std::vector<std::uint32_t>> histories(users);
    for (std::uint32_t u = 0; u < users; ++u) {
        for (std::uint32_t i = u % 2; i < items; i += 2)
            histories[u].push_back(i);
        random.shuffle(histories[u]);
        histories[u].resize(histories[u].size() * 3 / 4);
    }
    return trainingOf(items, histories);
}

TrainingSet randomTraining(std::uint32_t users, std::uint32_t items, std::uint32_t visits, std::uint64_t seed)
{
    Random random(seed);
    std::vector<std::vector<std::uint32_t>> histories(users);
    for (auto &history : histories)
        for (std::uint32_t v = 0; v < visits; ++v)
            history.push_back(std::min(random.below(items), random.below(items)));
    return trainingOf(items, histories);
}

TrainingSet rated(const TrainingSet &train)
{
    std::vector<std::uint64_t> offsets{0};
    std::vector<Visit> visits;
    std::vector<float> values;
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        for (const auto &visit : train.history(UserIndex(u))) {
            visits.push_back(visit);
            values.push_back(visit.item.value % 2 == u % 2 ? 5.0F : 1.0F);
        }
        offsets.push_back(visits.size());
    }
    return {train.itemCount(), std::move(offsets),  std::move(visits),
            std::move(values), train.kindWeights(), train.tieRank()};
}

TrainingSet ratedCheckerboard(std::uint32_t users, std::uint32_t items)
{
    auto histories = historiesOf(checkerboard(users, items));
    Random random(12);
    for (std::uint32_t u = 0; u < users; ++u) {
        for (std::uint32_t i = 1 - u % 2; i < items; i += 2)
            if (random.below(4) > 0)
                histories[u].push_back(i);
        random.shuffle(histories[u]);
    }
    return rated(trainingOf(items, histories));
}

std::shared_ptr<const SideFacts> colouredFacts(std::uint32_t users, std::uint32_t items)
{
    auto facts = std::make_shared<SideFacts>();
    for (std::uint32_t i = 0; i < items; ++i) {
        const bool even = i % 2 == 0;
        facts->itemKeys.push_back(std::to_string(i + 1));
        facts->titles.push_back(even ? "Red mug" : "Blue lamp");
        facts->categories.push_back(even ? "Kitchen" : "Living room");
        facts->brands.push_back(even ? "Rosso" : "Azur");
        facts->descriptions.push_back(even ? "Holds coffee and tea." : "Lights a corner.");
        facts->prices.push_back(even ? 5.0F : 50.0F);
        facts->itemAttributes.push_back({even ? "colour=red" : "colour=blue"});
    }
    for (std::uint32_t u = 0; u < users; ++u)
        facts->userAttributes.push_back({u % 2 == 0 ? "likes=red" : "likes=blue"});
    return facts;
}

std::shared_ptr<const AlignedFeatures> colouredVectors(std::uint32_t rows, const char *name, bool ofShoppers)
{
    constexpr std::size_t kDims = 6;
    auto features = std::make_shared<AlignedFeatures>();
    features->name = name;
    features->ofShoppers = ofShoppers;
    features->dims = kDims;
    features->has.assign(rows, 1);
    for (std::uint32_t row = 0; row < rows; ++row)
        for (std::uint32_t d = 0; d < kDims; ++d)
            features->values.push_back(d == row % 2 ? 3.0F : 0.1F * static_cast<float>((row * 7 + d * 3) % 5));
    return features;
}

std::shared_ptr<const AlignedGraph> colouredGraph(std::uint32_t users, std::uint32_t items)
{
    constexpr std::uint32_t kMakers = 5;
    Relations::Parts parts{
        .entities = {}, .relations = {"colour", "maker", "trusts"}, .triples = {}, .products = {}, .shoppers = {}};
    const auto entity = [&](const std::string &name) {
        parts.entities.push_back(name);
        return static_cast<std::uint32_t>(parts.entities.size() - 1);
    };
    std::uint32_t colours[2], makers[2][kMakers];
    for (int colour = 0; colour < 2; ++colour) {
        colours[colour] = entity(colour == 0 ? "red" : "blue");
        for (auto &maker : makers[colour])
            maker = entity("maker " + std::to_string(parts.entities.size()));
    }
    std::vector<ItemId> itemIds;
    std::vector<UserId> userIds;
    for (std::uint32_t i = 0; i < items; ++i) {
        const auto product = entity("product " + std::to_string(i));
        itemIds.emplace_back(i + 1);
        parts.products.emplace_back(itemIds.back(), product);
        parts.triples.push_back({product, 0, colours[i % 2]});
        parts.triples.push_back({product, 1, makers[i % 2][i / 2 % kMakers]});
    }
    std::vector<std::uint32_t> shoppers;
    for (std::uint32_t u = 0; u < users; ++u) {
        shoppers.push_back(entity("shopper " + std::to_string(u)));
        userIds.emplace_back(u + 1);
        parts.shoppers.emplace_back(userIds.back(), shoppers.back());
    }
    for (std::uint32_t u = 0; u < users; ++u)
        for (const std::uint32_t step : {2U, 4U})
            if (u + step < users)
                parts.triples.push_back({shoppers[u], 2, shoppers[u + step]});
    return std::make_shared<const AlignedGraph>(
        alignedTo(itemIds, userIds, std::make_shared<const Relations>(std::move(parts))));
}

} // namespace aisle::test
