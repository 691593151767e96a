#include "tests/widgets/shop.h"
#include "widgets/common/productfield.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace aisle;

class TestProductField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnChoosesTheMarkedOfferOnce();
    void returnWithoutAMarkChoosesTheFirst();
    void saysThatNothingWasFound();
    void returnSaysAgainThatNothingWasFound();

private:
    QTemporaryDir m_folder;
};

namespace {

/// A field over a small shop in which "a" was typed and answered; @return its open list of offers
QAbstractItemView *typeInto(ProductField &field, const QString &projectPath)
{
    field.setSession(std::make_shared<ProjectSession>(test::makeShop(projectPath), std::make_shared<JobPools>()));
    field.resize(300, 30);
    field.show();
    field.activateWindow();
    field.setFocus();
    auto *popup = field.findChild<QCompleter *>()->popup();
    if (!QTest::qWaitForWindowActive(&field))
        return nullptr;
    QTest::keyClicks(&field, QStringLiteral("2"));
    return QTest::qWaitFor([&] { return popup->isVisible() && popup->model()->rowCount() > 1; }) ? popup : nullptr;
}

/// Whether the open list is the sentence that nothing was found, whole and not to be chosen.
bool saysNothing(const QAbstractItemView *popup)
{
    const auto first = popup->model()->index(0, 0);
    return popup->isVisible() && popup->model()->rowCount() == 1 && !first.flags().testFlag(Qt::ItemIsSelectable) &&
           popup->sizeHintForIndex(first).width() <= popup->viewport()->width();
}

} // namespace

void TestProductField::returnChoosesTheMarkedOfferOnce()
{
    ProductField field;
    auto *popup = typeInto(field, m_folder.filePath(QStringLiteral("marked.aisle")));
    QVERIFY(popup);
    QSignalSpy chosen(&field, &ProductField::productChosen);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Down);
    const auto marked = popup->currentIndex().data().toString();
    QCOMPARE(popup->currentIndex().row(), 1);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    const auto item = chosen.first().first().value<ItemRecord>();
    QVERIFY2(marked.contains(item.title), qPrintable(marked));
    QVERIFY(field.text().isEmpty());
}

void TestProductField::returnWithoutAMarkChoosesTheFirst()
{
    ProductField field;
    auto *popup = typeInto(field, m_folder.filePath(QStringLiteral("first.aisle")));
    QVERIFY(popup);
    const auto first = popup->model()->index(0, 0).data().toString();
    QSignalSpy chosen(&field, &ProductField::productChosen);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QVERIFY(first.contains(chosen.first().first().value<ItemRecord>().title));
}

/// Also where the field is too narrow for a sentence.
void TestProductField::saysThatNothingWasFound()
{
    ProductField field;
    auto *popup = typeInto(field, m_folder.filePath(QStringLiteral("nothing.aisle")));
    QVERIFY(popup);
    field.resize(140, 30);
    field.clear();
    QTest::keyClicks(&field, QStringLiteral("xyzzy"));
    QTRY_VERIFY(saysNothing(popup));
}

/// Return closes an open list: what it said is said again, and also once Escape has closed it.
void TestProductField::returnSaysAgainThatNothingWasFound()
{
    ProductField field;
    auto *popup = typeInto(field, m_folder.filePath(QStringLiteral("again.aisle")));
    QVERIFY(popup);
    QSignalSpy chosen(&field, &ProductField::productChosen);
    field.clear();
    QTest::keyClicks(&field, QStringLiteral("xyzzy"));
    QTRY_VERIFY(saysNothing(popup));
    QTest::keyClick(popup, Qt::Key_Return);
    QTRY_VERIFY(saysNothing(popup));
    QTest::keyClick(popup, Qt::Key_Escape);
    QTRY_VERIFY(!popup->isVisible());
    QTest::keyClick(&field, Qt::Key_Return);
    QTRY_VERIFY(saysNothing(popup));
    QCOMPARE(field.text(), QStringLiteral("xyzzy"));
    QCOMPARE(chosen.count(), 0);
}

QTEST_MAIN(TestProductField)
#include "tst_productfield.moc"
