#pragma once
#include <QVariant>
#include <functional>
#include <optional>
#include <string_view>

namespace aisle {

/// The members of a stored JSON object (attributes of a product or shopper), with keys and values as they are written:
/// a text with its quotation marks and escapes. Ends where the text is no JSON object (any more).
void eachAttribute(std::string_view object,
                   const std::function<void(std::string_view key, std::string_view value)> &take);

/// A value as a person reads it: a text without its marks and escapes, a list or an object as it is written; absent
/// where it is null or an empty text.
std::optional<QString> attributeText(std::string_view value);
QString attributeName(std::string_view key);

/// Whether it is a number written plainly: no code with leading zeros, no exponent.
bool isPlainNumber(std::string_view text);
/// The number that a value (with or without quotation marks) is; absent where it is none.
std::optional<double> attributeNumber(std::string_view value);

} // namespace aisle
