#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/queries/summary.h"
#include "core/transfer/importing/importer.h"
#include "core/transfer/importing/keycoder.h"
#include "core/transfer/importing/partition.h"
#include "tests/support/errorof.h"
#include "tests/support/testdata.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <SQLiteCpp/SQLiteCpp.h>
#include <array>
#include <cmath>

using namespace aisle;
using namespace aisle::test;

namespace {

ColumnRole role(const char *column, Role role, const char *field = "")
{
    return {QString::fromUtf8(column), role, QString::fromUtf8(field)};
}

Recipe shopRecipe()
{
    Recipe recipe;
    recipe.columns = {role("user", Role::User), role("item", Role::Item), role("kind", Role::Kind),
                      role("time", Role::Time), role("price", Role::UnitPrice)};
    recipe.timeFormat = QStringLiteral("unix");
    recipe.kindMap = {{QStringLiteral("buy"), Meaning::Purchase}, {QStringLiteral("pv"), Meaning::View}};
    return recipe;
}

struct CancelAfter : SilentContext
{
    explicit CancelAfter(double at) : limit(at) {}
    void checkpoint() override
    {
        if (reached >= limit)
            throw Cancelled{};
    }
    void progress(double fraction, const QString &) override
    {
        QVERIFY(fraction >= reached);
        reached = fraction;
    }
    double limit;
    double reached = 0;
};

QByteArray longLog(int rows)
{
    QByteArray log("user,item,kind,time,price\n");
    for (std::int64_t row = 0; row < rows; ++row)
        log += "u" + QByteArray::number((row * 7919) % 9973) + ",i" + QByteArray::number((row * 104729) % 4999) +
               ",buy," + QByteArray::number(1'500'000'000 + row) + "," + QByteArray::number(row % 90) + ".5\n";
    return log;
}

} // namespace

class TestImporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void clustersByShopper();
    void isSummarisedWhileAnotherWrites();
    void secondImportAddsAndIsTakenBack();
    void theSameFileIsRefused();
    void anImportThatBroughtNothingGivesWay();
    void aListSaysWhatIsNoProduct();
    void rejectsWithReasons();
    void duplicates_data();
    void duplicates();
    void returnsGuestsAndSessions();
    void sessionsAreUsers();
    void contextAndPart();
    void itemFields();
    void adjacencyAndSequences();
    void joinsOrderHeads();
    void amountsAndClocks();
    void takesFilledTitlesBack();
    void takesListsBack();
    void listsAreAllOrNone();
    void replacesOnlyWhenItSucceeds();
    void aPriceNamedAsAFieldIsANumber();
    void catalogueAndShoppers();
    void refusesWithoutColumns();
    void cancelLeavesTheProject_data();
    void cancelLeavesTheProject();
    void fullDiskLeavesTheProject();
    void killedImportLeavesNothing();
    void keyCoderNumbersInOrder();
    void partitionsSpillAndSplit();
    void rawOnlineRetail();

private:
    InputSource write(const char *name, const QByteArray &content);
    ImportSummary import(const char *name, const QByteArray &content, const Recipe &recipe, bool again = false);
    ItemsSummary importList(const ImportRequest &request, FilePart part);
    std::int64_t number(const char *query) const { return m_project->database().execAndGet(query).getInt64(); }
    std::string textOf(const char *query) const { return m_project->database().execAndGet(query).getString(); }

    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
    int m_count = 0;
};

void TestImporter::init()
{
    m_project = Project::create(m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_count)));
}

ItemsSummary TestImporter::importList(const ImportRequest &request, FilePart part)
{
    SilentContext job;
    return importLists(*m_project, {request}, {part}, job).front();
}

InputSource TestImporter::write(const char *name, const QByteArray &content)
{
    InputSource source;
    source.path = m_folder.filePath(QString::fromUtf8(name));
    QFile file(source.path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write a test file");
    source.packedBytes = content.size();
    return source;
}

ImportSummary TestImporter::import(const char *name, const QByteArray &content, const Recipe &recipe, bool again)
{
    SilentContext job;
    ImportRequest request;
    request.source = write(name, content);
    request.recipe = recipe;
    request.again = again;
    const auto summary = importEvents(*m_project, request, job);
    if (summary.rows != summary.events + summary.rejected + summary.duplicates)
        qFatal("rows do not add up");
    return summary;
}

void TestImporter::clustersByShopper()
{
    const auto summary = import(
        "a.csv", "user,item,kind,time,price\nann,tea,buy,30,2.5\nbob,cup,pv,20,4\nann,cup,pv,10,\nann,tea,buy,40,3\n",
        shopRecipe());
    QCOMPARE(summary.rows, std::int64_t(4));
    QCOMPARE(summary.events, std::int64_t(4));
    QCOMPARE(summary.users, std::int64_t(2));
    QCOMPARE(summary.items, std::int64_t(2));
    QCOMPARE(summary.kinds.at("buy"), std::int64_t(2));
    const EventStore events(*m_project);
    std::vector<std::int64_t> users, times;
    events.scan([&](const StoredEvent &event) {
        users.push_back(event.user.value);
        times.push_back(event.at);
    });
    QVERIFY((users == std::vector<std::int64_t>{1, 1, 1, 2}));
    QVERIFY((times == std::vector<std::int64_t>{30'000, 10'000, 40'000, 20'000})); // the file's order within a shopper
    QCOMPARE(events.history(UserId(1)).at(0).at, std::int64_t(10'000));
    QVERIFY(std::isnan(events.history(UserId(1)).at(0).price));
    QCOMPARE(*Catalogue(*m_project).item(ItemId(1))->price, 3.0); // the newest
    QVERIFY(*events.period() == std::pair(std::int64_t(10'000), std::int64_t(40'000)));
    SilentContext job;
    QCOMPARE(summarise(*m_project, job).timeZone, QStringLiteral("UTC")); // seconds since 1970 name no zone
    const auto kinds = events.kinds();
    QCOMPARE(kinds.size(), std::size_t(2)); // the default kind was never needed
    QVERIFY(kinds[0].name == "buy" && kinds[0].meaning == Meaning::Purchase);
    QCOMPARE(events.imports().at(0).sha256.size(), 64);
}

void TestImporter::isSummarisedWhileAnotherWrites()
{
    import("two.csv", "user,item,kind,time,price\na,1,buy,10,1\nb,2,buy,20,1\n", shopRecipe());
    const auto writer = m_project->another();
    SQLite::Transaction writing(writer->database(), SQLite::TransactionBehavior::IMMEDIATE);
    SilentContext job;
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(summarise(*m_project, job).events, std::int64_t(2)); // whether or not it can be kept
    QVERIFY(clock.elapsed() < kBusyTimeoutMs / 2);
}

void TestImporter::secondImportAddsAndIsTakenBack()
{
    import("a.csv", "user,item,kind,time,price\nann,tea,buy,30,\nbob,cup,pv,20,\n", shopRecipe());
    const auto second =
        import("b.csv", "user,item,kind,time,price\ncyd,jar,fav,5,\nann,cup,buy,50,\nann,jar,buy,1,\n", shopRecipe());
    const Catalogue catalogue(*m_project);
    QCOMPARE(catalogue.userCount(), std::int64_t(3));
    QCOMPARE(*catalogue.findUser(QStringLiteral("cyd")), UserId(3));
    EventStore events(*m_project);
    QCOMPARE(events.history(UserId(1)).size(), std::size_t(3));
    QCOMPARE(events.history(UserId(1)).at(0).at, std::int64_t(1000));
    SilentContext job;
    events.undoImport(second.id, job);
    QCOMPARE(events.count(), std::int64_t(2));
    QCOMPARE(events.history(UserId(1)).size(), std::size_t(1));
    QCOMPARE(catalogue.userCount(), std::int64_t(2));
    QVERIFY(!catalogue.findItem(QStringLiteral("jar")));
    QCOMPARE(events.kinds().size(), std::size_t(2));
    import("b.csv", "user,item,kind,time,price\ncyd,jar,fav,5,\n", shopRecipe());
    QCOMPARE(*catalogue.findItem(QStringLiteral("jar")), ItemId(4)); // an id is never given twice
    QCOMPARE(textOf("PRAGMA integrity_check"), std::string("ok"));
}

void TestImporter::theSameFileIsRefused()
{
    const QByteArray log("user,item,kind,time,price\nann,tea,buy,30,\n");
    import("a.csv", log, shopRecipe());
    QCOMPARE(errorOf([&] { import("copy.csv", log, shopRecipe()); }), std::string("import.again"));
    QCOMPARE(number("SELECT count(*) FROM event"), std::int64_t(1));
    import("other.csv", "user,item,kind,time,price\nann,tea,buy,31,\n", shopRecipe()); // as long, but another one
    import("copy.csv", log, shopRecipe(), true);
    QCOMPARE(number("SELECT count(*) FROM event"), std::int64_t(3));
}

void TestImporter::anImportThatBroughtNothingGivesWay()
{
    const QByteArray log("user,item,kind,time,price\nann,tea,buy,30,\n");
    auto misread = shopRecipe();
    misread.timeFormat = QStringLiteral("iso");
    QCOMPARE(import("a.csv", log, misread).rejected, std::int64_t(1));
    const auto right = import("a.csv", log, shopRecipe());
    QCOMPARE(right.events, std::int64_t(1));
    const auto imports = EventStore(*m_project).imports();
    QCOMPARE(imports.size(), std::size_t(1));
    QCOMPARE(imports.at(0).id, right.id);
    QCOMPARE(EventStore(*m_project).quarantinedCount(), std::int64_t(0));
}

void TestImporter::aListSaysWhatIsNoProduct()
{
    import("a.csv", "user,item,kind,time,price\nann,tea,buy,30,\nann,POST,buy,30,\nann,cup,buy,30,\n", shopRecipe());
    SilentContext job;
    ImportRequest request;
    request.recipe.columns = {role("sku", Role::Item), role("is_product", Role::ItemField, "is_product")};
    request.source = write("first.csv", "sku,is_product\ntea,1\nPOST,0\nfee,No\ncup,perhaps\n");
    const auto first = importList(request, FilePart::Items);
    Catalogue catalogue(*m_project);
    const auto find = [&](const char *key) { return *catalogue.findItem(QString::fromUtf8(key)); };
    const auto isProduct = [&](const char *key) { return catalogue.item(find(key))->isProduct; };
    QVERIFY(isProduct("tea") && !isProduct("POST") && !isProduct("fee"));
    QVERIFY(isProduct("cup")); // what is no mark is an attribute
    QCOMPARE(catalogue.item(find("cup"))->attributes, QStringLiteral("{\"is_product\":\"perhaps\"}"));
    request.source = write("second.csv", "sku,is_product\ntea,false\nPOST,true\ncup,yes\n");
    const auto second = importList(request, FilePart::Items);
    QVERIFY(!isProduct("tea") && isProduct("POST"));
    const std::array marked{find("cup")};
    catalogue.setIsProduct(marked, false);
    EventStore(*m_project).undoImport(second.id, job);
    QVERIFY(isProduct("tea") && !isProduct("POST"));
    QVERIFY(!isProduct("cup")); // the analyst's own mark
    EventStore(*m_project).undoImport(first.id, job);
    QVERIFY(isProduct("tea") && isProduct("POST"));
}

void TestImporter::rejectsWithReasons()
{
    const auto summary = import(
        "a.csv",
        "user,item,kind,time,price\n,tea,buy,1,1\nNULL,tea,buy,1,1\nann,,buy,1,1\nann,tea,buy,soon,1\nann,tea,buy,,1\n"
        "ann,tea,buy,1,cheap\nann,tea\nann,tea,buy,1,1\nnew,,search,1,\n",
        [] {
            auto recipe = shopRecipe();
            recipe.kindMap.push_back({QStringLiteral("search"), Meaning::Search});
            return recipe;
        }());
    QCOMPARE(summary.rows, std::int64_t(9));
    QCOMPARE(summary.events, std::int64_t(2)); // a search has no product
    QCOMPARE(summary.reasons.at("no-user"), std::int64_t(2));
    QCOMPARE(summary.reasons.at("no-item"), std::int64_t(1));
    QCOMPARE(summary.reasons.at("bad-time"), std::int64_t(2));
    QCOMPARE(summary.reasons.at("bad-number"), std::int64_t(1));
    QCOMPARE(summary.reasons.at("wrong-fields"), std::int64_t(1));
    const EventStore events(*m_project);
    const auto rows = events.quarantined(0, 10);
    QCOMPARE(events.quarantinedCount(), std::int64_t(7));
    QCOMPARE(rows.at(3).line, std::int64_t(5));
    QCOMPARE(rows.at(3).text, QStringLiteral("ann,tea,buy,soon,1"));
    QCOMPARE(rows.at(3).detail, QStringLiteral("soon"));
    QVERIFY(events.imports().at(0).reasons == summary.reasons);
}

void TestImporter::duplicates_data()
{
    QTest::addColumn<bool>("drop");
    QTest::newRow("kept") << false;
    QTest::newRow("dropped") << true;
}

void TestImporter::duplicates()
{
    QFETCH(bool, drop);
    auto recipe = shopRecipe();
    recipe.columns.push_back(role("query", Role::Context, "q"));
    recipe.dropDuplicates = drop;
    QByteArray log("user,item,kind,time,price,query\nann,tea,buy,1,1,x\nann,tea,buy,1,1,x\nann,tea,buy,1,1,y\nbob,tea,"
                   "buy,1,1,x\nann,tea,buy,1,1,x\n");
    const auto summary = import("a.csv", log, recipe);
    QCOMPARE(summary.duplicatesSeen, std::int64_t(2));
    QCOMPARE(summary.duplicates, std::int64_t(drop ? 2 : 0));
    QCOMPARE(summary.events, std::int64_t(drop ? 3 : 5));
    QCOMPARE(EventStore(*m_project).history(UserId(1)).size(), std::size_t(drop ? 2 : 4));
    QCOMPARE(EventStore(*m_project).history(UserId(2)).size(), std::size_t(1));
}

void TestImporter::returnsGuestsAndSessions()
{
    Recipe recipe;
    recipe.columns = {role("order", Role::Session), role("item", Role::Item), role("n", Role::Quantity),
                      role("user", Role::User)};
    recipe.kindDefault = QStringLiteral("purchase");
    recipe.kindDefaultMeaning = Meaning::Purchase;
    const QByteArray log("order,item,n,user\no1,tea,2,ann\nc1,tea,-1,ann\no2,cup,1,\no2,tea,1,\n,jar,1,\n");
    auto summary = import("a.csv", log, recipe);
    QCOMPARE(summary.kinds.at("purchase"), std::int64_t(2)); // the switch is off
    QCOMPARE(summary.rejected, std::int64_t(3));
    recipe.negativeQuantityIsReturn = true;
    recipe.guestsBySession = true;
    summary = import("a.csv", log, recipe, true);
    QCOMPARE(summary.kinds.at("return"), std::int64_t(1));
    QCOMPARE(summary.kinds.at("purchase"), std::int64_t(3));
    QCOMPARE(summary.rejected, std::int64_t(1));
    QCOMPARE(summary.users, std::int64_t(2));
    const EventStore events(*m_project);
    const auto guest = Catalogue(*m_project).findUser(QStringLiteral("guest o2"));
    QVERIFY(guest.has_value());
    QCOMPARE(events.history(*guest).size(), std::size_t(2));
    const auto session = events.history(*guest).at(0).session;
    QCOMPARE(number("SELECT id FROM session WHERE key = 'o2'"), session);
    QCOMPARE(number("SELECT count(*) FROM session"), std::int64_t(3)); // known ones keep their id
    QCOMPARE(number("SELECT count(*) FROM event_kind WHERE name = 'return' AND meaning = 'return'"), std::int64_t(1));
}

void TestImporter::sessionsAreUsers()
{
    Recipe recipe;
    recipe.columns = {role("session", Role::Session), role("item", Role::Item)};
    recipe.sessionsAreUsers = true;
    const auto summary = import("a.csv", "session,item\ns1,a\ns1,b\ns2,a\n", recipe);
    QCOMPARE(summary.users, std::int64_t(2));
    QVERIFY(Catalogue(*m_project).findUser(QStringLiteral("s2")).has_value());
    QCOMPARE(summary.kinds.at("event"), std::int64_t(3));
    QVERIFY(EventStore(*m_project).kinds().at(0).meaning == Meaning::Interaction);
}

void TestImporter::contextAndPart()
{
    Recipe recipe;
    recipe.columns = {role("user", Role::User), role("item", Role::Item), role("fold", Role::Ignore),
                      role("q", Role::Context, "query"), role("pos", Role::Context, "position")};
    recipe.partColumn = QStringLiteral("fold");
    import("a.csv", "user,item,fold,q,pos\nann,tea,train,\"say \"\"hi\"\"\",3\nann,cup,test,,\nann,jar,valid,007,\n",
           recipe);
    const EventStore events(*m_project);
    const auto contexts = events.contexts(UserId(1));
    QCOMPARE(contexts.at(0), QStringLiteral("{\"query\":\"say \\\"hi\\\"\",\"position\":3}"));
    QVERIFY(contexts.at(1).isEmpty());
    QCOMPARE(contexts.at(2), QStringLiteral("{\"query\":\"007\"}"));
    const auto history = events.history(UserId(1));
    QVERIFY(history.at(0).part == StoredPart::Train && history.at(1).part == StoredPart::Test &&
            history.at(2).part == StoredPart::Valid);
    QCOMPARE(events.countsPerPart().at(StoredPart::Test), std::int64_t(1));
}

void TestImporter::itemFields()
{
    Recipe recipe;
    recipe.columns = {role("user", Role::User), role("item", Role::Item), role("title", Role::ItemField, "title"),
                      role("colour", Role::ItemField, "colour"), role("land", Role::UserField, "country")};
    import("a.csv",
           "user,item,title,colour,land\na,1,RED MUG,red,FR\na,1,?,red,FR\nb,1,?,,UK\nb,1,?,,UK\nb,1,RED "
           "MUG,,UK\nb,1,red mug wrong,,UK\nb,2,-,,UK\n",
           recipe);
    const Catalogue catalogue(*m_project);
    QCOMPARE(catalogue.item(ItemId(1))->title, QStringLiteral("RED MUG"));
    QCOMPARE(catalogue.item(ItemId(1))->attributes, QStringLiteral("{\"colour\":\"red\"}"));
    QVERIFY(catalogue.item(ItemId(2))->title.isEmpty());
    QCOMPARE(catalogue.user(UserId(2))->attributes, QStringLiteral("{\"country\":\"UK\"}"));
    import("b.csv", "user,item,title,colour,land\na,1,OTHER,,\na,2,BLUE CUP,,\n", recipe);
    QCOMPARE(catalogue.item(ItemId(1))->title, QStringLiteral("RED MUG"));
    QCOMPARE(catalogue.item(ItemId(2))->title, QStringLiteral("BLUE CUP"));
}

void TestImporter::adjacencyAndSequences()
{
    Recipe recipe;
    recipe.header = false;
    recipe.separator = QStringLiteral(" ");
    recipe.layout = Layout::Adjacency;
    auto summary = import("a.txt", "7 10 11 10\n8 12\n9\n", recipe);
    QCOMPARE(summary.rows, std::int64_t(4)); // a shopper without products is no row
    QCOMPARE(summary.events, std::int64_t(4));
    QCOMPARE(summary.duplicatesSeen, std::int64_t(1));
    const auto history = EventStore(*m_project).history(UserId(1));
    QVERIFY(history.at(0).item == ItemId(1) && history.at(1).item == ItemId(2) && history.at(2).item == ItemId(1));
    QCOMPARE(history.at(0).at, kNoTime);
    recipe.layout = Layout::Sequences;
    recipe.part = StoredPart::Test;
    summary = import("b.txt", "10 11\n12 13 14\n", recipe);
    QCOMPARE(summary.events, std::int64_t(5));
    QCOMPARE(summary.users, std::int64_t(2));
    QCOMPARE(EventStore(*m_project).countsPerPart().at(StoredPart::Test), std::int64_t(5));
}

void TestImporter::joinsOrderHeads()
{
    const auto heads =
        write("heads.csv",
              "order,customer,when\no1,ann,2020-01-01 10:00:00\no2,bob,2020-01-02 11:00:00\no3,,2020-01-02 11:00:00\n");
    Recipe recipe;
    recipe.columns = {role("order", Role::Session), role("product", Role::Item), role("count", Role::Quantity)};
    recipe.joinFile = heads.path;
    recipe.joinColumn = QStringLiteral("order");
    recipe.joinColumns = {role("customer", Role::User), role("when", Role::Time)};
    recipe.timeFormat = QStringLiteral("iso");
    recipe.timeZone = QStringLiteral("UTC");
    const auto summary =
        import("lines.csv", "order,product,count\no1,tea,1\no2,tea,2\no1,cup,1\no9,cup,1\no3,cup,1\n", recipe);
    QCOMPARE(summary.events, std::int64_t(3));
    QCOMPARE(summary.reasons.at("no-match"), std::int64_t(1));
    QCOMPARE(summary.reasons.at("no-user"), std::int64_t(1));
    QCOMPARE(EventStore(*m_project).history(UserId(1)).at(0).at, std::int64_t(1'577'872'800'000));
    recipe.joinColumn = QStringLiteral("nothing");
    QCOMPARE(errorOf([&] { import("lines.csv", "order,product,count\no1,tea,1\n", recipe); }),
             std::string("import.no-column"));
}

void TestImporter::aPriceNamedAsAFieldIsANumber()
{
    auto recipe = shopRecipe();
    recipe.columns.back() = role("price", Role::ItemField, "price");
    import("log.csv", "user,item,kind,time,price\nann,tea,buy,30,\"1,299.50\"\nann,cup,buy,31,none\n", recipe);
    QCOMPARE(Catalogue(*m_project).item(ItemId(1))->price, std::optional(1299.5));
    QCOMPARE(Catalogue(*m_project).item(ItemId(2))->price, std::optional<double>());
}

void TestImporter::catalogueAndShoppers()
{
    import("log.csv", "user,item,kind,time,price\nann,tea,buy,30,2\nann,cup,buy,31,2\n", shopRecipe());
    SilentContext job;
    ImportRequest request;
    request.source = write("items.csv", "sku,name,price,size\ntea,Green tea,\"1,299.50\",L\njar,Jar,3,\n,nobody,1,\n");
    request.recipe.columns = {role("sku", Role::Item), role("name", Role::ItemField, "title"),
                              role("price", Role::UnitPrice), role("size", Role::ItemField, "size")};
    const auto summary = importList(request, FilePart::Items);
    QCOMPARE(summary.rows, std::int64_t(3));
    QCOMPARE(summary.items, std::int64_t(1));
    QCOMPARE(summary.updated, std::int64_t(1));
    QCOMPARE(summary.rejected, std::int64_t(1));
    const Catalogue catalogue(*m_project);
    QCOMPARE(*catalogue.item(ItemId(1))->price, 1299.5);
    QCOMPARE(catalogue.item(ItemId(1))->attributes, QStringLiteral("{\"size\":\"L\"}"));
    request.source = write("users.csv", "id,age\nann,31\nzoe,20\n");
    request.recipe.columns = {role("id", Role::User), role("age", Role::UserField)};
    QCOMPARE(importList(request, FilePart::Users).items, std::int64_t(1));
    QCOMPARE(catalogue.user(UserId(1))->attributes, QStringLiteral("{\"age\":\"31\"}"));
    EventStore(*m_project).undoImport(ImportId(1), job); // what a catalogue names stays
    QVERIFY(catalogue.findItem(QStringLiteral("tea")) && catalogue.findUser(QStringLiteral("ann")) &&
            !catalogue.findItem(QStringLiteral("cup")));
}

void TestImporter::amountsAndClocks()
{
    Recipe recipe;
    recipe.columns = {role("user", Role::User),       role("item", Role::Item),  role("date", Role::Time),
                      role("clock", Role::TimeOfDay), role("n", Role::Quantity), role("paid", Role::LineTotal)};
    recipe.timeFormat = QStringLiteral("iso");
    recipe.timeZone = QStringLiteral("UTC");
    const auto summary = import("a.csv",
                                "user,item,date,clock,n,paid\nann,tea,1970-01-02,00:01,2,5\nann,cup,1970-01-02,,0,5\n"
                                "ann,jar,1970-01-02,noon,1,5\nann,tea,1970-01-03,1:00,-2,-7\nann,pot,1970-01-03,,,4\n",
                                recipe);
    QCOMPARE(summary.reasons.at("bad-time"), std::int64_t(1));
    const auto history = EventStore(*m_project).history(UserId(1));
    QCOMPARE(history.size(), std::size_t(4));
    QVERIFY(std::isnan(history[0].price)); // nothing was bought: no price of one
    QCOMPARE(history[1].at, std::int64_t(86'460'000));
    QCOMPARE(history[1].price, 2.5);
    QCOMPARE(history[2].price, 4.0);
    QCOMPARE(history[3].price, 3.5); // a return has the price too
}

void TestImporter::takesFilledTitlesBack()
{
    Recipe recipe;
    recipe.columns = {role("user", Role::User), role("item", Role::Item), role("name", Role::ItemField, "title"),
                      role("age", Role::UserField, "age")};
    Recipe bare = recipe;
    bare.columns[2].role = bare.columns[3].role = Role::Ignore;
    import("a.csv", "user,item,name,age\nann,tea,,\nann,cup,,\n", bare);
    const auto second = import("b.csv", "user,item,name,age\nann,tea,Tea,30\nann,jar,Jar,30\n", recipe);
    const auto third =
        import("c.csv", "user,item,name,age\nbob,tea,Green tea,40\nbob,jar,Old jar,40\nann,tea,,31\n", recipe);
    const Catalogue catalogue(*m_project);
    const auto title = [&](const char *key) {
        const auto id = catalogue.findItem(QString::fromUtf8(key));
        return id ? catalogue.item(*id)->title : QStringLiteral("gone");
    };
    QCOMPARE(title("tea"), QStringLiteral("Tea"));
    SilentContext job;
    EventStore(*m_project).undoImport(second.id, job);
    QCOMPARE(title("tea"), QStringLiteral("Green tea")); // the third import says it too
    QCOMPARE(title("jar"), QStringLiteral("Old jar"));   // and has this product now
    QCOMPARE(catalogue.user(UserId(1))->attributes, QStringLiteral("{\"age\":\"31\"}"));
    EventStore(*m_project).undoImport(third.id, job);
    QCOMPARE(title("tea"), QString());
    QCOMPARE(title("jar"), QStringLiteral("gone"));
    QCOMPARE(catalogue.user(UserId(1))->attributes, QString());
    QCOMPARE(number("SELECT count(*) FROM import_fact WHERE is_item >= 0"), std::int64_t(0));
}

void TestImporter::takesListsBack()
{
    import("a.csv", "user,item,kind,time,price\nann,tea,buy,30,2\n", shopRecipe());
    SilentContext job;
    ImportRequest request;
    request.recipe.columns = {role("sku", Role::Item), role("name", Role::ItemField, "title"),
                              role("price", Role::ItemField, "price"), role("size", Role::ItemField, "size")};
    request.source = write("items.csv", "sku,name,price,size\ntea,Tea,5,L\njar,Jar,3,S\n,nobody,1,\n");
    const auto first = importList(request, FilePart::Items);
    request.source = write("newer.csv", "sku,name,price,size\ntea,Green tea,,M\npot,Pot,9,\n");
    const auto second = importList(request, FilePart::Items);
    EventStore events(*m_project);
    QCOMPARE(events.imports().size(), std::size_t(3));
    QCOMPARE(events.imports()[1].rejected, std::int64_t(1));
    QCOMPARE(events.quarantined(0, 9).at(0).reason, QStringLiteral("no-item"));
    const Catalogue catalogue(*m_project);
    events.undoImport(first.id, job); // under the newer one
    auto tea = *catalogue.item(ItemId(1));
    QCOMPARE(tea.title, QStringLiteral("Green tea"));
    QCOMPARE(*tea.price, 2.0); // the log's
    QVERIFY(!catalogue.findItem(QStringLiteral("jar")) && catalogue.findItem(QStringLiteral("pot")));
    events.undoImport(second.id, job);
    tea = *catalogue.item(ItemId(1));
    QVERIFY(tea.title.isEmpty() && tea.attributes.isEmpty());
    QVERIFY(!catalogue.findItem(QStringLiteral("pot")));
    events.undoImport(ImportId(1), job);
    QCOMPARE(number("SELECT count(*) FROM item"), std::int64_t(0));
}

void TestImporter::listsAreAllOrNone()
{
    SilentContext job;
    ImportRequest good, bad;
    good.source = write("items.csv", "sku\ntea\n");
    good.recipe.columns = {role("sku", Role::Item)};
    bad.source = write("users.csv", "sku\ntea\n");
    bad.recipe.columns = {role("sku", Role::Ignore)};
    QCOMPARE(errorOf([&] {
                 importLists(*m_project, {good, bad}, {FilePart::Items, FilePart::Users}, job);
             }),
             std::string("import.no-user"));
    QCOMPARE(number("SELECT count(*) FROM item"), std::int64_t(0));
    QCOMPARE(number("SELECT count(*) FROM import"), std::int64_t(0));
}

void TestImporter::replacesOnlyWhenItSucceeds()
{
    const auto first = import("a.csv", "user,item,kind,time,price\nann,tea,buy,30,2\nbob,cup,pv,40,\n", shopRecipe());
    SilentContext job;
    ImportRequest request;
    request.source = write("a.csv", "user,item,kind,time,price\nann,tea,buy,30,2\nbob,cup,pv,40,\n");
    request.recipe = shopRecipe();
    request.recipe.kindMap = {{QStringLiteral("buy"), Meaning::Return}};
    request.replaces = first.id;
    CancelAfter cancelled(.6);
    QVERIFY_THROWS_EXCEPTION(Cancelled, importEvents(*m_project, request, cancelled));
    EventStore events(*m_project);
    QCOMPARE(events.imports().at(0).id, first.id);
    QCOMPARE(events.count(), std::int64_t(2));
    const auto again = importEvents(*m_project, request, job); // the same file: its hash is not in the way
    QCOMPARE(events.imports().size(), std::size_t(1));
    QCOMPARE(events.imports().at(0).id, again.id);
    QCOMPARE(events.count(), std::int64_t(2));
    QCOMPARE(number("SELECT count(*) FROM event"), std::int64_t(2));
    QVERIFY(events.kinds().at(0).meaning == Meaning::Return);
    request.replaces = ImportId(77);
    QCOMPARE(errorOf([&] { importEvents(*m_project, request, job); }), std::string("import.unknown"));
}

void TestImporter::refusesWithoutColumns()
{
    Recipe recipe;
    recipe.columns = {role("item", Role::Item), role("size", Role::Ignore)};
    QCOMPARE(errorOf([&] { import("a.csv", "item,size\ntea,L\n", recipe); }), std::string("import.no-user"));
    recipe.columns = {role("user", Role::User), role("size", Role::Ignore)};
    QCOMPARE(errorOf([&] { import("a.csv", "user,size\nann,L\n", recipe); }), std::string("import.no-item"));
    recipe.columns = {role("user;item", Role::User)};
    QCOMPARE(errorOf([&] { import("a.csv", "user;item\nann;tea\n", recipe); }), std::string("import.one-column"));
    QCOMPARE(number("SELECT count(*) FROM import"), std::int64_t(0));
}

void TestImporter::cancelLeavesTheProject_data()
{
    QTest::addColumn<double>("at");
    QTest::newRow("at once") << 0.0;
    QTest::newRow("writing") << .6;
    QTest::newRow("late") << .9;
}

void TestImporter::cancelLeavesTheProject()
{
    QFETCH(double, at);
    import("a.csv", "user,item,kind,time,price\nann,tea,buy,30,2\n", shopRecipe());
    ImportRequest request;
    request.source = write("long.csv", longLog(100'000));
    request.recipe = shopRecipe();
    CancelAfter job(at);
    QVERIFY_THROWS_EXCEPTION(Cancelled, importEvents(*m_project, request, job));
    QCOMPARE(number("SELECT count(*) FROM event"), std::int64_t(1));
    QCOMPARE(number("SELECT count(*) FROM user"), std::int64_t(1));
    QCOMPARE(number("SELECT count(*) FROM import"), std::int64_t(1));
    SilentContext quiet;
    QCOMPARE(importEvents(*m_project, request, quiet).events, std::int64_t(100'000));
}

void TestImporter::fullDiskLeavesTheProject()
{
    import("a.csv", "user,item,kind,time,price\nann,tea,buy,30,2\n", shopRecipe());
    m_project->database().execAndGet("PRAGMA max_page_count = 100");
    QCOMPARE(errorOf([&] { import("long.csv", longLog(100'000), shopRecipe()); }), std::string("disk.full"));
    QCOMPARE(number("SELECT count(*) FROM event"), std::int64_t(1));
    QCOMPARE(textOf("PRAGMA integrity_check"), std::string("ok"));
    m_project->database().execAndGet("PRAGMA max_page_count = 1000000");
    QCOMPARE(import("long.csv", longLog(1000), shopRecipe()).events, std::int64_t(1000));
}

void TestImporter::killedImportLeavesNothing()
{
    const auto path = m_project->path();
    import("a.csv", "user,item,kind,time,price\nann,tea,buy,30,2\n", shopRecipe());
    m_project.reset();
    const auto log = write("long.csv", longLog(400'000)); // large enough for the rollback journal
    std::srand(1);
    for (int round = 0; round < 10; ++round) {
        QProcess importer;
        importer.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--import"), path, log.path});
        QVERIFY(importer.waitForStarted());
        QVERIFY(importer.waitForReadyRead()); // it says when it begins
        QTest::qWait(std::rand() % 400);
        importer.kill();
        QVERIFY(importer.state() == QProcess::NotRunning || importer.waitForFinished());
        const auto project = Project::open(path);
        QVERIFY(!project->isReadOnly());
        QCOMPARE(project->database().execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
        const auto imports = EventStore(*project).imports();
        const auto events = project->database().execAndGet("SELECT count(*) FROM event").getInt64();
        QCOMPARE(events, std::int64_t(imports.size() == 1 ? 1 : 400'001)); // all or nothing
        QCOMPARE(EventStore(*project).count(), events);
        if (imports.size() > 1) {
            SilentContext job;
            EventStore(*project).undoImport(imports.back().id, job);
        }
    }
}

void TestImporter::keyCoderNumbersInOrder()
{
    KeyCoder coder;
    std::vector<std::string> keys{
        "", "a", "ab", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghi", std::string(300, 'x'), std::string(301, 'x')};
    for (int i = 0; i < 50'000; ++i)
        keys.push_back("customer-" + std::to_string(i));
    for (std::uint32_t round = 0; round < 2; ++round) {
        for (std::uint32_t i = 0; i < keys.size(); ++i)
            QCOMPARE(coder.code(keys[i]), i);
    }
    QCOMPARE(coder.size(), static_cast<std::uint32_t>(keys.size()));
    QCOMPARE(coder.key(9), std::string_view(keys[9]));
    QCOMPARE(*coder.find("customer-49999"), coder.size() - 1);
    QVERIFY(!coder.find("customer-50000"));
}

void TestImporter::partitionsSpillAndSplit()
{
    struct Row
    {
        std::uint32_t user, order;
    };
    RowPartitions::Options options;
    options.memoryBytes = 100'000;
    options.partitionBytes = 20'000;
    options.usersShift = 8;
    RowPartitions partitions(sizeof(Row), m_folder.path(), options);
    for (std::uint32_t i = 0; i < 200'000; ++i) {
        const Row row{i % 3 == 0 ? 5 : i * 2654435761u % 3000, i};
        partitions.add(row.user, reinterpret_cast<const char *>(&row));
    }
    QVERIFY(partitions.spilledBytes() > 1'000'000);
    std::size_t seen = 0;
    std::optional<Row> last;
    partitions.forEachSorted([&](SortedRows sorted) {
        std::size_t counted = 0;
        for (const auto count : sorted.counts)
            counted += count;
        if (counted != sorted.rowCount)
            qFatal("the counts are wrong");
        for (std::size_t i = 0; i < sorted.rowCount; ++i, ++seen) {
            Row row;
            std::memcpy(&row, sorted.rows.get() + i * sizeof row, sizeof row);
            if (last && (row.user < last->user || (row.user == last->user && row.order <= last->order)))
                qFatal("row %zu is out of order", seen);
            last = row;
        }
        return true;
    });
    QCOMPARE(seen, std::size_t(200'000));
}

void TestImporter::rawOnlineRetail()
{
    const auto path = test::sourceFile("resources/samples/onlineretail.csv.gz");
    SilentContext job;
    ImportRequest request;
    request.source = listInputs({path}).sources.at(0);
    request.recipe = recognise(request.source).recipe;
    const auto summary = importEvents(*m_project, request, job);
    QCOMPARE(summary.rows, std::int64_t(541'909));
    QCOMPARE(summary.reasons.at("no-user"), std::int64_t(135'080));
    QCOMPARE(summary.events, std::int64_t(406'829));
    QCOMPARE(summary.kinds.at("return"), std::int64_t(8'905));
    QCOMPARE(summary.users, std::int64_t(4'372));
    QCOMPARE(Catalogue(*m_project).item(*Catalogue(*m_project).findItem(QStringLiteral("85123A")))->title,
             QStringLiteral("WHITE HANGING HEART T-LIGHT HOLDER"));
}

static int importHere(const QStringList &arguments)
{
    const auto project = Project::open(arguments.at(2));
    ImportRequest request;
    request.source.path = arguments.at(3);
    request.recipe = shopRecipe();
    SilentContext job;
    std::puts("importing");
    std::fflush(stdout);
    importEvents(*project, request, job);
    return 0;
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (application.arguments().value(1) == QStringLiteral("--import"))
        return importHere(application.arguments());
    TestImporter test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_importer.moc"
