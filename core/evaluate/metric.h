#pragma once
#include "core/common/ids.h"
#include "core/evaluate/evaluationcontext.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aisle {

/// One list against what is relevant to its shopper.
struct JudgedList
{
    std::span<const ItemIndex> items;        ///< best first, distinct
    std::span<const std::uint32_t> hitRanks; ///< ascending, from 1: the places of relevant products
    std::size_t relevant = 0;                ///< > 0: products that could have been hit

    std::span<const std::uint32_t> hitRanksWithin(int k) const
    {
        const auto end = std::upper_bound(hitRanks.begin(), hitRanks.end(), static_cast<std::uint32_t>(k));
        return hitRanks.first(static_cast<std::size_t>(end - hitRanks.begin()));
    }
    std::size_t hits(int k) const { return hitRanksWithin(k).size(); }
};

/// Which relevant products a figure is of. Next baskets are told apart into what was bought again and what is new.
enum class Side { All, Repeated, Explored };
const char *sideSuffix(Side side); ///< of a figure's name: "", "/repeated", "/explored"

/// How often each product was shown within the first k places of all lists.
struct Exposure
{
    int k = 0;
    std::size_t lists = 0;
    std::uint64_t shown = 0;               ///< sum of counts
    std::span<const std::uint64_t> counts; ///< [items]
};

enum class MetricGroup { Accuracy, Exposure, Diversity };
enum class Better { Higher, Lower, Neither };
/// How the figures of single predictions make one: their mean, or the root of the mean of their squares.
enum class Pooling { Mean, RootMeanSquare };

/// What a figure of several predictions is made like, and how far it can reach.
struct Scale
{
    Pooling pooling = Pooling::Mean;
    double most = std::numeric_limits<double>::infinity(); ///< no value is beyond; none is below 0

    Scale(Pooling how = Pooling::Mean, double greatest = std::numeric_limits<double>::infinity()) // NOLINT
        : pooling(how), most(greatest)
    {
    }
};

/// The figure of one list at cut-off k, 0 to 1; NaN where it is not defined (that list is left out of the mean).
/// Thread-safe.
using ListMetric = std::function<double(const JudgedList &list, int k)>;
/// The figure of all lists together; NaN where it is not defined.
using ExposureMetric = std::function<double(const Exposure &exposure)>;

/// How a metric is known. One file a metric in core/evaluate/metrics; exactly one of the two factories is set. A
/// factory returns an empty function when the context lacks what the metric needs: the metric is then absent, never 0.
struct MetricInfo
{
    std::string name; ///< "NDCG"; a figure is named "NDCG@10"
    MetricGroup group = MetricGroup::Accuracy;
    Better better = Better::Higher;
    const char *formula = ""; ///< QT_TRANSLATE_NOOP("Metric", ...): the definition in one line
    const char *trust = "";   ///< QT_TRANSLATE_NOOP("Metric", ...): what it is good for, and when not to trust it
    std::vector<std::string> needs{}; ///< of: train catalogue categories
    bool bySide = false;              ///< of next baskets it is also given for each Side
    std::function<ListMetric(const EvaluationContext &context)> makeListMetric{};
    std::function<ExposureMetric(const EvaluationContext &context)> makeExposureMetric{};

    bool isPerUser() const { return static_cast<bool>(makeListMetric); }
};

/// Call once a metric, at namespace scope of its own file.
bool registerMetric(MetricInfo info);
const std::vector<MetricInfo> &metrics(); ///< by group, then name

/// A figure of predictions one by one against what happened, over all of them at once: RMSE, no cut-off. One file each
/// in core/evaluate/metrics.
struct PointMetric
{
    std::string name; ///< and the figure's
    std::string task; ///< whose predictions: Task::id()
    Better better = Better::Lower;
    const char *trust = ""; ///< QT_TRANSLATE_NOOP("Metric", ...): what it says
    /// Both [predictions]; absent when there are none. Thread-safe.
    std::function<std::optional<double>(std::span<const float> predicted, std::span<const float> actual)> figure;
    Pooling pooling = Pooling::Mean; ///< of figures over parts of the predictions, weighted by how many these are
};
inline constexpr const char *kRatingsTask = "ratings";

bool registerPointMetric(PointMetric metric);
const std::vector<PointMetric> &pointMetrics();              ///< by name
const PointMetric *findPointMetric(const std::string &name); ///< null when there is none

/// A figure's name taken apart: "NDCG@10", "Recall@10/repeated".
struct MetricAt
{
    const MetricInfo *metric = nullptr;
    int k = 0;
    Side side = Side::All;
};
std::string figureName(const MetricAt &figure);                ///< "NDCG@10", "Recall@10/repeated"
std::optional<MetricAt> findMetricAt(const std::string &name); ///< empty when it is no metric with a cut-off
MetricAt metricAt(const std::string &name);                    ///< @throws Error metric.unknown
[[noreturn]] void throwUnknownMetric(const std::string &name); ///< Error metric.unknown: names the metrics there are
/// Of any figure that a run may have: "NDCG@10", "RMSE"; Higher for names that nobody knows.
Better betterOf(const std::string &figure);
Scale scaleOf(const std::string &figure); ///< a mean without bound for names that nobody knows
/// The figure so that higher is better: as it is, or negated where lower is better. Its own inverse.
double higherIsBetter(const std::string &figure, double value);

} // namespace aisle
