#include "core/recommend/factor/pairfactors.h"

#include "core/common/random.h"
#include "core/recommend/factor/factors.h"

#include <algorithm>
#include <cmath>

namespace aisle {

PairFactors::PairFactors(std::size_t userCount, std::size_t itemCount, std::size_t rowSize, double deviation,
                         std::uint64_t seed)
    : size(rowSize), users(drawnRows(userCount, size, deviation, deriveSeed(seed, 0))),
      items(drawnRows(itemCount, size, deviation, deriveSeed(seed, 3))), biases(itemCount), userSquares(userCount),
      itemSquares(itemCount), biasSquares(itemCount)
{
}

bool PairFactors::isFinite() const
{
    return kernels::allFinite(users) && kernels::allFinite(items) && kernels::allFinite(biases);
}

void PairFactors::save(SnapshotWriter &out) const
{
    for (const auto *values : {&users, &items, &biases, &userSquares, &itemSquares, &biasSquares})
        out.array(*values);
}

PairFactors PairFactors::load(SnapshotReader &in, std::size_t size, std::size_t itemCount)
{
    PairFactors factors;
    factors.size = size;
    factors.users = in.array<float>();
    in.check(factors.users.size() % size == 0);
    factors.items = in.array<float>(itemCount * size);
    factors.biases = in.array<float>(itemCount);
    factors.userSquares = in.array<float>(factors.users.size() / size);
    factors.itemSquares = in.array<float>(itemCount);
    factors.biasSquares = in.array<float>(itemCount);
    return factors;
}

PairFactors PairFactors::moved(const Growth &growth, std::size_t userCount, std::size_t itemCount, double deviation,
                               std::uint64_t seed) const
{
    PairFactors grown(userCount, itemCount, size, deviation, seed);
    moveRows(users, size, growth.users, kNoUser, grown.users);
    moveRows(userSquares, 1, growth.users, kNoUser, grown.userSquares);
    moveRows(items, size, growth.items, kNoItem, grown.items);
    moveRows(itemSquares, 1, growth.items, kNoItem, grown.itemSquares);
    moveRows(biases, 1, growth.items, kNoItem, grown.biases);
    moveRows(biasSquares, 1, growth.items, kNoItem, grown.biasSquares);
    return grown;
}

void PairFactorsLearner::restoreBest()
{
    if (m_best.size == 0)
        return;
    m_factors = m_best;
    onReplaced();
}

void PairFactorsLearner::saveState(SnapshotWriter &out) const
{
    now().save(out);
    out.value(m_best.size > 0);
    if (m_best.size > 0)
        m_best.save(out);
}

void PairFactorsLearner::loadState(SnapshotReader &in)
{
    const auto products = m_factors.biases.size(), size = m_factors.size, shoppers = m_factors.users.size();
    const auto load = [&] {
        auto factors = PairFactors::load(in, size, products);
        in.check(factors.users.size() == shoppers);
        return factors;
    };
    m_factors = load();
    if (in.value<bool>())
        m_best = load();
    onReplaced();
}

Embedding PairFactors::itemsWithBiases() const
{
    const auto rows = static_cast<std::uint32_t>(biases.size()), width = static_cast<std::uint32_t>(size + 1);
    Embedding all{.rows = rows, .size = width, .values = std::vector<float>(std::size_t(rows) * width)};
    for (std::uint32_t i = 0; i < rows; ++i) {
        std::copy_n(items.data() + i * size, size, all.values.data() + std::size_t(i) * width);
        all.values[std::size_t(i) * width + size] = biases[i];
    }
    return all;
}

void PairFactors::prefetch(const std::vector<float> &rows, std::uint32_t row) const
{
    constexpr std::size_t kFloatsALine = 16;
    const float *begin = rows.data() + std::size_t(row) * size;
    for (std::size_t f = 0; f < size; f += kFloatsALine)
        __builtin_prefetch(begin + f, 1);
}

void LogLossSum::settle()
{
    m_sum -= std::log(m_product);
    m_product = 1;
    m_pending = 0;
}

} // namespace aisle
