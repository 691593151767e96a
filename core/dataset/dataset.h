#pragma once
#include "core/dataset/eventtable.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// "pv (view), purchase": what the log calls its kinds and what they mean.
/// @param nearestTo  a word that names none of them: the nearest ones come first
QString kindsThereAre(std::vector<EventKind> kinds, const QString &nearestTo = {});

/// A project's events after a filter, ready to split. Immutable after load(); share by shared_ptr<const Dataset>.
class Dataset
{
public:
    /// One sequential read of the project. @throws Error dataset.empty (says which filter left nothing),
    /// dataset.unknown-kind (names the kinds there are), dataset.unknown-item.
    static Dataset load(const Project &project, const DatasetFilter &filter, JobContext &job);

    std::uint32_t userCount() const { return static_cast<std::uint32_t>(userIds.size()); }
    std::uint32_t itemCount() const { return static_cast<std::uint32_t>(itemIds.size()); }
    bool hasTime() const { return !events.at.empty(); }
    bool isLearnt(std::uint8_t kind) const { return learnt[kind]; }
    bool isRelevant(std::uint8_t kind) const { return relevant[kind]; }
    std::optional<UserIndex> findUser(UserId id) const;
    std::optional<ItemIndex> findItem(ItemId id) const;

    std::vector<UserId> userIds; ///< ascending
    std::vector<ItemId> itemIds; ///< ascending
    std::vector<std::string> userKeys;
    std::vector<std::string> itemKeys;
    std::vector<std::uint32_t> tieRank; ///< [items]: a permutation by a fixed hash of the key; smaller wins a tie
    std::vector<EventKind> kinds;
    std::vector<bool> learnt;   ///< [kinds]
    std::vector<bool> relevant; ///< [kinds] by the filter; what judges is Split::relevant()
    EventTable events;
    DatasetFilter filter;
    std::shared_ptr<const ReturnTable> returns; ///< null: none, or DatasetFilter::returns says that they are kept
    /// Products of the catalogue that the filter's choice of products leaves, with events or without; 0: not known.
    std::uint32_t catalogueItems = 0;

    std::uint64_t tooLow = 0; ///< events left out by DatasetFilter::minValue

    std::vector<ItemIndex> itemsWithEvents() const; ///< ascending; all of them unless filter.catalogue
};

/// @param chosen  [kinds]
std::vector<EventKind> chosenKinds(const Dataset &dataset, const std::vector<bool> &chosen);
QString kindNames(const Dataset &dataset, const std::vector<bool> &chosen); ///< with commas between

} // namespace aisle
