#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/recommend/registry.h"
#include "tests/core/trainingfixtures.h"
#include "tests/support/errorof.h"
#include "tests/support/testdata.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <optional>

using namespace aisle;
using namespace aisle::test;

namespace {

/// HitRate and NDCG at 5, 10 and 20 of the last product of each history among all that came not before.
std::array<double, 6> lastItemFigures(const Recommender &recommender, const std::vector<std::vector<Visit>> &histories)
{
    std::vector<Request> requests;
    for (const auto &history : histories) {
        requests.emplace_back();
        requests.back().history = std::span(history).first(history.size() - 1);
    }
    const auto lists = recommender.rank(requests, {.k = 20});
    std::array<double, 6> figures{};
    for (std::size_t u = 0; u < lists.size(); ++u) {
        const auto found = std::ranges::find(lists[u], histories[u].back().item, &RankedItem::item);
        const auto rank = static_cast<std::size_t>(found - lists[u].begin());
        for (std::size_t c = 0; c < 3 && found != lists[u].end(); ++c) {
            if (rank < std::array<std::size_t, 3>{5, 10, 20}[c]) {
                figures[2 * c] += 1;
                figures[2 * c + 1] += 1 / std::log2(static_cast<double>(rank) + 2);
            }
        }
    }
    for (auto &figure : figures)
        figure /= static_cast<double>(lists.size());
    return figures;
}

/// Sequences of numbers, a line a shopper: `shopper item item ...`
std::vector<std::vector<std::int64_t>> readSequences(const QString &path)
{
    QFile file(path);
    std::vector<std::vector<std::int64_t>> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd()) {
        const auto words = file.readLine().trimmed().split(' ');
        lines.emplace_back();
        for (const auto &word : words.mid(1))
            lines.back().push_back(word.toLongLong());
    }
    return lines;
}

/// A weights file of ICLRec's names with `layers` layers, all numbers small and different.
/// @param spoilt  a value to put in the place of the last one
void writeWeights(const QString &path, int rows, int width, int length, int layers, std::optional<float> spoilt = {})
{
    QByteArray header("{"), data;
    std::uint64_t seed = 0;
    const auto add = [&](const QByteArray &name, std::vector<int> shape) {
        std::size_t count = 1;
        QByteArray extents;
        for (const int extent : shape) {
            count *= static_cast<std::size_t>(extent);
            extents += (extents.isEmpty() ? "" : ",") + QByteArray::number(extent);
        }
        const auto begin = data.size();
        Random random(++seed);
        for (std::size_t n = 0; n < count; ++n) {
            const auto value = static_cast<float>(0.1 * random.normal());
            data.append(reinterpret_cast<const char *>(&value), sizeof(value));
        }
        header += (header.size() > 1 ? ",\"" : "\"") + name + "\":{\"dtype\":\"F32\",\"shape\":[" + extents +
                  "],\"data_offsets\":[" + QByteArray::number(begin) + "," + QByteArray::number(data.size()) + "]}";
    };
    add("item_embeddings.weight", {rows, width});
    add("position_embeddings.weight", {length, width});
    add("LayerNorm.weight", {width});
    add("LayerNorm.bias", {width});
    for (int l = 0; l < layers; ++l) {
        const auto layer = "item_encoder.layer." + QByteArray::number(l);
        for (const char *part : {".attention.query", ".attention.key", ".attention.value", ".attention.dense"}) {
            add(layer + part + ".weight", {width, width});
            add(layer + part + ".bias", {width});
        }
        for (const char *norm : {".attention.LayerNorm", ".intermediate.LayerNorm"}) {
            add(layer + norm + ".weight", {width});
            add(layer + norm + ".bias", {width});
        }
        add(layer + ".intermediate.dense_1.weight", {4 * width, width});
        add(layer + ".intermediate.dense_1.bias", {4 * width});
        add(layer + ".intermediate.dense_2.weight", {width, 4 * width});
        add(layer + ".intermediate.dense_2.bias", {width});
    }
    header += "}";
    if (spoilt)
        std::memcpy(data.data() + data.size() - sizeof(float), &*spoilt, sizeof(float));
    QByteArray size(8, '\0');
    qToLittleEndian<std::uint64_t>(static_cast<std::uint64_t>(header.size()), size.data());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(size + header + data);
}

Ingredients withWeights(const TrainingSet &train, const QString &path, const std::vector<std::string> &keys)
{
    auto facts = std::make_shared<SideFacts>();
    facts->itemKeys = keys;
    return {.events = train, .facts = facts, .weights = path.toStdString()};
}

} // namespace

class TestSequenceWeights : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }

    void startsFromWeightsOfAnySize()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("weights.safetensors"));
        writeWeights(path, 42, 8, 7, 3);
        const auto train = randomTraining(30, 40, 12, 7);
        std::vector<std::string> keys;
        for (int i = 0; i < 40; ++i)
            keys.push_back(i == 5 ? "no number" : std::to_string(i + 1));
        SilentContext job;
        const auto recommender = makeRecommender("sasrec", {{QStringLiteral("epochs"), 0}});
        recommender->fit(withWeights(train, path, keys), {}, {}, job);
        QCOMPARE(itemEmbeddingOf(*recommender)->size, 8U);
        QCOMPARE(recommender->parameterCount(), 40 * 8 + 7 * 8 + 2 * 8 + 3 * (12 * 64 + 13 * 8));
        Random row(1);
        std::vector<float> table;
        for (int n = 0; n < 42 * 8; ++n)
            table.push_back(static_cast<float>(0.1 * row.normal()));
        QCOMPARE(itemEmbeddingOf(*recommender)->row(9)[3], table[10 * 8 + 3]);
        auto trained = makeRecommender("sasrec", {{QStringLiteral("epochs"), 2}});
        trained->fit(withWeights(train, path, keys), {}, {}, job);
        QVERIFY(itemEmbeddingOf(*trained)->row(9)[3] != table[10 * 8 + 3]);

        QVERIFY_EXCEPTION_THROWN(
            recommender->fit(withWeights(train, path, std::vector<std::string>(40, "a")), {}, {}, job), Error);
        const auto wrong = makeRecommender("sasrec", {{QStringLiteral("heads"), 16}});
        QVERIFY_EXCEPTION_THROWN(wrong->fit(withWeights(train, path, keys), {}, {}, job), Error);
        const auto other = makeRecommender("sasrec", {{QStringLiteral("epochs"), 0}, {QStringLiteral("factors"), 32}});
        QCOMPARE(errorOf([&] { other->fit(withWeights(train, path, keys), {}, {}, job); }),
                 std::string("weights.other-shape"));
        writeWeights(path, 42, 8, 7, 3, std::numeric_limits<float>::quiet_NaN());
        QCOMPARE(errorOf([&] { recommender->fit(withWeights(train, path, keys), {}, {}, job); }),
                 std::string("weights.not-finite"));
    }

    /// A head that names a wide network asks for no memory before its tensors are there.
    void weightsOfNamesAloneAreRefused_data()
    {
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("bytes");
        QTest::newRow("layers") << 1 << 8192 * 4;
        QTest::newRow("positions") << 65536 << 0;
    }
    void weightsOfNamesAloneAreRefused()
    {
        QFETCH(int, length);
        QFETCH(int, bytes);
        QJsonObject header;
        const auto add = [&](const QString &name, const QJsonArray &shape, int ends = 0) {
            header.insert(name, QJsonObject{{QStringLiteral("dtype"), QStringLiteral("F32")},
                                            {QStringLiteral("shape"), shape},
                                            {QStringLiteral("data_offsets"), QJsonArray{0, ends}}});
        };
        add(QStringLiteral("item_embeddings.weight"), {0, 8192});
        add(QStringLiteral("position_embeddings.weight"), {length, bytes > 0 ? 8192 : 0}, bytes);
        add(QStringLiteral("LayerNorm.weight"), {0});
        for (int l = 0; l < 200; ++l) {
            const auto layer = QStringLiteral("item_encoder.layer.%1").arg(l);
            for (const char *part : {".attention.query.weight", ".intermediate.dense_1.weight"})
                add(layer + QLatin1String(part), {0});
        }
        const auto text = QJsonDocument(header).toJson(QJsonDocument::Compact);
        QByteArray size(8, '\0');
        qToLittleEndian<std::uint64_t>(static_cast<std::uint64_t>(text.size()), size.data());
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(size + text + QByteArray(bytes, '\0'));
        file.close();
        const auto train = randomTraining(30, 40, 12, 7);
        SilentContext job;
        const auto recommender = makeRecommender("sasrec", {});
        const std::vector<std::string> keys(40, "1");
        QCOMPARE(errorOf([&] { recommender->fit(withWeights(train, file.fileName(), keys), {}, {}, job); }),
                 std::string("weights.shape"));
    }

    /// tests/data/golden/make.py computed the scores from the formulas of the papers, in plain Python.
    void givenWeightsGiveTheScoresOfTheFormulas()
    {
        QFile file(sourceFile("tests/data/golden/transformer.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto golden = QJsonDocument::fromJson(file.readAll()).object();
        std::vector<std::string> keys;
        std::vector<ItemIndex> items;
        for (int row = 1; row <= golden[QLatin1String("items")].toInt(); ++row) {
            keys.push_back(std::to_string(row));
            items.emplace_back(row - 1);
        }
        const auto train = trainingOf(static_cast<std::uint32_t>(keys.size()), {{0, 1, 2}});
        const auto recommender = makeRecommender("sasrec", {{QStringLiteral("epochs"), 0}});
        SilentContext job;
        recommender->fit(withWeights(train, sourceFile("tests/data/golden/transformer.safetensors"), keys), {}, {},
                         job);
        const auto expected = golden[QLatin1String("expected")].toArray();
        QCOMPARE(expected.size(), 5);
        for (const auto &one : expected) {
            std::vector<Visit> history;
            for (const auto &row : one[QLatin1String("history")].toArray())
                history.push_back({.item = ItemIndex(row.toInt() - 1)});
            Request request;
            request.history = history;
            const auto scores = recommender->score(request, items);
            const auto wanted = one[QLatin1String("scores")].toArray();
            for (std::size_t i = 0; i < scores.size(); ++i)
                QVERIFY2(std::abs(static_cast<double>(scores[i]) - wanted[qsizetype(i)].toDouble()) < 2e-5,
                         qPrintable(QStringLiteral("%1 of %2").arg(i).arg(history.size())));
        }
    }

    /// The published ICLRec of Amazon Beauty gives its published figures.
    void publishedWeightsGiveTheirFigures()
    {
        const auto weights = dataFile("models/ICLRec-Beauty.safetensors"), log = dataFile("amazon-beauty/Beauty.txt");
        if (weights.isEmpty() || log.isEmpty())
            QSKIP(kNoData);
        const auto lines = readSequences(log);
        std::map<std::int64_t, std::uint32_t> index;
        for (const auto &line : lines)
            for (const auto key : line)
                index.emplace(key, 0);
        std::vector<std::string> keys;
        for (auto &[key, place] : index) {
            place = static_cast<std::uint32_t>(keys.size());
            keys.push_back(std::to_string(key));
        }
        std::vector<std::vector<std::uint32_t>> learnt;
        std::vector<std::vector<Visit>> histories;
        for (const auto &line : lines) {
            learnt.emplace_back();
            histories.emplace_back();
            for (const auto key : line)
                histories.back().push_back({.item = ItemIndex(index[key])});
            for (std::size_t n = 0; n + 2 < line.size(); ++n)
                learnt.back().push_back(index[line[n]]);
        }
        const auto train = trainingOf(static_cast<std::uint32_t>(keys.size()), learnt);
        const auto recommender = makeRecommender("sasrec", {{QStringLiteral("epochs"), 0}});
        SilentContext job;
        recommender->fit(withWeights(train, weights, keys), {}, {}, job);
        const auto figures = lastItemFigures(*recommender, histories);
        const std::array published{.0500, .0326, .0744, .0403, .1058, .0483};
        for (std::size_t f = 0; f < published.size(); ++f)
            QVERIFY2(std::abs(std::round(figures[f] * 1e4) / 1e4 - published[f]) < 1e-6,
                     qPrintable(QStringLiteral("%1: %2").arg(f).arg(figures[f])));
    }
};

QTEST_APPLESS_MAIN(TestSequenceWeights)
#include "tst_sequenceweights.moc"
