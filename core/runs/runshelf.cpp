#include "core/runs/runshelf.h"

#include "core/common/error.h"
#include "core/evaluate/metric.h"
#include "core/jobs/quietpart.h"
#include "core/numeric/device.h"
#include "core/recommend/registry.h"
#include "core/runs/freshness.h"
#include "core/runs/training/fitsetup.h"
#include "core/storage/project.h"

#include <algorithm>

namespace aisle {

namespace {

[[noreturn]] void throwUnfinished(RunId id)
{
    throw Error("run.unfinished", QT_TRANSLATE_NOOP("Error", "Run %1 was stopped while training: go on with it first."),
                {QString::number(id.value)});
}

RunRecord finishedRun(const RunStore &runs, RunId id)
{
    auto run = runs.known(id);
    if (run.status != RunStatus::Done)
        throwUnfinished(id);
    return run;
}

/// The figures that epochs had when the run was trained, one after the other: judged by them again, the same epoch is
/// the best and the same one the last. Empty where no epoch was chosen.
std::function<std::optional<double>(const Recommender &)> figuresAgain(const RunRecord &record)
{
    if (!record.bestEpoch)
        return {};
    const int every = std::max(1, record.details.training.validateEvery);
    std::vector<std::optional<double>> figures;
    for (const auto &epoch : record.epochs) {
        if (epoch.validation)
            figures.emplace_back(higherIsBetter(record.protocol.select, *epoch.validation));
        else if (epoch.epoch % every == 0)
            figures.emplace_back();
    }
    return [figures = std::move(figures), next = std::make_shared<std::size_t>(0)](const Recommender &) {
        return *next < figures.size() ? figures[(*next)++] : std::nullopt;
    };
}

std::unique_ptr<KeptRun> fittedAgain(RunRecord record, const Project &project, RunShelf &shelf, JobContext &job)
{
    demandMembers(RunStore(project), record);
    auto request = requestOf(record);
    request.device = Device::Cpu; // wherever it was trained: this machine may have nothing else
    const auto [split, sameData] = splitAgain(project, record, shelf.datasets(), job);
    if (!sameData)
        job.note(
            QStringLiteral("The data has changed since this run was trained: it was fitted again on today's data."));
    const FitSetup setup(project, request, split, shelf.datasets(), shelf, job);
    auto recommender = makeRecommender(request.recommender, request.parameters);
    const auto train = split->trainingSet(split->spec().kind == SplitKind::None);
    computeOn(request.device, [&] {
        FitHooks hooks;
        hooks.validate = figuresAgain(record);
        SilentPart again(job);
        recommender->fit(setup.ingredients(*train, FitSetup::OtherData::Taken), setup.options(), hooks, again);
    });
    const auto &dataset = split->dataset();
    return std::make_unique<KeptRun>(std::move(record), std::move(recommender), dataset.itemIds, dataset.userIds);
}

} // namespace

RunShelf::RunShelf(std::shared_ptr<const Project> project, std::shared_ptr<DatasetCache> datasets, std::int64_t bytes)
    : m_project(std::move(project)), m_datasets(datasets ? std::move(datasets) : std::make_shared<DatasetCache>()),
      m_bytes(bytes)
{
}

RunShelf::RunShelf(const Project &project) : RunShelf(std::shared_ptr<const Project>(project.another())) {}

std::shared_ptr<const KeptRun> RunShelf::known(RunId id)
{
    const auto used = m_used.find(id);
    return used == m_used.end() ? nullptr : used->second.lock();
}

/// To the front; from the back go those that are too many or too large.
void RunShelf::keep(const std::shared_ptr<const KeptRun> &run)
{
    std::erase(m_kept, run);
    m_kept.insert(m_kept.begin(), run);
    const auto bytes = [this] {
        std::int64_t sum = 0;
        for (const auto &each : m_kept)
            sum += each->bytes();
        return sum;
    };
    while (m_kept.size() > kMostRuns || bytes() > m_bytes)
        m_kept.pop_back();
}

std::shared_ptr<const KeptRun> RunShelf::get(RunId id, JobContext &job)
{
    {
        const std::lock_guard lock(m_guard);
        if (auto run = known(id)) {
            keep(run);
            return run;
        }
    }
    std::shared_ptr<const KeptRun> run = load(id, job);
    const std::lock_guard lock(m_guard);
    std::erase_if(m_used, [](const auto &entry) { return entry.second.expired(); });
    if (auto other = known(id)) // somebody was faster
        run = std::move(other);
    m_used[id] = run;
    keep(run);
    return run;
}

std::unique_ptr<KeptRun> RunShelf::load(RunId id, JobContext &job)
{
    const auto project = m_project->another(&job);
    const RunStore runs(*project);
    auto record = finishedRun(runs, id);
    if (const auto in = runs.openSnapshot(record.ofRun.value_or(id)))
        return KeptRun::read(std::move(record), *in);
    if (recommenderInfo(record.recommender.toStdString()).traits.keepsRecipeOnly)
        return fittedAgain(std::move(record), *project, *this, job);
    throw Error("run.no-snapshot", QT_TRANSLATE_NOOP("Error", "Run %1 has no saved state: train it again."),
                {QString::number(id.value)});
}

void RunShelf::letGo()
{
    std::vector<std::shared_ptr<const KeptRun>> gone; // freed when nobody waits
    const std::lock_guard lock(m_guard);
    gone.swap(m_kept);
}

std::size_t RunShelf::kept() const
{
    const std::lock_guard lock(m_guard);
    return m_kept.size();
}

} // namespace aisle
