#include "core/recommend/sequence/sequencerecommender.h"

#include "core/numeric/decomposition/embeddingof.h"
#include "core/numeric/machinespeed.h"
#include "core/recommend/fitting.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

class SequenceLearner : public TensorLearner
{
public:
    using Batches = std::function<SequenceBatches(std::uint64_t seed)>;

    SequenceLearner(SequenceServing &recommender, const TrainingSet &train, const SequenceParams &params,
                    const FitOptions &options, const SequenceNetwork &network, const Batches &batches)
        : TensorLearner(network.tensors(), params, options), m_recommender(recommender), m_network(network),
          m_products(train.itemCount()), m_loss(train, lossOptions(params, train.itemCount())), m_makeBatches(batches)
    {
        setDropout(params.dropout);
    }
    void publish() override { m_recommender.take(m_network); }

private:
    std::size_t beginEpoch(int, std::uint64_t seed) override
    {
        m_batches = m_makeBatches(seed);
        m_random = Random(deriveSeed(seed, 1));
        return m_batches.size();
    }
    /// The item vectors are kept out of the graph: their gradient comes from the loss and from the inputs, and is added
    /// to rows.
    StepResult step(std::size_t number) override
    {
        const auto batch = m_batches[number]();
        const auto width = m_network.width();
        auto inputs = m_network.vectors(batch.inputs, batch.sequences);
        inputs.requires_grad_();
        const auto hidden = m_network.encoder->timedStates(inputs, batch.lengths, batch.times, dropout());
        const auto flat = hidden.detach().reshape({-1, width});
        const auto loss =
            m_loss(flat.index_select(0, indexTensor(batch.places, device())),
                   m_network.items.detach().narrow(0, 0, m_products), batch.targets, batch.users, m_random);
        auto gradient = at::zeros_like(flat);
        addRows(gradient, batch.places, loss.hidden);
        hidden.backward(gradient.view(hidden.sizes()));
        auto itemGradient = m_network.items.mutable_grad();
        loss.addItemsTo(itemGradient.narrow(0, 0, m_products));
        addRows(itemGradient, batch.inputs, inputs.grad().reshape({-1, width}));
        if (!loss.rows.empty()) {
            touchRows(0, loss.rows);
            touchRows(0, batch.inputs);
        }
        return {.loss = loss.sum, .samples = batch.targets.size()};
    }

    SequenceServing &m_recommender;
    const SequenceNetwork &m_network;
    std::int64_t m_products;
    SampledLoss m_loss;
    const Batches &m_makeBatches;
    SequenceBatches m_batches;
    Random m_random{0};
};

} // namespace

at::Tensor SequenceNetwork::vectors(std::span<const std::int64_t> rows, std::int64_t sequences) const
{
    return items.detach().index_select(0, indexTensor(rows, items.device())).view({sequences, -1, width()});
}

SequenceNetwork SequenceNetwork::detached(bool copy) const
{
    SequenceNetwork network{.items = items, .encoder = encoder->clone(), .byAngle = byAngle};
    for (auto *tensor : network.tensors())
        *tensor = copy ? tensor->detach().clone() : tensor->detach();
    return network;
}

std::int64_t SequenceServing::parameterCount() const
{
    if (!m_network.encoder)
        return 0;
    return countNumbers(m_network.tensors());
}

void SequenceServing::take(const SequenceNetwork &network)
{
    m_network = network;
    const auto products = network.items.detach().narrow(0, 0, m_catalogue.size());
    setItems(embeddingOf(network.byAngle ? UnitRows(products).rows : products));
}

void SequenceServing::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    constexpr int kPositions = 2048;
    const c10::InferenceMode inference;
    const auto width = static_cast<std::size_t>(m_network.width());
    std::vector<std::span<const Visit>> histories;
    for (const auto *request : requests)
        histories.push_back(request->history);
    Dropout none(0, 0);
    for (const auto &batch : historyBatches(histories, historyLength(), kPositions, queryToken(), emptyToken())) {
        const auto inputs = m_network.vectors(batch.inputs, static_cast<std::int64_t>(batch.which.size()));
        const auto hidden = m_network.encoder->timedStates(inputs, batch.lengths, batch.times, none)
                                .reshape({-1, m_network.width()})
                                .index_select(0, indexTensor(batch.last, inputs.device()))
                                .to(at::kCPU);
        const float *states = hidden.data_ptr<float>();
        for (std::size_t s = 0; s < batch.which.size(); ++s)
            std::copy_n(states + s * width, width,
                        vectors.begin() + static_cast<std::ptrdiff_t>(batch.which[s] * width));
    }
}

void SequenceServing::learnFrom(const TrainingSet &train, const SequenceParams &params, const FitOptions &options,
                                const FitHooks &hooks, int epochs, const SequenceNetwork &network,
                                const Batches &batches, JobContext &job)
{
    SequenceLearner learner(*this, train, params, options, network, batches);
    m_bestEpoch = learnEpochs(learner, *this, epochs, options, hooks, job);
    take(network.detached(false));
    m_learnt.clear();
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        m_learnt.push_back(static_cast<std::uint32_t>(train.history(UserIndex(u)).size()));
}

at::Tensor SequenceServing::grownItems(const at::Tensor &fresh, const Growth &growth) const
{
    auto grown = fresh.clone();
    const auto old = m_network.items.to(at::kCPU);
    for (std::size_t i = 0; i < growth.items.size(); ++i)
        if (growth.items[i] != kNoItem)
            grown[growth.items[i].value].copy_(old[static_cast<std::int64_t>(i)]);
    const auto known = static_cast<std::int64_t>(growth.items.size()), tokens = old.size(0) - known;
    grown.narrow(0, grown.size(0) - tokens, tokens).copy_(old.narrow(0, known, tokens));
    return grown;
}

std::vector<std::uint32_t> SequenceServing::learntBefore(const TrainingSet &grown, const Growth &growth) const
{
    std::vector<std::uint32_t> before(grown.userCount());
    for (std::size_t u = 0; u < std::min(growth.users.size(), m_learnt.size()); ++u)
        if (growth.users[u] != kNoUser)
            before[growth.users[u].value] = m_learnt[u];
    return before;
}

void SequenceServing::writeNetwork(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    out.array(m_learnt);
    for (const auto *tensor : m_network.tensors())
        writeTensor(out, *tensor);
}

void SequenceServing::readNetwork(SnapshotReader &in, const SequenceNetwork &network)
{
    m_bestEpoch = in.epoch();
    m_learnt = in.array<std::uint32_t>();
    for (auto *tensor : network.tensors())
        readInto(in, *tensor);
    take(network);
}

SequenceBatches batchesWithOld(SequenceBatches fresh, SequenceBatches old, std::uint64_t seed)
{
    const auto count = std::min(fresh.size(), old.size());
    std::move(old.begin(), old.begin() + static_cast<std::ptrdiff_t>(count), std::back_inserter(fresh));
    Random random(deriveSeed(seed, 2));
    random.shuffle(fresh);
    return fresh;
}

ResourceEstimate estimateSequence(const SequenceParams &params, const DatasetShape &shape, double operations,
                                  double numbers, double passes)
{
    const double width = params.factors, events = static_cast<double>(shape.events),
                 items = static_cast<double>(shape.items);
    constexpr double kAPosition = 1.7e5; // in operations: what narrow networks spend on moving numbers about
    const double secondsAnEpoch =
        events * 3 * passes * (operations + kAPosition) / 1e11 + lossSeconds(params, shape, width);
    constexpr double kWithJudging = 1.25; // which reads the histories as well
    const double learnt = items * width + numbers;
    return {.seconds = 0.1 + params.epochs * secondsAnEpoch * kWithJudging / smallBatchSpeedUp(),
            .memoryBytes = static_cast<std::int64_t>(3.5e7 + learnt * 24 + events * 8)};
}

} // namespace aisle
