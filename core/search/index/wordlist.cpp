#include "core/search/index/wordlist.h"

#include "core/numeric/snapshotstream.h"

#include <algorithm>
#include <ranges>

namespace aisle {

namespace {

/// The first place in [from, size) for which `holds`, which is false and then true.
std::size_t firstWhere(std::size_t from, std::size_t size, const auto &holds)
{
    const auto places = std::views::iota(from, size);
    return from +
           static_cast<std::size_t>(
               std::ranges::partition_point(places, [&](std::size_t place) { return !holds(place); }) - places.begin());
}

} // namespace

void WordList::append(std::string_view word)
{
    m_texts.insert(m_texts.end(), word.begin(), word.end());
    m_ends.push_back(static_cast<std::uint32_t>(m_texts.size()));
}

std::optional<std::uint32_t> WordList::find(std::string_view word) const
{
    const auto place = firstWhere(0, size(), [&](std::size_t each) { return at(each) >= word; });
    return place < size() && at(place) == word ? std::optional(static_cast<std::uint32_t>(place)) : std::nullopt;
}

std::pair<std::size_t, std::size_t> WordList::withPrefix(std::string_view prefix) const
{
    const auto first = firstWhere(0, size(), [&](std::size_t each) { return at(each) >= prefix; });
    return {first, behind(prefix, first)};
}

std::size_t WordList::behind(std::string_view prefix, std::size_t from) const
{
    return firstWhere(from, size(), [&](std::size_t each) { return at(each).substr(0, prefix.size()) > prefix; });
}

void WordList::save(SnapshotWriter &out) const
{
    out.array(m_texts);
    out.array(m_ends);
}

WordList WordList::load(SnapshotReader &in)
{
    WordList list;
    list.m_texts = in.array<char>();
    list.m_ends = in.array<std::uint32_t>();
    in.check(std::ranges::is_sorted(list.m_ends) &&
             (list.m_ends.empty() ? 0 : list.m_ends.back()) == list.m_texts.size());
    for (std::size_t place = 1; place < list.size(); ++place)
        in.check(list.at(place - 1) < list.at(place));
    return list;
}

} // namespace aisle
