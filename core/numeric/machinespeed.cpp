#include "core/numeric/machinespeed.h"

#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/numeric/kernels.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <c10/core/InferenceMode.h>
#include <chrono>
#include <cmath>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace aisle {

namespace {

using Clock = std::chrono::steady_clock;

/// Units of work a second: the best of many goes after a first one that warms up, since other programs only slow it.
double rateOf(double units, const std::function<void()> &body)
{
    constexpr int kFewestGoes = 8, kMostGoes = 60;
    constexpr double kLongestSeconds = .05;
    body();
    double best = 1e9, total = 0;
    for (int go = 0; go < kFewestGoes || (go < kMostGoes && total < kLongestSeconds); ++go) {
        const auto start = Clock::now();
        body();
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        best = std::min(best, seconds);
        total += seconds;
    }
    return units / std::max(1e-9, best);
}

double productRate(std::int64_t rows, std::int64_t inner, std::int64_t cols)
{
    const c10::InferenceMode inference;
    const auto a = at::full({rows, inner}, .5F), b = at::full({inner, cols}, .25F);
    auto product = at::empty({rows, cols});
    return rateOf(static_cast<double>(rows * inner * cols), [&] { at::mm_out(product, a, b); });
}

double streamRate()
{
    constexpr std::size_t kNumbers = 4 << 20, kPiece = 1 << 16;
    std::vector<float> to(kNumbers, 1.0F);
    const std::vector<float> from(kNumbers, 1.0F);
    return rateOf(3.0 * sizeof(float) * kNumbers, [&] {
        parallelFor(kNumbers, kPiece, [&](std::size_t begin, std::size_t end, int) {
            kernels::addScaled(to.data() + begin, from.data() + begin, .5F, end - begin);
        });
    });
}

/// Every thread has a third of its rows' places of its own, as the sweeps of factorisations do.
double rowStepRate()
{
    constexpr std::size_t kRows = 40'000, kSize = 64, kSteps = 8'000;
    std::vector<float> table(kRows * kSize, .1F), squares(kRows, 1.0F);
    const auto pieces = static_cast<std::size_t>(threadCount());
    const auto each = static_cast<std::uint32_t>(kRows / pieces);
    const auto row = [&](std::size_t r) { return kernels::LearningRow{table.data() + r * kSize, &squares[r]}; };
    return rateOf(static_cast<double>(kSteps * pieces), [&] {
        parallelFor(pieces, 1, [&](std::size_t piece, std::size_t, int) {
            Random random(piece);
            const auto draw = [&] { return row(piece * each + random.below(each)); };
            for (std::size_t s = 0; s < kSteps; ++s)
                kernels::pairStep(draw(), draw(), draw(), kSize, 0, 1e-4F, 0);
        });
    });
}

double countRate()
{
    constexpr std::size_t kPlaces = 10'000, kRowLength = 100, kRowsOfPlaces = 4'000;
    Random random(3);
    std::vector<std::uint32_t> places(kRowLength * kRowsOfPlaces);
    for (auto &place : places)
        place = random.below(kPlaces);
    const auto pieces = static_cast<std::size_t>(threadCount());
    std::vector<std::vector<float>> counts(pieces, std::vector<float>(kPlaces));
    return rateOf(static_cast<double>(places.size() * pieces), [&] {
        parallelFor(pieces, 1, [&](std::size_t piece, std::size_t, int) {
            for (const auto place : places)
                counts[piece][place] += 1;
        });
    });
}

MachineSpeed measured()
{
    return {.multiplyAdds = productRate(1024, 64, 256),
            .streamedBytes = streamRate(),
            .rowSteps = rowStepRate(),
            .countedPairs = countRate()};
}

/// Two cores of a server of 2023 with nothing else to do, measured as above.
constexpr MachineSpeed kReference{
    .multiplyAdds = 8.9e10, .streamedBytes = 1.05e11, .rowSteps = 4.4e7, .countedPairs = 3.8e9};
constexpr int kReferenceThreads = 2;
constexpr double MachineSpeed::*kRates[]{&MachineSpeed::multiplyAdds, &MachineSpeed::streamedBytes,
                                         &MachineSpeed::rowSteps, &MachineSpeed::countedPairs};

std::mutex &keptGuard()
{
    static std::mutex guard;
    return guard;
}

std::optional<MachineSpeed> &keptSpeed()
{
    static std::optional<MachineSpeed> kept;
    return kept;
}

MachineSpeed knownSpeed()
{
    const auto now = measured();
    const std::lock_guard lock(keptGuard());
    return keptSpeed() ? damped(*keptSpeed(), now) : now;
}

} // namespace

MachineSpeed damped(const MachineSpeed &kept, const MachineSpeed &measured)
{
    constexpr double kShare = .5, kMostSlower = .1, kMostFaster = 1. / 3;
    auto moved = kept;
    for (const auto rate : kRates) {
        const double ratio = measured.*rate / kept.*rate;
        if (kept.*rate > 0 && std::isfinite(ratio) && ratio > 0)
            moved.*rate *= std::clamp(std::pow(ratio, kShare), 1 - kMostSlower, 1 + kMostFaster);
    }
    return moved;
}

void setKeptMachineSpeed(const MachineSpeed &kept)
{
    const std::lock_guard lock(keptGuard());
    keptSpeed() = kept;
}

MachineSpeed machineSpeed()
{
    static const int threads = threadCount();
    static const MachineSpeed known = knownSpeed();
    auto speed = known;
    const double share = static_cast<double>(threadCount()) / threads;
    for (auto *rate : {&speed.multiplyAdds, &speed.rowSteps, &speed.countedPairs})
        *rate *= share;
    return speed;
}

double slowerThanReference()
{
    const auto here = machineSpeed();
    const double ratios = kReference.multiplyAdds / here.multiplyAdds *
                          (kReference.streamedBytes / here.streamedBytes) * (kReference.rowSteps / here.rowSteps) *
                          (kReference.countedPairs / here.countedPairs);
    return std::pow(ratios, .25) * threadCount() / kReferenceThreads;
}

double smallBatchSpeedUp()
{
    return std::pow(threadCount(), .6);
}

} // namespace aisle
