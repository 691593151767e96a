#include "core/transfer/reading/headernames.h"

#include <algorithm>
#include <array>

namespace aisle {

namespace {

std::string_view withoutType(std::string_view name)
{
    for (const std::string_view suffix : {":token", ":float", ":token_seq", ":float_seq"})
        if (name.size() > suffix.size() && name.substr(name.size() - suffix.size()) == suffix)
            return name.substr(0, name.size() - suffix.size());
    return name;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    if (text.substr(0, 3) == "\xEF\xBB\xBF")
        text.remove_prefix(3);
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string> headerNames(std::span<const std::string_view> fields)
{
    std::vector<std::string> names;
    for (const auto field : fields) {
        std::string name(withoutType(trimmed(field)));
        if (name.empty())
            name = "#" + std::to_string(names.size() + 1);
        const auto base = name;
        for (int n = 2; std::find(names.begin(), names.end(), name) != names.end(); ++n)
            name = base + "_" + std::to_string(n);
        names.push_back(std::move(name));
    }
    return names;
}

} // namespace aisle
