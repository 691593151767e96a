#include "core/features/encoders/images/resample.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace aisle {

namespace {

constexpr int kBits = 32 - 8 - 2; ///< of a weight behind the point

double bilinear(double x)
{
    x = std::abs(x);
    return x < 1 ? 1 - x : 0;
}

/// Keys' cubic convolution (1981) with a = -1/2.
double bicubic(double x)
{
    constexpr double a = -0.5;
    x = std::abs(x);
    if (x < 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
}

double sinc(double x)
{
    x *= std::numbers::pi;
    return x == 0 ? 1 : std::sin(x) / x;
}

double lanczos(double x)
{
    return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
}

struct Kernel
{
    double (*weight)(double);
    double support;
};

Kernel kernelOf(ResampleFilter filter)
{
    switch (filter) {
    case ResampleFilter::Bilinear:
        return {bilinear, 1};
    case ResampleFilter::Bicubic:
        return {bicubic, 2};
    case ResampleFilter::Lanczos:
        return {lanczos, 3};
    }
    return {bilinear, 1};
}

/// Which pixels of a line become one, and with what weight.
struct Mix
{
    int first = 0;
    std::vector<int> weights; ///< whole numbers of kBits behind the point; empty: black
};

/// @param begin  first of `count` pixels asked for, of `to` that `from` pixels become
std::vector<Mix> mixes(int from, int to, int begin, int count, const Kernel &kernel)
{
    std::vector<Mix> all(static_cast<std::size_t>(count));
    const double scale = static_cast<double>(from) / to;
    const double wide = std::max(scale, 1.0);
    const double support = kernel.support * wide;
    for (int i = 0; i < count; ++i) {
        const int pixel = begin + i;
        if (pixel < 0 || pixel >= to)
            continue;
        auto &mix = all[static_cast<std::size_t>(i)];
        const double centre = (pixel + 0.5) * scale;
        mix.first = std::max(static_cast<int>(centre - support + 0.5), 0);
        const int end = std::min(static_cast<int>(centre + support + 0.5), from);
        std::vector<double> weights;
        double sum = 0;
        for (int x = mix.first; x < end; ++x) {
            weights.push_back(kernel.weight((x - centre + 0.5) / wide));
            sum += weights.back();
        }
        for (const double weight : weights) {
            const double share = (sum == 0 ? weight : weight / sum) * (1 << kBits);
            mix.weights.push_back(static_cast<int>(share < 0 ? share - 0.5 : share + 0.5));
        }
    }
    return all;
}

/// One pixel: what lies `step` numbers apart, mixed.
void mixInto(std::uint8_t *to, const std::uint8_t *from, std::size_t step, const Mix &mix)
{
    constexpr int kHalf = 1 << (kBits - 1);
    int sums[3] = {kHalf, kHalf, kHalf};
    for (const int weight : mix.weights) {
        for (int c = 0; c < 3; ++c)
            sums[c] += from[c] * weight;
        from += step;
    }
    for (int c = 0; c < 3; ++c)
        to[c] = static_cast<std::uint8_t>(std::clamp(sums[c] >> kBits, 0, 255));
}

} // namespace

Picture resampled(const Picture &picture, const Resampled &to, ResampleFilter filter)
{
    const auto kernel = kernelOf(filter);
    const auto columns = mixes(picture.width, to.width, to.left, to.partWidth, kernel);
    const auto lines = mixes(picture.height, to.height, to.top, to.partHeight, kernel);
    int first = picture.height, end = 0; // lines that any pixel needs
    for (const auto &line : lines) {
        if (line.weights.empty())
            continue;
        first = std::min(first, line.first);
        end = std::max(end, line.first + static_cast<int>(line.weights.size()));
    }
    Picture across{.width = to.partWidth, .height = std::max(end - first, 0), .rgb = {}};
    across.rgb.resize(across.at(0, across.height));
    for (int y = 0; y < across.height; ++y)
        for (int x = 0; x < across.width; ++x)
            if (const auto &mix = columns[static_cast<std::size_t>(x)]; !mix.weights.empty())
                mixInto(&across.rgb[across.at(x, y)], &picture.rgb[picture.at(mix.first, first + y)], 3, mix);
    Picture outcome{.width = to.partWidth, .height = to.partHeight, .rgb = {}};
    outcome.rgb.resize(outcome.at(0, outcome.height));
    const auto step = across.at(0, 1);
    for (int y = 0; y < outcome.height; ++y)
        if (const auto &mix = lines[static_cast<std::size_t>(y)]; !mix.weights.empty())
            for (int x = 0; x < outcome.width; ++x)
                mixInto(&outcome.rgb[outcome.at(x, y)], &across.rgb[across.at(x, mix.first - first)], step, mix);
    return outcome;
}

} // namespace aisle
