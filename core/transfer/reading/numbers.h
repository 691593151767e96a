#pragma once
#include <QChar>
#include <optional>
#include <string_view>

namespace aisle {

/// Reads a number with the recipe's decimal mark; ignores thousands marks, spaces and currency signs before or after
/// ("¥1,299.00", "1.299,00 €", "(3.50)" is negative). Infinity and NaN are no numbers.
std::optional<double> parseNumber(std::string_view text, QChar decimal);

/// The same of a rating, which may also be drawn or name its scale: ★★★★☆, 4/5, "4.0 out of 5 stars", 4星.
std::optional<double> parseRating(std::string_view text, QChar decimal);
std::optional<double> ratingInWords(std::string_view text, QChar decimal); ///< of what is no number

} // namespace aisle
