#include "core/evaluate/metric.h"

#include <QtGlobal>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <string_view>

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

/// Categories as numbers, several an item: CSR.
struct CategoryRows
{
    std::vector<std::uint32_t> offsets{0};
    std::vector<std::uint32_t> categories;
};

CategoryRows categoryRows(const std::vector<std::string> &texts)
{
    CategoryRows rows;
    std::map<std::string_view, std::uint32_t> numbers;
    for (const std::string_view text : texts) {
        for (std::size_t start = 0; start < text.size();) {
            const auto end = std::min(text.find('|', start), text.size());
            if (end > start)
                rows.categories.push_back(
                    numbers.try_emplace(text.substr(start, end - start), std::uint32_t(numbers.size())).first->second);
            start = end + 1;
        }
        rows.offsets.push_back(static_cast<std::uint32_t>(rows.categories.size()));
    }
    return rows;
}

ListMetric fromCategories(const std::vector<std::string> &texts)
{
    return [rows = std::make_shared<const CategoryRows>(categoryRows(texts))](const JudgedList &list, int k) {
        std::map<std::uint32_t, double> sum;
        std::size_t known = 0;
        for (const auto item : firstOf(list, k)) {
            if (item.value + 1 >= rows->offsets.size() || rows->offsets[item.value] == rows->offsets[item.value + 1])
                continue;
            const auto count = rows->offsets[item.value + 1] - rows->offsets[item.value];
            ++known;
            for (auto c = rows->offsets[item.value]; c < rows->offsets[item.value + 1]; ++c)
                sum[rows->categories[c]] += 1 / std::sqrt(static_cast<double>(count));
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
