#include "core/recommend/graph/graphrecommender.h"

#include "core/numeric/decomposition/embeddingof.h"

#include <algorithm>
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
    setVertices(graph, all, earlier / (layers + 1), train);
}

void GraphRecommender::setVertices(const BipartiteGraph &graph, const at::Tensor &vertices, const at::Tensor &passing,
                                   const TrainingSet &train)
{
    const auto users = graph.userCount(), products = static_cast<std::int64_t>(train.itemCount());
    m_users = toVector(vertices.narrow(0, 0, users));
    setItems(embeddingOf(vertices.narrow(0, users, products)));
    const auto roots =
        std::span(graph.inverseRoots()).subspan(static_cast<std::size_t>(users), static_cast<std::size_t>(products));
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

ResourceEstimate averagedEstimate(const DatasetShape &shape, double edges, double vertices, const GraphParams &params,
                                  int negatives)
{
    const double pairs = static_cast<double>(shape.pairs), all = pairs + edges,
                 numbers = (static_cast<double>(shape.users + shape.items) + vertices) * params.factors;
    const double steps = std::max(1.0, pairs / params.batchSize);
    const double sums = 4.0 * all * params.layers * params.factors;
    const double step = (sums * 9.2e-11 + numbers * 3.5e-9) / threadCount();
    const double perPair = params.factors * (negatives + 2) * 2e-9;
    return {.seconds = 0.1 + params.epochs * (steps * step + pairs * perPair),
            .memoryBytes = static_cast<std::int64_t>(1.5e7 + numbers * 36 + all * 40)};
}

GraphLearner::GraphLearner(GraphRecommender &recommender, const TrainingSet &train, const GraphParams &params,
                           int negatives, const FitOptions &options)
    : GraphLearner(recommender, train, params, negatives, options, BipartiteGraph(train, torchDevice(options.device)),
                   {})
{
}

GraphLearner::GraphLearner(GraphRecommender &recommender, const TrainingSet &train, const GraphParams &params,
                           int negatives, const FitOptions &options, BipartiteGraph graph,
                           std::vector<at::Tensor *> more)
    : GraphLearner(recommender, train, params, negatives, options, std::move(graph), std::move(more),
                   std::make_unique<at::Tensor>(normalTensor({graph.vertexCount(), params.factors}, 0.1, options.seed)))
{
}

namespace {

std::vector<at::Tensor *> withFirst(at::Tensor *first, std::vector<at::Tensor *> rest)
{
    rest.insert(rest.begin(), first);
    return rest;
}

} // namespace

GraphLearner::GraphLearner(GraphRecommender &recommender, const TrainingSet &train, const GraphParams &params,
                           int negatives, const FitOptions &options, BipartiteGraph &&graph,
                           std::vector<at::Tensor *> more, std::unique_ptr<at::Tensor> vectors)
    : TensorLearner(withFirst(vectors.get(), std::move(more)), params, options), m_recommender(recommender),
      m_train(train), m_params(params), m_vectors(std::move(vectors)), m_graph(std::move(graph)),
      m_batches(train.byUser(), negatives, params.batchSize, drawingShares(train.valuesByUser()))
{
}

double GraphLearner::learn(const PairBatch &batch, std::size_t, const at::Tensor &vectors, at::Tensor gradient)
{
    if (!m_final.defined()) {
        m_final = at::empty_like(vectors);
        m_byFinal = at::empty_like(vectors);
    }
    m_graph.average(vectors, m_params.layers, m_final);
    m_byFinal.zero_();
    const double loss = addPairwiseGradient(m_final, batch.users, batch.items, batch.negatives, m_byFinal);
    m_graph.average(m_byFinal, m_params.layers, gradient);
    return loss;
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
