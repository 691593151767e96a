#include "core/recommend/factor/factors.h"

#include "core/common/parallel.h"
#include "core/common/random.h"

namespace aisle {

std::vector<float> drawnRows(std::size_t rows, std::size_t size, double deviation, std::uint64_t seed)
{
    std::vector<float> values(rows * size);
    parallelFor(rows, 256, [&](std::size_t begin, std::size_t end, int) {
        for (auto r = begin; r < end; ++r) {
            Random random(deriveSeed(seed, r));
            for (std::size_t f = 0; f < size; ++f)
                values[r * size + f] = static_cast<float>(deviation * random.normal());
        }
    });
    return values;
}

} // namespace aisle
