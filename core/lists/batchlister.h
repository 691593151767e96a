#pragma once
#include "core/lists/listbasis.h"

#include <functional>
#include <span>

namespace aisle {

/// Lists of many shoppers. They are ranked together in blocks, which a recommender spreads over the threads.
class BatchLister
{
public:
    /// A shopper's place among those asked for, what the list was made from, and the list: dense indexes of the run.
    using Take = std::function<void(std::size_t index, const ListBasis &basis, const RankedList &list)>;

    /// @param input    All or Evaluated, which needs Lister::prepareEvaluated()
    /// @param request  length and mask; nothing is explained
    BatchLister(const Lister &lister, const Project &project, ListInput input, const ListRequest &request)
        : m_lister(lister), m_events(project), m_input(input), m_request(request)
    {
    }

    /// Calls `take` for each shopper, in their order; one whom the run's data does not have gets an empty list.
    /// @param what  said with the progress @throws Cancelled
    void list(std::span<const UserId> users, JobContext &job, const QString &what, const Take &take) const;

private:
    ListBasis basisOf(UserId user) const;
    void listBlock(std::span<const UserId> users, std::size_t first, const Take &take) const;

    const Lister &m_lister;
    EventStore m_events;
    ListInput m_input;
    ListRequest m_request;
};

/// At most `most` of them, evenly spread.
std::vector<UserId> evenlySpread(std::span<const UserId> users, std::size_t most);

} // namespace aisle
