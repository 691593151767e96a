#include "core/params/paramtable.h"
#include "core/recommend/sequence/rules.h"

#include <algorithm>

namespace aisle {
namespace {

struct AssociationRulesParams
{
    int neighbours = 200;
    double memory = .3;
};

const auto kTable = withMemory(withRules(ParamTable<AssociationRulesParams>{}));

/// Rules of two products (Agrawal, Imielinski & Swami 1993) by their confidence, asked of the latest products.
class AssociationRulesRecommender
    : public Algorithm<AssociationRulesRecommender, AssociationRulesParams, RulesRecommender>
{
public:
    static constexpr const char *kId = "association-rules";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        m_speaksFor = associationRules(from.events, static_cast<std::size_t>(m_params.neighbours), job);
    }
    void write(SnapshotWriter &out) const { writeWeights(out); }
    void read(SnapshotReader &in) { readWeights(in); }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return nearestEstimate(shape, static_cast<std::size_t>(m_params.neighbours));
    }

protected:
    std::vector<Evidence> evidence(const Request &request) const override
    {
        return latestEvidence(request, m_params.memory);
    }
};

const bool kRegistered = registerAlgorithm<AssociationRulesRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Association rules"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Sequence"),
     .summary = QT_TRANSLATE_NOOP("Recommender", "With this went that: what sessions or baskets with the latest "
                                                 "products have besides. Instant and easy to read."),
     .paper = "Agrawal, Imielinski & Swami, Mining association rules between sets of items in large databases, SIGMOD "
              "1993"});

} // namespace
} // namespace aisle
