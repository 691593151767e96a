#pragma once
#include "core/dataset/dataset.h"
#include "core/dataset/splitspec.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace aisle {

/// Up to where a log is known: a purchase may be taken back by a return that nobody knew of when it was learnt from.
enum class Known : std::uint8_t {
    Training,   ///< the train part (and the input of held-out shoppers)
    Validation, ///< and the validation part
    Everything
};

/// What returns take back. A return takes back, quantity by quantity, that shopper's last purchases of the product
/// before it; a purchase counts as long as some of it was kept.
struct GivenBack
{
    std::vector<std::uint8_t> events; ///< [events] bit Known: given back whole by what is known; empty: none is
    std::size_t returns = 0;          ///< of the log
    std::size_t withoutPurchase = 0;  ///< that have nothing to take back: they change nothing
    bool is(std::size_t event, Known known) const
    {
        return !events.empty() && (events[event] >> static_cast<int>(known) & 1) != 0;
    }
};

/// A return stands in the part where it would be as an event: by its time, by its place in the shopper's history, as
/// the log says. Where parts are drawn at random none is earlier than another, and it stands in that of the purchase.
/// @param parts  [events] as they are without returns
GivenBack givenBackBy(const Dataset &dataset, const SplitSpec &spec, const std::vector<Part> &parts);

/// [history] which purchases of one shopper were given back whole. @param history  oldest first
std::vector<bool> returnedPurchases(std::span<const StoredEvent> history,
                                    const std::function<Meaning(const StoredEvent &)> &meaningOf);

} // namespace aisle
