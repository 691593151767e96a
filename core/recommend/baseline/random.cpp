#include "core/common/random.h"
#include "core/params/paramtable.h"
#include "core/recommend/ranking.h"

#include <algorithm>

namespace aisle {
namespace {

struct RandomParams
{
};

const ParamTable<RandomParams> kTable;

/// A number of its own for every shopper (history) and product: what a method that knows nothing scores.
class RandomRecommender : public Algorithm<RandomRecommender, RandomParams>
{
public:
    static constexpr const char *kId = "random";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.personal = false, .ranksByChance = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &, const FitOptions &options, const FitHooks &, JobContext &)
    {
        m_seed = options.seed;
    }
    void write(SnapshotWriter &out) const { out.value(m_seed); }
    void read(SnapshotReader &in) { m_seed = in.value<std::uint64_t>(); }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return {.seconds = 0.01, .memoryBytes = static_cast<std::int64_t>(shape.items * 12)};
    }
    std::int64_t parameterCount() const override { return 0; }

protected:
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override
    {
        const auto items = m_catalogue.size();
        for (std::size_t p = 0; p < requests.size(); ++p)
            scoreRow(seedFor(*requests[p]), scores.subspan(p * items, items));
    }
    void scoreRow(std::uint64_t own, std::span<float> row) const
    {
        for (std::uint32_t i = 0; i < row.size(); ++i)
            row[i] = draw(own, i);
    }
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override
    {
        const auto own = seedFor(request);
        std::ranges::transform(items, scores.begin(), [&](ItemIndex item) { return draw(own, item.value); });
    }

private:
    std::uint64_t seedFor(const Request &request) const
    {
        auto own = m_seed;
        for (const auto item : distinctItems(request.history))
            own = deriveSeed(own, item.value);
        return own;
    }
    static float draw(std::uint64_t seed, std::uint32_t item)
    {
        return static_cast<float>(deriveSeed(seed, item) >> 40) * 0x1.0p-24F;
    }

    std::uint64_t m_seed = 0;
};

const bool kRegistered = registerAlgorithm<RandomRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Random"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Baselines"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "Any product, by chance: the floor that every figure is compared with."),
             .paper = ""});

} // namespace
} // namespace aisle
