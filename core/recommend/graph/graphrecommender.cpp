#include "core/recommend/graph/graphrecommender.h"

#include "core/numeric/decomposition/embeddingof.h"

#include <cmath>

namespace aisle {

std::optional<Embedding> GraphRecommender::userEmbedding() const
{
    const auto size = items().size;
    if (size == 0)
        return {};
    return Embedding::of(m_users, size);
}

void GraphRecommender::setAveraged(BipartiteGraph &graph, const at::Tensor &vectors, int layers,
                                   const TrainingSet &train)
{
    const auto earlier = graph.average(vectors, layers - 1) * layers;
    const auto all = (graph.propagate(earlier) + vectors) / (layers + 1);
    setVertices(all, earlier / (layers + 1), train);
}

void GraphRecommender::setVertices(const at::Tensor &vertices, const at::Tensor &passing, const TrainingSet &train)
{
    const auto users = static_cast<std::int64_t>(train.userCount()), products = vertices.size(0) - users;
    m_users = toVector(vertices.narrow(0, 0, users));
    setItems(embeddingOf(vertices.narrow(0, users, products)));
    const auto roots = inverseRootDegrees(train.byItem(), train.valuesByItem());
    m_values = PairValues(train);
    m_passing = toVector(passing.narrow(0, users, products) * viewOf(roots, {products, 1}).to(passing.device()));
}

void GraphRecommender::writeVectors(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    out.array(m_users);
    out.array(items().values);
    out.array(m_passing);
    m_values.save(out);
}

void GraphRecommender::readVectors(SnapshotReader &in, std::uint32_t size)
{
    m_bestEpoch = in.epoch();
    m_users = in.wholeRows<float>(size);
    const auto count = std::size_t(m_catalogue.size()) * size;
    setItems(Embedding::of(in.array<float>(count), size));
    m_passing = in.array<float>(count);
    m_values = PairValues::load(in);
}

void GraphRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    const auto size = std::size_t(items().size);
    parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p) {
            const auto vector = vectors.subspan(p * size, size);
            if (const auto user = requests[p]->user; user && user->value < m_users.size() / size) {
                std::copy_n(m_users.begin() + static_cast<std::ptrdiff_t>(user->value * size), size, vector.begin());
                continue;
            }
            const auto held = m_values.of(requests[p]->history);
            float degree = 0;
            for (const auto &one : held)
                degree += one.value * one.value;
            for (const auto &[item, value] : held)
                kernels::addScaled(vector.data(), m_passing.data() + item.value * size,
                                   value * value / std::sqrt(degree), size);
        }
    });
}

GraphLearner::GraphLearner(GraphRecommender &recommender, const TrainingSet &train, const GraphParams &params,
                           int negatives, const FitOptions &options)
    : GraphLearner(recommender, train, params, negatives, options,
                   std::make_unique<at::Tensor>(normalTensor(
                       {std::int64_t(train.userCount()) + train.itemCount(), params.factors}, 0.1, options.seed)))
{
}

GraphLearner::GraphLearner(GraphRecommender &recommender, const TrainingSet &train, const GraphParams &params,
                           int negatives, const FitOptions &options, std::unique_ptr<at::Tensor> vectors)
    : TensorLearner({vectors.get()}, params, options), m_recommender(recommender), m_train(train), m_params(params),
      m_vectors(std::move(vectors)), m_graph(train, device()),
      m_batches(train.byUser(), negatives, params.batchSize, drawingShares(train.valuesByUser()))
{
}

void GraphLearner::publish()
{
    m_recommender.take(m_graph, m_vectors->detach(), m_train);
}

GraphLearner::StepResult GraphLearner::step(std::size_t number)
{
    const at::NoGradGuard noGrad;
    auto batch = m_batches.batch(number);
    for (auto *items : {&batch.items, &batch.negatives})
        for (auto &item : *items)
            item += m_graph.userCount();
    const auto vectors = m_vectors->detach();
    auto gradient = m_vectors->mutable_grad();
    const double loss = learn(batch, number, vectors, gradient);
    if (m_params.penalty > 0)
        for (const auto *vertices : {&batch.users, &batch.items, &batch.negatives})
            addRows(gradient, *vertices, vectors.index_select(0, indexTensor(*vertices, device())),
                    m_params.penalty / static_cast<double>(batch.size()));
    return {.loss = loss, .samples = batch.size()};
}

double addPairwiseGradient(const at::Tensor &vertices, std::span<const std::int64_t> users,
                           std::span<const std::int64_t> items, std::span<const std::int64_t> negatives,
                           at::Tensor gradient)
{
    const auto rows = [&](std::span<const std::int64_t> index) {
        return vertices.index_select(0, indexTensor(index, vertices.device()));
    };
    const auto pairs = static_cast<std::int64_t>(users.size()), size = vertices.size(1);
    const auto user = rows(users), item = rows(items), others = rows(negatives).view({pairs, -1, size});
    const auto positive = (user * item).sum(1, true);
    const auto logits = at::cat({positive, at::bmm(others, user.unsqueeze(2)).squeeze(2)}, 1);
    auto shares = at::softmax(logits, 1);
    const double loss = (logits.logsumexp(1, true) - positive).sum().item<double>();
    shares.select(1, 0).sub_(1);
    shares.div_(static_cast<double>(std::max<std::int64_t>(1, pairs)));
    const auto pull = shares.narrow(1, 0, 1), push = shares.narrow(1, 1, shares.size(1) - 1);
    addRows(gradient, users, pull * item + at::bmm(push.unsqueeze(1), others).squeeze(1));
    addRows(gradient, items, pull * user);
    addRows(gradient, negatives, (push.unsqueeze(2) * user.unsqueeze(1)).view({-1, size}));
    return loss;
}

} // namespace aisle
