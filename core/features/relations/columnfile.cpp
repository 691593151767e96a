#include "core/features/relations/columnfile.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/sentence.h"
#include "core/jobs/jobcontext.h"
#include "core/transfer/reading/inputlisting.h"
#include "core/transfer/reading/rowreader.h"
#include "core/transfer/reading/sample.h"

#include <QFileInfo>
#include <algorithm>
#include <array>

namespace aisle {

namespace {

constexpr qsizetype kShownOfRow = 60;
constexpr qsizetype kMostExamples = 3;

std::string_view trimmed(std::string_view text)
{
    constexpr auto kSpaces = " \t\r\n";
    const auto begin = text.find_first_not_of(kSpaces);
    return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

/// "head_id:token" and "Head ID" are "headid".
QString headerWord(const QString &field)
{
    return mappedWhere<QString>(
        field.section(u':', 0, 0), [](QChar c) { return c.isLetterOrNumber(); }, [](QChar c) { return c.toLower(); });
}

std::string_view firstLine(const SampleText &text)
{
    const std::string_view all(text.pieces.front());
    const auto begin = all.find_first_not_of(" \t\r\n");
    return trimmed(all.substr(begin, all.find_first_of("\r\n", begin) - begin));
}

QStringList fieldsOf(std::string_view line, const std::string &separator)
{
    const auto text = QString::fromUtf8(line);
    return separator == " " ? text.simplified().split(u' ') : text.split(QString::fromStdString(separator));
}

/// Where the header has each column of the form; empty where it is none.
std::vector<std::size_t> headerOrder(const QStringList &fields, const ColumnForm &form)
{
    std::vector<std::size_t> order;
    for (const auto &words : form.words) {
        const auto found =
            std::ranges::find_if(fields, [&](const QString &field) { return words.contains(headerWord(field)); });
        if (found == fields.end())
            return {};
        order.push_back(static_cast<std::size_t>(found - fields.begin()));
    }
    return order;
}

/// How one file of the form is cut.
struct Cut
{
    std::string separator;
    std::size_t fields = 0;
    std::vector<std::size_t> order;
    bool hasHeader = false;
};

constexpr std::array kSeparators{"\t", ",", ";", "|", " "};

Quotes quotesOf(const std::string &separator)
{
    return separator == "," || separator == ";" ? Quotes::Loose : Quotes::None;
}

Cut cutOf(const SampleText &text, const ColumnForm &form, bool hasCount)
{
    const auto columns = form.words.size();
    Cut best{.separator = " ", .fields = columns, .order = form.order, .hasHeader = false};
    if (hasCount && !form.orderWithCount.empty())
        best.order = form.orderWithCount;
    double bestShare = 0;
    for (const std::string separator : kSeparators) {
        const auto names = fieldsOf(firstLine(text), separator);
        if (const auto order = headerOrder(names, form); !order.empty())
            return {separator, static_cast<std::size_t>(names.size()), form.isFixed ? form.order : order, true};
        const auto guess = guessWith(text, separator, {}, quotesOf(separator));
        const bool fits = guess.fields == columns || (form.mayHaveMore && guess.fields > columns);
        if (fits && guess.share > bestShare) {
            bestShare = guess.share;
            best.separator = separator;
            best.fields = guess.fields;
        }
    }
    return best;
}

std::optional<std::int64_t> loneCount(std::string_view line)
{
    bool isNumber = false;
    const auto number = QString::fromUtf8(line).toLongLong(&isNumber);
    return isNumber && number >= 0 ? std::optional<std::int64_t>(number) : std::nullopt;
}

InputSource sourceAt(const QString &path)
{
    const auto sources = listInputs({path}).sources;
    if (sources.size() != 1)
        throw Error("graph.one-file",
                    QT_TRANSLATE_NOOP("Error", "%1 is to be one file, and holds %2: name the one that is meant."),
                    {QFileInfo(path).fileName(), grouped(static_cast<std::int64_t>(sources.size()))});
    return sources.front();
}

Recipe recipeOf(const Cut &cut, const SampleText &text)
{
    Recipe recipe;
    recipe.separator = QString::fromStdString(cut.separator);
    recipe.header = false;
    recipe.encoding = text.encoding.name;
    recipe.columns.resize(cut.fields);
    recipe.maxFieldBytes = kLongestGraphName;
    recipe.quotes = quotesOf(cut.separator);
    return recipe;
}

} // namespace

void ColumnFile::reject(const char *reason, std::int64_t line, const QString &text)
{
    ++rejected;
    ++reasons[reason];
    if (examples.size() < kMostExamples)
        examples << QStringLiteral("line %1: %2").arg(QString::number(line), text.left(kShownOfRow));
}

ColumnFile
readColumns(const QString &path, const ColumnForm &form, JobContext &job,
            const std::function<const char *(std::span<const std::string_view> fields, std::int64_t line)> &take)
{
    const auto source = sourceAt(path);
    const auto sample = sampleText(source, {}, {});
    ColumnFile file;
    file.name = QFileInfo(path).fileName();
    file.count = loneCount(firstLine(sample));
    const auto cut = cutOf(sample, form, file.count.has_value());
    file.hasHeader = cut.hasHeader;
    const auto reader = openRows(source, recipeOf(cut, sample));
    std::vector<std::string_view> fields(form.words.size());
    bool isFirst = file.hasHeader || file.count.has_value();
    RowBatch batch;
    while (reader->next(batch)) {
        job.checkpoint();
        if (batch.bytesTotal > 0)
            job.progress(static_cast<double>(batch.bytesRead) / static_cast<double>(batch.bytesTotal),
                         QStringLiteral("reading %1").arg(file.name));
        for (const auto &row : batch.rows) {
            if (std::exchange(isFirst, false))
                continue;
            ++file.rows;
            const char *reason = row.reason;
            for (std::size_t column = 0; !reason && column < fields.size(); ++column) {
                fields[column] = trimmed(batch.fields[row.firstField + cut.order[column]]);
                if (fields[column].empty())
                    reason = "empty";
            }
            if (!reason)
                reason = take(fields, row.line);
            if (reason)
                file.reject(reason, row.line, QString::fromUtf8(row.raw.substr(0, kLongestGraphName)));
        }
    }
    if (file.rows == file.rejected)
        throw Error("graph.no-rows",
                    QT_TRANSLATE_NOOP("Error", "No line of %1 has its %2 columns, divided by tabs, commas or spaces. "
                                               "Read: %3 [row|rows] (%4)."),
                    {file.name, QString::number(form.words.size()), grouped(file.rows),
                     file.examples.isEmpty() ? QStringLiteral("-") : file.examples.front()});
    return file;
}

} // namespace aisle
