#include "app/cli/command.h"
#include "core/common/error.h"
#include "core/common/memory.h"
#include "core/evaluate/metric.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"
#include "core/workflow/listexport.h"
#include "core/workflow/runcomparison.h"
#include "core/workflow/training.h"

#include <QFile>
#include <QJsonArray>

namespace aisle::cli {

namespace {

QJsonObject metricsJson(const std::map<std::string, double> &metrics)
{
    QJsonObject json;
    for (const auto &[name, value] : metrics)
        json.insert(utf8(name), value);
    return json;
}

QJsonObject runJson(const RunRecord &run)
{
    QJsonArray epochs;
    for (const auto &epoch : run.epochs)
        epochs.append(QJsonObject{
            {QStringLiteral("epoch"), epoch.epoch},
            {QStringLiteral("loss"), epoch.loss},
            {QStringLiteral("seconds"), epoch.seconds},
            {QStringLiteral("validation"), epoch.validation ? QJsonValue(*epoch.validation) : QJsonValue()}});
    QJsonObject json{{QStringLiteral("run"), static_cast<qint64>(run.id.value)},
                     {QStringLiteral("name"), run.name},
                     {QStringLiteral("recommender"), run.recommender},
                     {QStringLiteral("parameters"), run.parameters},
                     {QStringLiteral("seed"), static_cast<qint64>(run.seed)},
                     {QStringLiteral("device"), run.device},
                     {QStringLiteral("protocol"), run.protocol},
                     {QStringLiteral("seconds"), QJsonObject{{QStringLiteral("load"), run.loadSeconds},
                                                             {QStringLiteral("fit"), run.fitSeconds},
                                                             {QStringLiteral("evaluate"), run.evaluateSeconds}}},
                     {QStringLiteral("epochs"), epochs},
                     {QStringLiteral("best_epoch"), run.bestEpoch ? QJsonValue(*run.bestEpoch) : QJsonValue()},
                     {QStringLiteral("validation"), metricsJson(run.validation)},
                     {QStringLiteral("test"), metricsJson(run.test)}};
    for (const auto *key : {"shape", "leak", "user_leak", "repeats", "users_evaluated", "users_skipped",
                            "peak_memory_bytes", "parameters_count", "of_run"}) {
        const auto name = QString::fromLatin1(key);
        if (run.details.contains(name))
            json.insert(name, run.details.value(name));
    }
    return json;
}

QString runText(const RunRecord &run, const std::vector<int> &cutoffs)
{
    QString text =
        QStringLiteral("Run %1: %2, trained in %3 (loaded in %4, judged in %5).\n")
            .arg(run.id.value)
            .arg(run.recommender, duration(run.fitSeconds), duration(run.loadSeconds), duration(run.evaluateSeconds));
    const auto &protocol = run.protocol;
    text +=
        QStringLiteral("Split %1, mask %2, targets %3, candidates %4; %5 shoppers judged, %6 skipped; %7 % of the "
                       "wanted were repeats.\n")
            .arg(protocol.value(QStringLiteral("split")).toString(), protocol.value(QStringLiteral("mask")).toString(),
                 protocol.value(QStringLiteral("targets")).toString(),
                 protocol.value(QStringLiteral("candidates")).toString(),
                 count(run.details.value(QStringLiteral("users_evaluated")).toInteger()),
                 count(run.details.value(QStringLiteral("users_skipped")).toInteger()))
            .arg(run.details.value(QStringLiteral("repeats")).toDouble() * 100, 0, 'f', 1);
    if (run.bestEpoch)
        text += QStringLiteral("Best epoch %1 of %2.\n").arg(*run.bestEpoch).arg(run.epochs.size());
    return run.test.empty() ? text : text + metricsTable(run.test, cutoffs);
}

QStringList keysOf(const Invocation &call, const char *option)
{
    if (!call.value(option).startsWith(u'@'))
        return call.list(option);
    QFile file(call.value(option).mid(1));
    if (!file.open(QIODevice::ReadOnly))
        throw Error("input.missing", QT_TRANSLATE_NOOP("Error", "%1 cannot be read: %2."),
                    {file.fileName(), file.errorString()});
    QStringList keys;
    for (const auto &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (!line.trimmed().isEmpty())
            keys << line.trimmed();
    }
    return keys;
}

void addProtocolOptions(QCommandLineParser &parser)
{
    addOption(parser, "mask", "Offer what the shopper has seen? seen (mask it) or none.", "CHOICE",
              QStringLiteral("seen"));
    addOption(parser, "targets", "What is wanted of the held-out events: all, next or each-next.", "CHOICE",
              QStringLiteral("all"));
    addOption(parser, "candidates", "all, uniform:N or popular:N.", "CHOICE", QStringLiteral("all"));
    addOption(parser, "cutoffs", "Lengths of lists to judge.", "K,K,...", QStringLiteral("5,10,20,50,100"));
    addOption(parser, "lists-out", "Writes the test lists as CSV: user,rank,item,score.", "FILE");
}

EvaluationProtocol protocolOf(const Invocation &call)
{
    EvaluationProtocol protocol;
    protocol.mask = maskFromName(call.value("mask"));
    protocol.setCandidates(call.value("candidates"));
    protocol.cutoffs = cutoffsOf(call);
    return protocol;
}

void addTrainOptions(QCommandLineParser &parser)
{
    addOption(parser, "recommender", "What to train (see `recommenders`).", "ID");
    addOption(parser, "set", "A parameter; may be repeated.", "KEY=VALUE");
    addOption(parser, "kinds", "Kinds of events to learn from: words or meanings.", "KIND,...");
    addOption(parser, "target-kinds", "Kinds that count as wanted (default: the same).", "KIND,...");
    addOption(parser, "exclude-items", "Products left out, as keys or @FILE.", "KEY,...|@FILE");
    addOption(parser, "min-value", "Only events with at least this value.", "X");
    addOption(parser, "min-user-events", "k-core: shoppers with at least N events.", "N");
    addOption(parser, "min-item-events", "k-core: products with at least N events.", "N");
    addOption(parser, "split",
              "time:.8,.1,.1 leave-last-out user-random:... random:... folds:5:0 new-users:... fixed none", "SPEC");
    addOption(parser, "seed", "Of split, training and sampling.", "N", QStringLiteral("1"));
    addProtocolOptions(parser);
    addOption(parser, "validate-every", "Judge on validation data every N epochs; 0 never.", "N", QStringLiteral("1"));
    addOption(parser, "patience", "Stop after N judgements without improvement; 0 never.", "N", QStringLiteral("10"));
    addOption(parser, "select", "The metric that chooses the best epoch.", "METRIC@K", QStringLiteral("NDCG@10"));
    addOption(parser, "name", "A name for the run.", "TEXT");
    addOption(parser, "weights", "Starts from pretrained weights. Comes with the next release.", "FILE");
    addOption(parser, "resume", "Goes on with an interrupted training. Comes with the next release.", "N");
    addOption(parser, "no-test", "Do not touch the test part.");
    addOption(parser, "estimate", "Time and memory only; nothing is trained.");
}

void refuseWhatIsToCome(const Invocation &call)
{
    for (const char *option : {"resume", "weights"}) {
        if (call.isSet(option))
            throw WrongUsage{QStringLiteral("--%1 comes with the next release: this one trains from the start.")
                                 .arg(QString::fromLatin1(option))};
    }
}

TrainRequest requestOf(const Invocation &call)
{
    refuseWhatIsToCome(call);
    if (!call.isSet("recommender"))
        throw WrongUsage{QStringLiteral("Name what to train: --recommender ID. `aisle-cli recommenders` lists them.")};
    TrainRequest request;
    request.recommender = call.value("recommender").toStdString();
    const auto &schema = recommenderInfo(request.recommender).schema;
    for (const auto &setting : call.values("set")) {
        if (!setting.contains(u'='))
            throw WrongUsage{QStringLiteral("--set takes KEY=VALUE, not %1.").arg(setting)};
        const auto key = setting.section(u'=', 0, 0);
        request.parameters.insert(key, schema.parse(key.toStdString(), setting.section(u'=', 1)));
    }
    request.filter.kinds = call.list("kinds");
    request.filter.targetKinds = call.list("target-kinds");
    request.filter.excludeItems = keysOf(call, "exclude-items");
    request.filter.minValue = call.number("min-value");
    request.filter.minUserEvents = call.countOf("min-user-events", 0);
    request.filter.minItemEvents = call.countOf("min-item-events", 0);
    request.split = call.value("split");
    const auto seed = call.integer("seed").value_or(1);
    if (seed < 0)
        throw WrongUsage{QStringLiteral("--seed takes a whole number from 0 up, not %1.").arg(seed)};
    request.seed = static_cast<std::uint64_t>(seed);
    request.protocol = protocolOf(call);
    request.targets = targetsFromName(call.value("targets"));
    request.select = call.value("select").toStdString();
    metricAt(request.select);
    request.validateEvery = call.countOf("validate-every", 1);
    request.patience = call.countOf("patience", 10);
    request.test = !call.isSet("no-test");
    request.keepLists = call.isSet("lists-out");
    request.device = call.device;
    request.name = call.value("name");
    return request;
}

Answer estimate(const Project &project, const TrainRequest &request, JobContext &job)
{
    const auto seen = estimateTraining(project, request, job);
    return {{{QStringLiteral("recommender"), utf8(request.recommender)},
             {QStringLiteral("seconds"), seen.resources.seconds},
             {QStringLiteral("memory_bytes"), static_cast<qint64>(seen.resources.memoryBytes)},
             {QStringLiteral("available_bytes"), static_cast<qint64>(seen.availableBytes)},
             {QStringLiteral("shape"), QJsonObject{{QStringLiteral("users"), static_cast<qint64>(seen.shape.users)},
                                                   {QStringLiteral("items"), static_cast<qint64>(seen.shape.items)},
                                                   {QStringLiteral("train"), static_cast<qint64>(seen.train)},
                                                   {QStringLiteral("valid"), static_cast<qint64>(seen.valid)},
                                                   {QStringLiteral("test"), static_cast<qint64>(seen.test)}}},
             {QStringLiteral("leak"), seen.leak},
             {QStringLiteral("repeats"), seen.repeats}},
            QStringLiteral("About %1 and %2 (%3 are free).\n")
                .arg(duration(seen.resources.seconds), bytes(seen.resources.memoryBytes), bytes(seen.availableBytes))};
}

Answer train(const Invocation &call)
{
    const auto request = requestOf(call);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    if (call.isSet("estimate"))
        return estimate(*project, request, call.job);
    const auto result = trainRun(*project, request, call.job);
    if (request.keepLists)
        writeLists(call.value("lists-out"), result.lists);
    auto run = result.run;
    run.details.insert(QStringLiteral("peak_memory_bytes"), static_cast<qint64>(peakMemoryBytes()));
    return {runJson(run), runText(run, request.protocol.cutoffs)};
}

RunId runOf(const Invocation &call, const char *option)
{
    const auto id = call.integer(option);
    if (!id)
        throw WrongUsage{QStringLiteral("Name the run: --%1 N. `aisle-cli runs PROJECT` lists them.")
                             .arg(QString::fromLatin1(option))};
    return RunId(*id);
}

Answer reevaluate(const Invocation &call)
{
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    ReevaluationRequest request;
    request.run = runOf(call, "run");
    request.protocol = protocolOf(call);
    request.targets = targetsFromName(call.value("targets"));
    request.targetKinds = call.list("target-kinds");
    request.keepLists = call.isSet("lists-out");
    const auto result = reevaluateRun(*project, request, call.job);
    if (request.keepLists)
        writeLists(call.value("lists-out"), result.lists);
    return {runJson(result.run), runText(result.run, request.protocol.cutoffs)};
}

QJsonObject infoJson(const RecommenderInfo &info)
{
    QJsonArray needs;
    for (const auto &need : info.needs)
        needs.append(utf8(need));
    return {{QStringLiteral("id"), utf8(info.id)},
            {QStringLiteral("name"), QString::fromUtf8(info.name)},
            {QStringLiteral("family"), QString::fromUtf8(info.family)},
            {QStringLiteral("summary"), QString::fromUtf8(info.summary)},
            {QStringLiteral("paper"), QString::fromUtf8(info.paper)},
            {QStringLiteral("needs"), needs},
            {QStringLiteral("personal"), info.personal},
            {QStringLiteral("deterministic"), info.deterministic},
            {QStringLiteral("parameters"), info.schema.toJson()}};
}

Answer listRecommenders(const Invocation &call)
{
    QJsonArray all;
    std::vector<QStringList> rows;
    if (!call.arguments.isEmpty()) {
        const auto &info = recommenderInfo(call.arguments.front().toStdString());
        all.append(infoJson(info));
        for (const auto &spec : info.schema.specs()) {
            const auto range = spec.choices.empty() ? (spec.type == ParamType::Boolean
                                                           ? QStringLiteral("true, false")
                                                           : QStringLiteral("%1 .. %2").arg(spec.min).arg(spec.max))
                                                    : QString();
            QStringList choices;
            for (const auto &choice : spec.choices)
                choices << utf8(choice);
            rows.push_back({utf8(spec.key), spec.defaultValue.toVariant().toString(),
                            range.isEmpty() ? choices.join(QStringLiteral(", ")) : range,
                            QString::fromUtf8(spec.help)});
        }
        return {
            {{QStringLiteral("recommenders"), all}},
            QStringLiteral("%1: %2\n%3\n\n")
                    .arg(QString::fromUtf8(info.name), QString::fromUtf8(info.summary), QString::fromUtf8(info.paper)) +
                table({QStringLiteral("parameter"), QStringLiteral("default"), QStringLiteral("takes"),
                       QStringLiteral("what it does")},
                      rows)};
    }
    for (const auto &info : recommenders()) {
        all.append(infoJson(info));
        rows.push_back({utf8(info.id), QString::fromUtf8(info.family), QString::fromUtf8(info.summary)});
    }
    return {{{QStringLiteral("recommenders"), all}},
            table({QStringLiteral("id"), QStringLiteral("family"), QStringLiteral("summary")}, rows)};
}

Answer runs(const Invocation &call)
{
    const bool writes = call.isSet("delete") || call.isSet("name");
    const auto project =
        Project::open(call.arguments.front(), writes ? Project::Access::ReadWrite : Project::Access::ReadOnly, writes);
    RunStore store(*project);
    if (call.isSet("delete")) {
        const auto id = runOf(call, "delete");
        if (!store.find(id))
            throw Error("run.unknown", QT_TRANSLATE_NOOP("Error", "There is no run %1 in this project."),
                        {QString::number(id.value)});
        store.remove(id);
        store.purge();
    }
    if (call.isSet("name")) {
        if (call.arguments.size() != 2)
            throw WrongUsage{QStringLiteral("usage: aisle-cli runs PROJECT --name N TEXT")};
        const auto id = runOf(call, "name");
        if (!store.find(id))
            throw Error("run.unknown", QT_TRANSLATE_NOOP("Error", "There is no run %1 in this project."),
                        {QString::number(id.value)});
        store.rename(id, call.arguments[1]);
    }
    QJsonArray all;
    std::vector<QStringList> rows;
    for (const auto &run : store.all()) {
        all.append(runJson(run));
        const auto select = run.protocol.value(QStringLiteral("select")).toString().toStdString();
        const auto found = run.test.find(select);
        const auto &schema = recommenderInfo(run.recommender.toStdString()).schema;
        QStringList changed;
        const auto different = schema.changed(run.parameters);
        for (auto it = different.begin(); it != different.end(); ++it)
            changed << it.key() + u'=' + it.value().toVariant().toString();
        rows.push_back({QString::number(run.id.value), run.name, run.recommender, changed.join(u' '),
                        run.protocol.value(QStringLiteral("split")).toString(),
                        run.protocol.value(QStringLiteral("mask")).toString(), utf8(select),
                        found == run.test.end() ? QString() : figure(found->second), duration(run.fitSeconds),
                        isoTime(run.at)});
    }
    return {{{QStringLiteral("runs"), all}},
            table({QStringLiteral("run"), QStringLiteral("name"), QStringLiteral("recommender"),
                   QStringLiteral("changed"), QStringLiteral("split"), QStringLiteral("mask"), QStringLiteral("metric"),
                   QStringLiteral("value"), QStringLiteral("fit"), QStringLiteral("when")},
                  rows)};
}

Answer compare(const Invocation &call)
{
    std::vector<RunId> ids;
    for (const auto &text : call.list("runs")) {
        bool isNumber = false;
        ids.emplace_back(text.toLongLong(&isNumber));
        if (!isNumber)
            throw WrongUsage{
                QStringLiteral("--runs takes two numbers of runs, A,B, not %1. `aisle-cli runs PROJECT` lists them.")
                    .arg(text)};
    }
    if (ids.size() != 2)
        throw WrongUsage{QStringLiteral("Name two runs: --runs A,B. `aisle-cli runs PROJECT` lists them.")};
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadOnly);
    const auto seen = compareRuns(*project, ids[0], ids[1], true, call.job);
    QJsonArray metrics;
    std::vector<QStringList> rows;
    for (const auto &difference : seen.metrics) {
        metrics.append(QJsonObject{{QStringLiteral("metric"), utf8(difference.metric)},
                                   {QStringLiteral("a"), difference.a},
                                   {QStringLiteral("b"), difference.b},
                                   {QStringLiteral("difference"), difference.difference},
                                   {QStringLiteral("low"), difference.low},
                                   {QStringLiteral("high"), difference.high},
                                   {QStringLiteral("p"), difference.p},
                                   {QStringLiteral("effect"), difference.effect},
                                   {QStringLiteral("users"), static_cast<qint64>(difference.shoppers)}});
        rows.push_back({utf8(difference.metric), figure(difference.a), figure(difference.b),
                        (difference.difference >= 0 ? QStringLiteral("+") : QString()) + figure(difference.difference),
                        QStringLiteral("%1 .. %2").arg(figure(difference.low), figure(difference.high)),
                        figure(difference.p)});
    }
    QJsonArray changed;
    const Catalogue catalogue(*project);
    std::vector<QStringList> changedRows;
    for (const auto &shopper : seen.changedMost) {
        const auto user = catalogue.user(shopper.user);
        changed.append(QJsonObject{{QStringLiteral("user"), user ? user->key : QString()},
                                   {QStringLiteral("overlap"), shopper.overlap},
                                   {QStringLiteral("difference"), shopper.difference}});
        if (changedRows.size() < 10)
            changedRows.push_back({user ? user->key : QString(), figure(shopper.overlap), figure(shopper.difference)});
    }
    QString text = QStringLiteral("Run %1 (%2) against run %3 (%4), B minus A:\n")
                       .arg(seen.a.id.value)
                       .arg(seen.a.recommender)
                       .arg(seen.b.id.value)
                       .arg(seen.b.recommender);
    if (!seen.sameProtocol)
        text += QStringLiteral("Careful: the two runs were judged under different protocols.\n");
    text += table({QStringLiteral("metric"), QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("difference"),
                   QStringLiteral("95 % interval"), QStringLiteral("p")},
                  rows);
    text += QStringLiteral("\nLists that changed most:\n") +
            table({QStringLiteral("shopper"), QStringLiteral("overlap"), QStringLiteral("difference")}, changedRows);
    return {{{QStringLiteral("a"), static_cast<qint64>(seen.a.id.value)},
             {QStringLiteral("b"), static_cast<qint64>(seen.b.id.value)},
             {QStringLiteral("same_protocol"), seen.sameProtocol},
             {QStringLiteral("differing"), seen.differing},
             {QStringLiteral("metrics"), metrics},
             {QStringLiteral("changed_most"), changed}},
            text};
}

} // namespace

std::vector<Command> trainCommands()
{
    return {
        {"recommenders", "what can be trained; with ID its parameters", "[ID]", "aisle-cli recommenders ease", 0, 1,
         [](QCommandLineParser &) {}, listRecommenders},
        {"train", "trains and evaluates; keeps the run", "PROJECT",
         "aisle-cli train shop.aisle --recommender ease --set l2=100", 1, 1, addTrainOptions, train},
        {"evaluate", "evaluates a kept run under another protocol, without training", "PROJECT",
         "aisle-cli evaluate shop.aisle --run 3 --mask none", 1, 1,
         [](QCommandLineParser &parser) {
             addOption(parser, "run", "The run.", "N");
             addOption(parser, "target-kinds", "Kinds that count as wanted (default: as trained).", "KIND,...");
             addProtocolOptions(parser);
         },
         reevaluate},
        {"runs", "the kept runs", "PROJECT [TEXT]", "aisle-cli runs shop.aisle --name 3 \"EASE, strong l2\"", 1, 2,
         [](QCommandLineParser &parser) {
             addOption(parser, "delete", "Deletes a run.", "N");
             addOption(parser, "name", "Names a run: --name N TEXT.", "N");
         },
         runs},
        {"compare", "differences of two runs with paired intervals, and whose lists changed", "PROJECT",
         "aisle-cli compare shop.aisle --runs 1,2", 1, 1,
         [](QCommandLineParser &parser) { addOption(parser, "runs", "The two runs.", "A,B"); }, compare},
    };
}

} // namespace aisle::cli
