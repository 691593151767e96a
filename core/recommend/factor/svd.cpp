#include "core/numeric/decomposition/decomposition.h"
#include "core/params/paramtable.h"
#include "core/recommend/dotproduct.h"
#include "core/recommend/pairvalues.h"

#include <cmath>

namespace aisle {
namespace {

struct SvdParams
{
    int factors = 128;
    double l2 = 100;
    double scale = 0.2;
};

const auto kTable =
    ParamTable<SvdParams>{}
        .add("factors", &SvdParams::factors,
             {QT_TRANSLATE_NOOP("Param", "Factors"), QT_TRANSLATE_NOOP("Param", "Singular vectors kept.")},
             {1, 1024, ParamScale::PowerOfTwo})
        .add("l2", &SvdParams::l2,
             {QT_TRANSLATE_NOOP("Param", "L2"),
              QT_TRANSLATE_NOOP("Param", "Damps the weaker singular vectors, which are mostly chance; 0 is the plain "
                                         "method.")},
             {0, 1e5, ParamScale::Log})
        .add("popularity-scale", &SvdParams::scale,
             {QT_TRANSLATE_NOOP("Param", "Popularity damping"),
              QT_TRANSLATE_NOOP("Param", "Products count as (their shoppers)^-this; 0 is the plain method.")},
             {0, 1});

/// PureSVD (Cremonesi, Koren & Turrin 2010) with popular products damped (EigenRec: Nikolakopoulos et al. 2019): scores
/// are x V f V' for the first right singular vectors V of the shoppers' matrix and a ridge's filter f, so that any
/// history is served alike.
class SvdRecommender : public Algorithm<SvdRecommender, SvdParams, DotProductRecommender>
{
public:
    static constexpr const char *kId = "svd";
    static constexpr std::uint32_t kVersion = 1;
    static constexpr Traits kTraits{};
    using Algorithm::Algorithm;

    void learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
    {
        m_values = PairValues(from.events);
        auto rows = m_values.byItem(from.events);
        m_weights.assign(rows.rows, 0.0F);
        for (std::uint32_t i = 0; i < rows.rows; ++i) {
            const auto shoppers = static_cast<double>(std::max<std::size_t>(1, rows.row(i).size()));
            m_weights[i] = static_cast<float>(std::pow(shoppers, -m_params.scale));
            for (auto entry = rows.offsets[i]; entry < rows.offsets[i + 1]; ++entry)
                rows.values[entry] *= m_weights[i];
        }
        job.progress(0, QStringLiteral("finding singular vectors"));
        auto vectors = decomposeGram(rows, static_cast<std::uint32_t>(m_params.factors));
        job.checkpoint();
        filter(vectors);
        setItems(std::move(vectors));
    }
    void write(SnapshotWriter &out) const
    {
        out.array(m_weights);
        out.value(items().size);
        out.array(items().values);
        m_values.save(out);
    }
    void read(SnapshotReader &in)
    {
        m_weights = in.array<float>(m_catalogue.size());
        const auto size = in.value<std::uint32_t>();
        in.check(size <= static_cast<std::uint32_t>(m_params.factors));
        setItems({.rows = m_catalogue.size(),
                  .size = size,
                  .values = in.array<float>(std::size_t(m_catalogue.size()) * size)});
        m_values = PairValues::load(in);
    }
    ResourceEstimate estimate(const DatasetShape &shape) const override
    {
        const double width = m_params.factors + 10, items = static_cast<double>(shape.items);
        const double pairs = static_cast<double>(shape.pairs), rows = items * 5 + static_cast<double>(shape.users);
        return {.seconds = .05 + (12 * pairs * width * .25e-9 + 8 * items * width * width * .5e-9) / threadCount(),
                .memoryBytes = static_cast<std::int64_t>(rows * width * 4 + pairs * 24)};
    }
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(items().values.size()); }

protected:
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override
    {
        const auto size = items().size;
        for (std::size_t p = 0; p < requests.size(); ++p)
            for (const auto &[seen, value] : m_values.of(requests[p]->history))
                kernels::addScaled(vectors.data() + p * size, items().row(seen.value).data(),
                                   value * m_weights[seen.value], size);
    }

private:
    /// From V S to V f(S) with f(s)^2 = s^2 / (s^2 + l2), as ridge regression on the vectors weighs them.
    void filter(Embedding &vectors) const
    {
        std::vector<double> squares(vectors.size);
        for (std::size_t n = 0; n < vectors.values.size(); ++n)
            squares[n % vectors.size] += static_cast<double>(vectors.values[n]) * vectors.values[n];
        for (std::size_t n = 0; n < vectors.values.size(); ++n)
            if (const double square = squares[n % vectors.size]; square > 1e-20)
                vectors.values[n] /= static_cast<float>(std::sqrt(square + m_params.l2));
    }

    std::vector<float> m_weights; ///< [items]
    PairValues m_values;
};

const bool kRegistered = registerAlgorithm<SvdRecommender>(
    kTable,
    {.name = QT_TRANSLATE_NOOP("Recommender", "SVD"),
     .family = QT_TRANSLATE_NOOP("Recommender", "Factorisation"),
     .summary = QT_TRANSLATE_NOOP("Recommender",
                                  "The singular vectors of who bought what, by a randomised method: fitted in a "
                                  "moment, nothing to tune but their number."),
     .paper = "Cremonesi, Koren & Turrin, Performance of recommender algorithms on top-n recommendation tasks, RecSys "
              "2010; Halko, Martinsson & Tropp, Finding structure with randomness, SIAM Review 2011"});

} // namespace
} // namespace aisle
