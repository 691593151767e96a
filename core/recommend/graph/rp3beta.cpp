#include "core/params/paramtable.h"
#include "core/recommend/neighbour/neighbourhood.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct Rp3BetaParams
{
    int neighbours = 200;
    double alpha = .6;
    double beta = -1;
};

const auto kTable =
    ParamTable<Rp3BetaParams>{}
        .add("neighbours", &Rp3BetaParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "How many likeliest ends of a walk each product keeps.")},
             {1, 5000, ParamScale::Log})
        .add("alpha", &Rp3BetaParams::alpha,
             {QT_TRANSLATE_NOOP("Param", "Alpha"),
              QT_TRANSLATE_NOOP("Param", "The power of each step's probability: above 1 prefers shoppers and products "
                                         "with few events, 0 counts paths only.")},
             {0, 3})
        .add("beta", &Rp3BetaParams::beta,
             {QT_TRANSLATE_NOOP("Param", "Beta"),
              QT_TRANSLATE_NOOP("Param", "How much popular products are held back: 0 not at all (P3alpha), 1 fully. "
                                         "-1: by the data, .15 where shoppers have some ten products up to .6 where "
                                         "they have a hundred.")},
             {-1, 2});

/// P3alpha whose ends are divided by their popularity to the power beta.
class Rp3BetaRecommender : public Algorithm<Rp3BetaRecommender, Rp3BetaParams, ItemWeightsRecommender>
{
public:
    static constexpr const char *kId = "rp3beta";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        m_speaksFor = walkWeights(from.events, m_params.alpha, betaFor(from.events),
                                  static_cast<std::size_t>(m_params.neighbours), job);
    }
    void write(SnapshotWriter &out) const { writeWeights(out); }
    void read(SnapshotReader &in) { readWeights(in); }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return nearestEstimate(shape, static_cast<std::size_t>(m_params.neighbours));
    }

private:
    /// Chosen on validation parts of four logs with 9 to 106 products a shopper: .15, .3, .4, .6 were best.
    static double knownShoppers(const TrainingSet &train) ///< at least 1
    {
        std::size_t shoppers = 0;
        for (std::uint32_t user = 0; user < train.userCount(); ++user)
            shoppers += train.history(UserIndex(user)).empty() ? 0 : 1;
        return static_cast<double>(std::max<std::size_t>(1, shoppers));
    }
    double betaFor(const TrainingSet &train) const
    {
        if (m_params.beta >= 0)
            return m_params.beta;
        const double mean = static_cast<double>(train.byUser().entries()) / knownShoppers(train);
        return std::clamp(.18 * std::log(std::max(1.0, mean)) - .24, .1, .7);
    }
};

const bool kRegistered = registerAlgorithm<Rp3BetaRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "RP3beta"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Graph"),
     .summary = QT_TRANSLATE_NOOP(
         "Recommender",
         "Random walks that hold popular products back: quick, among the best of the simple methods on sparse logs."),
     .paper = "Paudel et al., Updatable, accurate, diverse, and scalable recommendations for interactive applications, "
              "TiiS 2017"});

} // namespace
} // namespace aisle
