#include "models/joblist.h"
#include "widgets/text/quitquestion.h"

#include <QSemaphore>
#include <QTest>

using namespace aisle;

/// What is asked before the program ends while something is at work: true in each case.
class TestQuitQuestion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingAtWorkIsNotAsked();
    void stoppedTrainingGoesOnLater();
    void solvedAtOnceIsLost();
    void importLeavesNothing();
    void waitingOnesAreCounted();

private:
    void start(const char *title, const char *kind, bool pauses, JobLane lane = JobLane::Training)
    {
        m_list.start<int>(
            {.title = QString::fromLatin1(title), .lane = lane, .kind = QString::fromLatin1(kind), .canPause = pauses},
            [this](JobContext &context) {
                m_epoch.acquire();
                context.report({.epoch = 1});
                m_end.acquire();
                return 0;
            },
            this, {});
    }
    void end(int jobs)
    {
        m_epoch.release(jobs);
        m_end.release(jobs);
        QTRY_VERIFY(m_list.isEmpty());
        while (m_epoch.tryAcquire() || m_end.tryAcquire())
            ;
    }
    QString text() const { return quitQuestion(m_list).value_or(QuitQuestion{}).text; }

    QSemaphore m_epoch, m_end;
    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
    JobList m_list{m_pools};
};

void TestQuitQuestion::nothingAtWorkIsNotAsked()
{
    QVERIFY(!quitQuestion(m_list));
    start("Lists", "", false, JobLane::Query);
    QVERIFY(!quitQuestion(m_list));
    end(1);
}

void TestQuitQuestion::stoppedTrainingGoesOnLater()
{
    start("BPR", "training", true);
    QTRY_COMPARE(m_list.jobs()[0]->state(), ListedJob::State::Running);
    QVERIFY2(text().contains(QStringLiteral("first epoch")), qPrintable(text()));
    QCOMPARE(quitQuestion(m_list)->button, QStringLiteral("Discard and quit"));
    m_epoch.release();
    QTRY_VERIFY(text().contains(QStringLiteral("BPR is still running. It stops and can go on later.")));
    QCOMPARE(quitQuestion(m_list)->button, QStringLiteral("Stop and quit"));
    QVERIFY(!quitQuestion(m_list)->loses);
    end(1);
}

void TestQuitQuestion::solvedAtOnceIsLost()
{
    start("EASE", "training", false);
    QTRY_COMPARE(m_list.jobs()[0]->state(), ListedJob::State::Running);
    m_epoch.release();
    QVERIFY2(text().contains(QStringLiteral("EASE is still running and cannot go on later")), qPrintable(text()));
    QCOMPARE(quitQuestion(m_list)->button, QStringLiteral("Discard and quit"));
    QVERIFY(quitQuestion(m_list)->loses);
    end(1);
}

void TestQuitQuestion::importLeavesNothing()
{
    start("shop.csv", "import", false, JobLane::Writing);
    QTRY_COMPARE(m_list.jobs()[0]->state(), ListedJob::State::Running);
    QVERIFY2(text().contains(QStringLiteral("Nothing of it stays")), qPrintable(text()));
    end(1);
}

void TestQuitQuestion::waitingOnesAreCounted()
{
    start("BPR", "training", true);
    start("EASE", "training", false);
    QTRY_COMPARE(m_list.jobs()[0]->state(), ListedJob::State::Running);
    m_epoch.release();
    QTRY_VERIFY(text().contains(QStringLiteral("It stops and can go on later.")));
    QVERIFY2(text().contains(QStringLiteral("1 more")), qPrintable(text()));
    QCOMPARE(quitQuestion(m_list)->button, QStringLiteral("Discard and quit"));
    end(2);
}

QTEST_MAIN(TestQuitQuestion)
#include "tst_quitquestion.moc"
