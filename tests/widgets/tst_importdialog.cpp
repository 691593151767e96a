#include "core/jobs/jobcontext.h"
#include "models/joblist.h"
#include "widgets/import/dropoverlay.h"
#include "widgets/import/filelist.h"
#include "widgets/import/importdialog.h"
#include "widgets/import/questions.h"
#include "widgets/import/rolestable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFrame>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>
#include <QWheelEvent>

using namespace aisle;

/// The dialogue as an analyst uses it: what it recognises, what is changed, what it hands over.
class TestImportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<std::vector<PlannedFile>>(); }
    void cleanup();
    void everyChoiceReachesTheRecipe();
    void looksUpColumnsInAnotherFile();
    void filesOfOtherPartsFitTheLog();
    void listsAreNotImportedAsLogs();
    void splitFilesAreKnownByTheirNames();
    void readsTheNextFileAsTheLast();
    void doesAnImportAgain();
    void badFilesSayASentence();
    void dropSaysWhatItWillDo();
    void aBareWheelChangesNothing();
    void enterImports();
    void escapeAsksOnceSomethingWasChosen();
    void questionsHaveTheirCosts();
    void noQuestionIsAboutNothing();
    void guestsNeedASession();
    void aFolderOpensOnItsLog();
    void listsShowTheirRows();
    void countsOfASampleAreSaidToBe();
    void rowsOfFilesFitBesideTheScrollBar();
    void choicesSurviveTakingBack();
    void aFileWithoutARowIsNoCrash();

private:
    QString write(const QString &name, const QByteArray &bytes);
    ImportDialog *open(const QStringList &names);
    template <class Widget>
    Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QString::fromLatin1(name));
    }
    std::vector<PlannedFile> chosen();
    void choose(const char *name, int index);
    QString allText() const;

    QTemporaryDir m_dir;
    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
    SessionPointer m_session;
    std::unique_ptr<ImportDialog> m_dialog;
};

void TestImportDialog::cleanup()
{
    m_dialog.reset();
    m_session.reset();
}

QString TestImportDialog::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write a test file");
    return file.fileName();
}

ImportDialog *TestImportDialog::open(const QStringList &paths)
{
    m_dialog = std::make_unique<ImportDialog>(m_pools, m_session, paths, nullptr);
    m_dialog->setProjectPath(m_dir.filePath(QStringLiteral("new.aisle")));
    m_dialog->show();
    return QTest::qWaitFor([this] { return m_dialog->isReady(); }, 20'000) ? m_dialog.get() : nullptr;
}

std::vector<PlannedFile> TestImportDialog::chosen()
{
    QSignalSpy spy(m_dialog.get(), &ImportDialog::importChosen);
    auto *button = find<QPushButton>("import-start");
    if (!QTest::qWaitFor([this, button] { return m_dialog->isReady() && button->isEnabled(); }))
        return {};
    button->click();
    return spy.isEmpty() ? std::vector<PlannedFile>() : spy.front().front().value<std::vector<PlannedFile>>();
}

void TestImportDialog::choose(const char *name, int index)
{
    auto *box = find<QComboBox>(name);
    QVERIFY2(box, name);
    box->setCurrentIndex(index);
    Q_EMIT box->activated(index);
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->isReady(), 20'000);
}

QString TestImportDialog::allText() const
{
    QString text;
    for (const auto *label : m_dialog->findChildren<QLabel *>())
        if (label->isVisibleTo(m_dialog.get()))
            text += label->text() + QLatin1Char('\n');
    return text;
}

void TestImportDialog::everyChoiceReachesTheRecipe()
{
    QVERIFY(open(
        {write(QStringLiteral("log.csv"), "order_id,customer_id,sku,quantity,price,date\n1,a,tea,1,3.50,03/04/2024\n"
                                          "1,,cup,-1,1.00,03/04/2024\n2,b,tea,2,3.50,05/04/2024\n")}));
    choose("guests", 1);
    choose("day-first", 0);
    choose("decimal", 1);
    find<QCheckBox>("returns")->setChecked(false);
    find<QCheckBox>("duplicates")->setChecked(true);
    auto *zone = find<QLineEdit>("time-zone");
    zone->setText(QStringLiteral("Nowhere/Town")); // not taken
    zone->setText(QStringLiteral("Asia/Shanghai"));
    auto *missing = find<QLineEdit>("missing");
    missing->setText(QStringLiteral("none, ?"));
    Q_EMIT missing->editingFinished();
    choose("time-format", find<QComboBox>("time-format")->count() - 1);
    auto *pattern = find<QLineEdit>("time-pattern");
    pattern->setText(QStringLiteral("dd/MM/yyyy"));
    Q_EMIT pattern->editingFinished();
    choose("kind-default", 2);
    choose("role-4", 0); // leave the price out
    const auto plan = chosen();
    QCOMPARE(plan.size(), std::size_t(1));
    const auto &recipe = plan.front().recipe;
    QVERIFY(recipe.guestsBySession && recipe.dropDuplicates && !recipe.negativeQuantityIsReturn && !recipe.dayFirst);
    QCOMPARE(recipe.decimal, QChar(u','));
    QCOMPARE(recipe.timeZone, QStringLiteral("Asia/Shanghai"));
    QCOMPARE(recipe.timeFormat, QStringLiteral("dd/MM/yyyy"));
    QCOMPARE(recipe.missing, (QStringList{QString(), QStringLiteral("none"), QStringLiteral("?")}));
    QVERIFY(recipe.kindDefaultMeaning == kMeanings[2]);
    QVERIFY(!recipe.columnOf(Role::UnitPrice));
}

void TestImportDialog::looksUpColumnsInAnotherFile()
{
    const auto lines = write(QStringLiteral("lines.csv"), "order_id,sku,quantity\n1,tea,2\n1,cup,1\n2,tea,1\n");
    const auto heads =
        write(QStringLiteral("orders.csv"), "order_id,customer_id,order_date\n1,ann,2024-03-01\n2,bob,2024-03-02\n");
    QVERIFY(open({lines, heads}));
    QCOMPARE(m_dialog->files().size(), std::size_t(2));
    auto *list = find<QListWidget>("import-files");
    list->setCurrentRow(0);
    QTRY_VERIFY(m_dialog->isReady());
    auto *button = find<QPushButton>("join");
    QVERIFY(button && button->menu());
    button->menu()->actions().front()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->isReady() && !m_dialog->files()[0].recipe.joinFile.isEmpty(), 20'000);
    QVERIFY2(allText().contains(QLatin1String("customer_id")), qPrintable(allText()));
    QVERIFY(!m_dialog->files()[1].wanted); // it is no log of its own any more
    QVERIFY(!allText().contains(QLatin1String("is taken for a shopper")));
    const auto plan = chosen();
    QCOMPARE(plan.size(), std::size_t(1));
    QCOMPARE(plan.front().recipe.joinColumn, QStringLiteral("order_id"));
    QVERIFY(!plan.front().recipe.sessionsAreUsers);
}

void TestImportDialog::filesOfOtherPartsFitTheLog()
{
    const auto log = write(QStringLiteral("log.csv"), "user_id,item_id,time\na,tea,2024-03-01\nb,cup,2024-03-02\n");
    const auto items = write(QStringLiteral("products.csv"), "item_id,title\ntea,Tea\njar,Jar\n");
    QVERIFY(open({log, items}));
    QVERIFY(m_dialog->files()[1].part == FilePart::Items);
    QTRY_VERIFY(m_dialog->files()[1].match);
    QCOMPARE(m_dialog->files()[1].match->found, std::int64_t(1));
    QVERIFY2(allText().contains(QLatin1String("such as cup")), qPrintable(allText()));
    QCOMPARE(chosen().size(), std::size_t(2));
}

void TestImportDialog::listsAreNotImportedAsLogs()
{
    QByteArray rows;
    for (int i = 0; i < 30; ++i)
        rows += "k" + QByteArray::number(i) + '\t' + QByteArray::number(i % 4) + '\n';
    QVERIFY(open({write(QStringLiteral("map.tsv"), rows)}));
    QVERIFY(m_dialog->files()[0].part == FilePart::Unknown);
    QVERIFY(!find<QPushButton>("import-start")->isEnabled());
    auto *part = find<QComboBox>("file-part");
    const auto items = part->findText(QStringLiteral("catalogue"));
    part->setCurrentIndex(items);
    Q_EMIT part->activated(items);
    QTRY_VERIFY(m_dialog->isReady() && m_dialog->files()[0].part == FilePart::Items);
    const auto plan = chosen();
    QCOMPARE(plan.size(), std::size_t(1));
    QVERIFY(plan.front().part == FilePart::Items && plan.front().recipe.columnOf(Role::Item));
}

void TestImportDialog::splitFilesAreKnownByTheirNames()
{
    const QByteArray rows("user_id,item_id,time\na,tea,2024-03-01\nb,cup,2024-03-02\n");
    QVERIFY(open(
        {write(QStringLiteral("test.csv"), rows), write(QStringLiteral("train.csv"), rows + "c,cup,2024-03-02\n")}));
    auto plan = chosen();
    QCOMPARE(plan.size(), std::size_t(2));
    QVERIFY(plan[0].recipe.part == StoredPart::Test && plan[1].recipe.part == StoredPart::Train);
}

void TestImportDialog::readsTheNextFileAsTheLast()
{
    auto project = Project::create(m_dir.filePath(QStringLiteral("shop.aisle")));
    PlannedFile may;
    may.source =
        listInputs({write(QStringLiteral("may.csv"), "who,what,when\na,x,2024-05-01\nb,y,2024-05-02\n")}).sources[0];
    may.recipe = recognise(may.source).recipe;
    may.recipe.columns = {{QStringLiteral("who"), Role::User, {}},
                          {QStringLiteral("what"), Role::Item, {}},
                          {QStringLiteral("when"), Role::Ignore, {}}};
    SilentContext job;
    runImport(*project, {may}, {}, job);
    m_session = std::make_shared<ProjectSession>(std::move(project), m_pools);
    QVERIFY(open({write(QStringLiteral("june.csv"), "who,what,when\nc,x,2024-06-01\n")}));
    QVERIFY(m_dialog->files()[0].like);
    auto *label = find<QLabel>("like");
    QVERIFY(label && label->text().contains(QLatin1String("may.csv")));
    QVERIFY(!m_dialog->files()[0].recipe.columnOf(Role::Time));
    Q_EMIT label->linkActivated({});
    QTRY_VERIFY(m_dialog->isReady() && !m_dialog->files()[0].like);
    QVERIFY(m_dialog->files()[0].recipe.columnOf(Role::Time));
}

void TestImportDialog::doesAnImportAgain()
{
    auto project = Project::create(m_dir.filePath(QStringLiteral("again.aisle")));
    PlannedFile log;
    log.source =
        listInputs({write(QStringLiteral("log.csv"), "user_id,item_id,event\na,x,look\nb,y,look\n")}).sources[0];
    log.recipe = recognise(log.source).recipe;
    log.recipe.kindMap = {{QStringLiteral("look"), Meaning::Purchase}};
    log.recipe.part = StoredPart::Test;
    SilentContext job;
    runImport(*project, {log}, {}, job);
    const auto past = pastImport(EventStore(*project).imports().front());
    m_session = std::make_shared<ProjectSession>(std::move(project), m_pools);
    m_dialog = std::make_unique<ImportDialog>(m_pools, m_session, *past, nullptr);
    m_dialog->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_dialog->isReady(), 20'000);
    QCOMPARE(find<QPushButton>("import-start")->text(), QStringLiteral("Replace the import"));
    auto plan = chosen();
    QCOMPARE(plan.size(), std::size_t(1));
    QCOMPARE(plan.front().replaces, std::optional(past->id));
    QVERIFY(plan.front().recipe.kindMap.front().second == Meaning::Purchase);
    QVERIFY(plan.front().recipe.part == StoredPart::Test);
    plan.front().recipe.kindMap.front().second = Meaning::View;
    const auto own = m_session->project()->another(&job);
    runImport(*own, plan, {}, job);
    const EventStore events(*own);
    QCOMPARE(events.imports().size(), std::size_t(1));
    QVERIFY(events.kinds().front().meaning == Meaning::View);
}

void TestImportDialog::badFilesSayASentence()
{
    const auto empty = write(QStringLiteral("empty.csv"), {});
    const auto picture = write(QStringLiteral("picture.png"), QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(64, '\0'));
    const auto good = write(QStringLiteral("good.csv"), "user_id,item_id\na,x\nb,y\n");
    QVERIFY(open({empty, picture, good}));
    QVERIFY(allText().contains(QLatin1String("nothing in")) || allText().contains(QLatin1String("empty")));
    const auto plan = chosen();
    QCOMPARE(plan.size(), std::size_t(1));
    QVERIFY(plan.front().source.path == good);
    QVERIFY(open({write(QStringLiteral("gone.csv"), "user_id,item_id\na,x\n")}));
    QFile::remove(m_dir.filePath(QStringLiteral("gone.csv")));
    find<QCheckBox>("duplicates")->toggle(); // reads it again
    QTRY_VERIFY(m_dialog->isReady() && !find<QPushButton>("import-start")->isEnabled());
    QVERIFY2(allText().contains(QLatin1String("gone.csv")), qPrintable(allText()));
}

void TestImportDialog::dropSaysWhatItWillDo()
{
    const auto planOf = [](const QStringList &paths, const char *project = "", bool readOnly = false) {
        QMimeData data;
        QList<QUrl> urls;
        for (const auto &path : paths)
            urls << QUrl::fromUserInput(path);
        data.setUrls(urls);
        return planDrop(&data, QString::fromUtf8(project), readOnly);
    };
    const auto log = write(QStringLiteral("clicks.csv"), "a\n");
    QVERIFY(planOf({log}).title.contains(QLatin1String("clicks.csv into a new project")));
    QVERIFY(planOf({log}, "Shop").title.contains(QLatin1String("into Shop")));
    const auto two = planOf({log, m_dir.path() + QStringLiteral("/items.csv")}, "Shop");
    QVERIFY(two.accepted && two.details.contains(QLatin1String("items.csv")));
    QVERIFY(planOf({m_dir.path()}).title.contains(QLatin1String("folder")));
    QCOMPARE(planOf({log, QStringLiteral("/x/old.aisle")}).paths, QStringList{QStringLiteral("/x/old.aisle")});
    QVERIFY(!planOf({log}, "Shop", true).accepted);
    QVERIFY(!planOf({QStringLiteral("https://example.org/log.csv")}).accepted);
    QWidget window;
    window.resize(600, 400);
    DropOverlay overlay(&window);
    window.show();
    overlay.show(two);
    QCOMPARE(overlay.size(), window.size());
    QVERIFY(!overlay.grab().isNull());
}

namespace {

void turnWheel(QWidget *widget)
{
    const QPointF at(4, 4);
    QWheelEvent wheel(at, widget->mapToGlobal(at), {0, 0}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(widget, &wheel);
}

/// @param empty  of 60 rows have no shopper
QByteArray ordersLog(const char *session, int empty, int returned)
{
    QByteArray text = QByteArray(session) + ",customer_id,sku,event,quantity,date\n";
    for (int i = 0; i < 60; ++i)
        text += "s" + QByteArray::number(i / 2) + ',' + (i < empty ? "" : "c" + QByteArray::number(i % 9)) + ",p" +
                QByteArray::number(i % 7) + ',' + (i % 3 ? "Kauf" : "Retoure") + ',' +
                QByteArray::number(i >= 60 - returned ? -1 : 2) + ",2024-03-0" + QByteArray::number(1 + i % 9) + '\n';
    return text;
}

} // namespace

void TestImportDialog::aBareWheelChangesNothing()
{
    QVERIFY(open({write(QStringLiteral("orders.csv"), ordersLog("order_id", 0, 0))}));
    find<QToolButton>("recognised")->setChecked(true);
    QTest::qWait(0);
    int turned = 0;
    for (auto *box : m_dialog->findChildren<QComboBox *>()) {
        if (!box->isVisible() || box->count() < 2)
            continue;
        box->clearFocus();
        const auto before = box->currentIndex();
        turnWheel(box);
        QVERIFY2(box->currentIndex() == before, qPrintable(box->objectName()));
        QVERIFY2(!box->hasFocus(), qPrintable(box->objectName()));
        ++turned;
    }
    QVERIFY(turned >= 8); // roles, kinds, reading options
    auto *role = find<QComboBox>("role-2");
    role->setFocus();
    QTRY_VERIFY(role->hasFocus());
    const auto before = role->currentIndex();
    turnWheel(role);
    QCOMPARE(role->currentIndex(), before + 1);
}

void TestImportDialog::enterImports()
{
    QVERIFY(open({write(QStringLiteral("orders.csv"), ordersLog("order_id", 0, 0))}));
    auto *button = find<QPushButton>("import-start");
    QTRY_VERIFY(button->isEnabled() && button->hasFocus());
    QCOMPARE(button->text(), QStringLiteral("Import 60 events"));
    QSignalSpy chosen(m_dialog.get(), &ImportDialog::importChosen);
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(!m_dialog->isVisible());
}

void TestImportDialog::escapeAsksOnceSomethingWasChosen()
{
    const auto log = write(QStringLiteral("orders.csv"), ordersLog("order_id", 0, 0));
    QVERIFY(open({log}));
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible()); // nothing was chosen
    QVERIFY(open({log}));
    choose("role-4", 0);
    auto *question = find<QFrame>("leave-question");
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(m_dialog->isVisible() && question->isVisible());
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return); // staying is the default
    QVERIFY(m_dialog->isVisible() && question->isHidden());
    QVERIFY(!m_dialog->files()[0].recipe.columnOf(Role::Quantity));
    m_dialog->close();
    QVERIFY(m_dialog->isVisible() && question->isVisible());
    find<QPushButton>("leave-leave")->click();
    QVERIFY(!m_dialog->isVisible());
}

void TestImportDialog::questionsHaveTheirCosts()
{
    QVERIFY(open({write(QStringLiteral("orders.csv"), ordersLog("Sitzung", 15, 6))}));
    QCOMPARE(find<ImportQuestions>("questions")->openQuestions(), 2);
    QCOMPARE(find<QLabel>("questions-title")->text(), QStringLiteral("2 questions"));
    const auto guests = find<QLabel>("question-guests-cost")->text();
    QVERIFY2(guests.startsWith(QLatin1String("15 of all 60 rows")), qPrintable(guests));
    QVERIFY(find<QComboBox>("guests")->isVisible());
    choose("guests", 1);
    QVERIFY(m_dialog->files()[0].recipe.guestsBySession);
    QCOMPARE(find<QLabel>("question-guests-cost")->text(), guests); // asked still: it can be taken back
    const auto returns = find<QLabel>("question-returns-cost")->text();
    QVERIFY2(returns.startsWith(QLatin1String("6 of all 60 rows")), qPrintable(returns));
}

void TestImportDialog::noQuestionIsAboutNothing()
{
    QVERIFY(open({write(QStringLiteral("orders.csv"), ordersLog("order_id", 0, 0))}));
    QCOMPARE(find<ImportQuestions>("questions")->openQuestions(), 0); // rows of kind Retoure are no negative quantity
    QVERIFY(!find<QFrame>("question-returns")->isVisible() && !find<QFrame>("question-guests")->isVisible());
}

void TestImportDialog::guestsNeedASession()
{
    QVERIFY(open({write(QStringLiteral("orders.csv"), ordersLog("xyz", 15, 0))}));
    QVERIFY(!m_dialog->files()[0].recipe.columnOf(Role::Session));
    QVERIFY(find<QFrame>("question-guests")->isVisible());
    QVERIFY(!find<QComboBox>("guests")->isVisible());
    QVERIFY2(allText().contains(QLatin1String("which column is the order or session")), qPrintable(allText()));
    choose("role-0", 11);
    QVERIFY(m_dialog->files()[0].recipe.columnOf(Role::Session));
    QTRY_VERIFY(find<QComboBox>("guests")->isVisible());
}

void TestImportDialog::aFolderOpensOnItsLog()
{
    QVERIFY(QDir(m_dir.path()).mkpath(QStringLiteral("shop/images")));
    write(QStringLiteral("shop/brands.csv"), "brand_id,colour,size\n1,red,2\n2,blue,3\n");
    write(QStringLiteral("shop/broken.zip"), "this is no zip archive at all");
    write(QStringLiteral("shop/catalogue.csv"), "item_id,title,image\np1,Tea,images/p1.png\np2,Cup,images/p9.png\n");
    QByteArray log("user_id,item_id,time\n");
    for (int i = 0; i < 40; ++i)
        log += "u" + QByteArray::number(i % 5) + ",p" + QByteArray::number(i % 3) + ",2024-03-0" +
               QByteArray::number(1 + i % 9) + '\n';
    write(QStringLiteral("shop/visits.csv"), log);
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::red);
    for (int i = 1; i < 4; ++i)
        QVERIFY(picture.save(m_dir.filePath(QStringLiteral("shop/images/p%1.png").arg(i))));
    QVERIFY(open({m_dir.filePath(QStringLiteral("shop"))}));
    QCOMPARE(m_dialog->files().size(), std::size_t(4));
    const auto row = find<QListWidget>("import-files")->currentRow();
    QCOMPARE(m_dialog->files()[static_cast<std::size_t>(row)].source.displayName(), QStringLiteral("visits.csv"));
    QVERIFY(m_dialog->files()[1].failure && !m_dialog->files()[1].wanted);
    QCOMPARE(find<QLabel>("import-skipped")->text(), QStringLiteral("3 pictures in images/"));
    QCOMPARE(chosen().size(), std::size_t(2));
}

void TestImportDialog::listsShowTheirRows()
{
    QVERIFY(QDir(m_dir.path()).mkpath(QStringLiteral("goods/images")));
    const auto list = write(QStringLiteral("goods/catalogue.csv"), "item_id,title,image\np1,Tea,images/p1.png\n"
                                                                   "p2,Cup,images/p2.png\n,Jar,\n");
    QImage picture(80, 40, QImage::Format_RGB32);
    picture.fill(Qt::red);
    QVERIFY(picture.save(m_dir.filePath(QStringLiteral("goods/images/p1.png"))));
    QVERIFY(open({list}));
    auto *rows = find<QTableWidget>("list-preview");
    QVERIFY(rows->isVisible());
    QCOMPARE(rows->rowCount(), 3);
    QCOMPARE(rows->item(0, 1)->text(), QStringLiteral("Tea"));
    QVERIFY(!rows->item(0, 2)->icon().isNull() && rows->item(1, 2)->icon().isNull());
    const auto title = find<QLabel>("preview-title")->text();
    QCOMPARE(title,
             QStringLiteral("The same rows as products: 1 of them are left out: 1 of their pictures are not there"));
}

void TestImportDialog::countsOfASampleAreSaidToBe()
{
    QByteArray log("user_id,item_id,event\n");
    for (int i = 0; i < 260'000; ++i)
        log += "u" + QByteArray::number(i % 800) + ",p" + QByteArray::number(i % 90) + (i % 4 ? ",view\n" : ",buy\n");
    QVERIFY(open({write(QStringLiteral("large.csv"), log)}));
    QVERIFY(!m_dialog->files()[0].recognition.whole);
    const auto *roles = find<QTableWidget>("roles");
    QVERIFY2(roles->item(1, 0)->text().contains(QLatin1String("among those looked at")),
             qPrintable(roles->item(1, 0)->text()));
    find<QToolButton>("recognised")->setChecked(true);
    QVERIFY2(allText().contains(QStringLiteral("“view” (195,000 rows) means")),
             qPrintable(allText())); // counted by now
}

void TestImportDialog::rowsOfFilesFitBesideTheScrollBar()
{
    QStringList files;
    for (int i = 0; i < 20; ++i)
        files << write(QStringLiteral("part-%1.csv").arg(i, 2, 10, QLatin1Char('0')), "user_id,item_id\na,x\nb,y\n");
    QVERIFY(open(files));
    auto *list = find<QListWidget>("import-files");
    m_dialog->resize(900, 560);
    QTRY_VERIFY(list->verticalScrollBar()->isVisible());
    for (int i = 0; i < list->count(); ++i)
        QCOMPARE(list->itemWidget(list->item(i))->width(), list->viewport()->width());
}

void TestImportDialog::choicesSurviveTakingBack()
{
    auto project = Project::create(m_dir.filePath(QStringLiteral("taken.aisle")));
    PlannedFile log;
    log.source = listInputs({write(QStringLiteral("log.csv"), "who,what,how\na,x,look\nb,y,look\n")}).sources[0];
    log.recipe = recognise(log.source).recipe;
    log.recipe.columns = {{QStringLiteral("who"), Role::User, {}},
                          {QStringLiteral("what"), Role::Item, {}},
                          {QStringLiteral("how"), Role::Kind, {}}};
    log.recipe.kindMap = {{QStringLiteral("look"), Meaning::Cart}};
    SilentContext job;
    const auto totals = runImport(*project, {log}, {}, job);
    takeBack(*project, totals.imports.front().id, job);
    QVERIFY(EventStore(*project).imports().empty());
    m_session = std::make_shared<ProjectSession>(std::move(project), m_pools);
    QVERIFY(open({log.source.path}));
    QVERIFY(m_dialog->files()[0].like);
    QVERIFY(m_dialog->files()[0].recipe.kindMap.front().second == Meaning::Cart);
}

void TestImportDialog::aFileWithoutARowIsNoCrash()
{
    QVERIFY(open({write(QStringLiteral("nuls.csv"), QByteArray("\0 \0 \0\0", 6))}));
    QVERIFY(m_dialog->files()[0].failure);
    QVERIFY2(allText().contains(QLatin1String("nuls.csv that can be read")), qPrintable(allText()));
}

QTEST_MAIN(TestImportDialog)
#include "tst_importdialog.moc"
