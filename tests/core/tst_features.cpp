#include "core/features/encoding.h"
#include "core/features/tables/npyarray.h"
#include "core/features/vectors.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"
#include "core/storage/sqlite/statements.h"
#include "tests/support/errorof.h"
#include "tests/support/writtenfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cmath>
#include <cstring>

using namespace aisle;
using aisle::test::errorOf;

namespace {

QByteArray npy(const char *type, bool columnsFirst, const char *shape, const QByteArray &elements)
{
    auto header = QByteArray("{'descr': '") + type + "', 'fortran_order': " + (columnsFirst ? "True" : "False") +
                  ", 'shape': (" + shape + "), }";
    header.append(QByteArray(117 - header.size(), ' ')).append('\n');
    QByteArray bytes("\x93NUMPY\x01\x00", 8);
    bytes.append(char(header.size() % 256)).append(char(header.size() / 256));
    return bytes + header + elements;
}

template <class Number>
QByteArray littleEndian(std::initializer_list<Number> numbers)
{
    QByteArray bytes;
    for (const auto number : numbers) {
        char each[sizeof(Number)];
        qToLittleEndian(number, each);
        bytes.append(each, sizeof(Number));
    }
    return bytes;
}

/// What a text is made of, letter by letter; counts what it was asked.
struct Letters
{
    int asked = 0;
    int most = 1 << 20; ///< then it is stopped, as by a person
    EncoderUse use()
    {
        return {QStringLiteral("letters"), QStringLiteral("letters-1"), 26,
                [this](std::span<const std::string> texts, JobContext &) {
                    EncodedTexts encoded;
                    auto &vectors = encoded.vectors;
                    vectors.resize(texts.size() * 26);
                    if (asked >= most)
                        throw Cancelled{};
                    for (std::size_t t = 0; t < texts.size(); ++t)
                        for (const char letter : texts[t])
                            if (letter >= 'a' && letter <= 'z')
                                vectors[t * 26 + static_cast<std::size_t>(letter - 'a')] += 1;
                    asked += static_cast<int>(texts.size());
                    return encoded;
                }};
    }
};

} // namespace

/// Vectors of products: read from files, made from texts, kept in the project.
class FeaturesTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Project> m_project;
    SilentContext m_job;
    int m_count = 0;

    QString written(const char *name, const QByteArray &bytes)
    {
        return test::writtenFile(m_dir, QString::fromLatin1(name), bytes);
    }
    void product(int id, const char *key, const std::string &title, const char *category = "")
    {
        execute(m_project->database(), "INSERT INTO item(id, key, title, category) VALUES(?, ?, ?, ?)",
                {std::int64_t(id), std::string(key), title, std::string(category)});
    }
    FeatureImport imported(const char *name, const QString &path, const VectorKeys &keys = {})
    {
        const auto file = readVectors(path, keys, {}, m_job);
        return importFeatures(*m_project, QString::fromLatin1(name), FeatureSubject::Items, path, file, m_job);
    }
    FeatureVectors vectors(const char *name)
    {
        return readFeatures(*m_project, FeatureStore(*m_project).known(QString::fromLatin1(name)), m_job);
    }

    std::int64_t stale(const char *name)
    {
        const auto feature = FeatureStore(*m_project).known(QString::fromLatin1(name));
        return staleRows(*m_project, FeatureSource::of(feature), readFeatures(*m_project, feature, m_job), m_job);
    }

private Q_SLOTS:
    void init()
    {
        m_project = Project::create(m_dir.filePath(QStringLiteral("%1.aisle").arg(++m_count)));
        product(1, "7", "green tea", "tea");
        product(2, "8", "black tea", "tea");
        product(3, "9", "china cup", "cups");
        product(4, "ten", "blakc tea");
        product(5, "none", "");
    }

    /// A text that is a product's own lies exactly where that product lies, though it was folded in.
    void textsAreFoldedIn()
    {
        for (int id = 10; id < 60; ++id)
            product(id, std::to_string(id).c_str(),
                    std::string("cup ") + (id % 3 ? "red " : "blue ") + (id % 5 ? "large" : "small") +
                        (id % 7 ? " green" : " black"));
        const QStringList fields{QStringLiteral("title")};
        encodeByWords(*m_project, QStringLiteral("words"), fields, 6, m_job);
        const auto vectors = readFeatures(*m_project, FeatureStore(*m_project).known(QStringLiteral("words")), m_job);
        const WordSpace space(*m_project, fields, 6, m_job);
        int held = 0;
        for (const std::int64_t id : {1, 2, 10, 21, 35}) {
            const auto title = Catalogue(*m_project).item(ItemId(id))->title;
            const auto nearest = similarRows(vectors, space.vectorOf(title.toUpper()), 60);
            const auto own =
                std::ranges::find_if(nearest, [&](const auto &row) { return vectors.ids[row.place] == id; });
            QVERIFY2(own->similarity > .999F, qPrintable(title));
            held += nearest.back().similarity < .9F;
        }
        QCOMPARE(held, 5); // it tells them apart
        const auto none = space.vectorOf(QStringLiteral("zzzz"));
        QVERIFY(none.size() == 6 && lengthOf(none) == 0);
    }

    void arraysOfNumPy()
    {
        const NpyArray plain(npy("<f4", false, "2, 3", littleEndian<float>({1, 2, 3, 4, 5, 6})), QStringLiteral("a"));
        QCOMPARE(plain.numbers(), (std::vector<float>{1, 2, 3, 4, 5, 6}));
        const NpyArray turned(npy("<f8", true, "2, 3", littleEndian<double>({1, 4, 2, 5, 3, 6})), QStringLiteral("a"));
        QCOMPARE(turned.numbers(), plain.numbers());
        QCOMPARE(turned.shape(), (std::vector<std::int64_t>{2, 3}));
        const NpyArray half(npy("<f2", false, "2,", littleEndian<std::uint16_t>({0x3c00, 0xc000})),
                            QStringLiteral("a"));
        QCOMPARE(half.numbers(), (std::vector<float>{1, -2}));
        const NpyArray keys(npy("<i8", false, "2,", littleEndian<std::int64_t>({-3, 40})), QStringLiteral("a"));
        QCOMPARE(keys.texts(), (QStringList{QStringLiteral("-3"), QStringLiteral("40")}));
        const NpyArray texts(npy("<U2", false, "2,", littleEndian<std::uint32_t>({0x8336, 0, 'a', 'b'})),
                             QStringLiteral("a"));
        QCOMPARE(texts.texts(), (QStringList{QStringLiteral("\u8336"), QStringLiteral("ab")}));
    }

    void arraysThatLie_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("code");
        const auto four = littleEndian<float>({1, 2, 3, 4});
        QTest::newRow("no array") << QByteArray("hello") << QByteArray("npy.damaged");
        QTest::newRow("header only") << npy("<f4", false, "2, 2", {}).left(40) << QByteArray("npy.damaged");
        QTest::newRow("too few") << npy("<f4", false, "2, 3", four) << QByteArray("npy.damaged");
        QTest::newRow("too many") << npy("<f4", false, "2, 1", four) << QByteArray("npy.damaged");
        QTest::newRow("overflow") << npy("<f4", false, "4611686018427387905, 4", four) << QByteArray("npy.damaged");
        QTest::newRow("negative") << npy("<f4", false, "-2, -2", four) << QByteArray("npy.damaged");
        QTest::newRow("words") << npy("<f4", false, "two, 2", four) << QByteArray("npy.damaged");
        QTest::newRow("objects") << npy("|O", false, "2, 2", four) << QByteArray("npy.type");
        QTest::newRow("other end") << npy(">f4", false, "2, 2", four) << QByteArray("npy.type");
        QTest::newRow("complex") << npy("<c8", false, "2, 1", four) << QByteArray("npy.type");
    }
    void arraysThatLie()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, code);
        QCOMPARE(errorOf([&] { NpyArray(bytes, QStringLiteral("a.npy")); }), code.toStdString());
    }

    void tablesAreKeyedByAColumn()
    {
        const auto path = written("t.csv", "x,product,y\n1,7,2\n3,9,4\n5,gone,6\nn/a,8,1\n7,7,8\n");
        const auto seen = imported("t", path, {.column = QStringLiteral("product"), .file = {}, .tensor = {}});
        QCOMPARE(seen.rows, std::int64_t(2));
        QCOMPARE(seen.unknown, std::int64_t(1));
        QCOMPARE(seen.examples, QStringList{QStringLiteral("gone")});
        QCOMPARE(seen.repeated, std::int64_t(1));
        const auto all = vectors("t");
        QCOMPARE(all.ids, (std::vector<std::int64_t>{1, 3}));
        QCOMPARE(all.values, (std::vector<float>{7, 8, 3, 4}));
        QCOMPARE(errorOf([&] { imported("t", path, {.column = QStringLiteral("product"), .file = {}, .tensor = {}}); }),
                 "features.exists");
        QCOMPARE(errorOf([&] { imported("u", written("u.csv", "product,x\nsix,1\nseven,2\n")); }), "features.no-match");
        QCOMPARE(
            errorOf([&] { imported("a,b", path, {.column = QStringLiteral("product"), .file = {}, .tensor = {}}); }),
            "features.name");
        QCOMPARE(errorOf([&] { imported("v", path, {.column = QStringLiteral("z"), .file = {}, .tensor = {}}); }),
                 "import.no-column");
        QCOMPARE(errorOf([&] { imported("w", written("w.csv", "product,name\n7,tea\n9,cup\n")); }),
                 "features.no-numbers");
    }

    void arraysAreKeyedByNumberOrFile()
    {
        std::vector<float> numbers(10 * 2);
        numbers[7 * 2] = 1;
        QByteArray bytes(reinterpret_cast<const char *>(numbers.data()),
                         static_cast<qsizetype>(numbers.size() * sizeof(float)));
        const auto path = written("n.npy", npy("<f4", false, "10, 2", bytes));
        QCOMPARE(imported("n", path).rows, std::int64_t(3)); // 7, 8, 9
        QCOMPARE(vectors("n").row(0)[0], 1.F);
        const auto keys = written("k.txt", "ten\n7\n");
        QCOMPARE(errorOf([&] { imported("k", path, {.column = {}, .file = keys, .tensor = {}}); }), "features.keys");
        const auto two = written("m.npy", npy("<f4", false, "2, 1", littleEndian<float>({5, 6})));
        QCOMPARE(imported("m", two, {.column = {}, .file = keys, .tensor = {}}).rows, std::int64_t(2));
        QCOMPARE(vectors("m").values, (std::vector<float>{6, 5}));
        const auto wrong =
            written("nan.npy", npy("<f4", false, "8, 1", littleEndian<float>({0, 0, 0, 0, 0, 0, 0, std::nanf("")})));
        QCOMPARE(errorOf([&] { imported("nan", wrong); }), "features.not-finite");
        QCOMPARE(errorOf([&] {
                     imported("cube", written("c.npy", npy("<f4", false, "1, 1, 1", littleEndian<float>({1}))));
                 }),
                 "features.dims");
    }

    void wordsAndTheirPiecesMakeNeighbours()
    {
        const auto fields = QStringList{QStringLiteral("title"), QStringLiteral("category")};
        const auto done = encodeByWords(*m_project, QStringLiteral("words"), fields, 8, m_job);
        QCOMPARE(done.rows, std::int64_t(4));
        QCOMPARE(done.without, std::int64_t(1));
        const auto all = vectors("words");
        const auto nearest = similarRows(all, *all.placeOf(4), 3);
        QCOMPARE(all.ids[nearest.front().place], std::int64_t(2)); // "blakc tea" is like "black tea"
        QVERIFY(nearest[0].similarity > nearest[1].similarity && nearest[1].similarity > nearest[2].similarity);
        QCOMPARE(encodeByWords(*m_project, QStringLiteral("words"), fields, 8, m_job).feature.id, done.feature.id);
        QCOMPARE(vectors("words").values, all.values);
        QCOMPARE(
            errorOf([&] { encodeByWords(*m_project, QStringLiteral("words"), {QStringLiteral("title")}, 8, m_job); }),
            "features.made-otherwise");
        QCOMPARE(errorOf([&] { encodeByWords(*m_project, QStringLiteral("x"), {QStringLiteral("colour")}, 8, m_job); }),
                 "features.field");
        QCOMPARE(errorOf([&] { encodeByWords(*m_project, QStringLiteral("x"), {QStringLiteral("brand")}, 8, m_job); }),
                 "features.no-text");
    }

    void onlyWhatChangedIsEncodedAgain()
    {
        for (int id = 100; id < 1600; ++id)
            product(id, std::to_string(id).c_str(), "thing " + std::string(1, char('a' + id % 26)));
        const QStringList fields{QStringLiteral("title")};
        const auto name = QStringLiteral("letters");
        Letters stopped{.asked = 0, .most = 1024};
        bool isStopped = false;
        try {
            encodeCatalogue(*m_project, name, fields, stopped.use(), m_job);
        } catch (const Cancelled &) {
            isStopped = true;
        }
        QVERIFY(isStopped && !FeatureSource::of(FeatureStore(*m_project).known(name)).isWhole);
        QCOMPARE(vectors("letters").size(), std::size_t(1024));

        Letters rest;
        const auto done = encodeCatalogue(*m_project, name, fields, rest.use(), m_job);
        QCOMPARE(rest.asked, 1504 - 1024);
        QCOMPARE(done.rows, std::int64_t(1504));
        QVERIFY(FeatureSource::of(FeatureStore(*m_project).known(name)).isWhole);

        QCOMPARE(stale("letters"), std::int64_t(0));
        execute(m_project->database(), "UPDATE item SET title = 'zzz' WHERE id = 2", {});
        execute(m_project->database(), "UPDATE item SET title = '' WHERE id = 3", {});
        product(6, "6", "new");
        QCOMPARE(stale("letters"), std::int64_t(2));
        Letters again;
        QCOMPARE(encodeCatalogue(*m_project, name, fields, again.use(), m_job).encoded, std::int64_t(2));
        const auto all = vectors("letters");
        QCOMPARE(all.size(), std::size_t(1504)); // one more, one without a text now
        QVERIFY(!all.placeOf(3) && all.row(*all.placeOf(2))[25] == 3.F);
        QCOMPARE(FeatureStore(*m_project).list().size(), std::size_t(1));
    }

    void whatIsKeptMayLie()
    {
        imported("t", written("t.csv", "product,x,y\n7,1,2\n9,3,4\n"));
        const auto damage = [&](const char *sql) {
            execute(m_project->database(), sql, {});
            return errorOf([&] { vectors("t"); });
        };
        execute(m_project->database(), "DELETE FROM item WHERE id = 3", {}); // a product that is gone: no row
        QCOMPARE(vectors("t").ids, std::vector<std::int64_t>{1});
        QCOMPARE(damage("UPDATE feature_chunk SET hashes = x'00'"), "features.damaged");
        QCOMPARE(damage("UPDATE feature_chunk SET hashes = zeroblob(16), vectors = 'text'"), "features.damaged");
        QCOMPARE(damage("UPDATE feature_chunk SET vectors = x'0000c07f0000c07f0000c07f0000c07f'"), "features.damaged");
        QCOMPARE(damage("UPDATE feature SET dims = 4611686018427387904"), "features.damaged");
        QCOMPARE(damage("UPDATE feature SET dims = 2, subject = 'carts'"), "features.damaged");
        QCOMPARE(damage("UPDATE feature SET subject = 'items', source = 'no json'; "), "features.damaged");
        execute(m_project->database(), "UPDATE feature_chunk SET vectors = zeroblob(16)", {});
        QCOMPARE(vectors("t").values, (std::vector<float>{0, 0}));
        FeatureStore store(*m_project);
        store.remove(store.known(QStringLiteral("t")).id);
        QCOMPARE(errorOf([&] { vectors("t"); }), "features.none");
    }
};

QTEST_GUILESS_MAIN(FeaturesTest)
#include "tst_features.moc"
