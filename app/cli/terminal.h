#pragma once
#include <QString>
#include <cstdio>

/// The only way from this program to a terminal, a pipe or a file that its streams were sent to.
namespace aisle::cli {

/// A text of the data within an answer for people: control characters, line and paragraph separators and the marks that
/// turn the direction of writing stand as escapes (\x1b, \n, \u202e), so that a terminal shows them and obeys none.
QString visible(const QString &text);

/// The same for a whole answer, whose line feeds stay.
QString visibleLines(const QString &text);

/// A sentence with its middle left out where it repeats something very long.
QString shortened(const QString &sentence);

/// Writes all of it and flushes. @return false where the stream does not take it: a full disk, a closed stream
bool put(FILE *stream, const QString &text);

/// How many characters a line of the terminal has that standard output goes to (COLUMNS has the last word); 0 where it
/// is a file or a pipe, which have no end.
int terminalColumns();

/// Where the program was started without one of the standard streams, a file that it opens must not become that stream.
void fillStandardStreams();

} // namespace aisle::cli
