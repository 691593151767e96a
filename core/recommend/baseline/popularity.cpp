#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/params/paramtable.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace aisle {
namespace {

struct PopularityParams
{
    double halfLifeDays = 0;
    std::string count = "events";
};

struct RecentParams
{
    double halfLifeDays = 0;
    std::string count = "events";
};

constexpr ParamText kCountText{
    QT_TRANSLATE_NOOP("Param", "What is counted"),
    QT_TRANSLATE_NOOP("Param", "Events weighted by their kind, or distinct shoppers of a product (a shopper's latest "
                               "event says how old it is).")};

const auto kTable =
    ParamTable<PopularityParams>{}
        .add(
            "half-life-days", &PopularityParams::halfLifeDays,
            {QT_TRANSLATE_NOOP("Param", "Half-life (days)"),
             QT_TRANSLATE_NOOP("Param", "An event that is this much older counts half. 0: all events count the same.")},
            {0, 3650})
        .add("count", &PopularityParams::count, kCountText, {"events", "shoppers"});

const auto kRecentTable =
    ParamTable<RecentParams>{}
        .add("half-life-days", &RecentParams::halfLifeDays,
             {QT_TRANSLATE_NOOP("Param", "Half-life (days)"),
              QT_TRANSLATE_NOOP("Param", "An event that is this much older counts half. 0: a fiftieth of the time that "
                                         "the log covers, which makes a week of a year.")},
             {0, 3650})
        .add("count", &RecentParams::count, kCountText, {"events", "shoppers"});

/// When the first event of the log that says when it was happened; TrainingSet::latest() where none says it.
std::int64_t earliest(const TrainingSet &train)
{
    auto first = train.latest();
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        for (const auto &visit : train.history(UserIndex(u)))
            first = visit.at == kNoTime ? first : std::min(first, visit.at);
    return first;
}

/// Events (weighted by kind) or distinct shoppers of each product, older ones worth less; those without a time are as
/// old as the oldest.
/// @param halfLifeDays  0: all count the same
std::vector<float> counts(const TrainingSet &train, double halfLifeDays, bool shoppers, JobContext &job)
{
    constexpr double kDayMs = 86'400'000;
    const bool ages = halfLifeDays > 0 && train.hasTime();
    const auto first = ages ? earliest(train) : kNoTime;
    std::vector<double> counts(train.itemCount());
    std::vector<std::uint32_t> lastShopper(train.itemCount(), ~0U);
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        if (u % 65536 == 0) {
            job.checkpoint();
            job.progress(static_cast<double>(u) / train.userCount(), QStringLiteral("counting"));
        }
        const auto history = train.history(UserIndex(u));
        for (auto visit = history.rbegin(); visit != history.rend(); ++visit) {
            if (shoppers && std::exchange(lastShopper[visit->item.value], u) == u)
                continue;
            const double kind = shoppers ? 1 : static_cast<double>(train.kindWeights()[visit->kind]);
            const auto at = visit->at == kNoTime ? first : visit->at;
            const double days = ages ? static_cast<double>(train.latest() - at) / kDayMs : 0;
            counts[visit->item.value] += kind * (ages ? std::exp2(-days / halfLifeDays) : 1);
        }
    }
    return {counts.begin(), counts.end()};
}

/// The same products for everybody, the highest count first.
template <class Derived, class Params>
class CountingRecommender : public Algorithm<Derived, Params>
{
public:
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.personal = false, .newShopper = ColdStart::Popularity};
    using Algorithm<Derived, Params>::Algorithm;

    void write(SnapshotWriter &out) const { out.array(m_scores); }
    void read(SnapshotReader &in) { take(in.array<float>(this->m_catalogue.size())); }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return {.seconds = 0.001 + 4.5e-8 * static_cast<double>(shape.events),
                .memoryBytes = static_cast<std::int64_t>(shape.items * 32)};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_scores.size()); }

protected:
    void take(std::vector<float> scores)
    {
        m_scores = std::move(scores);
        m_order = orderedBy(m_scores, this->m_catalogue.tieRank);
    }
    bool knows(const Request &) const override { return true; }
    std::vector<RankedList> rankKnown(std::span<const Request *const> requests,
                                      const RankOptions &options) const override
    {
        std::vector<RankedList> lists(requests.size());
        parallelForEach(requests.size(), 256, [&](std::size_t p) { lists[p] = listFor(*requests[p], options); });
        return lists;
    }
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override
    {
        for (std::size_t p = 0; p < requests.size(); ++p)
            std::copy(m_scores.begin(), m_scores.end(),
                      scores.begin() + static_cast<std::ptrdiff_t>(p * m_scores.size()));
    }
    void scoreSome(const Request &, std::span<const ItemIndex> items, std::span<float> scores) const override
    {
        std::ranges::transform(items, scores.begin(), [this](ItemIndex item) { return m_scores[item.value]; });
    }

private:
    RankedList listFor(const Request &request, const RankOptions &options) const
    {
        const Barred isBarred(request, options.mask);
        RankedList list;
        for (const auto item : m_order) {
            if (list.size() == static_cast<std::size_t>(options.k))
                break;
            if (!isBarred(item))
                list.push_back({item, m_scores[item.value]});
        }
        return list;
    }

    std::vector<float> m_scores;
    std::vector<ItemIndex> m_order;
};

class PopularityRecommender : public CountingRecommender<PopularityRecommender, PopularityParams>
{
public:
    static constexpr const char *kId = "popularity";
    using CountingRecommender::CountingRecommender;
    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        take(counts(from.events, m_params.halfLifeDays, m_params.count == "shoppers", job));
    }
};

void demandTimes(const TrainingSet &train)
{
    if (!train.hasTime())
        throw Error("popularity.no-times",
                    QT_TRANSLATE_NOOP("Error", "The log has no times, so nothing says what sells lately. Take "
                                               "\"popularity\" instead."));
}

class RecentRecommender : public CountingRecommender<RecentRecommender, RecentParams>
{
public:
    static constexpr const char *kId = "popularity-recent";
    using CountingRecommender::CountingRecommender;
    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        const auto &train = from.events;
        demandTimes(train);
        const double halfLife = m_params.halfLifeDays > 0 ? m_params.halfLifeDays : daysCovered(train) / 50;
        take(counts(train, halfLife, m_params.count == "shoppers", job));
    }

private:
    static double daysCovered(const TrainingSet &train)
    {
        return static_cast<double>(train.latest() - earliest(train)) / 86'400'000;
    }
};

const bool kRegistered = registerAlgorithm<PopularityRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Popularity"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Baselines"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "What sells most, of all time or lately: the baseline to beat, and what "
                                          "a shopper without history gets."),
             .paper = ""});

const bool kRecentRegistered = registerAlgorithm<RecentRecommender>(
    kRecentTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Popular lately"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Baselines"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "What sells most these days, old events fading away: the baseline to "
                                                 "beat where tastes and stocks change."),
     .paper = "Ji, Sun, Zhang & Li, A re-visit of the popularity baseline in recommender systems, SIGIR 2020",
     .needs = {Need::Times}});

} // namespace
} // namespace aisle
