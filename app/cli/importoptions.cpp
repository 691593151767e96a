#include "app/cli/importoptions.h"

#include "core/common/error.h"
#include "core/common/text/nearest.h"
#include "core/transfer/times/timeparser.h"
#include "core/transfer/timezonename.h"

namespace aisle::cli {

namespace {

const char *const kRoles[] = {"user",  "item",    "time",     "time-of-day", "kind",
                              "value", "session", "quantity", "unit-price",  "line-total"};
const char *const kItemFields[] = {"title", "category", "brand", "price", "description", "image"};

std::vector<std::pair<QString, Meaning>> kindMap(const Invocation &call)
{
    std::vector<std::pair<QString, Meaning>> map;
    for (const auto &entry : call.list("kind-map")) {
        const auto word = entry.section(u'=', 0, -2);
        const auto name = entry.section(u'=', -1);
        const auto meaning = meaningFromName(name.toStdString());
        if (word.isEmpty() || !meaning.known) {
            QStringList names;
            for (const auto each : kMeanings)
                names << QString::fromLatin1(meaningName(each));
            throw WrongUsage{QStringLiteral("--kind-map takes WORD=MEANING,... with the meanings %1; not %2.")
                                 .arg(nearestFirst(name, names).join(QStringLiteral(", ")), entry)};
        }
        map.emplace_back(word, meaning.meaning);
    }
    return map;
}

/// The option's value, checked against the words it takes; empty for "auto" and where it is absent.
QString choice(const Invocation &call, const char *option, const QStringList &words)
{
    const auto value = call.value(option);
    if (value.isEmpty() || value == QLatin1String("auto"))
        return {};
    if (!words.contains(value))
        throw WrongUsage{
            QStringLiteral("--%1 takes %2, not %3.")
                .arg(QString::fromLatin1(option), nearestFirst(value, words).join(QStringLiteral(", ")), value)};
    return value;
}

/// A pattern without a year would reject every row.
void checkTimeFormat(const QString &format)
{
    if (!isTimeFormat(format))
        throw WrongUsage{
            QStringLiteral("--time-format takes auto, unix, unix-ms, iso, excel, excel-1904, days or a "
                           "pattern with a year, such as dd/MM/yyyy HH:mm; one that the dates lack is named "
                           "behind it, as in MMdd@2014. Not %1.")
                .arg(format)};
}

void checkTimeZone(const QString &name)
{
    if (!name.isEmpty() && !isTimeZoneName(name))
        throw WrongUsage{QStringLiteral("There is no time zone %1: name one such as Europe/London, Asia/Shanghai or "
                                        "UTC+05:30.")
                             .arg(name)};
}

} // namespace

void addReadingOptions(QCommandLineParser &parser)
{
    addOption(parser, "layout", "events, adjacency or sequences (default: recognised).", "LAYOUT");
    addOption(parser, "separator", "auto, a character, \\t, space or ::", "SEPARATOR", QStringLiteral("auto"));
    addOption(parser, "header", "auto, yes or no.", "HEADER", QStringLiteral("auto"));
    addOption(parser, "skip-lines", "Lines above the table (default: recognised).", "N");
    addOption(parser, "comment", "What lines that are comments begin with (default: recognised).", "MARK");
    addOption(parser, "encoding", "auto or a name that ICU knows.", "NAME", QStringLiteral("auto"));
    for (const char *role : kRoles)
        addOption(parser, role, "Column: a header's name, or a number from 1.", "COLUMN");
    for (const char *field : kItemFields)
        addOption(parser, field, "Column of the product found in the log.", "COLUMN");
    addOption(parser, "part-column",
              "Column that says train, valid or test (default: recognised where its words are these).", "COLUMN");
    addOption(parser, "context", "Columns kept with each event.", "COLUMN,COLUMN");
    addOption(parser, "time-format",
              "auto, unix, unix-ms, iso, excel, excel-1904, days (whole days from the log's first; days@2017-01-01 "
              "dates day 0), or a pattern such as dd/MM/yyyy HH:mm or EEE MMM dd HH:mm:ss Z yyyy (E a weekday, Z a "
              "zone).",
              "FORMAT", QStringLiteral("auto"));
    addOption(parser, "time-zone", "Of times written without one (default: the system's).", "NAME");
    addOption(parser, "day-first", "yes, no or auto.", "CHOICE", QStringLiteral("auto"));
    addOption(parser, "decimal", "auto, . or ,", "MARK", QStringLiteral("auto"));
    addOption(parser, "missing", "Words that mean nothing is there.", "WORD,...");
    addOption(parser, "unrated",
              "What the values have where nobody rated, such as -1,0 (default: recognised; none: every value counts).",
              "WORD,...");
    addOption(parser, "kind-default", "The kind of rows that name none.", "NAME");
    addOption(parser, "kind-map", "What the log's words for kinds mean.", "WORD=MEANING,...");
    addOption(parser, "member", "Only this member of a zip archive.", "NAME");
    addOption(parser, "max-unpacked", "Largest size an archive may unpack to, in bytes.", "BYTES");
    addOption(parser, "max-ratio", "Largest ratio an archive may unpack by.", "RATIO");
}

RecognitionHints hintsOf(const Invocation &call)
{
    RecognitionHints hints;
    hints.layout =
        choice(call, "layout", {QStringLiteral("events"), QStringLiteral("adjacency"), QStringLiteral("sequences")});
    const auto separator = call.value("separator");
    if (separator == QLatin1String("\\t") || separator == QLatin1String("tab"))
        hints.separator = QStringLiteral("\t");
    else if (separator == QLatin1String("space"))
        hints.separator = QStringLiteral(" ");
    else if (separator != QLatin1String("auto"))
        hints.separator = separator;
    hints.header = choice(call, "header", {QStringLiteral("yes"), QStringLiteral("no")});
    if (const auto lines = call.integer("skip-lines")) {
        if (*lines < 0 || *lines > 1'000'000'000)
            throw WrongUsage{QStringLiteral("--skip-lines takes a number of lines, not %1.").arg(*lines)};
        hints.skipLines = static_cast<int>(*lines);
    }
    hints.comment = call.value("comment");
    if (call.isSet("comment") && hints.comment.trimmed().isEmpty())
        throw WrongUsage{QStringLiteral("--comment takes what a comment begins with, such as #.")};
    hints.encoding = call.value("encoding") == QLatin1String("auto") ? QString() : call.value("encoding");
    hints.timeFormat = call.value("time-format") == QLatin1String("auto") ? QString() : call.value("time-format");
    checkTimeFormat(hints.timeFormat);
    hints.timeZone = call.value("time-zone") == QLatin1String("auto") ? QString() : call.value("time-zone");
    checkTimeZone(hints.timeZone);
    hints.dayFirst = choice(call, "day-first", {QStringLiteral("yes"), QStringLiteral("no")});
    hints.decimal = choice(call, "decimal", {QStringLiteral("."), QStringLiteral(",")});
    for (const char *role : kRoles) {
        if (call.isSet(role))
            hints.columns[QString::fromLatin1(role)] = call.value(role);
    }
    for (const char *field : kItemFields) {
        if (call.isSet(field))
            hints.columns[QString::fromLatin1(field)] = call.value(field);
    }
    if (call.isSet("part-column"))
        hints.columns[QStringLiteral("part-column")] = call.value("part-column");
    hints.contextColumns = call.list("context");
    hints.kindDefault = call.value("kind-default");
    hints.kindMap = kindMap(call);
    if (call.isSet("missing"))
        hints.missing = call.value("missing").split(u',');
    if (call.isSet("unrated"))
        hints.unrated = call.value("unrated") == QLatin1String("none") ? QStringList() : call.list("unrated");
    return hints;
}

ReadLimits limitsOf(const Invocation &call)
{
    constexpr double kMostRatio = 1e6; // no archive comes near it
    ReadLimits limits;
    limits.maxUnpackedBytes = call.integer("max-unpacked").value_or(limits.maxUnpackedBytes);
    limits.maxRatio = call.number("max-ratio").value_or(limits.maxRatio);
    if (limits.maxUnpackedBytes < 1 || limits.maxRatio <= 0 || limits.maxRatio > kMostRatio)
        throw WrongUsage{
            QStringLiteral("--max-unpacked and --max-ratio take numbers above 0, a ratio 1,000,000 at most.")};
    limits.whileWaiting = [&job = call.job] { job.checkpoint(); };
    return limits;
}

void applyChoices(const Invocation &call, Recipe &recipe)
{
    const auto duplicates = choice(call, "duplicates", {QStringLiteral("keep"), QStringLiteral("drop")});
    if (call.isSet("duplicates"))
        recipe.dropDuplicates = duplicates == QLatin1String("drop");
    const auto guests = choice(call, "guests", {QStringLiteral("reject"), QStringLiteral("session")});
    if (call.isSet("guests"))
        recipe.guestsBySession = guests == QLatin1String("session");
    const auto returns = choice(call, "returns", {QStringLiteral("yes"), QStringLiteral("no")});
    if (!returns.isEmpty())
        recipe.negativeQuantityIsReturn = returns == QLatin1String("yes");
    const auto part = choice(call, "part", {QStringLiteral("train"), QStringLiteral("valid"), QStringLiteral("test")});
    if (part == QLatin1String("train"))
        recipe.part = StoredPart::Train;
    else if (part == QLatin1String("valid"))
        recipe.part = StoredPart::Valid;
    else if (part == QLatin1String("test"))
        recipe.part = StoredPart::Test;
    if (call.isSet("join") != call.isSet("on"))
        throw WrongUsage{QStringLiteral("--join FILE needs --on COLUMN, and the other way round.")};
}

} // namespace aisle::cli
