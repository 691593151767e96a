#pragma once
#include <span>

namespace aisle {

/// @throws Error scores.not-finite when one of them is NaN or infinite
void refuseNotFinite(std::span<const float> scores);

} // namespace aisle
