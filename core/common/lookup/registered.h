#pragma once
#include <QtGlobal>
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace aisle {

/// What the files of a kind add of themselves before main() begins: metrics, tasks, recommenders.
template <typename Info>
std::vector<Info> &registered()
{
    static std::vector<Info> all;
    return all;
}

/// Adds one in the order of `key`. Two of one name are a mistake in the program, which ends.
/// @param what  the kind in words, for the message
template <typename Info, typename Name, typename Key>
bool addRegistered(const char *what, Info info, Name name, Key key)
{
    auto &all = registered<Info>();
    if (std::ranges::find(all, std::invoke(name, info), name) != all.end())
        qFatal("%s %s is registered twice", what, std::string(std::invoke(name, info)).c_str());
    const auto place = std::ranges::upper_bound(all, std::invoke(key, info), {}, key);
    all.insert(place, std::move(info));
    return true;
}

/// The same in the order of names.
template <typename Info, typename Name>
bool addRegistered(const char *what, Info info, Name name)
{
    return addRegistered(what, std::move(info), name, name);
}

} // namespace aisle
