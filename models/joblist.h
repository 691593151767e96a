#pragma once
#include "core/jobs/job.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <atomic>
#include <memory>
#include <vector>

namespace aisle {

/// The pools of the whole program. They outlive every project and page, so that closing one never waits: jobs are let
/// go, and only the end of the program joins them.
struct JobPools
{
    JobPools();
    ~JobPools(); ///< waits; whoever ends the program cancels first
    JobPools(const JobPools &) = delete;
    JobPools &operator=(const JobPools &) = delete;

    QThreadPool training; ///< one thread: trainings queue, each with the whole thread budget
    QThreadPool writing;  ///< one thread: imports, undo of imports, exports
    QThreadPool query;    ///< quick reads for pages and tables
};

enum class JobLane { Training, Writing, Query };

struct JobRequest
{
    QString title; ///< as the job bar shows it, translated
    JobLane lane = JobLane::Training;
    QString kind{}; ///< "training", "import", ...: by which a page knows its jobs again
    bool canKeepBest = false;
    int threads = 0;            ///< the job's budget; 0: as many as cores
    bool canPause = false;      ///< stopped, its body keeps what can go on later unless the wish is Wish::Discard
    bool goesOn = false;        ///< with what the project keeps of it already
    double expectedSeconds = 0; ///< as estimated before it begins; 0: not known
};

/// One long job that the analyst sees in the job bar. Lives in the GUI thread, owned by its JobList.
class ListedJob : public QObject
{
    Q_OBJECT
public:
    enum class State { Waiting, Running, Done, Failed, Cancelled };

    const JobRequest &request() const { return m_request; }
    int id() const { return m_id; }
    State state() const;
    bool isOver() const { return m_end != State::Waiting; }
    JobState progress() const; ///< a copy: fraction, what, epochs, notes; poll it at most 10 times a second
    qint64 elapsedMs() const;  ///< since the body began; 0 while it waits
    /// Absent until it can be told honestly. Whole seconds, and steps of five above half a minute; looked at anew at
    /// most twice a second, so that whoever shows it shows the same.
    std::optional<qint64> remainingMs() const;
    const std::optional<Error> &failure() const { return m_failure; }

    bool canPause() const { return m_request.canPause; }
    /// Stopped now, it could go on later: something of it is kept.
    bool canGoOnLater() const;
    bool canKeepBest() const; ///< it runs, has done an epoch and was asked for nothing yet
    bool isFinishing() const; ///< keepBest() was asked: it ends after this epoch
    /// One that waits for its turn and is to stop leaves the list at once (in the next turn of the event loop, as every
    /// end comes), and its body never begins.
    void ask(Wish wish);
    void pause() { ask(Wish::Pause); }
    void cancel() { ask(Wish::Discard); }
    void keepBest() { ask(Wish::KeepBest); }

Q_SIGNALS:
    void over(); ///< after the receiver's callback; the job is deleted by its list afterwards

protected:
    friend class JobList;
    /// Whose turn came first: the body's, or that of who wants it no more.
    class Turn
    {
    public:
        bool begin() ///< by the job's thread; @return whether the body may begin
        {
            m_timer.start();
            return move(Stage::Begun);
        }
        bool giveUp() { return move(Stage::GivenUp); } ///< @return whether the body will never begin
        bool hasBegun() const { return m_stage == Stage::Begun; }
        qint64 elapsedMs() const { return hasBegun() ? m_timer.elapsed() : 0; }

    private:
        enum class Stage { Waiting, Begun, GivenUp };
        bool move(Stage stage)
        {
            auto waiting = Stage::Waiting;
            return m_stage.compare_exchange_strong(waiting, stage);
        }
        std::atomic<Stage> m_stage{Stage::Waiting};
        QElapsedTimer m_timer; ///< read only once the stage is Begun, which is said after it was started
    };
    ListedJob(JobRequest request, int id, QObject *parent) : QObject(parent), m_request(std::move(request)), m_id(id) {}
    virtual std::shared_ptr<JobControl> control() const = 0;
    virtual void endUnbegun() = 0; ///< lets go of the body and ends as Cancelled
    virtual void launch() = 0;     ///< hands the body to its pool; once

    JobRequest m_request;
    int m_id;
    std::shared_ptr<Turn> m_turn = std::make_shared<Turn>();
    State m_end = State::Waiting; ///< anything else once it is over
    mutable QElapsedTimer m_lookedAt;
    mutable std::optional<qint64> m_remaining; ///< as it was then
    std::optional<Error> m_failure;
    bool m_isLaunched = false;
};

/// The jobs of a project that are worth showing: waiting, running. A page that starts one may go away; the job goes on,
/// and its callback is then not called. Closing the project cancels all and waits for none. Trainings are handed to
/// their pool one at a time: those that wait can change places, and the queue can be held.
class JobList : public QObject
{
    Q_OBJECT
public:
    explicit JobList(std::shared_ptr<JobPools> pools, QObject *parent = nullptr);

    /// @param body      owns everything it works on
    /// @param receiver  the callback is dropped once this is deleted
    template <class T>
    ListedJob *start(JobRequest request, typename Job<T>::Body body, QObject *receiver, typename Job<T>::Done done);

    const std::vector<ListedJob *> &jobs() const { return m_jobs; } ///< in the order of their turns
    bool isEmpty() const { return m_jobs.empty(); }
    bool hasKind(const QString &kind) const;
    void cancelAll();
    void pauseAll(); ///< the project is closed: what can go on later is kept, the rest is cancelled
    /// One that waits takes the place of the one that waits before it. Nothing happens to the first of them.
    void moveEarlier(ListedJob *job);
    bool canMoveEarlier(const ListedJob *job) const;
    /// Held, no training begins, and the one that runs is paused as soon as it can go on later; one that cannot ends.
    void setHeld(bool held);
    bool isHeld() const { return m_held; }
    std::optional<qint64> trainingsRemainingMs() const; ///< of all together; absent where one cannot be told
    QThreadPool &pool(JobLane lane) const;
    const std::shared_ptr<JobPools> &pools() const { return m_pools; }

Q_SIGNALS:
    void jobStarted(aisle::ListedJob *job);
    void jobOver(aisle::ListedJob *job); ///< its state(), failure() and progress() may still be read
    void jobFailed(const QString &title, const aisle::Error &error);
    void orderChanged();
    void goingOn(); ///< the queue is held for the last moment: whoever paused something puts it back
    void heldChanged(bool held);

private:
    template <class T>
    class TypedJob;
    void add(ListedJob *job);
    void end(ListedJob *job, ListedJob::State state, const Error *error);
    void launchNext();
    void pauseRunning();
    static bool waitsInQueue(const ListedJob *job); ///< a training that its pool does not have yet
    std::vector<ListedJob *>::const_iterator waitingBefore(const ListedJob *job) const; ///< end(): none

    std::shared_ptr<JobPools> m_pools;
    std::vector<ListedJob *> m_jobs;
    int m_nextId = 1;
    bool m_held = false;
};

template <class T>
class JobList::TypedJob : public ListedJob
{
public:
    using ListedJob::ListedJob;
    std::shared_ptr<JobControl> control() const override { return m_job.control(); }
    void endUnbegun() override
    {
        m_job.letGo();
        finish(Cancelled{});
    }
    void launch() override
    {
        m_job.start(
            *m_pool, std::move(m_body), [this](Outcome<T> outcome) { finish(std::move(outcome)); }, request().threads);
    }
    void finish(Outcome<T> outcome)
    {
        const auto told = std::move(m_told); // whoever is told may delete the list and this
        told(std::move(outcome));
    }
    Job<T> m_job;
    typename Job<T>::Done m_told;
    typename Job<T>::Body m_body; ///< until it is launched
    QThreadPool *m_pool = nullptr;
};

template <class T>
ListedJob *JobList::start(JobRequest request, typename Job<T>::Body body, QObject *receiver, typename Job<T>::Done done)
{
    auto *job = new TypedJob<T>(std::move(request), m_nextId++, this);
    job->m_pool = &pool(job->request().lane);
    job->m_body = [turn = job->m_turn, body = std::move(body)](JobContext &context) {
        if (!turn->begin())
            throw Cancelled{};
        context.checkpoint();
        return body(context);
    };
    job->m_told = [this, job, receiver = QPointer<QObject>(receiver), done = std::move(done)](Outcome<T> outcome) {
        const auto *error = std::get_if<Error>(&outcome);
        const auto state = error                                        ? ListedJob::State::Failed
                           : std::holds_alternative<Cancelled>(outcome) ? ListedJob::State::Cancelled
                                                                        : ListedJob::State::Done;
        const auto kept = error ? std::optional<Error>(*error) : std::nullopt;
        const QPointer<JobList> self(this);
        if (receiver && done)
            done(std::move(outcome));
        if (self)
            end(job, state, kept ? &*kept : nullptr);
    };
    add(job);
    return job;
}

} // namespace aisle
