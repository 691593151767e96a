#pragma once
#include "core/explore/map.h"

#include <QColor>
#include <QString>
#include <memory>
#include <vector>

namespace aisle {

enum class MapColour { Group, Category, Price, Popularity, Exposure };
enum class MapSize { Same, Popularity, Price };

struct MapLegendEntry
{
    QString name; ///< empty: the rest
    QColor colour;
    std::uint32_t count = 0;
};

/// How the points of a map are coloured, with the legend that says so.
struct MapColouring
{
    std::shared_ptr<const std::vector<std::uint8_t>>
        colours; ///< [points] place in `table`, and in `entries` of categories
    std::vector<QRgb> table;
    std::vector<MapLegendEntry> entries; ///< of categories, most points first; empty for a ramp
    double least = 0, greatest = 0;      ///< of a ramp, which is even in the logarithm
    std::uint32_t unknown = 0;           ///< points without the figure, grey
};

/// @param shown  of RunExposure, for MapColour::Exposure; else unused
MapColouring colourMap(const RunMap &map, MapColour by, const std::vector<std::uint32_t> &shown = {});
/// Factor of each point's radius, .6 .. 2.4; null where all are the same.
std::shared_ptr<const std::vector<float>> sizeMap(const RunMap &map, MapSize by);
/// Colours of categories: none of them is a run's.
QColor categoryColour(int place);
inline constexpr int kCategoryColours = 11;

} // namespace aisle
