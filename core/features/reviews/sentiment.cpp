#include "core/features/reviews/sentiment.h"

#include "core/common/random.h"
#include "core/jobs/jobcontext.h"
#include "core/transfer/importing/keycoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace aisle {

namespace {

constexpr std::ptrdiff_t kFewest = 5; // of either side

std::string keyOf(const ClauseWord &word)
{
    return word.negated ? '!' + word.text : word.text;
}

double listed(const OpinionWords &words, const ClauseWord &word)
{
    return words.polarity(word.text) * (word.negated ? -1 : 1);
}

/// The words of one review, each once.
std::vector<ClauseWord> wordsOf(const RatedReview &review)
{
    std::vector<ClauseWord> words;
    for (const auto &clause : review.clauses)
        words.insert(words.end(), clause.begin(), clause.end());
    std::ranges::sort(words, {}, keyOf);
    const auto [from, to] = std::ranges::unique(words, {}, keyOf);
    words.erase(from, to);
    return words;
}

/// One review as the regression sees it.
struct Example
{
    std::vector<std::uint32_t> words;
    double scale = 0; ///< of each word: the row has length 1
    bool praises = false;
    std::uint64_t fold = 0;
};
using Examples = std::vector<const Example *>;

constexpr std::uint64_t kFolds = 5; // of products

/// The reviews whose ratings take sides, their words numbered.
struct Lessons
{
    KeyCoder words;
    std::vector<double> prior; ///< [words] of the list
    std::vector<Example> examples;

    Lessons(const OpinionWords &list, std::span<const RatedReview> reviews)
    {
        for (const auto &review : reviews)
            if (review.praises)
                add(list, review);
    }
    Examples where(const auto &isWanted) const
    {
        Examples found;
        for (const auto &example : examples)
            if (isWanted(example))
                found.push_back(&example);
        return found;
    }

private:
    void add(const OpinionWords &list, const RatedReview &review)
    {
        Example example{
            .words = {}, .scale = 0, .praises = *review.praises, .fold = deriveSeed(1, review.product) % kFolds};
        for (const auto &word : wordsOf(review)) {
            example.words.push_back(words.code(keyOf(word)));
            if (example.words.back() == prior.size())
                prior.push_back(listed(list, word));
        }
        example.scale = 1 / std::sqrt(std::max(1.0, static_cast<double>(example.words.size())));
        examples.push_back(std::move(example));
    }
};

/// What each word praises, and what is added whatever the words are.
struct Weights
{
    std::vector<double> words;
    double constant = 0;

    double sum(const Example &example) const
    {
        double sum = 0;
        for (const auto word : example.words)
            sum += words[word];
        return sum * example.scale + constant;
    }
};

/// Where a + d = weight * sigma(-(margin + d * curve)): the best value of one dual variable, by halving.
double bestChange(double dual, double weight, double margin, double curve)
{
    constexpr int kHalvings = 30;
    double low = -dual, high = weight - dual;
    for (int n = 0; n < kHalvings; ++n) {
        const double middle = (low + high) / 2;
        const bool isAbove = dual + middle > weight / (1 + std::exp(margin + middle * curve));
        (isAbove ? high : low) = middle;
    }
    return (low + high) / 2;
}

/// Logistic regression by dual coordinate ascent (Yu, Huang & Lin 2011): no rate, each step exact. Both sides weigh the
/// same.
/// @param prior  what the weights are drawn towards. @param drawn  how strongly
Weights regressed(const Examples &examples, const std::vector<double> &prior, double drawn)
{
    constexpr int kSweeps = 20;
    const double curve = 2 / drawn; // a row of length 1 and the constant
    const auto all = static_cast<double>(examples.size()),
               praising = static_cast<double>(std::ranges::count(examples, true, &Example::praises));
    Weights weights{.words = prior, .constant = 0};
    std::vector<double> duals(examples.size(), 0);
    std::vector<std::uint32_t> order(examples.size());
    std::iota(order.begin(), order.end(), 0U);
    Random random(1);
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        random.shuffle(order);
        for (const auto which : order) {
            const auto &example = *examples[which];
            const double sign = example.praises ? 1 : -1;
            const double weight = all / (2 * std::max(1.0, example.praises ? praising : all - praising));
            const double change = bestChange(duals[which], weight, sign * weights.sum(example), curve);
            duals[which] += change;
            for (const auto word : example.words)
                weights.words[word] += sign * change * example.scale / drawn;
            weights.constant += sign * change / drawn;
        }
    }
    return weights;
}

double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

/// Answers to reviews that were not learnt from, by side: those that complain, those that praise.
struct Trial
{
    std::array<std::size_t, 2> asked{}, right{};
    std::array<double, 2> losses{};

    void add(bool praises, double sum)
    {
        const auto side = static_cast<std::size_t>(praises);
        ++asked.at(side);
        right.at(side) += praises == (sum >= 0);
        losses.at(side) += std::log1p(std::exp(praises ? -sum : sum));
    }
    double accuracy() const
    {
        return share(static_cast<double>(right[0] + right[1]), static_cast<double>(asked[0] + asked[1]));
    }
    double balanced() const
    {
        return (share(static_cast<double>(right[0]), static_cast<double>(asked[0])) +
                share(static_cast<double>(right[1]), static_cast<double>(asked[1]))) /
               2;
    }
    double loss() const ///< both sides count the same
    {
        return share(losses[0], static_cast<double>(asked[0])) + share(losses[1], static_cast<double>(asked[1]));
    }
};

/// @param drawn  0: by the list alone
Trial tried(const Lessons &lessons, double drawn, JobContext &job)
{
    Trial trial;
    for (std::uint64_t fold = 0; fold < kFolds; ++fold) {
        job.checkpoint();
        Weights weights{.words = lessons.prior, .constant = 0};
        if (drawn > 0)
            weights =
                regressed(lessons.where([=](const Example &each) { return each.fold != fold; }), lessons.prior, drawn);
        for (const auto *example : lessons.where([=](const Example &each) { return each.fold == fold; }))
            trial.add(example->praises, weights.sum(*example));
    }
    return trial;
}

} // namespace

double Sentiment::weight(const ClauseWord &word) const
{
    const auto found = m_learnt.find(keyOf(word));
    if (found != m_learnt.end())
        return found->second;
    return listed(m_words, word);
}

double Sentiment::of(const Clause &clause) const
{
    double sum = 0;
    for (const auto &word : clause)
        sum += weight(word);
    return clause.empty() ? 0 : std::tanh(sum / std::sqrt(static_cast<double>(clause.size())));
}

double Sentiment::of(const RatedReview &review) const
{
    double sum = 0, count = 0;
    for (const auto &clause : review.clauses) {
        const double said = of(clause);
        sum += said;
        count += said != 0;
    }
    return count > 0 ? sum / count : 0;
}

SentimentCheck Sentiment::learn(std::span<const RatedReview> reviews, JobContext &job)
{
    const Lessons lessons(m_words, reviews);
    const auto praising = std::ranges::count(lessons.examples, true, &Example::praises);
    if (praising < kFewest || std::ssize(lessons.examples) - praising < kFewest)
        return {};
    const auto untaught = tried(lessons, 0, job);
    auto best = untaught;
    double chosen = 0;
    for (const double drawn : {1.0, 3.0, 10.0, 30.0, 100.0})
        if (const auto trial = tried(lessons, drawn, job); trial.loss() < best.loss()) {
            best = trial;
            chosen = drawn;
        }
    if (chosen > 0) {
        const auto weights = regressed(lessons.where([](const Example &) { return true; }), lessons.prior, chosen);
        for (std::uint32_t word = 0; word < lessons.words.size(); ++word)
            m_learnt.emplace(lessons.words.key(word), weights.words[word]);
    }
    return {.reviews = best.asked[0] + best.asked[1],
            .praising = static_cast<double>(best.asked[1]) / static_cast<double>(best.asked[0] + best.asked[1]),
            .taught = chosen > 0,
            .accuracy = best.accuracy(),
            .balanced = best.balanced(),
            .balancedUntaught = untaught.balanced()};
}

} // namespace aisle
