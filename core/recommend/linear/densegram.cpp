#include "core/recommend/linear/densegram.h"

#include "core/common/error.h"
#include "core/common/memory.h"
#include "core/common/parallel.h"
#include "core/numeric/decomposition/decomposition.h"
#include "core/numeric/rowsums.h"
#include "core/numeric/torchsupport.h"
#include "core/recommend/ranking.h"

#include <algorithm>

namespace aisle {

void gram(const SparseRows &rows, const SparseRows &transposed, bool ones, const std::vector<float> &inner,
          const std::vector<float> &outer, std::vector<float> &matrix, JobContext &job)
{
    const std::size_t n = rows.rows;
    matrix.assign(n * n, 0.0F);
    parallelFor(n, 32, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0)
            job.checkpoint();
        for (auto a = begin; a < end; ++a) {
            float *row = matrix.data() + a * n;
            const auto columns = rows.row(static_cast<std::uint32_t>(a));
            const auto values = rows.rowValues(static_cast<std::uint32_t>(a));
            for (std::size_t c = 0; c < columns.size(); ++c) {
                const float weight = inner[columns[c]] * (ones ? 1 : values[c]);
                const auto others = transposed.row(columns[c]);
                const auto worth = transposed.rowValues(columns[c]);
                for (std::size_t o = 0; o < others.size() && others[o] <= a; ++o)
                    row[others[o]] += ones ? weight : weight * worth[o];
            }
            for (std::size_t b = 0; b <= a; ++b)
                row[b] *= outer[a] * outer[b];
        }
    });
}

void invertGram(std::vector<float> &matrix, std::size_t n, const FitOptions &options, JobContext &job)
{
    const auto size = static_cast<std::int64_t>(n);
    auto tensor = viewOf(matrix, {size, size});
    const auto device = torchDevice(options.device);
    PartOfJob part(job, .1, .9);
    if (device.is_cpu()) {
        invertPositiveDefinite(tensor, part);
        return;
    }
    auto moved = tensor.to(device);
    invertPositiveDefinite(moved, part);
    tensor.copy_(moved);
}

void refuseTooLargeGram(std::uint32_t items, std::int64_t needed)
{
    const auto available = availableMemoryBytes();
    if (needed > available)
        throw Error("ease.too-large",
                    QT_TRANSLATE_NOOP("Error",
                                      "EASE on %1 products needs %2 MB of memory and %3 MB are free: leave out rare "
                                      "products (a higher minimum of events a product), or choose item neighbours."),
                    {QString::number(items), QString::number(needed >> 20), QString::number(available >> 20)});
}

void weightsFromInverse(std::vector<float> &inverse, const std::vector<float> &products)
{
    const auto n = products.size();
    std::vector<float> factors(n);
    for (std::size_t j = 0; j < n; ++j)
        factors[j] = -1 / inverse[j * n + j];
    parallelFor(n, 64, [&](std::size_t begin, std::size_t end, int) {
        for (auto i = begin; i < end; ++i) {
            float *row = inverse.data() + i * n;
            for (std::size_t j = 0; j < n; ++j)
                row[j] *= products[i] * factors[j];
            row[i] = 0;
        }
    });
}

std::vector<Reason> reasonsByWeights(const Request &request, ItemIndex item,
                                     const std::function<float(ItemIndex seen)> &weightOf)
{
    std::vector<Reason> reasons;
    for (const auto seen : distinctItems(request.history))
        if (seen != item)
            reasons.push_back({.because = seen, .text = {}, .contribution = weightOf(seen)});
    std::ranges::sort(reasons, std::greater{}, &Reason::contribution);
    return reasons;
}

void scoreByWeights(const std::vector<float> &weights, std::size_t items, std::span<const Request *const> requests,
                    std::span<float> scores)
{
    std::vector<std::vector<ItemIndex>> seen;
    for (const auto *request : requests)
        seen.push_back(distinctItems(request->history));
    // A strip of the columns is small enough to stay in the second-level cache for all requests of the block.
    for (std::size_t begin = 0; begin < items; begin += kernels::kStrip)
        for (std::size_t p = 0; p < requests.size(); ++p)
            kernels::sumRowStrip(weights.data() + begin, items, seen[p], std::min(kernels::kStrip, items - begin),
                                 scores.data() + p * items + begin);
}

void scoreSomeByWeights(const std::vector<float> &weights, std::size_t items, const Request &request,
                        std::span<const ItemIndex> products, std::span<float> scores)
{
    const auto seen = distinctItems(request.history);
    for (std::size_t i = 0; i < products.size(); ++i)
        kernels::sumRowStrip(weights.data() + products[i].value, items, seen, 1, &scores[i]);
}

} // namespace aisle
