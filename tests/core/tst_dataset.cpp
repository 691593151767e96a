#include "core/common/error.h"
#include "core/dataset/dataset.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/eventstore.h"
#include "core/storage/project.h"

#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>
#include <set>

using namespace aisle;

Q_DECLARE_METATYPE(aisle::DatasetFilter)

/// Loading from a project written by hand.
class TestDataset : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_project = Project::create(m_folder.filePath(QStringLiteral("log.aisle")));
        m_project->database().exec(R"(
            INSERT INTO user(id, key, import_id) VALUES (1, 'ann', 1), (2, 'bob', 1), (3, 'cyd', 1);
            INSERT INTO item(id, key, import_id) VALUES (1, 'tea', 1), (2, 'cup', 1), (3, 'jar', 1), (4, 'post', 1), (5, 'unsold', 1);
            INSERT INTO event_kind VALUES (1, 'buy', 'purchase', 5), (2, 'pv', 'view', 1), (3, 'back', 'return', 1), (4, 'find', 'search', 1);
            INSERT INTO event(id, user_id, item_id, kind, at, value, part) VALUES
                (1, 1, 1, 2, 500, NULL, 1), (2, 1, 2, 2, 100, NULL, 1), (3, 1, 1, 1, 500, 4, 1), (4, 1, 1, 3, 600, NULL, 1),
                (5, 2, 3, 2, 700, NULL, 3), (6, 2, NULL, 4, 710, NULL, 1), (7, 2, 4, 1, 720, 2, 1),
                (8, 1, 3, 2, 300, NULL, 1), (9, 3, 1, 2, NULL, NULL, 1);
            INSERT INTO event_range VALUES (1, 1, 1, 4), (2, 1, 5, 3), (1, 2, 8, 1), (3, 2, 9, 1);
            INSERT INTO import_kind VALUES (1, 1, 2), (1, 2, 3), (1, 3, 1), (1, 4, 1), (2, 2, 2);
            INSERT INTO import VALUES (1, 'a.csv', 'aa', '{}', 'done', 7, 7, 0, 0, 99, 1, 100, 720, '{}', 1000),
                                      (2, 'b.csv', 'bb', '{}', 'done', 2, 2, 0, 0, 99, 8, 300, 300, '{}', 2000);
        )");
        const std::vector<ItemId> postage{ItemId(4)};
        Catalogue(*m_project).setIsProduct(postage, false);
    }

    void keepsPositiveEventsInOrder()
    {
        const auto dataset = load({});
        QCOMPARE(dataset.userKeys, (std::vector<std::string>{"ann", "bob", "cyd"}));
        QCOMPARE(dataset.itemKeys,
                 (std::vector<std::string>{"tea", "cup", "jar"})); // no postage, nothing without events
        // two imports of ann come together by time, one moment's events by a fixed order; the return is not learnt from
        QCOMPARE(describe(dataset), QStringLiteral("ann: pv cup, pv jar, buy tea, pv tea; bob: pv jar; cyd: pv tea"));
        QCOMPARE(dataset.events.at, (std::vector<std::int64_t>{100, 300, 500, 500, 700, kNoTime}));
        QCOMPARE(dataset.events.value[2], 4.F);
        QVERIFY(std::isnan(dataset.events.value[0]));
        QCOMPARE(dataset.events.part[4], StoredPart::Test);
        QCOMPARE(dataset.findUser(UserId(3)), std::optional(UserIndex(2)));
        QVERIFY(!dataset.findItem(ItemId(4)));
        QCOMPARE(std::set(dataset.tieRank.begin(), dataset.tieRank.end()), (std::set<std::uint32_t>{0, 1, 2}));
    }
    /// As 0.1 read it, for its kept runs.
    void linesKeepTheFilesOrder()
    {
        DatasetFilter filter;
        filter.moments = Moments::Lines;
        QCOMPARE(describe(load(filter)),
                 QStringLiteral("ann: pv cup, pv jar, pv tea, buy tea; bob: pv jar; cyd: pv tea"));
    }
    void kindsByWordOrMeaning()
    {
        DatasetFilter filter;
        filter.kinds = {QStringLiteral("view")};
        filter.targetKinds = {QStringLiteral("BUY")};
        const auto dataset = load(filter);
        QCOMPARE(dataset.kinds.size(), std::size_t(2));
        QCOMPARE(dataset.learnt, (std::vector<bool>{false, true}));
        QCOMPARE(dataset.relevant, (std::vector<bool>{true, false}));
        filter.kinds = {QStringLiteral("return")};
        filter.targetKinds.clear();
        QCOMPARE(describe(load(filter)), QStringLiteral("ann: back tea"));
        filter.kinds = {QStringLiteral("cart")};
        QCOMPARE(codeOf(filter), QByteArray("dataset.unknown-kind"));
    }
    void filters()
    {
        DatasetFilter filter;
        filter.minValue = 4;
        QCOMPARE(describe(load(filter)), QStringLiteral("ann: buy tea"));
        filter = {};
        filter.excludeItems = {QStringLiteral("tea")};
        QCOMPARE(describe(load(filter)), QStringLiteral("ann: pv cup, pv jar; bob: pv jar"));
        filter.excludeItems = {QStringLiteral("coffee")};
        QCOMPARE(codeOf(filter), QByteArray("dataset.unknown-item"));
        filter = {};
        filter.onlyUsers = {UserId(2), UserId(3)};
        QCOMPARE(describe(load(filter)), QStringLiteral("bob: pv jar; cyd: pv tea"));
    }
    void coreIsStable()
    {
        DatasetFilter filter;
        filter.minItemEvents = 2; // cup goes
        filter.minUserEvents = 2; // bob and cyd go, then jar
        QCOMPARE(describe(load(filter)), QStringLiteral("ann: buy tea, pv tea"));
        filter.minUserEvents = 4;
        QCOMPARE(codeOf(filter), QByteArray("dataset.empty"));
    }
    void emptinessNamesItsFilter_data()
    {
        QTest::addColumn<DatasetFilter>("filter");
        QTest::addColumn<QString>("word");
        DatasetFilter filter;
        filter.kinds = {QStringLiteral("search")};
        QTest::newRow("no product") << filter << QStringLiteral("kind");
        filter = {};
        filter.minValue = 9;
        QTest::newRow("value") << filter << QStringLiteral("9");
        filter = {};
        filter.onlyItems = {ItemId(5)};
        QTest::newRow("selection") << filter << QStringLiteral("chosen");
        filter = {};
        filter.minUserEvents = 50;
        QTest::newRow("core") << filter << QStringLiteral("50");
    }
    void emptinessNamesItsFilter()
    {
        QFETCH(DatasetFilter, filter);
        QFETCH(QString, word);
        try {
            load(filter);
            QFAIL("loaded");
        } catch (const Error &error) {
            QCOMPARE(error.code(), std::string("dataset.empty"));
            QVERIFY2(error.message().contains(word), qPrintable(error.message()));
        }
    }
    void anEmptyProjectSaysSo()
    {
        const auto empty = Project::create(m_folder.filePath(QStringLiteral("empty.aisle")));
        SilentContext job;
        QVERIFY_EXCEPTION_THROWN(Dataset::load(*empty, {}, job), Error);
    }
    void filterKeepsItsJson()
    {
        QVERIFY(DatasetFilter().toJson().isEmpty());
        DatasetFilter filter;
        filter.kinds = {QStringLiteral("加购")};
        filter.targetKinds = {QStringLiteral("purchase")};
        filter.excludeItems = {QStringLiteral("POST")};
        filter.minValue = 3.5;
        filter.minUserEvents = 5;
        filter.minItemEvents = 6;
        filter.onlyUsers = {UserId(7)};
        filter.onlyItems = {ItemId(1LL << 40)};
        const auto read = DatasetFilter::fromJson(filter.toJson());
        QCOMPARE(read.toJson(), filter.toJson());
        QCOMPARE(read.onlyItems, filter.onlyItems);
        QCOMPARE(read.minValue, filter.minValue);
    }

private:
    Dataset load(const DatasetFilter &filter)
    {
        SilentContext job;
        return Dataset::load(*m_project, filter, job);
    }
    QByteArray codeOf(const DatasetFilter &filter)
    {
        try {
            load(filter);
        } catch (const Error &error) {
            return QByteArray::fromStdString(error.code());
        }
        return "loaded";
    }
    static QString describe(const Dataset &dataset)
    {
        QStringList users;
        for (std::size_t user = 0; user < dataset.userKeys.size(); ++user) {
            QStringList events;
            for (auto e = dataset.events.offsets[user]; e < dataset.events.offsets[user + 1]; ++e)
                events.append(QString::fromStdString(dataset.kinds[dataset.events.kind[e]].name + ' ' +
                                                     dataset.itemKeys[dataset.events.item[e].value]));
            users.append(QString::fromStdString(dataset.userKeys[user]) + QStringLiteral(": ") +
                         events.join(QStringLiteral(", ")));
        }
        return users.join(QStringLiteral("; "));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
};

QTEST_GUILESS_MAIN(TestDataset)
#include "tst_dataset.moc"
