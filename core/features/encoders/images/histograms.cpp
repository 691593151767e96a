#include "core/features/encoders/images/histograms.h"

#include "core/features/encoders/images/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace aisle {

namespace {

constexpr int kSide = 128; ///< of the square that a picture is made before

/// Makes them of this length; of nothing but 0 stays 0.
void makeLong(std::span<float> numbers, double length)
{
    double squares = 0;
    for (const float each : numbers)
        squares += static_cast<double>(each) * static_cast<double>(each);
    if (squares > 0)
        for (auto &each : numbers)
            each = static_cast<float>(each * length / std::sqrt(squares));
}

/// 0: the middle, 1 to 4: the corners.
std::size_t regionOf(int x, int y)
{
    constexpr double kHalf = kSide / 2.0, kRadius = 0.75 * kHalf;
    const double right = x + 0.5 - kHalf, down = y + 0.5 - kHalf;
    const bool isCentral = right * right + down * down < kRadius * kRadius;
    return isCentral ? 0 : 1 + (right > 0 ? 1 : 0) + (down > 0 ? 2 : 0);
}

/// Adds to neighbouring places by how near they are. @param place  0..count, its middles at .5
void share(std::span<float> numbers, double place, double weight, bool isRound)
{
    const auto count = static_cast<int>(numbers.size());
    const double at = place - 0.5;
    const int low = static_cast<int>(std::floor(at));
    const double high = at - low;
    const auto index = [&](int i) {
        return static_cast<std::size_t>(isRound ? (i + count) % count : std::clamp(i, 0, count - 1));
    };
    numbers[index(low)] += static_cast<float>(weight * (1 - high));
    numbers[index(low + 1)] += static_cast<float>(weight * high);
}

/// Hue 0..1, saturation and value 0..1.
struct Hsv
{
    double hue = 0, saturation = 0, value = 0;
};
Hsv hsvOf(const std::uint8_t *rgb)
{
    const int most = std::max({rgb[0], rgb[1], rgb[2]}), least = std::min({rgb[0], rgb[1], rgb[2]});
    const double range = most - least;
    Hsv hsv{.saturation = most == 0 ? 0 : range / most, .value = most / 255.0};
    if (range <= 0)
        return hsv;
    if (most == rgb[0])
        hsv.hue = (rgb[1] - rgb[2]) / range;
    else if (most == rgb[1])
        hsv.hue = 2 + (rgb[2] - rgb[0]) / range;
    else
        hsv.hue = 4 + (rgb[0] - rgb[1]) / range;
    hsv.hue = hsv.hue < 0 ? hsv.hue / 6 + 1 : hsv.hue / 6;
    return hsv;
}

void writeColours(const Picture &square, std::span<float> numbers)
{
    constexpr std::size_t kRegion = 2 * kHues + kGreys;
    for (int y = 0; y < square.height; ++y)
        for (int x = 0; x < square.width; ++x) {
            const auto hsv = hsvOf(&square.rgb[square.at(x, y)]);
            const auto region = numbers.subspan(regionOf(x, y) * kRegion, kRegion);
            const double colour = std::clamp((hsv.saturation * hsv.value - 0.05) / 0.15, 0.0, 1.0); // 0: a grey
            share(region.subspan(2 * kHues), hsv.value * kGreys, 1 - colour, false);
            share(region.subspan(hsv.value < 0.6 ? kHues : 0, kHues), hsv.hue * kHues, colour, true);
        }
    for (std::size_t r = 0; r < kColourRegions; ++r)
        makeLong(numbers.subspan(r * kRegion, kRegion), 1);
    for (auto &each : numbers)
        each = std::sqrt(each);
}

void writeEdges(const Picture &square, std::span<float> numbers)
{
    const auto brightness = [&](int x, int y) {
        const auto *rgb = &square.rgb[square.at(std::clamp(x, 0, kSide - 1), std::clamp(y, 0, kSide - 1))];
        return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
    };
    constexpr int kCell = kSide / static_cast<int>(kCells);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const double right = brightness(x + 1, y) - brightness(x - 1, y);
            const double down = brightness(x, y + 1) - brightness(x, y - 1);
            const double angle = std::atan2(down, right) / std::numbers::pi; // a line has no sign: 0..1
            const auto cell = static_cast<std::size_t>(y / kCell) * kCells + static_cast<std::size_t>(x / kCell);
            share(numbers.subspan(cell * kDirections, kDirections), (angle - std::floor(angle)) * kDirections,
                  std::hypot(right, down), true);
        }
    // Each cell against its surroundings, so that a shadow does not count, and no strong edge alone.
    constexpr double kLeast = 50, kMost = 0.2; // of 0..255 a pixel; of a length of 1
    std::array<double, kCells * kCells> energy{};
    for (std::size_t c = 0; c < energy.size(); ++c)
        for (const float each : numbers.subspan(c * kDirections, kDirections))
            energy[c] += static_cast<double>(each) * static_cast<double>(each);
    constexpr int kAcross = static_cast<int>(kCells);
    for (int y = 0; y < kAcross; ++y)
        for (int x = 0; x < kAcross; ++x) {
            double around = kLeast * kLeast;
            for (int v = std::max(y - 1, 0); v <= std::min(y + 1, kAcross - 1); ++v)
                for (int u = std::max(x - 1, 0); u <= std::min(x + 1, kAcross - 1); ++u)
                    around += energy[static_cast<std::size_t>(v * kAcross + u)];
            for (auto &each : numbers.subspan(static_cast<std::size_t>(y * kAcross + x) * kDirections, kDirections))
                each = static_cast<float>(std::min(each / std::sqrt(around), kMost));
        }
}

} // namespace

void writeHistograms(const Picture &picture, std::span<float> numbers)
{
    const auto square = resampled(picture, {.width = kSide, .height = kSide, .partWidth = kSide, .partHeight = kSide},
                                  ResampleFilter::Bilinear);
    constexpr double kColours = 0.3; // of the square of the length: edges tell kinds of products apart, colours twins
    std::ranges::fill(numbers, 0.F);
    writeColours(square, numbers.first(kColourNumbers));
    makeLong(numbers.first(kColourNumbers), std::sqrt(kColours));
    writeEdges(square, numbers.subspan(kColourNumbers));
    makeLong(numbers.subspan(kColourNumbers), std::sqrt(1 - kColours));
    makeLong(numbers, 1);
}

} // namespace aisle
