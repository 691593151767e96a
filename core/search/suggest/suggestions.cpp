#include "core/search/suggest/suggestions.h"

#include "core/common/lookup/enumnames.h"
#include "core/search/words/nearwords.h"

#include <algorithm>
#include <set>
#include <span>

namespace aisle {

namespace {

constexpr auto kKinds = enumNames<Suggestion::Kind>("query", "brand", "category", "words");
constexpr std::size_t kMostCandidates = 40; ///< words whose products are looked at
constexpr std::size_t kMostNames = 2;       ///< of each kind

/// Which products say all of some words. [products] 1; empty: no word was asked for, so all do.
/// None say a word that nothing says, or nothing openly.
std::vector<std::uint8_t> productsSaying(const SearchIndex &index, std::span<const SearchWord> words, bool inAll)
{
    std::vector<std::uint8_t> count;
    std::uint8_t asked = 0;
    for (const auto &word : words) {
        const auto surface = index.surfaces().find(word.surface);
        const auto term = index.terms().find(word.term);
        if (!term || (!inAll && !(surface && index.saidBy(*surface, false) > 0)))
            return std::vector<std::uint8_t>(index.products());
        if (asked == 0xFF)
            break;
        count.resize(index.products());
        index.eachPosting(*term,
                          [&](const Posting &posting) { count[posting.product] += count[posting.product] == asked; });
        ++asked;
    }
    for (auto &each : count)
        each = each == asked ? 1 : 0;
    return count;
}

/// Products that say a word, as it is written where nothing else is asked for.
std::uint32_t productsSaying(const SearchIndex &index, std::uint32_t surface, const std::vector<std::uint8_t> &among,
                             bool inAll)
{
    if (among.empty())
        return index.saidBy(surface, inAll);
    std::uint32_t count = 0;
    index.eachPosting(index.termOf(surface), [&](const Posting &posting) { count += among[posting.product]; });
    return count;
}

} // namespace

const char *suggestionKind(Suggestion::Kind kind)
{
    return kKinds.of(kind);
}

Suggestions::Suggestions(const SearchIndex &index, std::vector<std::string> queries, bool inAll)
    : m_index(index), m_words(index.language()), m_inAll(inAll)
{
    for (auto &query : queries) {
        auto words = spacedSurfaces(m_words.read(query));
        m_queries.emplace_back(std::move(words), std::move(query));
    }
}

void Suggestions::addQueries(const std::string &beginning, std::size_t most, std::vector<Suggestion> &found) const
{
    for (const auto &[words, query] : m_queries) {
        if (found.size() >= most)
            return;
        if (words.starts_with(beginning) && words != beginning)
            found.push_back({.text = query, .kind = Suggestion::Kind::Query});
    }
}

void Suggestions::addNames(const NameList &list, Suggestion::Kind kind, const std::string &beginning,
                           std::vector<Suggestion> &found) const
{
    const auto [first, end] = list.words.withPrefix(beginning);
    std::vector<std::size_t> places;
    for (auto place = first; place < end; ++place)
        places.push_back(place);
    std::ranges::stable_sort(places, std::greater(), [&](std::size_t place) { return list.counts[place]; });
    for (const auto place : std::span(places).first(std::min(kMostNames, places.size())))
        found.push_back({.text = list.shown[place], .kind = kind, .products = list.counts[place]});
}

/// The most frequent words that begin so, one wrong character where none does.
std::vector<std::uint32_t> Suggestions::candidates(const std::string &beginning) const
{
    const auto &surfaces = m_index.surfaces();
    std::vector<std::uint32_t> places;
    const auto [first, end] = surfaces.withPrefix(beginning);
    for (auto place = first; place < end; ++place)
        places.push_back(static_cast<std::uint32_t>(place));
    if (places.empty() && beginning.size() > 3)
        places = nearBeginnings(surfaces, beginning, 1);
    std::erase_if(places, [&](std::uint32_t place) { return m_index.saidBy(place, m_inAll) == 0; });
    const auto most = std::min(kMostCandidates, places.size());
    std::ranges::partial_sort(places, places.begin() + static_cast<std::ptrdiff_t>(most),
                              [&](std::uint32_t a, std::uint32_t b) {
                                  return std::pair(m_index.saidBy(b), a) < std::pair(m_index.saidBy(a), b);
                              });
    places.resize(most);
    return places;
}

void Suggestions::addWords(const std::vector<SearchWord> &before, const std::string &beginning, std::size_t most,
                           std::vector<Suggestion> &found) const
{
    const auto among = productsSaying(m_index, before, m_inAll);
    const auto head = spacedSurfaces(before);
    std::vector<Suggestion> words;
    std::set<std::uint32_t> terms; // of the forms of a word the most frequent one stands for all
    for (const auto place : candidates(beginning)) {
        const auto products = productsSaying(m_index, place, among, m_inAll);
        if (products > 0 && terms.insert(m_index.termOf(place)).second)
            words.push_back({.text = (head.empty() ? "" : head + ' ') + std::string(m_index.surfaces().at(place)),
                             .products = products});
    }
    std::ranges::stable_sort(words, std::greater(), &Suggestion::products);
    for (auto &word : words) {
        if (found.size() >= most)
            return;
        if (std::ranges::find(found, word.text, &Suggestion::text) == found.end())
            found.push_back(std::move(word));
    }
}

std::vector<Suggestion> Suggestions::complete(std::string_view typed, std::size_t most)
{
    std::vector<Suggestion> found;
    auto words = m_words.read(typed);
    std::erase_if(words, &SearchWord::isExtra);
    const auto beginning = spacedSurfaces(words);
    if (beginning.empty())
        return found;
    addQueries(beginning, most / 2, found);
    addNames(m_index.brands(), Suggestion::Kind::Brand, beginning, found);
    addNames(m_index.categories(), Suggestion::Kind::Category, beginning, found);
    const auto last = words.back().surface;
    words.pop_back();
    addWords(words, last, most, found);
    if (found.size() > most)
        found.resize(most);
    return found;
}

} // namespace aisle
