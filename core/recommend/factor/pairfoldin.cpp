#include "core/recommend/factor/pairfoldin.h"

#include "core/common/random.h"
#include "core/numeric/kernels.h"
#include "core/recommend/ranking.h"

#include <algorithm>

namespace aisle {

namespace {
constexpr std::size_t kSteps = 600; ///< at least, of a history
}

void foldInByPairs(const Embedding &items, std::span<const Visit> history, std::span<float> vector, double rate,
                   double l2)
{
    const auto seen = distinctItems(history);
    Random random(seedOf(seen));
    const auto size = vector.size();
    const bool isBiased = items.size > size;
    const auto passes = std::max<std::size_t>(10, kSteps / std::max<std::size_t>(1, seen.size()));
    float squares = 0;
    for (std::size_t pass = 0; pass < passes; ++pass) {
        for (const auto item : seen) {
            const ItemIndex other(random.below(items.rows));
            if (std::ranges::binary_search(seen, other))
                continue;
            const auto positive = items.row(item.value), negative = items.row(other.value);
            kernels::pairStepOfUser({vector.data(), &squares}, positive.data(), negative.data(), size,
                                    isBiased ? positive[size] - negative[size] : 0, static_cast<float>(rate),
                                    static_cast<float>(l2));
        }
    }
}

double pairFoldInSeconds(double visits, double factors)
{
    return std::max<double>(kSteps, 10 * visits) * (30 + 0.6 * factors) * 1e-9;
}

} // namespace aisle
