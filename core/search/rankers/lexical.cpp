#include "core/search/rankers/lexical.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

/// What one term scores in one product.
class TermScorer
{
public:
    /// @param with  products that say the word, see commonness()
    TermScorer(const SearchIndex &index, const Bm25f &how, const QueryTerm &term, double with)
        : m_index(index), m_how(how)
    {
        const auto products = static_cast<double>(index.products());
        m_weight = term.weight * std::log1p((products - with + .5) / (with + .5));
        for (std::size_t field = 0; field < kSearchFields; ++field)
            m_perWord[field] = how.lengths[field] / std::max(index.meanLength(field), 1e-9);
    }
    double inField(const Posting &posting, std::size_t field) const
    {
        const auto length = m_index.length(posting.product, field);
        return m_how.weights[field] * posting.counts[field] / (1 - m_how.lengths[field] + m_perWord[field] * length);
    }
    double of(const Posting &posting) const
    {
        double count = 0;
        for (std::size_t field = 0; field < kSearchFields; ++field)
            if (posting.counts[field] > 0)
                count += inField(posting, field);
        return m_weight * count / (m_how.saturation + count);
    }
    LexicalPart partOf(const Posting &posting) const
    {
        LexicalPart part{.asked = {}, .matched = {}, .score = of(posting)};
        double sum = 0;
        for (std::size_t field = 0; field < kSearchFields; ++field)
            sum += part.shares[field] = posting.counts[field] > 0 ? inField(posting, field) : 0;
        for (auto &share : part.shares)
            share /= sum;
        return part;
    }

private:
    const SearchIndex &m_index;
    const Bm25f &m_how;
    double m_weight = 0;
    std::array<double, kSearchFields> m_perWord{};
};

/// Of alternatives the most frequent one tells how rare the word is: it is what was most likely meant, and a rare word
/// that is written much like it must not count more.
double commonness(const SearchIndex &index, const QueryWord &word)
{
    std::uint32_t most = 0;
    for (const auto &term : word.alternatives)
        most = std::max(most, index.productsWith(term.term));
    return most;
}

/// The best alternative of one word, added to what the words before gave.
class BestOfWord
{
public:
    explicit BestOfWord(std::vector<float> &scores) : m_scores(scores) {}
    void take(std::uint32_t product, double score, bool isOnly)
    {
        if (isOnly) {
            m_scores[product] += static_cast<float>(score);
            return;
        }
        if (m_best.empty())
            m_best.resize(m_scores.size());
        if (m_best[product] == 0)
            m_touched.push_back(product);
        m_best[product] = std::max(m_best[product], static_cast<float>(score));
    }
    void endWord()
    {
        for (const auto product : m_touched) {
            m_scores[product] += m_best[product];
            m_best[product] = 0;
        }
        m_touched.clear();
    }

private:
    std::vector<float> &m_scores;
    std::vector<float> m_best;
    std::vector<std::uint32_t> m_touched;
};

} // namespace

std::vector<float> lexicalScores(const SearchIndex &index, std::span<const QueryWord> query, const Bm25f &how)
{
    std::vector<float> scores(index.products());
    BestOfWord best(scores);
    for (const auto &word : query) {
        const bool isOnly = word.alternatives.size() == 1;
        const auto with = commonness(index, word);
        for (const auto &term : word.alternatives) {
            const TermScorer scorer(index, how, term, with);
            index.eachPosting(term.term,
                              [&](const Posting &posting) { best.take(posting.product, scorer.of(posting), isOnly); });
        }
        best.endWord();
    }
    return scores;
}

std::vector<LexicalPart> lexicalParts(const SearchIndex &index, std::span<const QueryWord> query, const Bm25f &how,
                                      std::uint32_t product)
{
    std::vector<LexicalPart> parts;
    for (const auto &word : query) {
        LexicalPart best;
        const auto with = commonness(index, word);
        for (const auto &term : word.alternatives) {
            const TermScorer scorer(index, how, term, with);
            index.eachPosting(term.term, [&](const Posting &posting) {
                if (posting.product != product || scorer.of(posting) <= best.score)
                    return;
                best = scorer.partOf(posting);
                best.matched = term.surface;
            });
        }
        best.asked = word.asked;
        if (best.score > 0)
            parts.push_back(std::move(best));
    }
    return parts;
}

} // namespace aisle
