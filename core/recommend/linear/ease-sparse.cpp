#include "core/params/paramtable.h"
#include "core/recommend/linear/sparselinear.h"

namespace aisle {
namespace {

struct EaseSparseParams
{
    double l2 = 100;
    int neighbours = 200;
    int keep = 100;
};

const auto kTable =
    ParamTable<EaseSparseParams>{}
        .add("l2", &EaseSparseParams::l2,
             {QT_TRANSLATE_NOOP("Param", "L2"),
              QT_TRANSLATE_NOOP("Param",
                                "Regularisation: higher trusts pairs with few common shoppers less. Some hundreds for "
                                "dense data, about a hundred or less for sparse data.")},
             {0.1, 1e5, ParamScale::Log})
        .add("neighbours", &EaseSparseParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "Nearest products of each product that it is regressed on.")},
             {1, 10000, ParamScale::Log})
        .add("keep", &EaseSparseParams::keep,
             {QT_TRANSLATE_NOOP("Param", "Weights kept"),
              QT_TRANSLATE_NOOP("Param", "Largest weights of each product that are kept; 0 keeps all.")},
             {0, 10000});

/// EASE where its dense matrix does not fit: each product's ridge regression is solved over its nearest products only
/// (the local approximation of Steck 2019, Markov random fields for collaborative filtering), so that memory grows with
/// products * neighbours.
class EaseSparseRecommender : public Algorithm<EaseSparseRecommender, EaseSparseParams, SparseLinearRecommender>
{
public:
    static constexpr const char *kId = "ease-sparse";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        learnWeights(
            from.events,
            {.l1 = 0, .l2 = m_params.l2, .candidates = m_params.neighbours, .positive = false, .keep = m_params.keep},
            job);
    }
    void write(SnapshotWriter &out) const { writeWeights(out); }
    void read(SnapshotReader &in) { readWeights(in); }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        return estimateOf(shape, m_params.neighbours);
    }
};

const bool kRegistered = registerAlgorithm<EaseSparseRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Sparse EASE"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Linear"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "EASE over each product's neighbourhood: for catalogues of more than some 30,000 "
                                "products, whose full matrix does not fit."),
             .paper = "Steck, Markov random fields for collaborative filtering, NeurIPS 2019"});

} // namespace
} // namespace aisle
