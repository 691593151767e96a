#include "core/params/paramtable.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct BoughtAgainParams
{
    double halfLifeDays = 60;
};

const auto kTable = ParamTable<BoughtAgainParams>{}.add(
    "half-life-days", &BoughtAgainParams::halfLifeDays,
    {QT_TRANSLATE_NOOP("Param", "Half-life (days)"),
     QT_TRANSLATE_NOOP("Param", "An event that is this much older counts half. 0: only the count matters. In a "
                                "log without times each later event of the shopper, or basket, counts as one day.")},
    {0, 3650});

/// The shopper's own products again: each event counts 2^(-age / half-life), age up to the shopper's latest event.
/// Products the shopper never had come after all of those, by popularity: their scores lie in -1 .. 0.
class BoughtAgainRecommender : public Algorithm<BoughtAgainRecommender, BoughtAgainParams>, public Explains
{
public:
    static constexpr const char *kId = "bought-again";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.offersRepeats = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &, const FitOptions &, const FitHooks &, JobContext &) { scalePopularity(); }
    void write(SnapshotWriter &) const {}
    void read(SnapshotReader &) { scalePopularity(); }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return {.seconds = 0.02, .memoryBytes = static_cast<std::int64_t>(shape.items * 16)};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_others.size()); }

    std::vector<Reason> explain(const Request &request, ItemIndex item) const override
    {
        double sum = 0;
        int count = 0;
        std::int64_t last = kNoTime;
        const auto steps = stepsBack(request.history);
        for (std::size_t v = 0; v < request.history.size(); ++v) {
            if (request.history[v].item == item) {
                sum += weight(request.history, v, steps);
                ++count;
                last = request.history[v].at;
            }
        }
        if (count == 0)
            return {{.text = "popular, never chosen by this shopper", .contribution = m_others[item.value]}};
        auto text = "chosen " + std::to_string(count) + (count == 1 ? " time" : " times");
        if (last != kNoTime) {
            const auto days = (request.history.back().at - last) / kDayMs;
            text += ", last " + std::to_string(days) + (days == 1 ? " day" : " days") + " before the latest event";
        }
        return {{.because = item, .text = text, .contribution = sum}};
    }

protected:
    bool knows(const Request &request) const override { return !request.history.empty(); }
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override
    {
        const auto items = m_others.size();
        for (std::size_t p = 0; p < requests.size(); ++p) {
            const auto row = scores.subspan(p * items, items);
            std::copy(m_others.begin(), m_others.end(), row.begin());
            const auto history = requests[p]->history;
            const auto steps = stepsBack(history);
            for (std::size_t v = 0; v < history.size(); ++v) {
                auto &score = row[history[v].item.value];
                score = std::max(score, 0.0F) + static_cast<float>(weight(history, v, steps));
            }
        }
    }
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override
    {
        SomeSums own(items);
        const auto steps = stepsBack(request.history);
        for (std::size_t v = 0; v < request.history.size(); ++v)
            own.add(request.history[v].item.value, static_cast<float>(weight(request.history, v, steps)));
        std::ranges::transform(items, scores.begin(), [&](ItemIndex item) {
            const float sum = own.of(item); // a weight is never 0
            return sum > 0 ? sum : m_others[item.value];
        });
    }

private:
    static constexpr std::int64_t kDayMs = 86'400'000;

    double weight(std::span<const Visit> history, std::size_t v, const std::vector<std::uint32_t> &steps) const
    {
        if (m_params.halfLifeDays <= 0)
            return 1;
        const auto latest = history.back().at;
        const double days = latest == kNoTime || history[v].at == kNoTime
                                ? static_cast<double>(steps[v])
                                : static_cast<double>(latest - history[v].at) / static_cast<double>(kDayMs);
        return std::max(std::exp2(-days / m_params.halfLifeDays), 1e-30); // never below a product that was not chosen
    }
    void scalePopularity()
    {
        const auto most = m_catalogue.popularity.empty() ? 0 : *std::ranges::max_element(m_catalogue.popularity);
        for (const auto popularity : m_catalogue.popularity)
            m_others.push_back(most > 0 ? popularity / (most + 1) - 1 : -1);
    }

    std::vector<float> m_others; ///< [items]
};

const bool kRegistered = registerAlgorithm<BoughtAgainRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Bought again"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Baselines"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "The shopper's own products, by how often and how lately: hard to beat "
                                          "where people buy again. Judge it with seen products offered."),
             .paper = ""});

} // namespace
} // namespace aisle
