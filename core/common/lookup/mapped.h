#pragma once
#ifndef Q_MOC_RUN // moc 6.4 stumbles over <concepts>, which these bring
#include <functional>
#include <iterator>
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

} // namespace aisle
