#include "core/transfer/reading/rowreader.h"
#include "tests/core/readingsupport.h"
#include "tests/support/testdata.h"

#include <QDir>

using namespace aisle;
using namespace aisle::test;

namespace {

QString archive(const char *name)
{
    return sourceFile((QByteArray("tests/data/archives/") + name).constData());
}

/// Lists and reads everything in a file. @return rows
std::size_t readEverything(const QString &path, const ReadLimits &limits = {})
{
    std::size_t rows = 0;
    for (const auto &source : listInputs({path}, {}, limits).sources)
        rows += readAll(source, {}, limits).size();
    return rows;
}

} // namespace

class TestArchives : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void generated_data()
    {
        QTest::addColumn<QString>("code"); // of the error, empty: it reads
        QTest::addColumn<int>("rows");
        const auto row = [](const char *name, const char *code, int rows) {
            QTest::newRow(name) << QString::fromLatin1(code) << rows;
        };
        row("good.zip", "", 1);
        row("stored.zip", "", 1);
        row("comment.zip", "", 1);
        row("folders.zip", "", 1);
        row("streamed.zip", "", 1);
        row("zip64.zip", "", 1);
        row("chinese_name.zip", "", 1);
        row("prefix_junk.zip", "", 1);
        row("duplicate_names.zip", "", 1);
        row("slip_beside_good.zip", "", 1);
        row("two_members.csv.gz", "", 2);
        row("slip_absolute.zip", "archive.unsafe-name", 0);
        row("slip_backslash.zip", "archive.unsafe-name", 0);
        row("slip_drive.zip", "archive.unsafe-name", 0);
        row("encrypted.zip", "archive.encrypted", 0);
        row("method.zip", "archive.method", 0);
        row("bad_crc.zip", "archive.damaged", 0);
        row("lying_size.zip", "archive.damaged", 0);
        row("truncated.zip", "archive.damaged", 0);
        row("truncated.csv.gz", "archive.truncated", 0);
        row("many_entries.zip", "archive.no-data", 0);
        row("nested.zip", "archive.no-data", 0);
        row("zeros.zip", "archive.no-data", 0);
    }
    void generated()
    {
        QFETCH(QString, code);
        QFETCH(int, rows);
        const auto path = archive(QTest::currentDataTag());
        std::size_t got = 0;
        QCOMPARE(QString::fromStdString(errorOf([&] { got = readEverything(path); })), code);
        QCOMPARE(int(got), rows);
    }
    void largeOnes()
    {
        const auto folder = dataFile("zip-cases/generated");
        if (folder.isEmpty())
            QSKIP(kNoData);
        for (const char *name : {"many_entries_70000.zip", "bomb_nested_16x64MiB.zip", "bomb_64MiB_ratio1000.zip"})
            QCOMPARE(errorOf([&] { readEverything(folder + u'/' + QString::fromLatin1(name)); }), "archive.no-data");
    }
    void wellFormedOnesOpenOrAreRefusedInASentence()
    {
        const auto folder = dataFile("zip-cases/success");
        if (folder.isEmpty())
            QSKIP(kNoData);
        for (const auto &info : QDir(folder).entryInfoList(QDir::Files)) {
            const auto code = errorOf([&] { readEverything(info.filePath()); });
            const auto name = info.fileName();
            const std::string wanted = name.contains(QLatin1String("encryption")) ? "archive.encrypted"
                                       : name.contains(QLatin1String("bogus"))    ? "archive.method"
                                                                                  : code;
            QCOMPARE(code, wanted);
            QVERIFY2(code.empty() || code == wanted || code == "archive.no-data", qPrintable(name));
        }
    }
    void bombsStopAtTheLimit()
    {
        const auto path = archive("bomb.csv.gz");
        ReadLimits limits;
        limits.ratioGraceBytes = 1 << 20;
        QCOMPARE(errorOf([&] { readEverything(path, limits); }), "archive.bomb");
        limits = {};
        limits.maxUnpackedBytes = 4 << 20;
        QCOMPARE(errorOf([&] { readEverything(path, limits); }), "archive.bomb");
    }
    void gzipErrorsAreNotTakenForTheEnd()
    {
        QFile file(archive("two_members.csv.gz"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto good = file.readAll();
        QTemporaryDir dir;
        for (int size = 3; size < good.size(); ++size) {
            const auto source = written(dir, QStringLiteral("cut.gz"), good.left(size));
            const auto code = errorOf([&] { readAll(source, {}); });
            QVERIFY2(code == "archive.truncated" || (code.empty() && good.mid(size).startsWith("\x1f\x8b")),
                     qPrintable(QString::number(size)));
        }
        auto wrong = good;
        wrong[wrong.size() - 6] = char(wrong[wrong.size() - 6] ^ 1);
        QCOMPARE(errorOf([&] { readAll(written(dir, QStringLiteral("crc.gz"), wrong), {}); }), "archive.damaged");
        QCOMPARE(errorOf([&] { readAll(written(dir, QStringLiteral("tail.gz"), good + "rubbish"), {}); }),
                 "archive.damaged");
        QCOMPARE(readAll(written(dir, QStringLiteral("zeros.gz"), good + QByteArray(512, '\0')), {}).size(), 2U);
    }
    void missingThingsAreNamed()
    {
        QCOMPARE(errorOf([] { listInputs({QStringLiteral("/nowhere/x.csv")}); }), "input.missing");
        const auto path = archive("good.zip");
        QCOMPARE(errorOf([&] { listInputs({path}, QStringLiteral("other.csv")); }), "archive.member");
        ReadLimits limits;
        limits.maxMembers = 0;
        QCOMPARE(errorOf([&] { listInputs({path}, {}, limits); }), "archive.too-many");
    }
};

QTEST_GUILESS_MAIN(TestArchives)
#include "tst_archives.moc"
