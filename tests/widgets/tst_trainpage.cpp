#include "core/storage/runstore.h"
#include "tests/widgets/shop.h"
#include "translations/translations.h"
#include "widgets/language.h"
#include "widgets/numberfield.h"
#include "widgets/pages/trainpage.h"
#include "widgets/paramform.h"
#include "widgets/recommenderlist.h"
#include "widgets/theme.h"
#include "widgets/trainsetting.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace aisle;

/// Drives the Train page over a small shop. With AISLE_SHOTS=FOLDER it also leaves pictures there.
class TestTrainPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void estimatesAndTrains();
    void parametersAndProtocolReachTheRun();
    void badFilterIsSaidBeforeTraining();
    void quickComparisonEndsOnRuns();
    void cancelKeepsNothing();
    void pageMayGoWhileItTrains();
    void takesOverWhatAnotherPageAsksFor();
    void searchNarrowsTheList();
    void changesLanguageAndTheme();

private:
    void shoot(const char *name);
    std::vector<RunRecord> runs() const { return RunStore(*m_session->project()).all(); }
    template <class T>
    T *child(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }

    QTemporaryDir m_folder;
    int m_count = 0;
    std::shared_ptr<JobPools> m_pools;
    std::shared_ptr<ProjectSession> m_session;
    std::unique_ptr<TrainPage> m_page;
};

void TestTrainPage::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    loadTranslationResources();
    setLanguage(QStringLiteral("en"));
    Theme::instance().install(ThemeChoice::Light);
    m_pools = std::make_shared<JobPools>();
}

void TestTrainPage::init()
{
    const auto path = m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_count));
    m_session = std::make_shared<ProjectSession>(test::makeShop(path), m_pools);
    m_page = std::make_unique<TrainPage>();
    m_page->resize(1280, 860);
    m_page->setProject(m_session);
    m_page->show();
    QTRY_VERIFY(child<QLabel>("estimate")->text().contains(QStringLiteral("shoppers")));
    QTRY_VERIFY(m_page->isSettled());
}

void TestTrainPage::cleanup()
{
    m_page.reset();
    m_session.reset();
}

void TestTrainPage::shoot(const char *name)
{
    const auto folder = qEnvironmentVariable("AISLE_SHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    m_page->grab().save(QDir(folder).filePath(QStringLiteral("train-%1.png").arg(QString::fromLatin1(name))));
}

void TestTrainPage::estimatesAndTrains()
{
    QVERIFY(child<QPushButton>("start-training")->isEnabled());
    shoot("light");
    QSignalSpy notices(m_page.get(), &Page::noticeRaised);
    QVERIFY(m_page->runCommand(QStringLiteral("start-training")));
    QTRY_COMPARE_WITH_TIMEOUT(notices.size(), 1, 30'000);
    QCOMPARE(runs().size(), std::size_t(1));
    QCOMPARE(runs()[0].recommender, QStringLiteral("ease"));
    QVERIFY(runs()[0].test.count("NDCG@10"));
    shoot("done");
}

void TestTrainPage::parametersAndProtocolReachTheRun()
{
    child<QListWidget>("recommender-list");
    m_page->findChild<RecommenderList *>()->setCurrent("item-knn");
    QCOMPARE(m_page->request().recommender, std::string("item-knn"));
    child<NumberField>("neighbours")->setValue(17);
    child<QRadioButton>("mask-none")->setChecked(true);
    child<NumberField>("seed")->setValue(5);
    child<QCheckBox>("learn-pv")->setChecked(false);
    child<QCheckBox>("want-pv")->setChecked(false);
    child<NumberField>("min-user-events")->setValue(2);
    child<QLineEdit>("run-name")->setText(QStringLiteral("buys only"));
    QSignalSpy over(&m_session->jobs(), &JobList::jobOver);
    child<QPushButton>("start-training")->click();
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 30'000);
    const auto run = runs().at(0);
    QCOMPARE(run.name, QStringLiteral("buys only"));
    QCOMPARE(run.seed, std::uint64_t(5));
    QCOMPARE(run.parameters.value(QStringLiteral("neighbours")).toInt(), 17);
    QCOMPARE(run.protocol.value(QStringLiteral("mask")).toString(), QStringLiteral("none"));
    QCOMPARE(run.protocol.value(QStringLiteral("kinds")).toArray(), QJsonArray{QStringLiteral("buy")});
    QVERIFY(!child<NumberField>("neighbours")->text().isEmpty());
    m_page->findChild<RecommenderList *>()->setCurrent("ease");
    m_page->findChild<RecommenderList *>()->setCurrent("item-knn");
    QCOMPARE(child<NumberField>("neighbours")->value(), 17.); // a form is as it was left
}

void TestTrainPage::badFilterIsSaidBeforeTraining()
{
    child<NumberField>("min-user-events")->setValue(5000);
    QTRY_VERIFY(!child<QPushButton>("start-training")->isEnabled());
    QVERIFY(!child<QLabel>("estimate")->text().isEmpty());
    child<NumberField>("min-user-events")->setValue(0);
    QTRY_VERIFY(child<QPushButton>("start-training")->isEnabled());
}

void TestTrainPage::quickComparisonEndsOnRuns()
{
    QSignalSpy requested(m_page.get(), &Page::pageRequested);
    child<QPushButton>("quick-comparison")->click();
    QCOMPARE(m_session->jobs().jobs().size(), std::size_t(4));
    QTRY_COMPARE_WITH_TIMEOUT(requested.size(), 1, 60'000);
    QCOMPARE(requested[0][0].toString(), QStringLiteral("runs"));
    QCOMPARE(runs().size(), std::size_t(4));
    QCOMPARE(m_session->selection().comparedCount(), 4);
    for (const auto &run : runs())
        QCOMPARE(run.protocol.value(QStringLiteral("data_hash")),
                 runs()[0].protocol.value(QStringLiteral("data_hash")));
}

void TestTrainPage::cancelKeepsNothing()
{
    m_page->findChild<RecommenderList *>()->setCurrent("bpr");
    child<NumberField>("epochs")->setValue(child<NumberField>("epochs")->maximum());
    child<NumberField>("patience")->setValue(0);
    QSignalSpy over(&m_session->jobs(), &JobList::jobOver);
    child<QPushButton>("start-training")->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->jobs().jobs().at(0)->progress().epochs.size() > 3, 30'000);
    QTest::qWait(150); // one turn of the curves
    shoot("curves");
    child<QPushButton>("cancel-training")->click();
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 30'000);
    QVERIFY(runs().empty());
}

void TestTrainPage::pageMayGoWhileItTrains()
{
    child<QPushButton>("start-training")->click();
    m_page.reset();
    QSignalSpy changed(m_session.get(), &ProjectSession::runsChanged);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 30'000);
    QCOMPARE(runs().size(), std::size_t(1));
}

void TestTrainPage::takesOverWhatAnotherPageAsksFor()
{
    TrainRequest wanted;
    wanted.recommender = "item-knn";
    wanted.parameters = {{QStringLiteral("neighbours"), 23}};
    wanted.seed = 9;
    wanted.protocol.mask = MaskSeen::No;
    m_page->hide();
    m_session->setSetting(kTrainFormSetting, wanted.toJson());
    m_page->show();
    const auto request = m_page->request();
    QCOMPARE(request.recommender, std::string("item-knn"));
    QCOMPARE(request.parameters, wanted.parameters);
    QCOMPARE(request.seed, wanted.seed);
    QVERIFY(request.protocol.mask == MaskSeen::No);
    QTRY_VERIFY(m_page->isSettled());
}

void TestTrainPage::searchNarrowsTheList()
{
    auto *list = child<QListWidget>("recommender-list");
    const auto shown = [&] {
        int count = 0;
        for (int row = 0; row < list->count(); ++row)
            count += !list->item(row)->isHidden() && list->item(row)->data(Qt::UserRole).isValid();
        return count;
    };
    const int all = shown();
    m_page->findInPage();
    QTest::keyClicks(child<QLineEdit>("recommender-search"), QStringLiteral("steck"));
    QCOMPARE(shown(), 1);
    QTest::keyClick(child<QLineEdit>("recommender-search"), Qt::Key_Escape);
    QCOMPARE(shown(), all);
}

void TestTrainPage::changesLanguageAndTheme()
{
    Theme::instance().setChoice(ThemeChoice::Dark);
    QCoreApplication::processEvents();
    QTRY_VERIFY(m_page->isSettled());
    shoot("dark");
    setLanguage(QStringLiteral("zh_CN"));
    QCoreApplication::processEvents();
    shoot("dark-zh");
    Theme::instance().setChoice(ThemeChoice::Light);
    QCoreApplication::processEvents();
    shoot("light-zh");
    setLanguage(QStringLiteral("en"));
    QCoreApplication::processEvents();
    QCOMPARE(child<QPushButton>("start-training")->text(), QStringLiteral("Train"));
}

QTEST_MAIN(TestTrainPage)
#include "tst_trainpage.moc"
