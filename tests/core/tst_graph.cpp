#include "core/features/relations/graphbuild.h"
#include "core/features/relations/graphediting.h"
#include "core/features/relations/graphimport.h"
#include "core/features/relations/graphsource.h"
#include "core/features/relations/neighbourhood.h"
#include "core/features/relations/paths.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/graph/graphchange.h"
#include "core/storage/project.h"
#include "core/storage/sqlite/statements.h"
#include "tests/support/errorof.h"
#include "tests/support/writtenfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cmath>

using namespace aisle;
using aisle::test::errorOf;

namespace {

/// Stopped as by a person at the n-th look.
class StoppedAt : public JobContext
{
public:
    explicit StoppedAt(int looks) : m_looks(looks) {}
    void checkpoint() override
    {
        if (m_looks-- == 0)
            throw Cancelled{};
    }
    void progress(double, const QString &) override {}

private:
    int m_looks;
};

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

/// The knowledge graph: files read, what the catalogue says, changes by hand, paths.
class GraphTest : public QObject
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
    void product(int id, const char *key, const char *title, const char *category = "", const char *attributes = "{}")
    {
        execute(
            m_project->database(), "INSERT INTO item(id, key, title, category, attributes) VALUES(?, ?, ?, ?, ?)",
            {std::int64_t(id), std::string(key), std::string(title), std::string(category), std::string(attributes)});
    }
    GraphImported imported(const QString &triples, const QString &links = {}, bool replace = false)
    {
        GraphImport request;
        request.files.triples = triples;
        request.files.links = links;
        request.replace = replace;
        return importGraph(*m_project, request, m_job);
    }
    /// "a likes b", sorted.
    QStringList triples()
    {
        const auto graph = Relations::load(*m_project, m_job);
        QStringList all;
        for (const auto &triple : graph->triples())
            all << QStringLiteral("%1 %2 %3")
                       .arg(text(graph->entity(triple.head).c_str()), text(graph->relation(triple.relation).c_str()),
                            text(graph->entity(triple.tail).c_str()));
        all.sort();
        return all;
    }
    /// Of all tables of the graph, as they are stored.
    QStringList everyRow()
    {
        QStringList all;
        for (const char *table : {"graph_source", "graph_entity", "graph_relation", "graph_triple", "graph_link"}) {
            SQLite::Statement rows(m_project->database(), std::string("SELECT * FROM ") + table);
            while (rows.executeStep()) {
                QStringList cells{text(table)};
                for (int c = 0; c < rows.getColumnCount(); ++c)
                    cells << text(rows.getColumn(c).getText());
                all << cells.join(u'|');
            }
        }
        all.sort();
        return all;
    }
    GraphCounts counts() { return GraphStore(*m_project).counts(); }
    QStringList ofRelation(const char *relation)
    {
        return triples().filter(QStringLiteral(" %1 ").arg(text(relation)));
    }

private Q_SLOTS:
    void init()
    {
        m_project = Project::create(m_dir.filePath(QStringLiteral("%1.aisle").arg(++m_count)));
        product(1, "7", "green tea");
        product(2, "8", "black tea");
        product(3, "9", "china cup");
    }

    void triplesInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray openKe("3\r\na b likes\r\nb c likes\r\na c knows\r\n");
        QTest::newRow("tabs") << QByteArray("a\tlikes\tb\nb\tlikes\tc\na\tknows\tc\n");
        QTest::newRow("spaces") << QByteArray("a likes b\n\nb  likes c\na knows c");
        QTest::newRow("commas") << QByteArray("a,likes,b\r\nb,likes,c\r\n\"a\",knows,c\r\n");
        QTest::newRow("openke") << openKe;
        QTest::newRow("recbole") << QByteArray("head_id:token\trelation_id:token\ttail_id:token\na\tlikes\tb\n"
                                               "b\tlikes\tc\na\tknows\tc\n");
        QTest::newRow("header in another order")
            << QByteArray("tail,weight,Head ID,relation\nb,1,a,likes\nc,2,b,likes\n"
                          "c,3,a,knows\n");
        QTest::newRow("mark of order") << QByteArray("\xef\xbb\xbf"
                                                     "a\tlikes\tb\nb\tlikes\tc\na\tknows\tc\n");
    }
    void triplesInEveryForm()
    {
        QFETCH(const QByteArray, bytes);
        const auto done = imported(written("kg.txt", bytes));
        QCOMPARE(triples(), (QStringList{text("a knows c"), text("a likes b"), text("b likes c")}));
        QCOMPARE(done.created, std::int64_t(3));
        QCOMPARE(done.tripleFile.rejected, std::int64_t(0));
        QCOMPARE(counts().entities, std::int64_t(3));
        QCOMPARE(counts().relations, std::int64_t(2));
    }

    /// Every kind of edit, taken back and done again, leaves every table of the graph as it was, row by row.
    void editsAreTakenBackExactly()
    {
        imported(written("kg.txt", "Wu\tmakes\ttea\nWu & Co\tmakes\tcup\nWu\tknows\tWu & Co\n"),
                 written("l.txt", "item_id:token\tentity_id:token\n7\ttea\n9\tcup\n"));
        const auto kg = written("more.txt", "tea\tgrows in\tAsia\nWu\tmakes\ttea\n");
        const std::vector<std::function<void()>> acts{
            [this] {
                addTriple(*m_project, {text("7"), text("goes with"), text("9")});
            },
            [this] {
                removeTriple(*m_project, {text("Wu"), text("makes"), text("tea")});
            },
            [this] { mergeEntities(*m_project, text("Wu & Co"), text("Wu")); },
            [&] { imported(kg); },
            [this] { removeSource(*m_project, GraphStore(*m_project).sources().front().id); },
            [this] { buildGraph(*m_project, {}, m_job); },
            [this] { buildGraph(*m_project, {}, m_job); }, // in place of itself
        };
        for (const auto &act : acts) {
            const auto before = everyRow();
            const auto change = GraphChange::of(*m_project, act);
            const auto after = everyRow();
            QVERIFY(!change->isEmpty() && before != after);
            change->takeBack(*m_project, m_job);
            QCOMPARE(everyRow(), before);
            change->doAgain(*m_project, m_job);
            QCOMPARE(everyRow(), after);
        }
        const auto before = everyRow();
        QVERIFY(errorOf([&] {
                    GraphChange::of(*m_project, [this] {
                        removeTriple(*m_project, {text("nobody"), text("makes"), text("tea")});
                    });
                }) == "graph.no-entity");
        QVERIFY(GraphChange::of(*m_project, [] {})->isEmpty()); // the refused one left nothing to note
        const TypedTriple passing{text("7"), text("goes with"), text("never")};
        const auto none = GraphChange::of(*m_project, [&] {
            addTriple(*m_project, passing);
            removeTriple(*m_project, passing);
        });
        QVERIFY(none->isEmpty()); // what came and went again is no change
        QCOMPARE(everyRow(), before);
    }

    void twoNamesBecomeOne()
    {
        imported(written("kg.txt", "Wu\tmakes\ttea\nWu & Co\tmakes\ttea\nWu & Co\tmakes\tcup\nWu\tknows\tWu & Co\n"
                                   "shop\tsells\tWu & Co\nWu & Co\tknows\tWu & Co\n"));
        const auto merged = mergeEntities(*m_project, text("Wu & Co"), text("Wu"));
        QCOMPARE(merged.triples, std::int64_t(5));
        QCOMPARE(triples(), (QStringList{text("Wu makes cup"), text("Wu makes tea"), text("shop sells Wu")}));
        QVERIFY(!GraphStore(*m_project).findEntity("Wu & Co"));
        QCOMPARE(errorOf([&] { mergeEntities(*m_project, text("Wu"), text("Wu")); }), std::string("graph.same-entity"));
        addTriple(*m_project, {text("7"), text("goes with"), text("9")});
        QCOMPARE(errorOf([&] { mergeEntities(*m_project, text("7"), text("9")); }), std::string("graph.two-things"));
        mergeEntities(*m_project, text("tea"), text("7")); // a product takes another name along
        QVERIFY(triples().contains(text("Wu makes product:7")));
        QVERIFY(GraphStore(*m_project).entityOf(FeatureSubject::Items, "7"));
    }

    void aProductsNeighbourhood()
    {
        product(4, "10", "old cup");
        imported(written("kg.txt", "p7\tbrand\tWu\np8\tbrand\tWu\np9\tbrand\tWu\np7\tword\tgreen\np7\tword\ttea\n"
                                   "p8\tword\ttea\np8\tgoes with\tp7\nWu\tbrand\tp7\n"),
                 written("l.txt", "item_id:token\tentity_id:token\n7\tp7\n8\tp8\n9\tp9\n"));
        const auto found = neighbourhoodOf(*m_project, ItemId(1), 1, m_job);
        QVERIFY(found.hasGraph && found.isKnown);
        QCOMPARE(found.name, text("p7"));
        QStringList groups;
        for (const auto &group : found.groups)
            groups << QStringLiteral("%1%2 %3 %4")
                          .arg(group.isForward ? text(">") : text("<"), group.relation, QString::number(group.count),
                               group.neighbours[0].shown.name);
        QCOMPARE(groups, (QStringList{text(">brand 1 Wu"), text("<brand 1 Wu"), text(">word 2 green"),
                                      text("<goes with 1 p8")}));
        for (const auto &group : found.groups)
            QCOMPARE(group.neighbours.size(), std::size_t(1));
        QCOMPARE(found.groups[0].neighbours[0].products, (std::vector<ItemId>{ItemId(2), ItemId(3)}));
        QVERIFY(!found.groups[0].neighbours[0].item);
        QVERIFY(found.groups[3].neighbours[0].item == ItemId(2));
        QCOMPARE(found.groups[3].neighbours[0].shown.title, text("black tea"));
        QVERIFY(!neighbourhoodOf(*m_project, ItemId(4), 5, m_job).isKnown);
    }

    void namesKeepSpacesBetweenTabs()
    {
        imported(written("kg.txt", "Jo \"JJ\" Doe\tborn in\tNew York\n\xe8\x8c\xb6\tis a\tdrink, hot\n"));
        QCOMPARE(triples(),
                 (QStringList{text("Jo \"JJ\" Doe born in New York"), text("\xe8\x8c\xb6 is a drink, hot")}));
    }

    void mapsNameWhatIdsStandFor()
    {
        const auto kg = written("train2id.txt", "3\n0 1 0\n2 1 0\n0 9 0\n");
        GraphImport request;
        request.files.triples = kg;
        request.files.entities = written("entity2id.txt", "4\n/m/a\t0\n/m/b\t1\n/m/c\t2\n/m/d\t3\n");
        request.files.relations = written("relation2id.txt", "1\n/is/a\t0\n");
        const auto done = importGraph(*m_project, request, m_job);
        QCOMPARE(triples(), (QStringList{text("/m/a /is/a /m/b"), text("/m/c /is/a /m/b")}));
        QCOMPARE(done.tripleFile.reasons.at("unknown-entity"), std::int64_t(1));
        QVERIFY2(done.tripleFile.examples.front().startsWith(text("line 4: 0 0 9")),
                 qPrintable(done.tripleFile.examples.front()));
        QCOMPARE(counts().entities, std::int64_t(4)); // the map's, in its order
        QCOMPARE(counts().withoutTriple, std::int64_t(1));
        QCOMPARE(GraphStore(*m_project).entities().front().second, std::string("/m/a"));

        request.files.entities = written("entities.dict", "0\t/m/a\n1\t/m/b\n2\t/m/c\n"); // id first
        const auto again = importGraph(*m_project, request, m_job);
        QVERIFY(!again.source);
        QCOMPARE(again.already, std::int64_t(2));
        request.files.entities = written("other.txt", "x\ty\nz\tw\n");
        QCOMPARE(errorOf([&] { importGraph(*m_project, request, m_job); }), std::string("graph.map"));
        QCOMPARE(triples().size(), 2);
    }

    void linksTieProducts()
    {
        const auto kg = written("kg.txt", "0\tmade by\t5\n1\tmade by\t5\n2\tmade by\t6\n");
        const auto done = imported(kg, written("item_index2entity_id.txt", "7\t0\n8\t1\n77\t2\n9\t4\n"));
        QCOMPARE(done.links, std::int64_t(4));
        QCOMPARE(done.waiting, std::int64_t(1));
        QCOMPARE(done.waitingKeys, QStringList{text("77")});
        QCOMPARE(done.linkedWithoutTriple, std::int64_t(1)); // 4
        QCOMPARE(counts().products, std::int64_t(3));
        auto graph = Relations::load(*m_project, m_job);
        QCOMPARE(graph->entity(*graph->entityOf(ItemId(2))), std::string("1"));
        QCOMPARE(graph->productOf(*graph->entityOf(ItemId(2))), std::optional(ItemId(2)));
        product(10, "77", "late"); // it comes later
        graph = Relations::load(*m_project, m_job);
        QCOMPARE(graph->entity(*graph->entityOf(ItemId(10))), std::string("2"));
        QCOMPARE(counts().waiting, std::int64_t(0));
        // a header says which column is which
        imported(kg, written("ml.link", "entity_id:token\titem_id:token\n6\t9\n"));
        graph = Relations::load(*m_project, m_job);
        QCOMPARE(graph->productOf(*graph->entityOf(ItemId(3))), std::optional(ItemId(3)));
    }

    void headersOfMaps()
    {
        GraphImport request; // as KGAT has them
        request.files.triples = written("kg_final.txt", "0 0 2\n1 0 2\n");
        request.files.entities = written("entity_list.txt", "org_id remap_id\nm.a 0\nm.b 1\nm.c 2\n");
        request.files.relations = written("relation_list.txt", "org_id remap_id\nmade.by 0\n");
        request.files.links = written("item_list.txt", "org_id remap_id freebase_id\n7 0 m.a\n9 1 m.b\n");
        importGraph(*m_project, request, m_job);
        QCOMPARE(triples(), (QStringList{text("m.a made.by m.c"), text("m.b made.by m.c")}));
        QCOMPARE(counts().entities, std::int64_t(3));
        const auto graph = Relations::load(*m_project, m_job);
        QCOMPARE(graph->entity(*graph->entityOf(ItemId(3))), std::string("m.b"));
    }

    void twiceMerges()
    {
        const auto first = written("a.txt", "a likes b\nb likes c\na likes b\n");
        QCOMPARE(imported(first).repeated, std::int64_t(1));
        const auto same = imported(first);
        QVERIFY(!same.source); // nothing is kept of it
        QCOMPARE(same.already, std::int64_t(2));
        const auto more = imported(written("b.txt", "b likes c\nc likes d\n"));
        QCOMPARE(more.created, std::int64_t(1));
        QCOMPARE(more.already, std::int64_t(1));
        QCOMPARE(triples().size(), 3);
        removeSource(*m_project, TripleSourceId(1)); // the first; the second says b likes c as well
        QCOMPARE(triples(), (QStringList{text("b likes c"), text("c likes d")}));
        QCOMPARE(counts().entities, std::int64_t(3)); // a is gone
        imported(first, {}, true);
        QCOMPARE(triples(), (QStringList{text("a likes b"), text("b likes c")}));
        QCOMPARE(errorOf([&] { removeSource(*m_project, TripleSourceId(99)); }), std::string("graph.no-source"));
    }

    void badFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("empty") << QByteArray() << QByteArray("import.empty-file");
        QTest::newRow("blank") << QByteArray("\n \n\n") << QByteArray("import.empty-file");
        QTest::newRow("only a count") << QByteArray("12\n") << QByteArray("graph.no-rows");
        QTest::newRow("two columns") << QByteArray("a b\nc d\n") << QByteArray("graph.no-rows");
        QTest::newRow("four columns") << QByteArray("3\t1 2 3\n3\t4 5 6\n") << QByteArray("graph.no-rows");
        QTest::newRow("only a header") << QByteArray("head\trelation\ttail\n") << QByteArray("graph.no-rows");
        QTest::newRow("picture") << QByteArray(
                                        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15", 36)
                                 << QByteArray("import.not-text");
    }
    void badFiles()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, code);
        imported(written("good.txt", "a likes b\n"));
        const auto path = written("bad.txt", bytes);
        QCOMPARE(errorOf([&] { imported(path, {}, true); }), code.toStdString());
        QCOMPARE(triples(), QStringList{text("a likes b")});
    }

    void badRowsAreCounted()
    {
        auto bytes = QByteArray("9\na b likes\na b\nc d likes x\n\nb c likes\na  likes\n");
        bytes += QByteArray("n\0l c likes\n", 12) + QByteArray(5000, 'x') + " c likes\n\xff\xfe c likes\n";
        const auto done = imported(written("kg.txt", bytes));
        QCOMPARE(triples().filter(text("likes")).size(), triples().size());
        QCOMPARE(triples().first(2), (QStringList{text("a likes b"), text("b likes c")}));
        const auto &reasons = done.tripleFile.reasons;
        QCOMPARE(reasons.at("wrong-fields"), std::int64_t(3));
        QCOMPARE(reasons.at("nul"), std::int64_t(1));
        QCOMPARE(reasons.at("too-long"), std::int64_t(1));
        QCOMPARE(done.tripleFile.count, std::optional<std::int64_t>(9)); // it lies
        QCOMPARE(done.tripleFile.rows, std::int64_t(8));
        QCOMPARE(done.tripleFile.examples.front(), text("line 3: a b"));
    }

    void stoppedLeavesAll()
    {
        const auto path = written("kg.txt", "a likes b\nb likes c\n");
        imported(path);
        const auto other = written("other.txt", "x likes y\n");
        GraphImport request;
        request.files.triples = other;
        request.replace = true;
        for (int looks = 0; looks < 2; ++looks) {
            StoppedAt job(looks);
            QVERIFY_THROWS_EXCEPTION(Cancelled, importGraph(*m_project, request, job));
            QCOMPARE(triples().size(), 2);
        }
    }

    void shoppersTrustShoppers()
    {
        execute(m_project->database(), "INSERT INTO user(id, key) VALUES(5, 'ann')", {});
        const auto path = written("trust.txt", "ann\tbob\nbob\tann\nann\tbob\n");
        const auto done = importSocial(*m_project, path, text("trusts"), m_job);
        QCOMPARE(triples(),
                 (QStringList{text("shopper:ann trusts shopper:bob"), text("shopper:bob trusts shopper:ann")}));
        QCOMPARE(done.waiting, std::int64_t(1)); // bob
        QCOMPARE(counts().shoppers, std::int64_t(1));
        const auto graph = Relations::load(*m_project, m_job);
        QCOMPARE(graph->shopperOf(*graph->entityOf(UserId(5))), std::optional(UserId(5)));
        importSocial(*m_project, written("weighted.csv", "userID,friendID,weight\nann,eve,3\n"), text("knows"), m_job);
        QVERIFY(triples().contains(text("shopper:ann knows shopper:eve")));
        QCOMPARE(errorOf([&] { importSocial(*m_project, path, text("a\nb"), m_job); }), std::string("graph.name"));
    }

    void handsAddAndDelete()
    {
        QCOMPARE(addTriple(*m_project, {text("7"), text("goes well with"), text("9")}).head, text("product:7"));
        QCOMPARE(triples(), QStringList{text("product:7 goes well with product:9")});
        QCOMPARE(counts().products, std::int64_t(2));
        QCOMPARE(errorOf([&] {
                     addTriple(*m_project, {text("7"), text("goes well with"), text("9")});
                 }),
                 std::string("graph.there"));
        addTriple(*m_project, {text("product:7"), text("grows in"), text("Assam")});
        QCOMPARE(errorOf([&] {
                     removeTriple(*m_project, {text("7"), text("goes"), text("9")});
                 }),
                 std::string("graph.no-relation"));
        QCOMPARE(errorOf([&] {
                     removeTriple(*m_project, {text("7"), text("grows in"), text("Darjeeling")});
                 }),
                 std::string("graph.no-entity"));
        QCOMPARE(errorOf([&] {
                     removeTriple(*m_project, {text("9"), text("grows in"), text("Assam")});
                 }),
                 std::string("graph.not-there"));
        removeTriple(*m_project, {text("7"), text("goes well with"), text("9")});
        QCOMPARE(triples(), QStringList{text("product:7 grows in Assam")});
        QCOMPARE(counts().entities, std::int64_t(2)); // 9 is gone, 7 is tied by the other
        QCOMPARE(counts().products, std::int64_t(1));
        removeTriple(*m_project, {text("7"), text("grows in"), text("Assam")});
        const auto none = counts();
        QCOMPARE(none.entities + none.relations + none.triples + none.products, std::int64_t(0));
        QCOMPARE(errorOf([&] {
                     addTriple(*m_project, {text(" "), text("is"), text("x")});
                 }),
                 std::string("graph.name"));
    }

    void cataloguesAreBuilt()
    {
        m_project = Project::create(m_dir.filePath(QStringLiteral("%1.aisle").arg(++m_count)));
        product(1, "1", "Assam black tea", "Drinks > Tea", R"({"colour":"red","size":["S","M"],"code":"x1"})");
        product(2, "2", "Ceylon black tea", "Drinks > Tea|Gifts", R"({"colour":"red","size":"M","code":"x2"})");
        product(3, "3", "China cup", "Cups", R"({"colour":"blue"})");
        product(4, "4", "Assam cup", "");
        execute(m_project->database(), "UPDATE item SET brand = 'Acme' WHERE id < 3", {});
        execute(m_project->database(), "INSERT INTO item(id, key, title, is_product) VALUES(9, 'post', 'black', 0)",
                {});
        imported(written("kg.txt", "product:1 brand brand:Acme\nother is thing\n"));
        addTriple(*m_project, {text("3"), text("brand"), text("brand:Wu")});
        const auto built = buildGraph(*m_project, {}, m_job);
        QCOMPARE(ofRelation("category"),
                 (QStringList{text("product:1 category category:Drinks > Tea"),
                              text("product:2 category category:Drinks > Tea"),
                              text("product:2 category category:Gifts"), text("product:3 category category:Cups")}));
        QCOMPARE(ofRelation("subcategory of"),
                 QStringList{text("category:Drinks > Tea subcategory of category:Drinks")});
        QCOMPARE(ofRelation("brand").size(), 3); // two built, of which one was imported, and one by hand
        QCOMPARE(ofRelation("colour"),
                 (QStringList{text("product:1 colour colour:red"), text("product:2 colour colour:red")}));
        QCOMPARE(ofRelation("size").size(), 2);     // M of both; S is of one only
        QCOMPARE(built.single, std::int64_t(4));    // S, blue, x1, x2
        QCOMPARE(ofRelation("word").size(), 2 * 4); // assam, black, cup, tea
        QVERIFY(ofRelation("bigram").isEmpty());    // black tea is of as many as its words
        QCOMPARE(built.products, std::int64_t(4));
        const auto whole = triples();
        buildGraph(*m_project, {}, m_job);
        QCOMPARE(triples(), whole); // again is the same
        buildGraph(*m_project, {.from = {text("brand")}, .goesWith = {}}, m_job);
        QCOMPARE(triples().size(), 2 + 2); // what was built before is gone, imported and hand-made triples stay
        execute(m_project->database(), "UPDATE item SET brand = NULL", {});
        buildGraph(*m_project, {.from = {text("category")}, .goesWith = {}}, m_job);
        QCOMPARE(ofRelation("brand"),
                 (QStringList{text("product:1 brand brand:Acme"), text("product:3 brand brand:Wu")}));
        QCOMPARE(errorOf([&] { buildGraph(*m_project, {.from = {text("brand")}, .goesWith = {}}, m_job); }),
                 std::string("graph.nothing-to-build"));
        QCOMPARE(errorOf([&] { buildGraph(*m_project, {.from = {text("titel")}, .goesWith = {}}, m_job); }),
                 std::string("graph.source"));
    }

    void bigramsThatSayMore()
    {
        m_project = Project::create(m_dir.filePath(QStringLiteral("%1.aisle").arg(++m_count)));
        const char *titles[] = {"red wine glass", "red wine bottle", "red hat", "wine box",
                                "old shoe",       "new shoe",        "big map", "desk lamp"};
        for (int id = 0; id < 8; ++id)
            product(id + 1, std::to_string(id).c_str(), titles[id]);
        buildGraph(*m_project, {}, m_job);
        QCOMPARE(ofRelation("bigram"),
                 (QStringList{text("product:0 bigram words:red wine"), text("product:1 bigram words:red wine")}));
    }

    void basketsSayWhatGoesTogether()
    {
        auto &database = m_project->database();
        database.exec("INSERT INTO event_kind(id, name, meaning, weight) VALUES(1, 'buy', 'purchase', 1)");
        database.exec(
            "INSERT INTO import(id, source, sha256, recipe, status, rows, events, rejected, duplicates, bytes, "
            "first_event, reasons, at) VALUES(1, 'x', '', '{}', 'done', 12, 12, 0, 0, 0, 1, '{}', 0)");
        int event = 0;
        for (int user = 1; user <= 4; ++user) {
            execute(database, "INSERT INTO user(id, key) VALUES(?, ?)", {std::int64_t(user), std::to_string(user)});
            execute(database, "INSERT INTO event_range VALUES(?, 1, ?, 2)",
                    {std::int64_t(user), std::int64_t(event + 1)});
            // 7 and 8 together at one instant, three times; the last basket has 9
            for (const int item : {user < 4 ? 1 : 3, user < 4 ? 2 : 3})
                execute(database, "INSERT INTO event(id, user_id, item_id, kind, at) VALUES(?, ?, ?, 1, ?)",
                        {std::int64_t(++event), std::int64_t(user), std::int64_t(item), std::int64_t(1000 * user)});
        }
        execute(database, "INSERT INTO import_kind VALUES(1, 1, 8)", {});
        product(4, "10", "left over");
        GraphBuild request{.from = {text("title")}, .goesWith = GoesWith{}};
        auto built = buildGraph(*m_project, request, m_job);
        QVERIFY(built.goesWith);
        QCOMPARE(built.goesWith->baskets, std::int64_t(3));
        QVERIFY(ofRelation("goes with").isEmpty()); // no more often than chance: every basket is of both
        QVERIFY(built.goesWith->split.isEmpty());
        const auto sources = GraphStore(*m_project).sources();
        const auto baskets = std::ranges::find(sources, TripleOrigin::Baskets, &TripleSource::origin);
        QVERIFY(baskets != sources.end());
        QCOMPARE(GraphSource::text(*baskets, {}), text("baskets of all events"));
        database.exec("INSERT INTO event(id, user_id, item_id, kind, at) VALUES(20, 4, 4, 1, 4000)");
        database.exec("UPDATE event_range SET count = 14 WHERE user_id = 4");
        built = buildGraph(*m_project, request, m_job);
        QCOMPARE(ofRelation("goes with"), QStringList{text("product:7 goes with product:8")});
        for (const int item : {1, 2}) { // a pair has no first
            const auto groups = neighbourhoodOf(*m_project, ItemId(item), 5, m_job).groups;
            QVERIFY(std::ranges::any_of(
                groups, [](const auto &group) { return group.relation == text("goes with") && group.isForward; }));
        }
        request.goesWith->split = text("time:0.8,0.1,0.1");
        request.goesWith->seed = 3;
        built = buildGraph(*m_project, request, m_job);
        QVERIFY(!built.goesWith->split.isEmpty());
        QVERIFY(!built.goesWith->dataHash.isEmpty());
    }

    void pathsAreTheShortest()
    {
        // 0 and 1 are of the history, 2 is asked for; 3 is small (and tied to 0 twice), 4 a hub, 5..14 hang on it
        Relations::Parts parts;
        for (int entity = 0; entity < 15; ++entity)
            parts.entities.push_back(std::to_string(entity));
        parts.relations = {"common", "rare"};
        parts.triples = {{3, 0, 0}, {0, 0, 4}, {2, 0, 4}, {0, 1, 3}, {2, 1, 3}, {1, 0, 5}, {5, 0, 4}};
        for (std::uint32_t other = 6; other < 15; ++other)
            parts.triples.push_back({other, 0, 4});
        const Relations graph(std::move(parts));
        const std::vector<std::uint32_t> history{0, 1, 2};
        const auto found = shortestPaths(graph, history, 2, {.steps = 4, .count = 10}, m_job);
        QCOMPARE(found.size(), std::size_t(3)); // two of two steps from 0, one of three from 1; none from 2 itself
        QCOMPARE(found[0].steps.size(), std::size_t(2));
        QCOMPARE(found[0].steps[0].triple.tail, 3U);
        QVERIFY(found[0].steps[0].isForward && !found[0].steps[1].isForward);
        const double all = 16, rare = std::log1p(all / 2) / std::log1p(all);
        QVERIFY(std::abs(found[0].score - rare * rare / std::log2(4.0)) < 1e-12);
        const double common = std::log1p(all / 14) / std::log1p(all);
        QVERIFY(std::abs(found[1].score - common * common / std::log2(13.0)) < 1e-12);
        QCOMPARE(found[2].steps.size(), std::size_t(3));
        QCOMPARE(shortestPaths(graph, history, 2, {.steps = 2, .count = 10}, m_job).size(), std::size_t(2));
        QCOMPARE(shortestPaths(graph, history, 2, {.steps = 4, .count = 1}, m_job).size(), std::size_t(1));
        QVERIFY(shortestPaths(graph, std::vector<std::uint32_t>{1}, 2, {.steps = 2, .count = 1}, m_job).empty());
    }

    /// Each of many products hangs on each of two hubs.
    void hubsEndInTime()
    {
        constexpr std::uint32_t kProducts = 50'000;
        Relations::Parts parts;
        parts.entities.resize(kProducts + 2);
        parts.relations = {"is"};
        for (std::uint32_t product = 0; product < kProducts; ++product)
            for (const auto hub : {kProducts, kProducts + 1})
                parts.triples.push_back({product, 0, hub});
        const Relations graph(std::move(parts));
        std::vector<std::uint32_t> history(1000);
        for (std::uint32_t place = 0; place < history.size(); ++place)
            history[place] = place + 1;
        const auto found = shortestPaths(graph, history, 0, {.steps = 8, .count = 20}, m_job);
        QCOMPARE(found.size(), std::size_t(20));
        QCOMPARE(found.back().steps.size(), std::size_t(2));
    }

    void damageIsSaid()
    {
        imported(written("kg.txt", "a likes b\n"));
        auto &database = m_project->database();
        database.exec("UPDATE graph_triple SET tail = 77");
        QCOMPARE(errorOf([&] { Relations::load(*m_project, m_job); }), std::string("graph.damaged"));
        database.exec("UPDATE graph_source SET origin = 'hearsay'");
        QCOMPARE(errorOf([&] { GraphStore(*m_project).sources(); }), std::string("graph.damaged"));
    }
};

QTEST_GUILESS_MAIN(GraphTest)
#include "tst_graph.moc"
