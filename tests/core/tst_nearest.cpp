// What is proposed for a word that is not one of a closed set.
#include "core/common/text/nearest.h"

#include <QTest>

using namespace aisle;

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

} // namespace

class TestNearest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typosAreFound_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QStringList>("candidates");
        QTest::addColumn<QStringList>("near");
        QTest::newRow("a letter less") << QStringLiteral("epoch") << words("factors epochs l2") << words("epochs");
        QTest::newRow("letters swapped") << QStringLiteral("veiw") << words("cart purchase view") << words("view");
        QTest::newRow("another case") << QStringLiteral("ndgc") << words("Recall NDCG MRR") << words("NDCG");
        QTest::newRow("only begun") << QStringLiteral("leave-last") << words("time leave-last-out fixed")
                                    << words("leave-last-out");
        QTest::newRow("nothing near") << QStringLiteral("neighbourhood") << words("factors epochs l2") << QStringList();
    }
    void typosAreFound()
    {
        QFETCH(QString, word);
        QFETCH(QStringList, candidates);
        QTEST(nearestWords(word, candidates), "near");
    }
    /// A closed set is named whole, however far the word is.
    void nothingIsLeftOutOfAClosedSet()
    {
        QCOMPARE(nearestFirst(QStringLiteral("veiw"), words("purchase cart view")), words("view cart purchase"));
        QCOMPARE(nearestFirst(QStringLiteral("zzzzzzzzzzzz"), words("b a")).size(), 2);
        QVERIFY(nearestFirst(QStringLiteral("x"), {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestNearest)
#include "tst_nearest.moc"
