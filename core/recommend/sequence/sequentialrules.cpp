#include "core/params/paramtable.h"
#include "core/recommend/sequence/rules.h"

#include <algorithm>

namespace aisle {
namespace {

struct SequentialRulesParams
{
    int neighbours = 200;
    int steps = 10;
    double memory = .3;
};

const auto kTable = withMemory(
    withRules(ParamTable<SequentialRulesParams>{})
        .add(
            "steps", &SequentialRulesParams::steps,
            {QT_TRANSLATE_NOOP("Param", "Steps"),
             QT_TRANSLATE_NOOP("Param", "How many later visits count for a rule, the second a half, the third a third; "
                                        "what was chosen in one moment counts as one visit. 1: a Markov chain.")},
            {1, 100, ParamScale::Log}));

/// Rules "after this came that" (Kamehkhosh, Jannach & Ludewig 2017).
class SequentialRulesRecommender : public Algorithm<SequentialRulesRecommender, SequentialRulesParams, RulesRecommender>
{
public:
    static constexpr const char *kId = "sequential-rules";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        m_speaksFor = sequentialRules(from.events, static_cast<std::size_t>(m_params.steps),
                                      static_cast<std::size_t>(m_params.neighbours), job);
    }
    void write(SnapshotWriter &out) const { writeWeights(out); }
    void read(SnapshotReader &in) { readWeights(in); }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double events = static_cast<double>(shape.events), items = static_cast<double>(shape.items);
        const double rules = events * std::min<double>(m_params.steps, std::max(1.0, shape.meanHistory / 2));
        return {.seconds = 0.01 + events * 3e-8 + rules * 3e-8 / threadCount(),
                .memoryBytes =
                    static_cast<std::int64_t>(1e6 + events * 24 + items * (40 + 4.0 * threadCount()) +
                                              16 * std::min(rules, items * static_cast<double>(m_params.neighbours)))};
    }

protected:
    std::vector<Evidence> evidence(const Request &request) const override
    {
        return latestEvidence(request, m_params.memory);
    }
};

const bool kRegistered = registerAlgorithm<SequentialRulesRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Sequential rules"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "After this came that: the next product from the latest ones, in "
                                                 "order. Instant, hard to beat on short sessions."),
     .paper = "Kamehkhosh, Jannach & Ludewig, A comparison of frequent pattern techniques and a deep learning method "
              "for session-based recommendation, RecTemp 2017"});

} // namespace
} // namespace aisle
