#pragma once
#include "core/dataset/split.h"
#include "core/recommend/registry.h"
#include "core/runs/features/featureuse.h"
#include "core/runs/features/graphuse.h"
#include "core/runs/trainrequest.h"

namespace aisle {

class DatasetCache;
class JobContext;
class Project;
class RunSource;

/// What a fit of a request takes besides the events: facts, features, weights, kept runs, seed, device. A run that is
/// kept as its recipe is fitted again with the same.
class FitSetup
{
public:
    /// Whether runs may be used that learnt from other events than this fit will. They have seen what is held out here,
    /// so no figure could be trusted; nothing is judged when a recipe is fitted again or everything is learnt from.
    enum class OtherData { Refused, Taken };

    /// Loads what there is to know of products and shoppers. All arguments but the split outlive this.
    /// @throws Error data.no-times, data.no-ratings, data.no-text, data.no-attributes, data.no-links, data.no-images,
    ///     data.no-runs, data.no-graph when the recommender needs what the project lacks; train.no-weights,
    ///     train.no-vectors and what demandedFeatures() throws
    FitSetup(const Project &project, const TrainRequest &request, std::shared_ptr<const Split> split,
             DatasetCache &cache, RunSource &runs, JobContext &job);

    const std::shared_ptr<const SideFacts> &facts() const { return m_facts; }
    const FeatureUses &features() const { return m_uses; }              ///< that the fit learns from
    const std::optional<GraphUse> &graph() const { return m_graphUse; } ///< the same
    std::int64_t featureBytes() const;
    /// Valid as long as `train`, this, the project, the cache and the job are.
    Ingredients ingredients(const TrainingSet &train, OtherData other) const;
    FitOptions options() const;

private:
    void readFeatures(const RecommenderInfo &info);
    void readGraph(const RecommenderInfo &info);
    void noteWhatGraphHasSeen() const;
    void refuseWhatIsMissing(const RecommenderInfo &info) const;
    std::shared_ptr<const Recommender> keptRun(RunId id, OtherData other) const;
    std::vector<std::int64_t> runsOfSameData() const;

    const Project &m_project;
    const TrainRequest &m_request;
    std::shared_ptr<const Split> m_split;
    RunSource &m_runs;
    JobContext &m_job;
    std::shared_ptr<const SideFacts> m_facts;
    std::vector<std::shared_ptr<const AlignedFeatures>> m_features;
    FeatureUses m_uses;
    std::shared_ptr<const AlignedGraph> m_graph;
    std::optional<GraphUse> m_graphUse;
    bool m_needsRuns = false;
};

} // namespace aisle
