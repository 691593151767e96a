#pragma once
#include "core/common/random.h"
#include "core/features/relations/links/linkmodel.h"
#include "core/features/relations/links/linkparams.h"

#include <chrono>

namespace aisle {

/// How long a training may take, and what of it is over.
class LinkBudget
{
public:
    /// @param minutes  0: as long as the epochs take
    explicit LinkBudget(double minutes) : m_seconds(minutes * 60) {}
    double spent() const;
    /// Share of the time that is left, 0..1; 1 without a limit.
    double left() const;
    /// Whether something that takes so long does not fit any more.
    bool isShortOf(double seconds) const { return m_seconds > 0 && spent() + seconds > m_seconds; }
    void resumedAfter(double seconds) { m_before = seconds; }

private:
    double m_seconds;
    double m_before = 0; ///< seconds of the training that is resumed
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// Learns a model's vectors from the questions of a graph: each batch of questions is scored against one set of
/// entities (all, or some drawn for the batch) by matrix products, and an answer is to stand before the ones of these
/// that are no answers.
/// - softmax: cross-entropy of each answer against the wrong ones; drawn ones stand for all.
/// - adversarial: log-sigmoid losses with a margin, wrong ones weighted by the softmax of their scores over
///   temperature (Sun et al. 2019).
/// An answer weighs by the root of how many its question has, so that the questions with thousands of answers do not
/// outweigh the others (as the subsampling of Sun et al.).
class LinkLearner : public TensorLearner
{
public:
    /// @param params  outlive the learner; under the schedule "plateau" their learning rate falls to nothing over the
    ///                last part of the epochs or of the time, whichever ends first
    LinkLearner(LinkModel &model, const LinkQuestions &questions, const LinkShape &shape, LinkParams &params,
                LinkBudget &budget, const TrainerOptions &options);

    void publish() override {}
    void saveState(SnapshotWriter &out) const override;
    void loadState(SnapshotReader &in) override;

    /// One batch: what is asked, and which entities it is scored against. For tests too.
    struct Batch
    {
        std::vector<std::int64_t> from, by;    ///< [questions]: rows of entities and relations
        std::vector<std::uint32_t> relations;  ///< [questions]: as asked
        std::vector<std::int64_t> row, answer; ///< [answers]: question of the batch, entity
        std::vector<float> weight;             ///< [answers], adding up to 1
        std::vector<std::int64_t> candidates;  ///< entities; empty: all
        std::vector<std::int64_t> known;       ///< places of [questions x candidates] that are answers
    };
    Batch batchOf(std::span<const std::uint32_t> asked, Random &random);
    /// Adds the gradients of a batch's mean loss and penalty. @return both
    double learn(const Batch &batch);

private:
    std::size_t beginEpoch(int number, std::uint64_t seed) override;
    StepResult step(std::size_t batch) override;
    void coolDown(int number); ///< before that epoch
    void drawCandidates(Batch &batch, Random &random);
    void addKnown(Batch &batch, std::span<const std::uint32_t> answers, std::int64_t row) const;
    /// Of a batch's loss, by the rows that it has.
    struct Gradients
    {
        double loss;
        at::Tensor query, answers, candidates;
    };
    Gradients scored(const Batch &batch, const at::Tensor &query, const at::Tensor &answers,
                     const at::Tensor &candidates) const;
    double penalise(const Batch &batch);
    void touch(const Batch &batch);

    LinkModel &m_model;
    const LinkQuestions &m_questions;
    LinkShape m_shape;
    LinkParams &m_params;
    LinkBudget &m_budget;
    double m_rate;       ///< the learning rate that was asked for
    std::size_t m_batch; ///< questions of a step: fewer than were asked for where the graph is small
    std::uint64_t m_epochSeed = 0;
    std::vector<std::uint32_t> m_order;
    std::vector<std::int32_t> m_column; ///< [entities]: of the candidates, -1 elsewhere
};

} // namespace aisle
