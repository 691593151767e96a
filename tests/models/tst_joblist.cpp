#include "models/joblist.h"
#include "models/selection.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace aisle;

/// Jobs queue, outlive who asked for them, end once, and let go without waiting.
class JobListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trainingsQueue();
    void waitingTrainingsChangePlaces();
    void heldQueueBeginsNothing();
    void heldQueuePausesWhatCanGoOn();
    void cancelledWhileWaitingEndsAtOnce();
    void allMayBeCancelledAtOnce();
    void failureIsSaidAndHandedOver();
    void receiverMayGo();
    void keepBestEndsEarly();
    void bestIsKeptOnceAnEpochIsDone();
    void knowsWhatCanGoOnLater();
    void listMayGoWhileJobsRun();
    void selectionKeepsLetters();

private:
    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
};

void JobListTest::trainingsQueue()
{
    JobList list(m_pools);
    QSemaphore gate;
    QList<int> order;
    const auto start = [&](int number) {
        return list.start<int>(
            {.title = QString::number(number)},
            [&gate, number](JobContext &) {
                gate.acquire();
                return number;
            },
            this, [&order](Outcome<int> outcome) { order.append(std::get<int>(outcome)); });
    };
    auto *first = start(1);
    auto *second = start(2);
    QTRY_COMPARE(first->state(), ListedJob::State::Running);
    QCOMPARE(second->state(), ListedJob::State::Waiting);
    QCOMPARE(list.jobs().size(), std::size_t(2));
    gate.release(2);
    QTRY_VERIFY(list.isEmpty());
    QCOMPARE(order, (QList<int>{1, 2}));
}

void JobListTest::waitingTrainingsChangePlaces()
{
    JobList list(m_pools);
    QSemaphore gate;
    QList<int> order;
    const auto start = [&](int number, JobLane lane) {
        return list.start<int>(
            {.title = QString::number(number), .lane = lane},
            [&gate, number](JobContext &) {
                gate.acquire();
                return number;
            },
            this, [&order](Outcome<int> outcome) { order.append(std::get<int>(outcome)); });
    };
    auto *first = start(1, JobLane::Training);
    auto *second = start(2, JobLane::Training);
    auto *query = start(3, JobLane::Query);
    auto *fourth = start(4, JobLane::Training);
    QTRY_COMPARE(first->state(), ListedJob::State::Running);
    QTRY_COMPARE(query->state(), ListedJob::State::Running);
    QVERIFY(!list.canMoveEarlier(first) && !list.canMoveEarlier(second) && !list.canMoveEarlier(query));
    QSignalSpy changed(&list, &JobList::orderChanged);
    list.moveEarlier(second);
    QCOMPARE(changed.size(), 0);
    QVERIFY(list.canMoveEarlier(fourth));
    list.moveEarlier(fourth);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(list.jobs(), (std::vector<ListedJob *>{first, fourth, query, second}));
    gate.release(4);
    QTRY_VERIFY(list.isEmpty());
    order.removeAll(3);
    QCOMPARE(order, (QList<int>{1, 4, 2}));
}

void JobListTest::heldQueueBeginsNothing()
{
    JobList list(m_pools);
    QSemaphore gate;
    std::atomic<int> begun = 0;
    const auto start = [&] {
        return list.start<int>({.title = {}},
                               [&](JobContext &) {
                                   ++begun;
                                   gate.acquire();
                                   return 0;
                               },
                               this, {});
    };
    start();
    start();
    QTRY_COMPARE(begun.load(), 1);
    list.setHeld(true); // the first cannot be paused: it ends
    gate.release();
    QTRY_COMPARE(list.jobs().size(), std::size_t(1));
    start();
    QVERIFY(m_pools->training.waitForDone(10'000));
    QCoreApplication::processEvents();
    QCOMPARE(begun.load(), 1);
    QCOMPARE(list.jobs()[0]->state(), ListedJob::State::Waiting);
    QSignalSpy going(&list, &JobList::goingOn);
    list.setHeld(false);
    QCOMPARE(going.size(), 1);
    gate.release(2);
    QTRY_VERIFY(list.isEmpty());
    QCOMPARE(begun.load(), 3);
}

/// Not before an epoch is kept.
void JobListTest::heldQueuePausesWhatCanGoOn()
{
    JobList list(m_pools);
    QSemaphore epoch;
    auto *job = list.start<int>({.title = {}, .canPause = true},
                                [&](JobContext &context) {
                                    epoch.acquire();
                                    context.report({.epoch = 1});
                                    while (true)
                                        context.checkpoint();
                                    return 0;
                                },
                                this, {});
    auto ended = ListedJob::State::Waiting;
    connect(job, &ListedJob::over, this, [&] { ended = job->state(); });
    QTRY_COMPARE(job->state(), ListedJob::State::Running);
    list.setHeld(true);
    QVERIFY(!job->canGoOnLater());
    epoch.release();
    QTRY_COMPARE(ended, ListedJob::State::Cancelled);
}

/// The one before it still runs: it leaves the list all the same, and never begins.
void JobListTest::cancelledWhileWaitingEndsAtOnce()
{
    JobList list(m_pools);
    QSemaphore gate;
    std::atomic<bool> ran = false;
    int cancelled = 0;
    auto *first = list.start<int>({.title = {}},
                                  [&gate](JobContext &) {
                                      gate.acquire();
                                      return 0;
                                  },
                                  this, {});
    auto *second = list.start<int>(
        {.title = {}},
        [&ran](JobContext &) {
            ran = true;
            return 0;
        },
        this, [&cancelled](Outcome<int> outcome) { cancelled += std::holds_alternative<Cancelled>(outcome); });
    QTRY_COMPARE(first->state(), ListedJob::State::Running);
    auto ended = ListedJob::State::Waiting;
    connect(second, &ListedJob::over, this, [&] { ended = second->state(); });
    second->cancel();
    second->cancel();
    QTRY_COMPARE(list.jobs(), std::vector<ListedJob *>{first});
    QCOMPARE(ended, ListedJob::State::Cancelled);
    QCOMPARE(cancelled, 1);
    QCOMPARE(first->state(), ListedJob::State::Running);
    gate.release();
    QTRY_VERIFY(list.isEmpty());
    QVERIFY(m_pools->training.waitForDone(10'000));
    QCoreApplication::processEvents();
    QCOMPARE(cancelled, 1);
    QVERIFY(!ran);
}

void JobListTest::allMayBeCancelledAtOnce()
{
    JobList list(m_pools);
    QSignalSpy over(&list, &JobList::jobOver);
    for (int i = 0; i < 3; ++i)
        list.start<int>({.title = {}},
                        [](JobContext &context) -> int {
                            while (true)
                                context.checkpoint();
                        },
                        this, {});
    list.cancelAll();
    QTRY_VERIFY(list.isEmpty());
    QCOMPARE(over.size(), 3);
}

void JobListTest::failureIsSaidAndHandedOver()
{
    JobList list(m_pools);
    QString said;
    connect(&list, &JobList::jobFailed, this,
            [&said](const QString &title, const Error &error) { said = title + QString::fromStdString(error.code()); });
    bool handed = false;
    list.start<int>(
        {.title = QStringLiteral("a "), .lane = JobLane::Query},
        [](JobContext &) -> int { throw Error("test.no", "No."); }, this,
        [&handed](Outcome<int> outcome) { handed = std::holds_alternative<Error>(outcome); });
    QTRY_COMPARE(said, QStringLiteral("a test.no"));
    QVERIFY(handed);
}

void JobListTest::receiverMayGo()
{
    JobList list(m_pools);
    QSemaphore gate;
    auto receiver = std::make_unique<QObject>();
    bool called = false;
    list.start<int>(
        {.title = {}},
        [&gate](JobContext &) {
            gate.acquire();
            return 0;
        },
        receiver.get(), [&called](Outcome<int>) { called = true; });
    receiver.reset();
    gate.release();
    QTRY_VERIFY(list.isEmpty());
    QVERIFY(!called);
}

void JobListTest::keepBestEndsEarly()
{
    JobList list(m_pools);
    int result = 0;
    auto *job = list.start<int>(
        {.title = {}, .canKeepBest = true},
        [](JobContext &context) {
            while (!context.finishEarly()) {
                context.checkpoint();
                QThread::yieldCurrentThread();
            }
            return 7;
        },
        this, [&result](Outcome<int> outcome) { result = std::get<int>(outcome); });
    QTRY_COMPARE(job->state(), ListedJob::State::Running);
    job->keepBest();
    QTRY_COMPARE(result, 7);
}

void JobListTest::bestIsKeptOnceAnEpochIsDone()
{
    JobList list(m_pools);
    QSemaphore epoch, end;
    const auto start = [&] {
        return list.start<int>({.title = {}, .canKeepBest = true},
                               [&](JobContext &context) {
                                   epoch.acquire();
                                   context.report({.epoch = 1});
                                   end.acquire();
                                   return 0;
                               },
                               this, {});
    };
    auto *job = start();
    auto *waiting = start();
    QTRY_COMPARE(job->state(), ListedJob::State::Running);
    QVERIFY(!job->canKeepBest());
    epoch.release();
    QTRY_VERIFY(job->canKeepBest());
    QVERIFY(!waiting->canKeepBest() && !job->isFinishing());
    job->keepBest();
    QVERIFY(!job->canKeepBest() && job->isFinishing());
    epoch.release();
    end.release(2);
    QTRY_VERIFY(list.isEmpty());
}

void JobListTest::knowsWhatCanGoOnLater()
{
    JobList list(m_pools);
    QSemaphore epoch, end;
    const auto start = [&](bool pauses, bool goesOn) {
        return list.start<int>({.title = {}, .lane = JobLane::Query, .canPause = pauses, .goesOn = goesOn},
                               [&](JobContext &context) {
                                   epoch.acquire();
                                   context.report({.epoch = 1});
                                   end.acquire();
                                   return 0;
                               },
                               this, {});
    };
    auto *fresh = start(true, false);
    auto *resumed = start(true, true);
    QVERIFY(!fresh->canGoOnLater() && resumed->canGoOnLater());
    epoch.release(2);
    QTRY_VERIFY(fresh->canGoOnLater());
    end.release(2);
    QTRY_VERIFY(list.isEmpty());
    auto *solved = start(false, false);
    epoch.release();
    QTRY_VERIFY(!solved->progress().epochs.empty());
    QVERIFY(!solved->canGoOnLater());
    end.release();
    QTRY_VERIFY(list.isEmpty());
}

void JobListTest::listMayGoWhileJobsRun()
{
    auto list = std::make_unique<JobList>(m_pools);
    auto stopped = std::make_shared<std::atomic<bool>>(false);
    bool called = false;
    auto *job = list->start<int>(
        {.title = {}},
        [stopped](JobContext &context) -> int {
            try {
                for (;;) {
                    context.checkpoint();
                    QThread::yieldCurrentThread();
                }
            } catch (const Cancelled &) {
                *stopped = true;
                throw;
            }
        },
        this, [&called](Outcome<int>) { called = true; });
    QTRY_COMPARE(job->state(), ListedJob::State::Running);
    list.reset();
    QTRY_VERIFY(*stopped);
    QVERIFY(!called);
}

void JobListTest::selectionKeepsLetters()
{
    Selection selection;
    for (int run = 1; run <= 4; ++run)
        QCOMPARE(selection.compareRun({RunId(run), QString::number(run)}), run - 1);
    selection.stopComparing(RunId(2));
    QCOMPARE(selection.slotOf(RunId(3)), std::optional(2)); // the others keep their letters
    QCOMPARE(selection.compareRun({RunId(9), {}}), 1);
    QCOMPARE(selection.compareRun({RunId(10), {}}), 3); // all taken: the last gives way
    selection.goBack();
    QCOMPARE(selection.slotOf(RunId(4)), std::optional(3));
    QVERIFY(selection.canGoForward());
    QSignalSpy changed(&selection, &Selection::changed);
    selection.setShopper({});
    QCOMPARE(changed.size(), 0); // no change, no step
}

QTEST_GUILESS_MAIN(JobListTest)
#include "tst_joblist.moc"
