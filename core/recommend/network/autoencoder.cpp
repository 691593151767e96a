#include "core/recommend/network/autoencoder.h"

#include "core/common/random.h"
#include "core/numeric/decomposition/embeddingof.h"
#include "core/numeric/sparsetensor.h"
#include "core/recommend/fitting.h"
#include "core/recommend/pairvalues.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {

std::vector<at::Tensor *> Autoencoder::tensors()
{
    std::vector<at::Tensor *> all{&input, &inputBias};
    if (isVariational())
        all.insert(all.end(), {&mean, &meanBias, &spread, &spreadBias, &inner, &innerBias});
    all.push_back(&output);
    return all;
}

Autoencoder makeAutoencoder(const AutoencoderParams &params, bool variational, std::int64_t items, std::uint64_t seed)
{
    std::uint64_t stream = 0;
    const auto weight = [&](std::int64_t rows, std::int64_t cols) { // Glorot & Bengio 2010
        const double deviation = std::sqrt(2.0 / static_cast<double>(rows + cols));
        return normalTensor({rows, cols}, deviation, deriveSeed(seed, ++stream));
    };
    const std::int64_t code = params.factors, width = variational ? params.hidden : code;
    Autoencoder network{.input = weight(items, width),
                        .inputBias = at::zeros({width}),
                        .mean = {},
                        .meanBias = {},
                        .spread = {},
                        .spreadBias = {},
                        .inner = {},
                        .innerBias = {},
                        .output = weight(items, width + 1)};
    network.output.select(1, width).zero_();
    if (variational) {
        network.mean = weight(code, width);
        network.meanBias = at::zeros({code});
        network.spread = weight(code, width);
        network.spreadBias = at::zeros({code});
        network.inner = weight(width, code);
        network.innerBias = at::zeros({width});
    }
    return network;
}

namespace {
SparseRows emptyRows(std::uint32_t items)
{
    SparseRows rows;
    rows.cols = items;
    rows.offsets.push_back(0);
    return rows;
}

template <class Columns>
void appendRow(SparseRows &rows, const Columns &columns, float value)
{
    for (const auto column : columns) {
        rows.columns.push_back(column);
        rows.values.push_back(value);
    }
    rows.offsets.push_back(rows.columns.size());
    ++rows.rows;
}

} // namespace

HistoryRows historiesOf(const SparseRows &pairs, std::span<const float> shares, std::span<const std::uint32_t> users,
                        double dropout, std::uint64_t seed)
{
    HistoryRows both{emptyRows(pairs.cols), emptyRows(pairs.cols)};
    Random random(deriveSeed(seed, 0));
    std::vector<std::uint32_t> kept;
    for (const auto user : users) {
        const auto items = pairs.row(user);
        kept.clear();
        std::ranges::copy_if(items, std::back_inserter(kept),
                             [&](std::uint32_t) { return random.uniform() >= dropout; });
        const double length = std::sqrt(static_cast<double>(items.size())) * (1 - dropout);
        appendRow(both.input, kept, static_cast<float>(1 / length));
        appendRow(both.target, items, 1);
        if (!shares.empty())
            std::ranges::copy(shares.subspan(pairs.offsets[user], items.size()),
                              both.target.values.end() - static_cast<std::ptrdiff_t>(items.size()));
    }
    return both;
}

SparseRows historiesOf(std::span<const Request *const> requests, std::uint32_t items)
{
    auto input = emptyRows(items);
    std::vector<std::uint32_t> columns;
    for (const auto *request : requests) {
        columns.clear();
        for (const auto item : distinctItems(request->history))
            columns.push_back(item.value);
        appendRow(input, columns, 1 / std::sqrt(static_cast<float>(std::max<std::size_t>(1, columns.size()))));
    }
    return input;
}

at::Tensor withOnes(const at::Tensor &hidden)
{
    return at::cat({hidden, at::ones({hidden.size(0), 1}, hidden.options())}, 1);
}

namespace {
/// What the code's normal needs, after the first layer.
struct Code
{
    at::Tensor mean, spread;
};
Code encode(const Autoencoder &network, const at::Tensor &first)
{
    return {at::linear(first, network.mean, network.meanBias), at::linear(first, network.spread, network.spreadBias)};
}

/// Rows of logits become value sum * softmax; @return the loss of each row summed.
double shareOut(at::Tensor logits, const SparseRows &targets, std::uint32_t first)
{
    const auto items = static_cast<std::size_t>(logits.size(1));
    float *rows = logits.data_ptr<float>();
    std::vector<double> losses(static_cast<std::size_t>(logits.size(0)));
    parallelFor(losses.size(), 8, [&](std::size_t begin, std::size_t end, int) {
        for (auto r = begin; r < end; ++r) {
            float *row = rows + r * items;
            const auto target = first + static_cast<std::uint32_t>(r);
            const auto columns = targets.row(target);
            const auto values = targets.rowValues(target);
            double positive = 0, weight = 0;
            for (std::size_t e = 0; e < columns.size(); ++e) {
                positive += static_cast<double>(values[e]) * row[columns[e]];
                weight += values[e];
            }
            const float highest = kernels::maximum(row, items);
            const float sum = kernels::expInPlace(row, highest, items);
            losses[r] = weight * (std::log(sum) + highest) - positive;
            const auto factor = static_cast<float>(weight / sum);
            for (std::size_t i = 0; i < items; ++i)
                row[i] *= factor;
        }
    });
    return std::accumulate(losses.begin(), losses.end(), 0.0);
}

SparseRows slice(const SparseRows &rows, std::uint32_t begin, std::uint32_t end)
{
    auto part = emptyRows(rows.cols);
    for (auto r = begin; r < end; ++r) {
        part.columns.insert(part.columns.end(), rows.row(r).begin(), rows.row(r).end());
        part.values.insert(part.values.end(), rows.rowValues(r).begin(), rows.rowValues(r).end());
        part.offsets.push_back(part.columns.size());
    }
    part.rows = end - begin;
    return part;
}

double shareOutOn(at::Tensor logits, const SparseRows &targets, std::uint32_t first)
{
    if (logits.device().is_cpu())
        return shareOut(logits, targets, first);
    const auto part = slice(targets, first, first + static_cast<std::uint32_t>(logits.size(0)));
    const auto positive = DeviceMatrix(part, logits.device()).dense();
    const auto weights = positive.sum(1, true);
    const double loss =
        (weights * logits.logsumexp(1, true)).sum().item<double>() - (positive * logits).sum().item<double>();
    logits.copy_(at::softmax(logits, 1).mul_(weights));
    return loss;
}
} // namespace

ItemLoss multinomialLoss(const at::Tensor &hidden, const at::Tensor &items, const SparseRows &targets)
{
    const at::NoGradGuard noGrad;
    constexpr std::int64_t kChunkBytes = 8 << 20;
    const auto count = hidden.size(0), catalogue = items.size(0);
    const auto chunk = std::clamp<std::int64_t>(kChunkBytes / (4 * catalogue), 32, 1024);
    const double share = 1 / static_cast<double>(std::max<std::int64_t>(1, count));
    ItemLoss loss{.sum = 0, .hidden = at::empty_like(hidden), .items = at::zeros_like(items)};
    auto logits = at::empty({std::min(chunk, count), catalogue}, items.options());
    for (std::int64_t begin = 0; begin < count; begin += chunk) {
        const auto size = std::min(chunk, count - begin);
        const auto rows = hidden.narrow(0, begin, size);
        auto scores = logits.narrow(0, 0, size);
        auto gradient = loss.hidden.narrow(0, begin, size);
        at::mm_out(scores, rows, items.t());
        loss.sum += shareOutOn(scores, targets, static_cast<std::uint32_t>(begin));
        at::mm_out(gradient, scores, items);
        loss.items.addmm_(scores.t(), rows);
    }
    loss.hidden.sub_(sparseProduct(targets, items)).mul_(share);
    addTransposedProduct(targets, hidden, -1, loss.items);
    loss.items.mul_(share);
    return loss;
}

namespace {
class AutoencoderLearner : public TensorLearner
{
public:
    AutoencoderLearner(AutoencoderRecommender &recommender, const TrainingSet &train, const AutoencoderParams &params,
                       const FitOptions &options, std::unique_ptr<Autoencoder> network)
        : TensorLearner(network->tensors(), params, options), m_recommender(recommender), m_pairs(train.byUser()),
          m_shares(drawingShares(train.valuesByUser())), m_params(params), m_network(std::move(network))
    {
        for (std::uint32_t u = 0; u < m_pairs.rows; ++u)
            if (!m_pairs.row(u).empty())
                m_users.push_back(u);
    }
    void publish() override
    {
        auto network = *m_network;
        for (auto *tensor : network.tensors())
            *tensor = tensor->detach();
        m_recommender.take(network);
    }

private:
    std::size_t beginEpoch(int number, std::uint64_t seed) override
    {
        m_order = m_users;
        Random random(deriveSeed(seed, 0));
        random.shuffle(m_order);
        m_epochSeed = seed;
        m_epoch = number;
        const auto size = static_cast<std::size_t>(m_params.batchSize);
        m_batches = (m_order.size() + size - 1) / size;
        return m_batches;
    }
    StepResult step(std::size_t number) override
    {
        const auto size = static_cast<std::size_t>(m_params.batchSize);
        const auto first = number * size;
        const auto users = std::span(m_order).subspan(first, std::min(size, m_order.size() - first));
        const auto seed = deriveSeed(m_epochSeed, number + 1);
        const auto [input, target] = historiesOf(m_pairs, m_shares, users, m_params.dropout, seed);
        auto before = (sparseProduct(input, m_network->input.detach()));
        before.requires_grad_();
        const auto top = at::tanh(before + m_network->inputBias);
        StepResult result{.loss = 0, .samples = users.size()};
        const auto hidden = m_network->isVariational() ? throughCode(top, seed, number) : top;
        const auto loss = multinomialLoss(withOnes(hidden.detach()), m_network->output.detach(), target);
        result.loss = loss.sum;
        auto total = (hidden * loss.hidden.narrow(1, 0, hidden.size(1))).sum();
        if (m_divergence.defined())
            total = total + m_divergence;
        total.backward();
        m_divergence.reset();
        m_network->output.mutable_grad().add_(loss.items);
        addTransposedProduct(input, before.grad(), 1, m_network->input.mutable_grad());
        touchRows(0, std::vector<std::int64_t>(input.columns.begin(), input.columns.end()));
        return result;
    }
    /// Draws the code and keeps the divergence of its distribution from the standard normal, weighted.
    at::Tensor throughCode(const at::Tensor &top, std::uint64_t seed, std::size_t batch)
    {
        const auto [mean, spread] = encode(*m_network, top);
        const auto noise = normalTensor(mean.sizes(), 1, deriveSeed(seed, 1)).to(device());
        const double epochs = m_epoch - 1 + static_cast<double>(batch) / static_cast<double>(m_batches);
        const double weight = m_params.anneal * std::min(1.0, epochs / std::max(1, m_params.annealEpochs));
        const auto divergence = (mean.square() + spread.exp() - spread - 1).sum() / (2.0 * top.size(0));
        m_divergence = divergence * weight;
        const auto code = mean + noise * (spread / 2).exp();
        return at::tanh(at::linear(code, m_network->inner, m_network->innerBias));
    }

    AutoencoderRecommender &m_recommender;
    const SparseRows &m_pairs;
    std::vector<float> m_shares; ///< [pairs]; empty: all are 1
    const AutoencoderParams &m_params;
    std::unique_ptr<Autoencoder> m_network;
    std::vector<std::uint32_t> m_users; ///< who has a history
    std::vector<std::uint32_t> m_order; ///< of the epoch
    std::uint64_t m_epochSeed = 0;
    int m_epoch = 0;
    std::size_t m_batches = 0;
    at::Tensor m_divergence; ///< of the batch at hand
};
} // namespace

void AutoencoderRecommender::take(const Autoencoder &network)
{
    m_network = network;
    setItems(embeddingOf(network.output));
}

void AutoencoderRecommender::learnAutoencoder(const TrainingSet &train, const AutoencoderParams &params,
                                              bool variational, const FitOptions &options, const FitHooks &hooks,
                                              JobContext &job)
{
    AutoencoderLearner learner(
        *this, train, params, options,
        std::make_unique<Autoencoder>(makeAutoencoder(params, variational, train.itemCount(), options.seed)));
    m_bestEpoch = learnEpochs(learner, *this, params.epochs, options, hooks, job);
}

ResourceEstimate AutoencoderRecommender::estimateAutoencoder(const AutoencoderParams &params, bool variational,
                                                             const DatasetShape &shape)
{
    const double width = variational ? params.hidden : params.factors;
    const double users = static_cast<double>(shape.users), items = static_cast<double>(shape.items),
                 pairs = static_cast<double>(shape.pairs);
    const double steps = std::max(1.0, users / params.batchSize);
    const double epoch = (users * items * (6 * width * 1e-11 + 1.2e-9) + pairs * width * 5e-10) / threadCount() +
                         steps * items * width * 5e-9; // the optimiser waits for memory, however many threads
    return {.seconds = 0.1 + params.epochs * epoch,
            .memoryBytes = static_cast<std::int64_t>(items * width * 35 + pairs * 12 + 1.3e7)};
}

std::int64_t AutoencoderRecommender::parameterCount() const
{
    auto network = m_network;
    return countNumbers(network.tensors());
}

std::optional<Embedding> AutoencoderRecommender::itemEmbedding() const
{
    if (items().size < 2)
        return {};
    const auto size = items().size - 1;
    Embedding vectors{.rows = items().rows, .size = size, .values = {}};
    vectors.values.reserve(std::size_t(vectors.rows) * size);
    for (std::uint32_t i = 0; i < vectors.rows; ++i) {
        const auto row = items().row(i).first(size);
        vectors.values.insert(vectors.values.end(), row.begin(), row.end());
    }
    return vectors;
}

void AutoencoderRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    const c10::InferenceMode inference;
    const auto input = historiesOf(requests, m_catalogue.size());
    auto hidden = at::tanh(sparseProduct(input, m_network.input) + m_network.inputBias);
    if (m_network.isVariational())
        hidden = at::tanh(at::linear(encode(m_network, hidden).mean, m_network.inner, m_network.innerBias));
    const auto values = toVector(withOnes(hidden));
    std::ranges::copy(values, vectors.begin());
}

void AutoencoderRecommender::writeNetwork(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    auto network = m_network;
    for (const auto *tensor : network.tensors())
        writeTensor(out, *tensor);
}

void AutoencoderRecommender::readNetwork(SnapshotReader &in, const AutoencoderParams &params, bool variational)
{
    m_bestEpoch = in.epoch();
    const auto width = static_cast<std::uint64_t>(variational ? params.hidden : params.factors);
    in.expect(2 * width * m_catalogue.size(), sizeof(float));
    auto network = makeAutoencoder(params, variational, m_catalogue.size(), 0);
    for (auto *tensor : network.tensors())
        readInto(in, *tensor);
    take(network);
}

} // namespace aisle
