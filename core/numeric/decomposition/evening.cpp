#include "core/numeric/decomposition/evening.h"

#include "core/numeric/finite.h"
#include "core/numeric/torchsupport.h"

namespace aisle {

void evenOut(std::vector<float> &rows, std::size_t dims)
{
    constexpr std::size_t kMostDims = 1024;
    constexpr double kHalfway = -0.25, kRidge = 0.1, kShortest = 1e-12;
    if (rows.empty() || dims > kMostDims)
        return;
    refuseNotFinite(rows); // LibTorch would say it in its own words
    const c10::InferenceMode inference;
    const auto width = static_cast<std::int64_t>(dims), count = static_cast<std::int64_t>(rows.size()) / width;
    const auto all = viewOf(rows, {count, width}), square = at::mm(all.t(), all).to(at::kDouble);
    const auto mean = square.trace() / static_cast<double>(width);
    if (mean.item<double>() <= 0)
        return;
    const auto [variances, directions] = at::linalg_eigh(square / mean);
    const auto scales = (variances.clamp_min(0) + kRidge).pow(kHalfway);
    const auto turned = at::mm(directions * scales, directions.t()).to(at::kFloat);
    const auto even = at::mm(all, turned);
    rows = toVector(even / even.norm(2, {1}, true).clamp_min(kShortest));
}

} // namespace aisle
