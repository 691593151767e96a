#include "core/common/text/naturalorder.h"

#include "core/common/text/ascii.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kMostInAByte = 254;

/// A digit's place among other characters, how many digits there are, the digits: more of them is a greater number.
void appendNumber(std::string &key, std::string_view digits)
{
    key += '0';
    auto count = digits.size();
    for (; count >= kMostInAByte; count -= kMostInAByte)
        key += '\xff';
    key += static_cast<char>(count + 1);
    key += digits;
}

} // namespace

std::string naturalKey(std::string_view text)
{
    std::string key;
    key.reserve(text.size() + 4);
    std::string zeros; // decide where all else is equal
    for (std::size_t at = 0; at < text.size();) {
        if (!isDigit(text[at])) {
            const char c = text[at++];
            key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            continue;
        }
        const auto end = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), isDigit);
        auto digits = text.substr(at, static_cast<std::size_t>(end - text.begin()) - at);
        at += digits.size();
        const auto leading = std::min(digits.find_first_not_of('0'), digits.size());
        appendNumber(key, digits.substr(leading));
        if (leading > 0)
            zeros += static_cast<char>(std::min<std::size_t>(leading, 255));
    }
    return zeros.empty() ? key : key + '\0' + zeros;
}

} // namespace aisle
