#include "core/features/reviews/sentiment.h"

#include "core/common/random.h"
#include "core/jobs/jobcontext.h"

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

bool areEnough(std::span<const RatedReview> reviews)
{
    const auto count = [&](bool praises) {
        return std::ranges::count(reviews, std::optional(praises), &RatedReview::praises);
    };
    return count(true) >= kFewest && count(false) >= kFewest;
}

/// One review as the regression sees it.
struct Example
{
    std::vector<std::uint32_t> words;
    double scale = 0; ///< of each word: the row has length 1
    bool praises = false;
    double weight = 0;
};

double sumOf(const Example &example, const std::vector<double> &weights, double constant)
{
    double sum = 0;
    for (const auto word : example.words)
        sum += weights[word];
    return sum * example.scale + constant;
}

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

/// Logistic regression by dual coordinate ascent (Yu, Huang & Lin 2011): no rate, each step exact.
/// @param prior  what the weights are drawn towards. @param drawn  how strongly. @param constant  beside the words
std::vector<double> regressed(const std::vector<Example> &examples, const std::vector<double> &prior, double drawn,
                              double &constant)
{
    constexpr int kSweeps = 20;
    const double curve = 2 / drawn; // a row of length 1 and the constant
    auto weights = prior;
    constant = 0;
    std::vector<double> duals(examples.size(), 0);
    std::vector<std::uint32_t> order(examples.size());
    std::iota(order.begin(), order.end(), 0U);
    Random random(1);
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        random.shuffle(order);
        for (const auto which : order) {
            const auto &example = examples[which];
            const double sign = example.praises ? 1 : -1;
            const double change =
                bestChange(duals[which], example.weight, sign * sumOf(example, weights, constant), curve);
            duals[which] += change;
            for (const auto word : example.words)
                weights[word] += sign * change * example.scale / drawn;
            constant += sign * change / drawn;
        }
    }
    return weights;
}

double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

} // namespace

void Sentiment::Trial::add(bool praises, double sum)
{
    const auto side = static_cast<std::size_t>(praises);
    ++asked.at(side);
    right.at(side) += praises == (sum >= 0);
    losses.at(side) += std::log1p(std::exp(praises ? -sum : sum));
}

double Sentiment::Trial::accuracy() const
{
    return share(static_cast<double>(right[0] + right[1]), static_cast<double>(asked[0] + asked[1]));
}

double Sentiment::Trial::balanced() const
{
    return (share(static_cast<double>(right[0]), static_cast<double>(asked[0])) +
            share(static_cast<double>(right[1]), static_cast<double>(asked[1]))) /
           2;
}

double Sentiment::Trial::loss() const
{
    return share(losses[0], static_cast<double>(asked[0])) + share(losses[1], static_cast<double>(asked[1]));
}

double Sentiment::weight(const ClauseWord &word) const
{
    const auto found = m_learnt.find(keyOf(word));
    if (found != m_learnt.end())
        return found->second;
    return m_words.polarity(word.text) * (word.negated ? -1 : 1);
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

void Sentiment::learnFrom(const std::vector<const RatedReview *> &reviews, double drawn)
{
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::vector<double> prior;
    std::vector<Example> examples;
    std::array<double, 2> sides{};
    for (const auto *review : reviews) {
        if (!review->praises)
            continue;
        Example example{.words = {}, .scale = 0, .praises = *review->praises, .weight = 0};
        for (const auto &word : wordsOf(*review)) {
            const auto [place, isNew] = numbers.emplace(keyOf(word), static_cast<std::uint32_t>(prior.size()));
            if (isNew)
                prior.push_back(m_words.polarity(word.text) * (word.negated ? -1 : 1));
            example.words.push_back(place->second);
        }
        example.scale = 1 / std::sqrt(std::max(1.0, static_cast<double>(example.words.size())));
        ++sides.at(*review->praises ? 1 : 0);
        examples.push_back(std::move(example));
    }
    for (auto &example : examples)
        example.weight = static_cast<double>(examples.size()) / (2 * std::max(1.0, sides.at(example.praises ? 1 : 0)));
    const auto weights = regressed(examples, prior, drawn, m_constant);
    m_learnt.clear();
    for (const auto &[word, number] : numbers)
        m_learnt.emplace(word, weights[number]);
}

double Sentiment::sum(const RatedReview &review) const
{
    const auto words = wordsOf(review);
    double sum = 0;
    for (const auto &word : words)
        sum += weight(word);
    return sum / std::sqrt(std::max(1.0, static_cast<double>(words.size()))) + m_constant;
}

Sentiment::Trial Sentiment::tried(const OpinionWords &words, std::span<const RatedReview> reviews, double drawn,
                                  JobContext &job)
{
    constexpr std::uint64_t kFolds = 5;
    const auto foldOf = [](const RatedReview &review) { return deriveSeed(1, review.product) % kFolds; };
    Trial trial;
    for (std::uint64_t fold = 0; fold < kFolds; ++fold) {
        job.checkpoint();
        std::vector<const RatedReview *> others;
        for (const auto &review : reviews)
            if (foldOf(review) != fold)
                others.push_back(&review);
        Sentiment learner(words);
        if (drawn > 0)
            learner.learnFrom(others, drawn);
        for (const auto &review : reviews)
            if (review.praises && foldOf(review) == fold)
                trial.add(*review.praises, learner.sum(review));
    }
    return trial;
}

SentimentCheck Sentiment::learn(std::span<const RatedReview> reviews, JobContext &job)
{
    if (!areEnough(reviews))
        return {};
    const auto untaught = tried(m_words, reviews, 0, job);
    auto best = untaught;
    double chosen = 0;
    for (const double drawn : {1.0, 3.0, 10.0, 30.0, 100.0})
        if (const auto trial = tried(m_words, reviews, drawn, job); trial.loss() < best.loss()) {
            best = trial;
            chosen = drawn;
        }
    std::vector<const RatedReview *> all;
    for (const auto &review : reviews)
        all.push_back(&review);
    if (chosen > 0)
        learnFrom(all, chosen);
    return {.reviews = best.asked[0] + best.asked[1],
            .praising = static_cast<double>(best.asked[1]) / static_cast<double>(best.asked[0] + best.asked[1]),
            .taught = chosen > 0,
            .accuracy = best.accuracy(),
            .balanced = best.balanced(),
            .balancedUntaught = untaught.balanced()};
}

} // namespace aisle
