#include "app/cli/command.h"
#include "app/cli/runanswers.h"
#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/lists/listexport.h"
#include "core/report/report.h"
#include "core/runs/features/runencoder.h"
#include "core/runs/training/training.h"
#include "core/storage/catalogue.h"
#include "core/storage/project.h"
#include "core/transfer/writing/exporter.h"
#include "translations/translations.h"

#include <QLocale>
#include <QTranslator>

namespace aisle::cli {

namespace {

RunId runToExport(const Invocation &call)
{
    if (const auto run = call.integer("run"))
        return RunId(*run);
    throw WrongUsage{QStringLiteral("Whose lists? --run N. `aisle-cli runs PROJECT` lists the runs.")};
}

std::int64_t exportRunLists(const Invocation &call, const Project &project)
{
    const auto run = runToExport(call);
    const ListRequest request{.k = lengthOf(call), .mask = listMaskOf(call)};
    return exportListsOfRun(project, run, request, keysOf(call, project), call.value("out"), call.job);
}

Answer exportTuned(const Invocation &call, const Project &project)
{
    call.refuse({"k", "mask", "pseudonyms"}, "an encoder has no lists and no keys");
    if (!call.isSet("run"))
        throw WrongUsage{QStringLiteral("Whose encoder? --run N. `aisle-cli runs PROJECT` lists the runs.")};
    const auto run = runOf(call, "run");
    const auto folder = call.value("out");
    exportEncoder(encoderOfRun(project, run, call.job), folder);
    return {{{QStringLiteral("exported"), QStringLiteral("encoder")},
             {QStringLiteral("run"), static_cast<qint64>(run.value)},
             {QStringLiteral("out"), folder}},
            QStringLiteral("The encoder of run %1 was written to %2; `--encoder %2` reads it.\n")
                .arg(QString::number(run.value), folder)};
}

Answer exportPart(const Invocation &call)
{
    if (!call.isSet("out"))
        throw WrongUsage{QStringLiteral("Where to? --out FILE (.csv, .csv.gz or .jsonl); of encoder --out FOLDER.")};
    const auto project = Project::open(call.arguments[0], Project::Access::ReadOnly);
    const auto what = call.arguments[1];
    const auto path = call.value("out");
    if (what == QLatin1String("encoder"))
        return exportTuned(call, *project);
    const auto keys = keysOf(call, *project);
    std::int64_t rows = 0;
    if (what != QLatin1String("lists"))
        call.refuse({"run", "k", "mask"}, "only lists and encoder are of a run");
    if (what == QLatin1String("events"))
        rows = exportEvents(*project, path, call.job, keys);
    else if (what == QLatin1String("items"))
        rows = exportItems(*project, path, call.job, keys);
    else if (what == QLatin1String("quarantine"))
        rows = exportQuarantine(*project, path, call.job, keys);
    else if (what == QLatin1String("metrics"))
        rows = exportMetrics(*project, path, call.job);
    else if (what == QLatin1String("lists"))
        rows = exportRunLists(call, *project);
    else
        throw WrongUsage{
            QStringLiteral("export takes events, items, quarantine, metrics, lists or encoder, not %1.").arg(what)};
    return {{{QStringLiteral("exported"), what},
             {QStringLiteral("rows"), static_cast<qint64>(rows)},
             {QStringLiteral("out"), path}},
            sentence("%1 [row was|rows were] written to %2.\n", {rows, path})};
}

/// Puts texts into a language for as long as it lives.
class Language
{
public:
    explicit Language(const QString &name)
    {
        if (name != QLatin1String("en") && name != QLatin1String("zh_CN"))
            throw WrongUsage{QStringLiteral("--language is en or zh_CN, not %1.").arg(name)};
        QLocale::setDefault(name == QLatin1String("en") ? QLocale(QLocale::English, QLocale::UnitedStates)
                                                        : QLocale(name));
        loadTranslationResources();
        if (m_texts.load(QStringLiteral("aisle_%1").arg(name), QStringLiteral(":/i18n")))
            QCoreApplication::installTranslator(&m_texts);
    }

private:
    QTranslator m_texts;
};

ReportRequest reportRequest(const Invocation &call, const Project &project)
{
    ReportRequest request;
    request.keys = keysOf(call, project);
    for (const auto &run : call.distinct("runs")) {
        bool isNumber = false;
        request.runs.emplace_back(run.toLongLong(&isNumber));
        if (!isNumber)
            throw WrongUsage{
                QStringLiteral("--runs takes numbers of runs, not %1. `aisle-cli runs PROJECT` lists them.").arg(run)};
    }
    const Catalogue catalogue(project);
    for (const auto &key : call.distinct("shoppers"))
        request.shoppers.push_back(knownUser(catalogue, key));
    return request;
}

Answer report(const Invocation &call)
{
    if (!call.isSet("out"))
        throw WrongUsage{QStringLiteral("Where to? --out FILE.html")};
    const auto path = call.value("out");
    const Language language(call.value("language"));
    const auto project = Project::open(call.arguments[0], Project::Access::ReadOnly);
    auto json = writeReport(*project, reportRequest(call, *project), path, call.job);
    json.insert(QStringLiteral("out"), path);
    return {json, sentence("A report on %1 [run|runs] and the lists of %2 [shopper|shoppers] was written to %3 (%4).\n",
                           {json.value(QStringLiteral("runs")).toInt(), json.value(QStringLiteral("shoppers")).toInt(),
                            path, bytes(json.value(QStringLiteral("bytes")).toInteger())})};
}

} // namespace

std::vector<Command> exportCommands()
{
    return {
        {"export", "writes events, items, quarantine, metrics, lists or a tuned encoder to a file or folder",
         "PROJECT events|items|quarantine|metrics|lists|encoder",
         "aisle-cli export shop.aisle events --out events.csv.gz", 2, 2,
         [](QCommandLineParser &parser) {
             addOption(parser, "out", "File: .csv, .csv.gz or .jsonl. Of encoder: a new folder.", "FILE");
             addOption(parser, "run", "Of lists and encoder: the run.", "N");
             addOption(parser, "k", "Of lists: their length.", "K", QStringLiteral("10"));
             addListMaskOption(parser);
             addOption(parser, "pseudonyms",
                       "Made-up names instead of keys; rejected rows, attributes and context are left out.");
         },
         exportPart},
        {"report", "writes one page about the data, the runs and some shoppers' lists", "PROJECT",
         "aisle-cli report shop.aisle --out shop.html --runs 1,4 --shoppers 17850,12583 --pseudonyms", 1, 1,
         [](QCommandLineParser &parser) {
             addOption(parser, "out", "The page: .html or .htm; refers to nothing outside itself.", "FILE");
             addOption(parser, "runs",
                       "Runs to compare, at most four (default: all are in the table, the best are compared).",
                       "N,...");
             addOption(parser, "shoppers",
                       "Whose lists stand side by side (default: chosen by a rule that the page tells).", "KEY,...");
             addPseudonymsOption(parser);
         },
         report},
    };
}

} // namespace aisle::cli
