#include "core/lists/listbasis.h"
#include "core/lists/listing.h"
#include "core/lists/shownlists.h"
#include "core/runs/runshelf.h"
#include "core/storage/eventstore.h"
#include "core/storage/queries/newcomers.h"
#include "core/transfer/plan/picturefiles.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/charts/chartcard.h"
#include "widgets/common/pictures.h"
#include "widgets/common/productfield.h"
#include "widgets/common/theme.h"
#include "widgets/products/productpage.h"
#include "widgets/shell/language.h"
#include "widgets/tables/rowsview.h"

#include <QComboBox>
#include <QImage>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <map>

using namespace aisle;

/// Drives the Product page over a small shop with trained runs, and what it is made from. AISLE_SHOTS=FOLDER leaves
/// pictures there.
class TestProductPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startsWithTheMostPopular();
    void factsAreThoseOfTheLog();
    void neighboursAndListsOfARun();
    void shownListsAreTheLists();
    void newestShoppersAreTheNewest();
    void picturesComeFromFilesOnly();
    void changesLanguageAndTheme();

private:
    void choose(std::int64_t item);
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_shop.isSettled(), 20'000); }
    RowsModel *rows(const char *name) const { return m_shop.child<RowsView>(name)->rows(); }
    void shoot(const char *name) { m_shop.shoot(QStringLiteral("product-%1").arg(QString::fromLatin1(name))); }

    test::PageOverShop<ProductPage> m_shop;
};

void TestProductPage::initTestCase()
{
    test::prepareWindow();
}

void TestProductPage::init()
{
    m_shop.open(test::makeShop(m_shop.nextPath()), {1280, 720});
    settle();
}

void TestProductPage::cleanup()
{
    m_shop.close();
}

void TestProductPage::choose(std::int64_t item)
{
    m_shop.selection().setProduct(ProductRef{ItemId(item), QString::number(22'000 + item), {}});
    settle();
}

void TestProductPage::startsWithTheMostPopular()
{
    shoot("empty");
    const auto buttons = m_shop.page().findChildren<QPushButton *>();
    const auto best = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->text() == QStringLiteral("Show the most popular one");
    });
    QVERIFY(best != buttons.end());
    (*best)->click();
    QTRY_VERIFY(m_shop.selection().state().product.has_value());
    std::map<std::int64_t, int> counts;
    EventStore(*m_shop.session()->project()).scan([&](const StoredEvent &event) { ++counts[event.item.value]; });
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto &a, const auto &b) { return a.second < b.second; });
    QCOMPARE(counts[m_shop.selection().state().product->id.value], most->second);
}

void TestProductPage::factsAreThoseOfTheLog()
{
    SilentContext job;
    const auto &project = *m_shop.session()->project();
    const auto facts = loadProductFacts(project, ItemId(7), job);
    std::int64_t events = 0;
    std::map<std::int64_t, int> bought;
    const auto kinds = EventStore(project).kinds();
    EventStore(project).scan([&](const StoredEvent &event) {
        if (event.item != ItemId(7))
            return;
        ++events;
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto &k) { return k.id == event.kind; });
        if (kind->meaning == Meaning::Purchase)
            ++bought[event.user.value];
    });
    QCOMPARE(facts.events, events);
    QCOMPARE(facts.buyers, static_cast<std::int64_t>(bought.size()));
    std::int64_t inBins = 0;
    for (const auto &kind : facts.kinds) {
        for (const auto count : kind.perBin)
            inBins += count;
    }
    QCOMPARE(inBins, events);
    for (const auto &buyer : facts.topBuyers)
        QCOMPARE(buyer.events, static_cast<std::int64_t>(bought[buyer.user.value]));
    choose(7);
    QCOMPARE(rows("buyers")->rowCount(), static_cast<int>(bought.size()));
    QSignalSpy pages(&m_shop.page(), &Page::pageRequested);
    Q_EMIT m_shop.child<RowsView>("buyers")->activated(rows("buyers")->index(0, 0));
    QCOMPARE(pages[0][0].toString(), QStringLiteral("shoppers"));
    m_shop.child<QToolButton>("selectBuyers")->click();
    QCOMPARE(m_shop.selection().state().shoppers.size(), bought.size());
}

void TestProductPage::neighboursAndListsOfARun()
{
    test::trainIn(*m_shop.session(), "ease");
    test::trainIn(*m_shop.session(), "popularity");
    test::compareAllRuns(*m_shop.session());
    choose(7);
    QVERIFY(rows("alike")->rowCount() > 0);
    shoot("ease");
    const auto nearest = rows("alike")->rows().front();
    QVERIFY(nearest.id != 7);
    Q_EMIT m_shop.child<RowsView>("alike")->activated(rows("alike")->index(0, 0));
    settle();
    QVERIFY(m_shop.selection().state().product->id == ItemId(nearest.id));
    auto *run = m_shop.child<QComboBox>("productRun");
    QCOMPARE(run->count(), 2);
    run->setCurrentIndex(1);
    Q_EMIT run->activated(1);
    QCOMPARE(rows("alike")->rowCount(), 0); // popularity tells no products apart: a sentence stands there
    QVERIFY(!m_shop.child<RowsView>("alike")->isVisible());
    shoot("popularity");
}

void TestProductPage::shownListsAreTheLists()
{
    const auto id = test::trainIn(*m_shop.session(), "item-knn");
    SilentContext job;
    const auto &project = *m_shop.session()->project();
    const auto run = m_shop.session()->shelf()->get(id, job);
    const auto lists = ShownLists::make(run, project, 5, 40, job);
    QCOMPARE(lists->shoppers(), std::size_t(40));
    const Lister lister(run, project);
    std::map<std::int64_t, std::map<std::int64_t, int>> places; // by product, by shopper
    const auto users = run->users().size();
    for (std::size_t i = 0; i < 40; ++i) {
        const auto user = run->users()[i * users / 40];
        const auto list = listOfToday(lister, project, user, {.k = 5});
        for (std::size_t place = 0; place < list.items.size(); ++place)
            places[list.items[place].item.value][user.value] = static_cast<int>(place) + 1;
    }
    for (const auto item : run->items()) {
        const auto shown = lists->of(item);
        QCOMPARE(shown.size(), places[item.value].size());
        QCOMPARE(lists->count(item), static_cast<std::uint32_t>(shown.size()));
        for (const auto &[user, place] : shown)
            QCOMPARE(place, places[item.value][user.value]);
    }
}

void TestProductPage::newestShoppersAreTheNewest()
{
    SilentContext job;
    const auto &project = *m_shop.session()->project();
    std::map<std::int64_t, std::int64_t> firstOf;
    EventStore(project).scan([&](const StoredEvent &event) {
        auto &first = firstOf.try_emplace(event.user.value, event.at).first->second;
        first = std::min(first, event.at);
    });
    std::vector<std::int64_t> times;
    for (const auto &[user, at] : firstOf)
        times.push_back(at);
    std::sort(times.rbegin(), times.rend());
    for (const std::size_t limit : {std::size_t(1), std::size_t(17), std::size_t(1000)}) {
        const auto newest = newestShoppers(project, {}, limit, job);
        QCOMPARE(newest.size(), std::min(limit, times.size()));
        for (std::size_t i = 0; i < newest.size(); ++i) {
            QCOMPARE(newest[i].firstAt, times[i]);
            QCOMPARE(firstOf[newest[i].user.value], newest[i].firstAt);
        }
    }
    const auto within = newestShoppers(project, {UserId(3), UserId(9)}, 5, job);
    QCOMPARE(within.size(), std::size_t(2));
}

void TestProductPage::picturesComeFromFilesOnly()
{
    QTemporaryDir folder;
    QImage image(300, 100, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    QVERIFY(image.save(folder.filePath(QStringLiteral("tea.png"))));
    const QStringList folders{folder.path()};
    QVERIFY(pictureFile(QStringLiteral("https://shop.example/tea.png"), folders).isEmpty());
    QVERIFY(pictureFile(QStringLiteral("gone.png"), folders).isEmpty());
    QVERIFY(!pictureFile(QStringLiteral("tea.png"), folders).isEmpty());
    const auto whole = folder.filePath(QStringLiteral("tea.png"));
    for (const auto &name : {whole, QUrl::fromLocalFile(whole).toString()}) {
        QVERIFY(!pictureFile(name, folders).isEmpty());
        QVERIFY(pictureFile(name, {}).isEmpty()); // outside of what was imported
    }
    auto &pictures = Pictures::instance();
    pictures.setFolders(folders);
    QSignalSpy ready(&pictures, &Pictures::ready);
    QVERIFY(pictures.picture(QStringLiteral("tea.png"), {60, 60}).isNull());
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(pictures.picture(QStringLiteral("tea.png"), {60, 60}).size(), QSize(60, 20));
    QVERIFY(pictures.picture(QStringLiteral("gone.png"), {60, 60}).isNull());
    QTRY_VERIFY(!pictures.isReading());
    QVERIFY(pictures.picture(QStringLiteral("gone.png"), {60, 60}).isNull());
    QVERIFY(!pictures.isReading()); // known to be none: not asked again
}

void TestProductPage::changesLanguageAndTheme()
{
    test::trainIn(*m_shop.session(), "ease");
    test::compareAllRuns(*m_shop.session());
    choose(7);
    Theme::instance().setChoice(ThemeChoice::Dark);
    setLanguage(QStringLiteral("zh_CN"));
    settle();
    shoot("dark-zh");
    setLanguage(QStringLiteral("en"));
    Theme::instance().setChoice(ThemeChoice::Light);
    m_shop.page().resize(1000, 600);
    settle();
    shoot("1000");
    QCOMPARE(m_shop.child<QPushButton>("showOnMap")->text(), QStringLiteral("Show on map"));
}

QTEST_MAIN(TestProductPage)
#include "tst_productpage.moc"
