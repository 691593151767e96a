#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// Names of columns: trimmed, without RecBole's type suffix (`user_id:token`), blank ones "#n" (from 1), repeated ones
/// made distinct ("name", "name_2").
std::vector<std::string> headerNames(std::span<const std::string_view> fields);

std::string_view trimmed(std::string_view text); ///< as keys are: trimmedKey()

/// Whether two names are the same but for blanks around them and for large and small letters.
bool isSameName(std::string_view a, std::string_view b);

} // namespace aisle
