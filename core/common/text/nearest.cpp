#include "core/common/text/nearest.h"

#include "core/common/lookup/mapped.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace aisle {

namespace {

int editDistance(const QString &a, const QString &b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const int substituted = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[at];
            row[at] = std::min({row[at] + 1, row[at - 1] + 1, substituted});
        }
    }
    return row.back();
}

/// What is only begun is near.
int distanceOf(const QString &word, const QString &candidate)
{
    constexpr qsizetype kLongest = 200; // a word longer than any of a closed set is as far as its beginning
    const auto typed = word.left(kLongest).toLower(), known = candidate.toLower();
    return known.startsWith(typed) && !typed.isEmpty() ? 1 : editDistance(typed, known);
}

struct Near
{
    int distance;
    QString word;
};

std::vector<Near> byDistance(const QString &word, const QStringList &candidates)
{
    const auto nearOf = [&](const QString &candidate) { return Near{distanceOf(word, candidate), candidate}; };
    auto near = mapped<std::vector<Near>>(candidates, nearOf);
    std::ranges::stable_sort(near, {}, &Near::distance);
    return near;
}

} // namespace

QStringList nearestWords(const QString &word, const QStringList &candidates)
{
    constexpr qsizetype kMost = 3;
    const int reach = std::max<int>(2, static_cast<int>(word.size()) / 3);
    QStringList words;
    for (const auto &one : byDistance(word, candidates))
        if (one.distance <= reach && words.size() < kMost)
            words << one.word;
    return words;
}

QStringList nearestFirst(const QString &word, const QStringList &candidates)
{
    QStringList words;
    for (const auto &one : byDistance(word, candidates))
        words << one.word;
    return words;
}

} // namespace aisle
