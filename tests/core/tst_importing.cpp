#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/transfer/plan/importing.h"
#include "tests/core/readingsupport.h"

using namespace aisle;
using namespace aisle::test;

/// What several files, several imports and a joined file have to do with each other.
class TestImporting : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;
    std::unique_ptr<Project> m_project;
    int m_count = 0;

    PlannedFile planned(const QString &name, const QByteArray &bytes)
    {
        PlannedFile file;
        file.source = written(m_dir, name, bytes);
        const auto seen = recognise(file.source);
        file.recipe = seen.recipe;
        file.part = seen.part;
        return file;
    }

private Q_SLOTS:
    void init() { m_project = Project::create(m_dir.filePath(QStringLiteral("%1.aisle").arg(++m_count))); }

    void joinedHeadsBringTheShopper()
    {
        const auto lines = written(m_dir, QStringLiteral("lines.csv"),
                                   "order_id,sku,quantity,price\n1,tea,2,3.5\n1,cup,1,4\n2,tea,1,3.5\n");
        const auto heads =
            written(m_dir, QStringLiteral("heads.csv"),
                    "order_id,customer_id,order_date,country\n1,ann,13/03/2024,UK\n2,bob,14/03/2024,FR\n");
        auto seen = recognise(lines);
        QVERIFY(seen.recipe.sessionsAreUsers && !seen.remarks.filter(QStringLiteral("each session")).isEmpty());
        auto recipe = seen.recipe;
        QCOMPARE(commonColumns(recipe, recognise(heads)), QStringList{QStringLiteral("order_id")});
        joinFile(recipe, seen, heads.path, QStringLiteral("order_id"));
        QVERIFY(!recipe.sessionsAreUsers && seen.remarks.filter(QStringLiteral("each session")).isEmpty());
        QVERIFY(recipe.dayFirst);
        const auto columns = seen.toJson().value(QStringLiteral("columns")).toObject();
        QCOMPARE(columns.value(QStringLiteral("user")).toString(), QStringLiteral("customer_id"));
        QCOMPARE(columns.value(QStringLiteral("time")).toString(), QStringLiteral("order_date"));
        QCOMPARE(columns.value(QStringLiteral("session")).toString(), QStringLiteral("order_id"));
        SilentContext job;
        const auto totals = runImport(*m_project, {{lines, recipe, seen.part, false, {}}}, {}, job);
        QCOMPARE(totals.events, std::int64_t(3));
        QVERIFY(Catalogue(*m_project).findUser(QStringLiteral("ann")));
        QCOMPARE(Catalogue(*m_project).user(UserId(2))->attributes, QStringLiteral("{\"country\":\"FR\"}"));
        leaveJoin(recipe, seen);
        QVERIFY(recipe.sessionsAreUsers && recipe.joinColumns.empty());
        QCOMPARE(seen.columns.size(), recipe.columns.size());
        QCOMPARE(errorOf([&] { joinFile(recipe, seen, heads.path, QStringLiteral("sku")); }), "import.no-column");
        QCOMPARE(errorOf([&] { joinFile(recipe, seen, QStringLiteral("/nowhere.csv"), QStringLiteral("sku")); }),
                 "input.missing");
    }

    void theNextFileIsReadAsTheLast()
    {
        SilentContext job;
        auto may = planned(QStringLiteral("may.csv"), "who,what,how,when\na,x,look,2024-05-01\nb,y,look,2024-05-02\n");
        may.recipe.columns = {{QStringLiteral("who"), Role::User, {}},
                              {QStringLiteral("what"), Role::Item, {}},
                              {QStringLiteral("how"), Role::Kind, {}},
                              {QStringLiteral("when"), Role::Ignore, {}}};
        may.recipe.kindMap = {{QStringLiteral("look"), Meaning::Cart}};
        may.recipe.part = StoredPart::Train;
        may.part = FilePart::Log;
        runImport(*m_project, {may}, {}, job);
        const auto imports = EventStore(*m_project).imports();
        const auto june = written(m_dir, QStringLiteral("june.csv"), "Who,what,how,when\nc,x,buy,2024-06-01\n");
        const auto seen = recognise(june);
        const auto past = importLike(imports, june, seen);
        QVERIFY(past);
        QCOMPARE(past->source.path, may.source.path);
        const auto recipe = recipeLike(*past, seen);
        QCOMPARE(recipe.columnOf(Role::User), std::optional(0));
        QVERIFY(recipe.kindMap.front().second == Meaning::Cart);
        QVERIFY(recipe.part == StoredPart::None); // says nothing of the next file
        const auto other = written(m_dir, QStringLiteral("other.csv"), "who,what,how,price\nc,x,buy,3\n");
        QVERIFY(!importLike(imports, other, recognise(other)));
    }

    void filesWithoutNamesGoByTheirOwn()
    {
        SilentContext job;
        QByteArray rows;
        for (int i = 0; i < 40; ++i)
            rows += QByteArray::number(i % 5) + '\t' + QByteArray::number(100 + i % 7) + "\t3\t" +
                    QByteArray::number(880000000 + i) + '\n';
        runImport(*m_project, {planned(QStringLiteral("log-01.tsv"), rows)}, {}, job);
        const auto imports = EventStore(*m_project).imports();
        const auto next = written(m_dir, QStringLiteral("log-02.tsv"), rows + rows);
        QVERIFY(importLike(imports, next, recognise(next)));
        const auto stranger = written(m_dir, QStringLiteral("scores.tsv"), rows + rows);
        QVERIFY(!importLike(imports, stranger, recognise(stranger)));
    }

    void aFailingListTakesTheLogsBack()
    {
        SilentContext job;
        const auto log = planned(QStringLiteral("log.csv"), "user_id,item_id,time\na,x,2024-05-01\n");
        auto items = planned(QStringLiteral("items.csv"), "item_id,title\nx,Tea\ny,Cup\n");
        QVERIFY(items.part == FilePart::Items);
        auto broken = items;
        broken.recipe.columns.clear();
        QCOMPARE(errorOf([&] { runImport(*m_project, {log, items, broken}, {}, job); }), "import.no-item");
        QCOMPARE(EventStore(*m_project).imports().size(), std::size_t(0));
        QCOMPARE(Catalogue(*m_project).itemCount(), std::int64_t(0));
        const auto totals = runImport(*m_project, {items, log}, {}, job);
        QCOMPARE(totals.catalogue.updated, std::int64_t(1));
        const auto imports = EventStore(*m_project).imports();
        QVERIFY(pastImport(imports.at(1))->part == FilePart::Items);
    }

    void partsOfASplitByName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("part");
        QTest::newRow("base") << QStringLiteral("/x/u1.base") << int(StoredPart::Train);
        QTest::newRow("test") << QStringLiteral("test1.txt") << int(StoredPart::Test);
        QTest::newRow("valid") << QStringLiteral("valid_sample.csv") << int(StoredPart::Valid);
        QTest::newRow("none") << QStringLiteral("latest-trainings-shoes.csv") << int(StoredPart::None);
    }
    void partsOfASplitByName()
    {
        QFETCH(QString, name);
        QFETCH(int, part);
        QCOMPARE(int(splitPartOfName(name)), part);
    }
};

QTEST_GUILESS_MAIN(TestImporting)
#include "tst_importing.moc"
