#include "core/common/random.h"
#include "core/runs/runstore.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/project.h"

#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>

using namespace aisle;

/// A project written by hand; the importer has tests of its own.
class TestStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void meaningsHaveNames();
    void readsEvents();
    void readsHistoryOldestFirst();
    void undoRemovesWhatNothingElseUses();
    void readsCatalogue();
    void keepsRuns();
    void deletesRunsWithUndo();
    void keepsUserMetrics();
    void keepsSnapshots_data();
    void keepsSnapshots();
    void snapshotWithoutCloseIsNotKept();
    void changedSnapshotIsNotRead();

private:
    std::int64_t number(const char *query) const { return m_project->database().execAndGet(query).getInt64(); }

    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
    int m_count = 0;
};

void TestStores::init()
{
    m_project = Project::create(m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_count)));
    m_project->database().exec(R"(
        INSERT INTO user(id, key, import_id) VALUES (1, 'ann', 1), (2, 'bob', 1), (3, 'cyd', 2);
        INSERT INTO item(id, key, title, price, import_id) VALUES (1, 'tea', '红茶', 2.5, 1), (2, 'cup', NULL, NULL, 1), (3, 'jar', '', 4, 2);
        INSERT INTO session(id, key, import_id) VALUES (1, 'a1', 1), (2, 'b1', 2);
        INSERT INTO event_kind VALUES (1, 'buy', 'purchase', 1), (2, 'pv', 'view', 1);
        INSERT INTO event(id, user_id, item_id, kind, at, value, quantity, price, session, context, part) VALUES
            (1, 1, 1, 1, 500, NULL, 2, 2.5, 1, '{"q":"tea"}', NULL), (2, 1, 2, 1, 100, NULL, 1, NULL, 1, NULL, NULL),
            (3, 2, 1, 1, NULL, 4.5, NULL, NULL, NULL, NULL, 3),
            (4, 1, 3, 2, 300, NULL, NULL, NULL, 2, NULL, NULL), (5, 3, NULL, 2, 300, NULL, NULL, NULL, 2, NULL, NULL);
        INSERT INTO event_range VALUES (1, 1, 1, 2), (2, 1, 3, 1), (1, 2, 4, 1), (3, 2, 5, 1);
        INSERT INTO import_kind VALUES (1, 1, 3), (2, 2, 2);
        INSERT INTO import_part VALUES (1, 3, 1);
        INSERT INTO import VALUES (1, 'a.csv', 'aa', '{}', 'done', 5, 3, 1, 1, 99, 1, 100, 500, '{"no-user":1}', 1000),
                                  (2, 'b.csv', 'bb', '{}', 'done', 2, 2, 0, 0, 99, 4, 300, 300, '{}', 2000);
        INSERT INTO quarantine VALUES (1, 1, 'a.csv', 4, ',tea', 'no-user', '');
    )");
}

void TestStores::meaningsHaveNames()
{
    for (const auto meaning : kMeanings) {
        const auto found = meaningFromName(meaningName(meaning));
        QVERIFY(found.known && found.meaning == meaning);
    }
    QVERIFY(!meaningFromName("bought").known);
    QVERIFY(isPositive(Meaning::Purchase) && isPositive(Meaning::Interaction) && isPositive(Meaning::Rating));
    QVERIFY(!isPositive(Meaning::Return) && !isPositive(Meaning::Exposure) && !isPositive(Meaning::Search));
}

void TestStores::readsEvents()
{
    const EventStore events(*m_project);
    QCOMPARE(events.count(), std::int64_t(5));
    std::vector<StoredEvent> rows;
    events.scan([&](const StoredEvent &event) { rows.push_back(event); });
    QCOMPARE(rows.size(), std::size_t(5));
    QCOMPARE(rows[0].user, UserId(1));
    QCOMPARE(rows[0].price, 2.5);
    QCOMPARE(rows[0].quantity, 2.0);
    QVERIFY(std::isnan(rows[0].value));
    QCOMPARE(rows[2].at, kNoTime);
    QCOMPARE(rows[2].value, 4.5);
    QVERIFY(rows[2].part == StoredPart::Test);
    QCOMPARE(rows[4].item, ItemId(0));
    QCOMPARE(rows[4].session, std::int64_t(2));
    using Counts = std::vector<std::pair<UserId, std::int64_t>>;
    QVERIFY(events.countsPerUser() == (Counts{{UserId(1), 3}, {UserId(2), 1}, {UserId(3), 1}}));
    QCOMPARE(events.countsPerKind().at(1), std::int64_t(3));
    QCOMPARE(events.countsPerPart().at(StoredPart::Test), std::int64_t(1));
    QVERIFY(*events.period() == std::pair(std::int64_t(100), std::int64_t(500)));
    QCOMPARE(number("SELECT id FROM session WHERE key = 'a1'"), std::int64_t(1));
    QCOMPARE(events.quarantinedCount(), std::int64_t(1));
    QCOMPARE(events.quarantined(0, 10).at(0).reason, QStringLiteral("no-user"));
    QVERIFY(events.quarantined(1, 10).empty());
    EventStore(*m_project).setKindMeaning(2, Meaning::Cart, 3);
    QVERIFY(events.kinds().at(1).meaning == Meaning::Cart);
    QCOMPARE(events.kinds().at(1).weight, 3.0);
}

void TestStores::readsHistoryOldestFirst()
{
    const EventStore events(*m_project);
    const auto history = events.history(UserId(1));
    QCOMPARE(history.size(), std::size_t(3));
    QCOMPARE(history[0].at, std::int64_t(100));
    QCOMPARE(history[1].at, std::int64_t(300));
    QCOMPARE(history[2].at, std::int64_t(500));
    const auto contexts = events.contexts(UserId(1));
    QCOMPARE(contexts.size(), std::size_t(3));
    QCOMPARE(contexts[2], QStringLiteral("{\"q\":\"tea\"}"));
    QVERIFY(contexts[0].isEmpty());
    QVERIFY(events.history(UserId(9)).empty());
}

void TestStores::undoRemovesWhatNothingElseUses()
{
    SilentContext job;
    EventStore events(*m_project);
    events.undoImport(ImportId(1), job);
    QCOMPARE(events.count(), std::int64_t(2));
    const Catalogue catalogue(*m_project);
    QCOMPARE(catalogue.userCount(), std::int64_t(2)); // ann stays: the second import has her
    QVERIFY(!catalogue.findUser(QStringLiteral("bob")));
    QCOMPARE(catalogue.itemCount(), std::int64_t(1));
    QCOMPARE(number("SELECT count(*) FROM session WHERE id = 1"), std::int64_t(0));
    QCOMPARE(events.kinds().size(), std::size_t(1));
    QCOMPARE(events.quarantinedCount(), std::int64_t(0));
    QCOMPARE(events.imports().size(), std::size_t(1));
    QVERIFY_THROWS_EXCEPTION(Error, events.undoImport(ImportId(1), job));
    events.undoImport(ImportId(2), job);
    QCOMPARE(m_project->database().execAndGet("SELECT count(*) FROM event").getInt(), 0);
    QCOMPARE(catalogue.userCount() + catalogue.itemCount(), std::int64_t(0)); // ann had gone over to the second import
}

void TestStores::readsCatalogue()
{
    Catalogue catalogue(*m_project);
    QCOMPARE(catalogue.itemsWithTitle(), std::int64_t(1));
    QCOMPARE(catalogue.item(ItemId(1))->title, QStringLiteral("红茶"));
    QCOMPARE(*catalogue.item(ItemId(1))->price, 2.5);
    QVERIFY(!catalogue.item(ItemId(2))->price);
    QVERIFY(!catalogue.item(ItemId(77)));
    QCOMPARE(catalogue.user(UserId(2))->key, QStringLiteral("bob"));
    QCOMPARE(*catalogue.findItem(QStringLiteral("jar")), ItemId(3));
    const std::vector ids{ItemId(3), ItemId(9), ItemId(1)};
    const auto items = catalogue.items(ids);
    QCOMPARE(items.size(), std::size_t(2));
    QCOMPARE(items[0].key, QStringLiteral("jar"));
    QCOMPARE(catalogue.itemKeys().at(1).second, std::string("cup"));
    QCOMPARE(catalogue.userKeys().size(), std::size_t(3));
    catalogue.setIsProduct(std::vector{ItemId(2)}, false);
    QVERIFY(catalogue.notProducts() == std::vector{ItemId(2)});
    QVERIFY(!catalogue.item(ItemId(2))->isProduct);
}

void TestStores::keepsRuns()
{
    RunStore runs(*m_project);
    RunRecord run;
    run.name = QStringLiteral("first");
    run.recommender = QStringLiteral("ease");
    run.parameters = {{QStringLiteral("l2"), 300}};
    run.protocol.split = QStringLiteral("leave-last-out");
    run.protocol.seed = 0xfedcba9876543210u;
    run.protocol.dataHash = QStringLiteral("dd");
    run.status = RunStatus::Done;
    run.at = 123;
    run.fitSeconds = 1.5;
    run.bestEpoch = 2;
    run.test = {{"NDCG@10", .25}, {"RMSE", std::nan("")}};
    run.validation = {{"NDCG@10", .3}};
    run.epochs = {{1, .9, .5, 1000, .2, {{"gradient", 1.25}}}, {2, .8, .5, 1000, {}, {}}};
    run.id = runs.insert(run);
    const auto found = runs.find(run.id);
    QVERIFY(found.has_value());
    QCOMPARE(found->protocol.toJson(), run.protocol.toJson());
    QCOMPARE(found->protocol.seed, run.protocol.seed);
    QCOMPARE(found->parameters, run.parameters);
    QCOMPARE(*found->bestEpoch, 2);
    QCOMPARE(found->test.at("NDCG@10"), .25);
    QVERIFY(std::isnan(found->test.at("RMSE")));
    QCOMPARE(found->epochs.size(), std::size_t(2));
    QCOMPARE(found->epochs[0].parts.at("gradient"), 1.25);
    QVERIFY(!found->epochs[1].validation);
    run.test = {{"HitRate@10", .5}};
    run.bestEpoch.reset();
    run.epochs.clear();
    runs.update(run);
    QCOMPARE(runs.find(run.id)->test.size(), std::size_t(1));
    QVERIFY(!runs.find(run.id)->bestEpoch);
    runs.rename(run.id, QStringLiteral("第一"));
    runs.setNote(run.id, QStringLiteral("note"));
    QCOMPARE(runs.all().at(0).name, QStringLiteral("第一"));
    QCOMPARE(runs.all().at(0).note, QStringLiteral("note"));
    QVERIFY(!runs.find(RunId(99)));
}

void TestStores::deletesRunsWithUndo()
{
    RunStore runs(*m_project);
    RunRecord run;
    run.status = RunStatus::Done;
    run.test = {{"NDCG@10", .25}};
    const auto id = runs.insert(run);
    runs.remove(id);
    QVERIFY(runs.all().empty() && !runs.find(id));
    runs.restore(id);
    QCOMPARE(runs.all().size(), std::size_t(1));
    runs.remove(id);
    runs.purge();
    runs.restore(id);
    QVERIFY(runs.all().empty());
    QCOMPARE(m_project->database().execAndGet("SELECT count(*) FROM run_metric").getInt(), 0);
    const auto other = runs.insert(run);
    QVERIFY(other > id); // a number is never given twice
    runs.erase(other);
    QVERIFY(runs.all().empty());
}

void TestStores::keepsUserMetrics()
{
    RunStore runs(*m_project);
    const auto id = runs.insert({});
    const UserMetric figures{{UserId(3), UserId(std::int64_t(1) << 40)}, {.5f, 1.f}};
    runs.writeUserMetric(id, "NDCG@10", figures);
    runs.writeUserMetric(id, "HitRate@10", {});
    QVERIFY(runs.userMetric(id, "NDCG@10")->users == figures.users);
    QVERIFY(runs.userMetric(id, "NDCG@10")->values == figures.values);
    QVERIFY(runs.userMetric(id, "HitRate@10")->users.empty());
    QVERIFY(!runs.userMetric(id, "MRR@10"));
    UserMetric many;
    for (int i = 0; i < 5000; ++i) {
        many.users.emplace_back(10 + i * 3);
        many.values.push_back(i % 7 == 0 ? 1.f : 0.f);
        many.weights.push_back(static_cast<float>(1 + i % 3));
    }
    runs.writeUserMetric(id, "Recall@10", many); // packed
    const auto unpacked = *runs.userMetric(id, "Recall@10");
    QVERIFY(unpacked.users == many.users && unpacked.values == many.values && unpacked.weights == many.weights);
    QVERIFY((runs.userMetricNames(id) == std::vector<std::string>{"NDCG@10", "HitRate@10", "Recall@10"}));
}

void TestStores::keepsSnapshots_data()
{
    QTest::addColumn<int>("bytes");
    for (const int bytes : {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5'000'000})
        QTest::addRow("%d", bytes) << bytes;
}

void TestStores::keepsSnapshots()
{
    QFETCH(int, bytes);
    RunStore runs(*m_project);
    const auto id = runs.insert({});
    QByteArray content(bytes, '\0');
    Random random(1);
    for (auto &byte : content)
        byte = static_cast<char>(random());
    for (int round = 0; round < 2; ++round) { // the second replaces the first
        const auto device = runs.createSnapshot(id);
        for (qsizetype at = 0; at < content.size(); at += 300'001)
            QCOMPARE(device->write(content.mid(at, 300'001)), std::min<qint64>(300'001, content.size() - at));
        device->close();
    }
    const auto device = runs.openSnapshot(id);
    QVERIFY(device != nullptr);
    QCOMPARE(device->size(), qint64(bytes));
    QCOMPARE(device->readAll(), content);
    QVERIFY(device->seek(bytes / 2));
    QCOMPARE(device->read(100), content.mid(bytes / 2, 100));
    QVERIFY(!runs.openSnapshot(id, QStringLiteral("checkpoint")));
}

void TestStores::snapshotWithoutCloseIsNotKept()
{
    RunStore runs(*m_project);
    const auto id = runs.insert({});
    {
        const auto device = runs.createSnapshot(id);
        device->write(QByteArray(3 << 20, 'x'));
    }
    QVERIFY(!runs.openSnapshot(id));
    runs.rename(id, QStringLiteral("still writable"));
}

void TestStores::changedSnapshotIsNotRead()
{
    RunStore runs(*m_project);
    const auto id = runs.insert({});
    const auto device = runs.createSnapshot(id);
    device->write(QByteArray(3 << 20, 'x'));
    device->close();
    m_project->database().exec(
        "UPDATE snapshot SET data = CAST(replace(data, 'xxxx', 'xxyx') AS BLOB) WHERE chunk = 1");
    const auto changed = runs.openSnapshot(id);
    QCOMPARE(changed->size(), qint64(3 << 20));
    QCOMPARE(changed->readAll().size(), qsizetype(1 << 20));
}

QTEST_GUILESS_MAIN(TestStores)
#include "tst_stores.moc"
