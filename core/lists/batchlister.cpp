#include "core/lists/batchlister.h"

#include "core/common/lookup/mapped.h"
#include "core/jobs/jobcontext.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kShoppersAtOnce = 512;

}

ListBasis BatchLister::basisOf(UserId user) const
{
    return m_input == ListInput::Evaluated ? basisAsEvaluated(m_lister, user)
                                           : basisOfToday(m_lister, m_events.history(user), {}, user);
}

void BatchLister::listBlock(std::span<const UserId> users, std::size_t first, const Take &take) const
{
    const auto bases = mapped<std::vector<ListBasis>>(users, [this](UserId user) { return basisOf(user); });
    const auto lists = m_lister.rank(mapped<std::vector<Request>>(bases, &ListBasis::request), m_request);
    for (std::size_t i = 0; i < users.size(); ++i)
        take(first + i, bases[i], bases[i].isKnown ? lists[i] : RankedList{});
}

void BatchLister::list(std::span<const UserId> users, JobContext &job, const QString &what, const Take &take) const
{
    for (std::size_t begin = 0; begin < users.size(); begin += kShoppersAtOnce) {
        job.checkpoint();
        job.progress(static_cast<double>(begin) / static_cast<double>(users.size()), what);
        listBlock(users.subspan(begin, std::min(kShoppersAtOnce, users.size() - begin)), begin, take);
    }
}

std::vector<UserId> evenlySpread(std::span<const UserId> users, std::size_t most)
{
    return mapped<std::vector<UserId>>(evenPlaces(users.size(), most), [&](std::size_t place) { return users[place]; });
}

} // namespace aisle
