#include "core/features/reviews/aspects.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

namespace aisle {

namespace {

/// Of one word over all clauses.
struct Uses
{
    std::size_t all = 0, besideOpinion = 0;
    std::set<std::uint32_t> products; ///< as many as matter
    std::size_t reviews = 0;
    std::uint32_t lastReview = ~0U;
    std::vector<std::string> forms;

    void add(const Uses &other)
    {
        all += other.all;
        besideOpinion += other.besideOpinion;
        products.insert(other.products.begin(), other.products.end());
        reviews += other.reviews;
        forms.insert(forms.end(), other.forms.begin(), other.forms.end());
    }
};
using AllUses = std::map<std::string, Uses>;

bool isOpinionNear(const OpinionWords &words, const Clause &clause, std::size_t at)
{
    constexpr std::size_t kReach = 3;
    const auto from = at > kReach ? at - kReach : 0, to = std::min(clause.size(), at + kReach + 1);
    for (auto other = from; other < to; ++other)
        if (other != at && words.polarity(clause[other].text) != 0)
            return true;
    return false;
}

/// Numbers and adverbs are no aspects.
bool canBeAspect(const OpinionWords &words, const std::string &word)
{
    const bool isNumber = std::ranges::any_of(word, [](char each) { return each >= '0' && each <= '9'; });
    return !isNumber && !word.ends_with("ly") && !words.isEmpty(word) && words.polarity(word) == 0;
}

/// The word that this one is a form of, where the reviews have it; else itself.
std::string baseOf(const std::string &word, const AllUses &uses)
{
    constexpr std::size_t kShortest = 3;
    for (const std::string_view ending : {"s", "es", "ed", "d", "ing"}) {
        if (!word.ends_with(ending) || word.size() < ending.size() + kShortest)
            continue;
        auto base = word.substr(0, word.size() - ending.size());
        if (uses.contains(base))
            return base;
    }
    return word;
}

/// Twice the logarithm of how much likelier k of n is under its own rate than under the rate of all.
double likelihoodRatio(double k, double n, double rate)
{
    const auto logs = [k, n](double p) {
        return k * std::log(std::max(p, 1e-12)) + (n - k) * std::log(std::max(1 - p, 1e-12));
    };
    return 2 * (logs(k / n) - logs(rate));
}

AllUses usesIn(const OpinionWords &words, std::span<const RatedReview> reviews)
{
    constexpr std::size_t kProductsThatMatter = 2;
    AllUses uses;
    for (std::uint32_t r = 0; r < reviews.size(); ++r)
        for (const auto &clause : reviews[r].clauses)
            for (std::size_t at = 0; at < clause.size(); ++at) {
                const auto &word = clause[at].text;
                if (!canBeAspect(words, word))
                    continue;
                auto &use = uses[word];
                ++use.all;
                use.besideOpinion += isOpinionNear(words, clause, at);
                use.reviews += use.lastReview != r;
                use.lastReview = r;
                if (use.products.size() < kProductsThatMatter)
                    use.products.insert(reviews[r].product);
            }
    AllUses merged;
    for (auto &[word, use] : uses) {
        use.forms = {word};
        merged[baseOf(word, uses)].add(use);
    }
    return merged;
}

/// Sums of one product.
struct Sums
{
    double sentiment = 0, reviews = 0; ///< weighted, as all that follows
    std::vector<double> said, clauses; ///< [aspects]
    std::vector<double> speaking;      ///< [aspects] reviews
    std::vector<std::size_t> count;    ///< [aspects] reviews that speak of it, each 1
};

class Summing
{
public:
    Summing(const Sentiment &sentiment, const std::vector<AspectWord> &aspects, std::size_t products)
        : m_sentiment(sentiment), m_count(aspects.size()), m_sums(products)
    {
        for (std::size_t a = 0; a < aspects.size(); ++a)
            for (const auto &form : aspects[a].forms)
                m_places.emplace(form, a);
        for (auto &sums : m_sums) {
            sums.said.resize(m_count);
            sums.clauses.resize(m_count);
            sums.speaking.resize(m_count);
            sums.count.resize(m_count);
        }
    }
    void add(const RatedReview &review)
    {
        auto &sums = m_sums[review.product];
        sums.sentiment += review.weight * m_sentiment.of(review);
        sums.reviews += review.weight;
        std::vector<bool> speaks(m_count);
        for (const auto &clause : review.clauses)
            addClause(clause, review.weight, sums, speaks);
        for (std::size_t a = 0; a < m_count; ++a) {
            sums.speaking[a] += speaks[a] ? review.weight : 0;
            sums.count[a] += speaks[a];
        }
    }
    const std::vector<Sums> &sums() const { return m_sums; }

private:
    void addClause(const Clause &clause, double weight, Sums &sums, std::vector<bool> &speaks) const
    {
        const double said = m_sentiment.of(clause);
        for (const auto &word : clause) {
            const auto found = m_places.find(word.text);
            if (found == m_places.end())
                continue;
            sums.said[found->second] += weight * said;
            sums.clauses[found->second] += weight;
            speaks[found->second] = true;
        }
    }

    const Sentiment &m_sentiment;
    std::size_t m_count;
    std::vector<Sums> m_sums;
    std::unordered_map<std::string, std::size_t> m_places;
};

double ratio(double a, double b)
{
    return b > 0 ? a / b : 0;
}

std::vector<float> rowOf(const Sums &sums, double usual)
{
    constexpr double kUsualReviews = 3, kSilentClauses = 2;
    std::vector<float> row;
    row.push_back(static_cast<float>((sums.sentiment + kUsualReviews * usual) / (sums.reviews + kUsualReviews)));
    for (std::size_t a = 0; a < sums.said.size(); ++a) {
        row.push_back(static_cast<float>(sums.said[a] / (sums.clauses[a] + kSilentClauses)));
        row.push_back(static_cast<float>(ratio(sums.speaking[a], sums.reviews)));
    }
    return row;
}

} // namespace

std::vector<AspectWord> aspectWords(const OpinionWords &words, std::span<const RatedReview> reviews, std::size_t most)
{
    constexpr std::size_t kFewestReviews = 3;
    constexpr double kLikely = 3.84, kMostByChance = .5; // the ratio's 5 % point; where all words stand beside opinions
    const auto uses = usesIn(words, reviews);
    double all = 0, beside = 0;
    for (const auto &[word, use] : uses) {
        all += static_cast<double>(use.all);
        beside += static_cast<double>(use.besideOpinion);
    }
    const double rate = std::min(kMostByChance, ratio(beside, all));
    std::vector<std::pair<double, std::string>> found;
    for (const auto &[word, use] : uses) {
        const auto n = static_cast<double>(use.all), k = static_cast<double>(use.besideOpinion);
        if (use.reviews < kFewestReviews || use.products.size() < 2 || k / n <= rate)
            continue;
        if (const double strength = likelihoodRatio(k, n, rate); strength > kLikely)
            found.emplace_back(-strength, word);
    }
    std::ranges::sort(found);
    std::vector<AspectWord> aspects;
    for (std::size_t f = 0; f < std::min(most, found.size()); ++f)
        aspects.push_back({found[f].second, uses.at(found[f].second).forms});
    return aspects;
}

ReviewColumnsOfProducts reviewColumns(const Sentiment &sentiment, const std::vector<AspectWord> &aspects,
                                      std::span<const RatedReview> reviews, std::size_t products)
{
    Summing summing(sentiment, aspects, products);
    for (const auto &review : reviews)
        summing.add(review);
    double said = 0, count = 0;
    for (const auto &sums : summing.sums()) {
        said += sums.sentiment;
        count += sums.reviews;
    }
    ReviewColumnsOfProducts columns;
    columns.names << QStringLiteral("sentiment");
    for (std::size_t a = 0; a < aspects.size(); ++a) {
        Aspect aspect{.word = aspects[a].word, .reviews = 0, .sentiment = 0};
        double clauses = 0;
        for (const auto &sums : summing.sums()) {
            aspect.reviews += sums.count[a];
            aspect.sentiment += sums.said[a];
            clauses += sums.clauses[a];
        }
        aspect.sentiment = ratio(aspect.sentiment, clauses);
        columns.aspects.push_back(aspect);
        const auto name = QString::fromStdString(aspects[a].word);
        columns.names << name + QStringLiteral(": sentiment") << name + QStringLiteral(": share");
    }
    for (const auto &sums : summing.sums()) {
        const auto row = rowOf(sums, ratio(said, count));
        columns.values.insert(columns.values.end(), row.begin(), row.end());
    }
    return columns;
}

} // namespace aisle
