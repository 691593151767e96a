#include "models/historymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace aisle;

class TestHistoryModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void copiesRowsThatStayRows();
    void showsNewestFirst();
    void leavesOutAndPutsBack();
    void addsAndTakesAway();
    void everyEditIsOneStep();
    void stepsOfAnotherShopperDoNothing();
    void showsWherePartsBegin();
    void eventsThatDoNotCountHaveNoTick();
    void keysGoThroughTheFormatter();
    void picturesTakeRoomWhereThereAreAny();

private:
    static std::shared_ptr<const ShopperHistory> history();
    static ItemRecord item(std::int64_t id, const char *key, const char *title);
    QVariant at(int row, int role) const { return m_model->index(row, 0).data(role); }

    std::unique_ptr<QUndoStack> m_undo;
    std::unique_ptr<HistoryModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

ItemRecord TestHistoryModel::item(std::int64_t id, const char *key, const char *title)
{
    ItemRecord record;
    record.id = ItemId(id);
    record.key = QString::fromUtf8(key);
    record.title = QString::fromUtf8(title);
    return record;
}

/// View of tea, purchase of a cup without a title, a search, purchase of tea: oldest first.
std::shared_ptr<const ShopperHistory> TestHistoryModel::history()
{
    auto history = std::make_shared<ShopperHistory>();
    history->user = {UserId(7), QStringLiteral("ann"), {}};
    history->kinds = {{1, "pv", Meaning::View, 1}, {2, "buy", Meaning::Purchase, 1}, {3, "find", Meaning::Search, 1}};
    history->items.emplace(ItemId(1), item(1, "t-1", "Tea"));
    history->items.emplace(ItemId(2), item(2, "c-2", ""));
    for (const auto &[product, kind, time] : {std::tuple{1, 1, 100}, {2, 2, 200}, {0, 3, 300}, {1, 2, 400}}) {
        StoredEvent event;
        event.user = UserId(7);
        event.item = ItemId(product);
        event.kind = kind;
        event.at = time;
        history->events.push_back(event);
    }
    return history;
}

void TestHistoryModel::init()
{
    m_undo = std::make_unique<QUndoStack>();
    m_model = std::make_unique<HistoryModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setUndoStack(m_undo.get());
    m_model->setHistory(history());
}

void TestHistoryModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_undo.reset();
}

void TestHistoryModel::copiesRowsThatStayRows()
{
    auto broken = std::make_shared<ShopperHistory>(*history());
    broken->items[ItemId(1)].title = QStringLiteral("Tea\nfor\ttwo");
    m_model->setHistory(broken);
    const auto lines = m_model->asTsv().split(u'\n');
    QCOMPARE(lines.size(), 6); // headings, four events, the end
    QVERIFY(lines[0].startsWith(QStringLiteral("Key\tProduct\t")));
    QVERIFY(lines[1].startsWith(QStringLiteral("t-1\tTea for two\tbuy\t")));
    QCOMPARE(m_model->asTsv(0), lines[1] + u'\n');
    QCOMPARE(m_model->sheet().rows, std::int64_t(4));
}

void TestHistoryModel::showsNewestFirst()
{
    QCOMPARE(m_model->rowCount(), 4);
    QCOMPARE(at(0, HistoryModel::TimeRole).toLongLong(), 400);
    QCOMPARE(at(0, Qt::DisplayRole).toString(), QStringLiteral("Tea"));
    QCOMPARE(at(0, HistoryModel::MeaningRole).toInt(), static_cast<int>(Meaning::Purchase));
    QCOMPARE(at(1, Qt::DisplayRole).toString(), QStringLiteral("No product"));
    QCOMPARE(at(2, Qt::DisplayRole).toString(), QStringLiteral("c-2"));
    QVERIFY(!at(2, HistoryModel::HasTitleRole).toBool());
    QCOMPARE(m_model->index(3, HistoryModel::Kind).data().toString(), QStringLiteral("pv"));
    QCOMPARE(m_model->index(3, HistoryModel::Time).data().toString(), QStringLiteral("1970-01-01 00:00"));
    m_model->setHistory(nullptr);
    QCOMPARE(m_model->rowCount(), 0);
}

void TestHistoryModel::leavesOutAndPutsBack()
{
    QSignalSpy edited(m_model.get(), &HistoryModel::edited);
    QVERIFY(m_model->setData(m_model->index(2, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(edited.size(), 1);
    QVERIFY(m_model->isEdited());
    const auto edits = m_model->edits();
    QCOMPARE(edits.leftOut.size(), std::size_t(1));
    QCOMPARE(edits.leftOut[0].item, ItemId(2));
    QCOMPARE(at(2, Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
    QVERIFY(m_model->setData(m_model->index(2, 0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!m_model->isEdited());
    QVERIFY(m_model->edits().isEmpty());
}

void TestHistoryModel::addsAndTakesAway()
{
    m_model->addProduct(item(9, "p-9", "Pot"), 2);
    m_model->addProduct(item(8, "j-8", "Jar"), 1);
    QCOMPARE(m_model->rowCount(), 6);
    QCOMPARE(at(0, Qt::DisplayRole).toString(), QStringLiteral("Jar"));
    QCOMPARE(at(1, Qt::DisplayRole).toString(), QStringLiteral("Pot"));
    QVERIFY(at(1, HistoryModel::AddedRole).toBool() && !at(2, HistoryModel::AddedRole).toBool());
    const auto edits = m_model->edits();
    QCOMPARE(edits.added.size(), std::size_t(2));
    QCOMPARE(edits.added[0].item, ItemId(9)); // in the order they were added
    QCOMPARE(edits.added[0].at, std::int64_t(400));
    QCOMPARE(edits.added[0].user, UserId(7));
    m_model->leaveOut(2, true); // the newest event, under the added ones
    QCOMPARE(m_model->edits().leftOut[0].at, std::int64_t(400));
    m_model->setData(m_model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole); // an added one goes at once
    QCOMPARE(m_model->rowCount(), 5);
    QCOMPARE(at(0, Qt::DisplayRole).toString(), QStringLiteral("Pot"));
}

void TestHistoryModel::everyEditIsOneStep()
{
    QSignalSpy edited(m_model.get(), &HistoryModel::edited);
    m_model->leaveOut(0, true);
    m_model->addProduct(item(9, "p-9", "Pot"), 2);
    m_model->clearEdits();
    QCOMPARE(edited.size(), 3);
    QCOMPARE(m_undo->count(), 3);
    QVERIFY(!m_model->isEdited());
    m_undo->undo();
    QCOMPARE(m_model->addedCount(), 1);
    QCOMPARE(m_model->leftOutCount(), 1);
    m_undo->undo();
    QCOMPARE(m_model->rowCount(), 4);
    m_undo->undo();
    QVERIFY(!m_model->isEdited());
    m_undo->redo();
    QCOMPARE(m_model->leftOutCount(), 1);
    m_model->clearEdits();
    const int steps = m_undo->count();
    m_model->clearEdits(); // nothing to leave: no step
    m_model->leaveOut(0, false);
    QCOMPARE(m_undo->count(), steps);
}

void TestHistoryModel::stepsOfAnotherShopperDoNothing()
{
    m_model->leaveOut(0, true);
    m_model->setHistory(history());
    QVERIFY(!m_model->isEdited());
    m_undo->undo();
    m_undo->redo();
    QVERIFY(!m_model->isEdited());
    m_model->leaveOut(1, true);
    m_model.reset(); // the stack belongs to the project and lives on
    m_tester.reset();
    m_undo->undo();
}

void TestHistoryModel::showsWherePartsBegin()
{
    QCOMPARE(at(0, HistoryModel::PartRole).toInt(), -1);
    m_model->setParts({Part::Train, Part::Train, std::nullopt, Part::Test});
    QCOMPARE(at(0, HistoryModel::PartRole).toInt(), static_cast<int>(Part::Test));
    QVERIFY(at(0, HistoryModel::PartBeginsRole).toBool());
    QVERIFY(!at(1, HistoryModel::PartBeginsRole).toBool());
    QCOMPARE(at(1, HistoryModel::PartRole).toInt(), -1);
    QVERIFY(!at(2, HistoryModel::PartBeginsRole).toBool());
    QVERIFY(at(3, HistoryModel::PartBeginsRole).toBool());
    m_model->setParts({std::nullopt, std::nullopt, std::nullopt, std::nullopt});
    QCOMPARE(at(0, HistoryModel::PartRole).toInt(), -1);
}

void TestHistoryModel::eventsThatDoNotCountHaveNoTick()
{
    m_model->setCounted({true, true, false, true});
    QVERIFY(m_model->index(0, 0).flags() & Qt::ItemIsUserCheckable);
    QVERIFY(!(m_model->index(1, 0).flags() & Qt::ItemIsUserCheckable));
    QVERIFY(!at(1, HistoryModel::CountsRole).toBool());
}

void TestHistoryModel::keysGoThroughTheFormatter()
{
    KeyFormatter keys;
    keys.setSecret("shop");
    keys.setPseudonyms(true);
    m_model->setKeys(keys);
    QVERIFY(at(2, HistoryModel::TitleRole).toString().startsWith(QStringLiteral("P-")));
    QCOMPARE(at(0, HistoryModel::TitleRole).toString(), QStringLiteral("Tea"));
}

void TestHistoryModel::picturesTakeRoomWhereThereAreAny()
{
    QVERIFY(!at(0, HistoryModel::AnyImageRole).toBool());
    auto pictured = std::make_shared<ShopperHistory>(*history());
    pictured->items[ItemId(1)].image = QStringLiteral("tea.png");
    m_model->setHistory(pictured);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QVERIFY(at(row, HistoryModel::AnyImageRole).toBool()); // titles line up
        const bool isTea = at(row, HistoryModel::ItemRole).toLongLong() == 1;
        QCOMPARE(at(row, HistoryModel::ImageRole).toString(), isTea ? QStringLiteral("tea.png") : QString());
    }
}

QTEST_GUILESS_MAIN(TestHistoryModel)
#include "tst_historymodel.moc"
