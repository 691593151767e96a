#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// How the keys of one file have to be written to be those of another: what joins, spreadsheets and programs do to
/// keys.
struct KeyCure
{
    const char *what = "";     ///< English: "without .0 at the end"
    std::int64_t met = 0;      ///< keys of the first file that then meet one of the second
    std::string first, second; ///< an example of either
    bool isMild = true;        ///< keys that are other in truth hardly meet by it
};

/// Looks for the one change under which most keys meet, of those that one may try: 154001.0 for 154001, leading zeros,
/// capitals, blanks and marks that nobody sees, quotes, a prefix before a number.
/// @param own, others  keys that are not each other's. @return nothing where no change lets a tenth of `own` meet
std::optional<KeyCure> likelyCure(const std::vector<std::string> &own, const std::vector<std::string> &others);

} // namespace aisle
