#include "core/dataset/categories.h"
#include "core/evaluate/metric.h"

#include <QtGlobal>
#include <cmath>
#include <limits>
#include <map>
#include <memory>

namespace aisle {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// The mean cosine over all pairs of n unit vectors is (|sum|^2 - n) / (n (n - 1)).
double diversityFromSum(double squaredNormOfSum, std::size_t n)
{
    if (n < 2)
        return kUndefined;
    const auto count = static_cast<double>(n);
    return 1 - (squaredNormOfSum - count) / (count * (count - 1));
}

std::span<const ItemIndex> firstOf(const JudgedList &list, int k)
{
    return list.items.first(std::min<std::size_t>(list.items.size(), static_cast<std::size_t>(k)));
}

ListMetric fromVectors(const Embedding &vectors)
{
    return [&vectors](const JudgedList &list, int k) {
        std::vector<double> sum(vectors.size);
        std::size_t known = 0;
        for (const auto item : firstOf(list, k)) {
            if (item.value >= vectors.rows)
                continue;
            const auto row = vectors.row(item.value);
            double squares = 0;
            for (const float x : row)
                squares += double(x) * x;
            if (squares <= 0)
                continue;
            ++known;
            for (std::size_t d = 0; d < row.size(); ++d)
                sum[d] += row[d] / std::sqrt(squares);
        }
        double norm = 0;
        for (const double x : sum)
            norm += x * x;
        return diversityFromSum(norm, known);
    };
}

ListMetric fromCategories(const std::vector<std::string> &texts)
{
    return [rows = std::make_shared<const CategoryRows>(texts)](const JudgedList &list, int k) {
        std::map<std::uint32_t, double> sum;
        std::size_t known = 0;
        for (const auto item : firstOf(list, k)) {
            const auto own = rows->of(item);
            if (own.empty())
                continue;
            ++known;
            for (const auto category : own)
                sum[category] += 1 / std::sqrt(static_cast<double>(own.size()));
        }
        double norm = 0;
        for (const auto &[category, weight] : sum)
            norm += weight * weight;
        return diversityFromSum(norm, known);
    };
}

[[maybe_unused]] const bool kRegistered = registerMetric({
    .name = "IntraListDiversity",
    .group = MetricGroup::Diversity,
    .better = Better::Higher,
    .formula =
        QT_TRANSLATE_NOOP("Metric", "mean of 1 - cosine over the pairs of products in the list, of their vectors or "
                                    "categories"),
    .trust = QT_TRANSLATE_NOOP("Metric", "Variety within one list. Only as good as the categories or vectors; products "
                                         "without any are left out, as are lists with fewer than two others."),
    .needs = {"categories"},
    .makeListMetric = [](const EvaluationContext &context) -> ListMetric {
        if (context.itemVectors)
            return fromVectors(*context.itemVectors);
        if (context.itemCategories)
            return fromCategories(*context.itemCategories);
        return {};
    },
});

} // namespace
} // namespace aisle
