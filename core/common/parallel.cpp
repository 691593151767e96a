#include "core/common/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <omp.h>

namespace aisle {

int coreCount()
{
    return omp_get_num_procs();
}

int threadCount()
{
    return omp_get_max_threads();
}

void setThreadCount(int threads)
{
    omp_set_num_threads(std::max(1, threads));
}

void parallelFor(std::size_t count, std::size_t grain,
                 const std::function<void(std::size_t begin, std::size_t end, int thread)> &body)
{
    grain = std::max<std::size_t>(1, grain);
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::exception_ptr failure;
    std::mutex guard;
    const int threads =
        static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(threadCount()), (count + grain - 1) / grain));
#pragma omp parallel num_threads(std::max(1, threads))
    {
        const int thread = omp_get_thread_num();
        while (!failed.load(std::memory_order_relaxed)) {
            const auto begin = next.fetch_add(grain);
            if (begin >= count)
                break;
            try {
                body(begin, std::min(count, begin + grain), thread);
            } catch (...) {
                const std::lock_guard lock(guard);
                if (!failed.exchange(true))
                    failure = std::current_exception();
            }
        }
    }
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace aisle
