#include "core/explore/queryencoder.h"
#include "core/features/catalogueencoding.h"
#include "core/runs/runstore.h"
#include "core/runs/training/training.h"
#include "tests/widgets/shop.h"
#include "translations/translations.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/theme.h"
#include "widgets/map/mapcolours.h"
#include "widgets/map/mappage.h"
#include "widgets/map/mappanel.h"
#include "widgets/shell/language.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace aisle;

/// Drives the Map page over a small shop with trained runs. AISLE_SHOTS=FOLDER leaves pictures there;
/// AISLE_SHOP=PROJECT takes another project for them.
class TestMapPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void coloursAreNoRuns();
    void asksForARunFirst();
    void saysWhenARunHasNoVectors();
    void mapsProductsAndNamesNeighbours();
    void lassoSelectsProductsEverywhere();
    void legendHides();
    void searchHighlights();
    void ringsTheCurrentShoppersLists();
    void coloursByExposure();
    void mapsShoppers();
    void mapsFeatures();
    void aPictureSelectsItsLike();
    void pageMayGoWhileItLoads();
    void looksAsItShould();

private:
    void open(std::unique_ptr<Project> project);
    RunId train(const char *recommender);
    ScatterView *view() { return m_page->findChild<ScatterView *>(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_page->isSettled(), 20000); }

    QTemporaryDir m_folder;
    std::shared_ptr<JobPools> m_pools;
    std::shared_ptr<ProjectSession> m_session;
    std::unique_ptr<MapPage> m_page;
    int m_count = 0;
};

void TestMapPage::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    loadTranslationResources();
    Theme::instance().install(ThemeChoice::Light);
    m_pools = std::make_shared<JobPools>();
}

void TestMapPage::init()
{
    m_page = std::make_unique<MapPage>();
    m_page->resize(1200, 760);
    open(test::makeShop(m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_count))));
}

void TestMapPage::cleanup()
{
    m_page.reset();
    m_session.reset();
}

void TestMapPage::open(std::unique_ptr<Project> project)
{
    m_session = std::make_shared<ProjectSession>(std::move(project), m_pools);
    m_page->setProject(m_session);
}

RunId TestMapPage::train(const char *recommender)
{
    SilentContext job;
    TrainRequest request;
    request.recommender = recommender;
    request.protocol.split = QStringLiteral("none");
    return trainRun(*m_session->project()->another(), request, job).run.id;
}

void TestMapPage::coloursAreNoRuns()
{
    for (int place = 0; place < kCategoryColours; ++place) {
        for (int slot = 0; slot < 4; ++slot) {
            const auto a = categoryColour(place);
            const auto b = runColour(slot);
            const auto away =
                std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
            QVERIFY2(away > 60, qPrintable(QStringLiteral("%1 and run %2").arg(place).arg(slot)));
        }
    }
}

void TestMapPage::asksForARunFirst()
{
    m_page->show();
    settle();
    auto *empty = m_page->findChild<EmptyState *>();
    QVERIFY(empty->isVisible());
    QSignalSpy asked(m_page.get(), &Page::pageRequested);
    Q_EMIT empty->triggered();
    QCOMPARE(asked.first().first().toString(), QStringLiteral("train"));
}

void TestMapPage::saysWhenARunHasNoVectors()
{
    train("popularity");
    m_page->show();
    settle();
    QVERIFY(m_page->findChild<EmptyState *>()->isVisible());
    QVERIFY(!view()->isVisible());
}

void TestMapPage::mapsProductsAndNamesNeighbours()
{
    train("popularity");
    train("ease");
    m_page->show();
    settle();
    QVERIFY(view()->isVisible()); // the one that has vectors was chosen
    QCOMPARE(view()->cloud()->size(), std::size_t(60));
    const auto point = view()->camera().toScreen(view()->cloud()->at(3), view()->size()).toPoint();
    QTest::mouseClick(view(), Qt::LeftButton, {}, point);
    settle();
    QVERIFY(m_session->selection().state().product.has_value());
    auto *neighbours = m_page->findChild<QListWidget *>(QStringLiteral("neighbours"));
    QTRY_COMPARE(neighbours->count(), 12);
    setLanguage(QStringLiteral("zh_CN"));
    setLanguage(QStringLiteral("en"));
    QCoreApplication::processEvents();
    QCOMPARE(neighbours->count(), 12);
    const auto before = view()->current();
    Q_EMIT neighbours->itemClicked(neighbours->item(0));
    QVERIFY(view()->current() != before);
}

void TestMapPage::lassoSelectsProductsEverywhere()
{
    train("ease");
    m_page->show();
    settle();
    Q_EMIT view()->pointsSelected({1, 5, 7});
    QCOMPARE(m_session->selection().state().products.size(), std::size_t(3));
    QCOMPARE(m_session->selection().state().products.origin, SelectionOrigin::Map);
    QVERIFY(view()->look().states);
    QCOMPARE((*view()->look().states)[5], static_cast<std::uint8_t>(PointState::Highlighted));
    QCOMPARE((*view()->look().states)[6], static_cast<std::uint8_t>(PointState::Dimmed));
    m_session->selection().setProducts({}, SelectionOrigin::Table);
    QVERIFY(!view()->look().states);
}

void TestMapPage::legendHides()
{
    train("ease");
    m_page->show();
    settle();
    auto *legend = m_page->findChild<QListWidget *>(QStringLiteral("legend"));
    QVERIFY(legend->count() >= 3);
    legend->item(0)->setCheckState(Qt::Unchecked);
    const auto states = view()->look().states;
    QVERIFY(states && std::count(states->begin(), states->end(), static_cast<std::uint8_t>(PointState::Hidden)) > 0);
    legend->item(0)->setCheckState(Qt::Checked);
    QVERIFY(!view()->look().states);
}

void TestMapPage::searchHighlights()
{
    train("ease");
    m_page->show();
    settle();
    auto *search = m_page->findChild<QLineEdit *>(QStringLiteral("mapSearch"));
    QTest::keyClicks(search, QStringLiteral("1"));
    QTest::keyClick(search, Qt::Key_Return);
    const auto states = view()->look().states;
    QVERIFY(states &&
            std::count(states->begin(), states->end(), static_cast<std::uint8_t>(PointState::Highlighted)) > 0);
    search->clear();
    QTRY_VERIFY(!view()->look().states);
}

void TestMapPage::ringsTheCurrentShoppersLists()
{
    const auto run = train("ease");
    m_page->show();
    settle();
    m_session->selection().compareRun({run, QStringLiteral("EASE #1")});
    m_session->selection().setShopper(ShopperRef{UserId(1), QStringLiteral("s1")});
    settle();
    const auto withRings = m_page->grab().toImage();
    m_session->selection().setShopper({});
    settle();
    QVERIFY(withRings != m_page->grab().toImage());
}

void TestMapPage::coloursByExposure()
{
    train("ease");
    m_page->show();
    settle();
    auto *colour = m_page->findChild<QComboBox *>(QStringLiteral("colourBy"));
    colour->setCurrentIndex(colour->findData(static_cast<int>(MapColour::Exposure)));
    settle();
    QVERIFY(view()->look().colours);
    const auto [least, greatest] = std::minmax_element(view()->look().colours->begin(), view()->look().colours->end());
    QVERIFY(*least < *greatest);
}

void TestMapPage::mapsShoppers()
{
    train("bpr");
    m_page->show();
    settle();
    auto *kind = m_page->findChild<QComboBox *>(QStringLiteral("mapKind"));
    kind->setCurrentIndex(1);
    Q_EMIT kind->activated(1);
    settle();
    if (!view()->isVisible())
        QSKIP("this recommender keeps no vectors of shoppers");
    QVERIFY(view()->cloud()->size() > 100);
    QSignalSpy asked(m_page.get(), &Page::pageRequested);
    view()->setCurrent(4);
    Q_EMIT view()->pointActivated(4);
    QCOMPARE(asked.count(), 1);
    QVERIFY(m_session->selection().state().shopper.has_value());
}

void TestMapPage::mapsFeatures()
{
    SilentContext job;
    const auto project = m_session->project()->another();
    encodeByWords(*project, QStringLiteral("kinds"), {QStringLiteral("category")}, 4, job);
    m_page->show();
    settle();
    auto *source = m_page->findChild<QComboBox *>(QStringLiteral("mapRun"));
    auto *kind = m_page->findChild<QComboBox *>(QStringLiteral("mapKind"));
    QVERIFY(view()->isVisible()); // a table needs no run
    QCOMPARE(source->currentText(), QStringLiteral("Features: kinds"));
    QCOMPARE(view()->cloud()->size(), std::size_t(60));
    QVERIFY(!kind->isEnabled());
    auto *colour = m_page->findChild<QComboBox *>(QStringLiteral("colourBy"));
    QVERIFY(colour && colour->findText(QStringLiteral("Times in the run's lists")) < 0);

    train("ease");
    m_session->noteRunsChanged();
    settle();
    QCOMPARE(source->currentText(), QStringLiteral("Features: kinds")); // it stays what it was
    source->setCurrentIndex(0);
    Q_EMIT source->activated(0);
    settle();
    QVERIFY(kind->isEnabled());
    QVERIFY(colour->findText(QStringLiteral("Times in the run's lists")) >= 0);

    m_page->hide();
    m_session->setSetting(QStringLiteral("map/run"), QStringLiteral("kinds")); // as Show on map does
    m_page->show();
    settle();
    QCOMPARE(source->currentText(), QStringLiteral("Features: kinds"));
    FeatureStore(*project).remove(FeatureStore(*project).known(QStringLiteral("kinds")).id);
    m_session->noteFeaturesChanged();
    settle();
    QVERIFY(source->currentText().contains(QStringLiteral("EASE")));
    QVERIFY(view()->isVisible());
}

/// Dropped on the map: without a table of pictures a sentence says so; with one, what looks like it is selected.
void TestMapPage::aPictureSelectsItsLike()
{
    const QDir pictures(m_folder.filePath(QStringLiteral("pictures")));
    QVERIFY(pictures.mkpath(QStringLiteral(".")));
    for (int product = 1; product <= 40; ++product) {
        QImage image(48, 48, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(product * 9 % 360, 60 + product * 4, 200));
        QVERIFY(image.save(pictures.filePath(QStringLiteral("%1.png").arg(22'000 + product))));
    }
    const auto drop = [this, &pictures](int product) {
        QMimeData dropped;
        dropped.setUrls({QUrl::fromLocalFile(pictures.filePath(QStringLiteral("%1.png").arg(22'000 + product)))});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &event);
        settle();
    };
    train("ease");
    m_session->noteRunsChanged();
    m_page->show();
    settle();
    QSignalSpy said(m_page.get(), &Page::noticeRaised);
    drop(7);
    QCOMPARE(said.size(), 1);
    QVERIFY(said[0][0].value<Notice>().text().contains(QStringLiteral("encode them first")));
    QVERIFY(m_session->selection().state().products.isEmpty());

    SilentContext job;
    encode(*m_session->project()->another(),
           CataloguePictureEncoding{.name = QStringLiteral("looks"), .pictures = pictures.path()}, Device::Cpu, job);
    m_session->noteFeaturesChanged();
    settle();
    drop(7);
    const auto &project = *m_session->project();
    const auto feature = FeatureStore(project).known(QStringLiteral("looks"));
    const auto vectors = readFeatures(project, feature, job);
    const auto encoder = queryEncoderOf(project, feature, {}, {}, Device::Cpu, job);
    const auto wanted = similarRows(vectors, encoder.encode(pictures.filePath(QStringLiteral("22007.png")), job),
                                    FeatureDesk::kNeighbours);
    const auto &chosen = m_session->selection().state().products;
    QCOMPARE(chosen.size(), wanted.size());
    for (const auto &row : wanted)
        QVERIFY(chosen.contains(ItemId(vectors.ids[row.place])));
    QCOMPARE(m_session->selection().state().product->id, ItemId(7));
    QTRY_COMPARE(said.size(), 2);
    QVERIFY(said[1][0].value<Notice>().text().contains(QStringLiteral("looks")));
}

void TestMapPage::pageMayGoWhileItLoads()
{
    train("ease");
    m_page->show();
    m_page.reset();
    m_pools->query.waitForDone();
    QCoreApplication::processEvents();
}

void TestMapPage::looksAsItShould()
{
    const auto folder = qEnvironmentVariable("AISLE_SHOTS");
    if (folder.isEmpty())
        QSKIP("AISLE_SHOTS names no folder for pictures");
    QDir().mkpath(folder);
    if (const auto shop = qEnvironmentVariable("AISLE_SHOP"); !shop.isEmpty())
        open(Project::open(shop));
    const auto runs = RunStore(*m_session->project()->another()).all();
    if (runs.empty())
        train("ease");
    for (std::size_t i = 0; i < runs.size() && i < 4; ++i)
        m_session->selection().compareRun({runs[i].id, runs[i].recommender});
    m_session->selection().setShopper(ShopperRef{UserId(17), QStringLiteral("17")});
    m_page->show();
    for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        Theme::instance().setChoice(choice);
        setLanguage(choice == ThemeChoice::Dark ? QStringLiteral("zh_CN") : QStringLiteral("en"));
        settle();
        Q_EMIT view()->currentChanged(11);
        view()->setCurrent(11);
        settle();
        QVERIFY(m_page->grab().save(
            QStringLiteral("%1/map-%2.png")
                .arg(folder, choice == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light"))));
    }
    setLanguage(QStringLiteral("en"));
    Theme::instance().setChoice(ThemeChoice::Light);
}

QTEST_MAIN(TestMapPage)
#include "tst_mappage.moc"
