#include "core/features/vectors.h"
#include "core/jobs/jobcontext.h"
#include "core/recommend/registry.h"
#include "core/runs/runcomparison.h"
#include "core/runs/runstore.h"
#include "core/runs/runwords.h"
#include "models/settings.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/charts/chartcard.h"
#include "widgets/commands/trainsetting.h"
#include "widgets/common/theme.h"
#include "widgets/forms/numberfield.h"
#include "widgets/forms/paramform.h"
#include "widgets/shell/language.h"
#include "widgets/text/runtext.h"
#include "widgets/train/recommenderlist.h"
#include "widgets/train/traincalibration.h"
#include "widgets/train/trainestimator.h"
#include "widgets/train/trainpage.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>
#include <algorithm>

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
    void quickComparisonIsACommand();
    void cancelKeepsNothing();
    void pausedTrainingGoesOn();
    void heldQueueGoesOn();
    void severalNumbersTrainARunEach();
    void protocolIsALine();
    void earlierRunsFillTheForm();
    void pageMayGoWhileItTrains();
    void stoppedTrainingsShowTheirNames();
    void takesOverWhatAnotherPageAsksFor();
    void formHasNoHoles();
    void featuresAreAChoice();
    void askedForAgainIsSeen();
    void choosingScrollsToTheTop();
    void keepBestIsMarked();
    void solvedAtOnceHasNoFirstEpoch();
    void estimateIsARange();
    void calibrationIsKept();
    void ratingsAreJudgedByTheirErrors();
    void searchNarrowsTheList();
    void searchPutsNamesFirst();
    void focusChoosesNoRecommender();
    void changesLanguageAndTheme();

private:
    std::vector<RunRecord> runs() const { return RunStore(*m_shop.session()->project()).all(); }
    void shoot(const char *name) { m_shop.shoot(QStringLiteral("train-%1").arg(QString::fromLatin1(name))); }
    template <class T>
    T *child(const char *name) const
    {
        return m_shop.child<T>(name);
    }

    test::PageOverShop<TrainPage> m_shop;
};

void TestTrainPage::initTestCase()
{
    test::prepareWindow();
}

void TestTrainPage::init()
{
    m_shop.open(test::makeShop(m_shop.nextPath()), {1280, 860});
    QTRY_VERIFY(child<QLabel>("estimate")->text().contains(QStringLiteral("shoppers")));
    QTRY_VERIFY(m_shop.isSettled());
}

void TestTrainPage::cleanup()
{
    m_shop.close();
}

void TestTrainPage::estimatesAndTrains()
{
    QVERIFY(child<QPushButton>("start-training")->isEnabled());
    shoot("light");
    QSignalSpy notices(&m_shop.page(), &Page::noticeRaised);
    QVERIFY(m_shop.page().runCommand(QStringLiteral("start-training")));
    QTRY_COMPARE_WITH_TIMEOUT(notices.size(), 1, 30'000);
    QCOMPARE(runs().size(), std::size_t(1));
    QCOMPARE(runs()[0].recommender, QStringLiteral("ease"));
    QVERIFY(runs()[0].test.count("NDCG@10"));
    shoot("done");
}

void TestTrainPage::parametersAndProtocolReachTheRun()
{
    child<QListWidget>("recommender-list");
    m_shop.page().findChild<RecommenderList *>()->setCurrent("item-knn");
    QCOMPARE(m_shop.page().request().recommender, std::string("item-knn"));
    child<NumberField>("neighbours")->setValue(17);
    child<QRadioButton>("mask-none")->setChecked(true);
    child<NumberField>("seed")->setValue(5);
    child<QCheckBox>("learn-pv")->setChecked(false);
    child<QCheckBox>("want-pv")->setChecked(false);
    child<NumberField>("min-user-events")->setValue(2);
    child<QLineEdit>("run-name")->setText(QStringLiteral("buys only"));
    QSignalSpy over(&m_shop.session()->jobs(), &JobList::jobOver);
    child<QPushButton>("start-training")->click();
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 30'000);
    const auto run = runs().at(0);
    QCOMPARE(run.name, QStringLiteral("buys only"));
    QCOMPARE(run.protocol.seed, std::uint64_t(5));
    QCOMPARE(run.parameters.value(QStringLiteral("neighbours")).toInt(), 17);
    QVERIFY(run.protocol.mask == MaskSeen::No);
    QCOMPARE(run.protocol.kinds, QStringList{QStringLiteral("buy")});
    QVERIFY(!child<NumberField>("neighbours")->text().isEmpty());
    m_shop.page().findChild<RecommenderList *>()->setCurrent("ease");
    m_shop.page().findChild<RecommenderList *>()->setCurrent("item-knn");
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
    QSignalSpy requested(&m_shop.page(), &Page::pageRequested);
    QVERIFY(child<QRadioButton>("mask-seen")->isChecked());
    child<QPushButton>("quick-comparison")->click();
    QCOMPARE(m_shop.session()->jobs().jobs().size(), std::size_t(4));
    QTRY_COMPARE_WITH_TIMEOUT(requested.size(), 1, 60'000);
    QCOMPARE(requested[0][0].toString(), QStringLiteral("runs"));
    QCOMPARE(runs().size(), std::size_t(4));
    QCOMPARE(m_shop.session()->selection().comparedCount(), 4);
    for (const auto &run : runs())
        QCOMPARE(run.protocol.dataHash, runs()[0].protocol.dataHash);
    QVERIFY(child<QRadioButton>("mask-none")->isChecked()); // here shoppers buy again
    m_shop.page().findChild<RecommenderList *>()->setCurrent("ease");
    child<QPushButton>("start-training")->click();
    QTRY_COMPARE_WITH_TIMEOUT(runs().size(), std::size_t(5), 30'000);
    const auto all = runs();
    QVERIFY(std::all_of(all.begin(), all.end(),
                        [&](const auto &run) { return run.protocol.key() == all[0].protocol.key(); }));
}

/// As the notice after an import asks for it.
void TestTrainPage::quickComparisonIsACommand()
{
    QVERIFY(m_shop.page().runCommand(QStringLiteral("quick-comparison")));
    QTRY_COMPARE_WITH_TIMEOUT(runs().size(), std::size_t(4), 60'000);
    QTRY_COMPARE(m_shop.session()->selection().comparedCount(), 4);
}

void TestTrainPage::cancelKeepsNothing()
{
    m_shop.page().findChild<RecommenderList *>()->setCurrent("bpr");
    child<NumberField>("epochs")->setValue(child<NumberField>("epochs")->maximum());
    child<NumberField>("patience")->setValue(0);
    QSignalSpy over(&m_shop.session()->jobs(), &JobList::jobOver);
    child<QPushButton>("start-training")->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_shop.session()->jobs().jobs().at(0)->progress().epochs.size() > 3, 30'000);
    QTest::qWait(150); // one turn of the curves
    shoot("curves");
    child<QPushButton>("cancel-training")->click();
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 30'000);
    QVERIFY(runs().empty());
}

void TestTrainPage::pausedTrainingGoesOn()
{
    // thousands of epochs that take some time: no machine ends them before the pause
    m_shop.page().findChild<RecommenderList *>()->setCurrent("sasrec");
    child<NumberField>("epochs")->setValue(child<NumberField>("epochs")->maximum());
    child<NumberField>("patience")->setValue(0);
    const auto epochs = [&] { return m_shop.session()->jobs().jobs().at(0)->progress().epochs; };
    QSignalSpy over(&m_shop.session()->jobs(), &JobList::jobOver);
    child<QPushButton>("start-training")->click();
    QTRY_VERIFY_WITH_TIMEOUT(epochs().size() > 3, 30'000);
    QTRY_VERIFY(child<QPushButton>("pause-training")->isEnabled());
    child<QPushButton>("pause-training")->click();
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 30'000);
    const auto stopped = RunStore(*m_shop.session()->project()).unfinished();
    QCOMPARE(stopped.size(), std::size_t(1));
    QCOMPARE(stopped[0].status, RunStatus::Stopped);

    QPushButton *resume = nullptr;
    QTRY_VERIFY((resume = child<QPushButton>("resume-training")) != nullptr);
    resume->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_shop.session()->jobs().isEmpty() && epochs().size() > 4, 30'000);
    for (std::size_t i = 0; i < epochs().size(); ++i)
        QCOMPARE(epochs()[i].epoch, static_cast<int>(i) + 1); // the curve goes on
    QTRY_VERIFY(child<QPushButton>("keep-best")->isVisible() && child<QPushButton>("keep-best")->isEnabled());
    child<QPushButton>("keep-best")->click();
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 2, 30'000);
    QCOMPARE(runs().size(), std::size_t(1));
    QCOMPARE(runs()[0].status, RunStatus::Done);
    QTRY_VERIFY(child<QPushButton>("resume-training") == nullptr);
}

/// What was paused with the queue goes on first.
void TestTrainPage::heldQueueGoesOn()
{
    m_shop.page().findChild<RecommenderList *>()->setCurrent("sasrec");
    child<NumberField>("epochs")->setValue(child<NumberField>("epochs")->maximum());
    child<NumberField>("patience")->setValue(0);
    auto &jobs = m_shop.session()->jobs();
    const auto epochs = [&] { return jobs.jobs().at(0)->progress().epochs; };
    child<QPushButton>("start-training")->click();
    QTRY_VERIFY_WITH_TIMEOUT(epochs().size() > 3, 30'000);
    m_shop.page().findChild<RecommenderList *>()->setCurrent("popularity");
    child<QPushButton>("start-training")->click();
    QCOMPARE(jobs.jobs().size(), std::size_t(2));
    jobs.setHeld(true);
    QTRY_COMPARE_WITH_TIMEOUT(jobs.jobs().size(), std::size_t(1), 30'000);
    QTRY_VERIFY(child<QPushButton>("resume-training") != nullptr);
    QVERIFY(runs().empty());
    jobs.setHeld(false);
    QCOMPARE(jobs.jobs().size(), std::size_t(2));
    QVERIFY(jobs.jobs()[0]->request().goesOn);
    QTRY_VERIFY_WITH_TIMEOUT(jobs.jobs().size() == 2 && epochs().size() > 4, 30'000);
    jobs.jobs()[0]->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(jobs.isEmpty(), 30'000);
    QCOMPARE(runs().size(), std::size_t(1));
}

void TestTrainPage::severalNumbersTrainARunEach()
{
    m_shop.page().findChild<RecommenderList *>()->setCurrent("item-knn");
    auto *line = child<NumberField>("neighbours")->findChild<QLineEdit *>();
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("10, 20, 40"));
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_VERIFY(m_shop.isSettled());
    auto *train = child<QPushButton>("start-training");
    QVERIFY2(train->text().contains(u'3'), qPrintable(train->text()));
    QCOMPARE(m_shop.page().requests().size(), std::size_t(3));
    train->click();
    QCOMPARE(m_shop.session()->jobs().jobs().size(), std::size_t(3));
    QTRY_COMPARE_WITH_TIMEOUT(runs().size(), std::size_t(3), 30'000);
    QList<int> neighbours;
    for (const auto &run : runs())
        neighbours.append(run.parameters.value(QStringLiteral("neighbours")).toInt());
    QCOMPARE(neighbours, (QList<int>{10, 20, 40}));
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("1-100"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(train->text(), QStringLiteral("Train"));
    shoot("several");
}

/// The words that the run will stand under, seen whether its choices are open or not.
void TestTrainPage::protocolIsALine()
{
    const auto *line = child<QLabel>("protocol-line");
    auto *change = child<QPushButton>("change-protocol");
    auto *seed = child<NumberField>("seed");
    QVERIFY(line->isVisible() && !seed->isVisible());
    change->click();
    QVERIFY(seed->isVisible());
    child<QRadioButton>("mask-none")->setChecked(true);
    child<QCheckBox>("want-pv")->setChecked(false);
    QTRY_VERIFY(m_shop.isSettled());
    QSignalSpy over(&m_shop.session()->jobs(), &JobList::jobOver);
    child<QPushButton>("start-training")->click();
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 30'000);
    const auto said = protocolText(runs().at(0).protocol);
    QVERIFY2(line->text().startsWith(said), qPrintable(line->text() + u'\n' + said));
    QVERIFY2(line->text().contains(QStringLiteral("shoppers have something to find")), qPrintable(line->text()));
    change->click();
    QVERIFY(!seed->isVisible() && line->isVisible());
}

void TestTrainPage::earlierRunsFillTheForm()
{
    auto *table = child<QTreeWidget>("earlier-runs");
    QVERIFY(!table->isVisible());
    TrainRequest request;
    request.recommender = "item-knn";
    request.parameters = {{QStringLiteral("neighbours"), 23}};
    SilentContext job;
    trainRun(*m_shop.session()->project(), request, job);
    m_shop.session()->noteRunsChanged();
    m_shop.page().findChild<RecommenderList *>()->setCurrent("item-knn");
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(table->topLevelItemCount(), 1);
    child<NumberField>("neighbours")->setValue(5);
    Q_EMIT table->itemActivated(table->topLevelItem(0), 0);
    QCOMPARE(m_shop.page().request().parameters, request.parameters);
    m_shop.page().findChild<RecommenderList *>()->setCurrent("ease");
    QVERIFY(!table->isVisible());
}

void TestTrainPage::pageMayGoWhileItTrains()
{
    child<QPushButton>("start-training")->click();
    m_shop.closePage();
    QSignalSpy changed(m_shop.session().get(), &ProjectSession::runsChanged);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 30'000);
    QCOMPARE(runs().size(), std::size_t(1));
}

void TestTrainPage::stoppedTrainingsShowTheirNames()
{
    RunRecord run;
    run.recommender = QStringLiteral("bpr");
    run.name = QStringLiteral("Two hundred factors, no regularisation");
    run.status = RunStatus::Stopped;
    RunStore(*m_shop.session()->project()).insert(run);
    m_shop.session()->noteRunsChanged();
    QPushButton *resume = nullptr;
    QTRY_VERIFY((resume = child<QPushButton>("resume-training")) != nullptr);
    m_shop.page().resize(1024, 600);
    QCoreApplication::processEvents();
    for (const auto *label : resume->parentWidget()->findChildren<QLabel *>()) {
        QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        QVERIFY2(label->width() >= 80, qPrintable(label->text()));
    }
    shoot("stopped");
}

void TestTrainPage::takesOverWhatAnotherPageAsksFor()
{
    TrainRequest wanted;
    wanted.recommender = "item-knn";
    wanted.parameters = {{QStringLiteral("neighbours"), 23}};
    wanted.protocol.seed = 9;
    wanted.protocol.mask = MaskSeen::No;
    m_shop.page().hide();
    m_shop.session()->setSetting(kTrainFormSetting, wanted.toJson());
    m_shop.page().show();
    const auto request = m_shop.page().request();
    QCOMPARE(request.recommender, std::string("item-knn"));
    QCOMPARE(request.parameters, wanted.parameters);
    QCOMPARE(request.protocol.seed, wanted.protocol.seed);
    QVERIFY(request.protocol.mask == MaskSeen::No);
    QTRY_VERIFY(m_shop.page().isSettled());
}

/// Two tables, of products and of shoppers: each recommender shows those that it takes.
void TestTrainPage::featuresAreAChoice()
{
    m_shop.close();
    auto project = test::makeShop(m_shop.nextPath());
    VectorFile products, shoppers;
    products.dims = shoppers.dims = 2;
    for (int id = 1; id <= 60; id += 2)
        products.keys << QString::number(22'000 + id);
    shoppers.keys << QStringLiteral("17001");
    products.values.assign(60, 1);
    products.values.front() = 0;
    shoppers.values = {1, 2};
    SilentContext job;
    importFeatures(*project, QStringLiteral("p & q"), FeatureSubject::Items, QStringLiteral("p.csv"), products, job);
    importFeatures(*project, QStringLiteral("people"), FeatureSubject::Users, QStringLiteral("s.csv"), shoppers, job);
    m_shop.open(std::move(project), {1280, 860});
    QTRY_VERIFY(m_shop.isSettled());
    auto *list = m_shop.page().findChild<RecommenderList *>();
    auto *choice = child<QWidget>("feature-choice");
    QVERIFY(!choice->isVisible()); // EASE takes none
    list->setCurrent("content");
    QVERIFY(choice->isVisible());
    QVERIFY(!child<QCheckBox>("features-people"));
    auto *box = child<QCheckBox>("features-p & q");
    QCOMPARE(box->text(), QStringLiteral("p && q"));
    QVERIFY(box->accessibleName().contains(QStringLiteral("2 numbers, 50")));
    QVERIFY(m_shop.page().request().features.isEmpty());
    box->click();
    const QStringList chosen{QStringLiteral("p & q")};
    QCOMPARE(m_shop.page().request().features, chosen);
    list->setCurrent("ease");
    QVERIFY(!choice->isVisible() && m_shop.page().request().features.isEmpty());
    list->setCurrent("two-tower");
    QVERIFY(child<QCheckBox>("features-people") && !child<QCheckBox>("features-people")->isChecked());
    QCOMPARE(m_shop.page().request().features, chosen);
    list->setCurrent("content");
    QTRY_VERIFY(m_shop.isSettled());
    shoot("features");
    QSignalSpy notices(&m_shop.page(), &Page::noticeRaised);
    QVERIFY(m_shop.page().runCommand(QStringLiteral("start-training")));
    QTRY_COMPARE_WITH_TIMEOUT(notices.size(), 1, 30'000);
    QCOMPARE(namesOf(runs().front().details.features), chosen);

    auto again = requestOf(runs().front());
    again.features << QStringLiteral("gone"); // of a run whose features were deleted
    m_shop.page().setRequest(again);
    QVERIFY(child<QCheckBox>("features-gone")->isChecked());
    child<QCheckBox>("features-gone")->click();
    QCOMPARE(m_shop.page().request().features, chosen);

    const auto own = m_shop.session()->project()->another(&job);
    importFeatures(*own, QStringLiteral("late"), FeatureSubject::Items, QStringLiteral("l.csv"), products, job);
    m_shop.session()->noteFeaturesChanged();
    QTRY_VERIFY(child<QCheckBox>("features-late"));
    QCOMPARE(m_shop.page().request().features, chosen);
}

/// Nothing stands apart from what is above it by more than the space between groups.
void TestTrainPage::formHasNoHoles()
{
    auto *list = m_shop.page().findChild<RecommenderList *>();
    auto *form = child<QScrollArea>("train-form");
    const auto widestGap = [&] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
        QTest::qWait(20);
        std::vector<std::pair<int, int>> spans; // of what is seen, top to bottom
        for (const auto *widget : form->widget()->findChildren<QWidget *>()) {
            if (!widget->isVisibleTo(form->widget()) || !widget->findChildren<QWidget *>().isEmpty())
                continue;
            const int top = widget->mapTo(form->widget(), QPoint(0, 0)).y();
            spans.emplace_back(top, top + widget->height());
        }
        std::sort(spans.begin(), spans.end());
        int widest = 0, end = 0;
        for (const auto &[top, bottom] : spans) {
            widest = std::max(widest, top - end);
            end = std::max(end, bottom);
        }
        return widest;
    };
    list->setCurrent("ease");
    const int usual = widestGap();
    QVERIFY2(usual <= 60, qPrintable(QString::number(usual)));
    for (const auto *id : {"ials", "sasrec", "ease", "popularity", "ease"}) {
        list->setCurrent(id);
        QVERIFY2(widestGap() <= usual + 8,
                 qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(id)).arg(widestGap())));
    }
    TrainRequest again;
    again.recommender = "ease";
    m_shop.page().hide();
    m_shop.session()->setSetting(kTrainFormSetting, again.toJson());
    m_shop.page().show();
    QVERIFY(widestGap() <= usual + 8);
    QTRY_VERIFY(m_shop.isSettled());
}

void TestTrainPage::askedForAgainIsSeen()
{
    auto *list = m_shop.page().findChild<RecommenderList *>();
    auto *form = child<QScrollArea>("train-form");
    list->setCurrent("bpr");
    QTRY_VERIFY(m_shop.isSettled());
    for (const auto *id : {"bpr", "sasrec"}) { // the same as the form, and another
        child<QLineEdit>("recommender-search")->setText(QStringLiteral("svd"));
        QTRY_VERIFY(form->verticalScrollBar()->maximum() > 0);
        form->verticalScrollBar()->setValue(form->verticalScrollBar()->maximum());
        m_shop.page().hide();
        TrainRequest wanted = m_shop.page().request();
        wanted.recommender = id;
        auto asked = wanted.toJson();
        asked.insert(kTrainAgainKey, true);
        m_shop.session()->setSetting(kTrainFormSetting, asked);
        m_shop.page().show();
        QCOMPARE(child<QLineEdit>("recommender-search")->text(), QString());
        const auto *rows = child<QListWidget>("recommender-list");
        QVERIFY(rows->currentItem() && !rows->currentItem()->isHidden());
        QCOMPARE(form->verticalScrollBar()->value(), 0);
        const auto first = QString::fromStdString(recommenderInfo(id).schema.specs().front().key);
        const auto *focused = m_shop.page().focusWidget(); // where the window has it; offscreen windows are not active
        QVERIFY(focused && focused->objectName() == first);
        QTRY_VERIFY(m_shop.isSettled());
    }
}

void TestTrainPage::choosingScrollsToTheTop()
{
    auto *form = child<QScrollArea>("train-form");
    m_shop.page().findChild<RecommenderList *>()->setCurrent("sasrec");
    QTRY_VERIFY(form->verticalScrollBar()->maximum() > 0);
    form->verticalScrollBar()->setValue(form->verticalScrollBar()->maximum());
    m_shop.page().findChild<RecommenderList *>()->setCurrent("bpr");
    QCOMPARE(form->verticalScrollBar()->value(), 0);
}

void TestTrainPage::keepBestIsMarked()
{
    m_shop.page().findChild<RecommenderList *>()->setCurrent("sasrec");
    child<NumberField>("epochs")->setValue(child<NumberField>("epochs")->maximum());
    child<NumberField>("patience")->setValue(0);
    QSignalSpy over(&m_shop.session()->jobs(), &JobList::jobOver);
    child<QPushButton>("start-training")->click();
    auto *keep = child<QPushButton>("keep-best");
    QTRY_VERIFY_WITH_TIMEOUT(keep->isVisible() && keep->isEnabled(), 30'000);
    keep->click();
    QVERIFY(!keep->isEnabled());
    if (over.isEmpty())
        QVERIFY(child<QLabel>("training-status")->text().contains(QStringLiteral("stops after this epoch")));
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 30'000);
    const auto run = runs().at(0);
    QVERIFY2(stoppedText(run).startsWith(QStringLiteral("stopped by hand, epoch ")), qPrintable(stoppedText(run)));
    QVERIFY(changedParameters(run).contains(stoppedText(run)));
}

void TestTrainPage::solvedAtOnceHasNoFirstEpoch()
{
    m_shop.page().findChild<RecommenderList *>()->setCurrent("ease");
    QSignalSpy over(&m_shop.session()->jobs(), &JobList::jobOver);
    child<QPushButton>("start-training")->click();
    QCOMPARE(child<ChartCard>("loss-curve")->data().whyEmpty,
             QStringLiteral("This recommender is solved in one step: it has no curve."));
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 30'000);
}

void TestTrainPage::estimateIsARange()
{
    QCOMPARE(timeRangeText({20.2, 38.9}), QStringLiteral("20 to 40 s"));
    QCOMPARE(timeRangeText({.2, .4}), QStringLiteral("Less than a second"));
    QCOMPARE(timeRangeText({.2, 3.1}), QStringLiteral("Up to 4 s"));
    QCOMPARE(timeRangeText({50.9, 119}), QStringLiteral("50 s to 2 min 0 s"));
    QCOMPARE(timeRangeText({61, 350}), QStringLiteral("1 min 0 s to 6 min 0 s"));
    m_shop.page().findChild<RecommenderList *>()->setCurrent("sasrec");
    child<NumberField>("epochs")->setValue(100);
    const auto time = [&] { return child<QLabel>("estimate")->text().section(QLatin1Char(','), 0, 0); };
    QTRY_VERIFY2(time().contains(QStringLiteral(" to ")), qPrintable(time()));
    QTRY_VERIFY(m_shop.isSettled());
}

void TestTrainPage::calibrationIsKept()
{
    kCalibrationSetting.write({});
    auto run = RunStore(*m_shop.session()->project()).find(test::trainIn(*m_shop.session(), "bpr")).value();
    run.fitSeconds = 100;
    learnFrom(run);
    const auto first = keptCalibration().factor("bpr", Device::Cpu);
    QVERIFY(first && *first > 1);
    run.fitSeconds = 1e6; // a machine that slept
    learnFrom(run);
    const auto second = keptCalibration().factor("bpr", Device::Cpu);
    QVERIFY(*second > *first && *second < *first * 1.5);
    run.fitSeconds = .01;
    learnFrom(run);
    QCOMPARE(keptCalibration().factor("bpr", Device::Cpu), second);
    kCalibrationSetting.write({});
    QTRY_VERIFY(m_shop.isSettled());
}

void TestTrainPage::ratingsAreJudgedByTheirErrors()
{
    auto *figures = child<QComboBox>("select");
    figures->setCurrentText(QStringLiteral("MRR@10"));
    auto *list = m_shop.page().findChild<RecommenderList *>();
    list->setCurrent("mf");
    QCOMPARE(m_shop.page().request().protocol.select, std::string("RMSE"));
    list->setCurrent("svdpp");
    QCOMPARE(m_shop.page().request().protocol.select, std::string("RMSE"));
    list->setCurrent("ease");
    QCOMPARE(m_shop.page().request().protocol.select, std::string("MRR@10"));
    QCOMPARE(figures->findText(QStringLiteral("RMSE")), -1);
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
    m_shop.page().findInPage();
    QTest::keyClicks(child<QLineEdit>("recommender-search"), QStringLiteral("steck"));
    QVERIFY(shown() >= 1 && shown() < all); // those whose paper names the author
    QTest::keyClick(child<QLineEdit>("recommender-search"), Qt::Key_Escape);
    QCOMPARE(shown(), all);
}

void TestTrainPage::searchPutsNamesFirst()
{
    auto *list = child<QListWidget>("recommender-list");
    auto *search = child<QLineEdit>("recommender-search");
    const auto first = [&](const QString &text) {
        search->setText(text);
        return list->item(0)->data(Qt::UserRole).toString();
    };
    QCOMPARE(first(QStringLiteral("sasrec")), QStringLiteral("sasrec"));
    QCOMPARE(first(QStringLiteral("ease")), QStringLiteral("ease"));
    QCOMPARE(first(QStringLiteral("EASE")), QStringLiteral("ease"));
    search->setText(QStringLiteral("xyzzy"));
    QCOMPARE(list->count(), 1); // says that there is none
    QVERIFY(list->item(0)->text().contains(QStringLiteral("xyzzy")));
    QVERIFY(!list->item(0)->flags().testFlag(Qt::ItemIsEnabled));
    const auto recommender = m_shop.page().request().recommender;
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(m_shop.page().request().recommender, recommender);
    m_shop.page().findChild<RecommenderList *>()->setCurrent("item-knn"); // as "Train again" does
    QVERIFY(search->text().isEmpty());
    QCOMPARE(list->currentItem()->data(Qt::UserRole).toString(), QStringLiteral("item-knn"));
}

void TestTrainPage::focusChoosesNoRecommender()
{
    auto *list = child<QListWidget>("recommender-list");
    child<QLineEdit>("recommender-search")->setText(QStringLiteral("steck")); // no heading above the first
    const auto recommender = m_shop.page().request().recommender;
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->data(Qt::UserRole).toString().toStdString() == recommender)
            delete list->takeItem(row);
    }
    list->selectionModel()->clear();
    list->setFocus(Qt::TabFocusReason);
    list->selectionModel()->setCurrentIndex(list->model()->index(0, 0), QItemSelectionModel::NoUpdate); // as Qt does
    QCOMPARE(m_shop.page().request().recommender, recommender);
    QTest::keyClick(list, Qt::Key_Down);
    QVERIFY(m_shop.page().request().recommender != recommender);
}

void TestTrainPage::changesLanguageAndTheme()
{
    Theme::instance().setChoice(ThemeChoice::Dark);
    QCoreApplication::processEvents();
    QTRY_VERIFY(m_shop.page().isSettled());
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
