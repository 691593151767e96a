#include "core/params/paramtable.h"
#include "core/recommend/linear/sparselinear.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {
namespace {

struct TurboCfParams
{
    double alpha = 0.5;
    double power = 1;
    std::string filter = "linear";
};

const auto kTable =
    ParamTable<TurboCfParams>{}
        .add("alpha", &TurboCfParams::alpha,
             {QT_TRANSLATE_NOOP("Param", "Alpha"),
              QT_TRANSLATE_NOOP("Param", "A pair is divided by the number of the shopper's products to this power and "
                                         "by the number of the product's shoppers to one minus it. Lower helps "
                                         "products that few have chosen.")},
             {0, 1})
        .add("power", &TurboCfParams::power,
             {QT_TRANSLATE_NOOP("Param", "Power"),
              QT_TRANSLATE_NOOP("Param", "Of each similarity: above 1 the strong ones decide, below 1 the many weak "
                                         "ones count more.")},
             {0.1, 4})
        .add("filter", &TurboCfParams::filter,
             {QT_TRANSLATE_NOOP("Param", "Filter"),
              QT_TRANSLATE_NOOP("Param", "linear: neighbours in the graph of products. second: neighbours' neighbours "
                                         "are taken off again. third: close to the ideal low-pass filter.")},
             {"linear", "second", "third"});

/// Turbo-CF (Park, Shin & Kim 2024): a history is smoothed by a polynomial low-pass filter over the graph of products,
/// without any decomposition. With R the pairs divided by n_u^alpha n_i^(1 - alpha) and P = (R'R)^power element by
/// element, the scores of a history h are h P (linear), h (2 P - P^2) (second) or
/// h (P + (10 P^2 - P^3 - 29 P) / 100) (third).
class TurboCfRecommender : public Algorithm<TurboCfRecommender, TurboCfParams, SparseLinearRecommender>
{
public:
    static constexpr const char *kId = "turbo-cf";
    static constexpr std::uint32_t kVersion = 1;
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job);
    void write(SnapshotWriter &out) const { out.rows(m_weights); }
    void read(SnapshotReader &in) { readWeights(in); }

    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double items = static_cast<double>(shape.items), pairs = static_cast<double>(shape.pairs);
        const double paths = pairs * std::max(1.0, shape.meanHistory);
        return {.seconds = 0.05 + 2 * paths * 2e-9 / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(6e6 + std::min(items * items, paths) * 8 + pairs * 12)};
    }

protected:
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

private:
    bool isLinear() const { return m_params.filter == "linear"; }
    void addNeighbours(std::span<const float> from, std::span<float> to) const;
    void finish(std::span<float> once) const;
};

/// n^power for the number of entries of each row; 0 of an empty one.
std::vector<double> degreesTo(double power, const SparseRows &rows)
{
    std::vector<double> powers;
    powers.reserve(rows.rows);
    for (std::uint32_t r = 0; r < rows.rows; ++r) {
        const auto degree = static_cast<double>(rows.row(r).size());
        powers.push_back(degree > 0 ? std::pow(degree, power) : 0);
    }
    return powers;
}

/// Rows of the products' graph, one after another; a thread has its own.
class GraphRows
{
public:
    GraphRows(const TrainingSet &train, double alpha, double power)
        : m_byUser(train.byUser()), m_byItem(train.byItem()), m_power(power), m_users(degreesTo(-2 * alpha, m_byUser)),
          m_items(degreesTo(alpha - 1, m_byItem))
    {
    }
    struct Sums
    {
        std::vector<double> values; ///< [items] zeros between products
        std::vector<std::uint32_t> touched;
    };
    /// Who is a neighbour of the product, ascending.
    void find(std::uint32_t product, Sums &sums) const
    {
        sums.values.resize(m_byItem.rows);
        sums.touched.clear();
        for (const auto user : m_byItem.row(product)) {
            for (const auto other : m_byUser.row(user)) {
                if (sums.values[other] == 0)
                    sums.touched.push_back(other);
                sums.values[other] += m_users[user];
            }
        }
        std::ranges::sort(sums.touched);
    }
    /// Writes what find() found and clears it.
    void write(std::uint32_t product, Sums &sums, std::uint32_t *columns, float *values) const
    {
        for (const auto other : sums.touched) {
            *columns++ = other;
            const double similarity = sums.values[other] * m_items[product] * m_items[other];
            *values++ = static_cast<float>(m_power == 1 ? similarity : std::pow(similarity, m_power));
        }
        clear(sums);
    }
    static void clear(Sums &sums)
    {
        for (const auto other : sums.touched)
            sums.values[other] = 0;
    }

private:
    const SparseRows &m_byUser;
    const SparseRows &m_byItem;
    double m_power;
    std::vector<double> m_users, m_items;
};

/// Counted first and written then, so that nothing is there twice.
void TurboCfRecommender::learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
{
    const auto &train = from.events;
    const GraphRows graph(train, m_params.alpha, m_params.power);
    const auto items = train.itemCount();
    std::vector<GraphRows::Sums> sums(static_cast<std::size_t>(threadCount()));
    m_weights = {.rows = items,
                 .cols = items,
                 .offsets = std::vector<std::uint64_t>(std::size_t(items) + 1),
                 .columns = {},
                 .values = {}};
    const auto eachProduct = [&](double share, const auto &body) {
        parallelFor(items, 32, [&](std::size_t begin, std::size_t end, int thread) {
            if (thread == 0) {
                job.checkpoint();
                job.progress(share + .5 * static_cast<double>(begin) / items, QStringLiteral("counting neighbours"));
            }
            for (auto i = static_cast<std::uint32_t>(begin); i < end; ++i)
                body(i, sums[static_cast<std::size_t>(thread)]);
        });
    };
    eachProduct(0, [&](std::uint32_t i, GraphRows::Sums &own) {
        graph.find(i, own);
        m_weights.offsets[i + 1] = own.touched.size();
        GraphRows::clear(own);
    });
    std::partial_sum(m_weights.offsets.begin(), m_weights.offsets.end(), m_weights.offsets.begin());
    m_weights.columns.resize(m_weights.offsets.back());
    m_weights.values.resize(m_weights.offsets.back());
    eachProduct(.5, [&](std::uint32_t i, GraphRows::Sums &own) {
        graph.find(i, own);
        graph.write(i, own, m_weights.columns.data() + m_weights.offsets[i],
                    m_weights.values.data() + m_weights.offsets[i]);
    });
}

/// to += from P. @param from, to  [items]
void TurboCfRecommender::addNeighbours(std::span<const float> from, std::span<float> to) const
{
    for (std::uint32_t i = 0; i < m_weights.rows; ++i) {
        if (from[i] == 0)
            continue;
        const auto columns = m_weights.row(i);
        const auto values = m_weights.rowValues(i);
        for (std::size_t n = 0; n < columns.size(); ++n)
            to[columns[n]] += from[i] * values[n];
    }
}

/// Makes what the filter gives out of what the linear one gives.
void TurboCfRecommender::finish(std::span<float> once) const
{
    if (isLinear())
        return;
    std::vector<float> twice(once.size());
    addNeighbours(once, twice);
    if (m_params.filter == "second") {
        for (std::size_t i = 0; i < once.size(); ++i)
            once[i] = 2 * once[i] - twice[i];
        return;
    }
    std::vector<float> thrice(once.size());
    addNeighbours(twice, thrice);
    for (std::size_t i = 0; i < once.size(); ++i)
        once[i] += .01F * (10 * twice[i] - thrice[i] - 29 * once[i]);
}

void TurboCfRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    SparseLinearRecommender::scoreBlock(requests, scores);
    const std::size_t items = m_catalogue.size();
    for (std::size_t p = 0; p < requests.size(); ++p)
        finish(scores.subspan(p * items, items));
}

void TurboCfRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> to) const
{
    if (isLinear())
        SparseLinearRecommender::scoreSome(request, items, to);
    else
        ScoringRecommender::scoreSome(request, items, to);
}

std::vector<Reason> TurboCfRecommender::explain(const Request &request, ItemIndex item) const
{
    if (isLinear())
        return SparseLinearRecommender::explain(request, item);
    std::vector<float> weights(m_catalogue.size()); // the filter is symmetric: one row says it for the whole history
    const auto columns = m_weights.row(item.value);
    for (std::size_t n = 0; n < columns.size(); ++n)
        weights[columns[n]] = m_weights.rowValues(item.value)[n];
    finish(weights);
    std::vector<Reason> reasons;
    for (const auto seen : distinctItems(request.history))
        if (weights[seen.value] != 0)
            reasons.push_back({.because = seen, .text = {}, .contribution = weights[seen.value]});
    std::ranges::sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

const bool kRegistered = registerAlgorithm<TurboCfRecommender>(
    kTable, {.name = QT_TRANSLATE_NOOP("Recommender", "Turbo-CF"),
             .family = QT_TRANSLATE_NOOP("Recommender", "Graph"),
             .summary = QT_TRANSLATE_NOOP(
                 "Recommender", "Smooths a history over the graph of products by a polynomial filter: nothing "
                                "is trained or decomposed, a second where graph networks take minutes."),
             .paper = "Park, Shin & Kim, Turbo-CF: Matrix decomposition-free graph filtering for fast recommendation, "
                      "SIGIR 2024"});

} // namespace
} // namespace aisle
