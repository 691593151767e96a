#include "core/recommend/sequence/sequencerecommender.h"

#include "core/common/error.h"
#include "core/numeric/decomposition/embeddingof.h"
#include "core/numeric/machinespeed.h"
#include "core/recommend/fitting.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

/// [sequences x length x width], on the table's device
at::Tensor vectorsOf(const at::Tensor &table, std::span<const std::int64_t> rows, std::int64_t sequences)
{
    return table.index_select(0, indexTensor(rows, table.device())).view({sequences, -1, table.size(1)});
}

class SequenceLearner : public TensorLearner
{
public:
    using Batches = std::function<SequenceBatches(std::uint64_t seed)>;

    SequenceLearner(SequenceServing &recommender, const TrainingSet &train, const SequenceParams &params,
                    const FitOptions &options, const SequenceNetwork &network, const Batches &batches)
        : TensorLearner(network.tensors(), params, options), m_recommender(recommender),
          m_network(network.featuredOn(device())), m_products(train.itemCount()),
          m_loss(train, lossOf(params, network, train)), m_makeBatches(batches)
    {
        setDropout(params.dropout);
    }
    const SequenceNetwork &network() const { return m_network; }
    void publish() override { m_recommender.take(m_network); }

private:
    /// What nobody has chosen is no counterexample where it is known by what others teach.
    static SampledLoss::Options lossOf(const SequenceParams &params, const SequenceNetwork &network,
                                       const TrainingSet &train)
    {
        auto options = lossOptions(params, train.itemCount());
        options.onlySold = network.featured.defined();
        return options;
    }
    std::size_t beginEpoch(int, std::uint64_t seed) override
    {
        m_batches = m_makeBatches(seed);
        m_seed = seed;
        m_random = Random(deriveSeed(seed, 1));
        return m_batches.size();
    }
    /// The item vectors are kept out of the graph: their gradient comes from the loss and from the inputs, and is added
    /// to rows.
    StepResult step(std::size_t number) override
    {
        const auto batch = m_batches[number]();
        const auto width = m_network.width();
        const auto own = m_network.featured.drawn(deriveSeed(m_seed, 2 + number));
        const auto table = m_network.table(own);
        auto inputs = vectorsOf(table, batch.inputs, batch.sequences);
        inputs.requires_grad_();
        const auto hidden = m_network.encoder->timedStates(inputs, batch.lengths, batch.times, dropout());
        const auto flat = hidden.detach().reshape({-1, width});
        const auto loss = m_loss(flat.index_select(0, indexTensor(batch.places, device())),
                                 table.narrow(0, 0, m_products), batch.targets, batch.users, m_random);
        auto gradient = at::zeros_like(flat);
        addRows(gradient, batch.places, loss.hidden);
        hidden.backward(gradient.view(hidden.sizes()));
        auto itemGradient = own.defined() ? at::zeros_like(table) : m_network.items.mutable_grad();
        loss.addItemsTo(itemGradient.narrow(0, 0, m_products));
        addRows(itemGradient, batch.inputs, inputs.grad().reshape({-1, width}));
        if (own.defined())
            divide(itemGradient, own);
        if (!loss.rows.empty()) {
            touchRows(0, loss.rows);
            touchRows(0, batch.inputs);
        }
        return {.loss = loss.sum, .samples = batch.targets.size()};
    }

    /// The gradient by what is read is one by the products' own vectors and by the projection.
    void divide(const at::Tensor &gradient, const at::Tensor &own)
    {
        m_network.items.mutable_grad().add_(gradient * own);
        if (m_network.featured.learnsProjection)
            m_network.featured.projection.mutable_grad().addmm_(m_network.featured.features.rows.t(), gradient);
    }

    SequenceServing &m_recommender;
    const SequenceNetwork m_network; ///< the caller's, with its features on the device
    std::int64_t m_products;
    SampledLoss m_loss;
    const Batches &m_makeBatches;
    SequenceBatches m_batches;
    std::uint64_t m_seed = 0;
    Random m_random{0};
};

} // namespace

void FeaturedItems::follow(const Ingredients &grown)
{
    if (!defined())
        return;
    auto now = chosenFeatures(grown);
    if (now.dims != features.dims)
        throw Error("features.other-size",
                    QT_TRANSLATE_NOOP("Error", "The features of this run are not as long as they were when it was "
                                               "trained: train it anew."));
    features = std::move(now);
    own = own.any().item<bool>() ? soldProducts(grown.events) : at::zeros({grown.events.itemCount(), 1});
}

at::Tensor FeaturedItems::drawn(std::uint64_t seed) const
{
    if (!defined() || leftOut <= 0)
        return own;
    const auto keep = drawnTensor(own.sizes(), seed, [this](Random &random) { return random.uniform() >= leftOut; });
    return own * keep.to(own.device());
}

void FeaturedItems::write(SnapshotWriter &out) const
{
    if (!defined())
        return;
    features.write(out);
    writeTensor(out, own);
    writeTensor(out, projection);
    out.value(learnsProjection);
    out.value(leftOut);
}

FeaturedItems FeaturedItems::read(SnapshotReader &in, std::uint32_t products, std::int64_t width)
{
    FeaturedItems featured;
    if (in.atEnd())
        return featured;
    featured.features = ProductFeatures::read(in, products);
    const auto dims = featured.features.rows.size(1);
    in.expect(static_cast<std::uint64_t>(dims) * static_cast<std::uint64_t>(width), sizeof(float));
    featured.own = at::zeros({products, 1});
    featured.projection = at::zeros({dims, width});
    readInto(in, featured.own);
    readInto(in, featured.projection);
    featured.learnsProjection = in.value<bool>();
    featured.leftOut = in.value<double>();
    in.check(featured.leftOut >= 0 && featured.leftOut <= 1);
    return featured;
}

std::vector<at::Tensor *> SequenceNetwork::tensors() const
{
    auto all = encoder->tensors();
    all.insert(all.begin(), const_cast<at::Tensor *>(&items));
    if (featured.defined() && featured.learnsProjection)
        all.push_back(const_cast<at::Tensor *>(&featured.projection));
    return all;
}

at::Tensor SequenceNetwork::table(const at::Tensor &own) const
{
    if (!featured.defined())
        return items.detach();
    return at::addmm(items.detach() * own, featured.features.rows, featured.projection.detach());
}

SequenceNetwork SequenceNetwork::featuredOn(at::Device device) const
{
    auto network = *this;
    if (featured.defined())
        for (auto *tensor : {&network.featured.features.rows, &network.featured.projection, &network.featured.own})
            *tensor = tensor->to(device);
    return network;
}

SequenceNetwork SequenceNetwork::detached(bool copy) const
{
    SequenceNetwork network{.items = items, .encoder = encoder->clone(), .byAngle = byAngle, .featured = featured};
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
    m_table = network.table();
    m_described = network.featured.features.known();
    const auto products = m_table.narrow(0, 0, m_catalogue.size());
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
        const auto inputs = vectorsOf(m_table, batch.inputs, static_cast<std::int64_t>(batch.which.size()));
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
    take(learner.network().detached(false));
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
        if (tensor != &m_network.featured.projection)
            writeTensor(out, *tensor);
    m_network.featured.write(out);
}

void SequenceServing::readNetwork(SnapshotReader &in, SequenceNetwork network)
{
    m_bestEpoch = in.epoch();
    m_learnt = in.array<std::uint32_t>();
    for (auto *tensor : network.tensors())
        readInto(in, *tensor);
    network.featured = FeaturedItems::read(in, m_catalogue.size(), network.width());
    take(network);
}

bool SequenceServing::knows(const Request &request) const
{
    return DotProductRecommender::knows(request) || isDescribed(request.history, m_described);
}

std::vector<Reason> SequenceServing::featureReasons(const Request &request, ItemIndex item) const
{
    const auto &featured = m_network.featured;
    if (!featured.defined() || !knows(request))
        return {};
    const c10::InferenceMode inference;
    std::vector<float> state(static_cast<std::size_t>(m_network.width()));
    const Request *const one = &request;
    requestVectors(std::span(&one, 1), state);
    const auto asked = viewOf(state, {m_network.width(), 1});
    auto reasons = featured.features.reasons(item, toVector(at::mm(featured.projection.to(at::kCPU), asked)));
    const auto own = m_network.items[item.value] * featured.own[item.value];
    reasons.push_back(
        {.text = kOwnEventsReason, .contribution = at::dot(own.to(at::kCPU), asked.squeeze(1)).item<double>()});
    std::ranges::stable_sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
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
