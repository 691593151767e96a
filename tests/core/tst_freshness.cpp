#include "core/runs/freshness.h"
#include "core/runs/runwords.h"
#include "core/storage/settings.h"
#include "tests/support/errorof.h"
#include "tests/support/statements.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace aisle;
using test::errorOf;

/// What an import or a deletion makes untrue of kept runs, row by row.
class TestFreshness : public QObject
{
    Q_OBJECT
private:
    RunId keep(std::int64_t at, const char *recommender = "item-knn", const QJsonObject &parameters = {})
    {
        RunRecord run;
        run.recommender = QString::fromLatin1(recommender);
        run.parameters = parameters;
        run.status = RunStatus::Done;
        run.at = at;
        return RunStore(*m_project).insert(run);
    }
    void import(std::int64_t at, std::int64_t events)
    {
        SQLite::Statement insert(m_project->database(),
                                 "INSERT INTO import(source, sha256, recipe, status, rows, events, rejected, "
                                 "duplicates, bytes, first_event, reasons, at) "
                                 "VALUES ('log.csv', '', '{}', 'done', 9, ?, 0, 0, 9, 0, '{}', ?)");
        insert.bind(1, events);
        insert.bind(2, at);
        insert.exec();
    }
    void noteTakenBack(std::int64_t importedAt, std::int64_t takenBackAt)
    {
        QJsonArray all;
        all.append(QJsonArray{static_cast<qint64>(importedAt), static_cast<qint64>(takenBackAt)});
        ProjectSettings(*m_project).setValue(QStringLiteral("events/taken-back"), all);
    }
    ChangedSince of(RunId run) const { return Freshness(*m_project).changedSince(RunStore(*m_project).known(run)); }

    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;

private Q_SLOTS:
    void init()
    {
        m_project = Project::create(
            m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".aisle")));
    }

    void whatWasThereChangesNothing()
    {
        import(100, 5);
        const auto run = keep(200);
        QCOMPARE(of(run), ChangedSince());
        QVERIFY(changedText(of(run)).isEmpty());
        QCOMPARE(Freshness().changedSince(RunStore(*m_project).known(run)), ChangedSince());
    }
    void anImportWithEventsIsTold()
    {
        const auto before = keep(200), after = keep(400);
        import(300, 5);
        QCOMPARE(of(before), (ChangedSince{.eventsAdded = true}));
        QCOMPARE(of(after), ChangedSince());
    }
    void aCatalogueIsNoEvent()
    {
        const auto run = keep(200);
        import(300, 0);
        QCOMPARE(of(run), ChangedSince());
    }
    void takenBackIsToldOfRunsThatHadIt()
    {
        noteTakenBack(100, 300);
        const auto earlier = keep(50), with = keep(200), later = keep(400);
        QCOMPARE(of(earlier), ChangedSince()); // came and went after it
        QCOMPARE(of(with), (ChangedSince{.eventsTakenBack = true}));
        QCOMPARE(of(later), ChangedSince());
    }
    void replacedIsTakenBackAndAdded()
    {
        const auto run = keep(200);
        noteTakenBack(100, 300);
        import(300, 5);
        QCOMPARE(of(run), (ChangedSince{.eventsAdded = true, .eventsTakenBack = true}));
    }
    void deletedMembersAreNamed()
    {
        const auto a = keep(1), b = keep(2);
        const auto names = [](std::initializer_list<RunId> runs) {
            QStringList numbers;
            for (const auto run : runs)
                numbers << QString::number(run.value);
            return numbers.join(QStringLiteral(","));
        };
        const auto fusion = keep(3, "fusion", {{QStringLiteral("runs"), names({a, b}) + QStringLiteral(":2")}});
        const auto reranked = keep(4, "rerank", {{QStringLiteral("run"), names({b})}});
        QCOMPARE(of(fusion), ChangedSince());
        QCOMPARE(of(reranked), ChangedSince());
        RunStore store(*m_project);
        store.remove(b);
        QCOMPARE(of(fusion), (ChangedSince{.membersGone = {b}}));
        QCOMPARE(of(reranked), (ChangedSince{.membersGone = {b}}));
        QCOMPARE(of(a), ChangedSince());
        store.restore(b);
        QCOMPARE(of(fusion), ChangedSince());
        store.remove(a);
        store.remove(b);
        QCOMPARE(of(fusion), (ChangedSince{.membersGone = {a, b}}));
    }
    /// What a large run is built upon stays as long as it does, and where it is gone already that is said.
    void whatARecipeNeedsStays()
    {
        const auto a = keep(1), b = keep(2), other = keep(3);
        const auto fusion =
            keep(4, "fusion", {{QStringLiteral("runs"), QStringLiteral("%1:1,%2:.5").arg(a.value).arg(b.value)}});
        RunStore store(*m_project);
        const auto remove = [&](std::vector<RunId> runs) { return errorOf([&] { removeRuns(store, runs); }); };
        QCOMPARE(remove({other, a}), std::string("run.needed"));
        QCOMPARE(store.ids().size(), std::size_t(4)); // nothing was deleted
        QCOMPARE(remove({other}), std::string());
        QCOMPARE(remove({fusion, a}), std::string());
        store.restore(a);
        store.restore(fusion);
        demandMembers(store, store.known(fusion));
        store.remove(b);
        QCOMPARE(errorOf([&] { demandMembers(store, store.known(fusion)); }), std::string("run.member-gone"));
        store.restore(b);
        const auto out = store.createSnapshot(fusion); // small: it has a copy of its own
        out->write("state");
        out->close();
        QCOMPARE(remove({a, b}), std::string());
    }
    void whatCannotBeReadNamesNobody()
    {
        QCOMPARE(of(keep(1, "fusion")), ChangedSince()); // open: kept before the choice was
        QCOMPARE(of(keep(1, "fusion", {{QStringLiteral("runs"), QStringLiteral("all")}})), ChangedSince());
        QCOMPARE(of(keep(1, "of-another-version", {{QStringLiteral("runs"), QStringLiteral("7")}})), ChangedSince());
    }

    void manyRunsCostFiveQueries()
    {
        std::vector<RunSummary> runs;
        const auto run = keep(200, "fusion", {{QStringLiteral("runs"), QStringLiteral("7,8")}});
        import(300, 5);
        for (int i = 0; i < 1000; ++i)
            runs.push_back(RunStore(*m_project).known(run));
        const auto statements = test::statementsOf(*m_project, [&] {
            const Freshness freshness(*m_project);
            for (const auto &each : runs)
                QVERIFY(freshness.changedSince(each) != ChangedSince());
        });
        QCOMPARE(statements, 5);
    }

    void theSameIsSaidOnce()
    {
        const ChangedSince added{.eventsAdded = true}, both{.eventsAdded = true, .membersGone = {RunId(4)}};
        const auto lines = changedText({{RunId(1), added}, {RunId(2), {}}, {RunId(5), both}});
        QCOMPARE(lines, (QStringList{QStringLiteral("Run 1, 5: Events were imported after the training."),
                                     QStringLiteral("Run 5: Runs that it is built upon were deleted: 4.")}));
        std::vector<std::pair<RunId, ChangedSince>> many;
        for (int i = 1; i <= 25; ++i)
            many.emplace_back(RunId(i), added);
        QCOMPARE(changedText(many).size(), 1);
        QVERIFY(changedText(many).front().contains(QStringLiteral("20 and 5 more: ")));
    }
};

QTEST_GUILESS_MAIN(TestFreshness)
#include "tst_freshness.moc"
