#pragma once
#include <string>
#include <string_view>

namespace aisle {

/// A key by whose bytes texts are sorted as people count: "2" before "10", "a9" before "A10", "7" before "007". Runs of
/// ASCII digits compare by their value, of any length; ASCII letters without regard to case; other bytes as they are.
std::string naturalKey(std::string_view text);

} // namespace aisle
