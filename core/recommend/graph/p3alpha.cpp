#include "core/params/paramtable.h"
#include "core/recommend/neighbour/neighbourhood.h"

#include <algorithm>

namespace aisle {
namespace {

struct P3AlphaParams
{
    int neighbours = 200;
    double alpha = .8;
};

const auto kTable =
    ParamTable<P3AlphaParams>{}
        .add("neighbours", &P3AlphaParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "How many likeliest ends of a walk each product keeps.")},
             {1, 5000, ParamScale::Log})
        .add("alpha", &P3AlphaParams::alpha,
             {QT_TRANSLATE_NOOP("Param", "Alpha"),
              QT_TRANSLATE_NOOP("Param", "The power of each step's probability: above 1 prefers shoppers and products "
                                         "with few events, 0 counts paths only.")},
             {0, 3});

/// Random walks of three steps over the graph of shoppers and products: from the shopper to a product of the history,
/// to a shopper of that, to the product that is scored; each step's probability to the power alpha.
class P3AlphaRecommender : public Algorithm<P3AlphaRecommender, P3AlphaParams, ItemWeightsRecommender>
{
public:
    static constexpr const char *kId = "p3alpha";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        m_speaksFor = walkWeights(from.events, m_params.alpha, 0, static_cast<std::size_t>(m_params.neighbours), job);
    }
    void write(SnapshotWriter &out) const { writeWeights(out); }
    void read(SnapshotReader &in) { readWeights(in); }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return nearestEstimate(shape, static_cast<std::size_t>(m_params.neighbours));
    }
};

const bool kRegistered = registerAlgorithm<P3AlphaRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "P3alpha"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Graph"),
     .summary = QT_TRANSLATE_NOOP(
         "Recommender", "Random walks over shoppers and products: quick and robust, leans towards popular products."),
     .paper = "Cooper et al., Random walks in recommender systems: exact computation and simulations, WWW 2014"});

} // namespace
} // namespace aisle
