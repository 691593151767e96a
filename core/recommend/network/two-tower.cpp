#include "core/common/random.h"
#include "core/features/textfeatures.h"
#include "core/numeric/decomposition/embeddingof.h"
#include "core/numeric/sparsetensor.h"
#include "core/numeric/tensorlearner.h"
#include "core/recommend/commonparams.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/fitting.h"
#include "core/recommend/pairbatches.h"
#include "core/recommend/pairvalues.h"
#include "core/recommend/productfeatures.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace aisle {
namespace {

struct TwoTowerParams : OptimiserParams
{
    TwoTowerParams()
    {
        learningRate = 2e-3;
        batchSize = 1024;
        epochs = 100;
        l2 = 1e-3;
    }
    int factors = 64;
    int hidden = 128;
    int negatives = 1000;
    double temperature = 0.1;
    double idDropout = 0.1;
};

const auto kTable = withOptimiser(
    withFactors(ParamTable<TwoTowerParams>{})
        .add("hidden", &TwoTowerParams::hidden,
             {QT_TRANSLATE_NOOP("Param", "Hidden width"),
              QT_TRANSLATE_NOOP("Param", "Width of the layer inside each tower.")},
             {1, 4096, ParamScale::Log})
        .add("negatives", &TwoTowerParams::negatives,
             {QT_TRANSLATE_NOOP("Param", "Negatives"),
              QT_TRANSLATE_NOOP("Param", "Products drawn against each batch; what a shopper has is left out.")},
             {1, 20000, ParamScale::Log})
        .add("temperature", &TwoTowerParams::temperature,
             {QT_TRANSLATE_NOOP("Param", "Temperature"),
              QT_TRANSLATE_NOOP("Param", "Cosines are divided by it: lower dwells on the hardest negatives.")},
             {0.01, 2, ParamScale::Log})
        .add("id-dropout", &TwoTowerParams::idDropout,
             {QT_TRANSLATE_NOOP("Param", "Left-out ids"),
              QT_TRANSLATE_NOOP("Param", "Share of products that a step knows by their attributes and text only, so "
                                         "that new ones can stand by them alone. Without such facts: none.")},
             {0, 0.9}));

/// x + a layer's answer to it, of unit length.
struct Tower
{
    at::Tensor inner, innerBias; ///< [hidden x size], [hidden]
    at::Tensor outer, outerBias; ///< [size x hidden], [size]

    at::Tensor operator()(const at::Tensor &x) const
    {
        const auto out = x + at::linear(at::relu(at::linear(x, inner, innerBias)), outer, outerBias);
        return out / out.norm(2, {1}, true).clamp_min(1e-8);
    }
};

struct TwoTowers
{
    at::Tensor users;      ///< [shoppers x size] what a shopper is beside attributes and history
    at::Tensor items;      ///< [products x size] what a product is beside attributes and text
    at::Tensor words;      ///< [words x size] of the products' attributes and text; the projections of their vectors
    at::Tensor attributes; ///< [attributes x size] of the shoppers, likewise
    Tower user, item;

    std::vector<at::Tensor *> tensors()
    {
        return {&users,      &items,          &words,      &attributes,     &user.inner, &user.innerBias,
                &user.outer, &user.outerBias, &item.inner, &item.innerBias, &item.outer, &item.outerBias};
    }
};

/// What is known besides the events, as rows of unit length; each number of a chosen table's vectors is one more
/// column.
struct Facts
{
    SparseRows items; ///< [products x words]
    SparseRows users; ///< [shoppers x attributes]
};

SparseRows noRows(std::uint32_t rows)
{
    SparseRows none;
    none.rows = rows;
    none.offsets.resize(std::size_t(rows) + 1);
    return none;
}

SparseRows shopperRows(const std::vector<std::vector<std::string>> &attributes, std::uint32_t users)
{
    std::map<std::string, std::uint32_t> numbers;
    for (const auto &own : attributes)
        for (const auto &attribute : own)
            numbers.emplace(attribute, 0);
    std::uint32_t next = 0;
    for (auto &[attribute, number] : numbers)
        number = next++;
    SparseRows rows;
    rows.rows = users;
    rows.cols = next;
    rows.offsets.push_back(0);
    for (std::uint32_t u = 0; u < users; ++u) {
        if (u < attributes.size()) {
            std::vector<std::uint32_t> own;
            for (const auto &attribute : attributes[u])
                own.push_back(numbers.at(attribute));
            std::ranges::sort(own);
            own.erase(std::unique(own.begin(), own.end()), own.end());
            rows.columns.insert(rows.columns.end(), own.begin(), own.end());
            rows.values.insert(rows.values.end(), own.size(), 1 / std::sqrt(static_cast<float>(own.size())));
        }
        rows.offsets.push_back(rows.columns.size());
    }
    return rows;
}

/// Puts a table's vectors beside what is known already: their columns' weights are its projection.
SparseRows withVectors(const SparseRows &known, const AlignedFeatures &features)
{
    const auto dims = static_cast<std::uint32_t>(features.dims);
    const auto directions = directionsOf(features);
    SparseRows rows;
    rows.rows = known.rows;
    rows.cols = known.cols + dims;
    rows.offsets.push_back(0);
    for (std::uint32_t r = 0; r < known.rows; ++r) {
        const auto columns = known.row(r);
        const auto values = known.rowValues(r);
        rows.columns.insert(rows.columns.end(), columns.begin(), columns.end());
        rows.values.insert(rows.values.end(), values.begin(), values.end());
        for (std::uint32_t d = 0; d < dims; ++d) {
            if (const auto value = directions[std::size_t(r) * dims + d]; value != 0) {
                rows.columns.push_back(known.cols + d);
                rows.values.push_back(value);
            }
        }
        rows.offsets.push_back(rows.columns.size());
    }
    return rows;
}

Facts factsOf(const Ingredients &from, JobContext &job)
{
    const auto &train = from.events;
    Facts facts{noRows(train.itemCount()), noRows(train.userCount())};
    if (from.facts && (from.facts->hasText() || from.facts->hasAttributes()))
        facts.items = textFeatures(*from.facts, train.itemCount(), {}, job).rows;
    if (from.facts && !from.facts->userAttributes.empty())
        facts.users = shopperRows(from.facts->userAttributes, train.userCount());
    for (const auto &features : from.features) {
        auto &known = features->ofShoppers ? facts.users : facts.items;
        known = withVectors(known, *features);
    }
    return facts;
}

TwoTowers makeTowers(const TwoTowerParams &params, const TrainingSet &train, const Facts &facts, std::uint64_t seed)
{
    std::uint64_t stream = 0;
    const std::int64_t size = params.factors, hidden = params.hidden;
    const auto weight = [&](std::int64_t rows, std::int64_t cols) {
        return normalTensor({rows, cols}, 1 / std::sqrt(static_cast<double>(cols)), deriveSeed(seed, ++stream));
    };
    const auto tower = [&] {
        return Tower{weight(hidden, size), at::zeros({hidden}), weight(size, hidden) * 0.1, at::zeros({size})};
    };
    TwoTowers towers{.users = weight(train.userCount(), size) * 0.1,
                     .items = weight(train.itemCount(), size),
                     .words = weight(facts.items.cols, size),
                     .attributes = weight(facts.users.cols, size) * 0.1,
                     .user = tower(),
                     .item = tower()};
    const auto &events = train.itemEvents();
    for (std::uint32_t i = 0; i < train.itemCount(); ++i) // what nobody had is known by its facts alone
        if (events[i] == 0)
            towers.items[i].zero_();
    return towers;
}

/// Two towers: one network turns what is known of a shopper (id, attributes, the mean of the history's products) into a
/// vector, another what is known of a product (id, attributes, words); cosines rank. Learnt by a softmax against
/// products drawn for each batch. New products stand by their facts, new shoppers by their history. Tables of vectors
/// are facts too: a projection of each is added to what goes into the tower.
class TwoTowerRecommender : public Algorithm<TwoTowerRecommender, TwoTowerParams, DotProductRecommender>
{
public:
    static constexpr const char *kId = "two-tower";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.takesItemFeatures = true,
                                    .takesUserFeatures = true,
                                    .newItem = ColdStart::Content,
                                    .iterative = true,
                                    .usesDevice = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);
    /// @param inputs  [products x size] @param standing  [shoppers x size] what is known of a shopper but the history
    void take(const at::Tensor &inputs, const at::Tensor &standing, const TwoTowers &towers)
    {
        m_inputs = toVector(inputs);
        m_standing = toVector(standing);
        m_tower = towers.user;
        for (auto *tensor : {&m_tower.inner, &m_tower.innerBias, &m_tower.outer, &m_tower.outerBias})
            *tensor = tensor->detach().to(at::kCPU, at::kFloat, false, true);
        const auto vectors = towers.item(inputs);
        auto copy = towers;
        m_parameters = countNumbers(copy.tensors());
        setItems(embeddingOf(vectors));
    }

    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double pairs = static_cast<double>(shape.pairs), size = m_params.factors,
                     items = static_cast<double>(shape.items),
                     numbers = (static_cast<double>(shape.users) + 2 * items) * size;
        const double history = pairs / std::max(1.0, static_cast<double>(shape.users));
        const double perPair = (6 * size * m_params.negatives + 24 * size * m_params.hidden) * 2e-11 +
                               m_params.negatives * 8e-9 + history * size * 4e-10;
        const double steps = std::max(1.0, pairs / m_params.batchSize);
        return {.seconds = 0.1 + m_params.epochs * (pairs * perPair + steps * items * size * 1.5e-8) / threadCount(),
                .memoryBytes =
                    static_cast<std::int64_t>(2.5e7 + numbers * 16 + pairs * 20 +
                                              16.0 * std::min<double>(m_params.batchSize, pairs) * m_params.negatives)};
    }
    std::int64_t parameterCount() const override { return m_parameters; }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }

protected:
    bool knows(const Request &request) const override { return !request.history.empty(); }
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;

private:
    std::vector<float> m_inputs;   ///< [products x size] what the products put into a shopper's tower
    std::vector<float> m_standing; ///< [shoppers x size]
    Tower m_tower;                 ///< the shoppers', on the CPU
    std::int64_t m_parameters = 0;
    std::optional<int> m_bestEpoch;
};

class TwoTowerLearner : public TensorLearner
{
public:
    TwoTowerLearner(TwoTowerRecommender &recommender, const TrainingSet &train, const TwoTowerParams &params,
                    const FitOptions &options, Facts facts, std::unique_ptr<TwoTowers> towers)
        : TensorLearner(towers->tensors(), params, options), m_recommender(recommender), m_pairs(train.byUser()),
          m_params(params), m_facts(std::move(facts)), m_towers(std::move(towers)),
          m_batches(m_pairs, 0, params.batchSize, drawingShares(train.valuesByUser())), m_known(soldProducts(train))
    {
    }
    void publish() override
    {
        const c10::InferenceMode inference;
        const auto standing = m_towers->users + sparseProduct(m_facts.users, m_towers->attributes);
        m_recommender.take(inputs(m_towers->items, m_facts.items, m_known.to(device())), standing, *m_towers);
    }

private:
    std::size_t beginEpoch(int, std::uint64_t seed) override
    {
        m_epochSeed = seed;
        return m_batches.begin(seed);
    }
    /// @param ids [products x size] @param facts [products x words]
    /// @param known  [products x 1] 1 where the product's id is told @return [products x size]
    at::Tensor inputs(const at::Tensor &ids, const SparseRows &facts, const at::Tensor &known) const
    {
        const at::NoGradGuard noGrad;
        const auto told = ids.detach() * known;
        return facts.entries() > 0 ? told + sparseProduct(facts, m_towers->words.detach()) : told;
    }
    /// The products that a step has to do with, ascending: a batch touches few of a large catalogue.
    struct Near
    {
        std::vector<std::int64_t> products;
        SparseRows facts; ///< [products x words]

        std::vector<std::int64_t> placesOf(std::span<const std::int64_t> items) const
        {
            std::vector<std::int64_t> places;
            places.reserve(items.size());
            for (const auto item : items)
                places.push_back(std::ranges::lower_bound(products, item) - products.begin());
            return places;
        }
    };
    /// @param past  [pairs x products]; comes back as [pairs x near products]
    Near nearOf(const PairBatch &batch, const SharedNegatives &shared, SparseRows &past) const
    {
        Near near{.products{past.columns.begin(), past.columns.end()}, .facts = {}};
        for (const auto *more : {&batch.items, &shared.items})
            near.products.insert(near.products.end(), more->begin(), more->end());
        std::ranges::sort(near.products);
        near.products.erase(std::unique(near.products.begin(), near.products.end()), near.products.end());
        near.facts = rowsAt(m_facts.items, near.products);
        const std::vector<std::int64_t> columns(past.columns.begin(), past.columns.end());
        std::ranges::copy(near.placesOf(columns), past.columns.begin());
        past.cols = near.facts.rows;
        return near;
    }
    static SparseRows rowsAt(const SparseRows &all, std::span<const std::int64_t> which)
    {
        SparseRows rows;
        rows.rows = static_cast<std::uint32_t>(which.size());
        rows.cols = all.cols;
        rows.offsets.push_back(0);
        for (const auto row : which) {
            const auto columns = all.row(static_cast<std::uint32_t>(row));
            const auto values = all.rowValues(static_cast<std::uint32_t>(row));
            rows.columns.insert(rows.columns.end(), columns.begin(), columns.end());
            rows.values.insert(rows.values.end(), values.begin(), values.end());
            rows.offsets.push_back(rows.columns.size());
        }
        return rows;
    }
    at::Tensor drawKnown(const Near &near, std::uint64_t seed) const
    {
        auto known = m_known.index_select(0, indexTensor(near.products, at::kCPU));
        if (near.facts.entries() > 0 && m_params.idDropout > 0) {
            auto rows = known.accessor<float, 2>();
            Random random(seed);
            for (std::int64_t i = 0; i < rows.size(0); ++i)
                if (random.uniform() < m_params.idDropout && !near.facts.row(static_cast<std::uint32_t>(i)).empty())
                    rows[i][0] = 0;
        }
        return known.to(device());
    }
    StepResult step(std::size_t number) override
    {
        const auto seed = deriveSeed(deriveSeed(m_epochSeed, 1), number);
        const auto batch = m_batches.batch(number);
        const auto shared = drawShared(m_pairs, batch.users, static_cast<std::size_t>(m_params.negatives), seed);
        auto past = historyMeans(m_pairs, batch);
        const auto near = nearOf(batch, shared, past);
        const auto known = drawKnown(near, deriveSeed(seed, 1));
        const auto nearIndex = indexTensor(near.products, device());
        const auto all = inputs(m_towers->items.detach().index_select(0, nearIndex), near.facts, known);
        const auto items = near.placesOf(batch.items), others = near.placesOf(shared.items);
        const auto attributes = rowsAt(m_facts.users, batch.users);
        const auto own = m_towers->users.detach().index_select(0, indexTensor(batch.users, device()));
        const auto shopper = (own + sparseProduct(past, all) + sparseProduct(attributes, m_towers->attributes.detach()))
                                 .requires_grad_();
        const auto positive = all.index_select(0, indexTensor(items, device())).requires_grad_();
        const auto negative = all.index_select(0, indexTensor(others, device())).requires_grad_();
        const auto user = m_towers->user(shopper);
        const auto score = (user * m_towers->item(positive)).sum(1, true);
        auto mask = at::zeros({static_cast<std::int64_t>(batch.size() * shared.items.size())}, own.options());
        mask.index_fill_(0, indexTensor(shared.forbidden, device()), -1e9);
        const auto against = at::addmm(mask.view({own.size(0), negative.size(0)}), user, m_towers->item(negative).t(),
                                       1, 1 / m_params.temperature);
        const auto logits = at::cat({score / m_params.temperature, against}, 1);
        const auto loss = (logits.logsumexp(1) - logits.select(1, 0)).mean();
        loss.backward();
        addRows(m_towers->users.mutable_grad(), batch.users, shopper.grad());
        touchRows(0, batch.users);
        addTransposedProduct(attributes, shopper.grad(), 1, m_towers->attributes.mutable_grad());
        auto gradient = at::zeros_like(all);
        addRows(gradient, items, positive.grad());
        addRows(gradient, others, negative.grad());
        addTransposedProduct(past, shopper.grad(), 1, gradient);
        addRows(m_towers->items.mutable_grad(), near.products, gradient * known);
        touchRows(1, near.products);
        if (m_facts.items.entries() > 0) {
            addTransposedProduct(near.facts, gradient, 1, m_towers->words.mutable_grad());
            touchRows(2, std::vector<std::int64_t>(near.facts.columns.begin(), near.facts.columns.end()));
        }
        return {.loss = loss.item<double>() * static_cast<double>(batch.size()), .samples = batch.size()};
    }

    TwoTowerRecommender &m_recommender;
    const SparseRows &m_pairs;
    const TwoTowerParams &m_params;
    Facts m_facts;
    std::unique_ptr<TwoTowers> m_towers;
    PairBatches m_batches;
    at::Tensor m_known; ///< [products x 1] 1 where somebody had it
    std::uint64_t m_epochSeed = 0;
};

void TwoTowerRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks,
                                JobContext &job)
{
    auto facts = factsOf(from, job);
    auto towers = std::make_unique<TwoTowers>(makeTowers(m_params, from.events, facts, options.seed));
    TwoTowerLearner learner(*this, from.events, m_params, options, std::move(facts), std::move(towers));
    m_bestEpoch = learnEpochs(learner, *this, m_params.epochs, options, hooks, job);
}

void TwoTowerRecommender::requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const
{
    const auto size = static_cast<std::size_t>(m_params.factors);
    const c10::InferenceMode inference;
    auto inputs = at::zeros({static_cast<std::int64_t>(requests.size()), m_params.factors});
    float *rows = inputs.data_ptr<float>();
    parallelFor(requests.size(), 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto p = begin; p < end; ++p) {
            const auto seen = distinctItems(requests[p]->history);
            for (const auto item : seen)
                kernels::addScaled(rows + p * size, m_inputs.data() + item.value * size,
                                   1 / static_cast<float>(seen.size()), size);
            if (const auto user = requests[p]->user; user && user->value < m_standing.size() / size)
                kernels::addScaled(rows + p * size, m_standing.data() + user->value * size, 1, size);
        }
    });
    const auto values = toVector(m_tower(inputs));
    std::ranges::copy(values, vectors.begin());
}

void TwoTowerRecommender::write(SnapshotWriter &out) const
{
    out.epoch(m_bestEpoch);
    out.value(m_parameters);
    for (const auto *values : {&m_inputs, &m_standing, &items().values})
        out.array(*values);
    for (const auto *tensor : {&m_tower.inner, &m_tower.innerBias, &m_tower.outer, &m_tower.outerBias})
        writeTensor(out, *tensor);
}

void TwoTowerRecommender::read(SnapshotReader &in)
{
    m_bestEpoch = in.epoch();
    m_parameters = in.value<std::int64_t>();
    const auto size = static_cast<std::uint32_t>(m_params.factors);
    const auto count = std::size_t(m_catalogue.size()) * size;
    m_inputs = in.array<float>(count);
    m_standing = in.array<float>();
    in.check(m_standing.size() % size == 0);
    setItems({.rows = m_catalogue.size(), .size = size, .values = in.array<float>(count)});
    const auto tensor = [&](at::IntArrayRef shape, std::size_t numbers) {
        const auto values = in.array<float>(numbers);
        return viewOf(values, shape).clone();
    };
    const std::int64_t hidden = m_params.hidden, width = size;
    const auto wide = static_cast<std::size_t>(hidden);
    m_tower.inner = tensor({hidden, width}, wide * size);
    m_tower.innerBias = tensor({hidden}, wide);
    m_tower.outer = tensor({width, hidden}, wide * size);
    m_tower.outerBias = tensor({width}, size);
}

const bool kRegistered = registerAlgorithm<TwoTowerRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "Two towers"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Neural"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "One network for shoppers, one for products, fed with ids, attributes and text: for "
                                  "catalogues in which new products appear all the time."),
     .paper = "Yi et al., Sampling-bias-corrected neural modeling for large corpus item recommendations, RecSys 2019"});

} // namespace
} // namespace aisle
