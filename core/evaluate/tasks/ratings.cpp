#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/evaluate/heldoutrequest.h"
#include "core/evaluate/metric.h"
#include "core/evaluate/task.h"
#include "core/recommend/ranking.h"

#include <limits>

namespace aisle {
namespace {

struct CasePredictions
{
    std::vector<float> predicted, actual;
};

CasePredictions predictionsOf(const Recommender &recommender, const HeldOutCase &heldOut)
{
    CasePredictions one;
    if (heldOut.ratings.empty())
        return one;
    std::vector<ItemIndex> items;
    for (const auto &rating : heldOut.ratings) {
        items.push_back(rating.item);
        one.actual.push_back(rating.value);
    }
    one.predicted = recommender.score(requestFor(heldOut), items);
    refuseNotFinite(one.predicted);
    return one;
}

/// [cases] empty where a case has no ratings.
std::vector<CasePredictions> predictionsOf(const Recommender &recommender, const HeldOut &heldOut, JobContext &job)
{
    constexpr std::size_t kGrain = 16;
    std::vector<CasePredictions> cases(heldOut.cases.size());
    parallelFor(cases.size(), kGrain, [&](std::size_t begin, std::size_t end, int thread) {
        if (thread == 0)
            job.checkpoint();
        for (auto c = begin; c < end; ++c)
            cases[c] = predictionsOf(recommender, heldOut.cases[c]);
    });
    return cases;
}

CasePredictions together(const std::vector<CasePredictions> &cases)
{
    CasePredictions all;
    for (const auto &one : cases) {
        all.predicted.insert(all.predicted.end(), one.predicted.begin(), one.predicted.end());
        all.actual.insert(all.actual.end(), one.actual.begin(), one.actual.end());
    }
    return all;
}

/// The figure of each case that was judged, NaN where it has no ratings.
std::vector<float> figureOfCases(const PointMetric &metric, const std::vector<CasePredictions> &cases,
                                 const HeldOut &heldOut, const Evaluation &judged)
{
    std::vector<float> values;
    for (std::size_t c = 0; c < cases.size() && values.size() < judged.users.size(); ++c) {
        const auto next = values.size();
        const auto &one = heldOut.cases[c];
        if (one.user != judged.users[next] || one.position != judged.positions[next])
            continue;
        const auto value = metric.figure(cases[c].predicted, cases[c].actual);
        values.push_back(value ? static_cast<float>(*value) : std::numeric_limits<float>::quiet_NaN());
    }
    return values;
}

PointFigures figuresOf(const PointMetric &metric, const std::vector<CasePredictions> &cases, const HeldOut &heldOut)
{
    PointFigures figures;
    for (std::size_t c = 0; c < cases.size(); ++c) {
        const auto value = metric.figure(cases[c].predicted, cases[c].actual);
        if (!value)
            continue;
        figures.users.push_back(heldOut.cases[c].user);
        figures.values.push_back(static_cast<float>(*value));
        figures.predictions.push_back(static_cast<float>(cases[c].actual.size()));
    }
    return figures;
}

/// How far predicted ratings are from those that shoppers gave, over all held-out ratings at once, besides the figures
/// of lists. Ratings of cases whose relevant products are masked count: nothing is ranked.
class RatingsTask : public Task
{
public:
    std::string id() const override { return kRatingsTask; }
    bool isFor(const Traits &traits) const override { return traits.predictsRatings; }
    std::string standardFigure() const override { return "RMSE"; }
    std::vector<std::string> choosingFigures() const override
    {
        std::vector<std::string> figures{standardFigure()};
        for (const auto &metric : pointMetrics()) {
            if (metric.task == id() && metric.name != standardFigure())
                figures.push_back(metric.name);
        }
        const auto ofLists = lists().choosingFigures();
        figures.insert(figures.end(), ofLists.begin(), ofLists.end());
        return figures;
    }
    bool hasFigure(const std::string &figure) const override { return metricNamed(figure) != nullptr; }
    std::size_t mostJudged(std::size_t cases, std::size_t, double) const override { return cases; }

    Evaluation judge(const Recommender &recommender, const HeldOut &heldOut, const EvaluationProtocol &protocol,
                     const EvaluationContext &context, JobContext &job, bool keepLists) const override
    {
        auto result = lists().judge(recommender, heldOut, protocol, context, job, keepLists);
        const auto cases = predictionsOf(recommender, heldOut, job);
        const auto all = together(cases);
        if (all.actual.empty())
            return result;
        for (const auto &metric : pointMetrics()) {
            if (metric.task != id())
                continue;
            result.metrics[metric.name] = *metric.figure(all.predicted, all.actual);
            result.perCase[metric.name] = figureOfCases(metric, cases, heldOut, result);
            result.pointFigures[metric.name] = figuresOf(metric, cases, heldOut);
        }
        return result;
    }
    std::optional<double> judgeOne(const std::string &figure, const Recommender &recommender, const HeldOut &heldOut,
                                   const EvaluationProtocol &, const EvaluationContext &,
                                   JobContext &job) const override
    {
        const auto all =
            isFor(recommender.traits()) ? together(predictionsOf(recommender, heldOut, job)) : CasePredictions();
        if (all.actual.empty())
            throw Error("metric.no-ratings",
                        QT_TRANSLATE_NOOP("Error", "%1 needs a recommender that predicts ratings and ratings that were "
                                                   "held out: choose a metric of lists, such as NDCG@10."),
                        {QString::fromStdString(figure)});
        return metricNamed(figure)->figure(all.predicted, all.actual);
    }

private:
    static const Task &lists() { return taskNamed(kListsTask); }
    const PointMetric *metricNamed(const std::string &figure) const
    {
        const auto *metric = findPointMetric(figure);
        return metric && metric->task == id() ? metric : nullptr;
    }
};

[[maybe_unused]] const bool kRegistered = registerTask(std::make_unique<RatingsTask>());

} // namespace
} // namespace aisle
