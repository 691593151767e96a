#include "core/runs/training/fitsetup.h"

#include "core/common/error.h"
#include "core/evaluate/metric.h"
#include "core/evaluate/task.h"
#include "core/jobs/quietpart.h"
#include "core/runs/datasetcache.h"
#include "core/runs/freshness.h"
#include "core/runs/keptrun.h"
#include "core/runs/training/runjudge.h"
#include "core/runs/translatedrun.h"
#include "core/storage/project.h"

#include <algorithm>
#include <limits>
#include <map>

namespace aisle {

namespace {

struct Missing
{
    Need need;
    const char *code;
    const char *sentence;
};

const Missing kMissing[] = {
    {Need::Times, "data.no-times",
     QT_TRANSLATE_NOOP("Error",
                       "%1 needs to know when events happened, and this log has no times: import the log again "
                       "with its column of times, or choose a recommender that needs none.")},
    {Need::Ratings, "data.no-ratings",
     QT_TRANSLATE_NOOP("Error",
                       "%1 needs ratings or other values of events, and this log has none: import the log again "
                       "with that column, or choose a recommender that needs none.")},
    {Need::Text, "data.no-text",
     QT_TRANSLATE_NOOP("Error",
                       "%1 needs titles, categories or other words about products, and this project has none: load a "
                       "catalogue, or choose a recommender that needs none.")},
    {Need::Attributes, "data.no-attributes",
     QT_TRANSLATE_NOOP("Error", "%1 needs categories, brands or other attributes of products, and this project has "
                                "none: load a catalogue, or choose a recommender that needs none.")},
    {Need::Links, "data.no-links",
     QT_TRANSLATE_NOOP("Error", "%1 needs links between shoppers, and this project has none: choose a recommender that "
                                "needs none.")},
    {Need::Images, "data.no-images",
     QT_TRANSLATE_NOOP("Error", "%1 needs pictures of products, and this project has none: choose a recommender that "
                                "needs none.")},
    {Need::Runs, "data.no-runs",
     QT_TRANSLATE_NOOP("Error", "%1 builds upon kept runs, and this project has none: train another recommender "
                                "first.")},
};

bool isBuiltUponRuns(const QString &recommender)
{
    const auto info = std::ranges::find(recommenders(), recommender.toStdString(), &RecommenderInfo::id);
    return info == recommenders().end() || needs(*info, Need::Runs);
}

void refuseWeights(const RecommenderInfo &info)
{
    if (info.traits.takesWeights)
        return;
    QStringList others;
    for (const auto &other : recommenders()) {
        if (other.traits.takesWeights)
            others << QString::fromStdString(other.id);
    }
    throw Error("train.no-weights",
                QT_TRANSLATE_NOOP("Error", "%1 cannot start from pretrained weights. These can: %2."),
                {QString::fromUtf8(info.name), others.join(QStringLiteral(", "))});
}

} // namespace

FitSetup::FitSetup(const Project &project, const TrainRequest &request, std::shared_ptr<const Split> split,
                   DatasetCache &cache, RunSource &runs, JobContext &job)
    : m_project(project), m_request(request), m_split(std::move(split)), m_runs(runs), m_job(job),
      m_facts(cache.facts(project, request.protocol.filter, job))
{
    const auto &info = recommenderInfo(request.recommender);
    m_needsRuns = needs(info, Need::Runs);
    refuseWhatIsMissing(info);
    if (!request.weights.empty())
        refuseWeights(info);
}

void FitSetup::refuseWhatIsMissing(const RecommenderInfo &info) const
{
    auto inventory = Inventory::of(m_split->dataset(), m_facts.get());
    inventory.runs = RunStore(m_project).count() > 0;
    for (const auto &[need, code, sentence] : kMissing) {
        if (needs(info, need) && !inventory.has(need))
            throw Error(code, sentence, {QString::fromUtf8(info.name)});
    }
}

Ingredients FitSetup::ingredients(const TrainingSet &train, OtherData other) const
{
    Ingredients from{.events = train, .facts = m_facts, .weights = m_request.weights};
    from.runs.open = [this, other](std::int64_t run) { return keptRun(RunId(run), other); };
    if (m_needsRuns)
        from.runs.best = runsOfSameData();
    return from;
}

FitOptions FitSetup::options() const
{
    FitOptions options;
    options.seed = m_request.protocol.seed;
    options.device = m_request.device;
    options.validateEvery = std::max(1, m_request.validateEvery);
    options.patience = m_request.patience;
    return options;
}

std::shared_ptr<const Recommender> FitSetup::keptRun(RunId id, OtherData other) const
{
    QuietPart quiet(m_job);
    const auto run = m_runs.get(id, quiet);
    const bool sameData = hasSameData(run->record(), *m_split);
    if (!sameData && other == OtherData::Refused && m_split->spec().kind != SplitKind::None)
        throw Error("run.other-data",
                    QT_TRANSLATE_NOOP("Error",
                                      "Run %1 learnt from other events than this training may, so that its figures "
                                      "would be too good. Train it with the same split, seed and filters, or train "
                                      "this one with the split \"none\"."),
                    {QString::number(id.value)});
    return translatedRun(run, m_split->dataset(), sameData);
}

/// The best of each recommender by its validation figure, best first; last those that have none under this protocol: a
/// place among 99 others says nothing against one in the whole catalogue.
std::vector<std::int64_t> FitSetup::runsOfSameData() const
{
    struct Found
    {
        std::int64_t id;
        double value;
    };
    std::map<QString, Found> best;
    const auto &lists = taskNamed(kListsTask);
    const auto &select = m_request.protocol.select;
    const auto figure = lists.hasFigure(select) ? select : lists.standardFigure();
    const auto protocol = resolved(m_request.protocol, *m_split).key();
    const RunStore store(m_project);
    const auto figures = store.validationFigures(figure);
    for (const auto &run : store.list()) {
        if (!hasSameData(run, *m_split) || run.ofRun || isBuiltUponRuns(run.recommender))
            continue;
        const auto found = figures.find(run.id);
        const bool isComparable = found != figures.end() && run.protocol.key() == protocol;
        const double value =
            isComparable ? higherIsBetter(figure, found->second) : -std::numeric_limits<double>::infinity();
        const auto known = best.find(run.recommender);
        if (known == best.end() || value > known->second.value)
            best.insert_or_assign(run.recommender, Found{run.id.value, value});
    }
    std::vector<Found> order;
    for (const auto &[name, found] : best)
        order.push_back(found);
    std::ranges::stable_sort(order, std::ranges::greater{}, &Found::value);
    std::vector<std::int64_t> runs;
    for (const auto &found : order)
        runs.push_back(found.id);
    return runs;
}

} // namespace aisle
