#include "widgets/common/rowchoice.h"
#include "widgets/text/namematch.h"

#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace aisle;

/// What chooses a row of a view and what does not; and how names answer a search.
class TestRowChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_list.reset(); }
    void focusChoosesNothing();
    void markChoosesNothing();
    void removingTheChosenRowChoosesNothing();
    void firstArrowTakesTheFocusedRow();
    void arrowsAndClicksChoose();
    void namesAnswerByHowTheyBegin();

private:
    int row(const QSignalSpy &spy) const { return spy.last().first().toModelIndex().row(); }
    std::unique_ptr<QListWidget> m_list;
    RowChoice *m_choice = nullptr;
};

void TestRowChoice::init()
{
    m_list = std::make_unique<QListWidget>();
    m_list->addItems({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    m_choice = new RowChoice(m_list.get());
    m_list->show();
    m_list->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_list.get()));
    m_list->clearFocus();
    m_list->selectionModel()->clear();
}

void TestRowChoice::focusChoosesNothing()
{
    QSignalSpy chosen(m_choice, &RowChoice::chosen);
    m_list->setFocus(Qt::TabFocusReason);
    QCOMPARE(m_list->currentRow(), 0); // so Qt will have it
    QCOMPARE(chosen.count(), 0);
    QVERIFY(m_list->selectedItems().isEmpty());
}

void TestRowChoice::markChoosesNothing()
{
    QSignalSpy chosen(m_choice, &RowChoice::chosen);
    m_choice->mark(m_list->model()->index(1, 0));
    QVERIFY(m_list->item(1)->isSelected());
    m_choice->mark({});
    QVERIFY(m_list->selectedItems().isEmpty());
    QCOMPARE(chosen.count(), 0);
}

void TestRowChoice::removingTheChosenRowChoosesNothing()
{
    m_choice->mark(m_list->model()->index(1, 0));
    QCoreApplication::processEvents();
    QSignalSpy chosen(m_choice, &RowChoice::chosen);
    delete m_list->takeItem(1);
    QCOMPARE(chosen.count(), 0);
}

void TestRowChoice::firstArrowTakesTheFocusedRow()
{
    QSignalSpy chosen(m_choice, &RowChoice::chosen);
    m_list->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_list.get(), Qt::Key_Down);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(row(chosen), 0);
    QTest::keyClick(m_list.get(), Qt::Key_Down);
    QCOMPARE(row(chosen), 1);
}

void TestRowChoice::arrowsAndClicksChoose()
{
    QSignalSpy chosen(m_choice, &RowChoice::chosen);
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, m_list->visualItemRect(m_list->item(2)).center());
    QVERIFY(chosen.count() > 0);
    QCOMPARE(row(chosen), 2);
    QTest::keyClick(m_list.get(), Qt::Key_Up);
    QCOMPARE(row(chosen), 1);
    chosen.clear();
    m_choice->mark({}); // what was chosen is closed, and chosen once more
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, m_list->visualItemRect(m_list->item(1)).center());
    QVERIFY(chosen.count() > 0);
    QCOMPARE(row(chosen), 1);
}

void TestRowChoice::namesAnswerByHowTheyBegin()
{
    const auto match = [](const char *name, const char *wanted) {
        return matchName(QString::fromUtf8(name), QString::fromUtf8(wanted));
    };
    QCOMPARE(match("EASE", "ease"), NameMatch::Exact);
    QCOMPARE(match("EASE #3", "ease "), NameMatch::Prefix);
    QCOMPARE(match("Strong EASE", "ease"), NameMatch::Word);
    QCOMPARE(match("PLEASE ONE PERSON", "ease"), NameMatch::Within);
    QCOMPARE(match("BSARec", "sasrec"), NameMatch::None);
    QCOMPARE(match("Set of 4 tea pieces", "tea set"), NameMatch::Within);
    QCOMPARE(match("Set of 4 tea pieces", "tea coffee"), NameMatch::None);
    QCOMPARE(match("anything", "  "), NameMatch::None);
}

QTEST_MAIN(TestRowChoice)
#include "tst_rowchoice.moc"
