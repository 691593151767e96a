// Texts of a log in the window: every label, tooltip and message box shows them as they are.
#include "core/runs/runstore.h"
#include "tests/support/hostiletexts.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/text/tiptext.h"

#include <QAbstractButton>
#include <QLabel>
#include <QMessageBox>
#include <QToolTip>
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
    void everyPageShowsTexts_data();
    void everyPageShowsTexts();

private:
    static std::unique_ptr<Project> hostileShop(const QString &path);
    static QStringList markedUp(const QWidget &root);
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
    project->database().exec("UPDATE event_kind SET name = '<img src=\"/dev/zero\"> %1 & &' WHERE id = 1");
    project->database().exec("UPDATE import SET source = '/x/<img src=\"/dev/zero\"> & %1.csv'");
    return project;
}

void TestPlainTexts::everyPageShowsTexts_data()
{
    QTest::addColumn<QString>("id");
    for (const auto &page : pages())
        QTest::newRow(page.id) << QString::fromLatin1(page.id);
}

void TestPlainTexts::everyPageShowsTexts()
{
    QFETCH(const QString, id);
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("H&M %1 <b>.aisle"));
    hostileShop(path).reset();
    MainWindow window(std::make_shared<JobPools>());
    window.show();
    bool open = false;
    window.openProject(path, [&open] { open = true; });
    QTRY_VERIFY(open);
    const auto run = test::trainIn(*window.session(), "ease");
    RunStore(*window.session()->project()).rename(run, QStringLiteral("50%1 off <img src=\"/dev/zero\">"));
    window.session()->noteRunsChanged();
    test::compareAllRuns(*window.session());
    const auto &title = test::hostileTexts()[0];
    window.session()->selection().setShopper(ShopperRef{UserId(23), title + QStringLiteral(" 23")});
    window.session()->selection().setProduct(ProductRef{ItemId(23), QStringLiteral("22023"), title});
    window.showPage(id);
    QTRY_VERIFY_WITH_TIMEOUT(window.page(id)->isSettled(), 20'000);
    QTest::qWait(50); // what is polished when it is drawn
    const auto found = markedUp(window);
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    for (const auto *label : window.findChildren<QLabel *>())
        QVERIFY2(!label->text().contains(QLatin1String("501 off")), qPrintable(label->text()));
}

QTEST_MAIN(TestPlainTexts)
#include "tst_plaintexts.moc"
