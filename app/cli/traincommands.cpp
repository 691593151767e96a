#include "app/cli/command.h"
#include "app/cli/runanswers.h"
#include "core/common/error.h"
#include "core/common/openfiles.h"
#include "core/common/text/nearest.h"
#include "core/evaluate/task.h"
#include "core/runs/training/training.h"
#include "core/storage/project.h"

#include <QFile>
#include <QJsonArray>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <set>
#include <unistd.h>

namespace aisle::cli {

namespace {

/// A short list of a person's, also through a pipe: a wait for its writer ends when this job does.
class ListFile
{
public:
    explicit ListFile(const QString &path)
        : m_path(path), m_descriptor(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC))
    {
        if (m_descriptor < 0)
            fail();
    }
    ~ListFile() { ::close(m_descriptor); }
    ListFile(const ListFile &) = delete;
    ListFile &operator=(const ListFile &) = delete;

    QByteArray read(JobContext &job)
    {
        constexpr qsizetype kMostBytes = 64 << 20;
        QByteArray all;
        char buffer[1 << 14];
        for (;;) {
            waitForMore(job);
            const auto got = ::read(m_descriptor, buffer, sizeof buffer);
            if (got == 0)
                return all;
            if (got < 0 && errno != EAGAIN && errno != EINTR)
                fail();
            all.append(buffer, std::max<qsizetype>(0, got));
            if (all.size() > kMostBytes)
                throw Error("input.too-long",
                            QT_TRANSLATE_NOOP("Error", "%1 is no list of products: it has more than %2 MB."),
                            {m_path, QString::number(kMostBytes >> 20)});
        }
    }

private:
    /// A pipe without a writer yet looks ended: it is waited for.
    void waitForMore(JobContext &job) const
    {
        constexpr int kPatienceMs = 100;
        pollfd wanted{m_descriptor, POLLIN, 0};
        while (::poll(&wanted, 1, kPatienceMs) <= 0)
            job.checkpoint();
        job.checkpoint();
    }
    [[noreturn]] void fail() const
    {
        throw Error("input.missing", QT_TRANSLATE_NOOP("Error", "%1 cannot be read: %2."),
                    {m_path, QString::fromLocal8Bit(std::strerror(errno))});
    }
    QString m_path;
    int m_descriptor;
};

QStringList keysOf(const Invocation &call, const char *option)
{
    if (!call.value(option).startsWith(u'@'))
        return call.list(option);
    demandNameable(call.value(option));
    QStringList keys;
    for (const auto &line : QString::fromUtf8(ListFile(call.value(option).mid(1)).read(call.job)).split(u'\n')) {
        if (!line.trimmed().isEmpty())
            keys << line.trimmed();
    }
    return keys;
}

void addTrainOptions(QCommandLineParser &parser)
{
    addOption(parser, "recommender", "What to train (see `recommenders`).", "ID");
    addOption(parser, "preset", "Named parameters (see `recommenders ID`); --set changes them.", "ID");
    addOption(parser, "set", "A parameter; may be repeated.", "KEY=VALUE");
    addOption(parser, "kinds", "Kinds of events to learn from: words or meanings.", "KIND,...");
    addOption(parser, "target-kinds",
              "Kinds that count as relevant (default: of what is learnt from purchases, else carts, else favourites, "
              "else the rest, whichever leaves enough to judge).",
              "KIND,...");
    addOption(parser, "kind-weight",
              "What kinds weigh in learning, 1 is no weight (default: as the project says, see `info`); learn tries "
              "some and takes what is best on the validation part.",
              "KIND=W,...|learn");
    addOption(parser, "returns",
              "cancel (a return takes back the purchase; the default where the log has returns) or keep.", "CHOICE");
    addOption(parser, "exclude-items", "Products left out, as keys or @FILE.", "KEY,...|@FILE");
    addOption(parser, "as-of", "As if the log ended with this day (UTC).", "DATE");
    addOption(parser, "min-value", "Only events with at least this value.", "X");
    addOption(parser, "min-user-events", "k-core: shoppers with at least N events.", "N");
    addOption(parser, "min-item-events", "k-core: products with at least N events.", "N");
    addOption(parser, "split",
              "time:.8,.1,.1 leave-last-out leave-last-basket-out user-random:... random:... folds:5:0 new-users:... "
              "user-folds:5:0 new-products:... fixed none",
              "SPEC");
    addOption(parser, "seed", "Of split, training and sampling.", "N", QStringLiteral("1"));
    addProtocolOptions(parser);
    addOption(parser, "validate-every", "Judge on validation data every N epochs; 0 never.", "N", QStringLiteral("1"));
    addOption(parser, "patience",
              "Stop after N judgements without improvement; 0 never (default: the preset's, else 10).", "N",
              QStringLiteral("10"));
    addOption(parser, "select", "Chooses the best epoch (default: NDCG@10; RMSE where ratings are predicted).",
              "METRIC@K");
    addOption(parser, "name", "A name for the run.", "TEXT");
    addOption(parser, "weights", "Starts from pretrained weights (safetensors).", "FILE");
    addOption(parser, "features",
              "Tables of vectors to learn from (see `features PROJECT list`), for those that take them (see "
              "`recommenders`).",
              "NAME,...");
    addOption(parser, "freeze",
              "Features of products under sasrec: yes, products are what their features are; no, they begin there and "
              "are learnt (default: each has a vector of its own beside them).",
              "yes|no");
    addOption(parser, "resume", "Goes on with a training that was stopped (see `runs`).", "N");
    addOption(parser, "no-test", "Do not touch the test part.");
    addOption(parser, "estimate", "Time and memory only; nothing is trained.");
}

const Preset &presetOf(const RecommenderInfo &info, const QString &id)
{
    QStringList known;
    for (const auto &preset : info.presets) {
        if (utf8(preset.id) == id)
            return preset;
        known << utf8(preset.id);
    }
    if (known.isEmpty())
        throw WrongUsage{QStringLiteral("%1 has no presets.").arg(utf8(info.id))};
    throw WrongUsage{QStringLiteral("%1 has no preset %2; it has, the nearest first: %3.")
                         .arg(utf8(info.id), id, nearestFirst(id, known).join(QStringLiteral(", ")))};
}

QJsonObject parametersOf(const Invocation &call, const RecommenderInfo &info)
{
    return withSettings(call, info.schema,
                        call.isSet("preset") ? presetOf(info, call.value("preset")).parameters : QJsonObject());
}

int patienceOf(const Invocation &call, const RecommenderInfo &info)
{
    const int usual = TrainRequest{}.patience;
    if (call.isSet("patience") || !call.isSet("preset"))
        return call.countOf("patience", usual);
    return presetOf(info, call.value("preset")).patience.value_or(usual);
}

/// What --freeze says is a parameter of those who can choose; all others leave features as they are.
void addFreezing(const Invocation &call, TrainRequest &request)
{
    if (!call.isSet("freeze"))
        return;
    const auto value = call.value("freeze");
    if (value != QLatin1String("yes") && value != QLatin1String("no"))
        throw WrongUsage{QStringLiteral("--freeze takes yes, no, not %1.").arg(value)};
    if (request.features.isEmpty())
        throw WrongUsage{QStringLiteral("--freeze says how features are used: name them with --features.")};
    const bool isFrozen = value == QLatin1String("yes");
    const auto &info = recommenderInfo(request.recommender);
    if (info.schema.find("item-vectors"))
        request.parameters.insert(QStringLiteral("item-vectors"),
                                  isFrozen ? QStringLiteral("frozen") : QStringLiteral("start"));
    else if (!isFrozen)
        throw WrongUsage{QStringLiteral("%1 leaves features as they are: --freeze no is for sasrec.")
                             .arg(QString::fromUtf8(info.name))};
}

TrainRequest requestOf(const Invocation &call)
{
    if (!call.isSet("recommender"))
        throw WrongUsage{QStringLiteral("Name what to train: --recommender ID. `aisle-cli recommenders` lists them.")};
    TrainRequest request;
    request.recommender = call.value("recommender").toStdString();
    request.parameters = parametersOf(call, recommenderInfo(request.recommender));
    request.weights = call.value("weights").toStdString();
    request.features = call.distinct("features");
    addFreezing(call, request);
    static_cast<EvaluationProtocol &>(request.protocol) = protocolOf(call, call.value("split"));
    request.protocol.filter.kinds = call.list("kinds");
    request.protocol.filter.targetKinds = call.list("target-kinds");
    request.protocol.filter.excludeItems = keysOf(call, "exclude-items");
    request.protocol.filter.lastDay = lastDayOf(call);
    request.protocol.filter.minValue = call.number("min-value");
    request.protocol.filter.minUserEvents = call.countOf("min-user-events", 0);
    request.protocol.filter.minItemEvents = call.countOf("min-item-events", 0);
    request.protocol.filter.returns = returnsFromName(call.value("returns"));
    request.learnWeights = call.value("kind-weight") == QLatin1String("learn");
    if (!request.learnWeights)
        request.protocol.kindWeights = kindWeightsOf(call);
    request.protocol.split = call.value("split");
    const auto seed = call.integer("seed").value_or(1);
    if (seed < 0)
        throw WrongUsage{QStringLiteral("--seed takes a whole number from 0 up, not %1.").arg(seed)};
    request.protocol.seed = static_cast<std::uint64_t>(seed);
    request.protocol.targets = targetsFromName(call.value("targets"));
    request.protocol.select = call.value("select").toStdString();
    if (!request.protocol.select.empty())
        checkFigure(request.protocol.select);
    request.validateEvery = call.countOf("validate-every", 1);
    request.patience = patienceOf(call, recommenderInfo(request.recommender));
    request.test = !call.isSet("no-test");
    request.keepLists = wantsLists(call);
    request.device = call.device;
    request.name = call.value("name");
    return request;
}

Answer estimate(const Project &project, const TrainRequest &request, JobContext &job)
{
    const auto seen = estimateTraining(project, request, job);
    const double judging = judgingSecondsOf(seen, request), seconds = seen.resources.seconds + judging;
    return {{{QStringLiteral("recommender"), utf8(request.recommender)},
             {QStringLiteral("seconds"), seconds},
             {QStringLiteral("fit_seconds"), seen.resources.seconds},
             {QStringLiteral("evaluate_seconds"), judging},
             {QStringLiteral("memory_bytes"), static_cast<qint64>(seen.peakBytes)},
             {QStringLiteral("additional_bytes"), static_cast<qint64>(seen.resources.memoryBytes)},
             {QStringLiteral("available_bytes"), static_cast<qint64>(seen.availableBytes)},
             {QStringLiteral("shape"), QJsonObject{{QStringLiteral("users"), static_cast<qint64>(seen.shape.users)},
                                                   {QStringLiteral("items"), static_cast<qint64>(seen.shape.items)},
                                                   {QStringLiteral("train"), static_cast<qint64>(seen.train)},
                                                   {QStringLiteral("valid"), static_cast<qint64>(seen.valid)},
                                                   {QStringLiteral("test"), static_cast<qint64>(seen.test)}}},
             {QStringLiteral("leak"), seen.leak},
             {QStringLiteral("repeats"), seen.repeats}},
            QStringLiteral("About %1, and %2 of memory: %3 more than now (%4 are free).\n")
                .arg(duration(seconds), bytes(seen.peakBytes), bytes(seen.resources.memoryBytes),
                     bytes(seen.availableBytes))};
}

/// What the stopped run was started with stands: nothing else may be asked of it.
void refuseOtherOptions(const Invocation &call)
{
    static const QStringList kAllowed{
        QStringLiteral("resume"), QStringLiteral("lists-out"), QStringLiteral("pseudonyms"), QStringLiteral("json"),
        QStringLiteral("quiet"),  QStringLiteral("language"),  QStringLiteral("threads")};
    for (const auto &option : call.options.optionNames()) {
        if (!kAllowed.contains(option))
            throw WrongUsage{
                QStringLiteral("--resume goes on with what the run was started with: leave out --%1.").arg(option)};
    }
}

std::set<RunId> stoppedRuns(const Project &project)
{
    std::set<RunId> stopped;
    for (const auto &run : RunStore(project).unfinished())
        stopped.insert(run.id);
    return stopped;
}

/// A cancelled training that can go on says so: the one that went on, or the one that stands in the project now and
/// did not before.
template <class Body>
TrainResult sayingHowToGoOn(const Project &project, std::optional<RunId> resumed, const Body &body)
{
    const auto before = stoppedRuns(project);
    try {
        return body();
    } catch (const Cancelled &) {
        for (const auto id : stoppedRuns(project)) {
            if (id == resumed || !before.contains(id))
                throw CancelledSaying(
                    QStringLiteral("Cancelled; `aisle-cli train PROJECT --resume %1` goes on from its last checkpoint.")
                        .arg(id.value));
        }
        throw;
    }
}

Answer train(const Invocation &call)
{
    if (call.isSet("resume")) {
        refuseOtherOptions(call);
        const bool keepLists = wantsLists(call);
        const auto id = runOf(call, "resume");
        const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
        return runAnswer(call, *project, sayingHowToGoOn(*project, id, [&] {
                             return resumeRun(*project, id, call.job, nullptr, keepLists);
                         }));
    }
    if (call.isSet("estimate"))
        call.refuse({"lists-out", "name"}, "with --estimate nothing is trained");
    if (call.isSet("no-test"))
        call.refuse({"lists-out"}, "it writes the lists of the test, which --no-test leaves out");
    const auto request = requestOf(call);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    if (call.isSet("estimate"))
        return estimate(*project, request, call.job);
    return runAnswer(call, *project,
                     sayingHowToGoOn(*project, {}, [&] { return trainRun(*project, request, call.job); }));
}

QJsonArray presetsJson(const RecommenderInfo &info)
{
    QJsonArray presets;
    for (const auto &preset : info.presets) {
        QJsonObject shown{{QStringLiteral("id"), utf8(preset.id)},
                          {QStringLiteral("name"), QString::fromUtf8(preset.name)},
                          {QStringLiteral("source"), QString::fromUtf8(preset.source)},
                          {QStringLiteral("parameters"), preset.parameters}};
        if (preset.patience)
            shown.insert(QStringLiteral("patience"), *preset.patience);
        presets.append(shown);
    }
    return presets;
}

QString presetsText(const RecommenderInfo &info)
{
    std::vector<QStringList> rows;
    for (const auto &preset : info.presets)
        rows.push_back({utf8(preset.id),
                        settingsText(preset.parameters) +
                            (preset.patience ? QStringLiteral(", patience %1").arg(*preset.patience) : QString()),
                        QString::fromUtf8(preset.source)});
    return rows.empty()
               ? QString()
               : u'\n' + table({QStringLiteral("preset"), QStringLiteral("sets"), QStringLiteral("from")}, rows);
}

const char *coldStartName(ColdStart coldStart)
{
    switch (coldStart) {
    case ColdStart::Popularity:
        return "popularity";
    case ColdStart::FoldIn:
        return "fold-in";
    case ColdStart::Content:
        return "content";
    }
    return "";
}

/// Whose vectors: "items", "users", as `features list` calls them.
QStringList takenFeatures(const Traits &traits)
{
    QStringList of;
    if (traits.takesItemFeatures)
        of << QString::fromLatin1(subjectName(FeatureSubject::Items));
    if (traits.takesUserFeatures)
        of << QString::fromLatin1(subjectName(FeatureSubject::Users));
    return of;
}

QJsonObject infoJson(const RecommenderInfo &info)
{
    QJsonArray needs;
    for (const auto &need : info.needs)
        needs.append(QString::fromLatin1(needName(need)));
    const auto &traits = info.traits;
    return {{QStringLiteral("id"), utf8(info.id)},
            {QStringLiteral("name"), QString::fromUtf8(info.name)},
            {QStringLiteral("family"), QString::fromUtf8(info.family)},
            {QStringLiteral("summary"), QString::fromUtf8(info.summary)},
            {QStringLiteral("paper"), QString::fromUtf8(info.paper)},
            {QStringLiteral("needs"), needs},
            {QStringLiteral("personal"), traits.personal},
            {QStringLiteral("deterministic"), traits.deterministic},
            {QStringLiteral("new_shopper"), QString::fromLatin1(coldStartName(traits.newShopper))},
            {QStringLiteral("new_item"), QString::fromLatin1(coldStartName(traits.newItem))},
            {QStringLiteral("iterative"), traits.iterative},
            {QStringLiteral("predicts_ratings"), traits.predictsRatings},
            {QStringLiteral("updates"), info.updates},
            {QStringLiteral("takes_weights"), traits.takesWeights},
            {QStringLiteral("takes_features"), QJsonArray::fromStringList(takenFeatures(traits))},
            {QStringLiteral("parameters"), info.schema.toJson()},
            {QStringLiteral("presets"), presetsJson(info)}};
}

/// What a parameter takes.
QString takesText(const ParamSpec &spec)
{
    QStringList choices;
    for (const auto &choice : spec.choices)
        choices << utf8(choice);
    switch (spec.type) {
    case ParamType::Boolean:
        return QStringLiteral("true, false");
    case ParamType::Text:
        return QStringLiteral("text");
    case ParamType::Choice:
        return choices.join(QStringLiteral(", "));
    case ParamType::Integer:
    case ParamType::Real:
        break;
    }
    return QStringLiteral("%1 .. %2").arg(spec.min).arg(spec.max);
}

QString needsText(const RecommenderInfo &info)
{
    QStringList needs;
    for (const auto &need : info.needs)
        needs << QString::fromLatin1(needName(need));
    const auto needed = needs.isEmpty()
                            ? QStringLiteral("Needs nothing but events.")
                            : QStringLiteral("Needs besides events: %1.").arg(needs.join(QStringLiteral(", ")));
    const auto taken = takenFeatures(info.traits);
    return taken.isEmpty()
               ? needed
               : needed +
                     QStringLiteral(" Takes features (--features) of %1.").arg(taken.join(QStringLiteral(" and ")));
}

Answer listRecommenders(const Invocation &call)
{
    QJsonArray all;
    std::vector<QStringList> rows;
    if (!call.arguments.isEmpty()) {
        const auto &info = recommenderInfo(call.arguments.front().toStdString());
        all.append(infoJson(info));
        for (const auto &spec : info.schema.specs()) {
            rows.push_back({utf8(spec.key), spec.defaultValue.toVariant().toString(), takesText(spec),
                            QString::fromUtf8(spec.help)});
        }
        return {{{QStringLiteral("recommenders"), all}},
                QStringLiteral("%1: %2\n%3\n%4\n\n")
                        .arg(QString::fromUtf8(info.name), QString::fromUtf8(info.summary),
                             QString::fromUtf8(info.paper), needsText(info)) +
                    table({QStringLiteral("parameter"), QStringLiteral("default"), QStringLiteral("takes"),
                           QStringLiteral("what it does")},
                          rows) +
                    presetsText(info)};
    }
    for (const auto &info : recommenders()) {
        all.append(infoJson(info));
        rows.push_back({utf8(info.id), QString::fromUtf8(info.family), QString::fromUtf8(info.summary)});
    }
    return {{{QStringLiteral("recommenders"), all}},
            table({QStringLiteral("id"), QStringLiteral("family"), QStringLiteral("summary")}, rows)};
}

} // namespace

std::vector<Command> trainCommands()
{
    return {
        {"recommenders", "what can be trained; with ID its parameters", "[ID]", "aisle-cli recommenders ease", 0, 1,
         [](QCommandLineParser &) {}, listRecommenders},
        {"train",
         "trains and evaluates; keeps the run",
         "PROJECT",
         "aisle-cli train shop.aisle --recommender ease --set l2=100",
         1,
         1,
         addTrainOptions,
         train,
         {QStringLiteral("set")}},
    };
}

} // namespace aisle::cli
