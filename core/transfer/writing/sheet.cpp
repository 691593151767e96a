#include "core/transfer/writing/sheet.h"

#include "core/common/text/delimitedtext.h"
#include "core/jobs/jobcontext.h"
#include "core/transfer/writing/csvwriter.h"

#include <algorithm>
#include <limits>

namespace aisle {

namespace {

constexpr std::int64_t kRowsBetweenChecks = 1024;

/// Gives the rows to `take` and tells the job how far it is. @return rows that were taken
std::int64_t readRows(const Sheet &sheet, JobContext &job, const QString &what, const Sheet::Take &take)
{
    std::int64_t taken = 0;
    job.progress(0, what);
    if (!sheet.read)
        return 0;
    sheet.read(job, [&](QStringList cells) {
        if (taken % kRowsBetweenChecks == 0) {
            job.checkpoint();
            job.progress(static_cast<double>(taken) / static_cast<double>(std::max(sheet.rows, taken + 1)), what);
        }
        const bool isTaken = take(std::move(cells));
        taken += isTaken;
        return isTaken;
    });
    job.checkpoint();
    return taken;
}

} // namespace

Sheet Sheet::of(std::vector<Column> columns, std::vector<QStringList> rows)
{
    const auto count = static_cast<std::int64_t>(rows.size());
    return {std::move(columns), count, [rows = std::move(rows)](JobContext &, const Take &take) {
                for (const auto &row : rows) {
                    if (!take(row))
                        return;
                }
            }};
}

QStringList Sheet::titles() const
{
    QStringList titles;
    for (const auto &column : columns)
        titles.append(column.title);
    return titles;
}

std::int64_t saveSheet(const Sheet &sheet, const QString &path, JobContext &job)
{
    CsvWriter file(path);
    QStringList titles = sheet.titles();
    for (auto &title : titles)
        title = spreadsheetSafe(title);
    file.row(titles);
    const auto written = readRows(sheet, job, QStringLiteral("writing"), [&](QStringList cells) {
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            if (sheet.columns[i].isFreeText)
                cells[static_cast<qsizetype>(i)] = spreadsheetSafe(cells[static_cast<qsizetype>(i)]);
        }
        file.row(cells);
        return true;
    });
    file.close();
    return written;
}

SheetText sheetText(const Sheet &sheet, qsizetype mostCharacters, JobContext &job)
{
    SheetText copied{tsvLine(sheet.titles()) + u'\n', 0};
    copied.rows = readRows(sheet, job, QStringLiteral("reading"), [&](const QStringList &cells) {
        const auto line = tsvLine(cells);
        if (copied.text.size() + line.size() + 1 > mostCharacters)
            return false;
        copied.text += line;
        copied.text += u'\n';
        return true;
    });
    return copied;
}

QString sheetText(const Sheet &sheet)
{
    SilentContext job;
    return sheetText(sheet, std::numeric_limits<qsizetype>::max(), job).text;
}

} // namespace aisle
