#include "core/explore/queryencoder.h"
#include "core/explore/similarproducts.h"
#include "core/features/catalogueencoding.h"
#include "core/features/relations/graphbuild.h"
#include "core/features/relations/graphediting.h"
#include "core/lists/listbasis.h"
#include "core/lists/listing.h"
#include "core/lists/shownlists.h"
#include "core/runs/runshelf.h"
#include "core/storage/eventstore.h"
#include "core/storage/queries/newcomers.h"
#include "core/transfer/plan/picturefiles.h"
#include "models/desks/featuredesk.h"
#include "tests/widgets/pageovershop.h"
#include "widgets/charts/chartcard.h"
#include "widgets/common/pictures.h"
#include "widgets/common/productfield.h"
#include "widgets/common/theme.h"
#include "widgets/products/graphcanvas.h"
#include "widgets/products/productpage.h"
#include "widgets/shell/language.h"
#include "widgets/tables/rowsview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QGuiApplication>
#include <QImage>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <map>
#include <set>

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
    void similarByTextPictureAndBehaviour();
    void aPictureFindsItsLike();
    void wordsFindProducts();
    void theGraphAroundAProduct();
    void longNamesInTheGraph();
    void shownListsAreTheLists();
    void newestShoppersAreTheNewest();
    void picturesComeFromFilesOnly();
    void changesLanguageAndTheme();

private:
    void choose(std::int64_t item);
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_shop.isSettled(), 20'000); }
    RowsModel *rows(const char *name) const { return m_shop.child<RowsView>(name)->rows(); }
    void bring(int tab) { m_shop.child<QTabWidget>("product-tabs")->setCurrentIndex(tab); }
    QString picture(const char *name, const QColor &left, const QColor &right);
    void makeTables(); ///< "words" of titles, "looks" of pictures: red ones of products 1 to 5, blue ones of 6 to 10
    QStringList nodeTexts() const;
    GraphNode *node(const QString &text) const;
    void shoot(const char *name) { m_shop.shoot(QStringLiteral("product-%1").arg(QString::fromLatin1(name))); }

    QTemporaryDir m_files;
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
    bring(1);
    QCOMPARE(rows("buyers")->rowCount(), static_cast<int>(bought.size()));
    QSignalSpy pages(&m_shop.page(), &Page::pageRequested);
    Q_EMIT m_shop.child<RowsView>("buyers")->activated(rows("buyers")->index(0, 0));
    QCOMPARE(pages[0][0].toString(), QStringLiteral("shoppers"));
    m_shop.child<QToolButton>("selectBuyers")->click();
    QCOMPARE(m_shop.selection().state().shoppers.size(), bought.size());
}

QString TestProductPage::picture(const char *name, const QColor &left, const QColor &right)
{
    QImage image(64, 64, QImage::Format_RGB32);
    image.fill(left);
    QPainter(&image).fillRect(32, 0, 32, 64, right);
    const auto path = m_files.filePath(QString::fromLatin1(name));
    return image.save(path) ? path : QString();
}

void TestProductPage::makeTables()
{
    for (int product = 1; product <= 10; ++product) {
        const QColor colour =
            product <= 5 ? QColor::fromHsv(product * 3, 220, 200) : QColor::fromHsv(200 + product, 220, 200);
        QVERIFY(!picture(QByteArray::number(22'000 + product) + ".png", colour, colour.darker(100 + 10 * product))
                     .isEmpty());
    }
    SilentContext job;
    const auto own = m_shop.session()->project()->another();
    encode(*own, CatalogueEncoding{.name = QStringLiteral("words"), .fields = {QStringLiteral("title")}, .dims = 8},
           Device::Cpu, job);
    encode(*own, CataloguePictureEncoding{.name = QStringLiteral("looks"), .pictures = m_files.path()}, Device::Cpu,
           job);
    m_shop.session()->noteFeaturesChanged();
}

/// Side by side: what words, pictures and a run hold to be similar is what core says, each in its column.
void TestProductPage::similarByTextPictureAndBehaviour()
{
    makeTables();
    const auto run = test::trainIn(*m_shop.session(), "ease");
    test::trainIn(*m_shop.session(), "popularity");
    test::compareAllRuns(*m_shop.session());
    choose(7);
    QTRY_VERIFY(rows("space3")->rowCount() > 0);
    QStringList shown;
    for (const char *box : {"table1", "table2", "table3"})
        shown << m_shop.child<QComboBox>(box)->currentText();
    QCOMPARE(shown, (QStringList{QStringLiteral("words"), QStringLiteral("looks"), QStringLiteral("A  ease #1")}));
    QVERIFY(!m_shop.child<RowsView>("space4")->isVisible());
    const auto &project = *m_shop.session()->project();
    SilentContext job;
    for (const auto &[table, space] : {std::pair("words", "space1"), {"looks", "space2"}}) {
        const auto vectors = readFeatures(project, FeatureStore(project).known(QString::fromLatin1(table)), job);
        const auto similar = similarProducts(project, vectors, ItemId(7), FeatureDesk::kNeighbours).products;
        QCOMPARE(rows(space)->rowCount(), static_cast<int>(similar.size()));
        for (std::size_t i = 0; i < similar.size(); ++i)
            QCOMPARE(rows(space)->rows()[i].id, similar[i].item.id.value);
    }
    const auto nearest = ItemNeighbours(m_shop.session()->shelf()->get(run, job)).nearest(ItemId(7), 30);
    for (std::size_t i = 0; i < nearest.size(); ++i)
        QCOMPARE(rows("space3")->rows()[i].id, nearest[i].item.value);
    QVERIFY(rows("space2")->rows()[0].id >= 6 && rows("space2")->rows()[3].id >= 6); // the other blue ones
    const auto first = rows("space1")->rows().front().id; // how many other columns have it too
    int others = 0;
    for (const char *space : {"space2", "space3"})
        others += std::ranges::any_of(rows(space)->rows(), [first](const auto &row) { return row.id == first; });
    QCOMPARE(rows("space1")->index(0, 2).data().toString(), others ? QString::number(others) : QString());
    shoot("similar");

    m_shop.child<QToolButton>("close2")->click();
    settle();
    QVERIFY(!m_shop.child<RowsView>("space3")->isVisible());
    QCOMPARE(m_shop.child<QComboBox>("table2")->currentText(), QStringLiteral("A  ease #1"));
    m_shop.child<QToolButton>("add-column")->click();
    settle();
    auto *third = m_shop.child<QComboBox>("table3");
    third->setCurrentIndex(third->findText(QStringLiteral("B  popularity #2")));
    Q_EMIT third->activated(third->currentIndex());
    settle();
    QTRY_VERIFY(!m_shop.child<RowsView>("space3")->isVisible()); // a sentence: it tells no products apart
    const auto next = rows("space1")->rows().front();
    Q_EMIT m_shop.child<RowsView>("space1")->activated(rows("space1")->index(0, 0));
    QCOMPARE(m_shop.selection().state().product->id, ItemId(next.id));
    // the project keeps the columns
    QTRY_VERIFY(m_shop.session()->setting(QStringLiteral("product/similar")).toArray().size() == 3);
}

void TestProductPage::aPictureFindsItsLike()
{
    makeTables();
    m_shop.selection().setProduct({});
    settle();
    QMimeData dropped;
    dropped.setUrls(
        {QUrl::fromLocalFile(picture("asked.png", QColor::fromHsv(207, 220, 200), QColor::fromHsv(207, 220, 120)))});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&m_shop.page(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&m_shop.page(), &drop);
    settle();
    QTRY_VERIFY(rows("space2")->rowCount() > 0);
    const auto &project = *m_shop.session()->project();
    SilentContext job;
    const auto feature = FeatureStore(project).known(QStringLiteral("looks"));
    const auto encoder = queryEncoderOf(project, feature, {}, {}, Device::Cpu, job);
    const auto wanted = similarRows(readFeatures(project, feature, job),
                                    encoder.encode(m_files.filePath(QStringLiteral("asked.png")), job), 5);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        QCOMPARE(rows("space2")->rows()[i].id,
                 static_cast<qint64>(wanted[i].place + 1)); // ids are from 1, all have one
    for (int row = 0; row < 5; ++row)
        QVERIFY(rows("space2")->rows()[static_cast<std::size_t>(row)].id >= 6);
    QVERIFY(!m_shop.child<RowsView>("space1")->isVisible());      // of texts
    QVERIFY(m_shop.child<RowsView>("space2")->isColumnHidden(1)); // nothing is in common with a picture
    QCOMPARE(m_shop.child<QLabel>("similar-to")->text(), QStringLiteral("Like asked.png"));
    shoot("picture");
    m_shop.session()->setPseudonyms(true);
    QCOMPARE(m_shop.child<QLabel>("similar-to")->text(), QStringLiteral("Like the picture"));
    m_shop.session()->setPseudonyms(false);

    QGuiApplication::clipboard()->setImage(QImage(m_files.filePath(QStringLiteral("22002.png"))));
    QTest::keySequence(&m_shop.page(), QKeySequence::Paste);
    settle();
    QTRY_COMPARE(rows("space2")->rows().empty() ? 0 : rows("space2")->rows()[0].id, 2);
    choose(9); // a product takes the picture's place
    QCOMPARE(m_shop.child<QLabel>("similar-to")->text(), QStringLiteral("Like 22009"));
    QVERIFY(!m_shop.child<QToolButton>("forget-query")->isVisible());
}

void TestProductPage::wordsFindProducts()
{
    makeTables();
    choose(7);
    auto *words = m_shop.child<QLineEdit>("similar-words");
    words->setText(QStringLiteral("garden"));
    QTest::keyClick(words, Qt::Key_Return);
    settle();
    QTRY_VERIFY(rows("space1")->rowCount() > 0);
    for (int row = 0; row < 5; ++row)
        QVERIFY(rows("space1")->rows()[static_cast<std::size_t>(row)].title.contains(QStringLiteral("garden")));
    QVERIFY(rows("space1")->index(0, 1).data().toString().contains(QStringLiteral("garden")));
    QVERIFY(!m_shop.child<RowsView>("space2")->isVisible()); // of pictures
    words->setText(QStringLiteral("zzzz"));
    QTest::keyClick(words, Qt::Key_Return);
    settle();
    QTRY_COMPARE(rows("space1")->rowCount(), 0); // a sentence says that no word is known
    m_shop.child<QToolButton>("forget-query")->click();
    settle();
    QTRY_VERIFY(rows("space2")->rowCount() > 0);
}

QStringList TestProductPage::nodeTexts() const
{
    QStringList texts;
    for (const auto *each : m_shop.page().findChildren<GraphNode *>())
        if (each->isVisible())
            texts << each->text();
    return texts;
}

GraphNode *TestProductPage::node(const QString &text) const
{
    for (auto *each : m_shop.page().findChildren<GraphNode *>())
        if (each->isVisible() && each->text() == text)
            return each;
    return nullptr;
}

void TestProductPage::theGraphAroundAProduct()
{
    bring(2);
    choose(7);
    QCOMPARE(nodeTexts(), QStringList()); // there is no graph: a sentence and a button
    shoot("graph-none");
    const auto own = m_shop.session()->project()->another();
    SilentContext job;
    buildGraph(*own, {}, job);
    addTriple(*own, {QStringLiteral("22007"), QStringLiteral("goes with"), QStringLiteral("22009")});
    m_shop.session()->noteGraphChanged();
    settle();
    QTRY_VERIFY(node(QStringLiteral("Set of 4 lamp pieces, no. 9")));
    const auto all = m_shop.page().findChildren<GraphNode *>();
    const auto category = std::ranges::find_if(
        all, [](const auto *each) { return each->toolTip().startsWith(QStringLiteral("category:paper")); });
    QVERIFY2(category != all.end(), qPrintable(nodeTexts().join(u'|')));
    QCOMPARE((*category)->text(), QStringLiteral("paper")); // its relation says that it is a category
    const auto places = [this] {
        std::map<QString, QRect> rects;
        for (const auto *each : m_shop.page().findChildren<GraphNode *>())
            rects[each->toolTip()] = each->geometry();
        return rects;
    };
    QCoreApplication::processEvents(); // the layout of the tab that came to the front
    const auto before = places();
    shoot("graph");
    (*category)->click(); // those that have it too
    const auto &chosen = m_shop.selection().state().products;
    QCOMPARE(chosen.size(), std::size_t(12));
    QVERIFY(chosen.contains(ItemId(7)) && chosen.contains(ItemId(2)));
    QCOMPARE(places(), before); // nothing moves by itself
    m_shop.session()->noteGraphChanged();
    settle();
    QCOMPARE(places(), before);

    auto *first = m_shop.page().findChildren<GraphNode *>().at(1);
    first->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(first->hasFocus());
    std::set<QWidget *> reached;
    for (const auto key : {Qt::Key_Down, Qt::Key_Left, Qt::Key_Up, Qt::Key_Right, Qt::Key_Down}) {
        QTest::keyClick(QApplication::focusWidget(), key);
        reached.insert(QApplication::focusWidget());
    }
    QVERIFY(reached.size() >= 2);
    int tabStops = 0;
    for (const auto *each : m_shop.page().findChildren<GraphNode *>())
        tabStops += each->focusPolicy() == Qt::StrongFocus;
    QCOMPARE(tabStops, 1);
    auto *other = node(QStringLiteral("Set of 4 lamp pieces, no. 9"));
    other->setFocus(Qt::OtherFocusReason);
    QTest::keyClick(other, Qt::Key_Return);
    settle();
    QCOMPARE(m_shop.selection().state().product->id, ItemId(9));
    QTRY_VERIFY(node(QStringLiteral("Set of 2 paper pieces, no. 7")) != nullptr); // and back, from the other end
}

void TestProductPage::longNamesInTheGraph()
{
    const auto own = m_shop.session()->project()->another();
    for (int n = 0; n < 9; ++n)
        addTriple(*own, {QStringLiteral("22007"), QStringLiteral("材质与护理方式说明"),
                         QStringLiteral("纯棉可机洗不可漂白中温熨烫第%1种非常长的说明文字").arg(n)});
    addTriple(*own, {QStringLiteral("shopper:17003"), QStringLiteral("designed"), QStringLiteral("22007")});
    addTriple(*own, {QStringLiteral("22007"), QStringLiteral("music"), QStringLiteral("R&B")});
    bring(2);
    const auto usual = qScopeGuard([] { Theme::instance().setChoice(ThemeChoice::Light); });
    Theme::instance().setChoice(ThemeChoice::Dark);
    m_shop.page().resize(1008, 600);
    choose(7);
    QTRY_VERIFY(node(QStringLiteral("4 more")));
    shoot("graph-long");
    auto *shown = m_shop.page().findChildren<GraphNode *>().at(1);
    QVERIFY(shown->sizeHint().width() > shown->width()); // cut, and whole in its tooltip
    QVERIFY(shown->toolTip().contains(QStringLiteral("第0种非常长的说明文字")));
    for (const auto *each : m_shop.page().findChildren<GraphNode *>())
        QVERIFY(each->parentWidget()->rect().contains(each->geometry()));
    node(QStringLiteral("4 more"))->click();
    QTRY_VERIFY(!node(QStringLiteral("4 more")));
    QCOMPARE(nodeTexts().size(), 1 + 9 + 1 + 1);
    QVERIFY(node(QStringLiteral("R&&B"))); // no shortcut
    QVERIFY(node(QStringLiteral("17003")));
    m_shop.session()->setPseudonyms(true);
    QTRY_VERIFY(!node(QStringLiteral("17003")));
    for (const auto *each : m_shop.page().findChildren<GraphNode *>())
        QVERIFY(!each->toolTip().contains(QStringLiteral("17003")) &&
                !each->toolTip().contains(QStringLiteral("22007")));
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
