#pragma once
#include "core/lists/listing.h"

#include <optional>
#include <span>
#include <vector>

namespace aisle {

/// What an analyst changes in a history to see what the lists do.
struct HistoryEdits
{
    std::vector<StoredEvent> leftOut; ///< of the history; each takes away one event of the same product, kind and time
    std::vector<StoredEvent> added;   ///< put at the end, in this order
    bool isEmpty() const { return leftOut.empty() && added.empty(); }
};

/// What a list is made from: known to a run, ready to be ranked and to be asked about single products.
struct ListBasis
{
    ListInput input = ListInput::All;
    std::optional<UserId> user;
    std::optional<UserIndex> learnt; ///< set where a learnt row may be used
    std::vector<Visit> visits;       ///< oldest first
    std::vector<float> values;       ///< [visits] ratings, NaN where absent; empty: none is known
    std::vector<ItemIndex> hidden;   ///< sorted
    std::vector<ItemId> relevant;    ///< sorted; only as evaluated
    int unknownItems = 0;            ///< events whose product the run does not know
    bool isKnown = true;             ///< as evaluated: whether the run's data has the shopper

    Request request() const { return {learnt, visits, hidden, {}, values}; }
};

/// From the history that the test used. Needs Lister::prepareEvaluated(). What was relevant and what was hidden stay as
/// they were, whatever is edited.
ListBasis basisAsEvaluated(const Lister &lister, UserId user, const HistoryEdits &edits = {});
/// From a history of any length, as the project has it today.
ListBasis basisOfToday(const Lister &lister, std::span<const StoredEvent> history, const HistoryEdits &edits = {},
                       std::optional<UserId> user = {});

/// ShopperList::history stays empty: who asks has it.
ShopperList listFrom(const Lister &lister, const ListBasis &basis, const ListRequest &request);

/// One shopper's list with the history it was made from: from everything known today,
ShopperList listOfToday(const Lister &lister, const Project &project, UserId user, const ListRequest &request);
/// from the history the test used (needs Lister::prepareEvaluated()),
ShopperList listAsEvaluated(const Lister &lister, UserId user, const ListRequest &request);
/// from a history given by hand.
ShopperList listOfHistory(const Lister &lister, std::vector<StoredEvent> history, const ListRequest &request,
                          std::optional<UserId> user = {});

/// Where one product stands, whether or not it reached the list.
struct ItemPlace
{
    enum class State {
        Offered,
        Seen,   ///< in the history (or hidden for the test) and the run does not offer such products again
        Unknown ///< the run has never seen it
    };
    State state = State::Unknown;
    int rank = 0;       ///< from 1, among all that may be offered; 0 when not offered
    int candidates = 0; ///< products that may be offered
    float score = 0;
    bool hit = false;
    std::vector<ListedReason> reasons; ///< largest first
    double rest = 0;                   ///< what the reasons left out add
    int restCount = 0;
    bool exact = false; ///< reasons and rest sum to the score
};
/// @param reasons  at most, largest first
ItemPlace placeOf(const Lister &lister, const ListBasis &basis, ItemId item, MaskSeen mask, int reasons);

} // namespace aisle
