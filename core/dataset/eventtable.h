#pragma once
#include "core/common/events.h"
#include "core/common/ids.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <limits>
#include <optional>
#include <vector>

namespace aisle {

/// Whether a return takes back that shopper's last purchase of the product before it.
enum class Returns {
    ByLog,  ///< where the log has returns
    Cancel, ///< the same, asked for
    Keep    ///< what was given back counts as bought
};
const char *returnsName(Returns returns);     ///< "", "cancel", "keep"
Returns returnsFromName(const QString &name); ///< @throws Error returns.unknown

/// How what stands in one moment (see moments.h) is taken.
enum class Moments {
    Sets, ///< without an order
    Lines ///< each event a moment of its own, in the file's order: as Aisle 0.1 did, whose kept runs stay as they were
};

/// A day of the UTC calendar as days since 1970-01-01, the last one whose events count.
inline constexpr std::int32_t kNoLastDay = std::numeric_limits<std::int32_t>::max();
std::int32_t lastDayFromText(const QString &text); ///< "2011-06-01". @throws Error as-of.unknown
QString lastDayText(std::int32_t day);
/// An event without a time is never later.
constexpr bool isLaterThan(std::int32_t lastDay, std::int64_t at)
{
    constexpr std::int64_t kDayLengthMs = 86'400'000;
    return lastDay != kNoLastDay && at != kNoTime && at >= (std::int64_t{lastDay} + 1) * kDayLengthMs;
}

/// Which events of a project count. Words are the log's kinds or meanings ("purchase", "pv").
struct DatasetFilter
{
    QStringList kinds;        ///< to learn from; empty: all positive meanings
    QStringList targetKinds;  ///< what counts as relevant; empty: the same, or what chooseSplit() finds
    QStringList excludeItems; ///< keys; products marked "not a product" are excluded besides
    std::optional<double> minValue;
    int minUserEvents = 0; ///< k-core, repeated until stable
    int minItemEvents = 0;
    std::vector<UserId> onlyUsers; ///< empty: all (a selection put on the Train page)
    std::vector<ItemId> onlyItems;
    Returns returns = Returns::ByLog;
    bool catalogue = false;            ///< products without events that count have rows, too: those of what ranks them
    Moments moments = Moments::Sets;   ///< not in toJson(): a protocol keeps it
    std::int32_t lastDay = kNoLastDay; ///< as if the log ended with that day

    QJsonObject toJson() const; ///< without what is at its default
    static DatasetFilter fromJson(const QJsonObject &json);
};

/// The events that count, with dense indexes: CSR by shopper, each shopper's events oldest first, logs without time in
/// file order. Moments stand together, what stands in one by tie rank (or in file order, see Moments::Lines). Structure
/// of arrays; an array that the log has nothing for is empty.
struct EventTable
{
    std::vector<std::uint64_t> offsets; ///< [users + 1]
    std::vector<ItemIndex> item;        ///< [events]
    std::vector<std::uint8_t> kind;     ///< [events], position in Dataset::kinds
    std::vector<std::int64_t> at;       ///< [events] Unix ms; empty when the log has no time
    std::vector<float> value;           ///< [events] rating or weight, NaN where absent; empty when none has one
    std::vector<StoredPart> part;       ///< [events]; empty when the log does not come split
    std::vector<std::uint32_t> session; ///< [events] the shopper's first is 1, 0: none; empty when no event has one
    std::size_t size() const { return item.size(); }
    bool isSameMoment(std::size_t a, std::size_t b) const; ///< of one shopper
};

/// What shoppers gave back, and how much of everything they had: CSR by shopper, each shopper's oldest first.
struct ReturnTable
{
    std::vector<std::uint64_t> offsets; ///< [users + 1]
    std::vector<ItemIndex> item;        ///< [returns]
    std::vector<std::int64_t> at;       ///< [returns] Unix ms, kNoTime where it has none
    std::vector<float> quantity;        ///< [returns] above 0
    std::vector<StoredPart> part;       ///< [returns]
    std::vector<std::uint64_t> before;  ///< [returns] the first event of the EventTable that is later for the shopper
    std::vector<float> had;             ///< [events] quantity, above 0
    std::size_t size() const { return item.size(); }
};

/// Numbers each shopper's sessions from 1 and brings moments together as told above.
/// @param events   each shopper's oldest first, ties in file order; sessions by any numbers
/// @param tieRank  [items], see Dataset::tieRank
/// @param returns  of the same events; null: none. A return at the instant of a purchase is later than it.
void orderMoments(EventTable &events, const std::vector<std::uint32_t> &tieRank, ReturnTable *returns = nullptr);

} // namespace aisle
