#include "core/runs/heldruns.h"

#include "core/storage/project.h"

#include <map>
#include <mutex>

namespace aisle {

namespace {

struct Held
{
    std::mutex guard;
    std::map<std::pair<QString, RunId>, std::weak_ptr<const KeptRun>> runs;
};

Held &held()
{
    static Held all;
    return all;
}

} // namespace

std::shared_ptr<const KeptRun> heldRun(const Project &project, RunId id, JobContext &job, DatasetCache *cache)
{
    const std::pair key(project.path(), id);
    auto &all = held();
    {
        const std::lock_guard lock(all.guard);
        if (auto run = all.runs[key].lock())
            return run;
    }
    auto run = KeptRun::load(project, id, job, cache);
    const std::lock_guard lock(all.guard);
    std::erase_if(all.runs, [](const auto &entry) { return entry.second.expired(); });
    if (auto other = all.runs[key].lock()) // somebody was faster
        return other;
    all.runs[key] = run;
    return run;
}

} // namespace aisle
