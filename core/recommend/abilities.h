#pragma once
#include "core/numeric/decomposition/embedding.h"
#include "core/recommend/recommender.h"

#include <initializer_list>
#include <map>
#include <string>
#include <utility>

/// What some recommenders can do besides: each ability is an interface of its own, asked for by dynamic_cast. Who wraps
/// another recommender has the ability and answers nothing where the other one lacks it.
namespace aisle {

struct TunedEncoder;

/// Where the rows of an earlier training set are in one that has grown since.
struct Growth
{
    std::vector<ItemIndex> items; ///< [old items]; kNoItem for one that is gone
    std::vector<UserIndex> users; ///< [old users]; kNoUser for one that is gone
};

/// Learns what came since the last fit() or update() without starting from scratch.
class Updates
{
public:
    virtual ~Updates() = default;
    /// Leaves the object unchanged when it throws.
    /// @param grown  has all the events, and no old row but those that `growth` knows
    virtual void update(const Ingredients &grown, const Growth &growth, const FitOptions &options,
                        const FitHooks &hooks, JobContext &job) = 0;
};

/// Has a vector for each product, similar ones near each other, and perhaps for each shopper.
class Embeds
{
public:
    virtual ~Embeds() = default;
    virtual std::optional<Embedding> itemEmbedding() const = 0; ///< [products x size]
    virtual std::optional<Embedding> userEmbedding() const { return {}; }
};

/// A reason why a product has its place: what each visit (or part of the method) adds to the score.
struct Reason
{
    ItemIndex because = kNoItem; ///< the product in the history, or kNoItem
    std::string text; ///< an English template for reasons that are no product ("bought 3 times, last 4 days ago")
    double contribution = 0;          ///< exact recommenders: contributions sum to the score
    std::vector<std::string> words{}; ///< of text and attributes that tie the two, most telling first
};

/// Can say why; Traits::explainsExactly whether that is all of the score.
class Explains
{
public:
    virtual ~Explains() = default;
    /// Largest contributions first; empty where there is nothing to say.
    virtual std::vector<Reason> explain(const Request &request, ItemIndex item) const = 0;
    virtual bool canExplain() const { return true; } ///< false: the way it was trained leaves nothing to say
};

/// Has parameters that may say "follow the data" instead of a value.
class FollowsData
{
public:
    virtual ~FollowsData() = default;
    /// The values that the last fit took for such parameters, by key; those that were given are not among them.
    virtual std::map<std::string, double> takenValues() const = 0;
};

/// A parameter that may follow the data.
struct FollowedParam
{
    const char *key;
    bool follows; ///< rather than being given
    double value; ///< that was taken then
};

/// What FollowsData::takenValues() says of these.
inline std::map<std::string, double> takenOf(std::initializer_list<FollowedParam> parameters)
{
    std::map<std::string, double> taken;
    for (const auto &parameter : parameters)
        if (parameter.follows)
            taken.emplace(parameter.key, parameter.value);
    return taken;
}

/// Works out who a shopper is whose history fit() did not see, at a cost beside which that of the scores is small.
class FoldsIn
{
public:
    virtual ~FoldsIn() = default;
    /// One history of so many products, on one thread of the machine whose times stand in the estimates.
    virtual double foldInSeconds(double visits) const = 0;
};

/// Is built upon kept runs and can say what its fit chose where the parameter left it open: with that text in its place
/// the same is trained again.
class BuiltUponRuns
{
public:
    virtual ~BuiltUponRuns() = default;
    virtual std::pair<const char *, std::string> chosenRuns() const = 0; ///< the parameter's key and its text
};

/// Has tuned a text encoder on the events: it can be used without the recommender.
class TunesEncoder
{
public:
    virtual ~TunesEncoder() = default;
    virtual TunedEncoder tunedEncoder() const = 0; ///< without a name
};

/// What the recommender answers, or nothing where it lacks the ability.
std::optional<Embedding> itemEmbeddingOf(const Recommender &recommender);
std::optional<Embedding> userEmbeddingOf(const Recommender &recommender);
std::vector<Reason> reasonsOf(const Recommender &recommender, const Request &request, ItemIndex item);

} // namespace aisle
