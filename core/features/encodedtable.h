#pragma once
#include "core/features/vectors.h"
#include "core/storage/featurestore.h"

#include <functional>
#include <span>

namespace aisle {

/// What rows of products are made from, told apart by its hash.
struct RowSources
{
    std::vector<std::int64_t> ids;     ///< ascending; of products that have something
    std::vector<std::uint64_t> hashes; ///< aligned, never 0
};

/// Places in `sources` of what has no row, or one that was made from something else.
std::vector<std::size_t> toEncode(const RowSources &sources, const FeatureVectors &has);

/// Makes rows of some places in RowSources. What has none is left out.
using MakeRows = std::function<FeatureChunk(std::span<const std::size_t> places, JobContext &job)>;

/// The table that an encoding goes on with, or a new one, marked as not finished.
/// @throws Error features.made-otherwise where it was made from other fields or by another encoder
StoredFeature tableFor(FeatureStore &store, const QString &name, const FeatureSource &wanted, int dims);
/// The JSON that StoredFeature keeps.
QByteArray storedSource(const FeatureSource &source);

/// Makes what is not there yet or was made from something else, a batch after the other: stopped or killed, what was
/// made stays, and the same call goes on.
/// @param batch  rows that are lost at most when the program is killed
/// @return how many rows were made now
std::int64_t encodeRows(const Project &project, const StoredFeature &feature, const RowSources &sources,
                        std::size_t batch, const MakeRows &make, JobContext &job);
/// Then: rows of products that have no source any more, or another one, go, and the table is whole.
void finishRows(const Project &project, const StoredFeature &feature, const RowSources &sources, FeatureSource source,
                JobContext &job);

} // namespace aisle
