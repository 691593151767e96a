#pragma once
#include "core/features/reviews/opinionwords.h"
#include "core/features/textfeatures.h"

#include <string>
#include <string_view>
#include <vector>

namespace aisle {

struct ClauseWord
{
    std::string text;     ///< in lower case
    bool negated = false; ///< after "not" and its like, at most three words before
};
/// What says one thing: up to a mark of punctuation or a "but".
using Clause = std::vector<ClauseWord>;

/// Cuts a review into clauses. One thread at a time.
class ClauseReader
{
public:
    explicit ClauseReader(const OpinionWords &words) : m_words(words) {}
    /// @param text  UTF-8. Negations themselves are no words of a clause; clauses without any word are left out.
    std::vector<Clause> clauses(std::string_view text);

private:
    void addPart(std::string_view part, std::vector<Clause> &found);

    const OpinionWords &m_words;
    WordSplitter m_splitter;
};

} // namespace aisle
