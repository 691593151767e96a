#pragma once
#include <cstddef>
#include <functional>

namespace aisle {

/// Cores that this process may use (fewer than the machine has where it was bound to some).
int coreCount();

/// Number of threads that parallelFor() and the linear algebra below it use in this thread's jobs (OpenMP's team, which
/// LibTorch and OpenBLAS share). Set by prepareComputing() and for a job; default: all cores.
int threadCount();
void setThreadCount(int threads);

/// Sets the thread budget of what this thread starts while it lives.
class ThreadScope
{
public:
    explicit ThreadScope(int threads) : m_before(threadCount())
    {
        if (threads > 0)
            setThreadCount(threads);
    }
    ~ThreadScope() { setThreadCount(m_before); }
    ThreadScope(const ThreadScope &) = delete;
    ThreadScope &operator=(const ThreadScope &) = delete;

private:
    int m_before;
};

/// Runs body(begin, end, thread) over [0, count) in pieces of `grain`, handed out in order to free threads.
/// Which thread gets a piece is not fixed: a body that must be repeatable writes only to places of its own piece.
/// The first exception of a body stops the rest and is thrown here. `thread` is 0 .. threadCount()-1.
void parallelFor(std::size_t count, std::size_t grain,
                 const std::function<void(std::size_t begin, std::size_t end, int thread)> &body);

/// The same for a body that is told one place after the other.
void parallelForEach(std::size_t count, std::size_t grain, const auto &body)
{
    parallelFor(count, grain, [&](std::size_t begin, std::size_t end, int) {
        for (auto place = begin; place < end; ++place)
            body(place);
    });
}

} // namespace aisle
