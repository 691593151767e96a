#include "widgets/map/mapcolours.h"

#include "widgets/common/theme.h"

#include <QHash>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace aisle {

namespace {

constexpr int kRampSteps = 255;

/// Numbers categories by size; those beyond the colours there are share the last, grey one.
MapColouring byCategory(const std::vector<std::uint32_t> &categoryOf, const std::vector<QString> &names)
{
    std::vector<std::uint32_t> sizes(names.size(), 0);
    for (const auto category : categoryOf)
        ++sizes[category];
    std::vector<std::uint32_t> order(names.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
        return names[a].isEmpty() != names[b].isEmpty() ? names[b].isEmpty() : sizes[a] > sizes[b];
    });
    MapColouring result;
    std::vector<std::uint8_t> place(names.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool isOwn = i < kCategoryColours && !names[order[i]].isEmpty();
        if (isOwn) {
            result.entries.push_back({names[order[i]], categoryColour(static_cast<int>(i)), sizes[order[i]]});
        } else if (result.entries.empty() || !result.entries.back().name.isEmpty()) {
            result.entries.push_back({QString(), tokens().returns, sizes[order[i]]});
        } else {
            result.entries.back().count += sizes[order[i]];
        }
        place[order[i]] = static_cast<std::uint8_t>(result.entries.size() - 1);
    }
    auto colours = std::make_shared<std::vector<std::uint8_t>>(categoryOf.size());
    std::transform(categoryOf.begin(), categoryOf.end(), colours->begin(),
                   [&](auto category) { return place[category]; });
    result.colours = std::move(colours);
    for (const auto &entry : result.entries)
        result.table.push_back(entry.colour.rgb());
    return result;
}

template <class Number>
MapColouring byRamp(const std::vector<Number> &values)
{
    MapColouring result;
    std::vector<float> known;
    for (const auto value : values) {
        if (std::isfinite(static_cast<double>(value)) && value > 0)
            known.push_back(static_cast<float>(value));
    }
    if (!known.empty()) { // the dearest hundredth must not make all others look alike
        std::sort(known.begin(), known.end());
        result.least = known[known.size() / 100];
        result.greatest = std::max<double>(known[known.size() - 1 - known.size() / 100], result.least);
    }
    const double from = std::log(std::max(result.least, 1e-9));
    const double span = std::max(std::log(std::max(result.greatest, 1e-9)) - from, 1e-9);
    auto colours = std::make_shared<std::vector<std::uint8_t>>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = static_cast<double>(values[i]);
        const bool isKnown = std::isfinite(value) && value > 0;
        result.unknown += !isKnown;
        (*colours)[i] =
            isKnown ? static_cast<std::uint8_t>(std::clamp((std::log(value) - from) / span, 0., 1.) * (kRampSteps - 1))
                    : static_cast<std::uint8_t>(kRampSteps);
    }
    result.colours = std::move(colours);
    for (int step = 0; step < kRampSteps; ++step)
        result.table.push_back(magnitudeColour(step / (kRampSteps - 1.)).rgb());
    result.table.push_back(tokens().outline.rgb());
    return result;
}

MapColouring byText(const std::vector<QString> &texts, std::size_t points)
{
    QHash<QString, std::uint32_t> numbers;
    std::vector<QString> names;
    std::vector<std::uint32_t> of(points, 0);
    for (std::size_t i = 0; i < points; ++i) {
        const auto &text = i < texts.size() ? texts[i] : QString();
        const auto known = numbers.constFind(text);
        if (known == numbers.constEnd()) {
            numbers.insert(text, static_cast<std::uint32_t>(names.size()));
            of[i] = static_cast<std::uint32_t>(names.size());
            names.push_back(text);
        } else {
            of[i] = *known;
        }
    }
    return byCategory(of, names);
}

} // namespace

QColor categoryColour(int place)
{
    static constexpr unsigned kLight[]{0x2a9d8f, 0xc8558f, 0xc9971c, 0x4d9a4a, 0x8c6146, 0x5d7286,
                                       0xe58fb3, 0x37b0c9, 0xb59a63, 0x86c06c, 0xa5486a};
    static constexpr unsigned kDark[]{0x4fc3b5, 0xe583b5, 0xe3b94f, 0x7cc678, 0xb98d70, 0x90a4b8,
                                      0xf3b3cf, 0x6fd0e6, 0xd2bd8b, 0xa9dc93, 0xd07a98};
    const auto at = static_cast<std::size_t>(place % kCategoryColours);
    return QColor::fromRgb(Theme::instance().isDark() ? kDark[at] : kLight[at]);
}

MapColouring colourMap(const RunMap &map, MapColour by, const std::vector<std::uint32_t> &shown)
{
    switch (by) {
    case MapColour::Category:
        return byText(map.categories, map.ids.size());
    case MapColour::Price:
        return byRamp(map.prices);
    case MapColour::Popularity:
        return byRamp(map.events);
    case MapColour::Exposure:
        return byRamp(shown.size() == map.ids.size() ? shown : std::vector<std::uint32_t>(map.ids.size(), 0));
    case MapColour::Group:
        break;
    }
    std::vector<std::uint32_t> of(map.clustering.groupOf.begin(), map.clustering.groupOf.end());
    std::vector<QString> names;
    for (std::size_t group = 0; group < map.groups.size(); ++group)
        names.push_back(map.groups[group].name.isEmpty() ? QStringLiteral("#%1").arg(group + 1)
                                                         : map.groups[group].name);
    return byCategory(of, names);
}

std::shared_ptr<const std::vector<float>> sizeMap(const RunMap &map, MapSize by)
{
    if (by == MapSize::Same || (by == MapSize::Price && map.prices.empty()))
        return {};
    const auto figure = [&](std::size_t i) {
        const double value = by == MapSize::Price ? map.prices[i] : map.events[i];
        return std::isfinite(value) && value > 0 ? std::log1p(value) : 0.;
    };
    double greatest = 1e-9;
    for (std::size_t i = 0; i < map.ids.size(); ++i)
        greatest = std::max(greatest, figure(i));
    auto sizes = std::make_shared<std::vector<float>>(map.ids.size());
    for (std::size_t i = 0; i < map.ids.size(); ++i)
        (*sizes)[i] = static_cast<float>(.6 + 1.8 * figure(i) / greatest);
    return sizes;
}

} // namespace aisle
