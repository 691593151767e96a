#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/transfer/plan/importplan.h"
#include "core/transfer/plan/keyremarks.h"
#include "tests/core/readingsupport.h"

#include <QDir>
#include <cmath>

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

    /// A project may be somebody else's and name any file of this machine: only what lies beside the log is joined.
    void pastJoinsAreFollowedBesideTheLogOnly()
    {
        const auto lines = written(m_dir, QStringLiteral("lines-1.csv"), "order_id,sku\n1,tea\n1,cup\n2,tea\n");
        const auto heads = written(m_dir, QStringLiteral("elsewhere.csv"), "order_id,customer_id\n1,ann\n2,bob\n");
        PastImport past{.id = ImportId(1), .source = lines, .recipe = recognise(lines).recipe, .part = FilePart::Log};
        auto joined = recognise(lines);
        joinFile(past.recipe, joined, heads.path, QStringLiteral("order_id"));
        QDir(m_dir.path()).mkdir(QStringLiteral("june"));
        const auto june = written(m_dir, QStringLiteral("june/lines-2.csv"), "order_id,sku\n1,tea\n2,cup\n");
        auto seen = recognise(june);
        const auto without = recipeLike(past, june, seen);
        QVERIFY(without.joinFile.isEmpty() && without.joinColumns.empty() && without.sessionsAreUsers);
        QCOMPARE(seen.remarks.filter(QStringLiteral("elsewhere.csv")).size(), 1);
        const auto beside =
            written(m_dir, QStringLiteral("june/elsewhere.csv"), "order_id,customer_id\n1,eve\n2,dan\n");
        seen = recognise(june);
        QCOMPARE(recipeLike(past, june, seen).joinFile, beside.path);
        QVERIFY(seen.remarks.filter(QStringLiteral("elsewhere.csv")).isEmpty());
    }

    void joinedKeysThatDoNotMeetAreSaid()
    {
        SilentContext job;
        QByteArray lines("order_id,sku,quantity,price\n"), heads("order_id,customer_id,order_date\n"), others = heads;
        for (int n = 1001; n < 1041; ++n) {
            const auto number = QByteArray::number(n);
            lines += number + ",tea,2,3.5\n";
            heads += "#" + number + ",c" + number + ",2024-03-13\n";
            others += "x" + QByteArray::number(n * 7 % 90) + "y" + (",c" + number) + ",2024-03-13\n";
        }
        const auto log = written(m_dir, QStringLiteral("lines.csv"), lines);
        const auto remarkOf = [&](const QByteArray &text) {
            const auto file = written(m_dir, QStringLiteral("heads.csv"), text);
            auto seen = recognise(log);
            auto recipe = seen.recipe;
            joinFile(recipe, seen, file.path, QStringLiteral("order_id"));
            return joinRemarks(log, recipe, {}, job).join(u' ');
        };
        const auto cured = remarkOf(heads);
        QVERIFY2(
            cured.startsWith(QStringLiteral("heads.csv, joined by order_id: 40 of the log's 40 keys are not in it, "
                                            "such as 1001, 1002, 1003: their rows are rejected.")),
            qPrintable(cured));
        QVERIFY2(cured.contains(QStringLiteral("heads.csv has #1001 where the log has 1001")), qPrintable(cured));
        QVERIFY(remarkOf(others).contains(QStringLiteral("is order_id the right column in both files?")));
        QCOMPARE(remarkOf(heads.replace('#', "")), QString());
        QVERIFY(
            remarkOf(heads.replace("1040,", "1099,")).contains(QStringLiteral("1 of the log's 40 keys is not in it")));
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
        auto seen = recognise(june);
        const auto past = importLike(imports, june, seen);
        QVERIFY(past);
        QCOMPARE(past->source.path, may.source.path);
        const auto recipe = recipeLike(*past, june, seen);
        QCOMPARE(recipe.columnOf(Role::User), std::optional(0));
        QVERIFY(recipe.kindMap.front().second == Meaning::Cart);
        QVERIFY(recipe.part == StoredPart::None); // says nothing of the next file
        const auto other = written(m_dir, QStringLiteral("other.csv"), "who,what,how,price\nc,x,buy,3\n");
        QVERIFY(!importLike(imports, other, recognise(other)));
    }

    void nothingKeptIsAnError()
    {
        SilentContext job;
        QByteArray rows("user,item,time\n");
        for (int i = 0; i < 30; ++i)
            rows += 'u' + QByteArray::number(i % 7) + ",,2026-03-01\n";
        auto none = planned(QStringLiteral("none.csv"), rows);
        none.part = FilePart::Log;
        none.recipe.columns = {{QStringLiteral("user"), Role::User, {}},
                               {QStringLiteral("item"), Role::Item, {}},
                               {QStringLiteral("time"), Role::Time, {}}};
        QCOMPARE(errorOf([&] { runImport(*m_project, {none}, {}, job); }), "import.nothing-kept");
        QVERIFY(EventStore(*m_project).imports().empty());
        auto some = none;
        some.source =
            written(m_dir, QStringLiteral("some.csv"), rows + "u1,p1,2026-03-01\nu2,p1\nu3,p2,2026-03-01,x,y\n");
        const auto totals = runImport(*m_project, {some}, {}, job);
        QCOMPARE(totals.events, std::int64_t(1));
        QCOMPARE(totals.remarks, QStringList(QStringLiteral("2 rows of some.csv could not be read and are rejected "
                                                            "(another number of fields: 2, first in line 33).")));
    }

    void listsAccountForTheirLines()
    {
        SilentContext job;
        QByteArray rows("sku,price,stock\n\n");
        for (int i = 0; i < 40; ++i)
            rows += 'S' + QByteArray::number(i) + ",9.9,5\n";
        const auto list = planned(QStringLiteral("prices.csv"), rows);
        QCOMPARE(list.part, FilePart::Items);
        const auto totals = runImport(*m_project, {list}, {}, job);
        QCOMPARE(totals.lines.lines, std::int64_t(42));
        QCOMPARE(totals.lines.lines, totals.lines.accounted());
        QVERIFY(!recognise(list.source).remarks.filter(QStringLiteral("list of products")).isEmpty());
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

    ImportPlan plan(const QStringList &paths)
    {
        SilentContext job;
        return planImport({.paths = paths}, job);
    }

    void choicesOutliveTheImport()
    {
        SilentContext job;
        auto log = planned(QStringLiteral("look.csv"), "who,what,how\na,x,look\nb,y,look\n");
        log.part = FilePart::Log;
        log.recipe.columns = {{QStringLiteral("who"), Role::User, {}},
                              {QStringLiteral("what"), Role::Item, {}},
                              {QStringLiteral("how"), Role::Kind, {}}};
        log.recipe.kindMap = {{QStringLiteral("look"), Meaning::Cart}};
        for (int times = 0; times < 2; ++times) { // the same file once is enough to remember
            const auto totals = runImport(*m_project, {log}, {}, job);
            takeBack(*m_project, totals.imports.front().id, job);
        }
        QVERIFY(EventStore(*m_project).imports().empty());
        const auto past = pastImports(*m_project);
        QCOMPARE(past.size(), std::size_t(1));
        const auto next = planImport({.paths = {log.source.path}, .past = past}, job);
        QVERIFY(next.files.front().like);
        QVERIFY(next.files.front().recipe.kindMap.front().second == Meaning::Cart);
        QCOMPARE(errorOf([&] { takeBack(*m_project, ImportId(77), job); }), "import.unknown");
    }

    void splitsGoByTheNamesOfFiles()
    {
        const QByteArray rows("user_id,item_id,time\na,x,2024-05-01\nb,y,2024-05-02\n");
        const QStringList files{written(m_dir, QStringLiteral("u1.base"), rows).path,
                                written(m_dir, QStringLiteral("u1.test"), rows).path};
        const auto both = plan(files);
        QVERIFY(both.files[0].recipe.part == StoredPart::Train && both.files[1].recipe.part == StoredPart::Test);
        QCOMPARE(both.remarks,
                 QStringList{QStringLiteral("The files' names say how the log is split: training u1.base; "
                                            "test u1.test.")});
        const auto alone = plan({files[1]});
        QVERIFY(alone.files[0].recipe.part == StoredPart::None && alone.remarks.isEmpty());
    }

    void foldersKeepTheirOrder()
    {
        const QDir dir(m_dir.path());
        QVERIFY(dir.mkpath(QStringLiteral("movies/pictures")));
        const auto file = [&](const char *name, const QByteArray &bytes) {
            written(m_dir, QStringLiteral("movies/") + QString::fromUtf8(name), bytes);
        };
        QByteArray ratings("userId,movieId,rating,timestamp\n"), tags("userId,movieId,tag,timestamp\n");
        for (int i = 0; i < 60; ++i) {
            const auto keys = QByteArray::number(i % 9) + ',' + QByteArray::number(i % 13) + ',';
            const auto time = ',' + QByteArray::number(1260759144 + i * 1000) + '\n';
            ratings += keys + QByteArray::number(1 + i % 5) + ".0" + time;
            tags += keys + "word " + QByteArray::number(i) + " of many that make this file the longer one" + time;
        }
        file("a-broken.zip", "no archive");
        file("movies.csv", "movieId,title,genres\n1,Toy Story,Fun\n2,Heat,Crime\n");
        file("ratings.csv", ratings);
        file("tags.csv", tags);
        file("pictures/1.png", "\x89PNG");
        file("pictures/2.JPG", "\xff\xd8");
        const auto found = plan({dir.filePath(QStringLiteral("movies"))});
        QStringList names;
        for (const auto &each : found.files)
            names << each.source.displayName() + (each.failure ? u'!' : each.wanted ? u'+' : u'-');
        QCOMPARE(names.join(u' '), QStringLiteral("a-broken.zip! movies.csv+ ratings.csv+ tags.csv-"));
        QCOMPARE(found.leading, 2);
        QCOMPARE(found.pictures.size(), std::size_t(1));
        QCOMPARE(found.pictures[0].count, 2);
        QCOMPARE(found.files[2].recipe.kindDefault, QStringLiteral("rating"));
        QVERIFY(found.files[2].recipe.kindDefaultMeaning == Meaning::Rating);
        QCOMPARE(found.files[3].recipe.kindDefault, QStringLiteral("tag"));
        const auto alone = plan({dir.filePath(QStringLiteral("movies/tags.csv"))});
        QVERIFY(alone.files[0].wanted); // nothing else has events
    }

    void questionsCountRows()
    {
        QByteArray rows("order,user_id,item_id,event,quantity\n");
        for (int i = 0; i < 50; ++i)
            rows += QByteArray::number(i / 3) + ',' + (i < 12 ? "" : "u") + ",p" + QByteArray::number(i % 7) +
                    (i % 4 ? ",buy," : ",Retoure,") + (i < 5 ? "-1\n" : "2\n");
        auto file = plan({written(m_dir, QStringLiteral("orders.csv"), rows).path}).files.front();
        const auto asked = [&](ImportQuestion::About about, const ImportPreview *preview) {
            for (const auto &question : questionsOf(file, preview))
                if (question.about == about)
                    return question.rows;
            return std::int64_t(0);
        };
        SilentContext job;
        for (const bool guests : {false, true}) {
            file.recipe.guestsBySession = guests;
            const auto preview = previewImport(file.source, file.recipe, {}, 1000, 0, job);
            QCOMPARE(asked(ImportQuestion::About::Guests, &preview), std::int64_t(12));
            QCOMPARE(asked(ImportQuestion::About::Returns, &preview), std::int64_t(guests ? 5 : 0));
        }
        QCOMPARE(asked(ImportQuestion::About::Guests, nullptr), std::int64_t(12));
        QCOMPARE(asked(ImportQuestion::About::Returns, nullptr), std::int64_t(5));
        QCOMPARE(asked(ImportQuestion::About::Kind, nullptr), std::int64_t(0));
    }

    void picturesLieBesideTheCatalogue()
    {
        QDir dir(m_dir.path());
        QVERIFY(dir.mkpath(QStringLiteral("goods/images")) && dir.mkpath(QStringLiteral("moved/away")));
        for (const auto *name : {"goods/images/a.png", "goods/images/b.png", "secret.png"})
            written(m_dir, QString::fromUtf8(name), "\x89PNG");
        QVERIFY(QFile::link(dir.filePath(QStringLiteral("secret.png")),
                            dir.filePath(QStringLiteral("goods/images/link.png"))));
        auto catalogue = planned(QStringLiteral("goods/catalogue.csv"),
                                 "item_id,title,image\n1,A,images/a.png\n2,B,images/b.png\n3,C,../secret.png\n"
                                 "4,D,images/link.png\n5,E,https://shop.example/e.png\n6,F,images/gone.png\n");
        m_project = Project::create(dir.filePath(QStringLiteral("moved/goods.aisle")));
        SilentContext job;
        const auto totals = runImport(*m_project, {catalogue}, {}, job);
        QCOMPARE(totals.pictures.named, std::int64_t(5));
        QCOMPARE(totals.pictures.found, std::int64_t(2));
        const auto folders = pictureFolders(*m_project);
        QCOMPARE(folders.front(), dir.filePath(QStringLiteral("goods")));
        QVERIFY(!pictureFile(dir.filePath(QStringLiteral("goods/images/a.png")), folders).isEmpty());
        QVERIFY(pictureFile(dir.filePath(QStringLiteral("secret.png")), folders).isEmpty());
        QVERIFY(pictureFile(QStringLiteral("images/../../secret.png"), folders).isEmpty());
        m_project.reset();
        // project and catalogue move together
        QVERIFY(dir.mkpath(QStringLiteral("other")));
        QVERIFY(dir.rename(QStringLiteral("goods"), QStringLiteral("other/goods")));
        QVERIFY(dir.rename(QStringLiteral("moved"), QStringLiteral("other/moved")));
        m_project = Project::open(dir.filePath(QStringLiteral("other/moved/goods.aisle")));
        QCOMPARE(pictureFolders(*m_project).front(), dir.filePath(QStringLiteral("other/goods")));
        QCOMPARE(countPictures(*m_project, job).found, std::int64_t(2));
    }

    void productsOfTwoCataloguesCountOnce()
    {
        const auto one = planned(QStringLiteral("one.csv"), "item_id,title\nx,Tea\ny,Cup\n");
        auto two = planned(QStringLiteral("two.csv"), "item_id,title\nx,Tea\ny,Cup\nz,Jar\nz,Jar\n");
        two.part = one.part; // by itself it may be a log
        two.recipe = one.recipe;
        SilentContext job;
        const auto totals = runImport(*m_project, {one, two}, {}, job);
        QCOMPARE(totals.catalogue.items + totals.catalogue.updated, std::int64_t(3));
        QCOMPARE(totals.catalogue.items, std::int64_t(3));
    }

    void keysThatNeverMeetAreSaid_data()
    {
        QTest::addColumn<QByteArray>("key"); // of shopper 1, # is the number
        QTest::addColumn<QString>("remark");
        QTest::newRow("the same") << QByteArray("20#") << QString();
        QTest::newRow("a fraction")
            << QByteArray("20#.0")
            << QStringLiteral("0 of its 40 keys of shoppers are known, it has 2010.0 where the project has "
                              "2010. Written without .0 at the end, 40 would meet");
        QTest::newRow("zeros") << QByteArray("00020#")
                               << QStringLiteral("Written without leading zeros, 40 would meet");
        QTest::newRow("a prefix") << QByteArray("user_20#") << QStringLiteral("Written by the number at their end, 40");
        QTest::newRow("quotes") << QByteArray("'20#'") << QStringLiteral("Written without quotes, 40");
        QTest::newRow("others") << QByteArray("x#y")
                                << QStringLiteral("is the right column taken for the key (user_id)?");
    }
    void keysThatNeverMeetAreSaid()
    {
        QFETCH(QByteArray, key);
        QFETCH(QString, remark);
        QByteArray log("user_id,item_id,time\n"), people("user_id,age,city\n");
        for (int i = 10; i < 50; ++i) {
            log += "20" + QByteArray::number(i) + ",p" + QByteArray::number(i % 7) + ",2026-03-01\n";
            people += QByteArray(key).replace("#", QByteArray::number(i)) + ",30,Bern\n";
        }
        SilentContext job;
        const auto files = {planned(QStringLiteral("log.csv"), log), planned(QStringLiteral("people.csv"), people)};
        QCOMPARE(std::data(files)[1].part, FilePart::Users);
        const auto totals = runImport(*m_project, files, {}, job);
        QCOMPARE(totals.remarks.size(), remark.isEmpty() ? 0 : 1);
        if (!remark.isEmpty())
            QVERIFY2(totals.remarks.front().contains(remark), qPrintable(totals.remarks.front()));
    }
    void whatIsNotRatedHasNoValue()
    {
        QByteArray log("user_id,item_id,rating\n");
        for (int i = 0; i < 60; ++i)
            log += "u" + QByteArray::number(i % 9) + ",p" + QByteArray::number(i) + (i % 3 ? ",7\n" : ",-1\n");
        log += "u1,p99,9\n";
        SilentContext job;
        const auto totals = runImport(*m_project, {planned(QStringLiteral("log.csv"), log)}, {}, job);
        QCOMPARE(totals.events, std::int64_t(61));
        std::int64_t rated = 0;
        EventStore(*m_project).scan([&](const StoredEvent &event) { rated += !std::isnan(event.value); });
        QCOMPARE(rated, std::int64_t(41));
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
