#include "core/recommend/neighbour/basketneighbours.h"

#include <algorithm>

namespace aisle {

void BasketNeighboursRecommender::learn(const Ingredients &from, const FitOptions &, const FitHooks &, JobContext &job)
{
    const auto &train = from.events;
    m_byUser = {.rows = train.userCount(), .cols = train.itemCount(), .offsets = {0}, .columns = {}, .values = {}};
    for (std::uint32_t user = 0; user < train.userCount(); ++user) {
        if (user % 4096 == 0) {
            job.checkpoint();
            job.progress(static_cast<double>(user) / train.userCount(), QStringLiteral("counting"));
        }
        for (const auto &[item, value] : numbersOf(train.history(UserIndex(user)))) {
            m_byUser.columns.push_back(item);
            m_byUser.values.push_back(value);
        }
        m_byUser.offsets.push_back(m_byUser.columns.size());
    }
    m_byItem = m_byUser.transposed();
    index();
}

void BasketNeighboursRecommender::read(SnapshotReader &in)
{
    m_byUser = in.rows();
    in.check(m_byUser.cols == m_catalogue.size());
    m_byItem = m_byUser.transposed();
    index();
}

std::vector<BasketNeighboursRecommender::Entry> BasketNeighboursRecommender::summed(std::vector<Entry> all)
{
    std::ranges::stable_sort(all, {}, &Entry::item);
    std::vector<Entry> sums;
    for (const auto &[item, value] : all) {
        if (!sums.empty() && sums.back().item == item)
            sums.back().value += value;
        else
            sums.push_back({item, value});
    }
    return sums;
}

std::vector<BasketNeighboursRecommender::Entry> BasketNeighboursRecommender::ownOf(const Request &request) const
{
    if (!request.user || request.user->value >= m_byUser.rows)
        return numbersOf(request.history);
    std::vector<Entry> own;
    const auto user = request.user->value;
    for (std::size_t e = 0; e < m_byUser.row(user).size(); ++e)
        own.push_back({m_byUser.row(user)[e], m_byUser.rowValues(user)[e]});
    return own;
}

template <class Add>
void BasketNeighboursRecommender::eachPart(const Request &request, std::vector<float> &scratch, const Add &add) const
{
    const auto own = ownOf(request);
    for (const auto &[item, value] : own)
        add(item, ownShare() * value);
    for (const auto &[user, weight] : neighboursOf(request, own, scratch))
        for (std::size_t e = 0; e < m_byUser.row(user).size(); ++e)
            add(m_byUser.row(user)[e], weight * m_byUser.rowValues(user)[e]);
}

void BasketNeighboursRecommender::scoreBlock(std::span<const Request *const> requests, std::span<float> scores) const
{
    std::vector<float> scratch(m_byUser.rows);
    for (std::size_t p = 0; p < requests.size(); ++p) {
        float *to = scores.data() + p * m_catalogue.size();
        eachPart(*requests[p], scratch, [&](std::uint32_t item, float value) { to[item] += value; });
    }
}

void BasketNeighboursRecommender::scoreSome(const Request &request, std::span<const ItemIndex> items,
                                            std::span<float> scores) const
{
    std::vector<float> scratch(m_byUser.rows);
    SomeSums sums(items);
    eachPart(request, scratch, [&](std::uint32_t item, float value) { sums.add(item, value); });
    std::ranges::transform(items, scores.begin(), [&](ItemIndex item) { return sums.of(item); });
}

std::vector<Reason> BasketNeighboursRecommender::explain(const Request &request, ItemIndex item) const
{
    std::vector<float> scratch(m_byUser.rows);
    const auto own = ownOf(request);
    std::vector<Reason> reasons;
    const auto mine = std::ranges::find(own, item.value, &Entry::item);
    if (mine != own.end() && ownShare() * mine->value > 0)
        reasons.push_back({.because = item, .text = {}, .contribution = static_cast<double>(ownShare() * mine->value)});
    double sum = 0;
    for (const auto &[user, weight] : neighboursOf(request, own, scratch))
        sum += static_cast<double>(weight * m_byUser.value(user, item.value));
    if (sum > 0)
        reasons.push_back({.text = "shoppers with a like choice of products", .contribution = sum});
    std::ranges::stable_sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

} // namespace aisle
