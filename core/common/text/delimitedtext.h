#pragma once
#include <QByteArray>
#include <QStringList>
#include <string_view>

namespace aisle {

/// A line of a CSV file (RFC 4180, UTF-8) with its line feed: cells with a comma, a quotation mark, a line feed or a
/// carriage return are quoted.
QByteArray csvLine(const QStringList &cells);

/// A line for the clipboard, without a line feed: tabs and every kind of line break within a cell become a space, so
/// that a row stays a row and a cell a cell wherever it is pasted.
QString tsvLine(const QStringList &cells);

/// A text that a spreadsheet would run (it starts with = + - @, a tab or a carriage return and is no number) with an
/// apostrophe before it. For titles and other free text in a file; keys are written as they are, or they would no
/// longer be found.
QString spreadsheetSafe(const QString &text);

/// The same text again: without the apostrophe that spreadsheetSafe() put before it.
std::string_view spreadsheetPlain(std::string_view text);

} // namespace aisle
