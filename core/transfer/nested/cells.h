#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// Whether a cell holds an object or a list, as JSON or as Python and NumPy print them.
bool looksNested(std::string_view cell);

/// Whether a cell holds named values as one text: `product_id=p1;price=3.5`, `sku: p1 | qty: 2`, `?id=p1&page=2`,
/// `user=u5 item=p1`.
bool looksKeyed(std::string_view cell);

/// Such a cell as JSON: `{'id': 1, 'new': True}`, `('a', 'b')`, `[1 2 3]`, PostgreSQL's `{a,"b c"}`, named values. Text
/// that is JSON already comes back as it is, any other as nothing.
std::string nestedAsJson(std::string_view cell);

/// Whether a text is a JSON object or list: no key.
bool isJsonValue(std::string_view text);

/// An element of a list that is written as one text.
struct ListElement
{
    std::string_view key;
    std::string_view pieces;  ///< empty where the form has none
    std::string_view price{}; ///< the same
};

inline constexpr const char *kExposureForm = "K-C"; ///< of products that were shown, 1 behind those that were clicked

/// Of products as they stand in Adobe's hits: category, product, pieces, amount, more that is left out.
inline constexpr const char *kHitForm = "-;K;N;P";

/// Of cells under products: the key is the column's name. Not zero: a cell of 0 or False is none.
inline constexpr const char *kNamedForm = "H";
inline constexpr const char *kNamedNotZero = "H0";
bool isNoCell(std::string_view cell); ///< blank, NaN, null, ...
bool isZeroCell(std::string_view cell);

/// The form of key, pieces and price of elements such as "A7:2:3.50", in either order; empty where they have another.
std::string positionalForm(const std::vector<std::string_view> &elements);

/// Forms of elements with a number of pieces, K the key and N the number, from the most particular to the least.
extern const std::vector<std::string> kElementForms;

/// @return whether the text has the form
bool readElement(std::string_view text, std::string_view form, ListElement &element);

std::vector<std::string_view> splitList(std::string_view cell, std::string_view separator);

} // namespace aisle
