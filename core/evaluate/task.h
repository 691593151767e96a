#pragma once
#include "core/evaluate/evaluator.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

/// What is asked of a recommender and how its answers are judged. One file a task in core/evaluate/tasks, which calls
/// registerTask(); adding one touches no other. Thread-safe.
class Task
{
public:
    virtual ~Task() = default;
    virtual std::string id() const = 0;                 ///< "lists", "ratings"
    virtual bool isFor(const Traits &traits) const = 0; ///< a recommender is made to answer what this asks
    /// Chooses the best epoch unless the analyst says.
    virtual std::string standardFigure() const = 0;
    /// All that are offered to choose an epoch by, in the order to show.
    virtual std::vector<std::string> choosingFigures() const = 0;
    virtual bool hasFigure(const std::string &figure) const = 0; ///< judgeOne() of this task works it out

    /// What is asked in the validation or the test part.
    virtual HeldOut cases(const Split &split, Part part, Targets targets) const { return split.heldOut(part, targets); }
    /// How many of the cases an epoch is judged on, so that choosing the best one does not cost more than the epochs.
    /// @param scoreCost  Recommender::scoreCost()
    virtual std::size_t mostJudged(std::size_t cases, std::size_t items, double scoreCost) const = 0;

    /// Every figure. @throws Cancelled
    virtual Evaluation judge(const Recommender &recommender, const HeldOut &cases, const EvaluationProtocol &protocol,
                             const EvaluationContext &context, JobContext &job, bool keepLists = false) const = 0;
    /// One of its figures only, as early stopping needs it each epoch. Absent where it is not defined here (the context
    /// lacks what it needs, nobody could be judged). @throws Error metric.no-ratings; Cancelled
    virtual std::optional<double> judgeOne(const std::string &figure, const Recommender &recommender,
                                           const HeldOut &cases, const EvaluationProtocol &protocol,
                                           const EvaluationContext &context, JobContext &job) const = 0;
};

/// Call once a task, at namespace scope of its own file.
bool registerTask(std::unique_ptr<const Task> task);

inline constexpr const char *kListsTask = "lists"; ///< what every recommender can be asked

const Task &taskNamed(const std::string &id); ///< of a task that there is
/// The task that a recommender is made for; lists where it is made for no other.
const Task &taskOf(const Traits &traits);
const Task *findTaskOfFigure(const std::string &figure); ///< that works it out; null when there is none
const Task &taskOfFigure(const std::string &figure);     ///< the same. @throws Error metric.unknown
/// @throws Error metric.unknown when no task has such a figure
void checkFigure(const std::string &figure);

} // namespace aisle
