#include "app/cli/runanswers.h"
#include "app/cli/terminal.h"
#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/sentence.h"
#include "core/lists/changedlists.h"
#include "core/recommend/registry.h"
#include "core/runs/freshness.h"
#include "core/runs/leaderboard.h"
#include "core/runs/runcomparison.h"
#include "core/runs/runwords.h"
#include "core/runs/segmentcomparison.h"
#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"

#include <QJsonArray>
#include <algorithm>

namespace aisle::cli {

namespace {

Answer update(const Invocation &call)
{
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto result = updateRun(*project, runOf(call, "run"), call.job);
    return runAnswer(call, *project, result);
}

Answer reevaluate(const Invocation &call)
{
    ReevaluationRequest request;
    request.run = runOf(call, "run");
    request.targets = targetsFromName(call.value("targets"));
    request.targetKinds = call.list("target-kinds");
    request.keepLists = wantsLists(call);
    request.dialects = dialectsOf(call);
    request.split = call.value("split");
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto trained = RunStore(*project).known(request.run).protocol.split;
    request.protocol = protocolOf(call, request.split.isEmpty() ? trained : request.split);
    return runAnswer(call, *project, reevaluateRun(*project, request, call.job));
}

/// What of a run's parameters is not the default.
QString changedSettings(const RunRecord &run)
{
    const auto info = std::ranges::find(recommenders(), run.recommender.toStdString(), &RecommenderInfo::id);
    return settingsText(info == recommenders().end() ? run.parameters : info->schema.changed(run.parameters));
}

/// @param choices  see choicesApart()
QStringList runRow(const RunRecord &run, const QStringList &choices)
{
    const auto &select = run.protocol.select;
    const auto found = run.test.find(select);
    const auto stopped = stoppedText(run);
    QStringList changed(changedSettings(run));
    changed += choices;
    changed.removeAll(QString());
    return {QString::number(run.id.value),
            run.name,
            run.recommender,
            changed.join(QStringLiteral(" · ")),
            stopped.isEmpty() ? epochsText(run) : stopped,
            utf8(select),
            found == run.test.end() ? QString() : figure(found->second),
            duration(run.fitSeconds),
            dayAndMinute(run.at)};
}

/// Figures stand in one table only where they were taken under one protocol.
QString runsText(const std::vector<RunRecord> &runs)
{
    static const QStringList kHeader{QStringLiteral("run"),     QStringLiteral("name"),   QStringLiteral("recommender"),
                                     QStringLiteral("changed"), QStringLiteral("epochs"), QStringLiteral("metric"),
                                     QStringLiteral("value"),   QStringLiteral("fit"),    QStringLiteral("when (UTC)")};
    QStringList tables;
    for (const auto &group : groupByProtocol(runs)) {
        auto choices = choicesApart(group.runs);
        std::vector<QStringList> rows;
        for (const auto &run : group.runs)
            rows.push_back(runRow(run, choices[run.id]));
        tables << group.heading + u'\n' + table(kHeader, rows);
    }
    return tables.isEmpty() ? QStringLiteral("There is no run yet.\n") : tables.join(u'\n');
}

struct RankedGroups
{
    QJsonArray json;
    QStringList tables;
};

QJsonObject standingJson(const Standing &standing)
{
    return {{QStringLiteral("run"), static_cast<qint64>(standing.run.value)},
            {QStringLiteral("value"), standing.value},
            {QStringLiteral("difference"), standing.difference},
            {QStringLiteral("low"), standing.interval.low},
            {QStringLiteral("high"), standing.interval.high},
            {QStringLiteral("place"), standing.place}};
}

QStringList standingRow(const Standing &standing, const RunRecord &run)
{
    return {QString::number(standing.place),
            QString::number(run.id.value),
            run.name,
            run.recommender,
            figure(standing.value),
            figure(standing.difference),
            intervalText(standing.interval.low, standing.interval.high)};
}

/// The runs of each protocol by place; those whose shoppers' figures are not kept have none.
RankedGroups rankedGroups(const RunStore &store, const std::vector<RunRecord> &kept, JobContext &job)
{
    RankedGroups ranked;
    for (const auto &group : groupByProtocol(kept)) {
        const Leaderboard board(store, group.runs, leadingFigure(group.runs.front()), job);
        QJsonArray runs;
        std::vector<QStringList> rows;
        for (const auto &standing : board.standings()) {
            runs.append(standingJson(standing));
            rows.push_back(standingRow(standing, *std::ranges::find(group.runs, standing.run, &RunRecord::id)));
        }
        ranked.json.append(QJsonObject{{QStringLiteral("protocol"), group.runs.front().protocol.toJson()},
                                       {QStringLiteral("heading"), group.heading},
                                       {QStringLiteral("metric"), utf8(board.metric())},
                                       {QStringLiteral("runs"), runs}});
        ranked.tables << group.heading + u'\n' +
                             table({QStringLiteral("place"), QStringLiteral("run"), QStringLiteral("name"),
                                    QStringLiteral("recommender"), utf8(board.metric()), QStringLiteral("from best"),
                                    QStringLiteral("95 % interval, all at once")},
                                   rows);
    }
    return ranked;
}

QString unfinishedText(const RunRecord &run)
{
    const auto epoch = run.details.checkpointEpoch.value_or(0);
    const auto what =
        run.status == RunStatus::Stopped
            ? QStringLiteral("Run %1 (%2) was stopped after epoch %3: `train PROJECT --resume %1` goes on.\n")
            : QStringLiteral("Run %1 (%2) is being trained, epoch %3 is done.\n");
    return what.arg(QString::number(run.id.value), run.recommender, QString::number(epoch));
}

QStringList freshnessRemarks(const Project &project, const std::vector<RunRecord> &kept)
{
    const Freshness freshness(project);
    return changedText(mapped<std::vector<std::pair<RunId, ChangedSince>>>(
        kept, [&](const RunRecord &run) { return std::pair(run.id, freshness.changedSince(run)); }));
}

/// Asks for writing, so that what a killed training left shows as stopped; another program that has the project keeps
/// it.
Answer runs(const Invocation &call)
{
    const bool writes = call.isSet("delete") || call.isSet("name");
    if (call.isSet("name") != (call.arguments.size() == 2))
        throw WrongUsage{QStringLiteral("usage: aisle-cli runs PROJECT --name N TEXT")};
    if (call.isSet("name") && call.arguments[1].trimmed().isEmpty())
        throw WrongUsage{QStringLiteral("The name is empty: give the run one.")};
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, writes);
    RunStore store(*project);
    if (call.isSet("delete")) {
        const auto id = runOf(call, "delete");
        store.demandKnown(id);
        removeRuns(store, std::span(&id, 1));
        store.purge();
    }
    if (call.isSet("name")) {
        const auto id = runOf(call, "name");
        store.demandKnown(id);
        store.rename(id, call.arguments[1]);
    }
    QJsonArray done, stopped;
    const auto kept = store.all();
    for (const auto &run : kept)
        done.append(runJson(run));
    QJsonObject json;
    auto text = runsText(kept);
    if (call.isSet("ranked")) {
        const auto ranked = rankedGroups(store, kept, call.job);
        json.insert(QStringLiteral("groups"), ranked.json);
        text = ranked.tables.isEmpty() ? text : ranked.tables.join(u'\n');
    }
    for (const auto &run : store.unfinished()) {
        stopped.append(runJson(run));
        text += unfinishedText(run);
    }
    json.insert(QStringLiteral("runs"), done);
    json.insert(QStringLiteral("stopped"), stopped);
    json.insert(QStringLiteral("remarks"), QJsonArray::fromStringList(freshnessRemarks(*project, kept)));
    return {withShownKeys(json, keysOf(call, *project)), text};
}

QString pText(double p)
{
    return p < 1e-4 ? QStringLiteral("<0.0001") : figure(p);
}

QString valueText(const QJsonValue &value)
{
    constexpr qsizetype kMostShown = 5;
    const auto words = value.isArray() ? value.toVariant().toStringList() : QStringList(value.toVariant().toString());
    return words.size() > kMostShown ? QStringLiteral("%1 of them").arg(words.size()) : words.join(u',');
}

/// "mask (none | seen), candidates (all | uniform:99)": what sets two runs' figures apart, the data's hash in words.
QString protocolDifferences(const RunComparison &seen, const KeyFormatter &keys)
{
    auto fields = seen.differingProtocol;
    const auto insert = [&](const QString &name, const QJsonValue &a, const QJsonValue &b) {
        if (a != b)
            fields.insert(name, QJsonArray{a, b});
    };
    if (fields.contains(QStringLiteral("candidates")))
        fields.remove(QStringLiteral("seed")); // of what only one of them draws
    if (fields.contains(QStringLiteral("judged_hash"))) {
        const auto said = [](const Protocol &protocol) {
            return protocol.judgedHash.isEmpty() ? QStringLiteral("not known") : protocol.judgedHash.left(8);
        };
        fields.remove(QStringLiteral("judged_hash"));
        insert(QStringLiteral("what is judged"), said(seen.a.protocol), said(seen.b.protocol));
    }
    if (fields.contains(QStringLiteral("data_hash"))) {
        fields.remove(QStringLiteral("data_hash"));
        insert(QStringLiteral("training data"), seen.a.protocol.dataHash.left(8), seen.b.protocol.dataHash.left(8));
        const auto kinds = QStringLiteral("kinds");
        insert(kinds, QJsonArray::fromStringList(seen.a.protocol.kinds),
               QJsonArray::fromStringList(seen.b.protocol.kinds));
        const auto a = withShownKeys(seen.a.protocol.filter.toJson(), keys);
        const auto b = withShownKeys(seen.b.protocol.filter.toJson(), keys);
        for (const auto &filter : a.keys() + b.keys()) {
            if (!filter.endsWith(kinds))
                insert(filter, a.value(filter), b.value(filter));
        }
    }
    QStringList parts;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        const auto values = it.value().toArray();
        parts << QStringLiteral("%1 (%2 | %3)").arg(it.key(), valueText(values.at(0)), valueText(values.at(1)));
    }
    return parts.join(QStringLiteral(", "));
}

/// @throws WrongUsage
std::pair<RunId, RunId> twoRuns(const Invocation &call)
{
    std::vector<RunId> ids;
    for (const auto &text : call.distinct("runs")) {
        bool isNumber = false;
        ids.emplace_back(text.toLongLong(&isNumber));
        if (!isNumber)
            throw WrongUsage{
                QStringLiteral("--runs takes two numbers of runs, A,B, not %1. `aisle-cli runs PROJECT` lists them.")
                    .arg(text)};
    }
    if (ids.size() != 2)
        throw WrongUsage{QStringLiteral("Name two runs: --runs A,B. `aisle-cli runs PROJECT` lists them.")};
    return {ids[0], ids[1]};
}

QJsonArray differencesJson(const RunComparison &seen)
{
    QJsonArray metrics;
    for (const auto &difference : seen.metrics)
        metrics.append(QJsonObject{{QStringLiteral("metric"), utf8(difference.metric)},
                                   {QStringLiteral("a"), difference.a},
                                   {QStringLiteral("b"), difference.b},
                                   {QStringLiteral("difference"), difference.difference},
                                   {QStringLiteral("low"), difference.low},
                                   {QStringLiteral("high"), difference.high},
                                   {QStringLiteral("p"), difference.p},
                                   {QStringLiteral("effect"), difference.effect},
                                   {QStringLiteral("users"), static_cast<qint64>(difference.shoppers)}});
    return metrics;
}

QStringList differenceRow(const MetricDifference &difference)
{
    const auto sign = difference.difference >= 0 ? QStringLiteral("+") : QString();
    const auto interval = intervalText(difference.low, difference.high);
    return {utf8(difference.metric),
            figure(difference.a),
            figure(difference.b),
            sign + figure(difference.difference),
            interval,
            pText(difference.p)};
}

QString differencesTable(const RunComparison &seen)
{
    return table({QStringLiteral("metric"), QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("difference"),
                  QStringLiteral("95 % interval"), QStringLiteral("p")},
                 mapped<std::vector<QStringList>>(seen.metrics, differenceRow));
}

/// What is to be known before any figure is read.
QStringList comparisonRemarks(const RunComparison &seen, const KeyFormatter &keys)
{
    const auto remark = QStringLiteral("Careful: the two runs were not judged alike, so their figures cannot be "
                                       "compared as better and worse. They differ in %1.");
    return seen.sameProtocol ? QStringList() : QStringList{remark.arg(protocolDifferences(seen, keys))};
}

/// "run 3, EASE (l2=100), \"Strong\"; 30 shoppers judged, 2 skipped": what a letter of the table stands for.
QString sideText(const RunRecord &run)
{
    auto text = QStringLiteral("run %1, %2").arg(QString::number(run.id.value), run.recommender);
    if (const auto changed = changedSettings(run); !changed.isEmpty())
        text += QStringLiteral(" (%1)").arg(visible(changed));
    if (!run.name.isEmpty())
        text += QStringLiteral(", \"%1\"").arg(visible(run.name));
    text += sentence("; %1 [shopper|shoppers] judged", {run.details.usersEvaluated});
    return run.details.usersSkipped > 0 ? text + sentence(", %1 skipped", {run.details.usersSkipped}) : text;
}

QString comparisonHead(const RunComparison &seen)
{
    auto text = QStringLiteral("A = %1\nB = %2\n").arg(sideText(seen.a), sideText(seen.b));
    for (const auto &skipped : skippedTexts(seen.a) + skippedTexts(seen.b))
        if (!text.contains(skipped))
            text += skipped + u'\n';
    return text +
           sentence("B minus A, over the %1 [shopper|shoppers] that both were judged on:\n", {seen.shoppers.size()});
}

struct AmongAll
{
    RunComparison seen;
    std::size_t runs = 0; ///< judged like these two
};
/// As the places of `runs --ranked` have it: among all runs that were judged like these two.
AmongAll comparedAmongAll(const Project &project, RunId a, RunId b, JobContext &job)
{
    AmongAll all{compareRuns(project, a, b, job, ComparedCutoffs::All)};
    const RunStore store(project);
    for (const auto &group : groupByProtocol(store.all()))
        if (group.key == all.seen.a.protocol.key()) {
            judgeAmong({&all.seen, 1}, store, group.runs, job);
            all.runs = group.runs.size();
        }
    return all;
}

QString intervalsText(const AmongAll &all)
{
    if (!all.seen.sameProtocol || all.runs < 3)
        return {};
    return QStringLiteral(
               "Intervals hold for the %1 runs of this protocol at once, so they are wider than those of the "
               "pair alone, which p speaks of.\n")
        .arg(all.runs);
}

/// Groups of shoppers, those first whom the choice of the run matters most to.
Answer segmentsAnswer(const std::vector<SegmentDifference> &segments, const std::string &figureName)
{
    QJsonArray json;
    std::vector<QStringList> rows;
    for (const auto &one : segments) {
        json.append(QJsonObject{{QStringLiteral("segment"), one.segment},
                                {QStringLiteral("users"), static_cast<qint64>(one.users.size())},
                                {QStringLiteral("a"), one.a},
                                {QStringLiteral("b"), one.b},
                                {QStringLiteral("difference"), one.difference},
                                {QStringLiteral("low"), one.interval.low},
                                {QStringLiteral("high"), one.interval.high},
                                {QStringLiteral("effect"), one.effect},
                                {QStringLiteral("p_adjusted"), one.pAdjusted}});
        rows.push_back({one.segment, count(static_cast<qint64>(one.users.size())), figure(one.a), figure(one.b),
                        figure(one.difference), intervalText(one.interval.low, one.interval.high), figure(one.effect),
                        pText(one.pAdjusted)});
    }
    const auto text =
        rows.empty() ? QStringLiteral("\nNo group of at least 30 shoppers can be described.\n")
                     : QStringLiteral("\n%1 by groups of shoppers, the largest effect first:\n").arg(utf8(figureName)) +
                           table({QStringLiteral("segment"), QStringLiteral("shoppers"), QStringLiteral("A"),
                                  QStringLiteral("B"), QStringLiteral("difference"), QStringLiteral("95 % interval"),
                                  QStringLiteral("effect"), QStringLiteral("p (Holm)")},
                                 rows);
    return {{{QStringLiteral("segments"), json}}, text};
}

/// Shoppers whose lists changed most: all as JSON, the first ten as a table.
Answer changedAnswer(const std::vector<ChangedShopper> &shoppers, const Catalogue &catalogue, const KeyFormatter &keys)
{
    QJsonArray changed;
    std::vector<QStringList> rows;
    for (const auto &shopper : shoppers) {
        const auto user = catalogue.user(shopper.user);
        const auto key = user ? keys.shopper(user->key) : QString();
        changed.append(QJsonObject{{QStringLiteral("user"), key},
                                   {QStringLiteral("overlap"), shopper.overlap},
                                   {QStringLiteral("difference"), shopper.difference}});
        if (rows.size() < 10)
            rows.push_back({key, figure(shopper.overlap), figure(shopper.difference)});
    }
    return {{{QStringLiteral("changed_most"), changed}},
            table({QStringLiteral("shopper"), QStringLiteral("overlap"), QStringLiteral("difference")}, rows)};
}

Answer compare(const Invocation &call)
{
    const auto [a, b] = twoRuns(call);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    const auto keys = keysOf(call, *project);
    auto among = comparedAmongAll(*project, a, b, call.job);
    auto &seen = among.seen;
    const auto remarks = comparisonRemarks(seen, keys);
    auto [json, changed] = changedAnswer(changedMost(seen, *project, call.job), Catalogue(*project), keys);
    json.insert(QStringLiteral("a"), static_cast<qint64>(seen.a.id.value));
    json.insert(QStringLiteral("b"), static_cast<qint64>(seen.b.id.value));
    json.insert(QStringLiteral("same_protocol"), seen.sameProtocol);
    json.insert(QStringLiteral("differing"), withShownKeys(seen.differing, keys));
    json.insert(QStringLiteral("metrics"), differencesJson(seen));
    json.insert(QStringLiteral("remarks"), QJsonArray::fromStringList(remarks));
    Answer segments;
    if (call.isSet("segments")) {
        segments = segmentsAnswer(compareSegments(*project, seen, call.job), segmentFigure(seen));
        json.insert(QStringLiteral("segments"), segments.json.value(QStringLiteral("segments")));
    }
    return {json, comparisonHead(seen) + differencesTable(seen) + intervalsText(among) + segments.text +
                      QStringLiteral("\nLists that changed most:\n") + changed};
}

} // namespace

std::vector<Command> runCommands()
{
    return {
        {"evaluate",
         "evaluates a kept run under another protocol, without training",
         "PROJECT",
         "aisle-cli evaluate shop.aisle --run 3 --mask none",
         1,
         1,
         [](QCommandLineParser &parser) {
             addOption(parser, "run", "The run.", "N");
             addOption(parser, "target-kinds", "Kinds that count as relevant (default: as trained).", "KIND,...");
             addOption(parser, "split",
                       "Another split that leaves the same events to learn from, such as time:0.8,0.2 for a run of "
                       "time:0.8,0.1,0.1 (default: as trained).",
                       "SPEC");
             addProtocolOptions(parser);
             addDialectOption(parser);
         },
         reevaluate,
         {QStringLiteral("dialect")}},
        {"runs", "the kept runs", "PROJECT [TEXT]", "aisle-cli runs shop.aisle --name 3 \"EASE, strong l2\"", 1, 2,
         [](QCommandLineParser &parser) {
             addOption(parser, "delete", "Deletes a run.", "N");
             addOption(parser, "name", "Names a run: --name N TEXT.", "N");
             addOption(parser, "ranked", "By place: runs that cannot be told apart from the best share it.");
             addPseudonymsOption(parser);
         },
         runs},
        {"compare", "differences of two runs with paired intervals, and whose lists changed", "PROJECT",
         "aisle-cli compare shop.aisle --runs 1,2", 1, 1,
         [](QCommandLineParser &parser) {
             addOption(parser, "runs", "The two runs.", "A,B");
             addOption(parser, "segments", "Also by groups of at least 30 shoppers, the largest effect first.");
             addPseudonymsOption(parser);
         },
         compare},
        {"update", "adds what came since to a kept run, without training from scratch", "PROJECT",
         "aisle-cli update shop.aisle --run 3", 1, 1,
         [](QCommandLineParser &parser) {
             addOption(parser, "run", "The run.", "N");
             addPseudonymsOption(parser);
         },
         update},
    };
}

} // namespace aisle::cli
