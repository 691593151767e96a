#include "models/charttablemodel.h"
#include "tests/widgets/chartsamples.h"
#include "widgets/charts/axisplot.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/chartcolours.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QWheelEvent>
#include <cmath>

using namespace aisle;

class TestChartCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(ThemeChoice::Light); }
    void drawsEveryKind_data();
    void drawsEveryKind();
    void saysWhyItIsEmpty();
    void barsSelectARange();
    void tableAndPictureShareTheSelection();
    void bareWheelGoesToThePage();
    void zoomsWithControlAndResets();
    void liveLinesAreReplacedQuickly();
    void namesStandAtTheEndsWhereThereIsRoom();
    void followsTheTheme();
};

void TestChartCard::drawsEveryKind_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("dark");
    for (const auto &[name, data] : test::chartSamples()) {
        QTest::addRow("%s light", qPrintable(name)) << name << false;
        QTest::addRow("%s dark", qPrintable(name)) << name << true;
    }
}

/// Share of pixels that are not the card's surface. With AISLE_SHOTS the pictures are kept, to be looked at.
void TestChartCard::drawsEveryKind()
{
    QFETCH(QString, name);
    QFETCH(bool, dark);
    Theme::instance().setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    ChartCard card;
    card.resize(620, 340);
    card.setData(test::chartSample(name));
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    const auto image = card.grab().toImage();
    qint64 marks = 0;
    for (int y = 60; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            marks += image.pixelColor(x, y) != tokens().surface;
    }
    QVERIFY2(marks > image.width() * image.height() / 100, qPrintable(QString::number(marks)));
    if (const auto folder = qEnvironmentVariable("AISLE_SHOTS"); !folder.isEmpty()) {
        QDir().mkpath(folder);
        const auto base =
            QStringLiteral("%1/chart-%2-%3").arg(folder, name, dark ? QStringLiteral("dark") : QStringLiteral("light"));
        QVERIFY(image.save(base + QStringLiteral(".png")));
        QFile svg(base + QStringLiteral(".svg"));
        QVERIFY(svg.open(QIODevice::WriteOnly) && svg.write(card.svg()) > 0);
    }
}

void TestChartCard::saysWhyItIsEmpty()
{
    ChartCard card;
    ChartData data;
    data.title = QStringLiteral("Events per day");
    data.whyEmpty = QStringLiteral("The log has no times.");
    card.setData(data);
    card.resize(400, 200);
    card.show();
    const auto labels = card.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [&](const QLabel *label) { return label->isVisible() && label->text() == data.whyEmpty; }));
}

void TestChartCard::barsSelectARange()
{
    ChartCard card;
    card.setSelectable(true);
    card.setData(test::chartSample(QStringLiteral("histogram")));
    card.resize(620, 340);
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    auto *plot = card.findChild<AxisPlot *>();
    QVERIFY(plot);
    auto *canvas = plot->findChild<QChartView *>()->viewport();
    QSignalSpy ranges(&card, &ChartCard::rangeSelected);
    QTest::mousePress(canvas, Qt::LeftButton, {}, {canvas->width() / 3, 50});
    QTest::mouseMove(canvas, {canvas->width() / 2, 60});
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, {canvas->width() / 2, 60});
    QCOMPARE(ranges.count(), 1);
    const double from = ranges.first().at(0).toDouble();
    const double to = ranges.first().at(1).toDouble();
    QVERIFY(from < to);
    const auto &edges = card.data().x;
    QVERIFY(std::find(edges.begin(), edges.end(), from) != edges.end());
    QVERIFY(std::find(edges.begin(), edges.end(), to) != edges.end());
}

void TestChartCard::tableAndPictureShareTheSelection()
{
    ChartCard card;
    card.setSelectable(true);
    card.setData(test::chartSample(QStringLiteral("histogram")));
    card.setSelectedRows(2, 4);
    card.setShownAsTable(true);
    auto *table = card.findChild<QTableView *>();
    QCOMPARE(table->selectionModel()->selectedRows().size(), 3);
    QSignalSpy rows(&card, &ChartCard::rowsSelected);
    table->selectRow(6);
    QCOMPARE(rows.count(), 1);
    QCOMPARE(rows.first().at(0).toInt(), 6);
    QCOMPARE(rows.first().at(1).toInt(), 6);
}

namespace {

bool turnWheel(QWidget *canvas, Qt::KeyboardModifiers modifiers)
{
    const QPointF middle(canvas->rect().center());
    QWheelEvent event(middle, canvas->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    event.ignore();
    QApplication::sendEvent(canvas, &event);
    return event.isAccepted();
}

} // namespace

void TestChartCard::bareWheelGoesToThePage()
{
    ChartCard card;
    card.setData(test::chartSample(QStringLiteral("line")));
    card.resize(500, 300);
    card.show();
    auto *canvas = card.findChild<QChartView *>()->viewport();
    QVERIFY(!turnWheel(canvas, Qt::NoModifier));
    QVERIFY(turnWheel(canvas, Qt::ControlModifier));
}

void TestChartCard::zoomsWithControlAndResets()
{
    ChartCard card;
    card.setData(test::chartSample(QStringLiteral("line")));
    card.resize(500, 300);
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    auto *plot = card.findChild<AxisPlot *>();
    auto *canvas = card.findChild<QChartView *>()->viewport();
    const auto whole = plot->shownX();
    turnWheel(canvas, Qt::ControlModifier);
    const auto closer = plot->shownX();
    QVERIFY(closer.to - closer.from < whole.to - whole.from);
    card.setData(card.data()); // a live chart keeps what the analyst looks at
    QCOMPARE(plot->shownX().from, closer.from);
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, canvas->rect().center());
    QCOMPARE(plot->shownX().from, whole.from);
    QCOMPARE(plot->shownX().to, whole.to);
}

void TestChartCard::liveLinesAreReplacedQuickly()
{
    ChartCard card;
    card.resize(500, 300);
    card.show();
    ChartData data;
    data.series.resize(2);
    for (int i = 0; i < 100000; ++i) {
        data.x.push_back(i);
        data.series[0].values.push_back(std::sin(i * .001));
        data.series[1].values.push_back(i % 100 == 0 ? std::nan("") : std::cos(i * .001));
    }
    QBENCHMARK
    {
        card.setData(data);
    }
    QVERIFY(card.findChild<AxisPlot *>()->data().rowCount() <= 4010);
}

void TestChartCard::namesStandAtTheEndsWhereThereIsRoom()
{
    ChartCard card;
    card.setData(test::chartSample(QStringLiteral("line")));
    card.resize(700, 320);
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    auto *plot = card.findChild<AxisPlot *>();
    QVERIFY(plot->namesSeries());
    card.resize(260, 320);
    QTRY_VERIFY(!plot->namesSeries());
    card.setData(test::chartSample(QStringLiteral("area"))); // another kind, another plot
    QVERIFY(!card.findChild<AxisPlot *>()->namesSeries());
}

void TestChartCard::followsTheTheme()
{
    Theme::instance().setChoice(ThemeChoice::Light);
    ChartCard card;
    card.setData(test::chartSample(QStringLiteral("histogram")));
    card.resize(500, 300);
    card.show();
    QCOMPARE(card.grab().toImage().pixelColor(6, 150), tokens().surface);
    Theme::instance().setChoice(ThemeChoice::Dark);
    QCoreApplication::processEvents();
    QCOMPARE(card.grab().toImage().pixelColor(6, 150), tokens().surface);
    QVERIFY(card.svg().contains(tokens().surface.name().toLatin1()));
}

QTEST_MAIN(TestChartCard)
#include "tst_chartcard.moc"
