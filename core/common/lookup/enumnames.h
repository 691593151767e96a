#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace aisle {

/// What the values of an enumeration are called in files and on the command line, in the order of the values.
template <typename Enum, std::size_t Count>
struct EnumNames
{
    std::array<const char *, Count> names;

    constexpr const char *of(Enum value) const
    {
        const auto place = static_cast<std::size_t>(value);
        return place < Count ? names[place] : "";
    }
    constexpr std::optional<Enum> find(std::string_view name) const
    {
        for (std::size_t place = 0; place < Count; ++place)
            if (name == names[place])
                return static_cast<Enum>(place);
        return {};
    }
};

template <typename Enum, typename... Names>
constexpr EnumNames<Enum, sizeof...(Names)> enumNames(Names... names)
{
    return {{names...}};
}

} // namespace aisle
