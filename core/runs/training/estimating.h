#pragma once
#include "core/recommend/recommender.h"
#include "core/runs/datasetcache.h"
#include "core/runs/trainrequest.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

class Calibration;
class JobContext;
class Project;
struct RunRecord;

/// What kept runs of one recommender took beside what is estimated for them now.
struct EstimateCorrection
{
    int runs = 0;                      ///< looked at, the latest ones; 0: what other projects told
    double factor = 1;                 ///< actual / estimated time for as many epochs, by correctionOf()
    double spread = 1;                 ///< how far off it may be, either way: at least 1
    std::optional<double> usualEpochs; ///< median of those after which patience ended
};

/// Time and memory before anything is trained; the dataset is loaded to know its shape.
struct TrainEstimate
{
    /// Histories of a part that are judged once the fit is done.
    struct Judged
    {
        double lists = 0;
        double unseen = 0; ///< those of them that fit() will not have seen, which some recommenders fold in
        double visits = 0; ///< mean length
    };
    DatasetShape shape;
    ResourceEstimate resources; ///< seconds: of the fit with its validation, as RunRecord::fitSeconds
    std::int64_t availableBytes = 0;
    std::int64_t peakBytes = 0; ///< most memory that the whole process will have held, with what it holds now
    double leak = 0;
    double repeats = 0;      ///< of the relevant pairs of the test part
    QString split;           ///< as SplitSpec writes it
    bool adapted = false;    ///< less than the default of the data, see chooseSplit()
    QStringList targetKinds; ///< the log's words for what is relevant
    Judgeable people;
    Judgeable usual;         ///< where it was adapted: of the default
    std::size_t returns = 0; ///< that take back purchases
    std::size_t train = 0, valid = 0, test = 0;
    std::optional<std::int64_t> firstAt, validFrom, testFrom, lastAt; ///< for the timeline; absent without times
    std::map<std::string, EstimateCorrection> corrections;            ///< by recommender, those that have kept runs
    Judged validLists, testLists;
};
/// @param calibration  what trainings in other projects told; null: nothing is known
TrainEstimate estimateTraining(const Project &project, const TrainRequest &request, JobContext &job,
                               DatasetCache *cache = nullptr, const Calibration *calibration = nullptr);

/// From what runs took beside their estimates, latest first, and what was known before (absent: nothing). Three runs
/// outvote what was known; until then one outlier does not.
EstimateCorrection correctionOf(const std::vector<double> &factors, std::optional<double> known);
/// What a run took beside what is estimated for it now; absent where that cannot be said.
std::optional<double> measuredFactor(const RunRecord &run);

/// "20 to 40 s": between these an estimate of so many seconds is likely to be.
struct TimeRange
{
    double low = 0;
    double high = 0;
    TimeRange operator+(const TimeRange &other) const { return {low + other.low, high + other.high}; }
};
TimeRange rangeOf(const TrainEstimate &known, const std::string &recommender, double seconds);

/// The resources of another recommender or other parameters under the same protocol, without reading data: what the
/// recommender itself estimates, with validation, corrected by what kept runs took. @throws Error recommender.unknown,
/// param.*
ResourceEstimate resourcesOf(const TrainEstimate &known, const TrainRequest &request);

/// What judging its lists takes once the fit is done, as RunRecord::evaluateSeconds.
double judgingSecondsOf(const TrainEstimate &known, const TrainRequest &request);

/// Of a fit, with what its checkpoints and the judging of its epochs add to the memory of the process; seconds without
/// judging, on the reference machine.
ResourceEstimate fitResources(const Recommender &recommender, const DatasetShape &shape);

/// True where even a third less would not fit: estimates are no nearer than that.
bool isTooLarge(std::int64_t neededBytes, std::int64_t availableBytes);

/// What is relevant where a protocol does not say, for this recommender.
DatasetCache::OpenTargets openTargets(const Recommender &recommender);

DatasetShape shapeOf(const TrainingSet &train); ///< without the knowledge graph's
/// Keeps with a run what later estimates are corrected by.
void keepShape(RunRecord &run, const TrainingSet &train);

} // namespace aisle
