#include "core/jobs/job.h"

#include <QSemaphore>
#include <QTest>

using namespace aisle;

class TestJobs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valueArrivesInTheStartersThread()
    {
        QThreadPool pool;
        Job<int> job;
        std::optional<int> got;
        job.start(
            pool, [](JobContext &) { return 42; },
            [&](Outcome<int> outcome) {
                QCOMPARE(QThread::currentThread(), thread());
                got = std::get<int>(outcome);
            });
        QTRY_VERIFY(got.has_value());
        QCOMPARE(*got, 42);
        QVERIFY(!job.isRunning());
    }
    void everyExceptionBecomesAValue()
    {
        QThreadPool pool;
        const std::vector<std::pair<Job<int>::Body, std::string>> bodies{
            {[](JobContext &) -> int { throw Error("a.b", "Sentence."); }, "a.b"},
            {[](JobContext &) -> int { throw std::bad_alloc(); }, "memory.out"},
            {[](JobContext &) -> int { throw std::runtime_error("boom"); }, "internal"}};
        for (const auto &[body, code] : bodies) {
            Job<int> job;
            std::string seen;
            job.start(pool, body, [&](Outcome<int> outcome) { seen = std::get<Error>(outcome).code(); });
            QTRY_COMPARE(seen, code);
        }
    }
    void cancelReachesTheBody()
    {
        QThreadPool pool;
        Job<int> job;
        QSemaphore started;
        bool cancelled = false;
        job.start(
            pool,
            [&](JobContext &context) -> int {
                started.release();
                for (;;)
                    context.checkpoint();
            },
            [&](Outcome<int> outcome) { cancelled = std::holds_alternative<Cancelled>(outcome); });
        started.acquire();
        job.cancel();
        QTRY_VERIFY(cancelled);
    }
    void ownerThatGoesHearsNothing()
    {
        QThreadPool pool;
        bool called = false;
        QSemaphore started;
        {
            Job<int> job;
            job.start(
                pool,
                [&](JobContext &context) -> int {
                    started.release();
                    for (;;)
                        context.checkpoint();
                },
                [&](Outcome<int>) { called = true; });
            started.acquire();
        }
        pool.waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }
    void newestRequestWins()
    {
        QThreadPool pool;
        pool.setMaxThreadCount(1);
        Job<int> job;
        QList<int> seen;
        for (int i = 0; i < 20; ++i)
            job.start(
                pool, [i](JobContext &) { return i; }, [&](Outcome<int> outcome) { seen << std::get<int>(outcome); });
        QTRY_VERIFY(!job.isRunning());
        QCOMPARE(seen, QList<int>{19});
    }
    void doneMayDestroyTheJob()
    {
        QThreadPool pool;
        auto job = std::make_unique<Job<int>>();
        bool called = false;
        job->start(
            pool, [](JobContext &) { return 1; },
            [&](Outcome<int>) {
                job.reset();
                called = true;
            });
        QTRY_VERIFY(called);
    }
    void whatWasDoneBeforeAStageTellsNothingOfThePace()
    {
        using namespace std::chrono_literals;
        const auto start = JobPace::Clock::now();
        JobPace pace;
        pace.progress(.4); // a training goes on where it stopped
        pace.beginStage(start);
        QVERIFY(!pace.remaining(start + 10s)); // nothing of it is done yet
        pace.progress(.5);
        QCOMPARE(pace.remaining(start + 10s)->count(), 50'000);
        QVERIFY(!pace.remaining(start + 1s));
        pace.progress(.3); // never falls
        QCOMPARE(pace.fraction(), .5);
        pace.progress(1);
        QVERIFY(!pace.remaining(start + 10s));
    }
    void parallelForCoversEverythingOnce()
    {
        std::vector<int> touched(1001);
        parallelFor(touched.size(), 7, [&](std::size_t begin, std::size_t end, int) {
            for (auto i = begin; i < end; ++i)
                ++touched[i];
        });
        QCOMPARE(std::count(touched.begin(), touched.end(), 1), 1001);
        QVERIFY_EXCEPTION_THROWN(parallelFor(10, 1, [](std::size_t, std::size_t, int) { throw Cancelled{}; }),
                                 Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
