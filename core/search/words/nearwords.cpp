#include "core/search/words/nearwords.h"

#include <algorithm>
#include <string>
#include <unicode/utf8.h>

namespace aisle {

namespace {

std::u32string charactersOf(std::string_view text)
{
    std::u32string characters;
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
        std::int32_t c = 0;
        U8_NEXT_OR_FFFD(text.data(), at, static_cast<std::int32_t>(text.size()), c);
        characters.push_back(static_cast<char32_t>(c));
    }
    return characters;
}

/// How many bytes of a text its first characters take.
std::size_t bytesOf(std::string_view text, std::size_t characters)
{
    std::int32_t at = 0;
    for (; characters > 0; --characters)
        U8_FWD_1(text.data(), at, static_cast<std::int32_t>(text.size()));
    return static_cast<std::size_t>(at);
}

/// Distances between the beginnings of the word and those of the list's words, a row a character of theirs.
class Distances
{
public:
    Distances(std::u32string word, int most) : m_word(std::move(word)), m_most(most), m_rows(1)
    {
        for (std::size_t i = 0; i <= m_word.size(); ++i)
            m_rows[0].push_back(static_cast<int>(i));
    }
    /// How much of the last text its rows can be kept for.
    std::size_t shared(std::u32string_view text) const
    {
        const auto [end, other] = std::ranges::mismatch(m_text, text);
        return static_cast<std::size_t>(end - m_text.begin());
    }
    /// @return how many characters are needed to know that it is too far; text.size() + 1 where it may be near
    std::size_t read(std::u32string_view text)
    {
        const auto keep = std::min(shared(text), m_rows.size() - 1);
        m_text.assign(text);
        m_rows.resize(keep + 1);
        while (m_rows.size() <= text.size()) {
            addRow();
            if (std::ranges::min(m_rows.back()) > m_most)
                return m_rows.size() - 1;
        }
        return text.size() + 1;
    }
    int distance() const { return m_rows.back().back(); }
    /// The shortest beginning of the last text that is near to the whole word; 0: none is.
    std::size_t nearBeginning() const
    {
        const auto found = std::ranges::find_if(m_rows, [&](const auto &row) { return row.back() <= m_most; });
        return found == m_rows.end() ? 0 : static_cast<std::size_t>(found - m_rows.begin());
    }

private:
    void addRow()
    {
        const auto at = m_rows.size();
        const auto c = m_text[at - 1];
        const auto &before = m_rows[at - 1];
        std::vector<int> row(m_word.size() + 1, static_cast<int>(at));
        for (std::size_t i = 1; i <= m_word.size(); ++i) {
            row[i] = std::min({row[i - 1] + 1, before[i] + 1, before[i - 1] + (m_word[i - 1] == c ? 0 : 1)});
            if (i > 1 && at > 1 && m_word[i - 1] == m_text[at - 2] && m_word[i - 2] == c)
                row[i] = std::min(row[i], m_rows[at - 2][i - 2] + 1);
        }
        m_rows.push_back(std::move(row));
    }

    std::u32string m_word, m_text;
    int m_most;
    std::vector<std::vector<int>> m_rows;
};

} // namespace

std::vector<NearWord> nearWords(const WordList &list, std::string_view word, int most)
{
    std::vector<NearWord> found;
    Distances distances(charactersOf(word), most);
    for (std::size_t place = 0; place < list.size();) {
        const auto text = list.at(place);
        const auto characters = charactersOf(text);
        const auto needed = distances.read(characters);
        if (needed <= characters.size()) {
            place = list.behind(text.substr(0, bytesOf(text, needed)), place);
            continue;
        }
        if (distances.distance() <= most)
            found.push_back({static_cast<std::uint32_t>(place), distances.distance()});
        ++place;
    }
    return found;
}

std::vector<std::uint32_t> nearBeginnings(const WordList &list, std::string_view beginning, int most)
{
    std::vector<std::uint32_t> found;
    Distances distances(charactersOf(beginning), most);
    for (std::size_t place = 0; place < list.size();) {
        const auto text = list.at(place);
        const auto characters = charactersOf(text);
        const auto needed = distances.read(characters);
        if (const auto near = distances.nearBeginning(); near > 0) {
            for (const auto end = list.behind(text.substr(0, bytesOf(text, near)), place); place < end; ++place)
                found.push_back(static_cast<std::uint32_t>(place));
            continue;
        }
        place = needed <= characters.size() ? list.behind(text.substr(0, bytesOf(text, needed)), place) : place + 1;
    }
    return found;
}

} // namespace aisle
