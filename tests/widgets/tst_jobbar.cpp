#include "models/joblist.h"
#include "widgets/common/theme.h"
#include "widgets/shell/jobbar.h"

#include <QMainWindow>
#include <QSemaphore>
#include <QTest>
#include <QToolButton>
#include <algorithm>

using namespace aisle;

/// The row of jobs under the pages, worked by mouse: what waits changes places, and the queue can be held.
class TestJobBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(ThemeChoice::Light); }
    void init();
    void cleanup();
    void waitingOnesChangePlaces();
    void queueIsHeld();

private:
    void start(const char *title)
    {
        m_list->start<int>({.title = QString::fromLatin1(title)},
                           [this](JobContext &) {
                               m_gate.acquire();
                               return 0;
                           },
                           this, {});
    }
    QString titles() const
    {
        QString all;
        for (const auto *job : m_list->jobs())
            all += job->request().title;
        return all;
    }
    QToolButton *button(const char *name) const
    {
        return m_window->findChild<QToolButton *>(QString::fromLatin1(name));
    }
    /// Those that can be clicked, top to bottom.
    QList<QToolButton *> earlier() const
    {
        QList<QToolButton *> shown;
        for (auto *one : m_window->findChildren<QToolButton *>(QStringLiteral("job-earlier"))) {
            if (one->isVisible())
                shown.append(one);
        }
        std::ranges::sort(shown, {}, [](const QToolButton *one) { return one->mapToGlobal(QPoint()).y(); });
        return shown;
    }

    QSemaphore m_gate;
    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
    std::unique_ptr<JobList> m_list;
    std::unique_ptr<QMainWindow> m_window;
};

void TestJobBar::init()
{
    m_list = std::make_unique<JobList>(m_pools);
    m_window = std::make_unique<QMainWindow>();
    auto *bar = new JobBar(m_window.get());
    m_window->setCentralWidget(bar);
    m_window->resize(900, 500);
    m_window->show();
    bar->setJobs(m_list.get());
}

void TestJobBar::cleanup()
{
    m_list->setHeld(false);
    m_gate.release(100);
    QTRY_VERIFY(m_list->isEmpty());
    while (m_gate.tryAcquire())
        ;
    m_window.reset();
    m_list.reset();
}

void TestJobBar::waitingOnesChangePlaces()
{
    QVERIFY(!button("hold-queue")->isVisible());
    for (const char *title : {"a", "b", "c", "d"})
        start(title);
    QTRY_COMPARE(m_list->jobs()[0]->state(), ListedJob::State::Running);
    QTest::mouseClick(button("more-jobs"), Qt::LeftButton);
    QCOMPARE(earlier().size(), 2); // neither the one that runs nor the first that waits
    QTest::mouseClick(earlier().last(), Qt::LeftButton);
    QCOMPARE(titles(), QStringLiteral("abdc"));
    QTRY_COMPARE(earlier().size(), 2);
    QTest::mouseClick(earlier().first(), Qt::LeftButton);
    QCOMPARE(titles(), QStringLiteral("adbc"));
    QVERIFY(button("more-jobs")->isChecked()); // the list stays open
}

void TestJobBar::queueIsHeld()
{
    start("a");
    start("b");
    auto *hold = button("hold-queue");
    QTRY_VERIFY(hold->isVisible());
    QTest::mouseClick(hold, Qt::LeftButton);
    QVERIFY(m_list->isHeld());
    m_gate.release();
    QTRY_COMPARE(titles(), QStringLiteral("b"));
    QVERIFY(hold->isVisible()); // or nothing would say why it waits
    QCOMPARE(m_list->jobs()[0]->state(), ListedJob::State::Waiting);
    QTest::mouseClick(hold, Qt::LeftButton);
    QTRY_COMPARE(m_list->jobs()[0]->state(), ListedJob::State::Running);
    QVERIFY(!hold->isVisible());
}

QTEST_MAIN(TestJobBar)
#include "tst_jobbar.moc"
