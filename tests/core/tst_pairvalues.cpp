// Kinds of events that weigh differently reach every method that takes values.
#include "core/recommend/pairvalues.h"

#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"

#include <QBuffer>
#include <QJsonObject>
#include <QTest>

using namespace aisle;

namespace {

/// Forty shoppers and twelve products: the first half of a history was viewed, the rest bought.
TrainingSet weighed(float purchase)
{
    const auto plain = test::randomTraining(40, 12, 8, 3);
    std::vector<std::uint64_t> offsets{0};
    std::vector<Visit> visits;
    for (std::uint32_t user = 0; user < plain.userCount(); ++user) {
        const auto history = plain.history(UserIndex(user));
        for (std::size_t v = 0; v < history.size(); ++v) {
            visits.push_back(history[v]);
            visits.back().kind = v < history.size() / 2 ? 0 : 1;
        }
        offsets.push_back(visits.size());
    }
    return TrainingSet(plain.itemCount(), std::move(offsets), std::move(visits), {}, {1, purchase}, plain.tieRank());
}

std::vector<float> scoresOf(const Recommender &recommender, const TrainingSet &train, bool learnt)
{
    std::vector<ItemIndex> items;
    for (std::uint32_t i = 0; i < train.itemCount(); ++i)
        items.emplace_back(i);
    const UserIndex user(5);
    return recommender.score({learnt ? std::optional(user) : std::nullopt, train.history(user)}, items);
}

} // namespace

class TestPairValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void scoresFollowTheWeights_data()
    {
        QTest::addColumn<QString>("id");
        for (const char *id :
             {"ease", "ease-sparse", "slim", "item-knn", "user-knn", "ials", "svd", "p3alpha", "rp3beta", "gf-cf",
              "lightgcn", "bpr", "logistic-mf", "simplex", "mult-vae", "mult-dae", "ultragcn", "directau"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    /// A purchase of weight 100 changed no score of EASE until 0.2.
    void scoresFollowTheWeights()
    {
        QFETCH(QString, id);
        QJsonObject parameters;
        const auto &info = recommenderInfo(id.toStdString());
        if (info.traits.iterative)
            parameters = {{QStringLiteral("epochs"), 3}, {QStringLiteral("factors"), 8}};
        const auto alike = weighed(1), heavy = weighed(100);
        const auto plain = test::fitted(id.toStdString(), parameters, alike);
        const auto weighty = test::fitted(id.toStdString(), parameters, heavy);
        QVERIFY(scoresOf(*plain, alike, true) != scoresOf(*weighty, heavy, true));

        QBuffer buffer;
        buffer.open(QIODevice::ReadWrite);
        weighty->save(buffer);
        buffer.seek(0);
        const auto again = info.make(info.schema.complete(parameters));
        again->load(buffer);
        for (const bool learnt : {true, false})
            QCOMPARE(scoresOf(*again, heavy, learnt), scoresOf(*weighty, heavy, learnt));
    }
    /// Weighed the same both ways: a closed form scores a shopper as the training did.
    void primalAndDualAgree()
    {
        const auto train = weighed(9);
        const PairValues values(train);
        const auto byUser = values.byUser(train), byItem = values.byItem(train);
        QCOMPARE(byUser.transposed().values, byItem.values);
        double squares = 0;
        for (const float value : byUser.values)
            squares += static_cast<double>(value) * value;
        QVERIFY(std::abs(squares / static_cast<double>(byUser.entries()) - 1) < 1e-4);
        const auto held = values.of(train.history(UserIndex(7)));
        for (std::size_t i = 0; i < held.size(); ++i) {
            QCOMPARE(held[i].item.value, byUser.row(7)[i]);
            QCOMPARE(held[i].value, byUser.rowValues(7)[i]);
        }
    }
    void drawnAsOftenAsTheySay()
    {
        const auto shares = drawingShares({1, 1, 1, 5});
        QCOMPARE(shares, (std::vector<float>{.5F, .5F, .5F, 2.5F}));
        QVERIFY(drawingShares({}).empty());
    }
    void oneKindIsBinary()
    {
        const auto train = test::randomTraining(40, 12, 8, 3);
        const PairValues values(train);
        QVERIFY(values.areOnes());
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        SnapshotWriter out(buffer, "nothing", 1);
        const auto before = buffer.size();
        values.save(out);
        QCOMPARE(buffer.size(), before);
    }
};

QTEST_GUILESS_MAIN(TestPairValues)
#include "tst_pairvalues.moc"
