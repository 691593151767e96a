#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/numeric/device.h"
#include "core/numeric/trainer.h"
#include "core/recommend/registry.h"
#include "core/recommend/sequence/sequencebatches.h"
#include "tests/core/trainingfixtures.h"

#include <QTest>
#include <algorithm>
#include <c10/util/Exception.h>
#include <cmath>
#include <map>

using namespace aisle;
using namespace aisle::test;

namespace {
/// Every shopper walks round a ring of products: the next one is certain.
TrainingSet ring(std::uint32_t users, std::uint32_t items)
{
    std::vector<std::vector<std::uint32_t>> histories(users);
    for (std::uint32_t u = 0; u < users; ++u)
        for (std::uint32_t n = 0; n < 3 + u % 9; ++n)
            histories[u].push_back((u * 7 + n) % items);
    return trainingOf(items, histories);
}
} // namespace

class TestLearnedModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }
    void sasrecLearnsWhatComesNext_data()
    {
        QTest::addColumn<QString>("loss");
        QTest::newRow("softmax") << QStringLiteral("softmax");
        QTest::newRow("bce") << QStringLiteral("bce");
    }
    void sasrecLearnsWhatComesNext()
    {
        QFETCH(QString, loss);
        const auto train = ring(200, 20);
        const auto recommender = fitted("sasrec",
                                        {{QStringLiteral("loss"), loss},
                                         {QStringLiteral("epochs"), 40},
                                         {QStringLiteral("factors"), 16},
                                         {QStringLiteral("batch-size"), 64},
                                         {QStringLiteral("learning-rate"), 5e-3},
                                         {QStringLiteral("dropout"), 0.1}},
                                        train);
        int right = 0;
        for (std::uint32_t item = 0; item < 20; ++item) {
            const std::vector<Visit> history{{.item = ItemIndex((item + 19) % 20)}, {.item = ItemIndex(item)}};
            Request request;
            request.history = history;
            right += recommender->rank(std::span(&request, 1), {.k = 1}).front().front().item.value == (item + 1) % 20;
        }
        QVERIFY2(right >= 18, qPrintable(QString::number(right)));
    }
    void bprFoldsInLikeItLearnt()
    {
        const auto train = checkerboard(60, 40);
        const auto recommender =
            fitted("bpr", {{QStringLiteral("epochs"), 60}, {QStringLiteral("factors"), 16}}, train);
        Request request;
        request.history = train.history(UserIndex(7));
        const auto lists = recommender->rank(std::span(&request, 1), {.k = 4});
        QCOMPARE(lists.front().size(), std::size_t(4));
        for (const auto &entry : lists.front())
            QCOMPARE(entry.item.value % 2, 1U);
    }
    void failuresOfADeviceAreSentences_data()
    {
        QTest::addColumn<bool>("onGpu");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("code");
        QTest::newRow("gpu memory") << true << QStringLiteral("CUDA out of memory. Tried to allocate 2.00 GiB")
                                    << QStringLiteral("device.out-of-memory");
        QTest::newRow("driver") << true << QStringLiteral("CUDA error: unspecified launch failure")
                                << QStringLiteral("device.failed");
        QTest::newRow("memory") << false << QStringLiteral("DefaultCPUAllocator: can't allocate memory")
                                << QStringLiteral("memory.out");
    }
    void failuresOfADeviceAreSentences()
    {
        QFETCH(const bool, onGpu);
        QFETCH(const QString, said);
        QFETCH(const QString, code);
        try {
            computeOn(onGpu ? Device::Cuda : Device::Cpu, [&] { TORCH_CHECK(false, said.toStdString()); });
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(QString::fromStdString(error.code()), code);
        }
    }
    void otherFailuresStayWhatTheyAre()
    {
        QVERIFY_EXCEPTION_THROWN(computeOn(Device::Cuda, [] { throw Cancelled(); }), Cancelled);
        QVERIFY_EXCEPTION_THROWN(computeOn(Device::Cpu, [] { TORCH_CHECK(false, "sizes differ"); }), c10::Error);
    }
    void lossThatIsNoNumberStopsWithTheEpoch()
    {
        class Diverging : public Learner
        {
        public:
            EpochResult epoch(int number, JobContext &) override
            {
                return {.loss = number < 3 ? 1.0 : std::nan(""), .samples = 1};
            }
            bool isFinite() const override { return true; }
            void publish() override { qFatal("not judged"); }
            void keepAsBest() override {}
            void restoreBest() override {}
            void saveState(SnapshotWriter &) const override {}
            void loadState(SnapshotReader &) override {}
        } learner;
        SilentContext job;
        try {
            train(learner, 10, {}, {}, {}, job);
            QFAIL("went on");
        } catch (const Error &error) {
            QCOMPARE(error.code(), std::string("training.not-finite"));
            QCOMPARE(error.arguments(), QStringList{QStringLiteral("3")});
        }
    }
    void everyEventButTheFirstIsATargetOnce()
    {
        const auto train = randomTraining(40, 30, 23, 4);
        for (const int maxLength : {1, 5, 10, 50}) {
            std::map<std::pair<std::uint32_t, std::int64_t>, int> counts;
            for (const auto &make : nextItemBatches(train, maxLength, 64, 9)) {
                const auto batch = make();
                QVERIFY(batch.length <= maxLength);
                QCOMPARE(batch.places.size(), batch.targets.size());
                for (std::size_t n = 0; n < batch.targets.size(); ++n)
                    ++counts[{batch.users[n].value, batch.targets[n]}];
            }
            std::map<std::pair<std::uint32_t, std::int64_t>, int> wanted;
            for (std::uint32_t u = 0; u < 40; ++u)
                for (const auto &visit : train.history(UserIndex(u)).subspan(1))
                    ++wanted[{u, visit.item.value}];
            QVERIFY(counts == wanted);
        }
    }
    void historyBatchesKeepTheLatest()
    {
        const auto train = randomTraining(9, 30, 23, 4);
        std::vector<std::span<const Visit>> histories;
        for (std::uint32_t u = 0; u < 9; ++u)
            histories.push_back(train.history(UserIndex(u)).first(u + 1));
        std::size_t served = 0;
        for (const auto &batch : historyBatches(histories, 5, 12)) {
            QVERIFY(batch.length <= 5);
            for (std::size_t s = 0; s < batch.which.size(); ++s, ++served)
                QCOMPARE(batch.inputs[static_cast<std::size_t>(batch.last[s])],
                         std::int64_t(histories[batch.which[s]].back().item.value));
        }
        QCOMPARE(served, histories.size());
    }
};

QTEST_APPLESS_MAIN(TestLearnedModels)
#include "tst_learnedmodels.moc"
