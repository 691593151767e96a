#include "core/common/lookup/sorted.h"
#include "core/common/random.h"
#include "core/recommend/fitting.h"
#include "core/recommend/graph/graphrecommender.h"
#include "core/recommend/itemlosses.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct XsimgclParams : GraphParams
{
    XsimgclParams()
    {
        learningRate = 3e-3;
        batchSize = 2048;
        epochs = 100;
        layers = 2;
        penalty = 1e-4;
    }
    int contrastLayer = 1;
    double noise = 0.2;
    double contrast = 0;
    double temperature = 0.2;
};

const auto kTable = withPenalty(
    withGraph(ParamTable<XsimgclParams>{})
        .add("contrast-layer", &XsimgclParams::contrastLayer,
             {QT_TRANSLATE_NOOP("Param", "Contrasted layer"),
              QT_TRANSLATE_NOOP("Param", "Whose vectors are held against the final ones; at most the layers.")},
             {1, 8})
        .add("noise", &XsimgclParams::noise,
             {QT_TRANSLATE_NOOP("Param", "Noise"),
              QT_TRANSLATE_NOOP("Param", "Length of the random vector added at each layer while training.")},
             {0, 2})
        .add(
            "contrast", &XsimgclParams::contrast,
            {QT_TRANSLATE_NOOP("Param", "Contrast"),
             QT_TRANSLATE_NOOP("Param", "Weight of the contrastive loss beside the ranking loss. 0 follows the data: a "
                                        "tenth, less where the log is dense.")},
            {0, 10, ParamScale::Log})
        .add("temperature", &XsimgclParams::temperature,
             {QT_TRANSLATE_NOOP("Param", "Temperature"),
              QT_TRANSLATE_NOOP("Param", "Of the contrastive loss: lower pushes near neighbours further apart.")},
             {0.01, 2, ParamScale::Log}));

/// Adds to each row a random direction of its own orthant, of length `length`.
void addNoise(at::Tensor values, double length, std::uint64_t seed)
{
    constexpr std::size_t kRows = 64;
    auto noisy = values.to(at::kCPU); // on a CPU the same memory
    const auto size = static_cast<std::size_t>(values.size(1));
    float *out = noisy.data_ptr<float>();
    parallelFor(static_cast<std::size_t>(values.size(0)), kRows, [&](std::size_t begin, std::size_t end, int) {
        Random random(deriveSeed(seed, begin));
        std::vector<float> noise(size);
        for (auto r = begin; r < end; ++r) {
            std::uint64_t bits = 0;
            for (std::size_t f = 0; f < size; ++f) {
                bits = f % 4 == 0 ? random() : bits >> 16;
                noise[f] = static_cast<float>((bits & 0xffff) + 1) * 0x1p-16F;
            }
            const float scale = static_cast<float>(length) / std::sqrt(kernels::dot(noise.data(), noise.data(), size));
            float *row = out + r * size;
            for (std::size_t f = 0; f < size; ++f)
                row[f] += row[f] == 0 ? 0 : std::copysign(noise[f] * scale, row[f]);
        }
    });
    if (!values.device().is_cpu())
        values.copy_(noisy);
}

/// InfoNCE: each vertex' two vectors must be nearer to each other than to the other vertices'. Adds the gradients of
/// weight * mean. @return the mean
double addContrast(const at::Tensor &first, const at::Tensor &second, std::span<const std::int64_t> vertices,
                   double temperature, double weight, at::Tensor firstGradient, at::Tensor secondGradient)
{
    constexpr double kLeast = 1e-8;
    const auto index = indexTensor(vertices, first.device());
    const UnitRows a(first.index_select(0, index), kLeast), b(second.index_select(0, index), kLeast);
    const auto own = (a.rows * b.rows).sum(1);
    // Cosines are at most 1, so no row needs its maximum taken off.
    auto shares = at::mm(a.rows, b.rows.t()).sub_(1).div_(temperature).exp_();
    const auto sums = shares.sum(1, true);
    const double loss = (sums.squeeze(1).log() - (own - 1) / temperature).mean().item<double>();
    const double factor = weight / (temperature * static_cast<double>(vertices.size()));
    shares.div_(sums);
    addRows(firstGradient, vertices, a.gradient((at::mm(shares, b.rows) - b.rows) * factor));
    addRows(secondGradient, vertices, b.gradient((at::mm(shares.t(), a.rows) - a.rows) * factor));
    return loss;
}

/// XSimGCL: LightGCN's propagation with a little noise at each layer, and a contrastive loss between an early layer and
/// the mean of all, which spreads the vectors evenly and learns in few epochs (Yu et al. 2024).
class XsimgclRecommender : public Algorithm<XsimgclRecommender, XsimgclParams, GraphRecommender>, public FollowsData
{
public:
    static constexpr const char *kId = "xsimgcl";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const { writeVectors(out); }
    void read(SnapshotReader &in) { readVectors(in, static_cast<std::uint32_t>(m_params.factors)); }
    void take(BipartiteGraph &graph, const at::Tensor &vectors, const TrainingSet &train) override
    {
        const c10::InferenceMode inference;
        const auto earlier = graph.average(vectors, m_params.layers - 1);
        setVertices(graph, graph.propagate(earlier), earlier, train);
    }

    std::map<std::string, double> takenValues() const override
    {
        return takenOf({{"contrast", m_params.contrast <= 0, m_contrast}});
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs), batch = m_params.batchSize,
                     vertices = static_cast<double>(shape.users + shape.items), numbers = vertices * m_params.factors;
        const double contrasted =
            std::min(batch, static_cast<double>(shape.users)) + std::min(batch, static_cast<double>(shape.items));
        const double products = contrasted * contrasted * (3.0 * m_params.factors * 1e-11 + 2e-9);
        const double step = (4.0 * pairs * m_params.layers * m_params.factors * 1.6e-10 +
                             numbers * (8e-9 + 4e-9 * m_params.layers) + products) /
                            threadCount();
        return {.seconds = 0.1 + m_params.epochs * std::max(1.0, pairs / batch) * step,
                .memoryBytes = static_cast<std::int64_t>(1.5e7 + numbers * 30 + pairs * 35 + contrasted * contrasted)};
    }

private:
    double m_contrast = 0; ///< what was learnt with
};

double densityOf(const TrainingSet &train)
{
    const double cells = static_cast<double>(train.userCount()) * train.itemCount();
    return static_cast<double>(train.byUser().entries()) / std::max(1.0, cells);
}

/// Where nearly every product of a batch has nearly every shopper, pushing vectors apart outweighs the ranking for a
/// long time.
double contrastOf(const XsimgclParams &params, const TrainingSet &train)
{
    constexpr double kSparse = 0.1, kDense = 1. / 80; // of the cells
    if (params.contrast > 0)
        return params.contrast;
    return kSparse * std::min(1.0, std::sqrt(kDense / std::max(densityOf(train), 1e-12)));
}

class XsimgclLearner : public GraphLearner
{
public:
    XsimgclLearner(XsimgclRecommender &recommender, const TrainingSet &train, const XsimgclParams &params,
                   const FitOptions &options)
        : GraphLearner(recommender, train, params, 1, options), m_params(params),
          m_contrastLayer(std::min(params.contrastLayer, params.layers)), m_contrast(contrastOf(params, train))
    {
    }

private:
    std::size_t beginEpoch(int number, std::uint64_t seed) override
    {
        m_noiseSeed = deriveSeed(seed, 0x6e6f697365);
        return GraphLearner::beginEpoch(number, seed);
    }
    double learn(const PairBatch &batch, std::size_t number, const at::Tensor &vectors, at::Tensor gradient) override
    {
        const auto [all, early] = noisyLayers(vectors, deriveSeed(m_noiseSeed, number));
        auto byAll = at::zeros_like(vectors), byEarly = at::zeros_like(vectors);
        const double loss = addPairwiseGradient(all, batch.users, batch.items, batch.negatives, byAll);
        for (const auto *vertices : {&batch.users, &batch.items})
            addContrast(all, early, sortedDistinct(*vertices), m_params.temperature, m_contrast, byAll, byEarly);
        passBack(byAll, byEarly, gradient);
        return loss;
    }
    struct Layers
    {
        at::Tensor all, early;
    };
    Layers noisyLayers(at::Tensor vectors, std::uint64_t seed) const
    {
        Layers layers{.all = at::zeros_like(vectors), .early = {}};
        for (int l = 1; l <= m_params.layers; ++l) {
            vectors = graph().propagate(vectors);
            if (m_params.noise > 0)
                addNoise(vectors, m_params.noise, deriveSeed(seed, static_cast<std::uint64_t>(l)));
            layers.all.add_(vectors, 1.0 / m_params.layers);
            if (l == m_contrastLayer)
                layers.early = vectors;
        }
        return layers;
    }
    void passBack(const at::Tensor &byAll, const at::Tensor &byEarly, at::Tensor gradient) const
    {
        auto back = at::zeros_like(byAll);
        for (int l = m_params.layers; l >= 1; --l) {
            back.add_(byAll, 1.0 / m_params.layers);
            if (l == m_contrastLayer)
                back.add_(byEarly);
            back = graph().propagate(back);
        }
        gradient.add_(back);
    }

    const XsimgclParams &m_params;
    int m_contrastLayer;
    double m_contrast;
    std::uint64_t m_noiseSeed = 0;
};

void XsimgclRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks,
                               JobContext &job)
{
    XsimgclLearner learner(*this, from.events, m_params, options);
    m_contrast = contrastOf(m_params, from.events);
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

const bool kRegistered = registerAlgorithm<XsimgclRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "XSimGCL"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Graph"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "A graph network that also contrasts its vectors with noisy copies: better than "
                                  "LightGCN on sparse data, in fewer epochs, and kinder to rare products."),
     .paper = "Yu et al., XSimGCL: Towards extremely simple graph contrastive learning for recommendation, TKDE 2024",
     .presets = {{.id = "as-published",
                  .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                  .source = "Yu et al. 2024, section 5.1",
                  .parameters = {{QStringLiteral("learning-rate"), 1e-3},
                                 {QStringLiteral("batch-size"), 2048},
                                 {QStringLiteral("layers"), 2},
                                 {QStringLiteral("noise"), 0.2},
                                 {QStringLiteral("contrast"), 0.2},
                                 {QStringLiteral("temperature"), 0.15},
                                 {QStringLiteral("penalty"), 1e-4}}}}});

} // namespace
} // namespace aisle
