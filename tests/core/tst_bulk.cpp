#include "core/storage/bulk/bulktransaction.h"
#include "core/storage/bulk/eventwriter.h"
#include "core/storage/bulk/importwriter.h"
#include "core/storage/bulk/keywriter.h"
#include "core/storage/bulk/listwriter.h"
#include "core/storage/bulk/quarantinewriter.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/keyindex.h"
#include "core/storage/queries/listing.h"
#include "tests/support/errorof.h"
#include "tests/support/notingcontext.h"

#include <QTemporaryDir>
#include <QTest>

using namespace aisle;

namespace {

class Keys : public CodedKeys
{
public:
    explicit Keys(std::vector<std::string> keys, std::vector<CatalogueEntry> entries = {})
        : m_keys(std::move(keys)), m_entries(std::move(entries))
    {
    }
    std::uint32_t count() const override { return static_cast<std::uint32_t>(m_keys.size()); }
    std::string_view key(std::uint32_t code) const override { return m_keys[code]; }
    CatalogueEntry said(std::uint32_t code) const override
    {
        return code < m_entries.size() ? m_entries[code] : CatalogueEntry{};
    }
    std::uint32_t code(std::string_view key) const
    {
        return static_cast<std::uint32_t>(std::find(m_keys.begin(), m_keys.end(), key) - m_keys.begin());
    }

private:
    std::vector<std::string> m_keys;
    std::vector<CatalogueEntry> m_entries;
};

CodedEvent coded(std::uint32_t user, std::uint32_t itemPlusOne, std::uint16_t kind, std::int64_t at)
{
    CodedEvent made;
    made.user = user;
    made.itemPlusOne = itemPlusOne;
    made.kind = kind;
    made.at = at;
    return made;
}

} // namespace

class TestBulk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eventsComeBackAsWritten();
    void withoutCommitNothingIsKept();
    void knownKeysKeepTheirIdsAndGetWhatTheyLack();
    void aListReplacesWhatItSays();
    void quarantineCutsTextsBetweenCharacters();
    void hashesAreFoundBySize();
    void nothingIsWrittenThroughAReadOnlyProject();

private:
    ImportId writeLog(const Keys &users, const Keys &items, const std::vector<CodedEvent> &events);
    std::vector<std::vector<std::string>> listed(Listing listing) const;
    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
    int m_count = 0;
};

void TestBulk::init()
{
    m_project = Project::create(m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_count)));
}

/// Kinds by code: buy, look.
ImportId TestBulk::writeLog(const Keys &users, const Keys &items, const std::vector<CodedEvent> &events)
{
    const ImportWriter import(*m_project, {QStringLiteral("log.csv"), QStringLiteral("{}"), 100});
    KeyWriter userWriter(*m_project, KeyTable::Users), itemWriter(*m_project, KeyTable::Items);
    userWriter.loadKnown([&](std::string_view key) { return users.code(key); });
    itemWriter.loadKnown([&](std::string_view key) { return items.code(key); });
    CodedIds ids;
    ids.users = userWriter.write(users, import.id());
    ids.items = itemWriter.write(items, import.id());
    ids.kinds = import.writeKinds(std::vector<EventKind>{{0, "buy", Meaning::Purchase}, {0, "look", Meaning::View}});
    EventColumns columns;
    columns.hasTime = columns.hasPrice = columns.hasPart = columns.hasContext = true;
    EventWriter writer(*m_project, import.id(), columns, ids);
    for (const auto &one : events)
        writer.write(one, one.itemPlusOne == 0 ? R"({"q":"tea"})" : "");
    writer.finish();
    import.writeCounts({static_cast<std::int64_t>(events.size()) + 1, 1, 0, { { "no-user", 1 } }});
    return import.id();
}

/// A row of texts each; NULL is "-".
std::vector<std::vector<std::string>> TestBulk::listed(Listing listing) const
{
    std::vector<std::vector<std::string>> rows;
    visitListed(*m_project, listing, [&](std::span<const ListedValue> fields) {
        rows.emplace_back();
        for (const auto &field : fields) {
            if (const auto *text = std::get_if<std::string_view>(&field))
                rows.back().emplace_back(*text);
            else if (const auto *number = std::get_if<std::int64_t>(&field))
                rows.back().push_back(std::to_string(*number));
            else if (const auto *real = std::get_if<double>(&field))
                rows.back().push_back(QString::number(*real).toStdString());
            else
                rows.back().push_back("-");
        }
    });
    return rows;
}

void TestBulk::eventsComeBackAsWritten()
{
    auto priced = coded(0, 1, 0, 500);
    priced.price = 2.5;
    auto tested = coded(1, 1, 0, 100);
    tested.part = StoredPart::Test;
    BulkTransaction transaction(*m_project, 0);
    writeLog(Keys({"ann", "bob"}), Keys({"tea"}), {priced, coded(0, 0, 0, kNoTime), tested});
    transaction.commit();

    EventStore store(*m_project);
    const auto record = store.imports().at(0);
    QCOMPARE(record.rows, 4);
    QCOMPARE(record.events, 3);
    QCOMPARE(record.reasons, (std::map<std::string, std::int64_t>{{"no-user", 1}}));
    QCOMPARE(record.firstAt, std::optional<std::int64_t>(100));
    QCOMPARE(record.lastAt, std::optional<std::int64_t>(500));
    QCOMPARE(store.kinds().size(), std::size_t(1)); // nobody looked
    QCOMPARE(store.countsPerKind(), (std::map<int, std::int64_t>{{store.kinds()[0].id, 3}}));
    QCOMPARE(store.countsPerPart(), (std::map<StoredPart, std::int64_t>{{StoredPart::Test, 1}}));
    QCOMPARE(store.history(UserId(1)).size(), std::size_t(2));
    QCOMPARE(store.history(UserId(2)).size(), std::size_t(1));
    QCOMPARE(listed(Listing::Events),
             (std::vector<std::vector<std::string>>{{"ann", "tea", "buy", "500", "-", "-", "2.5", "-", "-", "-"},
                                                    {"ann", "-", "buy", "-", "-", "-", "-", "-", "-", R"({"q":"tea"})"},
                                                    {"bob", "tea", "buy", "100", "-", "-", "-", "-", "3", "-"}}));
    QCOMPARE(countListed(*m_project, Listing::Events), 3);
}

void TestBulk::withoutCommitNothingIsKept()
{
    {
        BulkTransaction transaction(*m_project, 64 << 20); // with a rollback journal
        writeLog(Keys({"ann"}), Keys({"tea"}), {coded(0, 1, 0, 1)});
        QCOMPARE(EventStore(*m_project).count(), 1);
    }
    QCOMPARE(EventStore(*m_project).count(), 0);
    QCOMPARE(Catalogue(*m_project).userCount(), 0);
    const auto other = m_project->another();
    BulkTransaction transaction(*m_project, 0);
    writeLog(Keys({"ann"}), Keys({"tea"}), {coded(0, 1, 0, 1)});
    QCOMPARE(EventStore(*other).count(), 0); // the journal is a WAL again: others read what was there before
    transaction.commit();
    QCOMPARE(EventStore(*other).count(), 1);
}

void TestBulk::knownKeysKeepTheirIdsAndGetWhatTheyLack()
{
    CatalogueEntry titled, priced;
    titled.title = "Green tea";
    priced.title = "Other tea";
    priced.price = 3;
    priced.attributes = R"({"size":"L"})";
    BulkTransaction transaction(*m_project, 0);
    writeLog(Keys({"ann"}), Keys({"tea"}, {titled}), {coded(0, 1, 0, 1)});
    const auto second = writeLog(Keys({"ann", "bob"}), Keys({"tea", "cup"}, {priced}), {coded(1, 2, 0, 1)});
    transaction.commit();

    const Catalogue catalogue(*m_project);
    QCOMPARE(catalogue.userKeys(),
             (std::vector<std::pair<UserId, std::string>>{{UserId(1), "ann"}, {UserId(2), "bob"}}));
    const auto tea = *catalogue.item(ItemId(1));
    QCOMPARE(tea.title, QStringLiteral("Green tea"));
    QCOMPARE(tea.price, std::optional(3.));
    QCOMPARE(tea.attributes, QStringLiteral(R"({"size":"L"})"));

    test::NotingContext job;
    EventStore(*m_project).undoImport(second, job);
    QCOMPARE(catalogue.item(ItemId(1))->price, std::optional<double>());
    QVERIFY(!catalogue.item(ItemId(2)));
    BulkTransaction again(*m_project, 0);
    writeLog(Keys({"ann", "eve"}), Keys({"tea"}), {coded(1, 1, 0, 1)});
    again.commit();
    QCOMPARE(catalogue.findUser(QStringLiteral("eve")), std::optional(UserId(3))); // bob's was given once
}

void TestBulk::aListReplacesWhatItSays()
{
    CatalogueEntry first, second;
    first.title = "Tea";
    first.attributes = R"({"size":"L","colour":"green"})";
    second.isProduct = false;
    second.attributes = R"({"size":"S"})";
    BulkTransaction transaction(*m_project, 0);
    ensureKeyIndexes(*m_project);
    const ImportWriter import(*m_project, {QStringLiteral("items.csv"), QStringLiteral("{}"), 1});
    ListWriter items(*m_project, ListWriter::List::Items, import.id());
    ListWriter users(*m_project, ListWriter::List::Users, import.id());
    QVERIFY(!items.write("tea", first));
    QVERIFY(items.write("tea", second));
    QVERIFY(!users.write("ann", {}));
    transaction.commit();
    const auto tea = *Catalogue(*m_project).item(ItemId(1));
    QCOMPARE(tea.title, QStringLiteral("Tea"));
    QCOMPARE(tea.attributes, QStringLiteral(R"({"size":"S","colour":"green"})"));
    QVERIFY(!tea.isProduct);
    QCOMPARE(Catalogue(*m_project).userCount(), 1);
}

void TestBulk::quarantineCutsTextsBetweenCharacters()
{
    BulkTransaction transaction(*m_project, 0);
    const ImportWriter import(*m_project, {QStringLiteral("log.csv"), QStringLiteral("{}"), 1});
    QuarantineWriter quarantine(*m_project, import.id(), QStringLiteral("log.csv"));
    const auto cups = [](int count) { return QString(count, QChar(u'茶')).toStdString(); };
    const auto text = cups(5000);
    quarantine.add({7, text, "bad-time", text});
    quarantine.add({9, "short", "no-user", {}});
    transaction.commit();
    QCOMPARE(quarantine.count(), 2);
    QCOMPARE(quarantine.reasons(), (std::map<std::string, std::int64_t>{{"bad-time", 1}, {"no-user", 1}}));
    const auto id = std::to_string(import.id().value);
    QCOMPARE(listed(Listing::Quarantine),
             (std::vector<std::vector<std::string>>{{id, "log.csv", "7", "bad-time", cups(256), cups(4096)},
                                                    {id, "log.csv", "9", "no-user", "", "short"}}));
}

void TestBulk::hashesAreFoundBySize()
{
    BulkTransaction transaction(*m_project, 0);
    const auto id = writeLog(Keys({"ann"}), Keys({"tea"}), {coded(0, 1, 0, 1)});
    const ImportWriter empty(*m_project, {QStringLiteral("other.csv"), QStringLiteral("{}"), 100});
    empty.writeHash(QStringLiteral("abc"));
    transaction.commit();
    const auto found = importsOfSize(*m_project, 100);
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[0].id, id);
    QCOMPARE(found[0].events, 1);
    QCOMPARE(found[1].sha256, QStringLiteral("abc"));
    QVERIFY(importsOfSize(*m_project, 101).empty());
}

void TestBulk::nothingIsWrittenThroughAReadOnlyProject()
{
    const auto path = m_project->path();
    m_project = Project::open(path, Project::Access::ReadOnly);
    QCOMPARE(test::errorOf([&] { demandWritable(*m_project); }), std::string("project.read-only"));
    QCOMPARE(test::errorOf([&] {
                 ImportWriter(*m_project, {QStringLiteral("log.csv"), QStringLiteral("{}"), 1});
             }),
             std::string("project.read-only"));
}

QTEST_GUILESS_MAIN(TestBulk)
#include "tst_bulk.moc"
