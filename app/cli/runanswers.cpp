#include "app/cli/runanswers.h"

#include "core/common/error.h"
#include "core/common/memory.h"
#include "core/common/text/sentence.h"
#include "core/lists/listexport.h"
#include "core/params/paramspec.h"
#include "core/runs/runwords.h"
#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "core/storage/settings.h"

#include <QJsonArray>
#include <algorithm>

namespace aisle::cli {

QJsonObject metricsJson(const std::map<std::string, double> &metrics)
{
    QJsonObject json;
    for (const auto &[name, value] : metrics)
        json.insert(utf8(name), value);
    return json;
}

std::vector<const Dialect *> dialectsOf(const Invocation &call)
{
    std::vector<const Dialect *> asked;
    for (const auto &part : call.values("dialect").join(u',').split(u',', Qt::SkipEmptyParts)) {
        const auto id = part.trimmed();
        if (id.isEmpty())
            continue;
        const auto *dialect = &dialectNamed(id.toStdString());
        if (std::ranges::find(asked, dialect) != asked.end())
            throw WrongUsage{QStringLiteral("--dialect names %1 twice: name it once.").arg(id)};
        asked.push_back(dialect);
    }
    if (asked.empty() && call.isSet("dialect"))
        throw WrongUsage{QStringLiteral("--dialect names nothing: give it a value or leave it out.")};
    return asked;
}

void addDialectOption(QCommandLineParser &parser)
{
    addOption(parser, "dialect",
              "The figures also as another tool defines them: recbole, rectools, lenskit, replay, microsoft or vae; "
              "several by commas, or the option repeated.",
              "NAME,...");
}

void addDialects(Answer &answer, const DialectFigures &figures, const std::vector<int> &cutoffs)
{
    QJsonObject json;
    for (const auto &[id, metrics] : figures) {
        json.insert(utf8(id), metricsJson(metrics));
        answer.text += QStringLiteral("\nThe same lists as %1 would judge them:\n").arg(utf8(dialectNamed(id).name)) +
                       metricsTable(metrics, cutoffs);
    }
    if (!json.isEmpty())
        answer.json.insert(QStringLiteral("dialects"), json);
}

namespace {

void insertRun(QJsonObject &json, const QString &key, const std::optional<RunId> &run)
{
    if (run)
        json.insert(key, static_cast<qint64>(run->value));
}

void addDetails(const RunRecord &run, QJsonObject &json)
{
    const auto details = run.details.toJson();
    for (auto one = details.begin(); one != details.end(); ++one)
        json.insert(one.key(), one.value());
    insertRun(json, QStringLiteral("of_run"), run.ofRun);
    insertRun(json, QStringLiteral("updated_from"), run.updatedFrom);
}

} // namespace

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
                     {QStringLiteral("status"), QString::fromLatin1(runStatusName(run.status))},
                     {QStringLiteral("parameters"), run.parameters},
                     {QStringLiteral("seed"), static_cast<qint64>(run.protocol.seed)},
                     {QStringLiteral("device"), run.device},
                     {QStringLiteral("protocol"), run.protocol.toJson()},
                     {QStringLiteral("seconds"), QJsonObject{{QStringLiteral("load"), run.loadSeconds},
                                                             {QStringLiteral("fit"), run.fitSeconds},
                                                             {QStringLiteral("evaluate"), run.evaluateSeconds}}},
                     {QStringLiteral("epochs"), epochs},
                     {QStringLiteral("best_epoch"), run.bestEpoch ? QJsonValue(*run.bestEpoch) : QJsonValue()},
                     {QStringLiteral("validation"), metricsJson(run.validation)},
                     {QStringLiteral("test"), metricsJson(run.test)}};
    addDetails(run, json);
    return json;
}

namespace {

/// What figures are means over, where that is not one list a shopper.
QString predictionsText(const RunDetails &details)
{
    const auto lists = details.predictions.value_or(details.usersEvaluated);
    const auto made = lists == details.usersEvaluated ? QString() : sentence(" by %1 [list|lists]", {lists});
    const auto ratings = details.ratingsPredicted;
    return made + (ratings ? sentence(", %1 [rating|ratings] predicted", {*ratings}) : QString());
}

} // namespace

QString judgedText(const RunRecord &run)
{
    const auto &protocol = run.protocol;
    const auto &details = run.details;
    if (details.usersEvaluated == 0 && details.usersSkipped == 0 && run.test.empty())
        return QStringLiteral("Split %1: nothing is held out, so nothing is judged.\n").arg(protocol.split);
    return sentence("Split %1, mask %2, targets %3, candidates %4; %5 [shopper|shoppers] judged%8, %6 skipped; %7 % "
                    "of the relevant were repeats.\n",
                    {protocol.split, QString::fromLatin1(maskName(protocol.mask)),
                     QString::fromLatin1(targetsName(protocol.targets)), protocol.candidatesText(),
                     details.usersEvaluated, details.usersSkipped, QString::number(details.repeats * 100, 'f', 1),
                     predictionsText(details)});
}

QString runText(const RunRecord &run)
{
    QString text = !run.ofRun ? QStringLiteral("Run %1: %2, trained in %3 (loaded in %4, judged in %5).\n")
                                    .arg(QString::number(run.id.value), run.recommender, duration(run.fitSeconds),
                                         duration(run.loadSeconds), duration(run.evaluateSeconds))
                              : QStringLiteral("Run %1: run %2 (%3), judged again in %4.\n")
                                    .arg(QString::number(run.id.value), QString::number(run.ofRun->value),
                                         run.recommender, duration(run.evaluateSeconds));
    const auto &protocol = run.protocol;
    text += judgedText(run);
    if (!protocol.asIn01)
        text += QStringLiteral("Learnt from %1; relevant: %2; returns %3.\n")
                    .arg(kindWeightsText(protocol), protocol.targetKinds.join(QStringLiteral(", ")),
                         QString::fromLatin1(returnsName(protocol.filter.returns)));
    if (!run.details.features.empty())
        text += QStringLiteral("Features: %1.\n").arg(featuresText(run.details.features));
    if (run.details.graph)
        text += QStringLiteral("Knowledge graph: %1.\n").arg(graphText(*run.details.graph));
    if (run.bestEpoch)
        text += QStringLiteral("Best epoch %1 of %2.\n").arg(*run.bestEpoch).arg(run.epochs.size());
    if (const auto stopped = stoppedText(run); !stopped.isEmpty())
        text += stopped.left(1).toUpper() + stopped.mid(1) + QStringLiteral(".\n");
    return run.test.empty() ? text : text + metricsTable(run.test, protocol.cutoffs);
}

RunId runOf(const Invocation &call, const char *option)
{
    if (const auto id = call.integer(option))
        return RunId(*id);
    throw WrongUsage{
        QStringLiteral("Name the run: --%1 N. `aisle-cli runs PROJECT` lists them.").arg(QString::fromLatin1(option))};
}

bool wantsLists(const Invocation &call)
{
    const bool wanted = call.isSet("lists-out");
    if (wanted)
        checkListsFile(call.value("lists-out"));
    return wanted;
}

Answer runAnswer(const Invocation &call, const Project &project, const TrainResult &result)
{
    if (call.options.optionNames().contains(QStringLiteral("lists-out"))) {
        try {
            writeLists(call.value("lists-out"), result.lists, keysOf(call, project));
        } catch (const Error &error) {
            throw Error("lists.cannot-write",
                        QT_TRANSLATE_NOOP("Error", "Run %1 is kept, but its lists are not written. %2"),
                        {QString::number(result.run.id.value), error.message()});
        }
    }
    auto run = result.run;
    run.details.peakMemoryBytes = peakMemoryBytes();
    Answer answer{withShownKeys(runJson(run), keysOf(call, project)), runText(run)};
    addDialects(answer, result.dialects, run.protocol.cutoffs);
    return answer;
}

QJsonObject withSettings(const Invocation &call, const ParamSchema &schema, QJsonObject parameters)
{
    for (const auto &setting : call.values("set")) {
        if (!setting.contains(u'='))
            throw WrongUsage{QStringLiteral("--set takes KEY=VALUE, not %1.").arg(setting)};
        const auto key = setting.section(u'=', 0, 0);
        parameters.insert(key, schema.parse(key.toStdString(), setting.section(u'=', 1)));
    }
    return parameters;
}

ItemId knownItem(const Catalogue &catalogue, const QString &key)
{
    if (const auto id = catalogue.findItem(key))
        return *id;
    throw Error("item.unknown", QT_TRANSLATE_NOOP("Error", "There is no product %1 in this project."), {key});
}

UserId knownUser(const Catalogue &catalogue, const QString &key)
{
    if (const auto id = catalogue.findUser(key))
        return *id;
    throw Error("user.unknown", QT_TRANSLATE_NOOP("Error", "There is no shopper %1 in this project."), {key});
}

QString settingsText(const QJsonObject &parameters)
{
    QStringList words;
    for (auto it = parameters.begin(); it != parameters.end(); ++it)
        words << it.key() + u'=' + it.value().toVariant().toString();
    return words.join(u' ');
}

KeyFormatter keysOf(const Invocation &call, const Project &project)
{
    KeyFormatter keys;
    keys.setPseudonyms(call.isSet("pseudonyms"));
    if (keys.usesPseudonyms())
        keys.setSecret(pseudonymSecret(project));
    return keys;
}

QJsonObject withShownKeys(const QJsonObject &json, const KeyFormatter &keys)
{
    return Protocol::shown({}, json, keys).toObject();
}

void addPseudonymsOption(QCommandLineParser &parser)
{
    addOption(parser, "pseudonyms", "Made-up names instead of the keys of shoppers and products.");
}

std::int32_t lastDayOf(const Invocation &call)
{
    return call.isSet("as-of") ? lastDayFromText(call.value("as-of")) : kNoLastDay;
}

int lengthOf(const Invocation &call)
{
    constexpr int kByDefault = 10, kMost = 100000;
    return call.countOf("k", kByDefault, 1, kMost);
}

std::optional<MaskSeen> listMaskOf(const Invocation &call)
{
    return call.isSet("mask") ? std::optional(maskFromName(call.value("mask"))) : std::nullopt;
}

void addListMaskOption(QCommandLineParser &parser)
{
    addOption(parser, "mask", "Of lists: seen (left out) or none (offered); default: as the run was judged.", "CHOICE");
}

void addProtocolOptions(QCommandLineParser &parser)
{
    addOption(parser, "mask",
              "Offer what the shopper has seen? seen (mask it; the default) or none (the default under "
              "leave-last-basket-out).",
              "CHOICE");
    addOption(parser, "targets", "What of the held-out events is relevant: all, next or each-next.", "CHOICE",
              QStringLiteral("all"));
    addOption(parser, "candidates",
              "Products that are ranked: all (with events), catalogue (also those without), new (held out by "
              "new-products; its default), uniform:N or popular:N (drawn).",
              "CHOICE");
    addOption(parser, "cutoffs", "Lengths of lists to judge.", "K,K,...", QStringLiteral("5,10,20,50,100"));
    addOption(parser, "lists-out", "Writes the test lists, user,rank,item,score: .csv, .csv.gz or .jsonl.", "FILE");
    addPseudonymsOption(parser);
}

EvaluationProtocol protocolOf(const Invocation &call, const QString &split)
{
    EvaluationProtocol protocol;
    if (call.isSet("mask"))
        protocol.mask = maskFromName(call.value("mask"));
    else if (!split.isEmpty() && SplitSpec::parse(split).offersSeen())
        protocol.mask = MaskSeen::No;
    protocol.candidates = Protocol::standardCandidates(split);
    if (call.isSet("candidates"))
        protocol.setCandidates(call.value("candidates"));
    protocol.cutoffs = cutoffsOf(call);
    return protocol;
}

} // namespace aisle::cli
