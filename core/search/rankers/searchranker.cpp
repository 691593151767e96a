#include "core/search/rankers/searchranker.h"

#include "core/common/error.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr float kAmongTheBest = .7F;  ///< of the best score by words
constexpr double kSemanticShare = .2; ///< in the order of the best by words

/// Mean and deviation of some scores.
class Standard
{
public:
    void see(float score)
    {
        ++m_count;
        m_sum += score;
        m_squares += static_cast<double>(score) * score;
    }
    double of(float score) const
    {
        const auto count = std::max(1.0, m_count);
        const auto mean = m_sum / count;
        const auto variance = m_squares / count - mean * mean;
        return variance > 1e-12 ? (score - mean) / std::sqrt(variance) : 0;
    }

private:
    double m_count = 0, m_sum = 0, m_squares = 0;
};

Standard standardOf(const std::vector<float> &scores)
{
    Standard standard;
    for (const auto score : scores)
        standard.see(score);
    return standard;
}

std::vector<float> mixed(const std::vector<float> &lexical, const std::vector<float> &semantic, double alpha)
{
    const auto words = standardOf(lexical), vectors = standardOf(semantic);
    std::vector<float> total(lexical.size());
    for (std::size_t product = 0; product < total.size(); ++product)
        total[product] =
            static_cast<float>((1 - alpha) * words.of(lexical[product]) + alpha * vectors.of(semantic[product]));
    return total;
}

/// See mixedScores(): three layers, each above the next whatever its scores.
std::vector<float> orderedByBoth(const std::vector<float> &lexical, const std::vector<float> &semantic)
{
    constexpr float kBest = 20, kLeast = 2;
    const auto best = lexical.empty() ? 0.F : std::ranges::max(lexical);
    const auto isBest = [&](std::size_t product) { return best > 0 && lexical[product] >= kAmongTheBest * best; };
    Standard words, vectors;
    for (std::size_t product = 0; product < lexical.size(); ++product)
        if (isBest(product)) {
            words.see(lexical[product]);
            vectors.see(semantic[product]);
        }
    std::vector<float> total(lexical.size());
    for (std::size_t product = 0; product < total.size(); ++product) {
        if (isBest(product))
            total[product] =
                std::max(kLeast, kBest + static_cast<float>((1 - kSemanticShare) * words.of(lexical[product]) +
                                                            kSemanticShare * vectors.of(semantic[product])));
        else
            total[product] = lexical[product] > 0 ? lexical[product] / best : semantic[product] - kLeast;
    }
    return total;
}

std::vector<std::uint8_t> positive(const std::vector<float> &scores)
{
    std::vector<std::uint8_t> found(scores.size());
    std::ranges::transform(scores, found.begin(), [](float score) -> std::uint8_t { return score > 0 ? 1 : 0; });
    return found;
}

} // namespace

const std::vector<SearchRankerInfo> &searchRankers()
{
    static const std::vector<SearchRankerInfo> rankers{{.id = "lexical", .usesWords = true, .usesVectors = false},
                                                       {.id = "semantic", .usesWords = false, .usesVectors = true},
                                                       {.id = "hybrid", .usesWords = true, .usesVectors = true}};
    return rankers;
}

const SearchRankerInfo &searchRanker(const std::string &id)
{
    const auto &all = searchRankers();
    const auto found = std::ranges::find(all, id, [](const auto &each) { return std::string(each.id); });
    if (found != all.end())
        return *found;
    QStringList names;
    for (const auto &each : all)
        names << QString::fromLatin1(each.id);
    throw Error("search.ranker", QT_TRANSLATE_NOOP("Error", "There is no ranker called %1. There are: %2."),
                {QString::fromStdString(id), names.join(QStringLiteral(", "))});
}

SearchScores mixedScores(const RankerChoice &choice, std::vector<float> lexical, std::vector<float> semantic)
{
    const auto &info = searchRanker(choice.ranker);
    const bool isMixed = info.usesWords && info.usesVectors;
    const bool byWords = info.usesWords && !(isMixed && choice.alpha && *choice.alpha >= 1);
    const bool byVectors = info.usesVectors && !(isMixed && choice.alpha && *choice.alpha <= 0);
    SearchScores scores{.lexical = std::move(lexical), .semantic = std::move(semantic), .total = {}, .found = {}};
    if (!byVectors)
        scores.total = scores.lexical;
    else if (!byWords)
        scores.total = scores.semantic;
    else
        scores.total = choice.alpha ? mixed(scores.lexical, scores.semantic, *choice.alpha)
                                    : orderedByBoth(scores.lexical, scores.semantic);
    scores.found = byVectors ? std::vector<std::uint8_t>(scores.total.size(), 1) : positive(scores.total);
    return scores;
}

std::vector<std::uint32_t> bestProducts(const SearchScores &scores, std::size_t k)
{
    std::vector<std::uint32_t> places;
    for (std::uint32_t product = 0; product < scores.total.size(); ++product)
        if (scores.found[product])
            places.push_back(product);
    const auto end = places.begin() + static_cast<std::ptrdiff_t>(std::min(k, places.size()));
    std::ranges::partial_sort(places, end, [&](std::uint32_t a, std::uint32_t b) {
        return scores.total[a] != scores.total[b] ? scores.total[a] > scores.total[b] : a < b;
    });
    places.erase(end, places.end());
    return places;
}

} // namespace aisle
