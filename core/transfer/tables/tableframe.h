#pragma once
#include <string>
#include <string_view>

namespace aisle {

/// The separator that a first line such as `sep=;` names; empty where it is no such line.
std::string separatorOfNote(std::string_view line);

/// A line that is drawn around or between the rows of a printed table: `+----+----+`, `|---|:-:|`, `-----,-----`,
/// `├────┼────┤`.
bool isRule(std::string_view line, std::string_view separator);

/// What programs write below a printed table: `(60 rows)`, `60 rows in set (0.02 sec)`, `Time: 1.2 ms`.
bool isFooter(std::string_view line);

/// The comments above a table.
struct LeadingComments
{
    std::string mark; ///< empty: there are none
    int lines = 0;    ///< to pass over, blank ones among them
};
LeadingComments leadingComments(std::string_view text);

/// Whether lines that begin with the mark are rows as well: a key may begin with it.
bool isMarkOfRows(std::string_view text, std::string_view mark, std::string_view separator, std::size_t fields);

/// How many lines stand above the first one that has the fields of most, and fills them; 0 where that is the first or
/// none. Which lines those are is doubtful: see `isSure`.
struct LinesAbove
{
    int lines = 0;
    bool isSure = false; ///< the lines above have at most half as many fields
};
LinesAbove linesAbove(std::string_view text, std::string_view separator, std::size_t fields, std::string_view comment);

/// `text` without its first lines.
std::string_view withoutLines(std::string_view text, int lines);

} // namespace aisle
