#include "tests/widgets/pageovershop.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/chartplot.h"
#include "widgets/common/theme.h"
#include "widgets/shell/language.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/settingsdialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <algorithm>
#include <functional>

using namespace aisle;

namespace {

constexpr QSize kSmallWindow(1024, 700);
constexpr int kLeastPlotHeight = 84; ///< of the drawing in a chart's card

QString nameOf(const QWidget &widget)
{
    const auto *label = qobject_cast<const QLabel *>(&widget);
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    const auto text = label ? label->text() : button ? button->text() : QString();
    QStringList path;
    for (const auto *part = &widget; part && !part->isWindow(); part = part->parentWidget())
        path.prepend(part->objectName().isEmpty() ? QString::fromLatin1(part->metaObject()->className())
                                                  : part->objectName());
    return QStringLiteral("%1 %2x%3 '%4'").arg(path.join(u'/')).arg(widget.width()).arg(widget.height()).arg(text);
}

/// Of a label every line. Of a button what the style wants, or its text and icon where it was made lower on purpose.
int wantedHeight(const QWidget &widget)
{
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        const int text = button->text().isEmpty() ? 0 : button->fontMetrics().height();
        const int icon = button->icon().isNull() ? 0 : button->iconSize().height();
        return std::max({text, icon, std::min(button->minimumSizeHint().height(), button->maximumHeight())});
    }
    return widget.hasHeightForWidth() ? widget.heightForWidth(widget.width()) : widget.minimumSizeHint().height();
}

/// What lies in a scroll area may be longer than it; whatever else is beyond its parent is never seen.
bool isScrolled(const QWidget &widget)
{
    const auto *outer = widget.parentWidget() ? widget.parentWidget()->parentWidget() : nullptr;
    return qobject_cast<const QAbstractScrollArea *>(outer) ||
           qobject_cast<const QAbstractScrollArea *>(widget.parent());
}

QStringList cutWithin(const QWidget &root)
{
    QStringList cut;
    for (const auto *widget : root.findChildren<QWidget *>()) {
        const bool isText = qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget);
        const bool isChart = qobject_cast<const ChartPlot *>(widget);
        if (!widget->isVisible() || !(isText || isChart) || qobject_cast<QLineEdit *>(widget->parent()))
            continue; // the button that clears a field is Qt's
        if (isText && widget->height() < wantedHeight(*widget))
            cut << QStringLiteral("%1 wants %2").arg(nameOf(*widget)).arg(wantedHeight(*widget));
        if (isChart && widget->height() < kLeastPlotHeight)
            cut << nameOf(*widget);
        for (const auto *part = widget; part != &root; part = part->parentWidget()) {
            const auto bottom = part->geometry().bottom();
            if (!isScrolled(*part) && bottom > part->parentWidget()->rect().bottom())
                cut << QStringLiteral("%1 ends at %2 of %3")
                           .arg(nameOf(*part))
                           .arg(bottom)
                           .arg(part->parentWidget()->rect().bottom());
        }
    }
    return cut;
}

/// Charts that no scrolling shows whole.
QStringList lowerThanTheirCharts(const QWidget &root)
{
    QStringList low;
    for (const auto *card : root.findChildren<ChartCard *>()) {
        for (const QWidget *part = card; card->isVisible() && part != &root; part = part->parentWidget()) {
            const auto *area = qobject_cast<const QScrollArea *>(part);
            if (area && area->viewport()->height() < card->height())
                low << QStringLiteral("%1 in %2").arg(nameOf(*card), nameOf(*area));
        }
    }
    return low;
}

void shoot(QWidget &window, const QString &language, ThemeChoice choice)
{
    const auto folder = qEnvironmentVariable("AISLE_SHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    const auto look = choice == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
    const auto what = QStringLiteral("%1-%2").arg(QString::fromLatin1(QTest::currentTestFunction()),
                                                  QString::fromLatin1(QTest::currentDataTag()));
    window.grab().save(QDir(folder).filePath(QStringLiteral("%1-%2-%3.png").arg(what, language, look)));
}

} // namespace

/// At 1024 x 700 every page shows its texts and buttons in their whole height and its charts in a height that says
/// something, in both languages and both themes; where there is no room for that, it scrolls. With AISLE_SHOTS=FOLDER
/// it also leaves pictures there.
class TestRoom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::prepareWindow(); }
    void nothingIsCut_data();
    void nothingIsCut();
    void settingsGrowWithTheirTexts();
    void aRowOfChartsIsSeenWhole();
    void formHasTheRoom();

private:
    std::unique_ptr<MainWindow> openShop(const QString &path);
    static void checkLooks(QWidget &window, const std::function<QStringList()> &problems);

    QTemporaryDir m_folder;
    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
};

std::unique_ptr<MainWindow> TestRoom::openShop(const QString &path)
{
    const bool isNew = !QFile::exists(path);
    if (isNew)
        test::makeShop(path).reset();
    auto window = std::make_unique<MainWindow>(m_pools);
    window->resize(kSmallWindow);
    window->show();
    bool isOpen = false;
    window->openProject(path, [&isOpen] { isOpen = true; });
    if (!QTest::qWaitFor([&isOpen] { return isOpen; }))
        return nullptr;
    if (isNew) {
        for (const auto *recommender : {"ease", "popularity", "bpr"}) // one of them has curves
            test::trainIn(*window->session(), recommender);
    }
    test::compareAllRuns(*window->session());
    window->session()->selection().setShopper(ShopperRef{UserId(5), QStringLiteral("17005")});
    window->session()->selection().setProduct(ProductRef{ItemId(7), QStringLiteral("22007"), {}});
    return window;
}

/// In both languages and both themes, once the layouts had their say.
void TestRoom::checkLooks(QWidget &window, const std::function<QStringList()> &problems)
{
    const auto usual = qScopeGuard([] {
        setLanguage(QStringLiteral("en"));
        Theme::instance().setChoice(ThemeChoice::Light);
    });
    for (const auto &language : languages()) {
        for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            setLanguage(language.code);
            Theme::instance().setChoice(choice);
            for (int turn = 0; turn < 4; ++turn) // texts are said again, layouts follow them
                QCoreApplication::processEvents();
            QStringList found;
            const bool fits = QTest::qWaitFor(
                [&] {
                    found = problems();
                    return found.isEmpty();
                },
                2000);
            shoot(window, language.code, choice);
            QVERIFY2(fits, qPrintable(language.code + u'\n' + found.join(u'\n')));
        }
    }
}

void TestRoom::nothingIsCut_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("start") << QString();
    for (const auto &page : pages())
        QTest::newRow(page.id) << QString::fromLatin1(page.id);
}

void TestRoom::nothingIsCut()
{
    QFETCH(const QString, id);
    std::unique_ptr<MainWindow> window;
    if (id.isEmpty()) {
        window = std::make_unique<MainWindow>(m_pools);
        window->resize(kSmallWindow);
        window->show();
    } else {
        window = openShop(m_folder.filePath(QStringLiteral("shop.aisle")));
        QVERIFY(window);
        window->showPage(id);
        QTRY_VERIFY_WITH_TIMEOUT(window->page(id)->isSettled(), 20'000);
    }
    QCOMPARE(window->size(), kSmallWindow); // nothing in it asks for more
    checkLooks(*window, [&] { return cutWithin(*window) + lowerThanTheirCharts(*window); });
    QCOMPARE(window->size(), kSmallWindow);
}

/// What a machine has is said once it is known, in as many lines as it takes.
void TestRoom::settingsGrowWithTheirTexts()
{
    SettingsDialog dialog(m_pools);
    dialog.show();
    checkLooks(dialog, [&] { return cutWithin(dialog); });
    auto *help = dialog.findChildren<QLabel *>().last();
    for (auto *label : dialog.findChildren<QLabel *>()) {
        if (label->wordWrap())
            help = label;
    }
    help->setText(QStringLiteral("One, two, three, four, five, six, seven. ").repeated(8));
    checkLooks(dialog, [&] { return cutWithin(dialog); });
}

void TestRoom::aRowOfChartsIsSeenWhole()
{
    const auto window = openShop(m_folder.filePath(QStringLiteral("shop.aisle")));
    QVERIFY(window);
    window->showPage(QStringLiteral("data"));
    auto *page = window->page(QStringLiteral("data"));
    QTRY_VERIFY(page->isSettled());
    const auto *card = page->findChildren<ChartCard *>().first();
    QTRY_COMPARE(card->visibleRegion().boundingRect(), card->rect());
    window->resize(1024, 480); // too low for it and the tables: the page scrolls
    const auto *scroll = page->findChild<QScrollArea *>(QStringLiteral("data-page"))->verticalScrollBar();
    QTRY_VERIFY(scroll->maximum() > 0);
    QTRY_VERIFY(cutWithin(*window).isEmpty() && lowerThanTheirCharts(*window).isEmpty());
}

void TestRoom::formHasTheRoom()
{
    const auto window = openShop(m_folder.filePath(QStringLiteral("shop.aisle")));
    QVERIFY(window);
    window->resize(1280, 780);
    window->showPage(QStringLiteral("train"));
    auto *page = window->page(QStringLiteral("train"));
    QTRY_VERIFY(page->isSettled());
    const auto *form = page->findChild<QScrollArea *>(QStringLiteral("train-form"));
    QTRY_VERIFY2(form->height() > page->height() * 3 / 4, qPrintable(QString::number(form->height())));
}

QTEST_MAIN(TestRoom)
#include "tst_room.moc"
