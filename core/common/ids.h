#pragma once
#ifndef Q_MOC_RUN // moc 6.4 stumbles over <concepts>, which these bring
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#endif

namespace aisle {

/// A number that cannot be mixed up with another kind of number. `...Id` is stored in the project file, `...Index` is
/// dense from 0 and holds only within the Dataset (or snapshot) it came from.
template <class Tag, class Number>
struct StrongNumber
{
    using Value = Number;
    Number value{};

    constexpr StrongNumber() = default;
    constexpr explicit StrongNumber(Number number) : value(number) {}
    template <class Other>
    constexpr explicit StrongNumber(Other number) : value(static_cast<Number>(number))
    {
    }
    friend constexpr auto operator<=>(StrongNumber, StrongNumber) = default;
};

using UserId = StrongNumber<struct UserIdTag, std::int64_t>;
using ItemId = StrongNumber<struct ItemIdTag, std::int64_t>;
using RunId = StrongNumber<struct RunIdTag, std::int64_t>;
using ImportId = StrongNumber<struct ImportIdTag, std::int64_t>;
using UserIndex = StrongNumber<struct UserIndexTag, std::uint32_t>;
using ItemIndex = StrongNumber<struct ItemIndexTag, std::uint32_t>;

/// An event without a product (a search, a visit).
inline constexpr ItemIndex kNoItem{std::numeric_limits<std::uint32_t>::max()};
/// A shopper who is not in the data.
inline constexpr UserIndex kNoUser{std::numeric_limits<std::uint32_t>::max()};

} // namespace aisle

template <class Tag, class Number>
struct std::hash<aisle::StrongNumber<Tag, Number>>
{
    std::size_t operator()(aisle::StrongNumber<Tag, Number> number) const noexcept
    {
        return std::hash<Number>{}(number.value);
    }
};
