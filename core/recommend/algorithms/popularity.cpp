#include "core/params/paramtable.h"
#include "core/recommend/ranking.h"

#include <cmath>

namespace aisle {
namespace {

struct PopularityParams
{
    double halfLifeDays = 0;
    std::string count = "events";
};

const auto kTable =
    ParamTable<PopularityParams>{}
        .add(
            "half-life-days", &PopularityParams::halfLifeDays,
            {QT_TRANSLATE_NOOP("Param", "Half-life (days)"),
             QT_TRANSLATE_NOOP("Param", "An event that is this much older counts half. 0: all events count the same.")},
            {0, 3650})
        .add(
            "count", &PopularityParams::count,
            {QT_TRANSLATE_NOOP("Param", "What is counted"),
             QT_TRANSLATE_NOOP("Param", "Events weighted by their kind, or distinct shoppers of a product (a shopper's "
                                        "latest event says how old it is).")},
            {"events", "shoppers"});

/// The same products for everybody: most events (or shoppers) first, older ones worth less if wanted.
class PopularityRecommender : public Algorithm<PopularityRecommender, PopularityParams>
{
public:
    static constexpr const char *kId = "popularity";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const TrainingSet &train, const FitOptions &, JobContext &job)
    {
        std::vector<double> counts(train.itemCount());
        std::vector<std::uint32_t> lastShopper(train.itemCount(), ~0U);
        for (std::uint32_t u = 0; u < train.userCount(); ++u) {
            if (u % 65536 == 0) {
                job.checkpoint();
                job.progress(static_cast<double>(u) / train.userCount(), QStringLiteral("counting"));
            }
            const auto history = train.history(UserIndex(u));
            for (auto visit = history.rbegin(); visit != history.rend(); ++visit) {
                if (m_params.count == "shoppers" && std::exchange(lastShopper[visit->item.value], u) == u)
                    continue;
                counts[visit->item.value] += weight(train, *visit);
            }
        }
        m_scores.assign(counts.begin(), counts.end());
        m_order = orderedBy(m_scores, m_catalogue.tieRank);
    }
    void write(SnapshotWriter &out) const { out.array(m_scores); }
    void read(SnapshotReader &in)
    {
        m_scores = in.array<float>(m_catalogue.size());
        m_order = orderedBy(m_scores, m_catalogue.tieRank);
    }

    Traits traits() const override { return {.personal = false}; }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return {.seconds = 0.02 + 4e-9 * static_cast<double>(shape.events),
                .memoryBytes = static_cast<std::int64_t>(shape.items * 32)};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_scores.size()); }

protected:
    bool knows(const Profile &) const override { return true; }
    std::vector<RankedList> rankKnown(std::span<const Profile *const> profiles,
                                      const RankOptions &options) const override
    {
        std::vector<RankedList> lists(profiles.size());
        parallelFor(profiles.size(), 256, [&](std::size_t begin, std::size_t end, int) {
            for (auto p = begin; p < end; ++p)
                lists[p] = listFor(*profiles[p], options);
        });
        return lists;
    }
    void scoreBlock(std::span<const Profile *const> profiles, std::span<float> scores) const override
    {
        for (std::size_t p = 0; p < profiles.size(); ++p)
            std::copy(m_scores.begin(), m_scores.end(),
                      scores.begin() + static_cast<std::ptrdiff_t>(p * m_scores.size()));
    }

private:
    double weight(const TrainingSet &train, const Visit &visit) const
    {
        constexpr double kDayMs = 86'400'000;
        const double kind = m_params.count == "shoppers" ? 1 : static_cast<double>(train.kindWeights()[visit.kind]);
        if (m_params.halfLifeDays <= 0 || !train.hasTime())
            return kind;
        const double days = static_cast<double>(train.latest() - visit.at) / kDayMs;
        return kind * std::exp2(-days / m_params.halfLifeDays);
    }
    RankedList listFor(const Profile &profile, const RankOptions &options) const
    {
        const auto masked = maskedItems(profile, options.mask);
        RankedList list;
        for (const auto item : m_order) {
            if (list.size() == static_cast<std::size_t>(options.k))
                break;
            if (!std::binary_search(masked.begin(), masked.end(), item))
                list.push_back({item, m_scores[item.value]});
        }
        return list;
    }

    std::vector<float> m_scores;
    std::vector<ItemIndex> m_order;
};

const bool kRegistered =
    registerRecommender({.id = PopularityRecommender::kId,
                         .name = QT_TRANSLATE_NOOP("Recommender", "Popularity"),
                         .family = QT_TRANSLATE_NOOP("Recommender", "Baselines"),
                         .summary = QT_TRANSLATE_NOOP(
                             "Recommender", "What sells most, of all time or lately: the baseline to beat, and what "
                                            "a shopper without history gets."),
                         .paper = "",
                         .needs = {},
                         .personal = false,
                         .deterministic = true,
                         .schema = kTable.schema(),
                         .make = makerOf<PopularityRecommender>(kTable)});

} // namespace
} // namespace aisle
