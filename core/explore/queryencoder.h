#pragma once
#include "core/features/vectors.h"
#include "core/numeric/device.h"

#include <functional>

namespace aisle {

/// Makes vectors in the space of a table from what is no product of it: a picture, or a text.
struct QueryEncoder
{
    bool ofPictures = false;
    /// @param what  a file of a picture, or a text. @return [dims]
    /// @throws Error features.query-unreadable (the picture), features.query-words (no word of the text is known);
    ///         Cancelled
    std::function<std::vector<float>(const QString &what, JobContext &job)> encode;
};

/// What made the table, found where it lay then: the encoder's identity is held against the table's.
/// @param encoder     another place of it, as for an encoding; empty: as the table says
/// @param preprocess  of pictures; empty: as the table says
/// @throws Error features.query-imported, features.query-where, features.query-other, features.query-stale (the
///         catalogue has changed since the builtin encoder read it), and what opening the encoder throws; Cancelled
QueryEncoder queryEncoderOf(const Project &project, const StoredFeature &feature, const QString &encoder,
                            const QString &preprocess, Device device, JobContext &job);

} // namespace aisle
