#pragma once
#include "core/explore/map.h"
#include "models/selection.h"
#include "widgets/map/mapcolours.h"
#include "widgets/map/scatterview.h"

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace aisle {

class KeyFormatter;

/// What of a map stands out, and what of it is named.

/// Points whose title or key, as it is shown, contains the text; none where it is empty.
std::vector<std::uint32_t> pointsNamed(const RunMap &map, const KeyFormatter &keys, const QString &text);

struct MapEmphasis
{
    std::shared_ptr<std::vector<std::uint8_t>> states; ///< [points] PointState; null: all are normal
    std::optional<std::size_t> standing;               ///< how many stand out; absent where none is asked for
};
/// What was searched for stands out, else what is selected, and the rest is dimmed; entries of the legend may be
/// hidden.
/// @param found    null: nothing is searched for
/// @param entryOf  legend entry of each point; null for a ramp
MapEmphasis emphasise(const RunMap &map, const std::vector<std::uint32_t> *found, const SelectionState &selection,
                      const std::vector<std::uint8_t> *entryOf, const std::set<int> &hidden);

/// Names of the groups, with their colour where groups have one.
std::vector<ScatterLabel> groupLabels(const RunMap &map, MapColour by, const MapColouring &colouring);

} // namespace aisle
