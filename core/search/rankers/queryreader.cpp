#include "core/search/rankers/queryreader.h"

#include "core/search/words/nearwords.h"

#include <algorithm>
#include <tuple>

namespace aisle {

namespace {

constexpr std::size_t kShortestCorrected = 3, kTwoEdits = 8; ///< characters
constexpr std::size_t kLongestCorrected = 64;                ///< nobody mistypes what is longer
constexpr std::size_t kShortestStem = 4;                     ///< that stands for a form which no product has
constexpr std::size_t kShortestPart = 3;                     ///< characters of a word that another is cut into
constexpr std::size_t kMostAlternatives = 6;
constexpr double kTogether = .6;              ///< of one word's weight: a number and its unit in one
constexpr double kNearWeight[] = {1, .8, .5}; ///< by edits

std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool beginsCharacter(const std::string &text, std::size_t at)
{
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

} // namespace

std::string ReadQuery::text() const
{
    std::string joined;
    for (const auto &word : words) {
        const auto found = std::ranges::find(corrected, word, &CorrectedWord::asked);
        joined += (joined.empty() ? "" : " ") + (found == corrected.end() ? word : found->used);
    }
    return joined;
}

/// A chain of m words that is known joined: all of them and the joined one m / (m + 1) each. A number with its unit:
/// most of one word's weight on both together.
std::vector<double> QueryReader::weightsOf(const std::vector<SearchWord> &words) const
{
    std::vector<double> weights(words.size(), 1);
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!words[at].isExtra || !termCalled(words[at].surface, words[at].term))
            continue;
        const bool isUnit = words[at].after > 0 || words[at].before == 1;
        const auto parts = words[at].before;
        weights[at] = isUnit ? kTogether : static_cast<double>(parts) / (parts + 1);
        auto left = words[at].before;
        for (auto before = at; before > 0 && left > 0; --before)
            if (!words[before - 1].isExtra) {
                weights[before - 1] = isUnit ? (1 - kTogether) / 2 : weights[at];
                --left;
            }
        if (words[at].after > 0 && at + 1 < words.size())
            weights[at + 1] = (1 - kTogether) / 2;
    }
    return weights;
}

ReadQuery QueryReader::read(const std::vector<SearchWord> &words)
{
    ReadQuery read;
    const auto weights = weightsOf(words);
    const SearchWord *before = nullptr;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto &word = words[at];
        if (word.isExtra) {
            takeKnown(word.surface, word.term, weights[at], read);
            continue;
        }
        read.words.push_back(word.surface);
        take(word, weights[at], read);
        if (const auto joined = before ? before->surface + word.surface : std::string(); saidBy(joined) > 0)
            takeKnown(joined, m_words.termOf(joined), 1, read);
        before = &word;
    }
    return read;
}

void QueryReader::take(const SearchWord &word, double weight, ReadQuery &read)
{
    const auto length = characters(word.surface);
    if (length > kLongestCorrected) {
        if (!takeKnown(word.surface, word.term, weight, read))
            read.lexical.push_back({.asked = word.surface, .alternatives = {}});
        return;
    }
    const bool isForm =
        saidBy(word.surface) > 0 || characters(word.term) >= kShortestStem || length < kShortestCorrected;
    if (isForm && takeKnown(word.surface, word.term, weight, read))
        return;
    if (length >= kShortestCorrected && takeNear(word.surface, 1, weight, read))
        return;
    if (takeParts(word.surface, weight, read) || (length >= kTwoEdits && takeNear(word.surface, 2, weight, read)))
        return;
    read.lexical.push_back({.asked = word.surface, .alternatives = {}});
}

bool QueryReader::takeKnown(const std::string &surface, const std::string &term, double weight, ReadQuery &read)
{
    const auto place = termCalled(surface, term);
    if (!place)
        return false;
    const bool isThere = std::ranges::any_of(read.lexical, [&](const QueryWord &word) {
        return word.alternatives.size() == 1 && word.alternatives.front().term == *place;
    });
    if (!isThere)
        read.lexical.push_back(
            {.asked = surface, .alternatives = {{.term = *place, .weight = weight, .surface = surface}}});
    return true;
}

bool QueryReader::takeNear(const std::string &surface, int most, double weight, ReadQuery &read)
{
    auto near = nearWords(m_index.surfaces(), surface, most);
    std::erase_if(near, [&](const NearWord &word) { return m_index.saidBy(word.place, m_inAll) == 0; });
    if (near.empty())
        return false;
    std::ranges::sort(near, [&](const NearWord &a, const NearWord &b) {
        return std::tuple(a.distance, m_index.saidBy(b.place), a.place) <
               std::tuple(b.distance, m_index.saidBy(a.place), b.place);
    });
    QueryWord word{.asked = surface, .alternatives = {}};
    for (const auto &each : near) {
        const auto term = m_index.termOf(each.place);
        if (word.alternatives.size() < kMostAlternatives &&
            std::ranges::find(word.alternatives, term, &QueryTerm::term) == word.alternatives.end())
            word.alternatives.push_back({.term = term,
                                         .weight = weight * kNearWeight[each.distance],
                                         .surface = std::string(m_index.surfaces().at(each.place))});
    }
    read.corrected.push_back({.asked = surface, .used = word.alternatives.front().surface});
    read.lexical.push_back(std::move(word));
    return true;
}

std::uint32_t QueryReader::saidBy(const std::string &surface) const
{
    const auto place = m_index.surfaces().find(surface);
    return place ? m_index.saidBy(*place, m_inAll) : 0;
}

/// A form that no product has may be known by its stem, which then says nothing of where it stands.
std::optional<std::uint32_t> QueryReader::termCalled(const std::string &surface, const std::string &term) const
{
    if (!m_inAll && saidBy(surface) == 0)
        return {};
    return m_index.terms().find(term);
}

bool QueryReader::takeParts(const std::string &surface, double weight, ReadQuery &read)
{
    std::size_t best = 0;
    std::uint32_t most = 0;
    for (std::size_t at = 1; at < surface.size(); ++at) {
        const bool isSeam = isDigit(surface[at - 1]) != isDigit(surface[at]);
        const auto left = surface.substr(0, at), right = surface.substr(at);
        if (!beginsCharacter(surface, at) || (!isSeam && std::min(characters(left), characters(right)) < kShortestPart))
            continue;
        const auto said = std::min(saidBy(left), saidBy(right));
        if (said > most) {
            most = said;
            best = at;
        }
    }
    if (best == 0)
        return false;
    const auto left = surface.substr(0, best), right = surface.substr(best);
    read.corrected.push_back({.asked = surface, .used = left + ' ' + right});
    for (const auto &part : {left, right})
        takeKnown(part, m_words.termOf(part), weight, read);
    return true;
}

} // namespace aisle
