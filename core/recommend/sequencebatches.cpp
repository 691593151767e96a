#include "core/recommend/sequencebatches.h"

#include "core/common/random.h"

#include <algorithm>
#include <numeric>

namespace aisle {

namespace {
/// Inputs begin .. begin + length - 1 of a shopper's history; the targets are one later.
struct Piece
{
    UserIndex user{};
    std::uint32_t begin = 0;
    std::uint32_t length = 0;
};

std::vector<Piece> cutPieces(const TrainingSet &train, std::uint32_t maxLength, Random &random)
{
    std::vector<Piece> pieces;
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        const auto events = static_cast<std::uint32_t>(train.history(UserIndex(u)).size());
        if (events < 2)
            continue;
        const auto inputs = events - 1;
        auto end = inputs <= maxLength ? inputs : 1 + random.below(maxLength);
        for (std::uint32_t begin = 0; begin < inputs; begin = end, end = std::min(inputs, end + maxLength))
            pieces.push_back({UserIndex(u), begin, end - begin});
    }
    random.shuffle(pieces);
    std::ranges::stable_sort(pieces, std::less{}, &Piece::length);
    return pieces;
}

SequenceBatch batchOf(const TrainingSet &train, std::span<const Piece> pieces)
{
    SequenceBatch batch;
    batch.sequences = static_cast<std::int64_t>(pieces.size());
    batch.length = pieces.back().length;
    batch.inputs.assign(static_cast<std::size_t>(batch.sequences * batch.length), 0);
    for (std::size_t s = 0; s < pieces.size(); ++s) {
        const auto history = train.history(pieces[s].user).subspan(pieces[s].begin);
        for (std::size_t n = 0; n < pieces[s].length; ++n) {
            const auto place = s * static_cast<std::size_t>(batch.length) + n;
            batch.inputs[place] = history[n].item.value;
            batch.places.push_back(static_cast<std::int64_t>(place));
            batch.targets.push_back(history[n + 1].item.value);
            batch.users.push_back(pieces[s].user);
        }
    }
    return batch;
}
} // namespace

std::vector<SequenceBatch> nextItemBatches(const TrainingSet &train, int maxLength, int positions, std::uint64_t seed)
{
    Random random(seed);
    const auto pieces = cutPieces(train, static_cast<std::uint32_t>(maxLength), random);
    std::vector<SequenceBatch> batches;
    for (std::size_t begin = 0; begin < pieces.size();) {
        auto end = begin;
        for (std::uint32_t taken = 0; end < pieces.size() && taken < static_cast<std::uint32_t>(positions); ++end)
            taken += pieces[end].length;
        batches.push_back(batchOf(train, std::span(pieces).subspan(begin, end - begin)));
        begin = end;
    }
    random.shuffle(batches);
    return batches;
}

std::vector<HistoryBatch> historyBatches(const std::vector<std::span<const Visit>> &histories, int maxLength,
                                         int positions)
{
    const auto lengthOf = [&](std::size_t h) {
        return std::min(histories[h].size(), static_cast<std::size_t>(maxLength));
    };
    std::vector<std::size_t> order(histories.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::less{}, lengthOf);
    std::vector<HistoryBatch> batches;
    for (std::size_t begin = 0; begin < order.size();) {
        const auto most = std::max<std::size_t>(1, static_cast<std::size_t>(positions) / lengthOf(order[begin]));
        const auto end = std::min(order.size(), begin + most);
        HistoryBatch batch;
        const auto length = lengthOf(order[end - 1]);
        batch.length = static_cast<std::int64_t>(length);
        batch.inputs.assign((end - begin) * length, 0);
        for (auto s = begin; s < end; ++s) {
            const auto own = lengthOf(order[s]);
            const auto visits = histories[order[s]].last(own);
            for (std::size_t n = 0; n < own; ++n)
                batch.inputs[(s - begin) * length + n] = visits[n].item.value;
            batch.last.push_back(static_cast<std::int64_t>((s - begin) * length + own - 1));
            batch.which.push_back(order[s]);
        }
        batches.push_back(std::move(batch));
        begin = end;
    }
    return batches;
}

} // namespace aisle
