#include "core/recommend/network/interactionnetwork.h"

#include "core/common/random.h"
#include "core/numeric/decomposition/embeddingof.h"
#include "core/recommend/fitting.h"
#include "core/recommend/pairbatches.h"
#include "core/recommend/pairvalues.h"

#include <algorithm>
#include <cmath>

namespace aisle {

InteractionParams::InteractionParams()
{
    learningRate = 2e-3;
    batchSize = 1024;
    epochs = 100;
    l2 = 1;
}

std::vector<at::Tensor *> InteractionNetwork::tensors()
{
    std::vector<at::Tensor *> all;
    for (auto *table : {&users, &items, &userTower, &itemTower, &itemBias})
        if (table->defined())
            all.push_back(table);
    if (hasProduct())
        all.push_back(&weight);
    if (hasPerceptron()) {
        all.insert(all.end(), {&userFirst, &itemFirst, &firstBias});
        for (auto &layer : layers)
            all.insert(all.end(), {&layer.weight, &layer.bias});
        all.push_back(&last);
    }
    all.push_back(&bias);
    return all;
}

InteractionNetwork InteractionNetwork::detached() const
{
    auto network = *this;
    for (auto *tensor : network.tensors())
        *tensor = tensor->detach();
    return network;
}

InteractionNetwork makeInteractionNetwork(const InteractionParams &params, InteractionParts parts, std::int64_t users,
                                          std::int64_t items, std::uint64_t seed)
{
    std::uint64_t stream = 0;
    const std::int64_t size = params.factors;
    const auto table = [&](std::int64_t rows) {
        return normalTensor({rows, size}, 0.3 / std::sqrt(static_cast<double>(size)), deriveSeed(seed, ++stream));
    };
    const auto weight = [&](std::int64_t rows, std::int64_t cols, std::int64_t fanIn) { // He et al. 2015
        return normalTensor({rows, cols}, std::sqrt(2.0 / static_cast<double>(fanIn)), deriveSeed(seed, ++stream));
    };
    InteractionNetwork network;
    network.bias = at::zeros({1});
    if (params.itemBias)
        network.itemBias = at::zeros({items, 1});
    if (parts.product) {
        network.users = table(users);
        network.items = table(items);
        network.weight = at::ones({size});
    }
    if (parts.perceptron) {
        network.userTower = table(users);
        network.itemTower = table(items);
        std::int64_t width = 2 * size;
        network.userFirst = weight(width, size, 2 * size);
        network.itemFirst = weight(width, size, 2 * size);
        network.firstBias = at::zeros({width});
        for (int l = 1; l < params.layers; ++l) {
            const auto next = std::max<std::int64_t>(4, width / 2);
            network.layers.push_back({weight(next, width, width), at::zeros({next})});
            width = next;
        }
        network.last = params.gmfStart ? at::zeros({width}) : weight(1, width, width).view({width});
    }
    return network;
}

namespace {
constexpr int kFoldInSteps = 40, kFoldInNegatives = 10;

/// The rows of the tables that a batch touches: `vectors` [pairs x factors], `candidates` [pairs x n x factors].
struct Rows
{
    at::Tensor users, items, userTower, itemTower, itemBias;
};

at::Tensor throughLayers(const InteractionNetwork &network, at::Tensor first, Dropout &dropout)
{
    auto x = dropout(at::relu(first));
    for (const auto &layer : network.layers)
        x = dropout(at::relu(at::linear(x, layer.weight, layer.bias)));
    return at::matmul(x, network.last);
}

/// By the parts that have rows. @return [pairs x n]
at::Tensor logitsOf(const InteractionNetwork &network, const Rows &rows, Dropout &dropout)
{
    auto logits = network.bias;
    if (rows.itemBias.defined())
        logits = logits + rows.itemBias.squeeze(2);
    if (rows.items.defined())
        logits = logits + at::bmm(rows.items, (rows.users * network.weight).unsqueeze(2)).squeeze(2);
    if (rows.itemTower.defined()) {
        const auto first = at::linear(rows.itemTower, network.itemFirst, network.firstBias) +
                           at::linear(rows.userTower, network.userFirst).unsqueeze(1);
        logits = logits + throughLayers(network, first, dropout);
    }
    return logits;
}

/// The first of each row is the one that happened. @return the mean over the rows
at::Tensor lossOf(const at::Tensor &logits, const std::string &kind)
{
    const auto positive = logits.select(1, 0), others = logits.narrow(1, 1, logits.size(1) - 1);
    return kind == "softmax" ? (logits.logsumexp(1) - positive).mean()
                             : (at::softplus(-positive) + at::softplus(others).sum(1)).mean();
}

class InteractionLearner : public TensorLearner
{
public:
    InteractionLearner(const TrainingSet &train, const InteractionParams &params, const FitOptions &options,
                       std::unique_ptr<InteractionNetwork> network,
                       const std::function<void(const InteractionNetwork &)> &take)
        : TensorLearner(network->tensors(), params, options), m_params(params), m_network(std::move(network)),
          m_isJoint(!params.gmfStart),
          m_batches(train.byUser(), params.negatives, params.batchSize, drawingShares(train.valuesByUser())),
          m_take(take)
    {
        setDropout(params.dropout);
    }
    void publish() override { m_take(m_network->detached()); }
    /// Both parts together, once the product alone gets no better.
    bool beginsNextPhase() override
    {
        const bool begins = !m_isJoint;
        m_isJoint = true;
        if (begins)
            restoreBest(); // nothing moves where nothing was judged
        return begins;
    }
    void saveState(SnapshotWriter &out) const override
    {
        TensorLearner::saveState(out);
        if (m_params.gmfStart)
            out.value(m_isJoint);
    }
    void loadState(SnapshotReader &in) override
    {
        TensorLearner::loadState(in);
        if (m_params.gmfStart)
            m_isJoint = in.value<bool>();
    }

private:
    std::size_t beginEpoch(int number, std::uint64_t seed) override
    {
        if (2 * (number - 1) >= m_params.epochs)
            beginsNextPhase();
        return m_batches.begin(seed);
    }
    StepResult step(std::size_t number) override
    {
        const auto batch = m_batches.batch(number);
        const auto each = static_cast<std::size_t>(m_params.negatives) + 1;
        std::vector<std::int64_t> candidates;
        candidates.reserve(batch.size() * each);
        for (std::size_t n = 0; n < batch.size(); ++n) {
            candidates.push_back(batch.items[n]);
            const auto from = batch.negatives.begin() + static_cast<std::ptrdiff_t>(n * (each - 1));
            candidates.insert(candidates.end(), from, from + static_cast<std::ptrdiff_t>(each - 1));
        }
        const auto leaf = [&](const at::Tensor &table, std::span<const std::int64_t> index) {
            return table.detach().index_select(0, indexTensor(index, device())).requires_grad_();
        };
        struct Taken
        {
            at::Tensor *table;
            std::span<const std::int64_t> index;
            at::Tensor rows;
        };
        std::vector<Taken> taken;
        const auto take = [&](at::Tensor &table, std::span<const std::int64_t> index, bool moves = true) {
            if (!table.defined() || !moves)
                return at::Tensor{};
            taken.push_back({&table, index, leaf(table, index)});
            return taken.back().rows;
        };
        const auto pairs = static_cast<std::int64_t>(batch.size());
        const auto spread = [&](const at::Tensor &rows) {
            return rows.defined() ? rows.view({pairs, static_cast<std::int64_t>(each), rows.size(1)}) : rows;
        };
        const Rows rows{.users = take(m_network->users, batch.users),
                        .items = spread(take(m_network->items, candidates)),
                        .userTower = take(m_network->userTower, batch.users, m_isJoint),
                        .itemTower = spread(take(m_network->itemTower, candidates, m_isJoint)),
                        .itemBias = spread(take(m_network->itemBias, candidates))};
        const auto loss = lossOf(logitsOf(*m_network, rows, dropout()), m_params.loss);
        loss.backward();
        for (const auto &one : taken) {
            addRows(one.table->mutable_grad(), one.index, one.rows.grad());
            touchRows(placeOf(one.table), one.index);
        }
        if (!m_isJoint)
            holdPerceptron();
        return {.loss = loss.item<double>() * static_cast<double>(batch.size()), .samples = batch.size()};
    }

    std::size_t placeOf(const at::Tensor *tensor) const
    {
        const auto all = m_network->tensors();
        return static_cast<std::size_t>(std::ranges::find(all, tensor) - all.begin());
    }
    /// None of its numbers moves in this step.
    void holdPerceptron()
    {
        auto &network = *m_network;
        std::vector held{&network.userTower, &network.itemTower, &network.userFirst,
                         &network.itemFirst, &network.firstBias, &network.last};
        for (auto &layer : network.layers)
            held.insert(held.end(), {&layer.weight, &layer.bias});
        for (const auto *tensor : held)
            touchRows(placeOf(tensor), {});
    }

    const InteractionParams &m_params;
    std::unique_ptr<InteractionNetwork> m_network;
    bool m_isJoint; ///< all parts learn; before, the product alone does
    PairBatches m_batches;
    const std::function<void(const InteractionNetwork &)> &m_take;
};
} // namespace

std::optional<int> learnInteractions(const TrainingSet &train, const InteractionParams &params, InteractionParts parts,
                                     const FitOptions &options, const FitHooks &hooks, JobContext &job,
                                     const Recommender &recommender,
                                     const std::function<void(const InteractionNetwork &)> &take)
{
    InteractionLearner learner(train, params, options,
                               std::make_unique<InteractionNetwork>(makeInteractionNetwork(
                                   params, parts, train.userCount(), train.itemCount(), options.seed)),
                               take);
    return learnEpochs(learner, recommender, params.epochs, options, hooks, job);
}

double perceptronCost(const InteractionParams &params)
{
    const double size = params.factors;
    return 2 * size + (params.layers > 1 ? 2.7 * size * size : 0);
}

double interactionSecondsAPair(const InteractionParams &params, InteractionParts parts)
{
    const double size = params.factors, candidates = params.negatives + 1;
    const double perceptron = parts.perceptron ? 2 * size * size + perceptronCost(params) : 0;
    return candidates * (6 * perceptron * 2e-11 + (parts.product + parts.perceptron) * size * 6e-9 + 1e-7);
}

ShopperVectors meanShopper(const InteractionNetwork &network)
{
    const auto mean = [](const at::Tensor &table) {
        return table.defined() && table.size(0) > 0 ? table.mean(0) : at::Tensor{};
    };
    return {mean(network.users), mean(network.userTower)};
}

double foldInSecondsOf(const InteractionParams &params, InteractionParts parts, double visits)
{
    constexpr double kSecondsAStep = 3e-4; // operators of a small batch
    auto drawn = params;
    drawn.negatives = kFoldInNegatives;
    return kFoldInSteps * (kSecondsAStep + visits * interactionSecondsAPair(drawn, parts));
}

ShopperVectors foldIn(const InteractionNetwork &network, const ShopperVectors &mean, std::span<const ItemIndex> seen)
{
    constexpr double kRate = 0.02;
    const at::AutoGradMode withGradients(true);
    const auto catalogue =
        static_cast<std::uint32_t>((network.hasProduct() ? network.items : network.itemTower).size(0));
    std::vector<std::int64_t> candidates;
    Random random(seedOf(seen));
    for (const auto item : seen) {
        candidates.push_back(item.value);
        for (int n = 0; n < kFoldInNegatives; ++n) {
            ItemIndex other(random.below(catalogue));
            for (int attempt = 0; attempt < 16 && std::ranges::binary_search(seen, other); ++attempt)
                other = ItemIndex(random.below(catalogue));
            candidates.push_back(other.value);
        }
    }
    const auto pairs = static_cast<std::int64_t>(seen.size()), each = std::int64_t{kFoldInNegatives + 1};
    const auto index = indexTensor(candidates, at::kCPU);
    Rows rows;
    std::vector<at::Tensor> learnt;
    ShopperVectors shopper;
    if (network.hasProduct()) {
        shopper.product = mean.product.clone().requires_grad_();
        learnt.push_back(shopper.product);
        rows.items = network.items.index_select(0, index).view({pairs, each, -1});
    }
    if (network.hasPerceptron()) {
        shopper.tower = mean.tower.clone().requires_grad_();
        learnt.push_back(shopper.tower);
        rows.itemTower = network.itemTower.index_select(0, index).view({pairs, each, -1});
    }
    if (network.itemBias.defined())
        rows.itemBias = network.itemBias.index_select(0, index).view({pairs, each, 1});
    for (auto &vector : learnt)
        vector.mutable_grad() = at::zeros_like(vector);
    Adam adam(learnt, kRate, 1e-2);
    Dropout none(0, 0);
    for (int s = 0; s < kFoldInSteps; ++s) {
        if (network.hasProduct())
            rows.users = shopper.product.expand({pairs, -1});
        if (network.hasPerceptron())
            rows.userTower = shopper.tower.expand({pairs, -1});
        lossOf(logitsOf(network, rows, none), "softmax").backward();
        adam.step();
    }
    const auto result = [](const at::Tensor &vector) { return vector.defined() ? vector.detach() : vector; };
    return {result(shopper.product), result(shopper.tower)};
}

void writeInteractions(SnapshotWriter &out, const InteractionNetwork &network)
{
    const auto &table = network.hasProduct() ? network.users : network.userTower;
    out.value(table.size(0));
    auto copy = network;
    for (const auto *tensor : copy.tensors())
        writeTensor(out, *tensor);
}

InteractionNetwork readInteractions(SnapshotReader &in, const InteractionParams &params, InteractionParts parts,
                                    std::int64_t items)
{
    constexpr std::int64_t kMostUsers = std::int64_t{1} << 32;
    const auto users = in.value<std::int64_t>();
    in.check(users >= 0 && users < kMostUsers);
    in.expect(static_cast<std::uint64_t>(users + items) * static_cast<std::uint64_t>(params.factors), sizeof(float));
    auto network = makeInteractionNetwork(params, parts, 0, items, 0);
    for (auto *tensor : network.tensors()) {
        const bool byUser = tensor == &network.users || tensor == &network.userTower;
        auto shape = tensor->sizes().vec();
        if (byUser)
            shape[0] = users;
        std::int64_t count = 1;
        for (const auto extent : shape)
            count *= extent;
        const auto values = in.array<float>(static_cast<std::size_t>(count));
        *tensor = viewOf(values, shape).clone();
    }
    return network;
}

void InteractionRecommender::take(const InteractionNetwork &network)
{
    m_network = network;
    toCpu(m_network);
    m_mean = meanShopper(m_network);
    m_first = at::linear(m_network.itemTower, m_network.itemFirst, m_network.firstBias);
}

void InteractionRecommender::learnNetwork(const TrainingSet &train, const InteractionParams &params,
                                          InteractionParts parts, const FitOptions &options, const FitHooks &hooks,
                                          JobContext &job)
{
    m_bestEpoch = learnInteractions(train, params, parts, options, hooks, job, *this,
                                    [this](const InteractionNetwork &network) { take(network); });
    for (auto *tensor : m_network.tensors()) // the learner's memory goes
        *tensor = tensor->clone();
}

ResourceEstimate InteractionRecommender::estimateNetwork(const InteractionParams &params, InteractionParts parts,
                                                         const DatasetShape &shape)
{
    const double pairs = static_cast<double>(shape.pairs);
    const double numbers =
        static_cast<double>(shape.users + shape.items) * params.factors * (parts.product + parts.perceptron);
    return {.seconds = 0.1 + params.epochs * pairs * interactionSecondsAPair(params, parts) / threadCount(),
            .memoryBytes = static_cast<std::int64_t>(1.2e7 + numbers * 10 + pairs * 10 +
                                                     30.0 * std::min<double>(params.batchSize, pairs) *
                                                         (params.negatives + 1) * params.factors)};
}

std::int64_t InteractionRecommender::parameterCount() const
{
    auto network = m_network;
    return countNumbers(network.tensors());
}

namespace {
std::optional<Embedding> sideBySide(const at::Tensor &product, const at::Tensor &tower)
{
    if (!tower.defined())
        return {};
    const auto both = product.defined() ? at::cat({product, tower}, 1) : tower;
    return both.size(1) < 2 ? std::nullopt : std::optional(embeddingOf(both));
}
} // namespace

std::optional<Embedding> InteractionRecommender::itemEmbedding() const
{
    return sideBySide(m_network.items, m_network.itemTower);
}

std::optional<Embedding> InteractionRecommender::userEmbedding() const
{
    return sideBySide(m_network.users, m_network.userTower);
}

at::Tensor InteractionRecommender::scoresOf(const ShopperVectors &shopper, const ProductRows &rows) const
{
    Dropout none(0, 0);
    auto part =
        throughLayers(m_network, rows.first + at::mv(m_network.userFirst, shopper.tower), none) + m_network.bias;
    if (rows.items.defined())
        part.add_(at::mv(rows.items, shopper.product * m_network.weight));
    if (rows.bias.defined())
        part.add_(rows.bias.squeeze(1));
    return part;
}

ShopperVectors InteractionRecommender::vectorsOf(const Request &request) const
{
    const auto user = request.user;
    if (!user || user->value >= m_network.userTower.size(0))
        return foldIn(m_network, m_mean, distinctItems(request.history));
    ShopperVectors shopper;
    shopper.tower = m_network.userTower[user->value];
    if (m_network.hasProduct())
        shopper.product = m_network.users[user->value];
    return shopper;
}

void InteractionRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    constexpr std::int64_t kProducts = 4096;
    const auto count = m_first.size(0);
    for (std::size_t p = 0; p < requests.size(); ++p) {
        const auto shopper = vectorsOf(*requests[p]);
        const c10::InferenceMode inference;
        for (std::int64_t begin = 0; begin < count; begin += kProducts) {
            const auto size = std::min(kProducts, count - begin);
            const auto rowsOf = [&](const at::Tensor &table) {
                return table.defined() ? table.narrow(0, begin, size) : table;
            };
            const auto part = scoresOf(shopper, {rowsOf(m_first), rowsOf(m_network.items), rowsOf(m_network.itemBias)});
            std::copy_n(part.data_ptr<float>(), size, scores.begin() + static_cast<std::ptrdiff_t>(p) * count + begin);
        }
    }
}

void InteractionRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items,
                                       std::span<float> scores) const
{
    const auto shopper = vectorsOf(request);
    const c10::InferenceMode inference;
    std::vector<std::int64_t> rows;
    for (const auto item : items)
        rows.push_back(item.value);
    const auto index = indexTensor(rows, at::kCPU);
    const auto rowsOf = [&](const at::Tensor &table) { return table.defined() ? table.index_select(0, index) : table; };
    const auto part = scoresOf(shopper, {rowsOf(m_first), rowsOf(m_network.items), rowsOf(m_network.itemBias)});
    std::copy_n(part.data_ptr<float>(), items.size(), scores.begin());
}

void InteractionRecommender::writeNetwork(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    writeInteractions(out, m_network);
}

void InteractionRecommender::readNetwork(SnapshotReader &in, const InteractionParams &params, InteractionParts parts)
{
    m_bestEpoch = in.epoch();
    take(readInteractions(in, params, parts, m_catalogue.size()));
}

} // namespace aisle
