#include "app/cli/command.h"

#include "app/cli/terminal.h"
#include "core/common/lookup/sorted.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

namespace aisle::cli {

namespace {

bool isWide(uint c)
{
    return c >= 0x1100 && (c <= 0x115f || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
                           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) ||
                           (c >= 0xff00 && c <= 0xff60) || (c >= 0x20000 && c <= 0x3fffd));
}

int displayWidth(const QString &text)
{
    int width = 0;
    for (const uint c : text.toUcs4())
        width += isWide(c) ? 2 : 1;
    return width;
}

bool looksNumeric(const QString &text)
{
    bool ok = false;
    QString plain = text;
    plain.remove(u',').remove(u'+').remove(u'%').trimmed().toDouble(&ok);
    return ok || text.isEmpty() || text == u"–" || text == u"-";
}

/// The words of a text in lines of at most so many places; a word that is longer has a line of its own.
QStringList wrapped(const QString &text, int width)
{
    QStringList lines;
    int used = 0;
    for (const auto &word : text.split(u' ')) {
        const int places = displayWidth(word);
        if (!lines.isEmpty() && used + 1 + places <= width) {
            lines.last() += u' ' + word;
            used += 1 + places;
        } else {
            lines << word;
            used = places;
        }
    }
    return lines;
}

/// The cells of a table as they are seen, and how wide its columns are.
struct TableText
{
    QStringList header;
    std::vector<QStringList> rows;
    std::vector<int> widths;
    std::vector<bool> numeric;

    TableText(const QStringList &names, const std::vector<QStringList> &cells) : header(seen(names))
    {
        for (const auto &row : cells)
            rows.push_back(seen(row));
        for (qsizetype column = 0; column < header.size(); ++column) {
            int width = displayWidth(header[column]);
            bool numbers = !rows.empty();
            for (const auto &row : rows) {
                width = std::max(width, displayWidth(row.value(column)));
                numbers = numbers && looksNumeric(row.value(column));
            }
            widths.push_back(width);
            numeric.push_back(numbers);
        }
    }

    static QStringList seen(const QStringList &texts)
    {
        QStringList row;
        for (const auto &text : texts)
            row << visible(text);
        return row;
    }

    /// Breaks columns of words, the widest first, where the table is wider. @param places  0: there is no end
    void fitInto(int places)
    {
        constexpr int kNarrowest = 24, kGap = 2;
        const auto total = std::accumulate(widths.begin(), widths.end(), kGap * (int(widths.size()) - 1));
        if (places <= 0 || total <= places)
            return;
        auto over = total - places;
        std::vector<std::size_t> order(widths.size());
        std::iota(order.begin(), order.end(), std::size_t(0));
        std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t column) { return widths[column]; });
        for (const auto column : order) {
            const int narrow = std::max(kNarrowest, widths[column] - over);
            if (numeric[column] || over <= 0 || narrow >= widths[column])
                continue;
            over -= widths[column] - narrow;
            widths[column] = narrow;
        }
        std::vector<QStringList> broken;
        for (const auto &row : rows)
            std::ranges::move(brokenRow(row), std::back_inserter(broken));
        rows = std::move(broken);
        for (std::size_t column = 0; column < widths.size(); ++column) { // a word may be wider than its column
            widths[column] = std::max(widths[column], displayWidth(header[qsizetype(column)]));
            for (const auto &row : rows)
                widths[column] = std::max(widths[column], displayWidth(row.value(qsizetype(column))));
        }
    }

    /// The lines that the row takes within the widths.
    void fill(std::vector<QStringList> &lines, qsizetype column, const QStringList &parts) const
    {
        while (lines.size() < std::size_t(parts.size()))
            lines.emplace_back(header.size());
        for (qsizetype part = 0; part < parts.size(); ++part)
            lines[std::size_t(part)][column] = parts[part];
    }

    std::vector<QStringList> brokenRow(const QStringList &row) const
    {
        std::vector<QStringList> lines(1, QStringList(header.size()));
        for (qsizetype column = 0; column < header.size(); ++column)
            fill(lines, column, wrapped(row.value(column), widths[std::size_t(column)]));
        return lines;
    }

    QString line(const QStringList &row) const
    {
        QString text;
        for (qsizetype column = 0; column < header.size(); ++column) {
            const auto at = static_cast<std::size_t>(column);
            const auto cell = row.value(column);
            const QString padding(widths[at] - displayWidth(cell), u' ');
            text += (column ? QStringLiteral("  ") : QString()) + (numeric[at] ? padding + cell : cell + padding);
        }
        while (text.endsWith(u' '))
            text.chop(1);
        return text + u'\n';
    }

    QString rule() const
    {
        QStringList rules;
        for (const int width : widths)
            rules << QString(width, u'-');
        return line(rules);
    }
};

} // namespace

std::optional<qint64> Invocation::integer(const char *option) const
{
    if (!isSet(option))
        return {};
    bool ok = false;
    const auto number = value(option).toLongLong(&ok);
    if (!ok)
        throw WrongUsage{
            QStringLiteral("--%1 takes a whole number, not %2.").arg(QString::fromLatin1(option), value(option))};
    return number;
}

std::optional<double> Invocation::number(const char *option) const
{
    if (!isSet(option))
        return {};
    bool ok = false;
    const auto number = value(option).toDouble(&ok);
    if (!ok || !std::isfinite(number))
        throw WrongUsage{
            QStringLiteral("--%1 takes a number, not %2.").arg(QString::fromLatin1(option), value(option))};
    return number;
}

int Invocation::countOf(const char *option, int byDefault, int least, int most) const
{
    const auto given = integer(option).value_or(byDefault);
    const auto range = most == std::numeric_limits<int>::max() ? QStringLiteral("from %1 up").arg(least)
                                                               : QStringLiteral("from %1 to %2").arg(least).arg(most);
    if (given < least || given > most)
        throw WrongUsage{QStringLiteral("--%1 takes a whole number %2, not %3.")
                             .arg(QString::fromLatin1(option), range, QString::number(given))};
    return static_cast<int>(given);
}

QStringList Invocation::list(const char *option) const
{
    if (value(option).isEmpty() && !isSet(option))
        return {};
    QStringList parts;
    for (const auto &part : value(option).split(u','))
        parts << part.trimmed();
    if (parts.count(QString()) == parts.size())
        throw WrongUsage{
            QStringLiteral("--%1 names nothing: give it a value or leave it out.").arg(QString::fromLatin1(option))};
    if (parts.contains(QString()))
        throw WrongUsage{QStringLiteral("--%1 has nothing before or behind a comma.").arg(QString::fromLatin1(option))};
    return parts;
}

QStringList Invocation::distinct(const char *option) const
{
    const auto parts = list(option);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts.indexOf(parts[i]) < i)
            throw WrongUsage{
                QStringLiteral("--%1 names %2 twice: name it once.").arg(QString::fromLatin1(option), parts[i])};
    }
    return parts;
}

void Invocation::refuseOthers(const QStringList &allowed, const char *because) const
{
    static const auto kOfTheProgram = QStringLiteral("json quiet threads device language").split(u' ');
    for (const auto &option : options.optionNames())
        if (!allowed.contains(option) && !kOfTheProgram.contains(option))
            throw WrongUsage{QStringLiteral("--%1 means nothing here: %2.").arg(option, QString::fromUtf8(because))};
}

void Invocation::refuse(std::initializer_list<const char *> unwanted, const char *because) const
{
    for (const char *option : unwanted)
        if (isSet(option))
            throw WrongUsage{QStringLiteral("--%1 means nothing here: %2.")
                                 .arg(QString::fromLatin1(option), QString::fromUtf8(because))};
}

Answer runVerb(const Invocation &call, const char *command, const std::vector<Verb> &verbs)
{
    QStringList names;
    for (const auto &verb : verbs) {
        names << QString::fromLatin1(verb.name);
        if (call.arguments[1] != names.back())
            continue;
        if (!verb.takesEmptyTexts && call.arguments.contains(QString()))
            throw WrongUsage{QStringLiteral("An argument is empty: %1.").arg(QLatin1String(verb.takes))};
        call.refuseOthers(verb.options, verb.takes);
        return verb.run(call);
    }
    throw WrongUsage{QStringLiteral("`%1` can %2, not %3.")
                         .arg(QLatin1String(command), names.join(QStringLiteral(", ")), call.arguments[1])};
}

void takeNoMore(const Invocation &call, qsizetype most)
{
    if (call.arguments.size() > most)
        throw WrongUsage{QStringLiteral("%1 means nothing here.").arg(call.arguments.at(most))};
}

void addOption(QCommandLineParser &parser, const char *name, const char *description, const char *value,
               const QString &byDefault)
{
    parser.addOption(QCommandLineOption(QString::fromLatin1(name), QString::fromUtf8(description),
                                        QString::fromLatin1(value), byDefault));
}

QString table(const QStringList &columns, const std::vector<QStringList> &cells)
{
    TableText seen(columns, cells);
    seen.fitInto(terminalColumns());
    QString text = seen.line(seen.header) + seen.rule();
    for (const auto &row : seen.rows)
        text += seen.line(row);
    return text;
}

QString metricsTable(const std::map<std::string, double> &metrics, const std::vector<int> &cutoffs)
{
    QStringList header{QStringLiteral("metric")};
    for (const int k : cutoffs)
        header << QStringLiteral("@%1").arg(k);
    std::map<QString, QStringList> byName;
    for (const auto &[name, value] : metrics) {
        const auto full = utf8(name);
        const auto at = full.indexOf(u'@');
        const auto side = full.indexOf(u'/');
        const auto suffix = side < 0 ? QString() : full.mid(side); // "Recall@10/repeated"
        const auto line = (at < 0 ? full : full.left(at)) + suffix;
        auto &row = byName[line];
        row.resize(header.size());
        row[0] = line;
        const auto column = at < 0 ? 1 : header.indexOf(full.mid(at).chopped(suffix.size()));
        if (column > 0)
            row[column] = figure(value);
    }
    std::vector<QStringList> rows;
    for (const auto &[name, row] : byName)
        rows.push_back(row);
    return table(header, rows);
}

std::vector<int> cutoffsOf(const Invocation &call)
{
    std::vector<int> cutoffs;
    for (const auto &text : call.list("cutoffs")) {
        bool ok = false;
        const int k = text.toInt(&ok);
        if (!ok || k < 1 || k > 10000)
            throw WrongUsage{QStringLiteral("--cutoffs takes whole numbers from 1 to 10000, not %1.").arg(text)};
        cutoffs.push_back(k);
    }
    if (cutoffs.empty())
        throw WrongUsage{QStringLiteral("--cutoffs needs at least one number.")};
    sortUnique(cutoffs);
    return cutoffs;
}

QString figure(double value)
{
    return std::isfinite(value) ? QString::number(value, 'f', 4) : QStringLiteral("–");
}

QString intervalText(double low, double high)
{
    return QStringLiteral("%1 .. %2").arg(figure(low), figure(high));
}

QString percent(double share)
{
    return QStringLiteral("%1 %").arg(share * 100, 0, 'f', 1);
}

QString count(qint64 value)
{
    static const QLocale kEnglish(QLocale::English);
    return kEnglish.toString(value);
}

namespace {

QString minutesText(qint64 seconds)
{
    if (seconds < 3600)
        return QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return QStringLiteral("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

} // namespace

QString duration(double seconds)
{
    if (seconds < 60)
        return QStringLiteral("%1 s").arg(seconds, 0, 'f', seconds < 10 ? 2 : 0);
    return minutesText(static_cast<qint64>(std::llround(seconds)));
}

QString bytes(qint64 value)
{
    return QLocale(QLocale::English).formattedDataSize(value, 1, QLocale::DataSizeSIFormat);
}

QString isoTime(qint64 unixMs)
{
    const auto time = QDateTime::fromMSecsSinceEpoch(unixMs, Qt::UTC);
    return time.toString(unixMs % 1000 ? Qt::ISODateWithMs : Qt::ISODate);
}

QString dayAndMinute(qint64 unixMs)
{
    return QDateTime::fromMSecsSinceEpoch(unixMs, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString utf8(const std::string &text)
{
    return QString::fromStdString(text);
}

QString inWords(const std::map<std::string, std::int64_t> &counts)
{
    QStringList words;
    for (const auto &[name, number] : counts)
        words << QStringLiteral("%1 %2").arg(count(number), visible(utf8(name)));
    return words.join(QStringLiteral(", "));
}

QString hideable(const Invocation &call, const QString &text)
{
    return call.isSet("pseudonyms") && !text.isEmpty() ? QStringLiteral("hidden") : text;
}

std::map<QString, double> kindWeightsOf(const Invocation &call)
{
    std::map<QString, double> weights;
    for (const auto &entry : call.list("kind-weight")) {
        const auto kind = entry.section(u'=', 0, -2).trimmed();
        bool isNumber = false;
        const double weight = entry.section(u'=', -1).toDouble(&isNumber);
        if (kind.isEmpty() || !isNumber || !(weight > 0))
            throw WrongUsage{
                QStringLiteral(
                    "--kind-weight takes KIND=W,... with weights above 0, such as view=1,purchase=5; not %1.")
                    .arg(entry)};
        weights[kind] = weight;
    }
    return weights;
}

} // namespace aisle::cli
