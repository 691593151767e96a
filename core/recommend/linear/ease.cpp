#include "core/numeric/decomposition/decomposition.h"
#include "core/numeric/rowsums.h"
#include "core/numeric/sparsetensor.h"
#include "core/recommend/linear/densegram.h"
#include "core/recommend/linear/easeform.h"
#include "core/recommend/pairvalues.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

const auto kTable = withEaseForm(ParamTable<EaseForm>{});

/// Embarrassingly shallow autoencoder (Steck 2019), normalised and with dropout in closed form (Steck 2020, Park et al.
/// 2025): with X binary, or holding what pairs are worth where kinds of events weigh differently (PairValues; a history
/// counts its products alike), W_u = (n_u / mean n)^-beta over shoppers, D_i = (n_i / mean n)^-gamma over products and
/// Y = W^.5 X D, the weights B with zero diagonal that minimise |Y - Y B|^2 + |L^.5 B|^2,
/// L = l2 + dropout / (1 - dropout) diag Y'Y, are B_ij = -P_ij / P_jj with P = (Y'Y + L)^-1. Scores are x D B.
/// With beta, gamma and dropout 0 it is the plain form: Y = X, L = l2.
/// With fewer shoppers than products the shoppers' system is solved instead (Woodbury). With M = L / l2 and
/// K = Y M^-1 Y' + l2 I it is P = M^-.5 (I - M^-.5 Y' K^-1 Y M^-.5) M^-.5 / l2; what is kept then is W^.5 K^-1 W^.5
/// and X: every weight is d_i B_ij = input_i (x_i . K^-1 x_j) scale_j, input = D^2 / M.
class EaseRecommender : public Algorithm<EaseRecommender, EaseForm>,
                        public FollowsData,
                        public Updates,
                        public Embeds,
                        public Explains
{
public:
    static constexpr const char *kId = "ease";
    static constexpr std::uint32_t kVersion = 4;
    static constexpr Traits kTraits{.explainsExactly = true, .usesDevice = true, .keepsRecipeOnly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);

    void update(const Ingredients &from, const Growth &growth, const FitOptions &options, const FitHooks &hooks,
                JobContext &job) override;

    ResourceEstimate estimate(const DatasetShape &shape) const override;
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_weights.size()); }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;
    std::optional<Embedding> itemEmbedding() const override;
    std::map<std::string, double> takenValues() const override
    {
        return takenOf({{"l2", m_params.l2 <= 0, m_l2}, {"gamma", m_params.gamma < 0, m_gamma}});
    }

protected:
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

private:
    void normalise(const std::vector<float> &shoppers);
    void learnPrimal(const TrainingSet &train, const FitOptions &options, JobContext &job);
    void learnDual(const TrainingSet &train, const FitOptions &options, JobContext &job);
    void scoreDual(std::span<const Request *const> requests, std::span<float> scores) const;
    at::Tensor similarityOf(std::span<const Request *const> requests) const;
    std::vector<float> similarityTo(ItemIndex item) const;
    /// Dual: input_j (x_j . K^-1 x_j).
    float ownWeight(ItemIndex item) const { return 1 - m_products[item.value] / m_scale[item.value]; }
    void takeInverse(std::vector<float> inverse);
    std::vector<float> inverseFor(const Growth &growth, std::uint32_t items) const;

    bool m_dual = false;
    double m_l2 = 0, m_gamma = 0;  ///< what was learnt with
    std::vector<float> m_weights;  ///< primal: D B [items x items]; dual: W^.5 K^-1 W^.5 [users x users]
    std::vector<float> m_scale;    ///< primal: P_jj; dual: D_j / (l2 M_j P_jj)
    SparseRows m_shoppers;         ///< X' [items x users]
    std::vector<float> m_products; ///< [items] D; not stored, it follows from X
    std::vector<float> m_input;    ///< dual: [items] D^2 / M; not stored
};

std::vector<float> rootsOf(std::vector<float> values)
{
    for (auto &value : values)
        value = std::sqrt(value);
    return values;
}

std::int64_t bytesNeeded(double users, double items)
{
    const bool dual = users < items;
    const double floats = dual ? users * users * 1.3 : items * items * 1.15;
    return static_cast<std::int64_t>(floats * 4);
}

void refuseWhatDoesNotFit(const TrainingSet &train)
{
    refuseTooLargeGram(train.itemCount(), bytesNeeded(train.userCount(), train.itemCount()));
}

void EaseRecommender::learn(const Ingredients &from, const FitOptions &options, const FitHooks &, JobContext &job)
{
    const auto &train = from.events;
    refuseWhatDoesNotFit(train);
    m_l2 = m_params.l2For(train);
    m_gamma = m_params.gammaFor(train);
    m_shoppers = PairValues(train).byItem(train);
    m_dual = train.userCount() < train.itemCount();
    job.progress(0, QStringLiteral("counting common shoppers"));
    if (m_dual)
        learnDual(train, options, job);
    else
        learnPrimal(train, options, job);
}

/// D, and what a product of a history counts in the dual form. @param shoppers  [users] W
void EaseRecommender::normalise(const std::vector<float> &shoppers)
{
    m_products = normalisation(rowCounts(m_shoppers), m_gamma);
    m_input.clear();
    for (std::uint32_t i = 0; i < m_shoppers.rows; ++i) {
        const auto users = m_shoppers.row(i);
        const auto values = m_shoppers.rowValues(i);
        double sum = 0;
        for (std::size_t u = 0; u < users.size(); ++u)
            sum += static_cast<double>(shoppers[users[u]] * values[u] * values[u]);
        const double square = std::pow(static_cast<double>(m_products[i]), 2);
        m_input.push_back(static_cast<float>(square / (1 + m_params.dropoutOdds() * square * sum / m_l2)));
    }
}

void EaseRecommender::learnPrimal(const TrainingSet &train, const FitOptions &options, JobContext &job)
{
    const std::size_t n = train.itemCount();
    const auto shoppers = normalisation(columnCounts(m_shoppers), m_params.beta);
    normalise(shoppers);
    if (!train.isWeighted())
        gram(train.byItem(), train.byUser(), true, shoppers, m_products, m_weights, job);
    else
        gram(m_shoppers, PairValues(train).byUser(train), false, shoppers, m_products, m_weights, job);
    for (std::size_t i = 0; i < n; ++i) {
        float &own = m_weights[i * n + i];
        own += static_cast<float>(m_l2 + m_params.dropoutOdds() * static_cast<double>(own));
    }
    invertGram(m_weights, n, options, job);
    takeInverse(std::move(m_weights));
}

/// D B from P in its place.
void EaseRecommender::takeInverse(std::vector<float> inverse)
{
    m_weights = std::move(inverse);
    m_scale.resize(m_products.size());
    for (std::size_t j = 0; j < m_scale.size(); ++j)
        m_scale[j] = m_weights[j * m_scale.size() + j];
    weightsFromInverse(m_weights, m_products);
}

/// P of the products as they are numbered now; a new one stands alone.
std::vector<float> EaseRecommender::inverseFor(const Growth &growth, std::uint32_t items) const
{
    const std::size_t n = m_catalogue.size();
    std::vector<float> inverse(std::size_t(items) * items);
    for (std::size_t i = 0; i < items; ++i)
        inverse[i * items + i] = static_cast<float>(1 / m_l2);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            inverse[std::size_t(growth.items[i].value) * items + growth.items[j].value] =
                i == j ? m_scale[j] : -m_weights[i * n + j] * m_scale[j];
    return inverse;
}

namespace {

/// Rows of shoppers whose products are not what they were: as they are (sign 1) and as they were (sign -1).
struct ChangedRows
{
    std::vector<std::vector<std::uint32_t>> rows;
    std::vector<float> signs;
};

ChangedRows changedRows(const SparseRows &oldByItem, const TrainingSet &grown, const Growth &growth)
{
    std::vector<std::vector<std::uint32_t>> before(grown.userCount());
    ChangedRows changed;
    const auto old = oldByItem.transposed();
    for (std::uint32_t u = 0; u < old.rows; ++u) {
        std::vector<std::uint32_t> row;
        for (const auto item : old.row(u))
            row.push_back(growth.items[item].value);
        std::ranges::sort(row);
        if (growth.users[u] != kNoUser) {
            before[growth.users[u].value] = std::move(row);
        } else if (!row.empty()) {
            changed.rows.push_back(std::move(row));
            changed.signs.push_back(-1);
        }
    }
    for (std::uint32_t u = 0; u < grown.userCount(); ++u) {
        const auto now = grown.byUser().row(u);
        if (std::ranges::equal(now, before[u]))
            continue;
        for (const float sign : {1.0F, -1.0F}) {
            auto row = sign > 0 ? std::vector(now.begin(), now.end()) : before[u];
            if (row.empty())
                continue;
            changed.rows.push_back(std::move(row));
            changed.signs.push_back(sign);
        }
    }
    return changed;
}

/// P := (P^-1 + U' D U)^-1 for rows U with signs D (Woodbury): P - P U' (D + U P U')^-1 U P.
void updateInverse(std::vector<float> &inverse, std::int64_t n, const ChangedRows &changed)
{
    const c10::InferenceMode inference;
    const auto count = static_cast<std::int64_t>(changed.rows.size());
    auto p = viewOf(inverse, {n, n});
    auto sums = at::zeros({count, n}); // U P
    float *to = sums.data_ptr<float>();
    parallelFor(changed.rows.size(), 4, [&](std::size_t begin, std::size_t end, int) {
        for (auto r = begin; r < end; ++r)
            for (const auto item : changed.rows[r])
                kernels::addScaled(to + r * static_cast<std::size_t>(n),
                                   inverse.data() + item * static_cast<std::size_t>(n), 1, static_cast<std::size_t>(n));
    });
    auto core = at::zeros({count, count}); // U P U'
    float *of = core.data_ptr<float>();
    for (std::int64_t r = 0; r < count; ++r)
        for (std::int64_t q = 0; q < count; ++q)
            for (const auto item : changed.rows[static_cast<std::size_t>(q)])
                of[r * count + q] += to[r * n + item];
    core.diagonal().add_(viewOf(changed.signs, {count}));
    p.sub_(at::mm(sums.t(), at::linalg_solve(core, sums)));
}

} // namespace

/// The rows of shoppers that changed go into the inverse as a block; where that would cost more than inverting anew,
/// the shoppers' system is what is kept, or every row changes with the counts it is normalised by, it learns from the
/// start.
void EaseRecommender::update(const Ingredients &from, const Growth &growth, const FitOptions &options,
                             const FitHooks &hooks, JobContext &job)
{
    const auto &grown = from.events;
    const ThreadScope threads(options.threads);
    job.checkpoint();
    const auto isOne = [](float value) { return value == 1; };
    const bool whole = m_params.isPlain() && !m_dual && !grown.isWeighted() &&
                       std::ranges::all_of(m_shoppers.values, isOne) && grown.userCount() >= grown.itemCount() &&
                       growth.items.size() == m_catalogue.size() && growth.users.size() == m_shoppers.cols &&
                       std::ranges::find(growth.items, kNoItem) == growth.items.end();
    const auto changed = whole ? changedRows(m_shoppers, grown, growth) : ChangedRows{};
    if (!whole || changed.rows.size() * 4 > grown.itemCount()) {
        fit(from, options, hooks, job);
        return;
    }
    refuseWhatDoesNotFit(grown);
    EaseRecommender next(m_params);
    next.m_l2 = m_l2;
    next.m_catalogue = ItemPopularity(grown);
    auto inverse = inverseFor(growth, grown.itemCount());
    job.checkpoint();
    if (!changed.rows.empty())
        updateInverse(inverse, grown.itemCount(), changed);
    next.m_shoppers = PairValues(grown).byItem(grown);
    next.normalise(std::vector<float>(grown.userCount(), 1));
    next.takeInverse(std::move(inverse));
    job.checkpoint();
    *this = std::move(next);
}

void EaseRecommender::learnDual(const TrainingSet &train, const FitOptions &options, JobContext &job)
{
    const std::size_t users = train.userCount();
    const auto shoppers = normalisation(columnCounts(m_shoppers), m_params.beta);
    normalise(shoppers);
    const auto roots = rootsOf(shoppers);
    if (!train.isWeighted())
        gram(train.byUser(), train.byItem(), true, m_input, roots, m_weights, job);
    else
        gram(PairValues(train).byUser(train), m_shoppers, false, m_input, roots, m_weights, job);
    for (std::size_t u = 0; u < users; ++u)
        m_weights[u * users + u] += static_cast<float>(m_l2);
    invertGram(m_weights, users, options, job);
    for (std::size_t u = 0; u < users; ++u)
        for (std::size_t v = 0; v < users; ++v)
            m_weights[u * users + v] *= roots[u] * roots[v];
    m_scale.assign(train.itemCount(), 0.0F);
    parallelFor(m_scale.size(), 16, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0)
            job.checkpoint();
        for (auto j = begin; j < end; ++j) {
            const auto own = m_shoppers.row(static_cast<std::uint32_t>(j));
            const auto values = m_shoppers.rowValues(static_cast<std::uint32_t>(j));
            double sum = 0;
            for (std::size_t u = 0; u < own.size(); ++u)
                for (std::size_t v = 0; v < own.size(); ++v)
                    sum += values[u] * values[v] * m_weights[own[u] * users + own[v]];
            m_scale[j] =
                static_cast<float>(static_cast<double>(m_products[j]) / (1 - static_cast<double>(m_input[j]) * sum));
        }
    });
}

void EaseRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    if (m_dual)
        scoreDual(requests, scores);
    else
        scoreByWeights(m_weights, m_catalogue.size(), requests, scores);
}

void EaseRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const
{
    if (!m_dual) {
        scoreSomeByWeights(m_weights, m_catalogue.size(), request, items, scores);
        return;
    }
    const auto seen = distinctItems(request.history);
    const Request *const one = &request;
    const auto similarity = similarityOf(std::span(&one, 1));
    const float *shoppers = similarity.data_ptr<float>();
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto item = items[i];
        const auto users = m_shoppers.row(item.value);
        const auto values = m_shoppers.rowValues(item.value);
        float sum = 0;
        for (std::size_t u = 0; u < users.size(); ++u)
            sum += values[u] * shoppers[users[u]];
        const bool own = std::ranges::binary_search(seen, item);
        scores[i] = (own ? sum - ownWeight(item) : sum) * m_scale[item.value];
    }
}

/// How near each shopper's history is to those of the requests, normalised. [users x requests]
at::Tensor EaseRecommender::similarityOf(std::span<const Request *const> requests) const
{
    const c10::InferenceMode inference;
    const std::size_t users = m_shoppers.cols;
    const auto rows = static_cast<std::int64_t>(requests.size()), shoppers = static_cast<std::int64_t>(users);
    std::vector<float> overlap(requests.size() * users); // with the history, of each shopper
    std::vector<bool> shares(users);
    for (std::size_t p = 0; p < requests.size(); ++p)
        for (const auto seen : distinctItems(requests[p]->history)) {
            const auto having = m_shoppers.row(seen.value);
            const auto values = m_shoppers.rowValues(seen.value);
            for (std::size_t u = 0; u < having.size(); ++u) {
                overlap[p * users + having[u]] += m_input[seen.value] * values[u];
                shares[having[u]] = true;
            }
        }
    std::vector<std::int64_t> sharing; // one history shares products with few
    for (std::size_t u = 0; u < users; ++u)
        if (shares[u])
            sharing.push_back(static_cast<std::int64_t>(u));
    auto inverse = viewOf(m_weights, {shoppers, shoppers}), shared = viewOf(overlap, {rows, shoppers});
    if (sharing.size() * 4 < users) {
        const auto chosen = indexTensor(sharing, at::kCPU);
        inverse = inverse.index_select(0, chosen); // it is symmetric
        shared = shared.index_select(1, chosen);
    }
    return at::mm(inverse.t(), shared.t());
}

void EaseRecommender::scoreDual(std::span<const Request *const> requests, std::span<float> scores) const
{
    const c10::InferenceMode inference;
    const std::size_t items = m_shoppers.rows;
    viewOf(scores, {static_cast<std::int64_t>(requests.size()), static_cast<std::int64_t>(items)})
        .copy_(sparseProduct(m_shoppers, similarityOf(requests)).t());
    for (std::size_t p = 0; p < requests.size(); ++p) {
        float *row = scores.data() + p * items;
        for (const auto seen : distinctItems(requests[p]->history))
            row[seen.value] -= ownWeight(seen);
        for (std::size_t j = 0; j < items; ++j)
            row[j] *= m_scale[j];
    }
}

/// K^-1 x_j. [users]
std::vector<float> EaseRecommender::similarityTo(ItemIndex item) const
{
    std::vector<float> similarity(m_shoppers.cols);
    const auto users = m_shoppers.row(item.value);
    const auto values = m_shoppers.rowValues(item.value);
    for (std::size_t u = 0; u < users.size(); ++u)
        kernels::addScaled(similarity.data(), m_weights.data() + std::size_t(users[u]) * m_shoppers.cols, values[u],
                           similarity.size());
    return similarity;
}

std::vector<Reason> EaseRecommender::explain(const Request &request, ItemIndex item) const
{
    const auto similarity = m_dual ? similarityTo(item) : std::vector<float>();
    const auto weightOf = [&](ItemIndex seen) {
        if (!m_dual)
            return m_weights[std::size_t(seen.value) * m_catalogue.size() + item.value];
        const auto users = m_shoppers.row(seen.value);
        const auto values = m_shoppers.rowValues(seen.value);
        float sum = 0;
        for (std::size_t u = 0; u < users.size(); ++u)
            sum += values[u] * similarity[users[u]];
        return m_input[seen.value] * sum * m_scale[item.value];
    };
    return reasonsByWeights(request, item, weightOf);
}

std::optional<Embedding> EaseRecommender::itemEmbedding() const
{
    constexpr std::uint32_t kSize = 64;
    if (!m_dual)
        return decompose(m_weights, m_catalogue.size(), kSize);
    auto outer = m_shoppers; // input_i (x_i . K^-1 x_j) scale_j
    auto scale = m_scale;
    for (std::uint32_t i = 0; i < outer.rows; ++i) {
        for (auto &value : std::span(outer.values).subspan(outer.offsets[i], outer.row(i).size()))
            value *= m_input[i];
        scale[i] /= m_input[i];
    }
    return decomposeProduct(outer, m_weights, scale, kSize);
}

ResourceEstimate EaseRecommender::estimate(const DatasetShape &shape) const
{
    const double users = static_cast<double>(shape.users), items = static_cast<double>(shape.items);
    const double n = std::min(users, items), steps = static_cast<double>(shape.pairs) * shape.meanHistory;
    return {.seconds = 0.05 + (n * n * n / 7.7e10 + steps * 3e-9) / threadCount(),
            .memoryBytes = bytesNeeded(users, items) + (8 << 20)};
}

void EaseRecommender::write(SnapshotWriter &out) const
{
    out.value(m_dual);
    out.value(m_l2);
    out.array(m_weights);
    out.array(m_scale);
    out.rows(m_shoppers);
    if (m_params.gamma < 0) // else as it was before it could follow the data
        out.value(m_gamma);
}

void EaseRecommender::read(SnapshotReader &in)
{
    const std::size_t items = m_catalogue.size();
    m_dual = in.value<bool>();
    m_l2 = in.value<double>();
    in.check(m_l2 > 0);
    m_weights = in.array<float>();
    m_scale = in.array<float>(items);
    m_shoppers = in.rows();
    in.check(m_shoppers.rows == items);
    m_gamma = m_params.gamma < 0 ? in.value<double>() : m_params.gamma;
    in.check(m_gamma >= 0 && m_gamma <= 1);
    in.check(m_weights.size() == (m_dual ? std::size_t(m_shoppers.cols) * m_shoppers.cols : items * items));
    if (m_dual)
        normalise(normalisation(columnCounts(m_shoppers), m_params.beta));
}

const QJsonObject kPlain{{QStringLiteral("beta"), 0}, {QStringLiteral("gamma"), 0}, {QStringLiteral("dropout"), 0}};
const bool kRegisteredEarlier = registerEarlier(EaseRecommender::kId, kPlain);
const bool kRegistered = registerAlgorithm<EaseRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "EASE"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Linear"),
             .summary = QT_TRANSLATE_NOOP("Recommender",
                                          "A closed-form linear model of products by products: seconds to fit, hard "
                                          "to beat up to some 30,000 products, explains itself."),
             .paper = "Steck, Embarrassingly shallow autoencoders for sparse data, WWW 2019; Steck, Autoencoders that "
                      "don't overfit towards the identity, NeurIPS 2020",
             .presets = {{.id = "plain",
                          .name = QT_TRANSLATE_NOOP("Preset", "Plain, as first published"),
                          .source = "Steck 2019",
                          .parameters = kPlain}}});

} // namespace
} // namespace aisle
