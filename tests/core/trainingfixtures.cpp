#include "tests/core/trainingfixtures.h"

#include "core/common/random.h"

#include <numeric>

namespace aisle::test {

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

} // namespace aisle::test
