#include "models/joblist.h"

#include <QTimer>
#include <algorithm>

namespace aisle {

namespace {

/// An estimate that flickers is not honest.
qint64 rounded(qint64 milliseconds)
{
    const qint64 step = milliseconds > 30'000 ? 5'000 : 1'000;
    return (milliseconds + step - 1) / step * step;
}

} // namespace

JobPools::JobPools()
{
    training.setMaxThreadCount(1);
    writing.setMaxThreadCount(1);
    query.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 2, 4));
}

JobPools::~JobPools()
{
    for (auto *pool : {&training, &writing, &query})
        pool->waitForDone();
}

ListedJob::State ListedJob::state() const
{
    if (isOver())
        return m_end;
    return m_turn->hasBegun() ? State::Running : State::Waiting;
}

JobState ListedJob::progress() const
{
    const auto watched = control();
    return watched ? watched->state() : JobState{};
}

qint64 ListedJob::elapsedMs() const
{
    return m_turn->elapsedMs();
}

std::optional<qint64> ListedJob::remainingMs() const
{
    constexpr qint64 kLookEveryMs = 500;
    if (state() != State::Running)
        return {};
    if (!m_lookedAt.isValid() || m_lookedAt.elapsed() >= kLookEveryMs) {
        const auto left = progress().pace.remaining();
        m_remaining = left ? std::optional(rounded(left->count())) : std::nullopt;
        m_lookedAt.start();
    }
    return m_remaining;
}

bool ListedJob::canGoOnLater() const
{
    return canPause() && !isOver() && (m_request.goesOn || !progress().epochs.empty());
}

bool ListedJob::canKeepBest() const
{
    const auto watched = control();
    return m_request.canKeepBest && state() == State::Running && watched && watched->wish() == Wish::GoOn &&
           !progress().epochs.empty();
}

bool ListedJob::isFinishing() const
{
    const auto watched = control();
    return watched && watched->wish() == Wish::KeepBest;
}

void ListedJob::ask(Wish wish)
{
    if (const auto watched = control())
        watched->ask(wish);
    if (wish >= Wish::Pause && m_turn->giveUp()) // whoever asks may walk through the list
        QMetaObject::invokeMethod(this, &ListedJob::endUnbegun, Qt::QueuedConnection);
}

JobList::JobList(std::shared_ptr<JobPools> pools, QObject *parent) : QObject(parent), m_pools(std::move(pools)) {}

bool JobList::hasKind(const QString &kind) const
{
    return std::any_of(m_jobs.begin(), m_jobs.end(), [&](const ListedJob *job) { return job->request().kind == kind; });
}

void JobList::cancelAll()
{
    for (auto *job : m_jobs)
        job->cancel();
}

void JobList::pauseAll()
{
    for (auto *job : m_jobs)
        job->pause();
}

QThreadPool &JobList::pool(JobLane lane) const
{
    switch (lane) {
    case JobLane::Training:
        return m_pools->training;
    case JobLane::Writing:
        return m_pools->writing;
    case JobLane::Query:
        break;
    }
    return m_pools->query;
}

void JobList::add(ListedJob *job)
{
    m_jobs.push_back(job);
    if (job->request().lane == JobLane::Training) {
        launchNext();
    } else {
        job->m_isLaunched = true;
        job->launch();
    }
    Q_EMIT jobStarted(job);
}

bool JobList::waitsInQueue(const ListedJob *job)
{
    return job->request().lane == JobLane::Training && !job->m_isLaunched;
}

void JobList::launchNext()
{
    const auto occupies = [](const ListedJob *job) {
        return job->request().lane == JobLane::Training && job->m_isLaunched;
    };
    if (m_held || std::ranges::any_of(m_jobs, occupies))
        return;
    const auto next = std::ranges::find_if(m_jobs, waitsInQueue);
    if (next == m_jobs.end())
        return;
    (*next)->m_isLaunched = true;
    (*next)->launch();
}

std::vector<ListedJob *>::const_iterator JobList::waitingBefore(const ListedJob *job) const
{
    const auto own = std::ranges::find(m_jobs, job);
    if (own == m_jobs.end() || !waitsInQueue(job))
        return m_jobs.end();
    const auto before = std::find_if(std::reverse_iterator(own), m_jobs.rend(), waitsInQueue);
    return before == m_jobs.rend() ? m_jobs.end() : std::prev(before.base());
}

bool JobList::canMoveEarlier(const ListedJob *job) const
{
    return waitingBefore(job) != m_jobs.end();
}

void JobList::moveEarlier(ListedJob *job)
{
    const auto before = waitingBefore(job);
    if (before == m_jobs.end())
        return;
    std::iter_swap(m_jobs.begin() + (before - m_jobs.cbegin()), std::ranges::find(m_jobs, job));
    Q_EMIT orderChanged();
}

void JobList::setHeld(bool held)
{
    if (held == m_held)
        return;
    if (!held)
        Q_EMIT goingOn();
    m_held = held;
    if (held)
        pauseRunning();
    else
        launchNext();
    Q_EMIT heldChanged(held);
}

std::optional<qint64> JobList::trainingsRemainingMs() const
{
    qint64 all = 0;
    for (const auto *job : m_jobs) {
        if (job->request().lane != JobLane::Training)
            continue;
        const auto expected = static_cast<qint64>(job->request().expectedSeconds * 1000);
        const auto left = job->remainingMs();
        if (!left && expected == 0)
            return {};
        all += left ? *left : std::max<qint64>(0, expected - job->elapsedMs());
    }
    return all;
}

/// Looks again until what runs can go on later, or nothing is held any more.
void JobList::pauseRunning()
{
    constexpr int kLookEveryMs = 250;
    if (!m_held)
        return;
    const auto pauses = [](const ListedJob *job) {
        return job->request().lane == JobLane::Training && job->m_isLaunched && job->canPause();
    };
    for (auto *job : m_jobs) {
        if (pauses(job) && job->canGoOnLater())
            job->pause();
    }
    if (std::ranges::any_of(m_jobs, pauses))
        QTimer::singleShot(kLookEveryMs, this, &JobList::pauseRunning);
}

void JobList::end(ListedJob *job, ListedJob::State state, const Error *error)
{
    job->m_end = state;
    if (error)
        job->m_failure = *error;
    std::erase(m_jobs, job);
    launchNext(); // first: whoever is told may delete the list
    Q_EMIT job->over();
    Q_EMIT jobOver(job);
    if (error)
        Q_EMIT jobFailed(job->request().title, *error);
    job->deleteLater();
}

} // namespace aisle
