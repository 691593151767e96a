#include "core/common/random.h"
#include "core/numeric/sparsekernels.h"
#include "core/params/paramtable.h"
#include "core/recommend/graph/graphpropagation.h"
#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>

namespace aisle {
namespace {

struct GfcfParams
{
    int factors = 256;
    double ideal = 0.3;
};

const auto kTable =
    ParamTable<GfcfParams>{}
        .add("factors", &GfcfParams::factors,
             {QT_TRANSLATE_NOOP("Param", "Factors"),
              QT_TRANSLATE_NOOP("Param", "Lowest frequencies of the graph that the ideal filter lets pass.")},
             {1, 4096, ParamScale::PowerOfTwo})
        .add("ideal", &GfcfParams::ideal,
             {QT_TRANSLATE_NOOP("Param", "Ideal filter"),
              QT_TRANSLATE_NOOP("Param", "Weight of the ideal low-pass filter beside the linear one.")},
             {0, 10});

/// GF-CF: a history is a signal on the graph of products, and what a low-pass filter makes of it is the list (Shen et
/// al. 2021). With A the pairs divided by the roots of both degrees, V its right singular vectors and D the products'
/// degrees, scores are h (A'A + ideal D^-1/2 V V' D^1/2). Closed form: nothing is trained. A'A is kept where the
/// catalogue is small, else multiplied out through the shoppers.
class GfcfRecommender : public Algorithm<GfcfRecommender, GfcfParams>, public Embeds, public Explains
{
public:
    static constexpr const char *kId = "gf-cf";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{.explainsExactly = true};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job);
    void write(SnapshotWriter &out) const;
    void read(SnapshotReader &in);

    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double items = static_cast<double>(shape.items), pairs = static_cast<double>(shape.pairs),
                     width = std::min<double>(m_params.factors, items) + 10;
        const double gram = items <= kMostForGram ? pairs * std::max(1.0, pairs / std::max<double>(1, shape.users)) : 0;
        return {.seconds =
                    0.05 + (pairs * width * 12 * 2e-10 + items * width * width * 6e-9 + gram * 6e-10) / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(6e6 + items * width * 6 + pairs * 12 +
                                                         (items <= kMostForGram ? items * items * 4 : 0))};
    }
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_filters.values.size() + m_byUser.entries());
    }
    std::optional<Embedding> itemEmbedding() const override
    {
        return m_filters.size > 1 ? std::optional(m_filters) : std::nullopt;
    }

protected:
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

private:
    static constexpr std::uint32_t kMostForGram = 6000;
    void prepare();
    void addLinear(std::span<const ItemIndex> seen, std::span<float> scores) const;

    SparseRows m_byUser;              ///< A
    Embedding m_filters;              ///< V [items x factors]
    std::vector<float> m_inverseRoot; ///< [items] degree^-1/2
    SparseRows m_byItem;              ///< its transpose, where there is no Gram matrix
    std::vector<float> m_gram;        ///< [items x items] A'A, where the catalogue is small
    kernels::PackedVectors m_packed;  ///< V D^1/2
};

SparseRows normalised(SparseRows rows, const std::vector<float> &own, const std::vector<float> &others)
{
    for (std::uint32_t r = 0; r < rows.rows; ++r)
        for (auto e = rows.offsets[r]; e < rows.offsets[r + 1]; ++e)
            rows.values[e] = own[r] * others[rows.columns[e]];
    return rows;
}

/// The columns' products with each other [size x size], lower triangle, in double precision and in order of the rows.
std::vector<double> columnProducts(const Embedding &columns)
{
    const std::size_t size = columns.size;
    std::vector<double> products(size * size);
    parallelFor(size, 16, [&](std::size_t begin, std::size_t end, int) {
        for (std::uint32_t r = 0; r < columns.rows; ++r) {
            const float *row = columns.values.data() + r * size;
            for (auto i = begin; i < end; ++i) {
                const double own = row[i];
                double *to = products.data() + i * size;
                for (std::size_t j = 0; j <= i; ++j)
                    to[j] += own * row[j];
            }
        }
    });
    return products;
}

/// Makes the columns orthonormal by the Cholesky factor of their products; one that depends on those before becomes 0.
/// LAPACK's routines would do, but their rounding follows the threads, and here it would decide between equal scores.
void orthonormalise(Embedding &columns)
{
    constexpr double kDependent = 1e-7;
    const std::size_t size = columns.size;
    auto factor = columnProducts(columns);
    std::vector<bool> independent(size);
    for (std::size_t i = 0; i < size; ++i) {
        double *row = factor.data() + i * size;
        const double square = row[i];
        for (std::size_t j = 0; j < i; ++j) {
            const double *other = factor.data() + j * size;
            double sum = row[j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= row[k] * other[k];
            row[j] = independent[j] ? sum / other[j] : 0;
        }
        double left = square;
        for (std::size_t k = 0; k < i; ++k)
            left -= row[k] * row[k];
        independent[i] = left > kDependent * square;
        row[i] = independent[i] ? std::sqrt(left) : 1;
    }
    parallelFor(columns.rows, 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto r = begin; r < end; ++r) {
            float *values = columns.values.data() + r * size;
            for (std::size_t i = 0; i < size; ++i) {
                double sum = values[i];
                for (std::size_t k = 0; k < i; ++k)
                    sum -= factor[i * size + k] * values[k];
                values[i] = independent[i] ? static_cast<float>(sum / factor[i * size + i]) : 0;
            }
        }
    });
}

/// A basis of the products' lowest frequencies, the leading right singular vectors of A, by subspace iteration.
/// @param pairs  A @return [products x size]
Embedding lowFrequencies(const SparseRows &pairs, std::uint32_t size, JobContext &job)
{
    constexpr int kIterations = 6;
    Random random(64);
    Embedding basis{.rows = pairs.cols, .size = size, .values = std::vector<float>(std::size_t(pairs.cols) * size)};
    std::ranges::generate(basis.values, [&] { return static_cast<float>(random.normal()); });
    const auto transposed = pairs.transposed();
    std::vector<float> shoppers(std::size_t(pairs.rows) * size);
    for (int i = 0; i < kIterations; ++i) {
        multiplySparse(pairs, basis.values.data(), size, shoppers.data());
        job.checkpoint();
        multiplySparse(transposed, shoppers.data(), size, basis.values.data());
        job.checkpoint();
        orthonormalise(basis);
        job.checkpoint();
        job.progress(0.1 + 0.6 * (i + 1) / kIterations, QStringLiteral("decomposing"));
    }
    return basis;
}

void GfcfRecommender::learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
{
    const auto &train = from.events;
    const auto &values = train.valuesByUser();
    m_inverseRoot = inverseRootDegrees(train.byItem(), train.valuesByItem());
    m_byUser = normalised(train.byUser(), inverseRootDegrees(train.byUser(), values), m_inverseRoot);
    for (std::size_t e = 0; e < values.size(); ++e)
        m_byUser.values[e] *= values[e];
    job.progress(0.1, QStringLiteral("decomposing"));
    job.checkpoint();
    const auto most = std::min(m_byUser.rows, m_byUser.cols);
    m_filters = lowFrequencies(m_byUser, std::min(static_cast<std::uint32_t>(m_params.factors), most), job);
    job.progress(0.7, QStringLiteral("multiplying"));
    job.checkpoint();
    prepare();
    job.progress(1, QStringLiteral("trained"));
}

void GfcfRecommender::prepare()
{
    auto scaled = m_filters.values;
    for (std::uint32_t i = 0; i < m_filters.rows; ++i)
        for (std::uint32_t f = 0; f < m_filters.size; ++f)
            scaled[std::size_t(i) * m_filters.size + f] *= m_inverseRoot[i] > 0 ? 1 / m_inverseRoot[i] : 0;
    m_packed = kernels::PackedVectors(scaled, m_filters.rows, m_filters.size);
    m_byItem = m_byUser.transposed();
    const std::size_t items = m_byUser.cols;
    if (items > kMostForGram)
        return;
    m_gram.assign(items * items, 0.0F);
    parallelFor(items, 16, [&](std::size_t begin, std::size_t end, int) {
        for (auto i = begin; i < end; ++i) {
            const auto users = m_byItem.row(static_cast<std::uint32_t>(i));
            const auto values = m_byItem.rowValues(static_cast<std::uint32_t>(i));
            for (std::size_t u = 0; u < users.size(); ++u) {
                const auto others = m_byUser.row(users[u]);
                const auto weights = m_byUser.rowValues(users[u]);
                for (std::size_t j = 0; j < others.size(); ++j)
                    m_gram[i * items + others[j]] += values[u] * weights[j];
            }
        }
    });
    m_byItem = {};
}

void GfcfRecommender::addLinear(std::span<const ItemIndex> seen, std::span<float> scores) const
{
    if (!m_gram.empty()) {
        for (const auto item : seen)
            kernels::addScaled(scores.data(), m_gram.data() + item.value * scores.size(), 1, scores.size());
        return;
    }
    std::vector<float> shoppers(m_byUser.rows);
    std::vector<std::uint32_t> touched;
    for (const auto item : seen) {
        const auto users = m_byItem.row(item.value);
        const auto values = m_byItem.rowValues(item.value);
        for (std::size_t u = 0; u < users.size(); ++u) {
            if (shoppers[users[u]] == 0)
                touched.push_back(users[u]);
            shoppers[users[u]] += values[u];
        }
    }
    for (const auto user : touched) {
        const auto items = m_byUser.row(user);
        const auto values = m_byUser.rowValues(user);
        for (std::size_t i = 0; i < items.size(); ++i)
            scores[items[i]] += shoppers[user] * values[i];
    }
}

void GfcfRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    const std::size_t items = m_byUser.cols, size = m_filters.size, stride = m_packed.panels() * m_packed.kPanel;
    std::vector<float> passed(requests.size() * size), ideal(requests.size() * stride);
    for (std::size_t p = 0; p < requests.size(); ++p) {
        const auto seen = distinctItems(requests[p]->history);
        addLinear(seen, scores.subspan(p * items, items));
        for (const auto item : seen)
            kernels::addScaled(passed.data() + p * size, m_filters.row(item.value).data(),
                               static_cast<float>(m_params.ideal) * m_inverseRoot[item.value], size);
    }
    kernels::dotProducts(passed.data(), requests.size(), m_packed, 0, m_packed.panels(), ideal.data(), stride);
    for (std::size_t p = 0; p < requests.size(); ++p)
        kernels::addScaled(scores.data() + p * items, ideal.data() + p * stride, 1, items);
}

void GfcfRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const
{
    const auto seen = distinctItems(request.history);
    std::vector<float> passed(m_filters.size);
    for (const auto item : seen)
        kernels::addScaled(passed.data(), m_filters.row(item.value).data(),
                           static_cast<float>(m_params.ideal) * m_inverseRoot[item.value], m_filters.size);
    std::vector<float> linear;
    if (m_gram.empty()) { // it reaches the history's neighbours only
        linear.resize(m_byUser.cols);
        addLinear(seen, linear);
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto item = items[i].value;
        float sum = linear.empty() ? 0 : linear[item];
        for (std::size_t s = 0; s < seen.size() && !m_gram.empty(); ++s)
            sum += m_gram[seen[s].value * std::size_t(m_byUser.cols) + item];
        const float root = m_inverseRoot[item] > 0 ? 1 / m_inverseRoot[item] : 0;
        scores[i] = sum + root * kernels::dot(passed.data(), m_filters.row(item).data(), m_filters.size);
    }
}

std::vector<Reason> GfcfRecommender::explain(const Request &request, ItemIndex item) const
{
    std::vector<Reason> reasons;
    std::vector<float> scores(m_byUser.cols);
    const float root = m_inverseRoot[item.value] > 0 ? 1 / m_inverseRoot[item.value] : 0;
    for (const auto seen : distinctItems(request.history)) {
        std::ranges::fill(scores, 0.0F);
        addLinear(std::span(&seen, 1), scores);
        const float passed =
            kernels::dot(m_filters.row(seen.value).data(), m_filters.row(item.value).data(), m_filters.size);
        const double contribution =
            scores[item.value] + m_params.ideal * static_cast<double>(m_inverseRoot[seen.value] * passed * root);
        reasons.push_back({.because = seen, .text = {}, .contribution = contribution});
    }
    std::ranges::sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

void GfcfRecommender::write(SnapshotWriter &out) const
{
    out.rows(m_byUser);
    out.array(m_inverseRoot);
    out.value(m_filters.size);
    out.array(m_filters.values);
}

void GfcfRecommender::read(SnapshotReader &in)
{
    m_byUser = in.rows();
    in.check(m_byUser.cols == m_catalogue.size());
    m_inverseRoot = in.array<float>(m_catalogue.size());
    m_filters = {.rows = m_catalogue.size(), .size = in.value<std::uint32_t>(), .values = {}};
    m_filters.values = in.array<float>(std::size_t(m_filters.rows) * m_filters.size);
    prepare();
}

const bool kRegistered = registerAlgorithm<GfcfRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "GF-CF"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Graph"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Smooths a history over the graph of products in closed form: as good as trained "
                                "graph networks on much data, in seconds."),
             .paper = "Shen et al., How powerful is graph convolution for recommendation?, CIKM 2021",
             .presets = {{.id = "as-published",
                          .name = QT_TRANSLATE_NOOP("Preset", "As published"),
                          .source = "Shen et al. 2021, code of the authors",
                          .parameters = {{QStringLiteral("factors"), 256}, {QStringLiteral("ideal"), 0.3}}}}});

} // namespace
} // namespace aisle
