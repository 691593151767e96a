#include "core/transfer/recognition/recognise.h"
#include "tests/core/readingsupport.h"
#include "tests/support/testdata.h"

#include <QDir>
#include <QJsonDocument>
#include <QRandomGenerator>

using namespace aisle;
using namespace aisle::test;

namespace {

/// Recognises and reads whatever it is. @return rows, -1 when it was refused in a sentence
int readWhatever(const InputSource &source)
{
    try {
        return int(readAll(source, recognise(source).recipe).size());
    } catch (const Error &error) {
        if (error.message().isEmpty())
            qFatal("an error without a sentence");
        return -1;
    }
}

} // namespace

class TestTorture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFileGivesWhatItsManifestSays()
    {
        const auto folder = sourceFile("tests/data/torture");
        QFile file(folder + QStringLiteral("/MANIFEST.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto manifest = QJsonDocument::fromJson(file.readAll()).object();
        int checked = 0;
        for (auto it = manifest.begin(); it != manifest.end(); ++it) {
            const QFileInfo info(folder + u'/' + it.key());
            QVERIFY2(info.exists(), qPrintable(it.key()));
            const auto expected = it.value().toObject();
            const InputSource source{info.filePath(), {}, info.size(), info.size()};
            if (expected.isEmpty()) {
                readWhatever(source);
                continue;
            }
            const auto found = recognise(source);
            const auto rows = readAll(source, found.recipe);
            const bool broken = expected.contains(QLatin1String("error"));
            QVERIFY2(int(rows.size()) == expected.value(QLatin1String("rows")).toInt() + broken, qPrintable(it.key()));
            QCOMPARE(broken, !rows.empty() && rows.back().reason == QLatin1String("open-quote"));
            if (const auto columns = expected.value(QLatin1String("columns")).toInt())
                QVERIFY2(int(found.recipe.columns.size()) == columns, qPrintable(it.key()));
            ++checked;
        }
        QVERIFY(checked >= 15);
    }
    void encodings_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QString>("like"); // the same text in UTF-8, may be empty
        const auto row = [](const char *file, const char *encoding, const char *like) {
            QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(encoding)
                                << QString::fromLatin1(like);
        };
        row("products_zh_gb18030.csv", "GB18030", "products_zh_utf8.csv");
        row("products_zh_utf16le_bom.csv", "UTF-16LE", "products_zh_utf8.csv");
        row("products_zh_big5.csv", "Big5", "");
        row("products_tr_cp1254.csv", "windows-1254", "products_tr_utf8.csv");
        row("sales_utf16be_bom.csv", "UTF-16BE", "sales_utf8.csv");
        row("sales_utf16le_nobom.csv", "UTF-16LE", "sales_utf8.csv");
        row("sales_utf8_bom.csv", "UTF-8", "sales_utf8.csv");
        row("sales_bad_utf8.csv", "UTF-8", "");
    }
    void encodings()
    {
        QFETCH(QString, file);
        QFETCH(QString, encoding);
        QFETCH(QString, like);
        const auto folder = sourceFile("tests/data/torture");
        const InputSource source{folder + u'/' + file, {}, 0, 0};
        const auto found = recognise(source);
        QCOMPARE(found.recipe.encoding, encoding);
        const auto rows = readAll(source, found.recipe);
        if (file.contains(QLatin1String("big5")))
            QCOMPARE(rows[1].fields.join(u'~'), QString::fromUtf8("2~許功蓋 測試"));
        if (like.isEmpty())
            return;
        const InputSource plain{folder + u'/' + like, {}, 0, 0};
        const auto wanted = readAll(plain, recognise(plain).recipe);
        QCOMPARE(rows.size(), wanted.size());
        std::size_t same = 0;
        for (std::size_t i = 0; i < rows.size(); ++i)
            same += rows[i].fields == wanted[i].fields;
        QVERIFY2(same * 100 >= rows.size() * 99, qPrintable(QString::number(same)));
    }
    void badBytesRejectTheirRowsOnly()
    {
        const InputSource source{sourceFile("tests/data/torture/sales_bad_utf8.csv"), {}, 0, 0};
        const auto rows = readAll(source, recognise(source).recipe);
        const auto bad = std::count_if(rows.begin(), rows.end(),
                                       [](const auto &row) { return row.reason == QLatin1String("bad-encoding"); });
        QCOMPARE(rows.size(), 300U);
        QVERIFY(bad > 20 && bad < 100);
    }
    void archivesTakenForLogsNeverCrash()
    {
        const auto archives = QDir(sourceFile("tests/data/archives")).entryInfoList(QDir::Files);
        QVERIFY(archives.size() > 20);
        for (const auto &info : archives)
            readWhatever({info.filePath(), {}, info.size(), info.size()});
    }
    void foreignFilesNeverCrash()
    {
        for (const char *name : {"csv-cases/clevercsv/example", "csv-cases/CSV-test-files", "zip-cases/success"}) {
            const auto folder = dataFile(name);
            if (folder.isEmpty())
                QSKIP(kNoData);
            for (const auto &info : QDir(folder).entryInfoList(QDir::Files))
                readWhatever({info.filePath(), {}, info.size(), info.size()});
        }
    }
    void cutAndChangedFilesNeverCrash()
    {
        QRandomGenerator random(7);
        QTemporaryDir dir;
        const QByteArray seeds[] = {"user,item,kind,time,price\n1,\"a \"\"b\"\", c\",view,2020-01-02 "
                                    "03:04:05,\"1,5\"\r\n2,x,buy,03/04/2011,¥5\n",
                                    "1::2::5::978300760\n1::3::4::978302109\n",
                                    "u1 a b c\nu2 d\nu3 e f\n",
                                    "{\"user\":1,\"item\":\"x\"}\n{\"user\":2,\"item\":[1,{}]}\n",
                                    QByteArray::fromHex("fffe75002c0069000a0031002c0032000a00"),
                                    QByteArray::fromHex("d3c3bba72cc9ccc6b70a312cb4ab0a")};
        const char kBytes[] = "\"\n\r,;\t|:\\ \0\xff\x80{}[]0-";
        for (const auto &seed : seeds)
            for (int round = 0; round < 150; ++round) {
                auto bytes = seed;
                for (int change = random.bounded(6); change > 0; --change)
                    bytes[random.bounded(bytes.size())] = kBytes[random.bounded(int(sizeof kBytes) - 1)];
                if (round % 3 == 0)
                    bytes.truncate(random.bounded(bytes.size()));
                if (round % 5 == 0)
                    bytes += bytes + bytes;
                readWhatever(written(dir, QStringLiteral("fuzz"), bytes));
            }
    }
    void cutArchivesNeverCrash()
    {
        QFile file(sourceFile("tests/data/archives/good.zip"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto good = file.readAll();
        QTemporaryDir dir;
        QRandomGenerator random(11);
        for (int round = 0; round < 400; ++round) {
            auto bytes = good;
            bytes[random.bounded(bytes.size())] = char(random.bounded(256));
            if (round % 2)
                bytes.truncate(random.bounded(bytes.size()));
            const auto source = written(dir, QStringLiteral("fuzz.zip"), bytes);
            try {
                for (const auto &member : listInputs({source.path}).sources)
                    readWhatever(member);
            } catch (const Error &error) {
                QVERIFY(!error.message().isEmpty());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestTorture)
#include "tst_torture.moc"
