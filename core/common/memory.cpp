#include "core/common/memory.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#include <sys/resource.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace aisle {

namespace {
std::int64_t numberOf(const char *file, const std::string &name)
{
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(name))
            return std::stoll(line.substr(name.size()));
    return 0;
}

std::int64_t kilobyteLine(const char *file, const std::string &name)
{
    return numberOf(file, name) * 1024;
}

std::int64_t number(const char *file)
{
    std::ifstream in(file);
    std::int64_t value = -1;
    return in >> value ? value : -1;
}
} // namespace

std::int64_t peakMemoryBytes()
{
    return kilobyteLine("/proc/self/status", "VmHWM:");
}

std::int64_t currentMemoryBytes()
{
    return kilobyteLine("/proc/self/status", "VmRSS:");
}

std::int64_t mappedMemoryBytes()
{
    return kilobyteLine("/proc/self/status", "VmSize:");
}

std::int64_t availableMemoryBytes()
{
    auto available = kilobyteLine("/proc/meminfo", "MemAvailable:");
    if (available == 0)
        available = std::numeric_limits<std::int64_t>::max();
    const auto limit = number("/sys/fs/cgroup/memory.max");
    const auto used = number("/sys/fs/cgroup/memory.current");
    const auto files = numberOf("/sys/fs/cgroup/memory.stat", "inactive_file "); // given up when asked for
    if (limit > 0 && used >= 0)
        available = std::min(available, std::max<std::int64_t>(0, limit - used + files));
    return std::min(available, addressSpaceLeft().value_or(available));
}

std::optional<std::int64_t> addressSpaceLeft()
{
    rlimit space{};
    if (getrlimit(RLIMIT_AS, &space) != 0 || space.rlim_cur == RLIM_INFINITY)
        return {};
    return std::max<std::int64_t>(0, static_cast<std::int64_t>(space.rlim_cur) - mappedMemoryBytes());
}

void giveBackFreeMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace aisle
