#pragma once
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace aisle {

/// Words of reviews whose part is known beforehand, English and Chinese, in lower case. Written for this program.
class OpinionWords
{
public:
    OpinionWords();
    /// 1 praises, -1 complains, 0 neither.
    double polarity(const std::string &word) const;
    /// "not", "never", "不": turns round what stands next.
    bool turnsRound(const std::string &word) const;
    /// "but", "但是": begins another thought.
    bool beginsAnother(const std::string &word) const { return m_turns.contains(word); }
    /// Says nothing of a product by itself: articles, pronouns, common verbs, words of time and number.
    bool isEmpty(const std::string &word) const { return m_empty.contains(word); }

private:
    std::unordered_map<std::string, double> m_polarity;
    std::unordered_set<std::string> m_negations, m_turns, m_empty;
};

} // namespace aisle
