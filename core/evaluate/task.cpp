#include "core/evaluate/task.h"

#include "core/evaluate/metric.h"

#include <algorithm>

namespace aisle {

namespace {

std::vector<std::unique_ptr<const Task>> &registry()
{
    static std::vector<std::unique_ptr<const Task>> all; // by id
    return all;
}

} // namespace

bool registerTask(std::unique_ptr<const Task> task)
{
    auto &all = registry();
    const auto byId = [](const std::unique_ptr<const Task> &each) { return each->id(); };
    const auto place = std::ranges::lower_bound(all, task->id(), {}, byId);
    if (place != all.end() && (*place)->id() == task->id())
        qFatal("task %s is registered twice", task->id().c_str());
    all.insert(place, std::move(task));
    return true;
}

const Task &taskNamed(const std::string &id)
{
    const auto found = std::ranges::find(registry(), id, [](const auto &task) { return task->id(); });
    Q_ASSERT(found != registry().end());
    return **found;
}

const Task &taskOf(const Traits &traits)
{
    const auto found = std::ranges::find_if(
        registry(), [&](const auto &task) { return task->id() != kListsTask && task->isFor(traits); });
    return found == registry().end() ? taskNamed(kListsTask) : **found;
}

const Task *findTaskOfFigure(const std::string &figure)
{
    const auto found = std::ranges::find_if(registry(), [&](const auto &task) { return task->hasFigure(figure); });
    return found == registry().end() ? nullptr : found->get();
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
