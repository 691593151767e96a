#include "core/common/parallel.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"
#include "tests/support/fakedevice.h"
#include "tests/support/testdata.h"

#include <QTest>
#include <cmath>

using namespace aisle;
using namespace aisle::test;

/// Recommenders that say that they learn on the device do: their loss, their optimiser's state, the judging between
/// epochs and folding in.
class TestDevices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }
    void learnsWhereItWasAsked_data();
    void learnsWhereItWasAsked();
};

void TestDevices::learnsWhereItWasAsked_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("hasFeatures");
    for (const auto &info : recommenders()) {
        if (needs(info, Need::Runs) || !info.traits.usesDevice)
            continue;
        QTest::newRow(info.id.c_str()) << QString::fromStdString(info.id) << false;
        if (info.traits.takesItemFeatures)
            QTest::addRow("%s with features", info.id.c_str()) << QString::fromStdString(info.id) << true;
    }
}

void TestDevices::learnsWhereItWasAsked()
{
    QFETCH(QString, id);
    QFETCH(bool, hasFeatures);
    const auto &info = recommenderInfo(id.toStdString());
    QJsonObject parameters;
    for (const auto &[key, value] : {std::pair{"epochs", 3}, {"factors", 8}, {"batch-size", 64}, {"max-length", 12}})
        if (info.schema.find(key))
            parameters.insert(QString::fromLatin1(key), value);
    if (info.schema.find("encoder"))
        parameters.insert(QStringLiteral("encoder"), sourceFile("tests/data/encoders/tiny-bert"));
    const auto train = checkerboard(24, 16);
    std::vector<Request> requests;
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        requests.push_back({.user = UserIndex(u), .history = train.history(UserIndex(u))});
        requests.push_back({.user = {}, .history = train.history(UserIndex(u))});
    }
    const auto recommender = makeRecommender(info.id, parameters);
    Ingredients from{.events = train,
                     .facts = colouredFacts(train.userCount(), train.itemCount()),
                     .graph = colouredGraph(train.userCount(), train.itemCount())};
    if (hasFeatures)
        from.features = {colouredVectors(train.itemCount(), "colours")};
    FitHooks hooks;
    hooks.validate = [&](const Recommender &now) {
        double sum = 0;
        for (const auto &list : now.rank(requests, {.k = 4}))
            for (const auto &entry : list)
                sum += static_cast<double>(entry.score);
        return sum;
    };
    const FakeDevice device;
    SilentContext job;
    recommender->fit(from, {.device = Device::Cuda}, hooks, job);
    QVERIFY(device.operations() > 0);
    const auto mixtures = device.mixtures();
    QVERIFY2(mixtures.empty(), mixtures.empty() ? "" : mixtures.front().c_str());
    for (const auto &list : recommender->rank(requests, {.k = 4})) {
        QCOMPARE(list.size(), std::size_t(4));
        for (const auto &entry : list)
            QVERIFY(std::isfinite(entry.score));
    }
}

QTEST_GUILESS_MAIN(TestDevices)
#include "tst_devices.moc"
