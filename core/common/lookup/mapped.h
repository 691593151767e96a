#pragma once
#ifndef Q_MOC_RUN // moc 6.4 stumbles over <concepts>, which these bring
#include <algorithm>
#include <functional>
#include <iterator>
#include <vector>
#endif

namespace aisle {

/// The list of what `make` makes of each value, in their order: `mapped<QStringList>(runs, runLabel)`.
template <class List, class Values, class Make>
List mapped(const Values &values, const Make &make)
{
    List made;
    if constexpr (requires { made.reserve(made.size()); })
        made.reserve(static_cast<decltype(made.size())>(std::size(values)));
    for (const auto &value : values)
        made.push_back(std::invoke(make, value));
    return made;
}

/// The list of what `make` makes of the values that `isWanted` takes, in their order.
template <class List, class Values, class Wanted, class Make = std::identity>
List mappedWhere(const Values &values, const Wanted &isWanted, const Make &make = {})
{
    List made;
    for (const auto &value : values)
        if (std::invoke(isWanted, value))
            made.push_back(std::invoke(make, value));
    return made;
}

/// Which of the places 0..count-1 `isWanted` takes, ascending.
template <class Number, class Wanted>
std::vector<Number> placesWhere(Number count, const Wanted &isWanted)
{
    std::vector<Number> places;
    for (Number place = 0; place < count; ++place)
        if (isWanted(place))
            places.push_back(place);
    return places;
}

/// At most `most` of the places 0..count-1, as far apart as they can be, ascending.
inline std::vector<std::size_t> evenPlaces(std::size_t count, std::size_t most)
{
    std::vector<std::size_t> places(std::min(count, most));
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i] = i * count / places.size();
    return places;
}

} // namespace aisle
