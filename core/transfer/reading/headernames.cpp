#include "core/transfer/reading/headernames.h"

#include "core/common/keytext.h"

#include <QString>
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
    return trimmedKey(text);
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

bool isSameName(std::string_view a, std::string_view b)
{
    a = trimmed(a);
    b = trimmed(b);
    if (a.size() != b.size() || a.empty() || a == b)
        return a == b;
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (isAscii(a.front()) && isAscii(b.front()) && (a.front() | 0x20) != (b.front() | 0x20)) // nearly every row
        return false;
    return QString::fromUtf8(a).compare(QString::fromUtf8(b), Qt::CaseInsensitive) == 0;
}

} // namespace aisle
