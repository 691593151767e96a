#pragma once
#include "core/recommend/pairvalues.h"
#include "core/recommend/ranking.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// What methods of neighbours share: weights of pairs, how similar two rows are, the best of a sparse product, and
/// lists from sparse weights between products.
namespace aisle {

/// How much a pair says. Rows are documents, columns are terms.
enum class PairWeighting {
    None,  ///< 1
    TfIdf, ///< sqrt(count) * log(rows / (1 + rows of the column))
    Bm25,  ///< Robertson & Zaragoza 2009, k1 1.2 and b .75: repeats and long rows count less and less
};

/// Weights of a matrix of counts, scaled so that their squares have mean 1 (a shrinkage keeps its meaning).
class PairWeights
{
public:
    PairWeights() = default;
    PairWeights(const SparseRows &counts, PairWeighting weighting);
    /// @param length  pairs of the row
    float operator()(std::uint32_t column, float count, std::size_t length) const;
    SparseRows applied(SparseRows counts) const;

private:
    PairWeighting m_weighting = PairWeighting::None;
    std::vector<float> m_rarity; ///< [columns]; empty without weighting
    float m_meanLength = 1;
    float m_scale = 1;
};

/// What the dot product d of two rows is worth. q: a row's sum of squares, s: its sum, h: shrinkage, m: columns.
enum class SimilarityKind {
    Cosine,  ///< d / (sqrt(q_a q_b) + h)
    Jaccard, ///< d / (q_a + q_b - d + h), on binary rows common / either (Tanimoto's form)
    Pearson, ///< cov / (sqrt(var_a var_b) + h) with cov = d - s_a s_b / m and var = q - s^2 / m; all cells count
    Dot,     ///< d
};

/// The measure with what it needs of each row.
class Similarity
{
public:
    Similarity() = default;
    Similarity(SimilarityKind kind, const SparseRows &rows, double shrinkage);
    explicit Similarity(SimilarityKind kind) : m_kind(kind) {}

    /// What is needed of one row; also of a row that is not among those the measure was made from.
    struct Of
    {
        float size = 0; ///< Cosine sqrt(q), Jaccard q, Pearson sqrt(var)
        float mean = 0; ///< Pearson: s / sqrt(m)
    };
    Of of(std::uint32_t row) const;
    Of of(std::span<const float> values) const;
    float operator()(Of a, Of b, float dot) const;
    /// worth[i] of the rows first, first + 1, ... against one; dots are set to 0.
    void takeWorth(Of one, std::uint32_t first, std::span<float> dots, std::span<float> worth) const;
    /// The same rows in another order: row order[i] becomes row i.
    Similarity reordered(std::span<const std::uint32_t> order) const;

private:
    SimilarityKind m_kind = SimilarityKind::Dot;
    float m_shrinkage = 0;
    float m_columns = 1;
    std::vector<float> m_size; ///< [rows]; empty for Dot
    std::vector<float> m_mean; ///< [rows], Pearson only
};

/// Choices of parameters and what they stand for.
std::vector<std::string> similarityChoices(); ///< cosine jaccard pearson adjusted-pearson
std::vector<std::string> weightingChoices();  ///< none tf-idf bm25
SimilarityKind similarityOf(const std::string &choice);
PairWeighting weightingOf(const std::string &choice);

/// The last rating of each pair less the shopper's mean rating [users x items]; pairs without a rating are left out.
/// @throws Error neighbours.no-ratings when the log has none
SparseRows centredRatings(const TrainingSet &train);
/// What adjusted-pearson compares: ratings of one history less their mean, by product.
struct CentredRating
{
    std::uint32_t item;
    float value;
};
std::vector<CentredRating> centredRatings(std::span<const Visit> history, std::span<const float> values);

/// Rows of left x right one after the other, each as the columns whose worth is above 0 and among the `keep` highest
/// (ties by tieRank). Columns are renumbered inside by how full they are. Memory is one
/// row of sums a thread beside the result.
/// @param left    [n x m]; without values all are 1
/// @param right   [m x n]; without values all are 1
struct NearestRequest
{
    const SparseRows &left;
    const SparseRows &right;
    const Similarity &similarity; ///< of the n rows
    std::size_t keep = 100;
    std::span<const std::uint32_t> tieRank; ///< [n]
    bool withSelf = false;                  ///< whether a row may be near itself
    std::span<const std::uint32_t> only{};  ///< the rows to compute, ascending; empty: all (others come out empty)
};
SparseRows nearestRows(const NearestRequest &request, JobContext &job);
/// What it takes for the products of a log.
ResourceEstimate nearestEstimate(const DatasetShape &shape, std::size_t keep);

/// The `keep` highest values of each row stay, ties by tieRank.
SparseRows keepBest(const SparseRows &rows, std::size_t keep, std::span<const std::uint32_t> tieRank);

/// Where a walk of three steps from product i over shoppers ends (Cooper et al. 2014; Paudel et al. 2017): the sum over
/// the shoppers u of both of (v_ui v_uj / n_i n_u)^alpha, divided by n_j^beta, with v the pairs' values (mostly 1), n_i
/// and n_u their sums, and n_j the shoppers of product j. Each product keeps its `keep` likeliest ends.
SparseRows walkWeights(const TrainingSet &train, double alpha, double beta, std::size_t keep, JobContext &job);

/// The sum over pairs of rows of their common columns, which is what a product of a matrix with its transpose costs:
/// sum of the columns' squared numbers of entries. Guessed from the shape: entries^2 / columns for equally full
/// columns; logs of shops are some times more skewed the sparser they are (fitted on eight logs, within a factor 2).
double productSteps(double entries, double rowsOfEntries, double columns);

/// Lists from sparse weights between products: a product's score is the sum over the evidence (by default the distinct
/// products of the history, each 1) of evidence * weight, so that explanations are exact.
class ItemWeightsRecommender : public ScoringRecommender, public Embeds, public Explains
{
public:
    std::int64_t parameterCount() const override { return static_cast<std::int64_t>(m_speaksFor.entries()); }
    std::vector<Reason> explain(const Request &request, ItemIndex item) const override;
    std::optional<Embedding> itemEmbedding() const override;

protected:
    struct Evidence
    {
        std::uint32_t item;
        float weight;
    };
    virtual std::vector<Evidence> evidence(const Request &request) const;
    bool knows(const Request &request) const override; ///< some evidence speaks for some product
    void scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const override;
    void scoreSome(const Request &request, std::span<const ItemIndex> items, std::span<float> scores) const override;

    void writeWeights(SnapshotWriter &out) const { out.rows(m_speaksFor); }
    void readWeights(SnapshotReader &in); ///< after the catalogue

    SparseRows m_speaksFor; ///< [items x items]: row i holds the products that i speaks for, and how much
};

} // namespace aisle
