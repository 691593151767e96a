#include "core/common/random.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/factor/pairfactors.h"
#include "core/recommend/factor/pairfoldin.h"
#include "core/recommend/factor/pairtensors.h"
#include "core/recommend/factor/strata.h"
#include "core/recommend/fitting.h"
#include "core/recommend/pairvalues.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aisle {
namespace {

struct BprParams
{
    int factors = 128;
    int epochs = 200;
    double learningRate = 0.1;
    double l2 = 0.02;
};

const auto kTable =
    withEpochs(withFactors(ParamTable<BprParams>{}), QT_TRANSLATE_NOOP("Param", "Sweeps over the pairs, at most."))
        .add("learning-rate", &BprParams::learningRate,
             {QT_TRANSLATE_NOOP("Param", "Learning rate"), QT_TRANSLATE_NOOP("Param", "Size of a gradient step.")},
             {1e-5, 1, ParamScale::Log})
        .add(
            "l2", &BprParams::l2,
            {QT_TRANSLATE_NOOP("Param", "L2"), QT_TRANSLATE_NOOP("Param", "Weight decay of the vectors in each step.")},
            {0, 1, ParamScale::Log});

/// Rows near 0 sit near a saddle, where only the biases learn for a long time.
constexpr double kFirstDeviation = 0.1;

/// Matrix factorisation with the pairwise loss -log sigmoid(x_ui - x_uj) (Rendle et al. 2009), item biases included.
/// A shopper whom fit() did not see gets a vector by the same steps with the products held fixed.
class BprRecommender : public Algorithm<BprRecommender, BprParams, DotProductRecommender>,
                       public FoldsIn,
                       public Updates
{
public:
    static constexpr const char *kId = "bpr";
    static constexpr std::uint32_t kVersion = 2;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);
    void update(const Ingredients &from, const Growth &growth, const FitOptions &options, const FitHooks &hooks,
                JobContext &job) override;
    void take(const PairFactors &factors);

    double foldInSeconds(double visits) const override { return pairFoldInSeconds(visits, m_params.factors); }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs), steps = pairs * m_params.epochs;
        const double rows = 6.5 * static_cast<double>(shape.users) + 17 * static_cast<double>(shape.items);
        return {.seconds = 0.01 + steps * (90 + 1.3 * m_params.factors) * 1e-9 / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(rows * m_params.factors + pairs * 4)};
    }
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_factors.users.size() + items().values.size());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override
    {
        const auto size = static_cast<std::uint32_t>(m_params.factors);
        return Embedding{
            .rows = static_cast<std::uint32_t>(m_factors.users.size() / size), .size = size, .values = m_factors.users};
    }

protected:
    std::uint32_t biasColumns() const override { return 1; }
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;

private:
    std::size_t factorCount() const { return static_cast<std::size_t>(m_params.factors); }

    PairFactors m_factors;
    std::optional<int> m_bestEpoch;
};

class BprLearner : public PairFactorsLearner
{
public:
    BprLearner(const TrainingSet &train, const BprParams &params, PairFactors factors, std::uint64_t seed,
               Publish publish)
        : PairFactorsLearner(std::move(factors), std::move(publish)), m_params(params),
          m_strata(train.byUser(), seed, drawingShares(train.valuesByUser()))
    {
    }
    EpochResult epoch(int number, JobContext &job) override
    {
        const double loss = m_strata.sweep(number, job, [this](Strata::Block &block) { return learn(block); });
        const auto samples = m_strata.pairCount();
        return {.loss = loss / static_cast<double>(std::max<std::size_t>(1, samples)), .samples = samples};
    }

private:
    struct Step
    {
        std::uint32_t user, positive, negative;
    };
    static constexpr std::size_t kAhead = 16; ///< steps whose rows are on their way from memory

    /// A pair's negative comes from its own product group.
    Step draw(Strata::Block &block, std::size_t place) const
    {
        const auto at = block.order[place];
        const Step step{block.pairs[at].user, block.pairs[at].item, block.negative(at)};
        prefetch(step);
        return step;
    }
    void prefetch(const Step &step) const
    {
        m_factors.prefetchUser(step.user);
        m_factors.prefetchItem(step.positive);
        m_factors.prefetchItem(step.negative);
    }
    double learn(Strata::Block &block)
    {
        const auto count = block.order.size();
        std::array<Step, kAhead> steps{};
        for (std::size_t place = 0; place < std::min(kAhead, count); ++place)
            steps[place] = draw(block, place);
        LogLossSum loss;
        for (std::size_t place = 0; place < count; ++place) {
            const auto step = steps[place % kAhead];
            if (place + kAhead < count)
                steps[place % kAhead] = draw(block, place + kAhead);
            if (step.negative != step.positive)
                loss.add(1 - learn(step));
        }
        return loss.take();
    }
    float learn(const Step &step)
    {
        const auto rate = static_cast<float>(m_params.learningRate), l2 = static_cast<float>(m_params.l2);
        float &up = m_factors.biases[step.positive], &down = m_factors.biases[step.negative];
        const float pull = kernels::pairStep(m_factors.user(step.user), m_factors.item(step.positive),
                                             m_factors.item(step.negative), m_factors.size, up - down, rate, l2);
        up += kernels::adagradRate(&m_factors.biasSquares[step.positive], pull * pull, rate) * (pull - l2 * up);
        down -= kernels::adagradRate(&m_factors.biasSquares[step.negative], pull * pull, rate) * (pull + l2 * down);
        return pull;
    }

    const BprParams &m_params;
    Strata m_strata;
};

/// The form that suits the device. Its state is the same, so that either goes on from the other's checkpoint.
std::unique_ptr<Learner> learnerFor(BprRecommender &recommender, const TrainingSet &train, const BprParams &params,
                                    PairFactors factors, const FitOptions &options)
{
    const auto publish = [&recommender](const PairFactors &now) { recommender.take(now); };
    if (options.device == Device::Cpu)
        return std::make_unique<BprLearner>(train, params, std::move(factors), options.seed, publish);
    return pairTensorLearner(train.byUser(), drawingShares(train.valuesByUser()), std::move(factors),
                             params.learningRate, params.l2, options, publish);
}

void BprRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
{
    const auto &train = from.events;
    PairFactors start(train.userCount(), train.itemCount(), factorCount(), kFirstDeviation, options.seed);
    const auto learner = learnerFor(*this, train, m_params, std::move(start), options);
    m_bestEpoch = learnEpochs(*learner, *this, m_params.epochs, options, hooks, job);
}

/// A tenth of the epochs with the vectors and their step sizes where they are: rows that are new move most.
void BprRecommender::update(const Ingredients &from, const Growth &growth, const FitOptions &options, const FitHooks &,
                            JobContext &job)
{
    const auto &grown = from.events;
    const ThreadScope threads(options.threads);
    BprRecommender next(m_params);
    next.m_catalogue = ItemPopularity(grown);
    const auto learner = learnerFor(
        next, grown, next.m_params,
        m_factors.moved(growth, grown.userCount(), grown.itemCount(), kFirstDeviation, options.seed), options);
    learnEpochs(*learner, next, std::max(1, m_params.epochs / 10), options, {}, job);
    next.m_bestEpoch = m_bestEpoch;
    *this = std::move(next);
}

void BprRecommender::take(const PairFactors &factors)
{
    m_factors = factors;
    setItems(factors.itemsWithBiases());
}

void BprRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    const auto size = static_cast<std::size_t>(m_params.factors), stride = size + 1;
    parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p) {
            const auto vector = vectors.subspan(p * stride, stride);
            if (const auto user = requests[p]->user; user && user->value < m_factors.users.size() / size)
                std::copy_n(m_factors.users.begin() + static_cast<std::ptrdiff_t>(user->value * size), size,
                            vector.begin());
            else
                foldInByPairs(items(), requests[p]->history, vector.first(size), m_params.learningRate, m_params.l2);
            vector[size] = 1;
        }
    });
}

void BprRecommender::write(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    m_factors.save(out);
}

void BprRecommender::read(SnapshotReader &in)
{
    m_bestEpoch = in.epoch();
    take(PairFactors::load(in, factorCount(), m_catalogue.size()));
}

const bool kRegistered = registerAlgorithm<BprRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "BPR"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Matrix factorisation that learns to rank what a shopper chose above what they "
                                "did not: small, quick, and the vectors make a map."),
             .paper = "Rendle et al., BPR: Bayesian personalized ranking from implicit feedback, UAI 2009"});

} // namespace
} // namespace aisle
