#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/terminal.h"
#include "core/common/error.h"
#include "core/common/openfiles.h"
#include "core/common/text/nearest.h"
#include "core/numeric/device.h"
#include "core/storage/project.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <set>

using namespace aisle;
using namespace aisle::cli;

namespace {

constexpr int kMostThreads = 1024;

enum ExitStatus { Done = 0, Failed = 1, Usage = 2, WasCancelled = 3 };

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (auto *group : {&importCommands, &dataCommands, &trainCommands, &runCommands, &listCommands, &exportCommands,
                        &featureCommands, &graphCommands, &searchCommands, &queryCommands, &doctorCommands}) {
        for (auto &command : (*group)())
            all.push_back(std::move(command));
    }
    return all;
}

QString overview(const std::vector<Command> &commands)
{
    QString text = QStringLiteral("aisle-cli %1: e-commerce recommendation on your own logs\n\n"
                                  "usage: aisle-cli [--json] [--quiet] [--threads N] [--device auto|cpu|cuda] "
                                  "[--language en|zh_CN] COMMAND ...\n\n")
                       .arg(QStringLiteral(AISLE_VERSION));
    for (const auto &command : commands)
        text += QStringLiteral("  %1  %2\n")
                    .arg(QString::fromLatin1(command.name).leftJustified(13), QString::fromUtf8(command.summary));
    return text + QStringLiteral("\n`aisle-cli COMMAND --help` explains a command, with an example.\n");
}

void addGlobalOptions(QCommandLineParser &parser)
{
    addOption(parser, "json", "One JSON object on standard output.");
    addOption(parser, "quiet", "No progress on standard error; remarks stay.");
    addOption(parser, "threads", "Threads to use (default: all cores).", "N");
    addOption(parser, "device", "Where to train: auto, cpu or cuda.", "DEVICE", QStringLiteral("auto"));
    addOption(parser, "language",
              "Language of the page that report writes: en or zh_CN; answers and remarks are English.", "LANGUAGE",
              QStringLiteral("en"));
    parser.addOption(
        QCommandLineOption({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Shows this help.")));
}

QString help(const Command &command, QCommandLineParser &parser)
{
    parser.clearPositionalArguments();
    parser.addPositionalArgument(
        QString::fromLatin1(command.name), QString(),
        QStringLiteral("%1 %2").arg(QString::fromLatin1(command.name), QString::fromLatin1(command.arguments)));
    parser.setApplicationDescription(QString::fromUtf8(command.summary));
    return parser.helpText() + QStringLiteral("\nExample:\n  %1\n").arg(QString::fromUtf8(command.example));
}

QStringList optionNames(const Command &command)
{
    QCommandLineParser parser; // QCommandLineParser does not list what it knows; its help text does
    addGlobalOptions(parser);
    command.addOptions(parser);
    QStringList names;
    for (const auto &line : parser.helpText().split(u'\n')) {
        const auto start = line.indexOf(QStringLiteral("--"));
        if (start >= 0 && start < 8)
            names << line.mid(start).section(u' ', 0, 0);
    }
    return names;
}

/// @param all  the call that lists all of them
QString nearestHint(const QString &word, const QStringList &candidates, const QString &all)
{
    constexpr qsizetype kNamed = 3;
    const auto near = nearestWords(word, candidates);
    if (!near.isEmpty())
        return QStringLiteral(" Did you mean %1?").arg(near.join(QStringLiteral(" or ")));
    return QStringLiteral(" The nearest are %1; `%2` lists all.")
        .arg(nearestFirst(word, candidates).mid(0, kNamed).join(QStringLiteral(", ")), all);
}

/// Errors of core that are about what was typed rather than about the data.
bool isWrongUsage(const std::string &code)
{
    static const std::set<std::string> kCodes{"as-of.unknown",
                                              "candidates.unknown",
                                              "device.unknown",
                                              "dialect.unknown",
                                              "export.unknown-format",
                                              "ensemble.runs",
                                              "hybrid.base",
                                              "export.onto-project",
                                              "report.unknown-format",
                                              "import.column-twice",
                                              "import.unknown-encoding",
                                              "import.unknown-zone",
                                              "links.unknown",
                                              "mask.unknown",
                                              "metric.unknown",
                                              "param.range",
                                              "param.unknown",
                                              "recommender.unknown",
                                              "returns.unknown",
                                              "weights.range",
                                              "weights.unknown-kind",
                                              "split.ratios",
                                              "split.unknown",
                                              "targets.unknown",
                                              "train.no-weights"};
    return kCodes.contains(code);
}

void checkLanguage(const Invocation &call)
{
    const auto language = call.value("language");
    if (language != QLatin1String("en") && language != QLatin1String("zh_CN"))
        throw WrongUsage{QStringLiteral("--language is en or zh_CN, not %1.").arg(language)};
}

void noteLanguage(const Invocation &call, const Command &command)
{
    if (call.value("language") != QLatin1String("en") && std::strcmp(command.name, "report") != 0)
        call.job.note(QStringLiteral("--language changes nothing here: it is of the page that report writes."));
}

void checkUsage(const Command &command, const QCommandLineParser &parser, const QStringList &arguments)
{
    if (const auto unknown = parser.unknownOptionNames(); !unknown.isEmpty())
        throw WrongUsage{
            QStringLiteral("%1 has no option --%2.").arg(QString::fromLatin1(command.name), unknown.front()) +
            nearestHint(QStringLiteral("--") + unknown.front(), optionNames(command),
                        QStringLiteral("aisle-cli %1 --help").arg(QString::fromLatin1(command.name)))};
    if (!parser.errorText().isEmpty())
        throw WrongUsage{parser.errorText()};
    if (arguments.contains(QString()) && !command.takesEmptyTexts)
        throw WrongUsage{QStringLiteral("An argument is empty; usage: aisle-cli %1 %2")
                             .arg(QString::fromLatin1(command.name), QString::fromLatin1(command.arguments))};
    if (arguments.size() < command.minArguments || arguments.size() > command.maxArguments)
        throw WrongUsage{QStringLiteral("usage: aisle-cli %1 %2")
                             .arg(QString::fromLatin1(command.name), QString::fromLatin1(command.arguments))};
}

/// A script whose variable is empty must not get the answer to another question.
void refuseEmptyAndTwice(const Command &command, const QCommandLineParser &parser)
{
    static const QString kSeparator = QStringLiteral("separator"), kMissing = QStringLiteral("missing");
    for (const auto &name : parser.optionNames()) {
        const auto values = parser.values(name);
        for (const auto &value : values) {
            const bool isBlank = name == kSeparator ? value.isEmpty() : value.trimmed().isEmpty();
            if (isBlank && name != kMissing) // a space separates; no word but the empty one may be missing
                throw WrongUsage{QStringLiteral("--%1 is empty: give it a value or leave it out.").arg(name)};
        }
        const bool differ = std::ranges::any_of(values, [&](const auto &value) { return value != values.front(); });
        if (differ && !command.repeatable.contains(name))
            throw WrongUsage{QStringLiteral("--%1 is given twice, as %2 and as %3: name it once.")
                                 .arg(name, values.front(), values.back())};
    }
}

/// @param remarks  that may help to see why
int fail(const QString &code, const QString &sentence, bool json, int status, const QStringList &remarks = {})
{
    const auto message = shortened(sentence);
    if (json) {
        QJsonObject error{{QStringLiteral("error"),
                           QJsonObject{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}}}};
        if (!remarks.isEmpty())
            error.insert(QStringLiteral("remarks"), QJsonArray::fromStringList(remarks));
        put(stdout, QString::fromUtf8(QJsonDocument(error).toJson()));
    }
    put(stderr, QStringLiteral("aisle-cli: %1\n").arg(visible(message)));
    return status;
}

/// An answer that does not arrive is no answer.
int deliver(const QString &text)
{
    if (put(stdout, text))
        return Done;
    const auto why = QString::fromLocal8Bit(std::strerror(errno));
    return fail({}, QStringLiteral("The answer could not be written to standard output: %1.").arg(why), false, Failed);
}

int runCommand(const Command &command, const QStringList &words)
{
    QCommandLineParser parser;
    addGlobalOptions(parser);
    command.addOptions(parser);
    const bool understood = parser.parse(words);
    const bool json = words.contains(QStringLiteral("--json"));
    if (parser.isSet(QStringLiteral("help"))) {
        return deliver(help(command, parser));
    }
    const bool quiet = parser.isSet(QStringLiteral("quiet"));
    ConsoleContext context(quiet, !json);
    const auto failed = [&](const QString &code, const QString &sentence, int status) {
        context.endLine();
        return fail(code, sentence, json, status, context.remarks());
    };
    try {
        auto arguments = parser.positionalArguments();
        arguments.removeFirst(); // the command's name
        Q_UNUSED(understood)
        checkUsage(command, parser, arguments);
        refuseEmptyAndTwice(command, parser);
        Invocation call{parser, arguments, json, quiet, Device::Cpu, context};
        checkLanguage(call);
        prepareComputing(call.isSet("threads") ? call.countOf("threads", 1, 1, kMostThreads) : 0);
        call.device = chooseDevice(call.value("device"));
        noteLanguage(call, command);
        auto answer = command.run(call);
        context.addRemarks(answer.json);
        return deliver(json ? QString::fromUtf8(QJsonDocument(answer.json).toJson()) : visibleLines(answer.text));
    } catch (const WrongUsage &usage) {
        return failed(QStringLiteral("usage"), usage.message, Usage);
    } catch (const CancelledSaying &cancelled) {
        return failed(QStringLiteral("cancelled"), cancelled.message, WasCancelled);
    } catch (const Cancelled &) {
        return failed(QStringLiteral("cancelled"), QStringLiteral("Cancelled; what this command wrote was taken back."),
                      WasCancelled);
    } catch (const Error &error) {
        return failed(QString::fromStdString(error.code()), error.message(),
                      isWrongUsage(error.code()) ? Usage : Failed);
    } catch (const std::bad_alloc &) {
        return failed(
            QStringLiteral("memory.out"),
            QStringLiteral("There is not enough memory for this: filter the data or choose a smaller recommender."),
            Failed);
    } catch (const std::exception &error) {
        const auto said = unforeseen(error);
        return failed(QString::fromStdString(said.code()), said.message(), Failed);
    }
}

/// A name that is no UTF-8 would be read as another one: a file that is there would not be found, a project would be
/// made beside the one that was named.
std::optional<QString> notUtf8(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i)
        if (const auto read = QString::fromUtf8(argv[i]); read.toUtf8() != argv[i])
            return read;
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    fillStandardStreams();
    try {
        allowOpenFiles();
    } catch (const Error &error) {
        const bool json =
            std::any_of(argv, argv + argc, [](const char *word) { return std::strcmp(word, "--json") == 0; });
        return fail(QString::fromStdString(error.code()), error.message(), json, Failed);
    }
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("aisle"));
    QCoreApplication::setApplicationVersion(QStringLiteral(AISLE_VERSION));
    catchInterrupts();
    setStopWish(interrupted);

    const auto commands = allCommands();
    const auto words = app.arguments();
    if (const auto name = notUtf8(argc, argv))
        return fail(QStringLiteral("usage"),
                    QStringLiteral("%1 is no UTF-8: rename the file, or give a log through /dev/stdin.").arg(*name),
                    words.contains(QStringLiteral("--json")), Usage);
    // The first word that names a command; what stands before it are global options and their values.
    QStringList names;
    for (const auto &command : commands)
        names << QString::fromLatin1(command.name);
    QString firstWord;
    for (qsizetype i = 1; i < words.size() && firstWord.isEmpty(); ++i) {
        if (words[i] == QLatin1String("--threads") || words[i] == QLatin1String("--device") ||
            words[i] == QLatin1String("--language"))
            ++i;
        else if (!words[i].startsWith(u'-'))
            firstWord = words[i];
    }
    if (firstWord.isEmpty()) {
        const bool asked = words.contains(QStringLiteral("--help")) || words.contains(QStringLiteral("-h"));
        if (words.contains(QStringLiteral("--version"))) {
            return deliver(QStringLiteral("aisle-cli %1\n").arg(QStringLiteral(AISLE_VERSION)));
        }
        if (asked)
            return deliver(overview(commands));
        put(stderr, overview(commands));
        return Usage;
    }
    const auto at = names.indexOf(firstWord);
    if (at < 0)
        return fail(QStringLiteral("usage"),
                    QStringLiteral("There is no command %1.").arg(firstWord) +
                        nearestHint(firstWord, names, QStringLiteral("aisle-cli --help")),
                    words.contains(QStringLiteral("--json")), Usage);
    return runCommand(commands[static_cast<std::size_t>(at)], words);
}
