// Texts of a log in the window: every label, tooltip and message box shows them as they are.
#include "core/runs/runstore.h"
#include "tests/support/hostiletexts.h"
#include "tests/widgets/chartsamples.h"
#include "tests/widgets/pageovershop.h"
#include "tests/widgets/windowtexts.h"
#include "widgets/charts/chartcard.h"
#include "widgets/import/importdialog.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/noticestrip.h"
#include "widgets/start/startpage.h"
#include "widgets/text/tiptext.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QToolTip>
#include <QXmlStreamReader>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace aisle;

class TestPlainTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::prepareWindow(); }
    void labelsBoxesAndTipsArePlain();
    void tipsFitAScreen();
    void buttonsKeepTheirAmpersand();
    void nothingTurnsTheRestOfItsLine();
    void everyPageShowsTexts_data();
    void everyPageShowsTexts();
    void everyChartShowsTexts_data();
    void everyChartShowsTexts();
    void theImportDialogShowsTexts();
    void noticesAndSearchShowTexts();

private:
    static std::unique_ptr<Project> hostileShop(const QString &path);
    static QStringList markedUp(const QWidget &root);
    static QStringList faults(QWidget &root);
    void openShop(MainWindow &window) const;

    QTemporaryDir m_folder;
};

/// Labels that would draw a text of the data as markup.
QStringList TestPlainTexts::markedUp(const QWidget &root)
{
    QStringList found;
    for (const auto *label : root.findChildren<QLabel *>()) {
        const auto text = label->text();
        const bool isRich =
            label->textFormat() == Qt::RichText || (label->textFormat() == Qt::AutoText && Qt::mightBeRichText(text));
        if (isRich && (text.contains(QLatin1String("<img")) || text.contains(QLatin1String("<table"))))
            found.append(label->objectName() + QStringLiteral(": ") + text);
    }
    return found;
}

/// What a part of the window says and should not: markup, controls, marks that turn the line, shortcuts that a name
/// made, tooltips wider than a screen.
QStringList TestPlainTexts::faults(QWidget &root)
{
    auto found = markedUp(root);
    root.grab(); // labels are made plain when they are drawn
    auto texts = test::textsOf(root);
    for (auto &text : test::paintedTexts(root))
        texts.push_back(std::move(text));
    for (const auto &[kind, text, where, isSeen] : texts) {
        using Kind = test::WindowText::Kind;
        const bool isRaw =
            kind == Kind::Cell || kind == Kind::Spoken || kind == Kind::Field; // drawn otherwise, or typed
        if (!isRaw && isSeen && shownText(text) != text)
            found << QStringLiteral("%1 holds controls: %2").arg(where, text.left(80).toHtmlEscaped());
        if (kind == Kind::Action && text.contains(QLatin1String("H&M")))
            found << QStringLiteral("%1 has a shortcut: %2").arg(where, text.left(80));
        const auto lines = text.split(u'\n');
        if (kind == Kind::Tip &&
            std::any_of(lines.begin(), lines.end(), [](const auto &line) { return line.size() > 250; }))
            found << QStringLiteral("%1 is wider than a screen: %2").arg(where, text.left(80));
    }
    for (const auto *button : root.findChildren<QAbstractButton *>())
        if (!button->shortcut().isEmpty() && button->text().contains(QLatin1String("H&M")))
            found << QStringLiteral("a button has a shortcut: ") + button->text().left(80);
    return found;
}

void TestPlainTexts::labelsBoxesAndTipsArePlain()
{
    const auto picture = QStringLiteral("<img src=\"/dev/zero\">");
    QLabel label(picture);
    label.show();
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QMessageBox box(QMessageBox::Question, picture, picture, QMessageBox::Cancel);
    box.setInformativeText(picture);
    box.show();
    QVERIFY2(markedUp(box).isEmpty(), qPrintable(markedUp(box).join(u'\n')));
    QToolTip::showText({10, 10}, picture, &label);
    const auto windows = QApplication::topLevelWidgets();
    const auto tip =
        std::find_if(windows.begin(), windows.end(), [](const auto *widget) { return widget->inherits("QTipLabel"); });
    QVERIFY(tip != windows.end());
    QCOMPARE(qobject_cast<QLabel *>(*tip)->text(), picture);
    QCOMPARE(qobject_cast<QLabel *>(*tip)->textFormat(), Qt::PlainText);
}

void TestPlainTexts::tipsFitAScreen()
{
    QCOMPARE(tipText(QStringLiteral("<b>tea</b>\nfor two")), QStringLiteral("<b>tea</b>\nfor two"));
    for (const auto &text : {QString(100000, u'w'), QStringLiteral("word ").repeated(20000)}) {
        const auto lines = tipText(text).split(u'\n');
        QVERIFY(lines.size() < 20);
        QVERIFY(std::all_of(lines.begin(), lines.end(), [](const auto &line) { return line.size() < 120; }));
    }
}

void TestPlainTexts::buttonsKeepTheirAmpersand()
{
    QCOMPARE(buttonText(QStringLiteral("H&M & Co.csv")), QStringLiteral("H&&M && Co.csv"));
    QVERIFY(buttonText(QString(100'000, u'w')).size() < 210);
}

/// A mark that turns the direction of writing stays within its text: it is left out of whatever is drawn.
void TestPlainTexts::nothingTurnsTheRestOfItsLine()
{
    const auto turned = QStringLiteral(u"\u202Egnp.exe\u001b");
    const auto shown = QStringLiteral("gnp.exe\uFFFD");
    QCOMPARE(shownText(turned), shown);
    QCOMPARE(shownText(QStringLiteral(u"\u05D0\u05D1 \U0001F469\u200D\U0001F52C\n\tx")),
             QStringLiteral(u"\u05D0\u05D1 \U0001F469\u200D\U0001F52C\n\tx"));
    QLabel label(turned + QStringLiteral(": 5 events"));
    label.show();
    QTRY_COMPARE(label.text(), shown + QStringLiteral(": 5 events"));
    label.setText(turned); // while it is shown
    QTRY_COMPARE(label.text(), shown);
    QCOMPARE(tipText(turned), shown);
    QCOMPARE(buttonText(turned), shown);
    QCOMPARE(titleText(turned + QStringLiteral("[*]")), shown + QStringLiteral("[*][*]"));
    QListWidget list;
    list.addItem(turned + QStringLiteral(": 5 events"));
    list.resize(300, 100);
    list.show();
    const auto painted = test::paintedTexts(list);
    QVERIFY(
        std::any_of(painted.begin(), painted.end(), [](const auto &text) { return text.text.contains(u"5 events"); }));
    QVERIFY(std::none_of(painted.begin(), painted.end(),
                         [](const auto &text) { return shownText(text.text) != text.text; }));
}

std::unique_ptr<Project> TestPlainTexts::hostileShop(const QString &path)
{
    auto project = test::makeShop(path);
    const auto texts = test::hostileTexts();
    SQLite::Statement item(project->database(), "UPDATE item SET title = ?, category = ?, brand = ? WHERE id = ?");
    SQLite::Statement user(project->database(), "UPDATE user SET key = ? || ' ' || id WHERE id = ?");
    for (int id = 1; id <= 60; ++id) {
        const auto text = texts[id % texts.size()].toStdString();
        for (int column = 1; column <= 3; ++column)
            item.bind(column, text);
        item.bind(4, id);
        item.exec();
        item.reset();
        user.bind(1, text);
        user.bind(2, id);
        user.exec();
        user.reset();
    }
    auto &database = project->database();
    database.exec("UPDATE event_kind SET name = '<img src=\"/dev/zero\"> %1 H&M' || char(8238) || 'x' WHERE id = 1");
    database.exec(
        "UPDATE import SET rejected = 60, source = '/x/<img src=\"/dev/zero\"> H&M %1' || char(8238, 27) || '.csv'");
    database.exec("UPDATE item SET key = key || char(8238) || 'x', attributes = json_object(title, title, 'H&M <img "
                  "src=/dev/zero>', title)");
    database.exec("UPDATE user SET attributes = json_object(key, key, 'H&M <img src=/dev/zero>', key) WHERE id <= 60");
    database.exec("INSERT INTO session SELECT id, key, 1 FROM user");
    database.exec("UPDATE event SET session = user_id");
    database.exec("INSERT INTO quarantine SELECT id, 1, key, id, key, 'bad-time', key FROM user WHERE id <= 60");
    return project;
}

void TestPlainTexts::everyPageShowsTexts_data()
{
    QTest::addColumn<QString>("id");
    for (const auto &page : pages())
        QTest::newRow(page.id) << QString::fromLatin1(page.id);
}

void TestPlainTexts::openShop(MainWindow &window) const
{
    const auto path = m_folder.filePath(QStringLiteral(u"H&M %1 <b>[*]\u202Ex.aisle"));
    QFile::remove(path);
    hostileShop(path).reset();
    window.resize(1280, 800);
    window.show();
    bool open = false;
    window.openProject(path, [&open] { open = true; });
    QTRY_VERIFY(open);
    const auto &texts = test::hostileTexts();
    RunStore store(*window.session()->project());
    store.rename(test::trainIn(*window.session(), "ease"), QStringLiteral("50%1 off <img src=\"/dev/zero\">"));
    const auto second = test::trainIn(*window.session(), "popularity");
    store.rename(second, QStringLiteral(u"H&M \u202E\u001b[31m"));
    store.setNote(second, texts.join(u' ').left(5000));
    window.session()->noteRunsChanged();
    for (const auto &run : store.all())
        window.session()->selection().compareRun({run.id, run.name});
    window.session()->selection().setShopper(ShopperRef{UserId(23), texts[23 % texts.size()] + QStringLiteral(" 23")});
    window.session()->selection().setProduct(ProductRef{ItemId(23), QStringLiteral("22023"), texts[23 % texts.size()]});
}

void TestPlainTexts::everyPageShowsTexts()
{
    QFETCH(const QString, id);
    MainWindow window(std::make_shared<JobPools>());
    openShop(window);
    window.showPage(id);
    auto *page = window.page(id);
    QTRY_VERIFY_WITH_TIMEOUT(page->isSettled(), 20'000);
    for (auto *tabs : page->findChildren<QTabWidget *>()) {
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QTRY_VERIFY_WITH_TIMEOUT(page->isSettled(), 20'000);
            test::textsOf(*tabs); // asks for the rows
            QTRY_VERIFY_WITH_TIMEOUT(test::rowsAreThere(*tabs), 20'000);
            const auto found = faults(*tabs);
            QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
        }
    }
    QTimer closing; // of menus that wait for their end
    connect(&closing, &QTimer::timeout, this, [] {
        if (auto *popup = QApplication::activePopupWidget())
            popup->close();
    });
    closing.start(20);
    for (auto *view : page->findChildren<QTableView *>()) {
        if (!view->isVisible() || !view->model() || view->model()->rowCount() == 0)
            continue;
        const auto at = view->visualRect(view->model()->index(0, 0)).center();
        QContextMenuEvent asked(QContextMenuEvent::Mouse, at, view->viewport()->mapToGlobal(at));
        QApplication::sendEvent(view->viewport(), &asked);
    }
    for (auto *menu : window.findChildren<QMenu *>())
        Q_EMIT menu->aboutToShow();
    const auto found = faults(window);
    QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
    for (const auto *label : window.findChildren<QLabel *>())
        QVERIFY2(!label->text().contains(QLatin1String("501 off")), qPrintable(label->text()));
    for (const auto *card : page->findChildren<ChartCard *>()) {
        QXmlStreamReader reader(card->svg());
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(card->data().title + reader.errorString()));
    }
}

void TestPlainTexts::everyChartShowsTexts_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &[name, data] : test::chartSamples())
        QTest::newRow(qPrintable(name)) << name;
}

/// Title, axes, categories, series and source of every kind of chart: in the picture, the table, SVG and CSV.
void TestPlainTexts::everyChartShowsTexts()
{
    QFETCH(const QString, name);
    auto data = test::chartSample(name);
    const auto texts = test::hostileTexts();
    int next = 0;
    const auto hostile = [&] { return texts[next++ % texts.size()]; };
    for (qsizetype turn = 0; turn < texts.size(); turn += 5) { // the others come as names of what is in it
        const auto &title = texts[turn];
        data.title = title.left(5000);
        for (auto *text : {&data.xLabel, &data.yLabel, &data.source})
            *text = hostile().left(5000);
        for (auto &category : data.categories)
            category = hostile();
        for (auto &series : data.series)
            series.name = hostile();
        ChartCard card;
        card.resize(620, 340);
        card.setData(data);
        card.show();
        QXmlStreamReader reader(card.svg());
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(), qPrintable(title.left(80) + reader.errorString()));
        const auto found = faults(card);
        QVERIFY2(found.isEmpty(), qPrintable(title.left(80) + found.mid(0, 5).join(u'\n')));
        for (const auto &line : data.csv().split('\n'))
            QVERIFY2(line.isEmpty() || !QByteArrayLiteral("=@+").contains(line[0]), line.left(200));
    }
}

/// Headers, kinds, titles and the file's name.
void TestPlainTexts::theImportDialogShowsTexts()
{
    const auto quoted = [](const QString &text) { return '"' + text.left(2000).toUtf8().replace('"', "\"\"") + '"'; };
    const auto texts = test::hostileTexts();
    QByteArray log = "user,item,event,timestamp";
    for (const auto &text : texts)
        log += ',' + quoted(text);
    log += '\n';
    for (int row = 0; row < 60; ++row) {
        log += "u" + QByteArray::number(row % 9) + ",i" + QByteArray::number(row % 7) + ',' +
               quoted(row % 2 ? texts[row % texts.size()].left(60) : QStringLiteral("view")) + ',' +
               QByteArray::number(1600000000 + row);
        for (qsizetype column = 0; column < texts.size(); ++column)
            log += ',' + quoted(texts[(column + row) % texts.size()].left(200));
        log += '\n';
    }
    const auto path = m_folder.filePath(QStringLiteral(u"H&M %1 <b>\u202E\u001b.csv"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(log) == log.size());
    file.close();
    ImportDialog dialog(std::make_shared<JobPools>(), nullptr, {path}, nullptr);
    dialog.setProjectPath(m_folder.filePath(QStringLiteral("H&M <b>.aisle")));
    dialog.show();
    QTRY_VERIFY_WITH_TIMEOUT(dialog.isReady(), 20'000);
    const auto found = faults(dialog);
    QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
}

void TestPlainTexts::noticesAndSearchShowTexts()
{
    MainWindow window(std::make_shared<JobPools>());
    openShop(window);
    QVERIFY(!window.windowTitle().contains(QChar(0x202e)));
    window.runCommand(QStringLiteral("search"));
    auto *palette = window.findChild<CommandPalette *>();
    QVERIFY(palette);
    auto *search = palette->findChild<QLineEdit *>(QStringLiteral("search-field"));
    for (const auto &text : test::hostileTexts()) {
        window.say(
            {.level = Notice::Level::Error, .text = LiveText(text.left(2000)), .details = LiveText(text.left(2000))});
        auto found = faults(*window.notices());
        QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
        search->setText(shownText(text.left(200))); // a field shows what is typed
        QTRY_VERIFY(palette->isSettled());
        found = faults(*palette);
        QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
    }
    palette->close();
    for (const char *command : {"settings", "help:keys", "about"}) {
        window.runCommand(QString::fromLatin1(command));
        const auto isShown = [&] {
            const auto dialogs = window.findChildren<QDialog *>();
            return std::ranges::any_of(dialogs, [](const auto *dialog) { return dialog->isVisible(); });
        };
        QTRY_VERIFY2(isShown(), command);
        for (auto *dialog : window.findChildren<QDialog *>()) {
            const auto found = faults(*dialog);
            QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
            dialog->close();
        }
    }
    window.closeProject(); // the start page names what was open
    QTRY_VERIFY(window.findChild<StartPage *>()->isVisible());
    const auto found = faults(window);
    QVERIFY2(found.isEmpty(), qPrintable(found.mid(0, 5).join(u'\n')));
}

QTEST_MAIN(TestPlainTexts)
#include "tst_plaintexts.moc"
