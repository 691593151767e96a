#include "core/common/random.h"
#include "core/numeric/tensorlearner.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/factor/pairfoldin.h"
#include "core/recommend/fitting.h"
#include "core/recommend/knowledge/neighboursample.h"
#include "core/recommend/pairbatches.h"
#include "core/recommend/pairvalues.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {
namespace {

struct KgcnParams : OptimiserParams
{
    KgcnParams()
    {
        learningRate = 2e-3;
        batchSize = 512;
        epochs = 100;
        l2 = 1;
    }
    int factors = 32;
    int layers = 1;
    int neighbours = 8;
    int negatives = 1;
};

const auto kTable = withOptimiser(
    withFactors(ParamTable<KgcnParams>{})
        .add("layers", &KgcnParams::layers,
             {QT_TRANSLATE_NOOP("Param", "Layers"),
              QT_TRANSLATE_NOOP("Param", "How many steps along the graph a vector gathers from.")},
             {1, 2})
        .add("neighbours", &KgcnParams::neighbours,
             {QT_TRANSLATE_NOOP("Param", "Neighbours"),
              QT_TRANSLATE_NOOP("Param", "Facts that are drawn once for each product and entity; only these count.")},
             {1, 64})
        .add("negatives", &KgcnParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn for each pair that happened.")},
             {1, 100, ParamScale::Log}));

constexpr double kNumbersAtOnce = 1 << 22; ///< of products and what is around them, a thread

/// What is learnt.
struct KgcnNetwork
{
    at::Tensor users;           ///< [shoppers x size]
    at::Tensor entities;        ///< [products, then the other entities x size]
    at::Tensor relations;       ///< [relations x size]
    at::Tensor weights, biases; ///< [layers x size x size], [layers x size]

    std::vector<at::Tensor *> tensors() { return {&users, &entities, &relations, &weights, &biases}; }
};

/// The sample as tensors beside the network, and what it makes of products for shoppers.
class KgcnField
{
public:
    KgcnField(const NeighbourSample &sample, int layers, at::Device device) : m_layers(layers), m_count(sample.count)
    {
        const auto rows = static_cast<std::int64_t>(sample.entities.size()) / std::max(1, m_count);
        m_entities = indexTensor(sample.entities, device).view({rows, m_count}).clone();
        m_relations = indexTensor(sample.relations, device).view({rows, m_count}).clone();
    }
    /// What products are to their shoppers. @param products  [n], rows of entities @param shoppers  [n or 1 x size]
    /// @return [n x size]
    at::Tensor products(const KgcnNetwork &network, const at::Tensor &products, const at::Tensor &shoppers) const
    {
        const auto size = network.entities.size(1);
        std::vector<at::Tensor> hops, relations;
        auto reached = products.view({-1, 1});
        for (int hop = 0; hop <= m_layers; ++hop) {
            const auto flat = reached.reshape(-1);
            hops.push_back(network.entities.index_select(0, flat).view({reached.size(0), reached.size(1), size}));
            if (hop == m_layers)
                break;
            relations.push_back(network.relations.index_select(0, m_relations.index_select(0, flat).view(-1))
                                    .view({reached.size(0), reached.size(1), m_count, size}));
            reached = m_entities.index_select(0, flat).view({reached.size(0), -1});
        }
        const auto asking = shoppers.view({shoppers.size(0), 1, 1, size});
        for (int layer = 0; layer < m_layers; ++layer)
            for (int hop = 0; hop + layer < m_layers; ++hop)
                hops[static_cast<std::size_t>(hop)] =
                    gathered(network, layer, asking, hops[static_cast<std::size_t>(hop)],
                             hops[static_cast<std::size_t>(hop) + 1], relations[static_cast<std::size_t>(hop)]);
        return hops.front().squeeze(1);
    }

private:
    /// One layer of one hop: a vector and the sum of its neighbours', by what their relations are to the shopper.
    at::Tensor gathered(const KgcnNetwork &network, int layer, const at::Tensor &asking, const at::Tensor &own,
                        const at::Tensor &neighbours, const at::Tensor &relations) const
    {
        const auto shares = (asking * relations).sum(3).softmax(2).unsqueeze(3);
        const auto size = own.size(2);
        const auto around = (shares * neighbours.reshape({own.size(0), own.size(1), m_count, size})).sum(2);
        const auto sum = at::matmul(own + around, network.weights[layer]) + network.biases[layer];
        return layer + 1 == m_layers ? sum.tanh() : sum.relu();
    }

    int m_layers, m_count;
    at::Tensor m_entities, m_relations; ///< [rows x neighbours]
};

/// KGCN (Wang et al. 2019): a product is its vector and those of some of its neighbours in a knowledge graph, which
/// weigh by what the shopper thinks of their relations. Learnt as a binary choice. A shopper whom fit() did not see
/// gets a vector by pairwise steps against products as they are with all relations alike.
class KgcnRecommender : public Algorithm<KgcnRecommender, KgcnParams>, public FoldsIn, public Embeds
{
public:
    static constexpr const char *kId = "kgcn";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.iterative = true, .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);
    /// Copies to the CPU's memory.
    void take(KgcnNetwork network)
    {
        const at::NoGradGuard noGrad;
        for (auto *tensor : network.tensors())
            *tensor = tensor->detach().to(at::kCPU).clone();
        m_network = std::move(network);
        prepare();
    }

    double scoreCost() const override
    {
        const double size = m_params.factors, reached = std::pow(m_params.neighbours, m_params.layers);
        return 4 * reached * size + m_params.layers * size * size;
    }
    double foldInSeconds(double visits) const override { return pairFoldInSeconds(visits, m_params.factors); }
    std::optional<Embedding> itemEmbedding() const override { return m_plain; }
    std::optional<Embedding> userEmbedding() const override
    {
        return Embedding::of(toVector(m_network.users), static_cast<std::size_t>(m_params.factors));
    }
    std::int64_t parameterCount() const override
    {
        auto network = m_network;
        return countNumbers(network.tensors());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs) * (1 + m_params.negatives);
        const double rows = static_cast<double>(shape.users + shape.items + shape.entities);
        return {.seconds = 0.1 + m_params.epochs * pairs * scoreCost() * 4e-9 / threadCount(),
                .memoryBytes =
                    static_cast<std::int64_t>(2e7 + rows * (m_params.factors * 24 + m_params.neighbours * 32) +
                                              m_params.batchSize * (1.0 + m_params.negatives) * scoreCost() * 12 +
                                              threadCount() * kNumbersAtOnce * 24)};
    }

protected:
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

private:
    /// Whose neighbours fit into some 16 MB of vectors.
    std::int64_t productsAtOnce() const
    {
        const double each = std::pow(m_params.neighbours, m_params.layers) * m_params.factors;
        return std::max<std::int64_t>(1, static_cast<std::int64_t>(kNumbersAtOnce / each));
    }
    /// take(first, vectors [n x factors]) of all products, some at once.
    void eachProducts(const at::Tensor &asking, const auto &take) const
    {
        const auto count = static_cast<std::int64_t>(m_catalogue.size());
        for (std::int64_t begin = 0; begin < count; begin += productsAtOnce()) {
            const auto products = at::arange(begin, std::min(count, begin + productsAtOnce()), at::kLong);
            take(begin, m_field->products(m_network, products, asking));
        }
    }
    void prepare();
    at::Tensor shopper(const Request &request) const; ///< [1 x factors]

    NeighbourSample m_sample;
    KgcnNetwork m_network;
    std::optional<KgcnField> m_field;
    Embedding m_plain; ///< products with all relations alike
    std::optional<int> m_bestEpoch;
};

class KgcnLearner : public TensorLearner
{
public:
    KgcnLearner(KgcnRecommender &recommender, const TrainingSet &train, const NeighbourSample &sample,
                KgcnNetwork &network, const KgcnParams &params, const FitOptions &options)
        : TensorLearner(network.tensors(), params, options), m_recommender(recommender), m_network(network),
          m_field(sample, params.layers, device()),
          m_batches(train.byUser(), params.negatives, params.batchSize, drawingShares(train.valuesByUser()))
    {
    }
    void publish() override { m_recommender.take(m_network); }

private:
    std::size_t beginEpoch(int, std::uint64_t seed) override { return m_batches.begin(seed); }
    StepResult step(std::size_t number) override
    {
        const auto batch = m_batches.batch(number);
        const auto pairs = static_cast<std::int64_t>(batch.size()),
                   drawn = static_cast<std::int64_t>(batch.negatives.size()) / std::max<std::int64_t>(1, pairs);
        auto products = batch.items;
        products.insert(products.end(), batch.negatives.begin(), batch.negatives.end());
        const at::AutoGradMode withGradients(true);
        const auto users = m_network.users.index_select(0, indexTensor(batch.users, device()));
        const auto shoppers = at::cat({users, users.repeat_interleave(drawn, 0)});
        const auto scores = (m_field.products(m_network, indexTensor(products, device()), shoppers) * shoppers).sum(1);
        const auto loss = at::softplus(-scores.narrow(0, 0, pairs)).sum() +
                          at::softplus(scores.narrow(0, pairs, scores.size(0) - pairs)).sum() / drawn;
        (loss / (2 * pairs)).backward();
        return {.loss = loss.item<double>() / 2, .samples = batch.size()};
    }

    KgcnRecommender &m_recommender;
    KgcnNetwork &m_network;
    KgcnField m_field;
    PairBatches m_batches;
};

KgcnNetwork firstNetwork(std::int64_t users, const NeighbourSample &sample, const KgcnParams &params,
                         std::uint64_t seed)
{
    const std::int64_t size = params.factors, layers = params.layers;
    const auto drawn = [&](at::IntArrayRef shape, double deviation, std::uint64_t number) {
        return normalTensor(shape, deviation, deriveSeed(seed, number));
    };
    return {.users = drawn({users, size}, .1, 1),
            .entities = drawn({sample.rows(), size}, .1, 2),
            .relations = drawn({sample.relationCount, size}, .1, 3),
            .weights = drawn({layers, size, size}, 1 / std::sqrt(static_cast<double>(size)), 4),
            .biases = at::zeros({layers, size})};
}

void KgcnRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job)
{
    const auto &train = from.events;
    m_sample =
        NeighbourSample::draw(from.graph.get(), train.itemCount(), m_params.neighbours, deriveSeed(options.seed, 9));
    auto network = firstNetwork(train.userCount(), m_sample, m_params, options.seed);
    KgcnLearner learner(*this, train, m_sample, network, m_params, options);
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

void KgcnRecommender::prepare()
{
    const c10::InferenceMode inference;
    if (!m_field) // its sample stays the same
        m_field.emplace(m_sample, m_params.layers, at::kCPU);
    std::vector<float> plain;
    eachProducts(at::zeros({1, m_params.factors}), [&](std::int64_t, const at::Tensor &part) {
        const auto values = toVector(part);
        plain.insert(plain.end(), values.begin(), values.end());
    });
    m_plain = Embedding::of(std::move(plain), static_cast<std::size_t>(m_params.factors));
}

at::Tensor KgcnRecommender::shopper(const Request &request) const
{
    if (const auto user = request.user; user && static_cast<std::int64_t>(user->value) < m_network.users.size(0))
        return m_network.users.narrow(0, user->value, 1);
    auto vector = at::zeros({1, m_params.factors});
    foldInByPairs(m_plain, request.history, {vector.data_ptr<float>(), static_cast<std::size_t>(m_params.factors)});
    return vector;
}

void KgcnRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    const c10::InferenceMode inference;
    const auto count = static_cast<std::int64_t>(m_catalogue.size());
    for (std::size_t p = 0; p < requests.size(); ++p) {
        const auto asking = shopper(*requests[p]);
        eachProducts(asking, [&](std::int64_t begin, const at::Tensor &vectors) {
            const auto part = (vectors * asking).sum(1).contiguous();
            std::copy_n(part.data_ptr<float>(), part.size(0),
                        scores.begin() + static_cast<std::ptrdiff_t>(p) * count + begin);
        });
    }
}

void KgcnRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const
{
    if (items.empty())
        return;
    const c10::InferenceMode inference;
    std::vector<std::int64_t> rows;
    for (const auto item : items)
        rows.push_back(item.value);
    const auto asking = shopper(request);
    const auto part = (m_field->products(m_network, indexTensor(rows, at::kCPU), asking) * asking).sum(1).contiguous();
    std::copy_n(part.data_ptr<float>(), items.size(), scores.begin());
}

void KgcnRecommender::write(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    m_sample.save(out);
    for (const auto *tensor :
         {&m_network.users, &m_network.entities, &m_network.relations, &m_network.weights, &m_network.biases})
        writeTensor(out, *tensor);
}

void KgcnRecommender::read(SnapshotReader &in)
{
    m_bestEpoch = in.epoch();
    m_sample = NeighbourSample::load(in, m_catalogue.size(), m_params.neighbours);
    const std::int64_t size = m_params.factors, layers = m_params.layers;
    const auto tensor = [&](at::IntArrayRef shape) {
        std::size_t count = 1;
        for (const auto extent : shape)
            count *= static_cast<std::size_t>(extent);
        return viewOf(in.array<float>(count), shape).clone();
    };
    const auto users = in.wholeRows<float>(static_cast<std::size_t>(size));
    m_network.users = viewOf(users, {static_cast<std::int64_t>(users.size()) / size, size}).clone();
    m_network.entities = tensor({m_sample.rows(), size});
    m_network.relations = tensor({m_sample.relationCount, size});
    m_network.weights = tensor({layers, size, size});
    m_network.biases = tensor({layers, size});
    prepare();
}

const bool kRegistered = registerAlgorithm<KgcnRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "KGCN"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Knowledge"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "A product is seen through its neighbours in a knowledge graph, each shopper "
                                          "minding some relations more than others: for clicks or no clicks."),
             .paper = "Wang et al., Knowledge graph convolutional networks for recommender systems, WWW 2019",
             .needs = {Need::Graph},
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                          .source = "Wang et al. 2019, table 2, Last.FM",
                          .parameters = {{QStringLiteral("learning-rate"), 5e-4},
                                         {QStringLiteral("batch-size"), 128},
                                         {QStringLiteral("factors"), 16},
                                         {QStringLiteral("neighbours"), 8},
                                         {QStringLiteral("layers"), 1},
                                         {QStringLiteral("l2"), 1e-4}}}}});

} // namespace
} // namespace aisle
