#pragma once
#include "core/common/ids.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace aisle {

/// What the log's word for a kind of event means. The stored name is meaningName().
enum class Meaning : std::uint8_t {
    Exposure,
    View,
    Favourite,
    Cart,
    Purchase,
    Return,
    Rating,
    Search,
    Interaction, ///< a log without kinds
    Other
};
inline constexpr std::array kMeanings{Meaning::Exposure,    Meaning::View,   Meaning::Favourite, Meaning::Cart,
                                      Meaning::Purchase,    Meaning::Return, Meaning::Rating,    Meaning::Search,
                                      Meaning::Interaction, Meaning::Other};
const char *meaningName(Meaning meaning); ///< "exposure", "view", ...
/// @return the meaning of this name, or Meaning::Other with ok=false.
struct MeaningLookup
{
    Meaning meaning = Meaning::Other;
    bool known = false;
};
MeaningLookup meaningFromName(std::string_view name);
/// Learnt from unless the analyst says otherwise: everything but exposure, return, search and other.
bool isPositive(Meaning meaning);
/// How much an event of this meaning says of taste, as shops usually weigh them: a view 1, a purchase 5. What a new
/// kind of a project weighs unless the analyst says.
double customaryWeight(Meaning meaning);

/// Which part of a log that comes split an event belongs to.
enum class StoredPart : std::uint8_t { None, Train, Valid, Test };

inline constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

/// A number read from a file as a time: kNoTime where no calendar has it (years 1 to 9999).
constexpr std::int64_t storedTime(std::int64_t at)
{
    constexpr std::int64_t kYear1 = -62'135'596'800'000, kYear10000 = 253'402'300'800'000;
    return at >= kYear1 && at < kYear10000 ? at : kNoTime;
}
constexpr StoredPart storedPart(int number)
{
    return number > 0 && number <= static_cast<int>(StoredPart::Test) ? static_cast<StoredPart>(number)
                                                                      : StoredPart::None;
}

/// One stored event. Absent numbers are NaN, an absent time is kNoTime, an absent product or session is 0.
struct StoredEvent
{
    UserId user{};
    ItemId item{};
    int kind = 0;              ///< EventKind::id
    std::int64_t at = kNoTime; ///< Unix milliseconds, UTC
    double value = std::numeric_limits<double>::quiet_NaN();
    double quantity = std::numeric_limits<double>::quiet_NaN();
    double price = std::numeric_limits<double>::quiet_NaN(); ///< per unit, at the time of the event
    std::int64_t session = 0;
    StoredPart part = StoredPart::None;
};

/// Of an event, above 0: logs write what was given back with either sign, and many write no quantity at all.
float quantityOf(const StoredEvent &event);

/// A row of event_kind: the log's own word and what it means.
struct EventKind
{
    int id = 0;
    std::string name;
    Meaning meaning = Meaning::Interaction;
    double weight = 1;
};

} // namespace aisle
