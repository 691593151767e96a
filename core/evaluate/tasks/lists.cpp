#include "core/common/lookup/mapped.h"
#include "core/evaluate/metric.h"
#include "core/evaluate/task.h"

#include <algorithm>

namespace aisle {
namespace {

/// Held-out products are to stand high in a list of the shopper's.
class ListsTask : public Task
{
public:
    std::string id() const override { return kListsTask; }
    bool isFor(const Traits &) const override { return true; }
    std::string standardFigure() const override { return "NDCG@10"; }
    std::vector<std::string> choosingFigures() const override
    {
        return mappedWhere<std::vector<std::string>>(
            metrics(), [](const auto &metric) { return metric.group == MetricGroup::Accuracy && metric.isPerUser(); },
            [](const auto &metric) { return metric.name + "@10"; });
    }
    bool hasFigure(const std::string &figure) const override { return findMetricAt(figure).has_value(); }

    /// All, until their scores take about a second and they are some thousands. Sampled candidates cost as much: a
    /// network scores the catalogue and picks.
    std::size_t mostJudged(std::size_t cases, std::size_t items, double scoreCost) const override
    {
        constexpr double kMultiplyAdds = 1e11, kFewest = 2'000;
        const double cost = static_cast<double>(items) * scoreCost;
        const double most = std::max(kFewest, kMultiplyAdds / std::max(1., cost));
        return most < static_cast<double>(cases) ? static_cast<std::size_t>(most) : cases;
    }

    Evaluation judge(const Recommender &recommender, const HeldOut &cases, const EvaluationProtocol &protocol,
                     const EvaluationContext &context, JobContext &job, bool keepLists) const override
    {
        return evaluate(recommender, cases, protocol, context, job, keepLists);
    }
    std::optional<double> judgeOne(const std::string &figure, const Recommender &recommender, const HeldOut &cases,
                                   const EvaluationProtocol &protocol, const EvaluationContext &context,
                                   JobContext &job) const override
    {
        return evaluateOne(figure, recommender, cases, protocol, context, job);
    }
};

[[maybe_unused]] const bool kRegistered = registerTask(std::make_unique<ListsTask>());

} // namespace
} // namespace aisle
