#include "core/transfer/nested/keyvalues.h"

namespace aisle {

namespace {

simdjson::dom::element plainValue(simdjson::dom::element value)
{
    simdjson::dom::object typed;
    if (value.get(typed) == simdjson::SUCCESS)
        for (const auto member : typed)
            if (member.key.ends_with("_value") && !member.value.is_null())
                return member.value;
    return value;
}

} // namespace

bool isKeyValueList(const simdjson::dom::array &list)
{
    if (list.size() == 0)
        return false;
    for (const auto pair : list) {
        simdjson::dom::object object;
        std::string_view key;
        if (pair.get(object) != simdjson::SUCCESS || object["key"].get(key) != simdjson::SUCCESS ||
            object["value"].error() != simdjson::SUCCESS)
            return false;
    }
    return true;
}

std::optional<simdjson::dom::element> valueOfKey(const simdjson::dom::element &list, std::string_view key)
{
    simdjson::dom::array array;
    if (list.get(array) != simdjson::SUCCESS)
        return {};
    for (const auto pair : array) {
        std::string_view name;
        simdjson::dom::element value;
        if (pair["key"].get(name) == simdjson::SUCCESS && name == key && pair["value"].get(value) == simdjson::SUCCESS)
            return plainValue(value);
    }
    return {};
}

} // namespace aisle
