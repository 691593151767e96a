#pragma once
#include "core/common/parallel.h"
#include "core/jobs/jobcontext.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>
#include <QtConcurrent>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <variant>
#include <vector>

namespace aisle {

/// How a job ended: its value, a failure to show, or Cancelled.
template <class T>
using Outcome = std::variant<T, Error, Cancelled>;

/// What a running job says of itself; the job bar polls it (a signal a batch would flood the event loop).
struct JobState
{
    JobPace pace;
    QString what;
    std::vector<EpochReport> epochs;
    QStringList notes;
};

/// The part of a job that does not depend on what it returns. Shared by the job's thread and whoever watches.
class JobControl
{
public:
    /// What is asked again, or less than what was, changes nothing: who wished to discard does not keep.
    void ask(Wish wish)
    {
        auto before = m_wish.load();
        while (before < wish && !m_wish.compare_exchange_weak(before, wish)) {
        }
    }
    Wish wish() const { return m_wish; }
    bool isCancelled() const { return m_wish >= Wish::Pause; }
    JobState state() const
    {
        const std::lock_guard lock(m_guard);
        return m_state;
    }

private:
    template <class T>
    friend class Job;
    friend class ControlledContext;
    std::atomic<Wish> m_wish{Wish::GoOn};
    mutable std::mutex m_guard;
    JobState m_state;
};

/// JobContext over a JobControl.
class ControlledContext : public JobContext
{
public:
    /// When the body begins: a job may have waited.
    explicit ControlledContext(std::shared_ptr<JobControl> control) : m_control(std::move(control))
    {
        ControlledContext::beginStage();
    }
    void checkpoint() override
    {
        if (m_control->isCancelled())
            throw Cancelled{};
    }
    Wish wish() const override { return m_control->wish(); }
    void progress(double fraction, const QString &what) override
    {
        const std::lock_guard lock(m_control->m_guard);
        m_control->m_state.pace.progress(fraction);
        m_control->m_state.what = what;
    }
    void beginStage() override
    {
        const std::lock_guard lock(m_control->m_guard);
        m_control->m_state.pace.beginStage();
    }
    void report(const EpochReport &epoch) override
    {
        const std::lock_guard lock(m_control->m_guard);
        m_control->m_state.epochs.push_back(epoch);
    }
    void note(const QString &sentence) override
    {
        const std::lock_guard lock(m_control->m_guard);
        m_control->m_state.notes.append(sentence);
    }

private:
    std::shared_ptr<JobControl> m_control;
};

/// Runs a body in a pool and hands its Outcome to a callback in the thread that started it. Owned by who asked: when
/// the owner goes, the body is cancelled and let go, and the callback is never called. The body owns (captures by
/// value) everything it works on. Every exception becomes an Outcome inside the job; none reaches QFuture.
template <class T>
class Job
{
public:
    using Body = std::function<T(JobContext &)>;
    using Done = std::function<void(Outcome<T>)>;

    Job() = default;
    ~Job() { letGo(); }
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;

    /// Starts a body; one that still runs is cancelled and its result dropped (the newest request wins).
    /// @param threads  the job's thread budget; 0 = as many as cores
    void start(QThreadPool &pool, Body body, Done done, int threads = 0)
    {
        letGo();
        m_control = std::make_shared<JobControl>();
        m_watcher = std::make_unique<QFutureWatcher<std::shared_ptr<Outcome<T>>>>();
        QObject::connect(m_watcher.get(), &QFutureWatcherBase::finished, m_watcher.get(),
                         [this, done = std::move(done)] {
                             auto watcher = std::move(m_watcher);
                             watcher.release()->deleteLater(); // we are in its signal
                             const auto future = m_future;
                             m_future = {};
                             if (future.resultCount() > 0)
                                 done(std::move(*future.result()));
                         });
        m_future = QtConcurrent::run(&pool, [control = m_control, body = std::move(body), threads] {
            if (threads > 0)
                setThreadCount(threads);
            ControlledContext context(control);
            return std::make_shared<Outcome<T>>(run(body, context));
        });
        m_watcher->setFuture(m_future);
    }

    bool isRunning() const { return m_watcher != nullptr; }
    /// Asks the body to stop; the callback still comes, with Cancelled (or the value if it was faster).
    void cancel()
    {
        if (m_control)
            m_control->ask(Wish::Pause);
    }
    std::shared_ptr<JobControl> control() const { return m_control; }

    /// Cancels and forgets: no callback.
    void letGo()
    {
        cancel();
        m_watcher.reset();
        m_future = {};
        m_control.reset();
    }

    /// Runs a body here and now and turns what it throws into a value.
    static Outcome<T> run(const Body &body, JobContext &context)
    {
        try {
            return body(context);
        } catch (const Cancelled &) {
            return Cancelled{};
        } catch (const Error &error) {
            return error;
        } catch (const std::exception &error) {
            return unforeseen(error);
        }
    }

private:
    std::shared_ptr<JobControl> m_control;
    QFuture<std::shared_ptr<Outcome<T>>> m_future;
    std::unique_ptr<QFutureWatcher<std::shared_ptr<Outcome<T>>>> m_watcher;
};

} // namespace aisle
