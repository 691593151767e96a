#pragma once
#include <QAbstractEventDispatcher>
#include <QObject>
#include <ctime>

namespace aisle::test {

/// Measures how much CPU time of its own the GUI thread burns in one turn of the event loop. The wall clock of a busy
/// machine would prove nothing.
class Watchdog : public QObject
{
public:
    explicit Watchdog(QObject *parent = nullptr) : QObject(parent)
    {
        auto *dispatcher = QAbstractEventDispatcher::instance();
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, &Watchdog::mark);
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &Watchdog::mark);
        reset();
    }
    void reset()
    {
        m_last = cpuMs();
        m_worst = 0;
    }
    double worstMs() const { return m_worst; }

private:
    static double cpuMs()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }
    void mark()
    {
        const auto now = cpuMs();
        m_worst = std::max(m_worst, now - m_last);
        m_last = now;
    }
    double m_last = 0;
    double m_worst = 0;
};

} // namespace aisle::test
