#pragma once
#include "core/common/ids.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace aisle {

class JobContext;
class KeptRun;
class Project;

/// The first places of a run's lists for many shoppers, kept to be asked who is shown a product. Everything known today
/// counts, and seen products are offered or not as the run's protocol says. Immutable, thread-safe.
class ShownLists
{
public:
    struct Shown
    {
        UserId user{};
        int place = 0; ///< from 1
    };

    /// @param k         length of the lists
    /// @param shoppers  at most; evenly spread over all of the run
    static std::shared_ptr<const ShownLists> make(const std::shared_ptr<const KeptRun> &run, const Project &project,
                                                  int k, std::size_t shoppers, JobContext &job);

    int length() const { return m_length; }
    std::size_t shoppers() const { return m_users.size(); } ///< that lists were made for
    std::size_t products() const { return m_shown.size(); } ///< that the run knows
    bool knows(ItemId item) const;
    /// Who has the product in the list, the best places first.
    std::vector<Shown> of(ItemId item) const;
    std::uint32_t count(ItemId item) const; ///< of lists that have it
    /// Place among the products by how many lists have them, from 1; absent when no list has it.
    std::optional<std::size_t> rank(ItemId item) const;

private:
    std::optional<std::size_t> rowOf(ItemId item) const;

    int m_length = 0;
    std::vector<UserId> m_users;
    std::vector<ItemId> m_items;        ///< of the run, ascending
    std::vector<std::uint32_t> m_lists; ///< [shoppers x length] rows of m_items; a short list ends with items().size()
    std::vector<std::uint32_t> m_shown; ///< by row of m_items
};

} // namespace aisle
