#pragma once
#include <QString>
#include <QStringList>
#include <cstdint>
#include <functional>
#include <vector>

namespace aisle {

class JobContext;

/// A table on its way out of the program, into a file or onto the clipboard: its headings, and rows that are made one
/// after another while it is written. A value; what makes the rows owns all that it needs and may run in any thread.
struct Sheet
{
    struct Column
    {
        QString title;
        bool isFreeText =
            false; ///< made safe for spreadsheets in a file (spreadsheetSafe()); keys are written as they are
    };
    /// Takes a row's cells, aligned with the columns. @return false: no more rows are wanted
    using Take = std::function<bool(QStringList cells)>;

    std::vector<Column> columns;
    std::int64_t rows = 0;
    std::function<void(JobContext &job, const Take &take)>
        read; ///< gives every row in order; none: no rows. @throws Cancelled

    /// A sheet of rows that are there already.
    static Sheet of(std::vector<Column> columns, std::vector<QStringList> rows);
    QStringList titles() const;
};

/// Writes a CSV file (packed where its name ends in ".gz") with the headings in its first line. It appears whole at the
/// end: a cancelled or failed one leaves what was there before. @return rows written.
/// @throws Cancelled, Error export.onto-project, export.cannot-write
std::int64_t saveSheet(const Sheet &sheet, const QString &path, JobContext &job);

/// What stands on the clipboard: the headings and as many whole rows as there is room for.
struct SheetText
{
    QString text;
    std::int64_t rows = 0; ///< that it holds
};
/// @param mostCharacters  of the text; the row that would pass it and those after it are left out. @throws Cancelled
SheetText sheetText(const Sheet &sheet, qsizetype mostCharacters, JobContext &job);

/// The whole of a short sheet, here and now.
QString sheetText(const Sheet &sheet);

} // namespace aisle
