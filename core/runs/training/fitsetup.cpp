#include "core/runs/training/fitsetup.h"

#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/evaluate/metric.h"
#include "core/evaluate/task.h"
#include "core/features/relations/graphsource.h"
#include "core/features/vectors.h"
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
     QT_TRANSLATE_NOOP("Error", "%1 needs links between shoppers, and this training has none: `graph PROJECT social "
                                "FILE` brings them, or choose a recommender that needs none.")},
    {Need::Images, "data.no-images",
     QT_TRANSLATE_NOOP("Error", "%1 needs pictures of products, and this project has none: choose a recommender that "
                                "needs none.")},
    {Need::Runs, "data.no-runs",
     QT_TRANSLATE_NOOP("Error", "%1 builds upon kept runs, and this project has none: train another recommender "
                                "first.")},
    {Need::Graph, "data.no-graph",
     QT_TRANSLATE_NOOP("Error", "%1 learns from a knowledge graph, and none of this training's products stands in one: "
                                "`graph PROJECT import FILE --links FILE` brings one, `graph PROJECT build` makes one "
                                "of the catalogue.")},
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

/// Of a table and what it was found to be.
FeatureUse useOf(const StoredFeature &table, const FeatureVectors &vectors, const AlignedFeatures &aligned)
{
    const auto source = FeatureSource::of(table);
    return {.name = table.name,
            .subject = table.subject,
            .dims = table.dims,
            .coverage = static_cast<double>(aligned.covered()) /
                        static_cast<double>(std::max<std::size_t>(1, aligned.has.size())),
            .source = source.encoder.isEmpty() ? QStringLiteral("import")
                      : source.file.isEmpty()  ? source.text()
                                               : source.encoder, // a file's name may say whose it is
            .identity = source.identity,
            .content = source.content.isEmpty() ? contentHash(vectors) : source.content};
}

[[noreturn]] void throwNoVectors(const FeatureUse &use, std::size_t rows)
{
    const QStringList arguments{use.name, grouped(static_cast<std::int64_t>(rows))};
    if (use.subject == FeatureSubject::Users)
        throw Error("train.no-vectors",
                    QT_TRANSLATE_NOOP("Error", "Of the %2 [shopper|shoppers] of this training none has a vector among "
                                               "the features \"%1\": import them for these shoppers, or leave them "
                                               "out."),
                    arguments);
    throw Error("train.no-vectors",
                QT_TRANSLATE_NOOP("Error", "Of the %2 [product|products] of this training none has a vector among the "
                                           "features \"%1\": encode or import them for these products, or leave them "
                                           "out."),
                arguments);
}

QString coverageText(const FeatureUse &use, const AlignedFeatures &aligned)
{
    return sentence(use.subject == FeatureSubject::Users
                        ? "Features \"%1\": only %2 of %3 [shopper has|shoppers have] a vector (%4 %)."
                        : "Features \"%1\": only %2 of %3 [product has|products have] a vector (%4 %).",
                    {use.name, aligned.covered(), aligned.has.size(), QString::number(use.coverage * 100, 'f', 1)});
}

} // namespace

FitSetup::FitSetup(const Project &project, const TrainRequest &request, std::shared_ptr<const Split> split,
                   DatasetCache &cache, RunSource &runs, JobContext &job)
    : m_project(project), m_request(request), m_split(std::move(split)), m_runs(runs), m_job(job),
      m_facts(cache.facts(project, request.protocol.filter, job))
{
    const auto &info = recommenderInfo(request.recommender);
    m_needsRuns = needs(info, Need::Runs);
    readFeatures(info);
    readGraph(info);
    refuseWhatIsMissing(info);
    if (!request.weights.empty())
        refuseWeights(info);
}

/// Beside the rows of the data; who has none is known by everything else alone.
void FitSetup::readFeatures(const RecommenderInfo &info)
{
    constexpr double kLittle = .5;
    const auto &dataset = m_split->dataset();
    const auto numbersOf = [](const auto &ids) {
        std::vector<std::int64_t> numbers;
        for (const auto id : ids)
            numbers.push_back(id.value);
        return numbers;
    };
    for (const auto &table : demandedFeatures(m_project, info, m_request.features)) {
        const auto vectors = aisle::readFeatures(m_project, table, m_job);
        const bool ofShoppers = table.subject == FeatureSubject::Users;
        const auto ids = ofShoppers ? numbersOf(dataset.userIds) : numbersOf(dataset.itemIds);
        auto aligned = std::make_shared<const AlignedFeatures>(alignedTo(ids, table.name.toStdString(), vectors));
        m_uses.push_back(useOf(table, vectors, *aligned));
        if (aligned->covered() == 0)
            throwNoVectors(m_uses.back(), ids.size());
        if (m_uses.back().coverage < kLittle)
            m_job.note(coverageText(m_uses.back(), *aligned));
        m_features.push_back(std::move(aligned));
    }
}

void FitSetup::readGraph(const RecommenderInfo &info)
{
    if (!needs(info, Need::Graph) && !needs(info, Need::Links))
        return;
    const auto &dataset = m_split->dataset();
    const auto version = GraphStore(m_project).version(); // before it is read: who changes it meanwhile is noticed
    auto graph = std::make_shared<const AlignedGraph>(
        alignedTo(dataset.itemIds, dataset.userIds, Relations::load(m_project, m_job)));
    m_graphUse = useOf(version, *graph);
    m_graph = std::move(graph);
    noteWhatGraphHasSeen();
}

/// What goes with what is learnt from events, perhaps from those that are held out here.
void FitSetup::noteWhatGraphHasSeen() const
{
    const auto &spec = m_split->spec();
    const auto saw = [&](const TripleSource &source) {
        return source.origin == TripleOrigin::Baskets && GraphSource::of(source).dataHash != m_split->dataHash();
    };
    if (spec.kind != SplitKind::None && std::ranges::any_of(GraphStore(m_project).sources(), saw))
        m_job.note(QStringLiteral("What goes with what in the knowledge graph is learnt from other events than this "
                                  "run's training part, so the run may be judged on events that the graph has seen: "
                                  "`graph PROJECT build --goes-with --split %1 --seed %2` keeps to it.")
                       .arg(spec.text(), QString::number(m_request.protocol.seed)));
}

std::int64_t FitSetup::featureBytes() const
{
    std::size_t numbers = 0;
    for (const auto &features : m_features)
        numbers += features->values.size();
    return static_cast<std::int64_t>(numbers * sizeof(float));
}

void FitSetup::refuseWhatIsMissing(const RecommenderInfo &info) const
{
    auto inventory = Inventory::of(m_split->dataset(), m_facts.get());
    inventory.runs = RunStore(m_project).count() > 0;
    inventory.graph = m_graph && m_graph->coveredItems() > 0;
    inventory.links = m_graph && m_graph->hasSocialLinks();
    const bool hasItemFeatures =
        std::ranges::any_of(m_uses, [](const FeatureUse &use) { return use.subject == FeatureSubject::Items; });
    for (const auto &[need, code, sentence] : kMissing) {
        const bool isInVectors = need == Need::Text && hasItemFeatures;
        if (needs(info, need) && !inventory.has(need) && !isInVectors)
            throw Error(code, sentence, {QString::fromUtf8(info.name)});
    }
}

Ingredients FitSetup::ingredients(const TrainingSet &train, OtherData other) const
{
    Ingredients from{
        .events = train, .facts = m_facts, .weights = m_request.weights, .features = m_features, .graph = m_graph};
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
