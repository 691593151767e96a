#pragma once
#include "core/transfer/recipe.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace aisle {

/// Behind a time format: years of the Buddhist era (2567) are read as ours (2024).
inline constexpr QLatin1String kBuddhistFormat("+buddhist");
/// The same for years of the Republic of China (113).
inline constexpr QLatin1String kMinguoFormat("+minguo");

/// Whether times can be read by the format of a recipe: a name that is known, or a pattern with a year.
bool isTimeFormat(const QString &format);

/// Turns the recipe's times into Unix milliseconds. Not thread-safe (keeps a cache of the zone's offsets).
class TimeParser
{
public:
    explicit TimeParser(const Recipe &recipe);
    ~TimeParser();
    TimeParser(TimeParser &&) noexcept;
    /// @return nothing when the text is no such time
    std::optional<std::int64_t> parse(std::string_view text);
    /// A date and the time of day that another column has (14:05, 2:05 PM, 1405); an empty clock is midnight.
    std::optional<std::int64_t> parse(std::string_view date, std::string_view clock);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace aisle
