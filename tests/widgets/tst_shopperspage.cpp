#include "models/historymodel.h"
#include "models/listdesk.h"
#include "models/recommendationlistmodel.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/productfield.h"
#include "widgets/common/theme.h"
#include "widgets/shell/language.h"
#include "widgets/shoppers/historyview.h"
#include "widgets/shoppers/listcolumn.h"
#include "widgets/shoppers/listlinks.h"
#include "widgets/shoppers/shopperfinder.h"
#include "widgets/shoppers/shopperspage.h"
#include "widgets/shoppers/whyview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <set>

using namespace aisle;

/// Drives the Shoppers page over a small shop with trained runs. AISLE_SHOTS=FOLDER leaves pictures there;
/// AISLE_SHOP=PROJECT takes another project for them.
class TestShoppersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhatToDoWithoutRuns();
    void saysWhatToDoWithoutEvents();
    void listsStandSideBySide();
    void editsMoveTheListsAndAreUndone();
    void saysThatAnEditMovedNothing();
    void addedProductIsNotOffered();
    void switchesBetweenEvaluatedAndToday();
    void explainsWhyAndWhyNot();
    void historyIsCopied();
    void findsShoppersByBehaviour();
    void chosenShopperStandsOnTop();
    void focusChoosesNoShopper();
    void closedExplanationStaysClosed();
    void whatIfMovesNoRow();
    void everyTextFollowsTheTheme();
    void foldsBelow1280();
    void pseudonymsHideEveryKey();
    void otherShopperForgetsEdits();
    void pageMayGoWhileItLoads();
    void changesLanguageAndTheme();

private:
    void open(std::unique_ptr<Project> project);
    void train(const char *recommender) { test::trainIn(*m_shop.session(), recommender); }
    void compareAll();
    void choose(std::int64_t user);
    void shoot(const char *name) { m_shop.shoot(QStringLiteral("shoppers-%1").arg(QString::fromLatin1(name))); }
    HistoryModel *history() const { return m_shop.page().findChild<HistoryView *>()->model(); }
    ListColumn *column(int slot) const { return m_shop.page().findChildren<ListColumn *>()[slot]; }
    std::vector<ItemId> listOf(int slot) const;
    QList<EmptyState *> messages() const;
    template <class T>
    T *child(const char *name) const
    {
        return m_shop.child<T>(name);
    }

    test::PageOverShop<ShoppersPage> m_shop;
};

void TestShoppersPage::initTestCase()
{
    test::prepareWindow();
}

void TestShoppersPage::init()
{
    open(test::makeShop(m_shop.nextPath()));
}

void TestShoppersPage::cleanup()
{
    m_shop.close();
}

void TestShoppersPage::open(std::unique_ptr<Project> project)
{
    m_shop.open(std::move(project), {1440, 860});
    QTRY_VERIFY(m_shop.isSettled());
}

void TestShoppersPage::compareAll()
{
    test::compareAllRuns(*m_shop.session());
    QTRY_VERIFY(m_shop.isSettled());
}

void TestShoppersPage::choose(std::int64_t user)
{
    m_shop.selection().setShopper(ShopperRef{UserId(user), QString::number(17'000 + user)});
    QTRY_VERIFY(m_shop.isSettled());
}

std::vector<ItemId> TestShoppersPage::listOf(int slot) const
{
    std::vector<ItemId> items;
    for (const auto &item : column(slot)->model()->items())
        items.push_back(item.item);
    return items;
}

QList<EmptyState *> TestShoppersPage::messages() const
{
    auto all = m_shop.page().findChildren<EmptyState *>();
    all.removeIf([](const EmptyState *state) { return !state->isVisible(); });
    return all;
}

void TestShoppersPage::saysWhatToDoWithoutRuns()
{
    QSignalSpy pages(&m_shop.page(), &Page::pageRequested);
    const auto shown = messages();
    QCOMPARE(shown.size(), 2);
    const auto train = std::find_if(shown.begin(), shown.end(), [](EmptyState *state) {
        return state->button()->text() == QStringLiteral("Train two recommenders");
    });
    QVERIFY(train != shown.end());
    shoot("no-runs");
    (*train)->button()->click();
    QCOMPARE(pages.size(), 1);
    QCOMPARE(pages[0][0].toString(), QStringLiteral("train"));
    const auto random = std::find_if(shown.begin(), shown.end(), [&](EmptyState *state) { return state != *train; });
    (*random)->button()->click();
    QTRY_VERIFY(m_shop.session()->selection().state().shopper.has_value());
    QTRY_VERIFY(history()->rowCount() > 0);
}

void TestShoppersPage::saysWhatToDoWithoutEvents()
{
    cleanup();
    open(Project::create(m_shop.nextPath()));
    QSignalSpy commands(&m_shop.page(), &Page::commandRequested);
    const auto shown = messages();
    QCOMPARE(shown.size(), 1);
    shown[0]->button()->click();
    QCOMPARE(commands[0][0].toString(), QStringLiteral("import"));
}

void TestShoppersPage::listsStandSideBySide()
{
    train("ease");
    train("item-knn");
    compareAll();
    choose(5);
    for (const int slot : {0, 1}) {
        QCOMPARE(listOf(slot).size(), std::size_t(10));
        QVERIFY(column(slot)->isVisible());
    }
    QVERIFY(!column(2)->isVisible());
    const auto *model = column(0)->model();
    for (int row = 0; row < model->rowCount(); ++row) { // the place elsewhere is the place elsewhere
        const auto places = model->index(row, 0).data(RecommendationListModel::ElsewhereRole).toList();
        QCOMPARE(places[1].toInt(), column(1)->model()->rowOf(model->items()[static_cast<std::size_t>(row)].item) + 1);
        QCOMPARE(places[0].toInt(), row + 1);
    }
    QVERIFY(m_shop.page().findChildren<ListLinks *>()[0]->shared() > 0);
    m_shop.session()->selection().stopComparing(RunId(1));
    QTRY_VERIFY(m_shop.page().isSettled());
    QVERIFY(!column(0)->isVisible() && column(1)->isVisible());
    QCOMPARE(listOf(1).size(), std::size_t(10)); // B stays B
}

void TestShoppersPage::editsMoveTheListsAndAreUndone()
{
    train("ease");
    compareAll();
    choose(5);
    const auto before = listOf(0);
    QVERIFY(!child<QPushButton>("leaveWhatIf")->isVisible());
    int left = 0;
    for (int row = 0; row < history()->rowCount() && left < 3; ++row) {
        if (history()->index(row, 0).data(HistoryModel::CountsRole).toBool()) {
            history()->setData(history()->index(row, 0), Qt::Unchecked, Qt::CheckStateRole);
            ++left;
        }
    }
    QCOMPARE(left, 3);
    QTRY_VERIFY(m_shop.page().isSettled());
    QVERIFY(listOf(0) != before);
    QVERIFY(child<QPushButton>("leaveWhatIf")->isVisible());
    shoot("what-if");
    m_shop.session()->undoStack().undo();
    QCOMPARE(history()->leftOutCount(), 2);
    QTest::keyClick(&m_shop.page(), Qt::Key_Escape);
    QVERIFY(!history()->isEdited());
    QTRY_VERIFY(m_shop.page().isSettled());
    QCOMPARE(listOf(0), before);
    m_shop.session()->undoStack().undo(); // leaving what-if is a step, too
    QCOMPARE(history()->leftOutCount(), 2);
}

/// A view hides no product: a list of bestsellers is the same without it.
void TestShoppersPage::saysThatAnEditMovedNothing()
{
    train("popularity");
    compareAll();
    int viewed = -1;
    for (int shopper = 1; shopper <= 20 && viewed < 0; ++shopper) {
        choose(shopper);
        for (int row = 0; row < history()->rowCount(); ++row) {
            const auto index = history()->index(row, 0);
            if (index.data(HistoryModel::CountsRole).toBool() &&
                index.data(HistoryModel::MeaningRole).toInt() == static_cast<int>(Meaning::View))
                viewed = row;
        }
    }
    QVERIFY(viewed >= 0);
    const auto before = listOf(0);
    history()->setData(history()->index(viewed, 0), Qt::Unchecked, Qt::CheckStateRole);
    QTRY_VERIFY(m_shop.page().isSettled());
    QCOMPARE(listOf(0), before);
    const auto labels = m_shop.page().findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](const auto *label) { return label->toolTip().contains(QStringLiteral("nothing moved")); }));
}

void TestShoppersPage::addedProductIsNotOffered()
{
    train("item-knn");
    compareAll();
    choose(5);
    const auto first = listOf(0).front();
    auto *field = child<ProductField>("addProduct");
    QTest::keyClicks(field, QString::number(22'000 + first.value));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(history()->addedCount(), 1);
    QTRY_VERIFY(m_shop.page().isSettled());
    const auto after = listOf(0);
    QVERIFY(std::find(after.begin(), after.end(), first) == after.end());
    QVERIFY(history()->index(0, 0).data(HistoryModel::AddedRole).toBool());
    const auto *model = column(0)->model();
    bool moved = false;
    for (int row = 0; row < model->rowCount(); ++row)
        moved = moved || model->index(row, 0).data(RecommendationListModel::MovedRole).toInt() != 0;
    QVERIFY(moved);
}

void TestShoppersPage::switchesBetweenEvaluatedAndToday()
{
    train("ease");
    compareAll();
    choose(5);
    bool parts = false;
    for (int row = 0; row < history()->rowCount(); ++row)
        parts = parts || history()->index(row, 0).data(HistoryModel::PartRole).toInt() >= 0;
    QVERIFY(parts);
    const auto evaluated = listOf(0);
    child<QPushButton>("asOfToday")->click();
    QTRY_VERIFY(m_shop.page().isSettled());
    for (int row = 0; row < history()->rowCount(); ++row)
        QVERIFY(history()->index(row, 0).data(HistoryModel::CountsRole).toBool());
    const auto *model = column(0)->model();
    for (int row = 0; row < model->rowCount(); ++row)
        QVERIFY(!model->index(row, 0).data(RecommendationListModel::HitRole).toBool());
    child<QPushButton>("asEvaluated")->click();
    QTRY_VERIFY(m_shop.page().isSettled());
    QCOMPARE(listOf(0), evaluated);
}

void TestShoppersPage::explainsWhyAndWhyNot()
{
    train("ease");
    train("popularity");
    compareAll();
    choose(5);
    auto *why = m_shop.page().findChild<WhyView *>();
    QVERIFY(!why->isVisible());
    const auto listed = listOf(0)[2];
    Q_EMIT column(0)->productChosen({listed, QString::number(22'000 + listed.value), QStringLiteral("Third")});
    QTRY_VERIFY(m_shop.page().isSettled());
    QVERIFY(why->isVisible());
    QVERIFY(m_shop.session()->selection().state().product->id == listed);
    const auto texts = [&] {
        QString all;
        for (const auto *label : why->findChildren<QLabel *>())
            all += label->text() + u'\n';
        return all;
    };
    QVERIFY2(texts().contains(QStringLiteral("Place 3 of ")), qPrintable(texts()));
    QVERIFY2(texts().contains(QStringLiteral("Similar for this run")), qPrintable(texts()));
    shoot("why");

    auto *field = child<ProductField>("whyNot"); // one that the shopper has
    const ItemId seen(history()->index(history()->rowCount() - 1, 0).data(HistoryModel::ItemRole).toLongLong());
    QTest::keyClicks(field, QString::number(22'000 + seen.value));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(m_shop.session()->selection().state().product->id == seen);
    QTRY_VERIFY(m_shop.page().isSettled());
    QVERIFY2(texts().contains(QStringLiteral("Not offered")), qPrintable(texts()));
    QSignalSpy pages(&m_shop.page(), &Page::pageRequested);
    child<QPushButton>("showOnMap")->click();
    QCOMPARE(pages[0][0].toString(), QStringLiteral("map"));
    QTest::keyClick(&m_shop.page(), Qt::Key_Escape);
    QVERIFY(!why->isVisible());
}

void TestShoppersPage::historyIsCopied()
{
    choose(5);
    auto *table = child<QTableView>("history");
    table->setCurrentIndex(history()->index(0, 0));
    const auto actions = table->actions();
    const auto trigger = [&](const QString &text) {
        for (auto *action : actions) {
            if (action->text() == text)
                return action->trigger();
        }
        QFAIL(qPrintable(text));
    };
    trigger(QStringLiteral("Copy the history"));
    const auto lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), history()->rowCount() + 1);
    QCOMPARE(lines[0].count(u'\t'), lines[1].count(u'\t'));
    trigger(QStringLiteral("Leave out, what if"));
    QCOMPARE(history()->leftOutCount(), 1);
    trigger(QStringLiteral("Put back"));
    QCOMPARE(history()->leftOutCount(), 0);
    QSignalSpy pages(&m_shop.page(), &Page::pageRequested);
    trigger(QStringLiteral("Open product"));
    QCOMPARE(pages[0][0].toString(), QStringLiteral("product"));
    QVERIFY(m_shop.selection().state().product.has_value());
}

void TestShoppersPage::findsShoppersByBehaviour()
{
    train("ease");
    train("popularity");
    compareAll();
    auto *finder = m_shop.page().findChild<ShopperFinder *>();
    auto *table = child<QTableView>("shoppers");
    for (const auto order : {ShopperOrder::Newest, ShopperOrder::Random, ShopperOrder::WonByB, ShopperOrder::LostByB,
                             ShopperOrder::ChangedMost, ShopperOrder::MostActive}) {
        finder->setOrder(order);
        QTRY_VERIFY_WITH_TIMEOUT(finder->isSettled(), 20'000);
        QVERIFY2(table->model()->rowCount() > 0, qPrintable(QString::number(static_cast<int>(order))));
    }
    auto *search = finder->findChild<QLineEdit *>(QStringLiteral("search"));
    QTest::keyClicks(search, QStringLiteral("nobody"));
    auto *nobody = finder->findChild<EmptyState *>();
    QTRY_VERIFY(nobody->isVisible());
    QVERIFY(nobody->minimumSizeHint().width() <= nobody->width()); // its sentence is not cut
    search->clear();
    QTest::keyClicks(search, QStringLiteral("17042"));
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(m_shop.session()->selection().state().shopper.has_value());
    QCOMPARE(m_shop.session()->selection().state().shopper->key, QStringLiteral("17042"));
    QTRY_VERIFY(m_shop.page().isSettled());
}

/// Who is shown is seen in the finder, also when it would not have found that shopper.
void TestShoppersPage::chosenShopperStandsOnTop()
{
    auto *finder = m_shop.page().findChild<ShopperFinder *>();
    auto *table = child<QTableView>("shoppers");
    const auto key = [&](int row) { return table->model()->index(row, 0).data().toString(); };
    QTest::keyClicks(finder->findChild<QLineEdit *>(QStringLiteral("search")), QStringLiteral("17042"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    choose(5);
    QCOMPARE(table->model()->rowCount(), 2);
    QCOMPARE(key(0), QStringLiteral("17005"));
    QVERIFY(table->selectionModel()->isRowSelected(0));
    QVERIFY(table->model()->index(0, 0).data(Qt::FontRole).value<QFont>().weight() > QFont::Normal);
    const auto second = table->visualRect(table->model()->index(1, 0)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, second);
    QTRY_COMPARE(m_shop.selection().state().shopper->key, QStringLiteral("17042"));
    QCOMPARE(table->indexAt(second).data().toString(), QStringLiteral("17042")); // no row moved under the pointer
    QVERIFY(table->selectionModel()->isRowSelected(1));
    choose(6); // the row on top is that one's now
    QCOMPARE(key(0), QStringLiteral("17006"));
    QCOMPARE(table->model()->rowCount(), 2);
    QTest::keyClick(finder->findChild<QLineEdit *>(QStringLiteral("search")), Qt::Key_Return);
    QTRY_COMPARE(m_shop.selection().state().shopper->key, QStringLiteral("17042")); // the first that was found
}

void TestShoppersPage::focusChoosesNoShopper()
{
    auto *finder = m_shop.page().findChild<ShopperFinder *>();
    auto *table = child<QTableView>("shoppers");
    QTest::keyClicks(finder->findChild<QLineEdit *>(QStringLiteral("search")), QStringLiteral("17042"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    m_shop.selection().setShopper(ShopperRef{UserId(5), QStringLiteral("17005")});
    table->setFocus(Qt::TabFocusReason); // before the row on top has come
    QCOMPARE(m_shop.selection().state().shopper->key, QStringLiteral("17005"));
    QTRY_VERIFY(m_shop.isSettled());
    m_shop.selection().setShopper({});
    QTRY_VERIFY(m_shop.isSettled());
    m_shop.page().setFocus();
    table->setFocus(Qt::TabFocusReason);
    QVERIFY(!m_shop.selection().state().shopper);
}

void TestShoppersPage::closedExplanationStaysClosed()
{
    train("ease");
    compareAll();
    choose(5);
    auto *why = m_shop.page().findChild<WhyView *>();
    auto *list = child<QTableView>("listA");
    const auto other = listOf(0)[4]; // chosen elsewhere: the list has no current row of its own
    m_shop.selection().setProduct(ProductRef{other, QString::number(22'000 + other.value), {}});
    QTRY_VERIFY(why->isVisible());
    list->setCurrentIndex({});
    list->clearFocus();
    QTest::keyClick(&m_shop.page(), Qt::Key_Escape);
    QVERIFY(list->hasFocus());
    QTRY_VERIFY(m_shop.isSettled());
    QVERIFY(!m_shop.selection().state().product);
    QVERIFY(!why->isVisible());
}

void TestShoppersPage::whatIfMovesNoRow()
{
    choose(5);
    auto *table = child<QTableView>("history");
    const auto place = [&] {
        const auto row = table->visualRect(table->model()->index(0, 0));
        return table->viewport()->mapTo(&m_shop.page(), row.topLeft());
    };
    const auto before = place();
    history()->leaveOut(0, true);
    QVERIFY(child<QPushButton>("leaveWhatIf")->isVisible());
    QTRY_VERIFY(m_shop.isSettled());
    QCOMPARE(place(), before);
}

namespace {

/// The strongest contrast of a widget's pixels to the ground that most of them have.
double inkContrast(QWidget &widget)
{
    const auto image = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            ++counts[image.pixel(x, y)];
    auto most = counts.begin();
    for (auto colour = counts.begin(); colour != counts.end(); ++colour)
        most = colour.value() > most.value() ? colour : most;
    double best = 1;
    for (auto colour = counts.begin(); colour != counts.end(); ++colour)
        best = std::max(best, contrastRatio(QColor(colour.key()), QColor(most.key())));
    return best;
}

} // namespace

/// Nothing that was made in one theme keeps its colours in the other.
void TestShoppersPage::everyTextFollowsTheTheme()
{
    train("ease");
    train("item-knn");
    compareAll();
    choose(5);
    const auto product = listOf(0).front();
    for (const auto &[from, to] :
         {std::pair(ThemeChoice::Dark, ThemeChoice::Light), std::pair(ThemeChoice::Light, ThemeChoice::Dark)}) {
        Theme::instance().setChoice(from);
        m_shop.selection().setProduct({});
        m_shop.selection().setProduct(ProductRef{product, QString::number(22'000 + product.value), {}});
        QTRY_VERIFY(m_shop.isSettled());
        Theme::instance().setChoice(to);
        QCoreApplication::processEvents();
        int texts = 0;
        for (auto *widget : m_shop.page().findChild<WhyView *>()->findChildren<QWidget *>()) {
            const auto *label = qobject_cast<QLabel *>(widget);
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const auto text = label ? label->text() : button ? button->text() : QString();
            if (!widget->isVisible() || text.isEmpty() || !widget->isEnabled() || widget->width() < 8)
                continue;
            ++texts;
            const auto ratio = inkContrast(*widget);
            QVERIFY2(ratio >= 3, qPrintable(QStringLiteral("%1: %2").arg(text).arg(ratio)));
        }
        QVERIFY(texts > 10);
    }
    Theme::instance().setChoice(ThemeChoice::Light);
}

void TestShoppersPage::foldsBelow1280()
{
    for (const char *recommender : {"ease", "item-knn", "popularity"})
        train(recommender);
    compareAll();
    choose(5);
    auto *finder = m_shop.page().findChild<ShopperFinder *>();
    QVERIFY(finder->isVisible());
    m_shop.page().resize(1600, 860);
    QCoreApplication::processEvents();
    QVERIFY(column(0)->isVisible() && column(1)->isVisible() && column(2)->isVisible());
    shoot("three");
    m_shop.page().resize(1024, 600);
    QCoreApplication::processEvents();
    QVERIFY(!finder->isVisible());
    QVERIFY(column(0)->isVisible() && column(1)->isVisible() && !column(2)->isVisible());
    shoot("1024");
    QCoreApplication::processEvents();
    QTRY_VERIFY2(m_shop.page().layout()->minimumSize().width() <= 1024, // layouts are asked again by posted events
                 qPrintable(QString::number(m_shop.page().layout()->minimumSize().width())));
    QVERIFY2(m_shop.page().layout()->minimumSize().height() <= 540,
             qPrintable(QString::number(m_shop.page().layout()->minimumSize().height())));
    m_shop.page().findInPage();
    QVERIFY(finder->isVisible());
    m_shop.page().resize(1440, 860);
    QVERIFY(finder->isVisible());
}

void TestShoppersPage::pseudonymsHideEveryKey()
{
    train("ease");
    compareAll();
    choose(5);
    m_shop.session()->setPseudonyms(true);
    QTRY_VERIFY(m_shop.page().isSettled());
    for (const auto *label : m_shop.page().findChildren<QLabel *>())
        QVERIFY2(!label->text().contains(QStringLiteral("17005")), qPrintable(label->text()));
    const auto *table = child<QTableView>("shoppers");
    QVERIFY(table->model()->index(0, 0).data().toString().startsWith(QStringLiteral("S-")));
}

void TestShoppersPage::otherShopperForgetsEdits()
{
    train("ease");
    compareAll();
    choose(5);
    history()->leaveOut(history()->rowCount() - 1, true);
    choose(6);
    QVERIFY(!history()->isEdited());
    m_shop.session()->undoStack().undo();
    QVERIFY(!history()->isEdited());
    QTRY_VERIFY(m_shop.page().isSettled());
}

void TestShoppersPage::pageMayGoWhileItLoads()
{
    train("ease");
    m_shop.session()->selection().compareRun({RunId(1), QStringLiteral("EASE #1")});
    m_shop.session()->selection().setShopper(ShopperRef{UserId(5), QStringLiteral("17005")});
    QVERIFY(!m_shop.page().isSettled());
    m_shop.closePage();
    m_shop.pools().query.waitForDone();
}

void TestShoppersPage::changesLanguageAndTheme()
{
    const auto shop = qEnvironmentVariable("AISLE_SHOP");
    if (!shop.isEmpty()) {
        cleanup();
        open(Project::open(shop));
    } else {
        train("ease");
        train("item-knn");
    }
    compareAll();
    QTRY_VERIFY_WITH_TIMEOUT(m_shop.page().isSettled(), 60'000);
    choose(shop.isEmpty() ? 5 : qEnvironmentVariableIntValue("AISLE_SHOPPER"));
    QTRY_VERIFY_WITH_TIMEOUT(m_shop.page().isSettled(), 60'000);
    shoot("light");
    if (!shop.isEmpty()) { // how long a what-if edit takes to reach the lists
        QSignalSpy answered(m_shop.page().findChild<ListDesk *>(), &ListDesk::answered);
        QElapsedTimer timer;
        timer.start();
        history()->leaveOut(history()->rowCount() - 1, true);
        QTRY_COMPARE(answered.size(), 1);
        qInfo("edit to lists: %lld ms, of which in the job %lld ms", timer.elapsed(),
              m_shop.page().findChild<ListDesk *>()->answer().elapsedMs);
        shoot("light-edited");
        history()->clearEdits();
        QTRY_VERIFY(m_shop.page().isSettled());
    }
    const auto listed = listOf(0)[1];
    const auto *model = column(0)->model();
    Q_EMIT column(0)->productChosen({listed, model->index(1, 0).data(RecommendationListModel::KeyRole).toString(),
                                     model->index(1, 0).data(RecommendationListModel::TitleRole).toString()});
    QTRY_VERIFY_WITH_TIMEOUT(m_shop.page().isSettled(), 60'000);
    shoot("light-why");
    Theme::instance().setChoice(ThemeChoice::Dark);
    QCoreApplication::processEvents();
    shoot("dark");
    setLanguage(QStringLiteral("zh_CN"));
    QTRY_VERIFY_WITH_TIMEOUT(m_shop.page().isSettled(), 60'000);
    shoot("dark-zh");
    Theme::instance().setChoice(ThemeChoice::Light);
    m_shop.page().resize(1024, 600);
    QTRY_VERIFY(m_shop.page().isSettled());
    shoot("1024-zh");
    setLanguage(QStringLiteral("en"));
    QTRY_VERIFY(m_shop.page().isSettled());
    shoot("1024-en");
    m_shop.page().resize(1280, 620);
    QTRY_VERIFY(m_shop.page().isSettled());
    shoot("1280-en");
    QCOMPARE(child<QPushButton>("asOfToday")->text(), QStringLiteral("As of today"));
}

QTEST_MAIN(TestShoppersPage)
#include "tst_shopperspage.moc"
