#pragma once
#include "core/common/ids.h"
#include "core/dataset/sidefacts.h"
#include "core/dataset/trainingset.h"
#include "core/features/alignedfeatures.h"
#include "core/features/relations/alignedgraph.h"
#include "core/jobs/jobcontext.h"
#include "core/numeric/trainer.h"

#include <QIODevice>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aisle {

/// Whom a list is for and what may stand in it. An edited or brand-new shopper is just another history.
struct Request
{
    std::optional<UserIndex> user;  ///< set when fit() saw exactly this history of this shopper: a learnt row may be
                                    ///< used; unset: fold in from the history
    std::span<const Visit> history; ///< oldest first, moments together; within a moment in any order
    std::span<const ItemIndex> hidden{};     ///< sorted: not offered besides the history when seen items are masked
    std::span<const ItemIndex> candidates{}; ///< sorted: the only ones that rank() may offer; empty: every product
    std::span<const float> values{};         ///< [history] ratings, NaN where absent; empty: none is known
};

enum class MaskSeen {
    Yes,
    No,
    Hidden ///< only Request::hidden: not every product of the history
};

/// What all lists of one call have in common.
struct RankOptions
{
    int k = 10;
    MaskSeen mask = MaskSeen::Yes;
};

struct RankedItem
{
    ItemIndex item{};
    float score = 0;
    friend bool operator==(const RankedItem &, const RankedItem &) = default;
};
using RankedList = std::vector<RankedItem>; ///< best first

/// What a list rests on for a shopper or a product that fit() did not see.
enum class ColdStart {
    Popularity, ///< nothing of their own: the most popular products; a new product is not offered
    FoldIn,     ///< the history at hand
    Content,    ///< attributes and text
};

/// What is true of a method whatever its parameters and data are.
struct Traits
{
    bool personal = true;
    bool deterministic = true;
    bool takesItemFeatures = false; ///< Ingredients::features of products
    bool takesUserFeatures = false; ///< and of shoppers
    ColdStart newShopper = ColdStart::FoldIn;
    ColdStart newItem = ColdStart::Popularity;
    bool ranksByChance = false;   ///< what has no events may stand anywhere, too
    bool predictsRatings = false; ///< score() is a rating on the log's own scale, judged by RMSE and MAE
    bool takesWeights = false;    ///< Ingredients::weights
    bool explainsExactly = false;
    bool iterative = false;       ///< reports epochs
    bool usesDevice = false;      ///< learns on TrainerOptions::device; the others have a form for the CPU only
    bool offersRepeats = false;   ///< can put seen items first ("bought again"): best judged with seen items offered
    bool keepsRecipeOnly = false; ///< its snapshot is large and quickly made again (see RunStore)
    friend bool operator==(const Traits &, const Traits &) = default;
};

/// Size of the work before it is done.
struct DatasetShape
{
    std::uint64_t users = 0, items = 0, events = 0, pairs = 0;
    double meanHistory = 0;
    std::uint64_t entities = 0, facts = 0; ///< of the knowledge graph, for those who learn from it
};
struct ResourceEstimate
{
    double seconds = 0; ///< on the CPU with threadCount() threads
    std::int64_t memoryBytes = 0;
    std::int64_t deviceMemoryBytes = 0; ///< of a GPU when it trains there; 0: as memoryBytes
};

/// Kept runs that a recommender may be built upon.
struct MemberRuns
{
    /// One by its number, in the indexes of the training set. @throws Error run.*
    std::function<std::shared_ptr<const class Recommender>(std::int64_t run)> open{};
    std::vector<std::int64_t> best{}; ///< those that learnt from the same split, best first
};

/// What a fit learns from.
struct Ingredients
{
    const TrainingSet &events;
    std::shared_ptr<const SideFacts> facts{}; ///< null: nothing is known but the events
    MemberRuns runs{};                        ///< for those who need "runs"
    /// A safetensors file to start from, for those whose traits say so; facts are there then, and row n of its table of
    /// products belongs to the product whose SideFacts::itemKeys is the number n.
    std::string weights{};
    /// Tables of vectors that the run asked for, each beside the rows of `events`; of products or of shoppers as the
    /// traits say.
    std::vector<std::shared_ptr<const AlignedFeatures>> features{};
    /// The project's knowledge graph, for those who need "graph" or "links".
    std::shared_ptr<const AlignedGraph> graph{};
};

/// How a fit is done: seed, device, threads, patience.
using FitOptions = TrainerOptions;

/// Who looks on while a fit goes through its epochs.
struct FitHooks : CheckpointHooks
{
    /// Judges the state after an epoch on validation data: the metric that chooses (higher is better). Absent: no early
    /// stopping, the last epoch counts.
    std::function<std::optional<double>(const class Recommender &)> validate{};
};

/// A recommender works in the dense indexes of the TrainingSet it was fitted on and knows no ids: whoever keeps a
/// snapshot keeps the ids beside it (core/runs/keptrun.h).
class Recommender
{
public:
    virtual ~Recommender() = default;
    /// Learns from scratch. Leaves the object unchanged when it throws (Cancelled included).
    virtual void fit(const Ingredients &from, const FitOptions &options, const FitHooks &hooks, JobContext &job) = 0;
    /// One list a request, best first, at most k, ties by TrainingSet::tieRank. Thread-safe after fit(). Where the
    /// history leads to no more products (score 0), the most popular ones fill the list.
    /// What stands in one moment of a history has no order: in whichever it comes, the lists are the same.
    /// A request that the method has nothing to say about (an empty history) gets the most popular products.
    virtual std::vector<RankedList> rank(std::span<const Request> requests, const RankOptions &options) const = 0;
    /// Exact scores of some products for one request, whatever its candidates are; agrees with rank().
    virtual std::vector<float> score(const Request &request, std::span<const ItemIndex> items) const = 0;
    /// Those of RecommenderInfo; what is made of other recommenders may learn as they do.
    virtual Traits traits() const = 0;
    /// What this request's list rests on: its history (FoldIn), attributes and text, or nothing of its own.
    virtual ColdStart basis(const Request &request) const;
    virtual ResourceEstimate estimate(const DatasetShape &shape) const = 0;
    /// Multiply-adds of one score, about; as it stands: a product of two vectors.
    virtual double scoreCost() const { return 64; }
    virtual std::int64_t parameterCount() const = 0;            ///< learnt numbers
    virtual std::optional<int> bestEpoch() const { return {}; } ///< of the last fit()
    virtual void save(QIODevice &out) const = 0;
    /// @throws Error snapshot.damaged
    virtual void load(QIODevice &in) = 0;
};

} // namespace aisle
