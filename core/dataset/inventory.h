#pragma once
#include "core/dataset/split.h"

#include <optional>

namespace aisle {

class Catalogue;
class EventStore;
class JobContext;
class Project;
struct SideFacts;

/// What a recommender may need of a project besides events.
enum class Need { Times, Text, Attributes, Ratings, Links, Images, Runs, Graph };
/// "times", "text", "attributes", "ratings", "links", "images", "runs", "graph": the command line's words.
const char *needName(Need need);

/// What a project has: which recommenders can be trained, how its log is divided unless the analyst says.
struct Inventory
{
    bool times = false;       ///< events have times
    bool timesDiffer = false; ///< that tell events apart
    bool parts = false;       ///< the log comes split: it says which events are the test's
    bool ratings = false;     ///< events have ratings or other values
    bool titles = false;      ///< or descriptions
    bool attributes = false;  ///< of products: category, brand, anything else
    bool images = false;
    bool runs = false;
    bool graph = false; ///< a knowledge graph has triples, and products are tied to it
    bool links = false; ///< and it ties shoppers to each other

    bool has(Need need) const;
    /// By time where times tell events apart; else as the log says; else at random within shoppers.
    SplitSpec defaultSplit() const;
    bool operator==(const Inventory &) const = default;

    /// Of what a filter left and what is known of it, exactly; without runs and graph.
    static Inventory of(const Dataset &dataset, const SideFacts *facts = nullptr);
    /// Of a whole project, cheap at any size: values and attributes are looked for in a sample.
    static Inventory of(const Project &project, JobContext &job);
};

} // namespace aisle
