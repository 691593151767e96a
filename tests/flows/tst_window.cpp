#include "core/report/report.h"
#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "tests/flows/watchdog.h"
#include "translations/translations.h"
#include "widgets/commands/importsteps.h"
#include "widgets/common/theme.h"
#include "widgets/import/importdialog.h"
#include "widgets/shell/language.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/noticestrip.h"
#include "widgets/shell/settingsdialog.h"
#include "widgets/start/sampleshop.h"
#include "widgets/text/runtext.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QScopeGuard>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace aisle;

/// Drives the real window: import, cancel, pages, languages, leaving while jobs run. One turn of the event loop must
/// never burn more than 100 ms of the GUI thread's CPU time.
class WindowFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void importsTheSample();
    void tellsWhenTheSameFileComesTwice();
    void replacesTheImportOfTheSameFile();
    void saysHowManyProductsCameIn();
    void takesAnImportBackInOneClick();
    void undoesTakingBack();
    void undoingAReplacementBringsTheOldOneBack();
    void fillsAnEmptySampleProject();
    void cancelsAnImport();
    void refusesWhatIsNoProject();
    void switchesLanguageEverywhere();
    void walksTheSelection();
    void closesWhileJobsRun();
    void remembersPageAndComparedRuns();
    void writesReports();

private:
    void startImport(const QString &path);
    std::int64_t storedEvents() const;
    QString writeLog(const QString &name, int shoppers, int events);

    static constexpr double kMostMs = 100;
    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::Watchdog> m_watchdog;
};

void WindowFlow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("Aisle"));
    QCoreApplication::setApplicationName(QStringLiteral("AisleTest"));
    QSettings().clear();
    loadTranslationResources();
    setLanguage(QStringLiteral("en"));
    Theme::instance().install(ThemeChoice::Light);
}

void WindowFlow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>(m_pools);
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_watchdog = std::make_unique<test::Watchdog>();
}

void WindowFlow::cleanup()
{
    const auto worst = m_watchdog->worstMs();
    m_watchdog.reset();
    m_window.reset();
    m_folder.reset();
    QVERIFY2(worst < kMostMs, qPrintable(QStringLiteral("one turn of the event loop took %1 ms").arg(worst)));
}

QString WindowFlow::writeLog(const QString &name, int shoppers, int events)
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    QByteArray text("user,item,event,time\n");
    for (int i = 0; i < events; ++i)
        text += QStringLiteral("u%1,i%2,%3,%4\n")
                    .arg(i % shoppers)
                    .arg(i * 7 % 97)
                    .arg(i % 5 ? QStringLiteral("view") : QStringLiteral("purchase"))
                    .arg(1300000000 + i * 60)
                    .toLatin1();
    file.write(text);
    m_watchdog->reset(); // this was the test's own work
    return file.fileName();
}

void WindowFlow::startImport(const QString &path)
{
    m_window->openFiles({path});
    auto *dialog = m_window->importDialog();
    QVERIFY(dialog);
    if (!m_window->session())
        dialog->setProjectPath(m_folder->filePath(QStringLiteral("shop.aisle")));
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isReady(), 30'000);
    auto *button = dialog->findChild<QPushButton *>(QStringLiteral("import-start"));
    QVERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(m_window->session());
}

std::int64_t WindowFlow::storedEvents() const
{
    return EventStore(*m_window->session()->project()).count();
}

void WindowFlow::importsTheSample()
{
    const auto sample = sampleShopFile();
    if (sample.isEmpty())
        QSKIP("no data beside the checkout");
    startImport(sample);
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 406'829, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->jobs().isEmpty(), 60'000);
    QCOMPARE(m_window->currentPage(), QStringLiteral("data"));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->page(QStringLiteral("data"))->isSettled(), 30'000);
    QCOMPARE(EventStore(*m_window->session()->project()).quarantinedCount(), 135'080);
    QVERIFY(m_window->notices()->isVisible());
    for (const auto &page : pages()) {
        m_window->showPage(QString::fromLatin1(page.id));
        QTest::qWait(50);
    }
}

void WindowFlow::tellsWhenTheSameFileComesTwice()
{
    const auto log = writeLog(QStringLiteral("log.csv"), 40, 2000);
    startImport(log);
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 2000, 20'000);
    QTRY_VERIFY(m_window->session()->jobs().isEmpty());
    startImport(log);
    auto *again = m_window->findChild<QPushButton *>(QStringLiteral("notice-action"));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->jobs().isEmpty() &&
                                 m_window->notices()->history().back().level == Notice::Level::Warning,
                             20'000);
    QCOMPARE(storedEvents(), 2000);
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 4000, 20'000);
}

void WindowFlow::replacesTheImportOfTheSameFile()
{
    const auto log = writeLog(QStringLiteral("log.csv"), 40, 2000);
    startImport(log);
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 2000, 20'000);
    QTRY_VERIFY(m_window->session()->jobs().isEmpty());
    startImport(log);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->notices()->history().back().level == Notice::Level::Warning, 20'000);
    QTest::mouseClick(m_window->findChild<QPushButton *>(QStringLiteral("notice-second-action")), Qt::LeftButton);
    const auto imports = [&] { return EventStore(*m_window->session()->project()).imports(); };
    QTRY_COMPARE_WITH_TIMEOUT(imports().front().id, ImportId(2), 20'000);
    QCOMPARE(imports().size(), std::size_t(1));
    QCOMPARE(storedEvents(), 2000);
}

void WindowFlow::saysHowManyProductsCameIn()
{
    startImport(writeLog(QStringLiteral("log.csv"), 40, 2000)); // 97 products
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 2000, 20'000);
    QTRY_VERIFY(m_window->session()->jobs().isEmpty());
    QFile file(m_folder->filePath(QStringLiteral("goods.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("item,title,brand\n");
    for (int i = 90; i < 110; ++i)
        file.write(QStringLiteral("i%1,Title %1,Brand\n").arg(i).toLatin1());
    file.close();
    startImport(file.fileName());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->notices()->history().back().text().startsWith(
                                 QStringLiteral("20 products came in, 13 of them new (")),
                             20'000);
}

void WindowFlow::takesAnImportBackInOneClick()
{
    startImport(writeLog(QStringLiteral("log.csv"), 40, 2000));
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 2000, 20'000);
    QTRY_VERIFY(m_window->session()->jobs().isEmpty() && m_window->notices()->isVisible());
    auto *undo = m_window->findChild<QPushButton *>(QStringLiteral("notice-action"));
    QCOMPARE(undo->text(), QStringLiteral("Undo"));
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 0, 20'000);
    QTRY_VERIFY(m_window->session()->jobs().isEmpty());
    for (int times = 0; times < 2; ++times) {
        m_window->runCommand(QStringLiteral("redo"));
        QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 2000, 20'000);
        m_window->runCommand(QStringLiteral("undo"));
        QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 0, 20'000);
    }
    // faster than the jobs: the last word counts
    m_window->runCommand(QStringLiteral("redo"));
    m_window->runCommand(QStringLiteral("undo"));
    m_window->runCommand(QStringLiteral("redo"));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->jobs().isEmpty(), 20'000);
    QCOMPARE(storedEvents(), 2000);
}

void WindowFlow::undoesTakingBack()
{
    startImport(writeLog(QStringLiteral("log.csv"), 40, 2000));
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 2000, 20'000);
    QTRY_VERIFY(m_window->session()->jobs().isEmpty());
    const auto import = EventStore(*m_window->session()->project()).imports().front();
    bool taken = false;
    pushTakingBack(m_window->session(), QStringLiteral("Taking back"), import, [&taken] { taken = true; });
    QTRY_VERIFY_WITH_TIMEOUT(taken, 20'000);
    QCOMPARE(storedEvents(), 0);
    m_window->runCommand(QStringLiteral("undo"));
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 2000, 20'000);
}

void WindowFlow::undoingAReplacementBringsTheOldOneBack()
{
    const auto log = writeLog(QStringLiteral("log.csv"), 40, 2000);
    startImport(log);
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 2000, 20'000);
    QTRY_VERIFY(m_window->session()->jobs().isEmpty());
    startImport(log);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->notices()->history().back().level == Notice::Level::Warning, 20'000);
    QTest::mouseClick(m_window->findChild<QPushButton *>(QStringLiteral("notice-second-action")), Qt::LeftButton);
    const auto imports = [&] { return EventStore(*m_window->session()->project()).imports(); };
    QTRY_COMPARE_WITH_TIMEOUT(imports().front().id, ImportId(2), 20'000);
    QTRY_VERIFY(m_window->session()->jobs().isEmpty());
    m_window->runCommand(QStringLiteral("undo"));
    QTRY_COMPARE_WITH_TIMEOUT(imports().front().id, ImportId(3), 20'000);
    QTRY_VERIFY(m_window->session()->jobs().isEmpty());
    QCOMPARE(imports().size(), std::size_t(1));
    QCOMPARE(storedEvents(), 2000);
}

/// The sample project is a new one again after its log was taken back.
void WindowFlow::fillsAnEmptySampleProject()
{
    const auto home = qgetenv("HOME");
    qputenv("HOME", m_folder->path().toLocal8Bit()); // the sample's project is made among its documents
    const auto restored = qScopeGuard([&] { qputenv("HOME", home); });
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    QVERIFY(folder.startsWith(m_folder->path()));
    QVERIFY(QDir().mkpath(folder + QStringLiteral("/Aisle")));
    Project::create(folder + QStringLiteral("/Aisle/Sample shop.aisle")).reset();
    m_window->runCommand(QStringLiteral("sample"));
    QTRY_VERIFY(m_window->importDialog());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->importDialog()->isReady(), 30'000);
    QVERIFY(m_window->session());
    QCOMPARE(m_window->importDialog()->files().front().source.path, sampleShopFile());
}

void WindowFlow::cancelsAnImport()
{
    startImport(writeLog(QStringLiteral("long.csv"), 5000, 600'000));
    QTRY_VERIFY(!m_window->session()->jobs().isEmpty());
    m_window->session()->jobs().cancelAll();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session()->jobs().isEmpty(), 20'000);
    QCOMPARE(storedEvents(), 0);
}

void WindowFlow::refusesWhatIsNoProject()
{
    const auto path = m_folder->filePath(QStringLiteral("wrong.aisle"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no database, and long enough to be looked into as if it were one");
    file.close();
    m_window->openProject(path);
    QTRY_VERIFY(m_window->notices()->isVisible());
    QVERIFY(!m_window->session());
    QCOMPARE(m_window->notices()->history().back().level, Notice::Level::Error);
    const auto right = m_folder->filePath(QStringLiteral("right.aisle"));
    Project::create(right).reset();
    m_window->openProject(right);
    QTRY_VERIFY(m_window->session());
    QVERIFY(!m_window->notices()->isVisible()); // the sentence was of the other file
}

void WindowFlow::switchesLanguageEverywhere()
{
    QSignalSpy opened(m_window.get(), &MainWindow::projectOpened);
    m_window->createProject(m_folder->filePath(QStringLiteral("empty.aisle")));
    QTRY_COMPARE(opened.size(), 1);
    for (const auto &page : pages())
        m_window->showPage(QString::fromLatin1(page.id));
    const auto *button = m_window->findChild<QToolButton *>(QStringLiteral("page-data"));
    QCOMPARE(button->text(), QStringLiteral("Data"));
    RunRecord run;
    run.recommender = QStringLiteral("popularity");
    run.status = RunStatus::Done;
    run.id = RunStore(*m_window->session()->project()).insert(run);
    auto &selection = m_window->session()->selection();
    const auto label = [&] { return selection.state().runs[0]->label; };
    const auto english = runLabel(run);
    selection.compareRun({run.id, english});
    m_window->runCommand(QStringLiteral("settings"));
    auto *close = m_window->findChild<SettingsDialog *>()->findChild<QDialogButtonBox *>()->buttons().constFirst();
    m_window->say({.level = Notice::Level::Error,
                   .text = [] { return MainWindow::tr("The report is in %1.").arg(QStringLiteral("/x")); }});
    std::vector<const QLabel *> said;
    for (const auto *name : {"notice-text", "last-said"})
        said.push_back(m_window->findChild<QLabel *>(QString::fromLatin1(name)));
    m_window->runCommand(QStringLiteral("language:zh_CN"));
    QTRY_COMPARE(button->text(), QString::fromUtf8("数据"));
    QTRY_COMPARE(label(), runLabel(run));
    QVERIFY(label() != english);
    QCOMPARE(close->text(), QString::fromUtf8("关闭"));
    for (const auto *line : said)
        QCOMPARE(line->text(), QString::fromUtf8("报告已保存到 /x。"));
    m_window->runCommand(QStringLiteral("language:en"));
    QTRY_COMPARE(button->text(), QStringLiteral("Data"));
    QTRY_COMPARE(label(), english);
    QCOMPARE(close->text(), QStringLiteral("Close"));
    for (const auto *line : said)
        QCOMPARE(line->text(), QStringLiteral("The report is in /x."));
    close->click();
}

void WindowFlow::walksTheSelection()
{
    QSignalSpy opened(m_window.get(), &MainWindow::projectOpened);
    m_window->createProject(m_folder->filePath(QStringLiteral("empty.aisle")));
    QTRY_COMPARE(opened.size(), 1);
    auto &selection = m_window->session()->selection();
    selection.setShopper(ShopperRef{UserId(1), QStringLiteral("17850")});
    selection.setProducts({ItemId(3), ItemId(1), ItemId(3)}, SelectionOrigin::Map);
    QCOMPARE(selection.state().products.size(), std::size_t(2));
    m_window->runCommand(QStringLiteral("back"));
    QVERIFY(selection.state().products.isEmpty());
    m_window->runCommand(QStringLiteral("back"));
    QVERIFY(!selection.state().shopper);
    m_window->runCommand(QStringLiteral("forward"));
    QVERIFY(selection.state().shopper);
}

void WindowFlow::closesWhileJobsRun()
{
    startImport(writeLog(QStringLiteral("long.csv"), 5000, 400'000));
    QTRY_VERIFY(!m_window->session()->jobs().isEmpty());
    for (const auto &page : pages()) {
        m_window->showPage(QString::fromLatin1(page.id));
        QTest::qWait(5);
    }
    const std::weak_ptr<ProjectSession> session = m_window->session();
    m_window.reset();
    QVERIFY(session.expired());
    m_window = std::make_unique<MainWindow>(m_pools);
}

void WindowFlow::remembersPageAndComparedRuns()
{
    const auto path = m_folder->filePath(QStringLiteral("kept.aisle"));
    QSignalSpy opened(m_window.get(), &MainWindow::projectOpened);
    m_window->createProject(path);
    QTRY_COMPARE(opened.size(), 1);
    m_window->showPage(QStringLiteral("train"));
    m_window->closeProject();
    m_pools->writing.waitForDone();
    m_window->openProject(path);
    QTRY_COMPARE(opened.size(), 2);
    QCOMPARE(m_window->currentPage(), QStringLiteral("train"));
}

void WindowFlow::writesReports()
{
    startImport(writeLog(QStringLiteral("log.csv"), 60, 3000));
    QTRY_COMPARE_WITH_TIMEOUT(storedEvents(), 3000, 20'000);
    auto &jobs = m_window->session()->jobs();
    QTRY_VERIFY(jobs.isEmpty());
    for (const auto *recommender : {"popularity", "ease"}) {
        TrainRequest request;
        request.recommender = recommender;
        jobs.start<TrainResult>({.title = QString::fromLatin1(recommender)},
                                [project = m_window->session()->project(), request](JobContext &job) {
                                    const auto own = project->another(&job);
                                    return trainRun(*own, request, job);
                                },
                                m_window.get(), {});
    }
    QTRY_VERIFY_WITH_TIMEOUT(jobs.isEmpty(), 30'000);
    for (const auto &name : {QStringLiteral("report.html"), QStringLiteral("report.pdf")}) {
        const auto path = m_folder->filePath(name);
        m_window->writeReportTo(path, ReportRequest{});
        QTRY_VERIFY_WITH_TIMEOUT(jobs.isEmpty(), 30'000);
        QVERIFY2(QFileInfo(path).size() > 10'000, qPrintable(m_window->notices()->history().back().text()));
        QCOMPARE(m_window->notices()->history().back().level, Notice::Level::Good);
    }
}

QTEST_MAIN(WindowFlow)
#include "tst_window.moc"
