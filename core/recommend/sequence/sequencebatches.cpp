#include "core/recommend/sequence/sequencebatches.h"

#include "core/common/random.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

namespace aisle {

namespace {
/// Inputs begin .. begin + length - 1 of a shopper's history; the targets are one later, from event `firstTarget` on.
struct Piece
{
    UserIndex user{};
    std::uint32_t begin = 0;
    std::uint32_t length = 0;
    std::uint32_t firstTarget = 0;
};

/// The first `count` events of a shopper in pieces of at most `maxLength`, cut elsewhere each time.
void cut(std::vector<Piece> &pieces, UserIndex user, std::uint32_t count, std::uint32_t maxLength, Random &random)
{
    auto end = count <= maxLength ? count : 1 + random.below(maxLength);
    for (std::uint32_t begin = 0; begin < count; begin = end, end = std::min(count, end + maxLength))
        pieces.push_back({user, begin, end - begin});
}

void sortByLength(std::vector<Piece> &pieces, Random &random)
{
    random.shuffle(pieces);
    std::ranges::stable_sort(pieces, std::less{}, &Piece::length);
}

/// An empty batch for pieces that are sorted by length.
SequenceBatch batchFor(std::size_t sequences, std::size_t length)
{
    SequenceBatch batch;
    batch.sequences = static_cast<std::int64_t>(sequences);
    batch.length = static_cast<std::int64_t>(length);
    batch.inputs.assign(sequences * length, 0);
    batch.times.assign(sequences * length, kNoTime);
    return batch;
}

SequenceBatch batchOf(const TrainingSet &train, std::span<const Piece> pieces)
{
    auto batch = batchFor(pieces.size(), pieces.back().length);
    for (std::size_t s = 0; s < pieces.size(); ++s) {
        const auto &piece = pieces[s];
        const auto history = train.history(piece.user).subspan(piece.begin);
        batch.lengths.push_back(piece.length);
        for (std::size_t n = 0; n < piece.length; ++n) {
            const auto place = s * static_cast<std::size_t>(batch.length) + n;
            batch.inputs[place] = history[n].item.value;
            batch.times[place] = history[n].at;
            if (piece.begin + n + 1 < piece.firstTarget)
                continue;
            batch.places.push_back(static_cast<std::int64_t>(place));
            batch.targets.push_back(history[n + 1].item.value);
            batch.users.push_back(piece.user);
        }
    }
    return batch;
}

/// @param make  makes a batch of some neighbours
template <class Sequence, class Make>
SequenceBatches batchesOf(std::vector<Sequence> sequences, int positions, Random &random, const Make &make)
{
    const auto all = std::make_shared<const std::vector<Sequence>>(std::move(sequences));
    SequenceBatches batches;
    for (std::size_t begin = 0; begin < all->size();) {
        auto end = begin;
        for (std::uint32_t taken = 0; end < all->size() && taken < static_cast<std::uint32_t>(positions); ++end)
            taken += (*all)[end].length;
        batches.push_back([all, make, begin, end] { return make(std::span(*all).subspan(begin, end - begin)); });
        begin = end;
    }
    random.shuffle(batches);
    return batches;
}

SequenceBatches batchesOf(const TrainingSet &train, std::vector<Piece> pieces, int positions, Random &random)
{
    sortByLength(pieces, random);
    return batchesOf(std::move(pieces), positions, random,
                     [&train](std::span<const Piece> some) { return batchOf(train, some); });
}

/// An event with the window of those before it.
struct Window
{
    UserIndex user{};
    std::uint32_t target = 0;
    std::uint32_t length = 1; ///< targets
};

/// At its right end.
void fillWindow(std::span<std::int64_t> window, std::span<const Visit> before)
{
    std::ranges::transform(before, window.last(before.size()).begin(),
                           [](const Visit &visit) { return std::int64_t(visit.item.value); });
}

SequenceBatch windowBatchOf(const TrainingSet &train, std::span<const Window> windows, std::size_t length,
                            std::int64_t emptyToken)
{
    auto batch = batchFor(windows.size(), length);
    std::ranges::fill(batch.inputs, emptyToken);
    for (std::size_t s = 0; s < windows.size(); ++s) {
        const auto &own = windows[s];
        const auto history = train.history(own.user);
        const auto shown = std::min<std::size_t>(own.target, length);
        fillWindow(std::span(batch.inputs).subspan(s * length, length), history.subspan(own.target - shown, shown));
        batch.lengths.push_back(static_cast<std::int64_t>(shown));
        batch.places.push_back(static_cast<std::int64_t>(s));
        batch.targets.push_back(history[own.target].item.value);
        batch.users.push_back(own.user);
    }
    return batch;
}

/// A piece in which some events are hidden: those whose rank by chance falls on `pass` of `passes`.
struct Hidden
{
    std::uint32_t piece = 0;
    std::uint32_t length = 0;
    std::uint32_t pass = 0;
    std::uint32_t passes = 1;
};

std::vector<Hidden> passesOver(const std::vector<Piece> &pieces, double share)
{
    const auto most = static_cast<std::uint32_t>(std::max(1L, std::lround(1 / share)));
    std::vector<Hidden> passes;
    for (std::uint32_t p = 0; p < pieces.size(); ++p) {
        const auto count = std::min(most, pieces[p].length);
        for (std::uint32_t pass = 0; pass < count; ++pass)
            passes.push_back({p, pieces[p].length, pass, count});
    }
    return passes;
}

SequenceBatch clozeBatchOf(const TrainingSet &train, const std::vector<Piece> &pieces, std::span<const Hidden> passes,
                           std::int64_t hiddenToken, std::uint64_t seed)
{
    auto batch = batchFor(passes.size(), passes.back().length);
    std::vector<std::uint32_t> rank;
    for (std::size_t s = 0; s < passes.size(); ++s) {
        const auto &piece = pieces[passes[s].piece];
        const auto history = train.history(piece.user).subspan(piece.begin, piece.length);
        rank.resize(piece.length);
        std::iota(rank.begin(), rank.end(), 0U);
        Random own(deriveSeed(seed, passes[s].piece)); // every pass over a piece draws the same ranks
        own.shuffle(rank);
        batch.lengths.push_back(piece.length);
        for (std::size_t n = 0; n < piece.length; ++n) {
            const auto place = s * static_cast<std::size_t>(batch.length) + n;
            batch.inputs[place] = history[n].item.value;
            batch.times[place] = history[n].at;
            if (rank[n] % passes[s].passes != passes[s].pass)
                continue;
            batch.inputs[place] = hiddenToken;
            batch.places.push_back(static_cast<std::int64_t>(place));
            batch.targets.push_back(history[n].item.value);
            batch.users.push_back(piece.user);
        }
    }
    return batch;
}
} // namespace

SequenceBatches nextItemBatches(const TrainingSet &train, int maxLength, int positions, std::uint64_t seed)
{
    Random random(seed);
    std::vector<Piece> pieces;
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        const auto events = static_cast<std::uint32_t>(train.history(UserIndex(u)).size());
        if (events >= 2)
            cut(pieces, UserIndex(u), events - 1, static_cast<std::uint32_t>(maxLength), random);
    }
    return batchesOf(train, std::move(pieces), positions, random);
}

SequenceBatches newItemBatches(const TrainingSet &train, const std::vector<std::uint32_t> &firstNew, int maxLength,
                               int positions, std::uint64_t seed)
{
    Random random(seed);
    const auto most = static_cast<std::uint32_t>(maxLength);
    std::vector<Piece> pieces;
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        const auto events = static_cast<std::uint32_t>(train.history(UserIndex(u)).size());
        const auto first = std::max(1U, firstNew[u]);
        for (auto end = events == 0 ? 0 : events - 1; end >= first;) {
            const auto begin = end > most ? end - most : 0;
            pieces.push_back({UserIndex(u), begin, end - begin, first});
            end = begin;
        }
    }
    return batchesOf(train, std::move(pieces), positions, random);
}

SequenceBatches prefixBatches(const TrainingSet &train, const std::vector<std::uint32_t> &firstNew, int maxLength,
                              int positions, std::uint64_t seed)
{
    Random random(seed);
    std::vector<Piece> pieces;
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        const auto events = static_cast<std::uint32_t>(train.history(UserIndex(u)).size());
        for (auto target = std::max(1U, firstNew[u]); target < events; ++target) {
            const auto length = std::min(target, static_cast<std::uint32_t>(maxLength));
            pieces.push_back({UserIndex(u), target - length, length, target});
        }
    }
    return batchesOf(train, std::move(pieces), positions, random);
}

SequenceBatches clozeBatches(const TrainingSet &train, int maxLength, double share, std::int64_t hiddenToken,
                             int positions, std::uint64_t seed)
{
    Random random(seed);
    std::vector<Piece> pieces;
    for (std::uint32_t u = 0; u < train.userCount(); ++u)
        cut(pieces, UserIndex(u), static_cast<std::uint32_t>(train.history(UserIndex(u)).size()),
            static_cast<std::uint32_t>(maxLength), random);
    std::erase_if(pieces, [](const Piece &piece) { return piece.length < 2; });
    auto passes = passesOver(pieces, share);
    random.shuffle(passes);
    std::ranges::stable_sort(passes, std::less{}, &Hidden::length);
    const auto ranks = random();
    return batchesOf(
        std::move(passes), positions, random,
        [&train, pieces = std::make_shared<const std::vector<Piece>>(std::move(pieces)), hiddenToken,
         ranks](std::span<const Hidden> some) { return clozeBatchOf(train, *pieces, some, hiddenToken, ranks); });
}

SequenceBatches windowBatches(const TrainingSet &train, std::span<const std::uint32_t> firstNew, int maxLength,
                              std::int64_t emptyToken, int targets, std::uint64_t seed)
{
    Random random(seed);
    const auto most = static_cast<std::uint32_t>(maxLength);
    std::vector<Window> windows;
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        const auto events = static_cast<std::uint32_t>(train.history(UserIndex(u)).size());
        const auto first = std::max(events - std::min(events, most), firstNew.empty() ? 0 : firstNew[u]);
        for (auto target = first; target < events; ++target)
            windows.push_back({UserIndex(u), target});
    }
    random.shuffle(windows);
    return batchesOf(std::move(windows), targets, random,
                     [&train, length = static_cast<std::size_t>(maxLength), emptyToken](std::span<const Window> some) {
                         return windowBatchOf(train, some, length, emptyToken);
                     });
}

std::vector<HistoryBatch> historyBatches(const std::vector<std::span<const Visit>> &histories, int maxLength,
                                         int positions, std::optional<std::int64_t> query,
                                         std::optional<std::int64_t> empty)
{
    const std::size_t behind = query ? 1 : 0;
    const auto visitsOf = [&](std::size_t h) {
        return std::min(histories[h].size(), static_cast<std::size_t>(maxLength) - behind);
    };
    const auto placesOf = [&](std::size_t h) {
        return empty ? static_cast<std::size_t>(maxLength) : visitsOf(h) + behind;
    };
    std::vector<std::size_t> order(histories.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::less{}, visitsOf);
    std::vector<HistoryBatch> batches;
    for (std::size_t begin = 0; begin < order.size();) {
        const auto most = std::max<std::size_t>(1, static_cast<std::size_t>(positions) / placesOf(order[begin]));
        const auto end = std::min(order.size(), begin + most);
        HistoryBatch batch;
        const auto length = placesOf(order[end - 1]);
        batch.length = static_cast<std::int64_t>(length);
        batch.inputs.assign((end - begin) * length, empty.value_or(0));
        batch.times.assign((end - begin) * length, kNoTime);
        for (auto s = begin; s < end; ++s) {
            const auto own = visitsOf(order[s]);
            const auto visits = histories[order[s]].last(own);
            const auto row = std::span(batch.inputs).subspan((s - begin) * length, length);
            fillWindow(empty ? row : row.first(own), visits);
            std::ranges::transform(visits, batch.times.begin() + static_cast<std::ptrdiff_t>((s - begin) * length),
                                   &Visit::at);
            if (query)
                row[own] = *query;
            batch.lengths.push_back(static_cast<std::int64_t>(own + behind));
            batch.last.push_back(
                static_cast<std::int64_t>(empty ? s - begin : (s - begin) * length + own + behind - 1));
            batch.which.push_back(order[s]);
        }
        batches.push_back(std::move(batch));
        begin = end;
    }
    return batches;
}

} // namespace aisle
