#pragma once
#include "core/common/events.h"

#include <limits>
#include <vector>

namespace aisle {

/// One event of an import, its keys coded. Codes are dense in order of first sight; CodedIds says what they stand for.
struct CodedEvent
{
    std::uint32_t user = 0;
    std::uint32_t itemPlusOne = 0; ///< 0: no product
    std::uint16_t kind = 0;
    StoredPart part = StoredPart::None;
    std::uint32_t sessionPlusOne = 0; ///< 0: no session
    std::int64_t at = kNoTime;
    double value = std::numeric_limits<double>::quiet_NaN();
    double quantity = std::numeric_limits<double>::quiet_NaN();
    double price = std::numeric_limits<double>::quiet_NaN();
};

/// What the events of an import have beside user, item and kind.
struct EventColumns
{
    bool hasPart = false, hasSession = false, hasTime = false, hasValue = false, hasQuantity = false, hasPrice = false,
         hasContext = false;
};

/// What the codes of an import stand for in the project.
struct CodedIds
{
    std::vector<std::int64_t> users, items, sessions; ///< ids by code
    std::vector<int> kinds;                           ///< EventKind::id by code
};

} // namespace aisle
