#pragma once
#include "core/dataset/inventory.h"
#include "core/storage/featurestore.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// What of a project decides which recommenders can be trained and which choices a protocol has. Cheap at any size.
struct DataFacts
{
    struct Kind
    {
        EventKind kind;
        std::int64_t events = 0;
    };
    /// A table of vectors.
    struct Features
    {
        QString name;
        FeatureSubject subject = FeatureSubject::Items;
        int dims = 0;
        double coverage = 0; ///< share of all products or shoppers that have one
        friend bool operator==(const Features &, const Features &) = default;
    };
    std::int64_t events = 0;
    std::int64_t shoppers = 0;
    std::int64_t products = 0;
    std::optional<double> evaluateSeconds; ///< median of what judging the newest five took; absent without runs
    std::vector<Kind> kinds;               ///< with events only, most first
    std::optional<std::pair<std::int64_t, std::int64_t>> period;
    Inventory inventory;
    std::vector<Features> features; ///< by name; none where they cannot be read

    bool hasItemFeatures() const;
    bool hasTimes() const { return inventory.timesDiffer; } ///< that tell events apart
    /// Whether all but the runs is the same.
    bool hasSameData(const DataFacts &other) const;
};

DataFacts readDataFacts(const Project &project, JobContext &job);

} // namespace aisle
