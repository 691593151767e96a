#include "core/search/queries/judgementfile.h"

#include "core/common/error.h"
#include "core/common/keytext.h"
#include "core/jobs/jobcontext.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/recognition/namedcolumns.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <cmath>
#include <functional>

namespace aisle {

namespace {

constexpr int kLinesThatTell = 5;
constexpr qint64 kLongestLine = 1 << 16;
constexpr int kBetweenChecks = 4096;

RecognitionHints hintsFor(const JudgementColumns &columns)
{
    RecognitionHints hints;
    hints.part = FilePart::Log;
    hints.columns[QStringLiteral("item")] = columns.item;
    return hints;
}

void reject(JudgementFile &read, const QString &where)
{
    if (read.rejected++ == 0)
        read.firstRejected = where;
}

/// @return whether it was kept
bool take(JudgementFile &read, const QString &query, const QString &item, const QString &rater,
          std::optional<double> grade)
{
    if (query.isEmpty() || item.isEmpty() || !grade || !std::isfinite(*grade))
        return false;
    read.negative += *grade < 0;
    read.judgements.push_back({.query = query.toStdString(),
                               .item = item.toStdString(),
                               .rater = rater.toStdString(),
                               .grade = std::max(0.0, *grade)});
    return true;
}

void demandSome(const JudgementFile &read, const QString &path)
{
    if (read.judgements.empty())
        throw Error(
            "queries.none",
            QT_TRANSLATE_NOOP("Error", "There is no judgement in %1: no row has a query, a product and a grade."),
            {QFileInfo(path).fileName()});
}

/// take(line, number from 1) of each line, trimmed, until it returns false.
void eachLine(const QString &path, JobContext &job, const std::function<bool(const QString &line, int number)> &use)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error("input.read", QT_TRANSLATE_NOOP("Error", "%1 cannot be read: %2."),
                    {QFileInfo(path).fileName(), file.errorString()});
    for (int number = 1; !file.atEnd(); ++number) {
        if (number % kBetweenChecks == 0)
            job.checkpoint();
        const auto line = file.readLine(kLongestLine);
        for (auto end = line; !end.endsWith('\n') && !file.atEnd();) // of a line that is too long
            end = file.readLine(kLongestLine);
        if (!use(QString::fromUtf8(line).trimmed(), number))
            return;
    }
}

struct TrecLine
{
    QString query, item;
    std::optional<double> grade;
};

/// Absent where it is none.
std::optional<TrecLine> trecLine(const QString &line)
{
    static const QRegularExpression kSpaces(QStringLiteral("\\s+"));
    const auto fields = line.split(kSpaces, Qt::SkipEmptyParts);
    if (fields.size() != 4)
        return {};
    const auto grade = parseNumber(fields[3].toStdString(), u'.');
    return grade ? std::optional(TrecLine{fields[0], fields[2], grade}) : std::nullopt;
}

/// Texts of queries by their numbers.
QHash<QString, QString> topicsIn(const QString &path, JobContext &job)
{
    static const QRegularExpression kFirstSpace(QStringLiteral("[\\s:,]+"));
    QHash<QString, QString> texts;
    eachLine(path, job, [&](const QString &line, int) {
        const auto end = line.indexOf(kFirstSpace);
        if (end > 0)
            texts.insert(line.left(end),
                         line.mid(end).remove(0, kFirstSpace.match(line.mid(end)).capturedLength()).trimmed());
        return true;
    });
    return texts;
}

/// What the query of this number is called.
QString queryCalled(const QString &number, const QString &topics, const QHash<QString, QString> &texts)
{
    if (topics.isEmpty())
        return number;
    const auto text = texts.value(number);
    if (text.isEmpty())
        throw Error("queries.topic", QT_TRANSLATE_NOOP("Error", "The query %1 has no text in %2."),
                    {number, QFileInfo(topics).fileName()});
    return text;
}

} // namespace

JudgementFile readJudgements(const QString &path, const JudgementColumns &columns, const ReadLimits &limits,
                             JobContext &job)
{
    NamedColumns table(path, hintsFor(columns), limits);
    const auto query = table.place(columns.query), item = table.place(columns.item), grade = table.place(columns.grade);
    const auto rater = table.placeOrNone(columns.rater);
    JudgementFile read;
    table.each(QStringLiteral("reading judgements"), job, [&](const NamedRow &row, bool isWhole) {
        if (!isWhole ||
            !take(read, row.text(query).simplified(), storedKey(row.text(item)), rater ? row.text(*rater) : QString(),
                  parseNumber(row.field(grade), table.recipe().decimal)))
            reject(read, row.where());
    });
    demandSome(read, path);
    return read;
}

JudgementFile readTrecJudgements(const QString &path, const QString &topics, JobContext &job)
{
    const auto texts = topics.isEmpty() ? QHash<QString, QString>() : topicsIn(topics, job);
    JudgementFile read;
    eachLine(path, job, [&](const QString &text, int number) {
        if (text.isEmpty())
            return true;
        const auto line = trecLine(text);
        if (!line || !take(read, queryCalled(line->query, topics, texts), storedKey(line->item), {}, line->grade))
            reject(read, QStringLiteral("line %1: \"%2\"").arg(number).arg(text.left(60)));
        return true;
    });
    demandSome(read, path);
    return read;
}

bool looksLikeTrec(const QString &path)
{
    int lines = 0, trec = 0;
    SilentContext silent;
    eachLine(path, silent, [&](const QString &line, int) {
        lines += !line.isEmpty();
        trec += trecLine(line).has_value();
        return lines < kLinesThatTell;
    });
    return lines > 0 && trec == lines;
}

} // namespace aisle
