#pragma once
#include "core/dataset/sidefacts.h"
#include "core/dataset/splitchoice.h"
#include "core/runs/protocol.h"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace aisle {

class JobContext;
class Project;

/// The last few datasets and splits that were asked for. Thread-safe.
class DatasetCache
{
public:
    std::shared_ptr<const Dataset> dataset(const Project &project, const DatasetFilter &filter, JobContext &job);
    /// What is relevant where the protocol does not say: see chooseSplit(), or the kinds that are learnt from.
    enum class OpenTargets {
        Strongest,
        AsLearnt ///< for those who predict values: an event of any kind that has one
    };
    /// By the protocol's filter, split (empty: the default of the data), weights and seed. Notes what was chosen.
    std::shared_ptr<const Split> split(const Project &project, const Protocol &protocol, JobContext &job,
                                       OpenTargets open = OpenTargets::Strongest);
    /// The same with what was chosen, without notes.
    std::shared_ptr<const ChosenSplit> choose(const Project &project, const Protocol &protocol, JobContext &job,
                                              OpenTargets open = OpenTargets::Strongest);
    /// What is known of that dataset's products and shoppers besides events; kept for the last dataset.
    std::shared_ptr<const SideFacts> facts(const Project &project, const DatasetFilter &filter, JobContext &job);
    void clear(); ///< after an import, an undo, or a change of kinds

private:
    std::mutex m_guard;
    std::vector<std::pair<QString, std::shared_ptr<const Dataset>>> m_datasets;
    std::vector<std::pair<QString, std::shared_ptr<const ChosenSplit>>> m_splits;
    std::pair<std::weak_ptr<const Dataset>, std::shared_ptr<const SideFacts>> m_facts;
};

} // namespace aisle
