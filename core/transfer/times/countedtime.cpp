#include "core/transfer/times/countedtime.h"

#include "core/transfer/times/calendar.h"

#include <charconv>

namespace aisle {

std::optional<std::int64_t> fineCount(std::string_view text)
{
    constexpr std::int64_t kNet = daysFromCivil(1, 1, 1) * kDayMs, kWindows = daysFromCivil(1601, 1, 1) * kDayMs;
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size() || count < 0)
        return std::nullopt;
    switch (text.size()) {
    case 16:
        return count / 1000;
    case 17:
        return text.front() == '1' ? std::optional(count / 1000 + kWindows) : std::nullopt;
    case 18:
        return count / 10'000 + (text.front() == '1' ? kWindows : kNet);
    case 19:
        return count / 1'000'000;
    default:
        return std::nullopt;
    }
}

} // namespace aisle
