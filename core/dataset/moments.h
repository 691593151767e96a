#pragma once
#include "core/common/events.h"
#include "core/common/ids.h"

#include <cstdint>
#include <span>
#include <vector>

/// What a history is made of. A moment is what has one session and one instant: it has no order. Without a time and
/// without a session each event is a moment of its own.
namespace aisle {

/// One event of a history as a recommender sees it.
struct Visit
{
    static constexpr std::uint32_t kNoSession = 0;
    static constexpr std::uint32_t kApart = (1U << 24) - 1; ///< a moment of its own, whatever its time

    ItemIndex item{};
    std::uint32_t kind : 8 = 0;              ///< position in TrainingSet::kindWeights
    std::uint32_t session : 24 = kNoSession; ///< the shopper's first is 1
    std::int64_t at = kNoTime;               ///< Unix ms; kNoTime where the log has none

    bool hasSession() const { return session != kNoSession && session != kApart; }
};

bool isSameMoment(const Visit &a, const Visit &b);

/// The last and the first moment of a history in which moments stand together; empty for an empty one.
std::span<const Visit> lastMoment(std::span<const Visit> history);
std::span<const Visit> firstMoment(std::span<const Visit> history);
/// [visits] how many moments after each one the history ends: 0 in the last.
std::vector<std::uint32_t> stepsBack(std::span<const Visit> history);

/// The baskets of a history, oldest first, each as its distinct products, ascending. A basket is a session; where there
/// is none, a moment.
std::vector<std::vector<ItemIndex>> basketsOf(std::span<const Visit> history);
/// A history session by session, the order within each kept; what has no session comes first.
std::vector<Visit> bySession(std::span<const Visit> history);

/// Moments of a history that are torn apart by others stand together where their first visit stands.
/// @param values  [visits] or empty; moves along
void gatherMoments(std::vector<Visit> &history, std::vector<float> &values);

/// What stands in one moment is put into an order that follows from nothing but what stands there: by a hash of the
/// products' tie ranks and of the moment, so that no product comes before another more often than behind it.
bool isArranged(std::span<const Visit> history, std::span<const std::uint32_t> tieRank);
void arrangeMoments(std::span<Visit> history, std::span<float> values, std::span<const std::uint32_t> tieRank);

} // namespace aisle
