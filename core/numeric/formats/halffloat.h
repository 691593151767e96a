#pragma once
#include <cstdint>

namespace aisle {

/// IEEE 754's number of 16 bits.
float fromHalf(std::uint16_t bits);

} // namespace aisle
