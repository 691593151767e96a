#include "core/runs/fitsetup.h"

#include "core/common/error.h"
#include "core/evaluate/ratings.h"
#include "core/jobs/quietpart.h"
#include "core/runs/datasetcache.h"
#include "core/runs/heldruns.h"
#include "core/runs/translatedrun.h"
#include "core/storage/project.h"
#include "core/storage/runstore.h"

#include <algorithm>
#include <map>

namespace aisle {

namespace {

bool needs(const RecommenderInfo &info, const char *what)
{
    return std::ranges::find(info.needs, what) != info.needs.end();
}

struct Need
{
    const char *word;
    const char *code;
    const char *sentence;
};

const Need kNeeds[] = {
    {"times", "data.no-times",
     QT_TRANSLATE_NOOP("Error",
                       "%1 needs to know when events happened, and this log has no times: import the log again "
                       "with its column of times, or choose a recommender that needs none.")},
    {"ratings", "data.no-ratings",
     QT_TRANSLATE_NOOP("Error",
                       "%1 needs ratings or other values of events, and this log has none: import the log again "
                       "with that column, or choose a recommender that needs none.")},
    {"text", "data.no-text",
     QT_TRANSLATE_NOOP("Error",
                       "%1 needs titles, categories or other words about products, and this project has none: load a "
                       "catalogue, or choose a recommender that needs none.")},
    {"attributes", "data.no-attributes",
     QT_TRANSLATE_NOOP("Error", "%1 needs categories, brands or other attributes of products, and this project has "
                                "none: load a catalogue, or choose a recommender that needs none.")},
    {"links", "data.no-links",
     QT_TRANSLATE_NOOP("Error", "%1 needs links between shoppers, and this project has none: choose a recommender that "
                                "needs none.")},
    {"images", "data.no-images",
     QT_TRANSLATE_NOOP("Error", "%1 needs pictures of products, and this project has none: choose a recommender that "
                                "needs none.")},
    {"runs", "data.no-runs",
     QT_TRANSLATE_NOOP("Error", "%1 builds upon kept runs, and this project has none: train another recommender "
                                "first.")},
};

bool isThere(const std::string &need, const Dataset &dataset, const SideFacts &facts, const Project &project)
{
    if (need == "times")
        return dataset.hasTime();
    if (need == "ratings")
        return !dataset.events.value.empty();
    if (need == "text") // a category or a brand is a text too
        return facts.hasText() || facts.hasAttributes();
    if (need == "attributes")
        return facts.hasAttributes();
    return need == "runs" && !RunStore(project).all().empty();
}

void refuseWeights(const RecommenderInfo &info)
{
    if (makeRecommender(info.id)->traits().takesWeights)
        return;
    QStringList others;
    for (const auto &other : recommenders()) {
        if (makeRecommender(other.id)->traits().takesWeights)
            others << QString::fromStdString(other.id);
    }
    throw Error("train.no-weights",
                QT_TRANSLATE_NOOP("Error", "%1 cannot start from pretrained weights. These can: %2."),
                {QString::fromUtf8(info.name), others.join(QStringLiteral(", "))});
}

} // namespace

FitSetup::FitSetup(const Project &project, const TrainRequest &request, std::shared_ptr<const Split> split,
                   DatasetCache &cache, JobContext &job)
    : m_project(project), m_request(request), m_split(std::move(split)), m_cache(cache), m_job(job),
      m_facts(cache.facts(project, request.filter, job))
{
    const auto &info = recommenderInfo(request.recommender);
    m_needsRuns = needs(info, "runs");
    refuseWhatIsMissing(info);
    if (!request.weights.empty())
        refuseWeights(info);
}

void FitSetup::refuseWhatIsMissing(const RecommenderInfo &info) const
{
    for (const auto &need : kNeeds) {
        if (needs(info, need.word) && !isThere(need.word, m_split->dataset(), *m_facts, m_project))
            throw Error(need.code, need.sentence, {QString::fromUtf8(info.name)});
    }
}

FitOptions FitSetup::options(OtherData other) const
{
    FitOptions options;
    options.seed = m_request.seed;
    options.device = m_request.device;
    options.validateEvery = std::max(1, m_request.validateEvery);
    options.patience = m_request.patience;
    options.facts = m_facts;
    options.weights = m_request.weights;
    options.keptRun = [this, other](std::int64_t run) { return keptRun(RunId(run), other); };
    if (m_needsRuns)
        options.runs = runsOfSameData();
    return options;
}

std::shared_ptr<const Recommender> FitSetup::keptRun(RunId id, OtherData other) const
{
    QuietPart quiet(m_job);
    const auto run = heldRun(m_project, id, quiet, &m_cache);
    const bool sameData = run->record().dataHash == m_split->dataHash();
    if (!sameData && other == OtherData::Refused && m_split->spec().kind != SplitKind::None)
        throw Error("run.other-data",
                    QT_TRANSLATE_NOOP("Error",
                                      "Run %1 learnt from other events than this training may, so that its figures "
                                      "would be too good. Train it with the same split, seed and filters, or train "
                                      "this one with the split \"none\"."),
                    {QString::number(id.value)});
    return translatedRun(run, m_split->dataset(), sameData);
}

/// The best of each recommender by its own validation figure, best first; those without one last.
std::vector<std::int64_t> FitSetup::runsOfSameData() const
{
    struct Found
    {
        std::int64_t id;
        double value;
    };
    std::map<QString, Found> best;
    const auto isBuiltUponRuns = [](const RunRecord &run) {
        const auto info = std::ranges::find(recommenders(), run.recommender.toStdString(), &RecommenderInfo::id);
        return info == recommenders().end() || needs(*info, "runs");
    };
    for (const auto &run : RunStore(m_project).all()) {
        if (run.dataHash != m_split->dataHash() || run.details.contains(QStringLiteral("of_run")) ||
            isBuiltUponRuns(run))
            continue;
        const auto select = run.protocol.value(QStringLiteral("select")).toString().toStdString();
        const auto found = run.validation.find(isRatingFigure(select) ? "NDCG@10" : select);
        const double value = found == run.validation.end() ? -1 : found->second;
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
