#include "widgets/map/mapemphasis.h"

#include "core/common/keyformatter.h"

#include <algorithm>

namespace aisle {

std::vector<std::uint32_t> pointsNamed(const RunMap &map, const KeyFormatter &keys, const QString &text)
{
    std::vector<std::uint32_t> found;
    const bool ofProducts = map.of == MapOf::Products;
    for (std::uint32_t point = 0; !text.isEmpty() && point < map.ids.size(); ++point) {
        const auto key = ofProducts ? keys.product(map.keys[point]) : keys.shopper(map.keys[point]);
        if (map.titles[point].contains(text, Qt::CaseInsensitive) || key.contains(text, Qt::CaseInsensitive))
            found.push_back(point);
    }
    return found;
}

MapEmphasis emphasise(const RunMap &map, const std::vector<std::uint32_t> *found, const SelectionState &selection,
                      const std::vector<std::uint8_t> *entryOf, const std::set<int> &hidden)
{
    const auto points = map.ids.size();
    const bool ofProducts = map.of == MapOf::Products;
    const bool isNarrowed = ofProducts ? !selection.products.isEmpty() : !selection.shoppers.isEmpty();
    const auto rest = found || isNarrowed ? PointState::Dimmed : PointState::Normal;
    auto states = std::make_shared<std::vector<std::uint8_t>>(points, static_cast<std::uint8_t>(rest));
    const auto mark = [&](std::size_t point, PointState state) { (*states)[point] = static_cast<std::uint8_t>(state); };
    MapEmphasis emphasis;
    if (found) {
        for (const auto point : *found)
            mark(point, PointState::Highlighted);
        emphasis.standing = found->size();
    } else if (isNarrowed) {
        const auto take = [&](const auto &ids) {
            for (const auto id : ids) {
                if (const auto point = map.pointOf(id.value))
                    mark(*point, PointState::Highlighted);
            }
        };
        if (ofProducts)
            take(*selection.products.ids);
        else
            take(*selection.shoppers.ids);
        emphasis.standing = ofProducts ? selection.products.size() : selection.shoppers.size();
    }
    for (std::size_t point = 0; entryOf && !hidden.empty() && point < points; ++point) {
        if (hidden.contains((*entryOf)[point]))
            mark(point, PointState::Hidden);
    }
    if (emphasis.standing || !hidden.empty())
        emphasis.states = std::move(states);
    return emphasis;
}

std::vector<ScatterLabel> groupLabels(const RunMap &map, MapColour by, const MapColouring &colouring)
{
    std::vector<QColor> marks(map.groups.size());
    if (by == MapColour::Group) {
        for (std::size_t point = 0; point < map.ids.size(); ++point)
            marks[map.clustering.groupOf[point]] = QColor::fromRgb(colouring.table[(*colouring.colours)[point]]);
    }
    std::vector<ScatterLabel> labels;
    for (std::size_t group = 0; group < map.groups.size(); ++group) {
        const auto &one = map.groups[group];
        if (!one.name.isEmpty())
            labels.push_back({{one.x, one.y}, one.name, static_cast<double>(one.size), marks[group]});
    }
    return labels;
}

} // namespace aisle
