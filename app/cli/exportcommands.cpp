#include "app/cli/command.h"
#include "core/storage/project.h"
#include "core/transfer/exporter.h"
#include "core/workflow/listexport.h"
#include "core/workflow/training.h"

namespace aisle::cli {

namespace {

std::int64_t exportRunLists(const Invocation &call, const Project &project)
{
    const auto run = call.integer("run");
    if (!run)
        throw WrongUsage{QStringLiteral("Whose lists? --run N. `aisle-cli runs PROJECT` lists the runs.")};
    ListRequest request;
    request.k = static_cast<int>(call.integer("k").value_or(10));
    request.mask = maskFromName(call.value("mask"));
    KeyFormatter keys;
    keys.setPseudonyms(call.isSet("pseudonyms"));
    const Lister lister(KeptRun::load(project, RunId(*run), call.job), project);
    return exportLists(project, lister, ListInput::All, request, keys, call.value("out"), call.job);
}

Answer exportPart(const Invocation &call)
{
    if (!call.isSet("out"))
        throw WrongUsage{QStringLiteral("Where to? --out FILE (.csv, .csv.gz or .jsonl).")};
    const auto project = Project::open(call.arguments[0], Project::Access::ReadOnly);
    const auto what = call.arguments[1];
    const auto path = call.value("out");
    std::int64_t rows = 0;
    if (what == QLatin1String("events"))
        rows = exportEvents(*project, path, call.job);
    else if (what == QLatin1String("items"))
        rows = exportItems(*project, path, call.job);
    else if (what == QLatin1String("quarantine"))
        rows = exportQuarantine(*project, path, call.job);
    else if (what == QLatin1String("metrics"))
        rows = exportMetrics(*project, path, call.job);
    else if (what == QLatin1String("lists"))
        rows = exportRunLists(call, *project);
    else
        throw WrongUsage{QStringLiteral("export takes events, items, quarantine, metrics or lists, not %1.").arg(what)};
    return {{{QStringLiteral("exported"), what}, {QStringLiteral("rows"), static_cast<qint64>(rows)}, {QStringLiteral("out"), path}},
            QStringLiteral("%1 rows were written to %2.\n").arg(count(rows), path)};
}

} // namespace

std::vector<Command> exportCommands()
{
    return {
        {"export", "writes events, items, quarantine, metrics or lists to a file", "PROJECT events|items|quarantine|metrics|lists",
         "aisle-cli export shop.aisle events --out events.csv.gz", 2, 2,
         [](QCommandLineParser &parser) {
             addOption(parser, "out", "File: .csv, .csv.gz or .jsonl.", "FILE");
             addOption(parser, "run", "Of lists: the run.", "N");
             addOption(parser, "k", "Of lists: their length.", "K", QStringLiteral("10"));
             addOption(parser, "mask", "Of lists: seen or none.", "CHOICE", QStringLiteral("seen"));
             addOption(parser, "pseudonyms", "Of lists: pseudonyms instead of shoppers' keys.");
         },
         exportPart},
    };
}

} // namespace aisle::cli
