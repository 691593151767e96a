#include "core/common/memory.h"
#include "core/params/paramtable.h"
#include "core/recommend/decomposition.h"
#include "core/recommend/ranking.h"
#include "core/recommend/torchsupport.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct EaseParams
{
    double l2 = 200;
};

const auto kTable = ParamTable<EaseParams>{}.add(
    "l2", &EaseParams::l2,
    {QT_TRANSLATE_NOOP("Param", "L2"),
     QT_TRANSLATE_NOOP("Param",
                       "Regularisation: higher trusts pairs with few common shoppers less. Some hundreds for dense "
                       "data, about a hundred for sparse data.")},
    {0.1, 1e5, ParamScale::Log});

/// Embarrassingly shallow autoencoder (Steck 2019): the item-to-item weights B with zero diagonal that minimise
/// |X - X B|^2 + l2 |B|^2, in closed form, B_ij = -P_ij / P_jj with P = (X'X + l2 I)^-1; X is binary.
/// With fewer shoppers than products the shoppers' system is solved instead (Woodbury): K = X X' + l2 I, Z = K^-1 X,
/// P = (I - X' Z) / l2; what is kept then is Z [users x items] and X.
class EaseRecommender : public Algorithm<EaseRecommender, EaseParams>
{
public:
    static constexpr const char *kId = "ease";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const TrainingSet &train, const FitOptions &options, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);

    Traits traits() const override { return {.explainsExactly = true, .keepsRecipeOnly = true}; }
    ResourceEstimate estimate(const DatasetShape &shape) const override;
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_weights.size()); }
    std::vector<Reason> explain(const Profile &profile, ItemIndex item) const override;
    std::optional<Embedding> itemEmbedding() const override;

protected:
    void scoreBlock(std::span<const Profile *const> profiles, std::span<float> scores) const override;

private:
    void learnPrimal(const TrainingSet &train, const FitOptions &options, JobContext &job);
    void learnDual(const TrainingSet &train, const FitOptions &options, JobContext &job);
    void scoreDual(std::span<const Profile *const> profiles, std::span<float> scores) const;
    float dualWeight(ItemIndex from, ItemIndex to) const;

    bool m_dual = false;
    std::vector<float> m_weights; ///< primal: B [items x items]; dual: Z [users x items]
    std::vector<float> m_scale;   ///< dual: 1 / (l2 P_jj), so that B_ij = (x_i . z_j) * m_scale[j]
    SparseRows m_shoppers;        ///< dual: shoppers of a product [items x users]
};

std::int64_t bytesNeeded(double users, double items)
{
    const bool dual = users < items;
    const double floats = dual ? users * users * 1.3 + users * items : items * items * 1.15;
    return static_cast<std::int64_t>(floats * 4);
}

void refuseWhatDoesNotFit(const TrainingSet &train)
{
    const auto needed = bytesNeeded(train.userCount(), train.itemCount());
    const auto available = availableMemoryBytes();
    if (needed > available)
        throw Error(
            "ease.too-large",
            QT_TRANSLATE_NOOP("Error", "EASE on %1 products needs %2 MB of memory and %3 MB are free: leave out rare "
                                       "products (a higher minimum of events a product), or choose item neighbours."),
            {QString::number(train.itemCount()), QString::number(needed >> 20), QString::number(available >> 20)});
}

/// rows' rows plus l2 on the diagonal, lower triangle only: G[a][b] = common columns of rows a and b, b <= a.
void gram(const SparseRows &rows, const SparseRows &transposed, double l2, std::vector<float> &matrix, JobContext &job)
{
    const std::size_t n = rows.rows;
    parallelFor(n, 32, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0)
            job.checkpoint();
        for (auto a = begin; a < end; ++a) {
            float *row = matrix.data() + a * n;
            for (const auto column : rows.row(static_cast<std::uint32_t>(a))) {
                for (const auto b : transposed.row(column)) {
                    if (b > a)
                        break;
                    row[b] += 1;
                }
            }
            row[a] += static_cast<float>(l2);
        }
    });
}

at::Tensor inverted(std::vector<float> &matrix, std::int64_t n, const FitOptions &options, JobContext &job)
{
    auto tensor = viewOf(matrix, {n, n});
    const auto device = torchDevice(options.device);
    PartOfJob part(job, .1, .9);
    if (device.is_cpu()) {
        invertPositiveDefinite(tensor, part);
        return tensor;
    }
    auto moved = tensor.to(device);
    invertPositiveDefinite(moved, part);
    tensor.copy_(moved);
    return tensor;
}

void EaseRecommender::learn(const TrainingSet &train, const FitOptions &options, JobContext &job)
{
    refuseWhatDoesNotFit(train);
    m_dual = train.userCount() < train.itemCount();
    job.progress(0, QStringLiteral("counting common shoppers"));
    if (m_dual)
        learnDual(train, options, job);
    else
        learnPrimal(train, options, job);
}

void EaseRecommender::learnPrimal(const TrainingSet &train, const FitOptions &options, JobContext &job)
{
    const std::size_t n = train.itemCount();
    m_weights.assign(n * n, 0.0F);
    gram(train.byItem(), train.byUser(), m_params.l2, m_weights, job);
    inverted(m_weights, static_cast<std::int64_t>(n), options, job);
    std::vector<float> scale(n);
    for (std::size_t j = 0; j < n; ++j)
        scale[j] = -1 / m_weights[j * n + j];
    parallelFor(n, 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto i = begin; i < end; ++i) {
            float *row = m_weights.data() + i * n;
            for (std::size_t j = 0; j < n; ++j)
                row[j] *= scale[j];
            row[i] = 0;
        }
    });
}

void EaseRecommender::learnDual(const TrainingSet &train, const FitOptions &options, JobContext &job)
{
    const std::size_t users = train.userCount(), items = train.itemCount();
    std::vector<float> system(users * users);
    gram(train.byUser(), train.byItem(), m_params.l2, system, job);
    inverted(system, static_cast<std::int64_t>(users), options, job);
    m_shoppers = train.byItem();
    m_weights.assign(users * items, 0.0F);
    parallelFor(users, 16, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0)
            job.checkpoint();
        for (auto u = begin; u < end; ++u)
            for (std::size_t v = 0; v < users; ++v)
                for (const auto item : train.byUser().row(static_cast<std::uint32_t>(v)))
                    m_weights[u * items + item] += system[u * users + v];
    });
    m_scale.assign(items, 0.0F);
    for (std::uint32_t j = 0; j < items; ++j) {
        const float own = dualWeight(ItemIndex(j), ItemIndex(j));
        m_scale[j] = 1 / (1 - own);
    }
}

/// x_i . z_j
float EaseRecommender::dualWeight(ItemIndex from, ItemIndex to) const
{
    float sum = 0;
    for (const auto user : m_shoppers.row(from.value))
        sum += m_weights[std::size_t(user) * m_shoppers.rows + to.value];
    return sum;
}

void EaseRecommender::scoreBlock(std::span<const Profile *const> profiles, std::span<float> scores) const
{
    if (m_dual) {
        scoreDual(profiles, scores);
        return;
    }
    const std::size_t items = m_catalogue.size();
    for (std::size_t p = 0; p < profiles.size(); ++p)
        for (const auto seen : distinctItems(profiles[p]->history))
            kernels::addScaled(scores.data() + p * items, m_weights.data() + seen.value * items, 1, items);
}

void EaseRecommender::scoreDual(std::span<const Profile *const> profiles, std::span<float> scores) const
{
    const c10::InferenceMode inference;
    const std::size_t items = m_shoppers.rows, users = m_shoppers.cols;
    std::vector<float> overlap(profiles.size() * users);
    for (std::size_t p = 0; p < profiles.size(); ++p)
        for (const auto seen : distinctItems(profiles[p]->history))
            for (const auto user : m_shoppers.row(seen.value))
                ++overlap[p * users + user];
    const auto rows = static_cast<std::int64_t>(profiles.size());
    const auto shoppers = static_cast<std::int64_t>(users), products = static_cast<std::int64_t>(items);
    auto result = viewOf(scores, {rows, products});
    at::mm_out(result, viewOf(overlap, {rows, shoppers}), viewOf(m_weights, {shoppers, products}));
    for (std::size_t p = 0; p < profiles.size(); ++p) {
        float *row = scores.data() + p * items;
        for (const auto seen : distinctItems(profiles[p]->history))
            row[seen.value] -= dualWeight(seen, seen);
        for (std::size_t j = 0; j < items; ++j)
            row[j] *= m_scale[j];
    }
}

std::vector<Reason> EaseRecommender::explain(const Profile &profile, ItemIndex item) const
{
    std::vector<Reason> reasons;
    for (const auto seen : distinctItems(profile.history)) {
        if (seen == item)
            continue;
        const double weight = m_dual ? dualWeight(seen, item) * m_scale[item.value]
                                     : m_weights[std::size_t(seen.value) * m_catalogue.size() + item.value];
        reasons.push_back({.because = seen, .text = {}, .contribution = weight});
    }
    std::ranges::sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

std::optional<Embedding> EaseRecommender::itemEmbedding() const
{
    constexpr std::uint32_t kSize = 64;
    if (!m_dual)
        return decompose(m_weights, m_catalogue.size(), kSize);
    return decomposeProduct(m_shoppers, m_weights, m_scale, kSize);
}

ResourceEstimate EaseRecommender::estimate(const DatasetShape &shape) const
{
    const double users = static_cast<double>(shape.users), items = static_cast<double>(shape.items);
    const double n = std::min(users, items);
    const double product = users < items ? users * static_cast<double>(shape.pairs) : 0;
    return {.seconds = 0.05 + n * n * n / 1.1e11 + static_cast<double>(shape.pairs) * shape.meanHistory * 1e-9 +
                       product * 1e-9,
            .memoryBytes = bytesNeeded(users, items)};
}

void EaseRecommender::write(SnapshotWriter &out) const
{
    out.value(m_dual);
    out.array(m_weights);
    out.array(m_scale);
    if (m_dual)
        out.rows(m_shoppers);
}

void EaseRecommender::read(SnapshotReader &in)
{
    const std::size_t items = m_catalogue.size();
    m_dual = in.value<bool>();
    m_weights = in.array<float>();
    m_scale = in.array<float>(m_dual ? items : 0);
    if (m_dual) {
        m_shoppers = in.rows();
        in.check(m_shoppers.rows == items);
    }
    in.check(m_weights.size() == (m_dual ? m_shoppers.cols : items) * items);
}

const bool kRegistered =
    registerRecommender({.id = EaseRecommender::kId,
                         .name = QT_TRANSLATE_NOOP("Recommender", "EASE"),
                         .family = QT_TRANSLATE_NOOP("Recommender", "Linear"),
                         .summary = QT_TRANSLATE_NOOP(
                             "Recommender", "A closed-form linear model of products by products: seconds to fit, hard "
                                            "to beat up to some 30,000 products, explains itself."),
                         .paper = "Steck, Embarrassingly shallow autoencoders for sparse data, WWW 2019",
                         .needs = {},
                         .personal = true,
                         .deterministic = true,
                         .schema = kTable.schema(),
                         .make = makerOf<EaseRecommender>(kTable)});

} // namespace
} // namespace aisle
