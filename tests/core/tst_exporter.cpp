#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/transfer/importing/importer.h"
#include "core/transfer/writing/exporter.h"

#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace aisle;

class TestExporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesEvents();
    void writesItemsSafely();
    void writesQuarantine();
    void pseudonymsLeaveOutWhatRepeatsAKey();
    void packedComesBack();
    void refusesUnknownFormats();
    void cancelKeepsTheOldFile();

private:
    QByteArray read(const QString &path) const;
    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
    SilentContext m_job;
};

void TestExporter::initTestCase()
{
    m_project = Project::create(m_folder.filePath(QStringLiteral("shop.aisle")));
    m_project->database().exec(R"(
        INSERT INTO user(id, key) VALUES (1, 'ann'), (2, '=bob');
        INSERT INTO item(id, key, title, price, attributes) VALUES (1, 'tea', '=1+1', 2.5, '{"size":"L"}'), (2, 'cup', 'Cup, "blue"', NULL, NULL);
        INSERT INTO event_kind VALUES (1, 'buy', 'purchase', 1);
        INSERT INTO session VALUES (1, 's1', 1);
        INSERT INTO event VALUES (1, 1, 1, 1, 1500000000000, NULL, 2, 2.5, 1, '{"q":"tea"}', 3), (2, 2, NULL, 1, NULL, 4.5, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO quarantine VALUES (1, 1, 'a.csv', 7, '@SUM(A1),x', 'no-item', '');
    )");
}

QByteArray TestExporter::read(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

void TestExporter::writesEvents()
{
    const auto csv = m_folder.filePath(QStringLiteral("events.csv"));
    QCOMPARE(exportEvents(*m_project, csv, m_job), std::int64_t(2));
    QCOMPARE(read(csv), QByteArray("user,item,kind,time,value,quantity,price,session,part,context\n"
                                   "ann,tea,buy,2017-07-14T02:40:00Z,,2,2.5,s1,test,\"{\"\"q\"\":\"\"tea\"\"}\"\n"
                                   "=bob,,buy,,4.5,,,,,\n"));
    const auto json = m_folder.filePath(QStringLiteral("events.jsonl"));
    exportEvents(*m_project, json, m_job);
    QCOMPARE(read(json), QByteArray("{\"context\":{\"q\":\"tea\"},\"item\":\"tea\",\"kind\":\"buy\",\"part\":\"test\","
                                    "\"price\":2.5,\"quantity\":2,"
                                    "\"session\":\"s1\",\"time\":\"2017-07-14T02:40:00Z\",\"user\":\"ann\"}\n"
                                    "{\"kind\":\"buy\",\"user\":\"=bob\",\"value\":4.5}\n"));
}

void TestExporter::writesItemsSafely()
{
    const auto csv = m_folder.filePath(QStringLiteral("items.csv"));
    QCOMPARE(exportItems(*m_project, csv, m_job), std::int64_t(2));
    QCOMPARE(read(csv),
             QByteArray("item,title,category,brand,price,description,image,is_product,attributes\n"
                        "tea,'=1+1,,,2.5,,,1,\"{\"\"size\"\":\"\"L\"\"}\"\ncup,\"Cup, \"\"blue\"\"\",,,,,,1,\n"));
}

void TestExporter::writesQuarantine()
{
    const auto csv = m_folder.filePath(QStringLiteral("quarantine.csv"));
    QCOMPARE(exportQuarantine(*m_project, csv, m_job), std::int64_t(1));
    QCOMPARE(read(csv), QByteArray("import,file,line,reason,detail,text\n1,a.csv,7,no-item,,\"'@SUM(A1),x\"\n"));
}

void TestExporter::pseudonymsLeaveOutWhatRepeatsAKey()
{
    KeyFormatter keys;
    keys.setPseudonyms(true);
    keys.setSecret("of a test");
    const auto out = m_folder.filePath(QStringLiteral("hidden.csv"));
    exportEvents(*m_project, out, m_job, keys);
    QCOMPARE(QString::fromUtf8(read(out)),
             QStringLiteral("user,item,kind,time,value,quantity,price,session,part,context\n"
                            "%1,%2,buy,2017-07-14T02:40:00Z,,2,2.5,%3,test,\n%4,,buy,,4.5,,,,,\n")
                 .arg(keys.shopper(QStringLiteral("ann")), keys.product(QStringLiteral("tea")),
                      keys.session(QStringLiteral("s1")), keys.shopper(QStringLiteral("=bob"))));
    exportItems(*m_project, out, m_job, keys);
    QVERIFY(!read(out).contains("size") && !read(out).contains("\ntea,"));
    exportQuarantine(*m_project, out, m_job, keys);
    QCOMPARE(read(out), QByteArray("import,file,line,reason,detail,text\n1,,7,no-item,,\n"));
    KeyFormatter other = keys;
    other.setSecret("of another");
    QVERIFY(other.shopper(QStringLiteral("ann")) != keys.shopper(QStringLiteral("ann")));
    QVERIFY(newSecret() != newSecret());
    QCOMPARE(newSecret().size(), 32); // 128 bits
}

void TestExporter::packedComesBack()
{
    for (const auto *name : {"events.csv.gz", "events.jsonl.gz"}) {
        const auto path = m_folder.filePath(QString::fromUtf8(name));
        exportEvents(*m_project, path, m_job);
        QVERIFY(read(path).startsWith("\x1f\x8b"));
        QVERIFY(!QFile::exists(path + QStringLiteral(".part")));
    }
    const auto source = listInputs({m_folder.filePath(QStringLiteral("events.csv.gz"))}).sources.at(0);
    const auto again = Project::create(m_folder.filePath(QStringLiteral("again.aisle")));
    ImportRequest request;
    request.source = source;
    request.recipe.columns = {{QStringLiteral("user"), Role::User, {}}, {QStringLiteral("item"), Role::Item, {}}};
    const auto summary = importEvents(*again, request, m_job);
    QCOMPARE(summary.events, std::int64_t(1));
    QCOMPARE(summary.reasons.at("no-item"), std::int64_t(1));
}

void TestExporter::refusesUnknownFormats()
{
    QVERIFY_THROWS_EXCEPTION(Error, exportEvents(*m_project, m_folder.filePath(QStringLiteral("events.xls")), m_job));
    QVERIFY_THROWS_EXCEPTION(Error, exportEvents(*m_project, QStringLiteral("/nowhere/at/all.csv"), m_job));
}

void TestExporter::cancelKeepsTheOldFile()
{
    struct CancelledContext : SilentContext
    {
        void checkpoint() override { throw Cancelled{}; }
    } cancelled;
    const auto path = m_folder.filePath(QStringLiteral("kept.csv"));
    exportItems(*m_project, path, m_job);
    const auto before = read(path);
    m_project->database().exec(
        "INSERT INTO item(key) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) "
        "SELECT 'x' || i FROM n");
    QVERIFY_THROWS_EXCEPTION(Cancelled, exportItems(*m_project, path, cancelled));
    QCOMPARE(read(path), before);
}

QTEST_GUILESS_MAIN(TestExporter)
#include "tst_exporter.moc"
