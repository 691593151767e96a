#include "core/common/random.h"
#include "widgets/common/theme.h"
#include "widgets/map/scatterview.h"

#include <QSignalSpy>
#include <QTest>
#include <ctime>

using namespace aisle;

namespace {

std::shared_ptr<const ScatterCloud> randomCloud(std::size_t points)
{
    Random random(5);
    std::vector<float> x(points);
    std::vector<float> y(points);
    for (std::size_t i = 0; i < points; ++i) {
        x[i] = static_cast<float>(random.normal());
        y[i] = static_cast<float>(random.normal() * .6);
    }
    return std::make_shared<ScatterCloud>(std::move(x), std::move(y));
}

ScatterLook oneColour()
{
    ScatterLook look;
    look.table = {qRgb(10, 120, 200)};
    return look;
}

double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

} // namespace

class TestScatterView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(ThemeChoice::Light); }
    void findsTheNearestPoint();
    void findsTheNextPointInADirection();
    void oddCloudsAreNoTrouble();
    void rendersWhereThePointsAre();
    void hiddenPointsAreNeitherSeenNorFound();
    void lassoTakesWhatIsInside();
    void clickAndArrowsMoveTheCurrentPoint();
    void dragSelects();
    void lassoMayEndWhereItBegan();
    void wheelZoomsAroundThePointer();
    void pansOneHundredThousandWithoutAHitch();
    void staysUsableAtTwoMillion();
};

void TestScatterView::findsTheNearestPoint()
{
    const auto cloud = randomCloud(5000);
    Random random(8);
    for (int trial = 0; trial < 200; ++trial) {
        const QPointF place(random.normal(), random.normal());
        const auto found = cloud->nearest(place, .5, {});
        std::optional<std::uint32_t> expected;
        double least = .25;
        for (std::uint32_t point = 0; point < cloud->size(); ++point) {
            const auto away = cloud->at(point) - place;
            const double squared = QPointF::dotProduct(away, away);
            if (squared < least) {
                least = squared;
                expected = point;
            }
        }
        QCOMPARE(found, expected);
    }
}

void TestScatterView::findsTheNextPointInADirection()
{
    const ScatterCloud cloud({0, 1, 3, 0, -2}, {0, .2F, 0, 5, -1});
    QCOMPARE(cloud.next(0, {1, 0}, {}), std::optional(1U));
    QCOMPARE(cloud.next(1, {1, 0}, {}), std::optional(2U));
    QCOMPARE(cloud.next(0, {0, 1}, {}), std::optional(3U));
    QCOMPARE(cloud.next(0, {-1, 0}, {}), std::optional(4U));
    QCOMPARE(cloud.next(2, {1, 0}, {}), std::nullopt);
    const std::vector<std::uint8_t> states{0, static_cast<std::uint8_t>(PointState::Hidden), 0, 0, 0};
    QCOMPARE(cloud.next(0, {1, 0}, states), std::optional(2U));
}

void TestScatterView::oddCloudsAreNoTrouble()
{
    const ScatterCloud none({}, {});
    QVERIFY(!none.nearest({0, 0}, 10, {}));
    const ScatterCloud one({2}, {3});
    QCOMPARE(one.nearest({2, 3}, 1, {}), std::optional(0U));
    const ScatterCloud same({1, 1, 1}, {2, 2, 2});
    QVERIFY(same.nearest({1, 2}, .1, {}).has_value());
    SilentContext job;
    for (const auto *cloud : {&none, &one, &same})
        QCOMPARE(renderScatter(*cloud, oneColour(), {{1, 2}, 10}, {40, 30}, 3, job).size(), QSize(40, 30));
    ScatterView view;
    view.setCloud(std::make_shared<ScatterCloud>(same));
    view.setLook(oneColour());
    view.show();
    QTRY_VERIFY(view.isSettled());
}

void TestScatterView::rendersWhereThePointsAre()
{
    const ScatterCloud cloud({0, 10}, {0, 5});
    SilentContext job;
    const auto image = renderScatter(cloud, oneColour(), {{5, 2.5}, 8}, {120, 80}, 4, job);
    const auto shows = [&](int x, int y) { return image.pixel(x, y) != qRgb(255, 255, 255); };
    QVERIFY(shows(20, 60));  // (0, 0): y grows upwards
    QVERIFY(shows(100, 20)); // (10, 5)
    QVERIFY(!shows(60, 40));
    QVERIFY(!shows(20, 20));
}

void TestScatterView::hiddenPointsAreNeitherSeenNorFound()
{
    const ScatterCloud cloud({0, 1}, {0, 0});
    auto look = oneColour();
    look.states = std::make_shared<const std::vector<std::uint8_t>>(
        std::vector<std::uint8_t>{static_cast<std::uint8_t>(PointState::Hidden), 0});
    SilentContext job;
    const auto image = renderScatter(cloud, look, {{0, 0}, 20}, {60, 40}, 4, job);
    QCOMPARE(image.pixel(30, 20), qRgb(255, 255, 255));
    QVERIFY(image.pixel(50, 20) != qRgb(255, 255, 255));
    QCOMPARE(cloud.nearest({0, 0}, 5, *look.states), std::optional(1U));
}

void TestScatterView::lassoTakesWhatIsInside()
{
    const ScatterCloud cloud({0, 1, 2, 3}, {0, 0, 0, 0});
    const ScatterCamera camera{{1.5, 0}, 50};
    const QSize view(300, 200);
    const auto right = camera.toScreen({2.5, 0}, view).x();
    const QPolygonF triangle{{QPointF(0, 0), QPointF(right, 100), QPointF(0, 200)}};
    QCOMPARE(pointsInside(cloud, camera, view, triangle, {}), (std::vector<std::uint32_t>{0, 1, 2}));
    const std::vector<std::uint8_t> states{0, static_cast<std::uint8_t>(PointState::Hidden), 0, 0};
    QCOMPARE(pointsInside(cloud, camera, view, triangle, states), (std::vector<std::uint32_t>{0, 2}));
}

void TestScatterView::clickAndArrowsMoveTheCurrentPoint()
{
    ScatterView view;
    view.resize(400, 300);
    view.setCloud(std::make_shared<ScatterCloud>(std::vector<float>{0, 1, 2}, std::vector<float>{0, 0, 0}));
    view.setLook(oneColour());
    view.setDescribe([](std::uint32_t point) { return QStringList{QStringLiteral("point %1").arg(point)}; });
    view.show();
    QSignalSpy current(&view, &ScatterView::currentChanged);
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.camera().toScreen({1, 0}, view.size()).toPoint());
    QCOMPARE(current.count(), 1);
    QCOMPARE(current.takeFirst().at(0).toInt(), 1);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.current(), std::optional(2U));
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.current(), std::optional(2U));
    QTest::keyClick(&view, Qt::Key_Left);
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.current(), std::optional(0U));
    QCOMPARE(view.accessibleDescription(), QStringLiteral("point 0"));
    QSignalSpy activated(&view, &ScatterView::pointActivated);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
}

void TestScatterView::dragSelects()
{
    ScatterView view;
    view.resize(400, 300);
    view.setCloud(randomCloud(500));
    view.setLook(oneColour());
    view.show();
    view.setMode(ScatterMode::Select);
    QSignalSpy selected(&view, &ScatterView::pointsSelected);
    QTest::mousePress(&view, Qt::LeftButton, {}, {5, 5});
    QTest::mouseMove(&view, {200, 150});
    QTest::mouseMove(&view, {395, 295});
    QTest::mouseRelease(&view, Qt::LeftButton, {}, {395, 295});
    QTRY_COMPARE(selected.count(), 1);
    QCOMPARE(selected.first().first().value<std::vector<std::uint32_t>>().size(), std::size_t(500));
}

void TestScatterView::lassoMayEndWhereItBegan()
{
    ScatterView view;
    view.resize(400, 300);
    view.setCloud(randomCloud(500));
    view.setLook(oneColour());
    view.show();
    view.setMode(ScatterMode::Lasso);
    QSignalSpy selected(&view, &ScatterView::pointsSelected);
    QSignalSpy current(&view, &ScatterView::currentChanged);
    QTest::mousePress(&view, Qt::LeftButton, {}, {5, 5});
    for (const QPoint at : {QPoint(395, 5), QPoint(395, 295), QPoint(5, 295), QPoint(6, 6)})
        QTest::mouseMove(&view, at);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, {5, 5});
    QTRY_COMPARE(selected.count(), 1);
    QVERIFY(selected.first().first().value<std::vector<std::uint32_t>>().size() > 400);
    QCOMPARE(current.count(), 0); // it was no click on the point that lies there
    QTest::mouseClick(&view, Qt::LeftButton, {}, {200, 150});
    QCOMPARE(current.count(), 1);
}

void TestScatterView::wheelZoomsAroundThePointer()
{
    ScatterView view;
    view.resize(400, 300);
    view.setCloud(randomCloud(500));
    view.setLook(oneColour());
    view.show();
    const QPointF pixel(100, 80);
    const auto before = view.camera().toPlane(pixel, view.size());
    QWheelEvent wheel(pixel, view.mapToGlobal(pixel), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &wheel);
    const auto after = view.camera().toPlane(pixel, view.size());
    QVERIFY(QPointF(before - after).manhattanLength() < 1e-9);
}

void TestScatterView::pansOneHundredThousandWithoutAHitch()
{
    ScatterView view;
    view.resize(900, 600);
    view.setCloud(randomCloud(100'000));
    view.setLook(oneColour());
    view.show();
    QTRY_VERIFY(view.isSettled());
    double worst = 0;
    QTest::mousePress(&view, Qt::LeftButton, {}, {450, 300});
    for (int step = 1; step <= 60; ++step) {
        const double before = threadMs();
        QTest::mouseMove(&view, {450 + 3 * step, 300 + step});
        view.repaint();
        QCoreApplication::processEvents();
        worst = std::max(worst, threadMs() - before);
    }
    QTest::mouseRelease(&view, Qt::LeftButton, {}, {630, 360});
    qInfo("worst turn of the GUI thread: %.1f ms", worst);
    QVERIFY2(worst < 50, qPrintable(QString::number(worst)));
    QTRY_VERIFY(view.isSettled());
}

void TestScatterView::staysUsableAtTwoMillion()
{
    ScatterView view;
    view.resize(900, 600);
    const auto cloud = randomCloud(2'000'000);
    view.setCloud(cloud);
    view.setLook(oneColour());
    view.show();
    double worst = 0;
    const auto timed = [&worst](auto &&body) {
        const double before = threadMs();
        body();
        worst = std::max(worst, threadMs() - before);
    };
    view.setMode(ScatterMode::Lasso);
    timed([&] { QTest::mousePress(&view, Qt::LeftButton, {}, {300, 200}); });
    for (const QPoint at : {QPoint(600, 200), QPoint(600, 400), QPoint(300, 400)})
        timed([&] { QTest::mouseMove(&view, at); });
    timed([&] { QTest::mouseRelease(&view, Qt::LeftButton, {}, {300, 400}); });
    view.setCurrent(7);
    timed([&] { QTest::keyClick(&view, Qt::Key_Right); });
    qInfo("worst turn of the GUI thread: %.1f ms", worst);
    QVERIFY2(worst < 60, qPrintable(QString::number(worst)));
    QTRY_VERIFY_WITH_TIMEOUT(view.isSettled(), 20000);
}

QTEST_MAIN(TestScatterView)
#include "tst_scatterview.moc"
