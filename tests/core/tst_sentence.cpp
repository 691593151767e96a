// Sentences with counts: numbers grouped, words by number.
#include "core/common/error.h"
#include "core/common/text/sentence.h"

#include <QTest>

using namespace aisle;

class TestSentence : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsFollowTheNumber_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("says");
        QTest::newRow("none") << 0 << QStringLiteral("0 purchases are gone");
        QTest::newRow("one") << 1 << QStringLiteral("1 purchase is gone");
        QTest::newRow("many") << 1204 << QStringLiteral("1,204 purchases are gone");
        QTest::newRow("ends in one") << 11 << QStringLiteral("11 purchases are gone");
    }
    void wordsFollowTheNumber()
    {
        QFETCH(int, number);
        QTEST(sentence("%1 [purchase is|purchases are] gone", {number}), "says");
    }
    void aChoiceMayNameItsNumber()
    {
        constexpr const char *kLists = "%1 of %2 [list|lists] [%1:is|are] empty";
        QCOMPARE(sentence(kLists, {1, 12}), QStringLiteral("1 of 12 lists is empty"));
        QCOMPARE(sentence(kLists, {1, 1}), QStringLiteral("1 of 1 list is empty"));
        QCOMPARE(sentence(kLists, {3, 12}), QStringLiteral("3 of 12 lists are empty"));
    }
    /// What comes as an argument is text, whatever it looks like.
    void argumentsAreText()
    {
        QCOMPARE(sentence("%1: %2 [row|rows]", {QStringLiteral("[a|b] %2"), 1}), QStringLiteral("[a|b] %2: 1 row"));
        QCOMPARE(Error::fill(QStringLiteral("[no choice] 5 | 6 %3 ["), {}), QStringLiteral("[no choice] 5 | 6 %3 ["));
        QCOMPARE(Error::fill(QStringLiteral("a|b [c"), {}), QStringLiteral("a|b [c"));
        QCOMPARE(Error::fill(QStringLiteral("%1[|s]"), {QStringLiteral("1")}), QStringLiteral("1"));
    }
};

QTEST_GUILESS_MAIN(TestSentence)
#include "tst_sentence.moc"
