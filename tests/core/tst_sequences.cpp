#include "core/common/parallel.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"

#include <QBuffer>
#include <QJsonObject>
#include <QTest>
#include <array>
#include <cmath>

using namespace aisle;
using namespace aisle::test;

namespace {

constexpr std::array kSequenceIds{"sasrec",  "bsarec", "esasrec", "hstu",   "bert4rec",
                                  "gru4rec", "narm",   "caser",   "lrurec", "sr-gnn"};

/// Every shopper walks round a ring of products: the next one is certain.
std::vector<std::vector<std::uint32_t>> ring(std::uint32_t users, std::uint32_t from, std::uint32_t items)
{
    std::vector<std::vector<std::uint32_t>> histories(users);
    for (std::uint32_t u = 0; u < users; ++u)
        for (std::uint32_t n = 0; n < 3 + u % 9; ++n)
            histories[u].push_back(from + (u * 7 + n) % items);
    return histories;
}

/// Of the products of a ring, how many are followed by the right one at the head of the list.
int rightSteps(const Recommender &recommender, std::uint32_t from, std::uint32_t items)
{
    int right = 0;
    for (std::uint32_t item = 0; item < items; ++item) {
        const std::vector<Visit> history{{.item = ItemIndex(from + (item + items - 1) % items)},
                                         {.item = ItemIndex(from + item)}};
        Request request;
        request.history = history;
        right +=
            recommender.rank(std::span(&request, 1), {.k = 1}).front().front().item.value == from + (item + 1) % items;
    }
    return right;
}

QJsonObject quick(int epochs)
{
    return {{QStringLiteral("epochs"), epochs},
            {QStringLiteral("factors"), 16},
            {QStringLiteral("batch-size"), 64},
            {QStringLiteral("learning-rate"), 5e-3},
            {QStringLiteral("dropout"), 0.1}};
}

/// Masked histories teach a step now and then only: with larger steps it is chance how much is right in the end.
QJsonObject calm()
{
    return {{QStringLiteral("epochs"), 60},     {QStringLiteral("factors"), 32},
            {QStringLiteral("batch-size"), 64}, {QStringLiteral("learning-rate"), 2e-3},
            {QStringLiteral("dropout"), 0},     {QStringLiteral("mask-share"), 0.4}};
}

} // namespace

class TestSequences : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }

    void learnsWhatComesNext_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        for (const char *id : kSequenceIds)
            QTest::newRow(id) << QString::fromLatin1(id) << QStringLiteral("loss") << QStringLiteral("softmax");
        for (const char *loss : {"sampled", "bce", "gbce", "bpr-max"})
            QTest::newRow(loss) << QStringLiteral("sasrec") << QStringLiteral("loss") << QString::fromLatin1(loss);
        QTest::newRow("lstm") << QStringLiteral("gru4rec") << QStringLiteral("cell") << QStringLiteral("lstm");
        QTest::newRow("windows") << QStringLiteral("bsarec") << QStringLiteral("pass") << QStringLiteral("window");
    }
    void learnsWhatComesNext()
    {
        QFETCH(QString, id);
        QFETCH(QString, key);
        QFETCH(QString, value);
        auto parameters = quick(40);
        parameters.insert(key, value);
        if (id == QStringLiteral("bert4rec"))
            parameters = calm();
        if (value == QStringLiteral("window"))
            parameters.insert(QStringLiteral("max-length"), 8); // narrow windows
        const auto recommender = fitted(id.toStdString(), parameters, trainingOf(20, ring(150, 0, 20)));
        const int right = rightSteps(*recommender, 0, 20);
        QVERIFY2(right >= 18, qPrintable(QString::number(right)));
    }

    /// New products and shoppers are learnt on top, what was known stays.
    void updateLearnsWhatIsNew_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("right");
        QTest::addColumn<QJsonObject>("own");
        for (const char *id : kSequenceIds)
            QTest::newRow(id) << QString::fromLatin1(id) << (std::string_view(id) == "bert4rec" ? 6 : 9)
                              << QJsonObject();
        QTest::newRow("windows") << QStringLiteral("bsarec") << 9
                                 << QJsonObject{{QStringLiteral("pass"), QStringLiteral("window")},
                                                {QStringLiteral("max-length"), 8}};
    }
    void updateLearnsWhatIsNew()
    {
        QFETCH(QString, id);
        QFETCH(int, right);
        QFETCH(QJsonObject, own);
        auto parameters = quick(25);
        for (auto it = own.begin(); it != own.end(); ++it)
            parameters.insert(it.key(), it.value());
        parameters.insert(QStringLiteral("update-epochs"), 25);
        const auto before = ring(120, 0, 10);
        const auto recommender = fitted(id.toStdString(), parameters, trainingOf(10, before));
        auto after = before;
        for (auto &history : ring(120, 10, 10))
            after.push_back(std::move(history));
        Growth growth;
        for (std::uint32_t i = 0; i < 10; ++i)
            growth.items.push_back(ItemIndex(i));
        for (std::uint32_t u = 0; u < 120; ++u)
            growth.users.push_back(UserIndex(u));
        SilentContext job;
        dynamic_cast<Updates &>(*recommender).update({trainingOf(20, after)}, growth, {}, {}, job);
        QVERIFY(rightSteps(*recommender, 0, 10) >= right);
        QVERIFY(rightSteps(*recommender, 10, 10) >= right);
    }

    /// Lists follow the angle, too: how long a product's vector is says nothing.
    void listsFollowTheAngle()
    {
        auto parameters = quick(2);
        parameters.insert(QStringLiteral("temperature"), .1);
        const auto recommender = fitted("esasrec", parameters, trainingOf(20, ring(50, 0, 20)));
        const auto vectors = itemEmbeddingOf(*recommender).value();
        for (std::uint32_t i = 0; i < vectors.rows; ++i) {
            double square = 0;
            for (const auto number : vectors.row(i))
                square += static_cast<double>(number) * static_cast<double>(number);
            QVERIFY(std::abs(square - 1) < 1e-5);
        }
    }

    void windowsOutliveASnapshot()
    {
        auto parameters = quick(2);
        parameters.insert(QStringLiteral("pass"), QStringLiteral("window"));
        parameters.insert(QStringLiteral("max-length"), 7);
        const auto train = trainingOf(20, ring(30, 0, 20));
        const auto recommender = fitted("bsarec", parameters, train);
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::ReadWrite));
        recommender->save(buffer);
        buffer.seek(0);
        const auto again = makeRecommender("bsarec", parameters);
        again->load(buffer);
        std::vector<ItemIndex> items;
        for (std::uint32_t i = 0; i < 20; ++i)
            items.emplace_back(i);
        Request request;
        for (const std::size_t length : {1, 6, 11}) {
            request.history = train.history(UserIndex(8)).first(length);
            QCOMPARE(again->score(request, items), recommender->score(request, items));
        }
        QCOMPARE(keptParameters("bsarec", {})[QLatin1String("pass")].toString(), QStringLiteral("history"));
    }
};

QTEST_APPLESS_MAIN(TestSequences)
#include "tst_sequences.moc"
