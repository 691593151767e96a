#pragma once
#include "core/dataset/split.h"
#include "core/lists/pathreasons.h"
#include "core/recommend/abilities.h"
#include "core/recommend/offer.h"
#include "core/recommend/seenkinds.h"
#include "core/runs/datasetcache.h"
#include "core/runs/keptrun.h"
#include "core/storage/eventstore.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace aisle {

/// What a list was made from.
enum class ListInput {
    Evaluated, ///< the history the test used
    All,       ///< everything known today
    Edited     ///< a history given by hand (what if, or a shopper who is not in the log)
};
const char *listInputName(ListInput input); ///< "evaluated", "all", "edited"

/// What a list rests on.
enum class ListGround {
    History,    ///< the shopper's own events
    Content,    ///< attributes and text, where the events say nothing
    Popularity, ///< nothing of the shopper's own: the most popular products
    Everybody   ///< the method gives everybody the same list
};
const char *listGroundName(ListGround ground); ///< "history", "content", "popularity", "everybody"

struct ListedReason
{
    std::optional<ItemId> because; ///< the product in the history that adds this
    std::string text;              ///< English template where it is no product
    double contribution = 0;
    std::vector<std::string> words{}; ///< of text and attributes that both products share, most telling first
};

struct ListedItem
{
    ItemId item{};
    float score = 0;
    bool hit = false; ///< relevant to the shopper in the test part (only for ListInput::Evaluated)
    std::vector<ListedReason> reasons;
};

bool isFiller(const ListedItem &item); ///< it is popular, and nothing in the history leads to it

struct ShopperList
{
    std::optional<UserId> user;
    ListInput input = ListInput::All;
    ListGround ground = ListGround::History;
    std::vector<StoredEvent> history; ///< that counted, oldest first
    std::vector<ListedItem> items;    ///< best first
    std::vector<ItemId> relevant;     ///< of the test part (ListInput::Evaluated)
    int unknownItems = 0;             ///< events of the history whose product the run does not know
    int filledUp = 0;                 ///< items that nothing in the history speaks for, see filledUp()
};

struct ListRequest
{
    int k = 10;
    std::optional<MaskSeen> mask{}; ///< absent: as the run was judged
    bool explain = false;
    int reasons = 5;             ///< at most, largest first
    bool onlyWithEvents = false; ///< leaves out products that the run learnt no event of
};

/// What lists of a kept run are made with: which events count, what they are to the recommender, what the test asked.
/// The lists themselves are made from a ListBasis. Thread-safe for const use; keep one per compared run.
class Lister
{
public:
    /// @param explains  false: nobody asks for reasons, so the knowledge graph is not read for them
    Lister(std::shared_ptr<const KeptRun> run, const Project &project, bool explains = true);

    const KeptRun &run() const { return *m_run; }
    const std::shared_ptr<const KeptRun> &keptRun() const { return m_run; }
    MaskSeen maskFor(const ListRequest &request) const { return request.mask.value_or(mask()); }
    MaskSeen mask() const { return m_run->record().protocol.mask; } ///< as the run was judged
    /// Which events hide their products where seen ones are masked: of the kinds that were relevant in the test.
    const SeenKinds &seenKinds() const { return m_seenKinds; }
    /// How a recommender is asked for lists that are masked so. @param hidden  kept by the caller while the request is
    MaskSeen maskInto(Request &request, std::vector<ItemIndex> &hidden, MaskSeen mask) const;
    /// Without the purchases that were given back, where the run left such out. @param history  oldest first
    std::vector<StoredEvent> withoutReturned(std::span<const StoredEvent> history) const;

    /// Lists of today are made as if this day was the last: later events do not count (what the run learnt stays).
    void setLastDay(std::int32_t day) { m_lastDay = day; }

    /// Loads the run's split so that lists can be made as the test made them (once; seconds on large logs).
    void prepareEvaluated(const Project &project, JobContext &job, DatasetCache *cache = nullptr);
    bool canListEvaluated() const { return m_split != nullptr; }
    const Split *split() const { return m_split.get(); }
    /// Where a shopper's events stand in the split: part by event, oldest first; empty when the shopper is not in it.
    std::vector<Part> partsOf(UserId user) const;

    /// Whether an event of this kind counts for the run (the kinds it learnt from).
    bool counts(const StoredEvent &event) const;
    /// As the recommender sees it; absent when it does not count or the run does not know its product.
    std::optional<Visit> visitOf(const StoredEvent &event) const;
    /// What the test asked about a shopper; null when it did not. Needs prepareEvaluated().
    const HeldOutCase *heldOutCase(UserId user) const;
    /// The list proper (items, reasons and ground only) for what a shopper holds; see core/lists/listbasis.h.
    ShopperList list(const Request &shopper, const ListRequest &request) const;
    /// Ranked by the run, of the products that the request lets in.
    std::vector<RankedList> rank(std::vector<Request> shoppers, const ListRequest &request) const;

    /// Why a product has its score: what the recommender says, how the knowledge graph ties it to the history, or that
    /// it fills the list.
    std::vector<Reason> reasons(const Request &shopper, ItemIndex item, float score) const;
    /// At most `limit` of the reasons, in ids.
    std::vector<ListedReason> listed(std::span<const Reason> reasons, std::size_t limit) const;

private:
    std::uint32_t sessionOf(const StoredEvent &event) const;

    std::shared_ptr<const KeptRun> m_run;
    bool m_hasSessions = false;      ///< that are not the shoppers
    std::vector<int> m_kindPosition; ///< by EventKind::id, -1 = not learnt from
    std::shared_ptr<const Split> m_split;
    std::vector<HeldOutCase> m_cases;
    std::unordered_map<UserId, std::size_t> m_caseOf;
    double m_minValue;
    SeenKinds m_seenKinds;
    std::vector<Meaning> m_meanings;            ///< by EventKind::id
    std::shared_ptr<const PathReasons> m_paths; ///< null: the recommender says why itself, or there is no graph
    std::optional<Offer> m_offered;             ///< the products of the run's lists; absent: those of the recommender
    std::optional<Offer> m_learnt; ///< of them those that it learnt an event of; absent: it has no catalogue
    std::int32_t m_lastDay = kNoLastDay;
};

} // namespace aisle
