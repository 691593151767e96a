#pragma once
#include "core/dataset/trainingset.h"
#include "core/numeric/snapshotstream.h"

#include <span>
#include <vector>

namespace aisle {

/// A product of a history with what it is worth.
struct Held
{
    ItemIndex item{};
    float value = 1;
};

/// What pairs of shopper and product are worth to methods that add pairs up: the root of TrainingSet's value, so that a
/// product of two is a count of weighed pairs, scaled so that the mean square is 1 and regularisation keeps its
/// meaning. Where kinds weigh alike every pair is worth 1 and nothing is stored.
class PairValues
{
public:
    PairValues() = default;
    explicit PairValues(const TrainingSet &train);

    bool areOnes() const { return m_kindWeights.empty(); }
    /// The pairs of TrainingSet::byUser() and byItem(), with these values instead of counts.
    SparseRows byUser(const TrainingSet &train) const;
    SparseRows byItem(const TrainingSet &train) const;
    /// The distinct products of a history, sorted; what it holds is worth what it would be in training.
    std::vector<Held> of(std::span<const Visit> history) const;

    /// Last in a snapshot: nothing where every pair is worth 1, as before pairs had values.
    void save(SnapshotWriter &out) const;
    static PairValues load(SnapshotReader &in);

private:
    float worth(float value) const;
    SparseRows valued(SparseRows pairs, const std::vector<float> &values) const;

    std::vector<float> m_kindWeights; ///< [kinds] TrainingSet::kindWeights(); empty: all pairs are worth 1
    float m_scale = 1;
};

/// How often each pair is drawn as a positive, 1 in the mean: its value over the mean value. Empty where all are 1.
/// @param values  TrainingSet::valuesByUser()
std::vector<float> drawingShares(const std::vector<float> &values);

} // namespace aisle
