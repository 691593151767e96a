#pragma once
#include "core/recommend/dotproduct.h"
#include "core/recommend/factor/ratings.h"

namespace aisle {

/// Predicts standardised ratings as dot products of rows that carry the biases: a shopper's row is [p, b_u, 1], a
/// product's [q, 1, b_i]. score() is the rating on the log's own scale. A shopper whom fit() did not see gets the row
/// that their ratings have with the products held fixed.
class RatingRecommender : public DotProductRecommender
{
public:
    static constexpr Traits kTraits{.predictsRatings = true, .iterative = true};
    std::vector<RankedList> rank(std::span<const Request> requests, const RankOptions &options) const override;
    std::vector<float> score(const Request &request, std::span<const ItemIndex> items) const override;
    /// Without a history the products' biases alone make the list.
    ColdStart basis(const Request &request) const override
    {
        return request.history.empty() ? ColdStart::Popularity : Recommender::basis(request);
    }
    std::int64_t parameterCount() const override
    {
        return static_cast<std::int64_t>(m_users.size() + items().values.size());
    }
    std::optional<int> bestEpoch() const override { return m_bestEpoch; }
    std::optional<Embedding> userEmbedding() const override;

    static constexpr std::size_t kBiases = 2; ///< the two numbers after a row's factors

protected:
    /// Ridges of p and b_u for each rating.
    struct Ridge
    {
        double factors = 0, bias = 0;
    };
    virtual Ridge ridge() const = 0;
    /// Adds what a shopper's row gets from which products they rated, whatever the ratings.
    virtual void addChosen(std::span<const std::uint32_t>, std::span<float>) const {}

    bool knows(const Request &) const override { return true; }
    std::uint32_t biasColumns() const override { return kBiases; }
    void requestVectors(std::span<const Request *const> requests, std::span<float> vectors) const override;
    void writeFactors(SnapshotWriter &out) const;
    void readFactors(SnapshotReader &in, std::size_t factors);

    RatingScale m_scale;
    std::vector<float> m_users; ///< [users x factors + kBiases]
    std::optional<int> m_bestEpoch;

private:
    void foldIn(const Request &request, std::span<float> vector) const;
};

/// Of one history, on one thread: its rows in conjugate gradients, as many steps as there are rows.
double ratingFoldInSeconds(int factors, double visits);

/// [rows x factors + kBiases] to start from: small random factors, no bias; `one` is the place of the constant 1.
std::vector<float> ratingRows(std::size_t rows, std::size_t factors, std::size_t one, std::uint64_t seed);

namespace kernels {
/// One step of stochastic gradient descent on (target - user . item)^2 / 2 with weight decay; rows as RatingRecommender
/// has them. @return target - user . item before the step
float ratingStep(float *user, float *item, std::size_t factors, float target, float rate, float l2, float biasL2);

struct ChoiceL2
{
    float factors, choices, biases;
};
/// The same with user + choices in the user's place; `choices` [factors] moves too. @return the error's square
float choiceRatingStep(float *user, float *choices, float *item, std::size_t factors, float target, float rate,
                       ChoiceL2 l2);
} // namespace kernels

} // namespace aisle
