#pragma once
#include "core/features/encoders/images/picture.h"

#include <span>

namespace aisle {

inline constexpr std::size_t kColourRegions = 5, kHues = 12, kGreys = 6;
inline constexpr std::size_t kColourNumbers = kColourRegions * (2 * kHues + kGreys);
inline constexpr std::size_t kCells = 8, kDirections = 9;
inline constexpr std::size_t kEdgeNumbers = kCells * kCells * kDirections;
inline constexpr std::size_t kHistogramNumbers = kColourNumbers + kEdgeNumbers;

/// Colours (roots of their shares, so that a few of them do not hide the others) and edges, of length 1 together. See
/// builtinImageEncoder().
/// @param numbers  [kHistogramNumbers], to be written
void writeHistograms(const Picture &picture, std::span<float> numbers);

} // namespace aisle
