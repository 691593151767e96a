#pragma once
#include <optional>
#include <simdjson.h>
#include <string_view>

namespace aisle {

/// A list of pairs `{"key": ..., "value": ...}` stands for an object, as in exports of web analytics.
bool isKeyValueList(const simdjson::dom::array &list);

/// The value of a pair; of `{"value": {"int_value": 5}}` the 5. @return nothing where `list` is no such list
std::optional<simdjson::dom::element> valueOfKey(const simdjson::dom::element &list, std::string_view key);

} // namespace aisle
