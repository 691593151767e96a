#include "core/features/reviews/clauses.h"

#include <algorithm>
#include <array>

namespace aisle {

namespace {

/// Length in bytes of the mark that ends a clause here; 0 where none stands.
std::size_t markAt(std::string_view text, std::size_t at)
{
    constexpr std::string_view kMarks = ".!?;,:()[]\n\r\t\"";
    constexpr std::array<std::string_view, 9> kWide{"。", "！", "？", "；", "，", "、", "：", "（", "）"};
    if (kMarks.find(text[at]) != std::string_view::npos)
        return 1;
    for (const auto mark : kWide)
        if (text.substr(at).starts_with(mark))
            return mark.size();
    return 0;
}

} // namespace

std::vector<Clause> ClauseReader::clauses(std::string_view text)
{
    std::vector<Clause> found;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto mark = markAt(text, at);
        if (mark > 0) {
            addPart(text.substr(begin, at - begin), found);
            begin = at + mark;
        }
        at += std::max<std::size_t>(mark, 1);
    }
    addPart(text.substr(begin), found);
    return found;
}

void ClauseReader::addPart(std::string_view part, std::vector<Clause> &found)
{
    constexpr int kReach = 3;
    Clause clause;
    const auto end = [&] {
        if (!clause.empty())
            found.push_back(std::move(clause));
        clause = {};
    };
    int since = kReach + 1;
    for (auto &word : m_splitter.words(part)) {
        if (m_words.turnsRound(word)) {
            since = 0;
            continue;
        }
        if (m_words.beginsAnother(word)) {
            end();
            since = kReach + 1;
        }
        clause.push_back({std::move(word), ++since <= kReach});
    }
    end();
}

} // namespace aisle
