#pragma once
#include "core/dataset/split.h"
#include "core/evaluate/evaluator.h"
#include "core/recommend/registry.h"
#include "core/storage/runstore.h"

#include <QJsonObject>
#include <memory>
#include <optional>

namespace aisle {

class Project;

/// All that one training depends on. The window's form, the command line and a stored run say the same thing with it.
struct TrainRequest
{
    std::string recommender = "ease";
    QJsonObject parameters; ///< only what differs from the defaults, or everything
    DatasetFilter filter;
    QString split; ///< as SplitSpec writes it; empty: the default of the data
    std::uint64_t seed = 1;
    EvaluationProtocol protocol; ///< mask, candidates, cut-offs (its seed is `seed`)
    Targets targets = Targets::All;
    std::string select = "NDCG@10"; ///< chooses the best epoch and leads the tables
    int validateEvery = 1;
    int patience = 10;
    bool test = true;       ///< false: the test part is not touched
    bool keepLists = false; ///< hand the test lists back
    Device device = Device::Cpu;
    QString name;

    QJsonObject toJson() const;
    static TrainRequest fromJson(const QJsonObject &json);
};

/// One list of the test, in the log's own keys.
struct KeyedList
{
    std::string user; ///< `session:position` under each-next
    std::vector<std::pair<std::string, float>> items;
};

struct TrainResult
{
    RunRecord run; ///< as it was stored
    std::vector<KeyedList> lists;
};

/// Loads, splits, fits, evaluates and keeps the run with its snapshot. Cancelled or failed, nothing of it stays in the
/// project. Datasets and splits come from `cache` if given (several trainings on the same data load it once).
class DatasetCache;
TrainResult trainRun(const Project &project, const TrainRequest &request, JobContext &job,
                     DatasetCache *cache = nullptr);

/// Time and memory before anything is trained; the dataset is loaded to know its shape.
struct TrainEstimate
{
    DatasetShape shape;
    ResourceEstimate resources;
    std::int64_t availableBytes = 0;
    double leak = 0;
    double repeats = 0; ///< of the wanted pairs of the test part
    std::size_t train = 0, valid = 0, test = 0;
    std::optional<std::int64_t> firstAt, validFrom, testFrom, lastAt; ///< for the timeline; absent without times
};
TrainEstimate estimateTraining(const Project &project, const TrainRequest &request, JobContext &job,
                               DatasetCache *cache = nullptr);

/// What of a protocol may change without training.
struct ReevaluationRequest
{
    RunId run{};
    EvaluationProtocol protocol;
    Targets targets = Targets::All;
    QStringList targetKinds; ///< empty: as trained
    bool keepLists = false;
};
/// Judges a kept run again; the figures are kept as a run of their own that shares the snapshot (details.of_run).
TrainResult reevaluateRun(const Project &project, const ReevaluationRequest &request, JobContext &job,
                          DatasetCache *cache = nullptr);

/// The last few datasets and splits that were asked for. Thread-safe.
class DatasetCache
{
public:
    std::shared_ptr<const Dataset> dataset(const Project &project, const DatasetFilter &filter, JobContext &job);
    std::shared_ptr<const Split> split(const Project &project, const DatasetFilter &filter, const QString &spec,
                                       std::uint64_t seed, JobContext &job);
    void clear(); ///< after an import, an undo, or a change of kinds

private:
    std::mutex m_guard;
    std::vector<std::pair<QString, std::shared_ptr<const Dataset>>> m_datasets;
    std::vector<std::pair<QString, std::shared_ptr<const Split>>> m_splits;
};

const char *targetsName(Targets targets);     ///< "all", "next", "each-next"
Targets targetsFromName(const QString &name); ///< @throws Error targets.unknown
const char *maskName(MaskSeen mask);          ///< "seen", "none"
MaskSeen maskFromName(const QString &name);   ///< @throws Error mask.unknown

} // namespace aisle
