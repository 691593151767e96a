// A project that Aisle 0.1 wrote, opened by today's program: it is migrated and answers as 0.1 did.
#include "tests/cli/program.h"
#include "tests/support/testdata.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace aisle::test;

namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString placeIn(const QString &place, const QString &key)
{
    return place + u'/' + key;
}

/// Where the answers part: what 0.1 said must be said today, more may be. Scores come from other sums on another
/// processor, so numbers may differ in their last digits. Intervals are those of all runs at once
/// today, and p-values of pairs are not corrected for the number of figures.
QString firstDifference(const QJsonValue &was, const QJsonValue &is, const QString &place)
{
    if (was.isDouble() && is.isDouble()) {
        const double difference = std::abs(was.toDouble() - is.toDouble());
        return difference <= 1e-6 + 1e-5 * std::abs(was.toDouble()) ? QString() : place;
    }
    if (was.isArray() && is.isArray() && was.toArray().size() == is.toArray().size()) {
        for (qsizetype i = 0; i < was.toArray().size(); ++i) {
            const auto found = firstDifference(was.toArray()[i], is.toArray()[i], placeIn(place, QString::number(i)));
            if (!found.isEmpty())
                return found;
        }
        return {};
    }
    if (!was.isObject() || !is.isObject())
        return was == is ? QString() : place;
    const auto before = was.toObject();
    for (auto one = before.begin(); one != before.end(); ++one) {
        static const QStringList kOtherwise{QStringLiteral("low"), QStringLiteral("high"), QStringLiteral("p"),
                                            QStringLiteral("protocol.filters")}; // each by its own name today
        if (kOtherwise.contains(one.key()))
            continue;
        const auto found = firstDifference(one.value(), is.toObject().value(one.key()), placeIn(place, one.key()));
        if (!found.isEmpty())
            return found;
    }
    return {};
}

/// Printed tables without the columns from one on to that of the metric, of which 0.1 did not have all, and without the
/// last one, where it wrote milliseconds.
QString withoutColumn(const QByteArray &text, const QString &heading)
{
    qsizetype begin = -1, width = 0, when = 0;
    QString out;
    for (auto line : QString::fromUtf8(text).split(u'\n')) {
        if (line.startsWith(QLatin1String("run "))) {
            begin = line.indexOf(heading);
            width = line.indexOf(QLatin1String("metric")) - begin; // the column after it
            when = line.indexOf(QLatin1String("when"));
        }
        if (line.isEmpty() || line.startsWith(QLatin1String("Run ")))
            begin = -1;
        out += (begin < 0 ? line : line.left(when).remove(begin, width)) + u'\n';
    }
    out.chop(1);
    return out;
}

} // namespace

class TestCompatibility : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString m_project;

    QJsonObject judgedAgain(const QString &run) const
    {
        return cli({QStringLiteral("--json"), QStringLiteral("--quiet"), QStringLiteral("evaluate"), m_project,
                    QStringLiteral("--run"), run, QStringLiteral("--cutoffs"), QStringLiteral("5,10")})
            .json();
    }

private Q_SLOTS:
    void init()
    {
        m_project =
            m_folder.filePath(QStringLiteral("%1.aisle").arg(QString::fromLatin1(QTest::currentTestFunction())));
        QVERIFY(QFile::copy(sourceFile("tests/data/project-0.1.aisle"), m_project));
    }

    /// Reading commands, too: the first of them brings the project up to date.
    void answersAsBefore()
    {
        const auto answers = QJsonDocument::fromJson(contentsOf(sourceFile("tests/data/project-0.1.json"))).array();
        QVERIFY(answers.size() > 10);
        for (const auto &one : answers) {
            auto words = one[QStringLiteral("arguments")].toVariant().toStringList();
            words.insert(1, m_project);
            const auto ended = cli(QStringList{QStringLiteral("--json"), QStringLiteral("--quiet")} + words);
            QVERIFY2(ended.status == 0, ended.err);
            const auto is = QJsonDocument::fromJson(ended.out).object();
            const auto parts = firstDifference(one[QStringLiteral("answer")], is, words.join(u' '));
            QVERIFY2(parts.isEmpty(), qPrintable(parts));
        }
    }

    void listsRunsAsBefore()
    {
        const auto ended = cli({QStringLiteral("runs"), m_project});
        QVERIFY2(ended.status == 0, ended.err);
        const auto kFrom = QStringLiteral("changed");
        const auto before = withoutColumn(contentsOf(sourceFile("tests/data/project-0.1-runs.txt")), kFrom);
        const auto now = withoutColumn(ended.out, kFrom); // names what was learnt from, too, and epochs
        QCOMPARE(now, before);
        QVERIFY2(ended.err.startsWith("Run 1: Events were imported"), ended.err); // since it was trained
    }

    void keepsACopyOfTheOldForm()
    {
        QCOMPARE(cli({QStringLiteral("info"), m_project}).status, 0);
        const auto copy = m_folder.filePath(QStringLiteral("keepsACopyOfTheOldForm.v2.aisle"));
        QVERIFY(QFile::exists(copy));
        QVERIFY(contentsOf(m_project) != contentsOf(copy));
    }

    /// What was stopped by 0.1 goes on here, and what it trained can be judged and updated.
    void goesOnWithWhatWasBegun()
    {
        const auto resumed = cli({QStringLiteral("--json"), QStringLiteral("train"), m_project,
                                  QStringLiteral("--resume"), QStringLiteral("9")});
        QVERIFY2(resumed.status == 0, resumed.err);
        const auto run = QJsonDocument::fromJson(resumed.out).object();
        QCOMPARE(run[QStringLiteral("status")].toString(), QStringLiteral("done"));
        QCOMPARE(run[QStringLiteral("epochs")].toArray().size(), 400);
        QCOMPARE(run[QStringLiteral("seed")].toInt(), 9);
        const auto judged =
            cli({QStringLiteral("--json"), QStringLiteral("evaluate"), m_project, QStringLiteral("--run"),
                 QStringLiteral("7"), QStringLiteral("--cutoffs"), QStringLiteral("5,10")});
        QVERIFY2(judged.status == 0, judged.err);
        const auto again = QJsonDocument::fromJson(judged.out).object();
        QCOMPARE(again[QStringLiteral("of_run")].toInt(), 3); // whose snapshot run 7 shares
        const auto before = cli({QStringLiteral("--json"), QStringLiteral("runs"), m_project});
        const auto runs = QJsonDocument::fromJson(before.out)[QStringLiteral("runs")].toArray();
        QCOMPARE(again[QStringLiteral("test")][QStringLiteral("NDCG@10")].toDouble(),
                 runs[2][QStringLiteral("test")][QStringLiteral("NDCG@10")].toDouble());
    }

    /// Returns came later; what 0.1 trained counts what was given back as bought, as it did.
    void whatWasTrainedKeepsReturns()
    {
        const auto before = judgedAgain(QStringLiteral("3"));
        QVERIFY(!before[QStringLiteral("test")].toObject().isEmpty());
        const auto path = m_folder.filePath(QStringLiteral("returns.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("user,item,event,time\n"
                   "shopper-13,product-07,return,1700070940\n"
                   "shopper-13,product-07,return,1700176216\n"
                   "shopper-06,product-04,return,1700198863\n");
        file.close();
        const auto imported = cli({QStringLiteral("import"), m_project, path});
        QVERIFY2(imported.status == 0, imported.err);
        const auto after = judgedAgain(QStringLiteral("3"));
        QCOMPARE(after[QStringLiteral("test")], before[QStringLiteral("test")]);
        const auto protocol = after[QStringLiteral("protocol")].toObject();
        QVERIFY(!protocol.contains(QStringLiteral("returns")) && !protocol.contains(QStringLiteral("kind_weights")));

        const auto trained = cli({QStringLiteral("--json"), QStringLiteral("--quiet"), QStringLiteral("train"),
                                  m_project, QStringLiteral("--recommender"), QStringLiteral("ease")});
        QVERIFY2(trained.status == 0, trained.err);
        const auto now = trained.json()[QStringLiteral("protocol")].toObject();
        QCOMPARE(now[QStringLiteral("returns")].toString(), QStringLiteral("cancel"));
        QCOMPARE(now[QStringLiteral("kind_weights")][QStringLiteral("purchase")].toDouble(), 1.); // as 0.1 had it
    }
};

QTEST_GUILESS_MAIN(TestCompatibility)
#include "tst_compatibility.moc"
