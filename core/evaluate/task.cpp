#include "core/evaluate/task.h"

#include "core/common/lookup/registered.h"
#include "core/evaluate/metric.h"

#include <algorithm>

namespace aisle {

namespace {

const std::vector<std::unique_ptr<const Task>> &tasks()
{
    return registered<std::unique_ptr<const Task>>();
}

} // namespace

bool registerTask(std::unique_ptr<const Task> task)
{
    return addRegistered("task", std::move(task), [](const auto &each) { return each->id(); });
}

const Task &taskNamed(const std::string &id)
{
    const auto found = std::ranges::find(tasks(), id, [](const auto &task) { return task->id(); });
    Q_ASSERT(found != tasks().end());
    return **found;
}

const Task &taskOf(const Traits &traits)
{
    const auto found = std::ranges::find_if(
        tasks(), [&](const auto &task) { return task->id() != kListsTask && task->isFor(traits); });
    return found == tasks().end() ? taskNamed(kListsTask) : **found;
}

const Task *findTaskOfFigure(const std::string &figure)
{
    const auto found = std::ranges::find_if(tasks(), [&](const auto &task) { return task->hasFigure(figure); });
    return found == tasks().end() ? nullptr : found->get();
}

const Task &taskOfFigure(const std::string &figure)
{
    const auto *task = findTaskOfFigure(figure);
    if (!task)
        throwUnknownMetric(figure);
    return *task;
}

void checkFigure(const std::string &figure)
{
    taskOfFigure(figure);
}

} // namespace aisle
