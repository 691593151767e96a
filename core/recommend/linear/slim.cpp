#include "core/params/paramtable.h"
#include "core/recommend/linear/sparselinear.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct SlimParams
{
    double l1 = 0;
    double l2 = 200;
    int candidates = 1000;
    bool positive = false;
};

const auto kTable =
    ParamTable<SlimParams>{}
        .add("l1", &SlimParams::l1,
             {QT_TRANSLATE_NOOP("Param", "L1"),
              QT_TRANSLATE_NOOP("Param",
                                "Products that share no more shoppers than this say nothing of each other. 0 follows "
                                "the data: a quarter of the root of a product's mean shoppers.")},
             {0, 1e5, ParamScale::Log})
        .add("l2", &SlimParams::l2,
             {QT_TRANSLATE_NOOP("Param", "L2"),
              QT_TRANSLATE_NOOP("Param", "Regularisation: higher trusts pairs with few common shoppers less.")},
             {0.1, 1e5, ParamScale::Log})
        .add("candidates", &SlimParams::candidates,
             {QT_TRANSLATE_NOOP("Param", "Candidates"),
              QT_TRANSLATE_NOOP("Param", "Nearest products of each product that may get a weight.")},
             {1, 100000, ParamScale::Log})
        .add("positive", &SlimParams::positive,
             {QT_TRANSLATE_NOOP("Param", "Positive only"),
              QT_TRANSLATE_NOOP("Param", "No product speaks against another, as in the paper.")});

/// A quarter of the root of the mean shoppers of the products that have any.
double l1For(const TrainingSet &train)
{
    const auto known = std::ranges::count_if(train.itemUsers(), [](std::uint32_t users) { return users > 0; });
    const double mean = static_cast<double>(train.byUser().entries()) / static_cast<double>(std::max<long>(1, known));
    return std::sqrt(mean) / 4;
}

/// Sparse linear method (Ning & Karypis 2011): elastic net regression of each product on the others.
class SlimRecommender : public Algorithm<SlimRecommender, SlimParams, SparseLinearRecommender>, public FollowsData
{
public:
    static constexpr const char *kId = "slim";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        m_l1 = m_params.l1 > 0 ? m_params.l1 : l1For(from.events);
        learnWeights(from.events,
                     {.l1 = m_l1, .l2 = m_params.l2, .candidates = m_params.candidates, .positive = m_params.positive},
                     job);
    }
    std::map<std::string, double> takenValues() const override { return takenOf({{"l1", m_params.l1 <= 0, m_l1}}); }
    void write(SnapshotWriter &out) const { writeWeights(out); }
    void read(SnapshotReader &in) { readWeights(in); }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return estimateOf(shape, m_params.candidates);
    }

private:
    double m_l1 = 0; ///< what was learnt with
};

const bool kRegistered = registerAlgorithm<SlimRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "SLIM"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Linear"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "A sparse linear model of products by products: as good as EASE, small enough to "
                                "read, and explains itself."),
             .paper = "Ning & Karypis, SLIM: Sparse linear methods for top-n recommender systems, ICDM 2011"});

} // namespace
} // namespace aisle
