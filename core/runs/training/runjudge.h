#pragma once
#include "core/dataset/sidefacts.h"
#include "core/dataset/split.h"
#include "core/evaluate/task.h"
#include "core/runs/runstore.h"

#include <memory>
#include <string>

namespace aisle {

/// One list of the test, in the log's own keys.
struct KeyedList
{
    std::string user;
    std::string place; ///< ":position" under each-next, where a session has several lists
    std::vector<std::pair<std::string, float>> items;
};

/// A protocol with what only the data says.
Protocol resolved(Protocol protocol, const Split &split);

/// Says so where seen products are masked and the recommender is there to bring them back.
void noteWhatMaskHides(const Traits &traits, const EvaluationProtocol &protocol, JobContext &job);

/// Figures of fitted recommenders under one protocol: what training, updating and judging again have in common.
class RunJudge
{
public:
    /// @param task   that the recommenders are made for
    /// @param asked  its `select` is computed whatever the cut-offs
    /// @param facts  null: metrics of categories are absent
    RunJudge(const Task &task, std::shared_ptr<const Split> split, const Protocol &asked,
             std::shared_ptr<const SideFacts> facts);

    const Split &split() const { return *m_split; }
    const std::shared_ptr<const TrainingSet> &train() const { return m_train; }
    bool learnsEverything() const { return m_split->spec().kind == SplitKind::None; }
    bool hasValidation() const;

    /// For FitHooks::validate: higher is better, a figure of which lower is better comes negated. On at most
    /// Task::mostJudged() cases, drawn once, so that choosing the best epoch does not cost more than the epochs.
    std::function<std::optional<double>(const Recommender &)> epochJudge(const Recommender &recommender,
                                                                         JobContext &job) const;
    /// The test part is judged under these definitions too: Evaluation::dialects.
    void setDialects(std::vector<const Dialect *> dialects) { m_dialects = std::move(dialects); }
    /// Figures of the validation or test part, written into the run.
    Evaluation judge(const Recommender &recommender, Part part, bool keepLists, RunRecord &run, JobContext &job) const;

    const Protocol &protocol() const { return m_protocol; } ///< as resolved with the data
    /// Protocol, shape, kinds and leak.
    void describe(RunRecord &run) const;
    /// The figures of each shopper, at every cut-off.
    void keepUserMetrics(RunStore &runs, RunId id, const Evaluation &test) const;
    std::vector<KeyedList> keyedLists(const Evaluation &test) const;

private:
    EvaluationContext context(Part part) const;
    /// The products ranked when this part is judged; null: all rows. Made once.
    const std::vector<ItemIndex> *candidates(Part part) const;
    void sayWhatCannotBeHit(const HeldOut &cases, Part part, JobContext &job) const;
    void sayWhatFills(const Recommender &recommender, const HeldOut &cases, const Evaluation &evaluation,
                      JobContext &job) const;

    const Task &m_task;
    std::shared_ptr<const Split> m_split;
    std::shared_ptr<const TrainingSet> m_train;
    std::shared_ptr<const SideFacts> m_facts;
    Protocol m_protocol;
    std::vector<const Dialect *> m_dialects;
    mutable std::map<Part, std::vector<ItemIndex>> m_candidates;
    bool m_nextBasket;
};

/// The products that stand for the lists of this part; absent where every row of the dataset does.
/// @throws Error candidates.no-new
std::optional<std::vector<ItemIndex>> candidatesOf(const Split &split, CandidateKind kind, Part part);

} // namespace aisle
