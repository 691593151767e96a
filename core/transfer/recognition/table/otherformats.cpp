#include "core/transfer/recognition/table/otherformats.h"

#include "core/common/error.h"
#include "core/transfer/nested/cells.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/tables/quoting.h"
#include "core/transfer/tables/tableframe.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace aisle {

namespace {

constexpr int kMostLines = 200;

using Lines = std::vector<std::string_view>;

bool beginsWith(std::string_view line, std::string_view word)
{
    return line.size() >= word.size() &&
           std::equal(word.begin(), word.end(), line.begin(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

/// The first lines that are not blank, trimmed.
Lines firstLines(std::string_view text)
{
    Lines lines;
    for (std::size_t at = 0; at < text.size() && lines.size() < kMostLines;)
        if (const auto line = trimmed(lineAt(text, at, at)); !line.empty())
            lines.push_back(line);
    return lines;
}

/// Whether at least nine of ten lines are like that.
template <typename Like>
bool areMostly(const Lines &lines, Like isLike)
{
    return 10 * std::ranges::count_if(lines, isLike) >= 9 * std::ptrdiff_t(lines.size());
}

bool isMarkup(const Lines &lines)
{
    const auto first = lines.front();
    if (beginsWith(first, "<?xml") || beginsWith(first, "<!doctype") || beginsWith(first, "<html"))
        return true;
    const bool isTag = first.size() > 2 && first.front() == '<' && std::isalpha(static_cast<unsigned char>(first[1])) &&
                       first.find('>') != first.npos;
    return isTag && 2 * std::ranges::count_if(lines, [](auto line) { return line.front() == '<'; }) >
                        std::ptrdiff_t(lines.size());
}

bool isSql(const Lines &lines)
{
    constexpr std::array<std::string_view, 11> kFirst{
        "insert into ", "create table ",     "drop table ", "begin", "set ",         "use ",
        "lock tables ", "start transaction", "pragma ",     "copy ", "replace into "};
    const auto isComment = [](std::string_view line) {
        return line.starts_with("--") || line.starts_with("/*") || line.starts_with("#");
    };
    const auto first = std::ranges::find_if_not(lines, isComment);
    return first != lines.end() && std::ranges::any_of(kFirst, [&](auto word) { return beginsWith(*first, word); }) &&
           std::ranges::any_of(lines, [](auto line) {
               return beginsWith(line, "insert into ") || beginsWith(line, "create table ") ||
                      beginsWith(line, "replace into ") || (beginsWith(line, "copy ") && line.ends_with("stdin;"));
           });
}

/// N-Triples and Turtle: `<subject> <predicate> <object> .`
bool isTriples(const Lines &lines)
{
    const auto isStatement = [](std::string_view line) {
        return line.size() > 4 && (line.ends_with(" .") || line.ends_with(">.") || line.ends_with(" ;"));
    };
    const auto first = lines.front();
    return (beginsWith(first, "@prefix ") || beginsWith(first, "@base ") || beginsWith(first, "prefix ") ||
            first.starts_with("<") || first.starts_with("_:")) &&
           lines.size() > 1 && areMostly(lines, isStatement);
}

/// `10.0.0.1 - - [01/Mar/2026:09:05:00 +0000] "GET /p HTTP/1.1" 200 17`
bool isAccessLog(const Lines &lines)
{
    return areMostly(lines, [](std::string_view line) {
        const auto open = line.find(" ["), request = line.find("] \"");
        return open != line.npos && request != line.npos && open < request && line.substr(0, open).find(' ') < open &&
               line.substr(open, request - open).find(':') != line.npos;
    });
}

/// The name before the first mark of `name: value` or `name = value`; empty where a line is no such thing.
std::string_view nameOfValue(std::string_view line)
{
    if (line.starts_with("- "))
        line = trimmed(line.substr(2));
    const auto mark = line.find_first_of(":=");
    const auto name = mark == line.npos ? std::string_view() : trimmed(line.substr(0, mark));
    const bool isName = !name.empty() && name.size() <= 40 && std::isalpha(static_cast<unsigned char>(name.front())) &&
                        name.find_first_of(",;\t|\"'") == name.npos;
    const auto value = mark == line.npos ? line : line.substr(mark + 1);
    const bool isOther = value.starts_with("//") || value.find('=') != value.npos || value.find('\t') != value.npos;
    const bool isSet = value.empty() || value.front() == ' ' || line[mark] == '=';
    return isName && isSet && !isOther ? name : std::string_view();
}

/// A record over several lines, as YAML, INI files and some data sets have it: few names, each again and again.
bool areNamedValues(const Lines &lines)
{
    constexpr std::size_t kFewest = 6, kMostNames = 40;
    std::map<std::string_view, int> names;
    std::size_t sections = 0, named = 0;
    for (const auto line : lines) {
        const auto name = nameOfValue(line);
        named += !name.empty();
        sections += line == "---" || line == "-" || (line.size() > 2 && line.front() == '[' && line.back() == ']');
        if (!name.empty() && names.size() <= kMostNames)
            ++names[name];
    }
    const bool comeAgain = names.size() > 1 && names.size() <= kMostNames &&
                           std::ranges::all_of(names, [](const auto &each) { return each.second > 1; });
    return lines.size() >= kFewest && comeAgain && 10 * (named + sections) >= 9 * lines.size() &&
           named > lines.size() / 2;
}

std::size_t wordsOf(std::string_view line)
{
    std::size_t words = 0;
    for (std::size_t at = 0; (at = line.find_first_not_of(" \t", at)) != line.npos; ++words)
        at = std::min(line.find_first_of(" \t", at), line.size());
    return words;
}

/// Columns of a width that a line of strokes draws below their names, and whose cells have blanks in them.
bool hasFixedWidths(const Lines &lines)
{
    const auto isStrokes = [](std::string_view line) {
        return line.size() > 6 && line.find("---") != line.npos && line.find(' ') != line.npos &&
               line.find_first_not_of("- ") == line.npos;
    };
    const auto end = lines.begin() + std::ptrdiff_t(std::min<std::size_t>(lines.size(), 6));
    const auto rule = std::find_if(lines.begin(), end, isStrokes);
    if (rule == end || rule == lines.begin() || rule + 1 == lines.end())
        return false;
    const Lines rows(rule + 1, lines.end());
    return !areMostly(rows, [&](auto line) { return wordsOf(line) == wordsOf(*rule) || isFooter(line); });
}

/// `1 3:1 7:2`: a label, and features by their number.
bool isLibsvm(const Lines &lines)
{
    const auto isFeature = [](std::string_view word) {
        const auto mark = word.find(':');
        return mark != word.npos && mark > 0 && mark + 1 < word.size() &&
               word.find_first_not_of("0123456789:.-+eE") == word.npos;
    };
    return areMostly(lines, [&](std::string_view line) {
        const auto words = splitList(line, " ");
        return words.size() > 1 && words[0].find_first_not_of("0123456789.-+") == words[0].npos &&
               std::ranges::all_of(std::span(words).subspan(1), isFeature);
    });
}

/// Every line one field in quotation marks, with the separators inside.
bool areQuotedLines(const Lines &lines)
{
    const Lines rows(lines.begin() + 1, lines.end()); // the first may be a header
    return rows.size() > 1 && areMostly(rows, [](std::string_view line) {
               const auto close = line.find('"', 1);
               return line.front() == '"' && close != line.npos && close + 1 == line.size() &&
                      line.find(',') != line.npos;
           });
}

struct OtherFormat
{
    bool (*is)(const Lines &lines);
    const char *code, *sentence;
};

constexpr std::array kOtherFormats{
    OtherFormat{isTriples, "import.triples",
                QT_TRANSLATE_NOOP("Error", "%1 holds RDF triples, no table: write the shopper, product and time of its "
                                           "events as CSV and import that. What is said of products goes to `graph "
                                           "import`, as three columns.")},
    OtherFormat{isMarkup, "import.markup",
                QT_TRANSLATE_NOOP("Error", "%1 is XML or a web page, no table: open it in a spreadsheet and save "
                                           "its table as CSV, or write its records as JSON lines, and import that.")},
    OtherFormat{isSql, "import.sql",
                QT_TRANSLATE_NOOP("Error", "%1 holds SQL statements, no table: run them in a database, save the "
                                           "table as CSV from there, and import that.")},
    OtherFormat{isAccessLog, "import.access-log",
                QT_TRANSLATE_NOOP("Error", "%1 is the access log of a web server: it has addresses of pages, not "
                                           "shoppers and products. Write who called up which product, and when, as CSV "
                                           "and import that.")},
    OtherFormat{areNamedValues, "import.named-values",
                QT_TRANSLATE_NOOP("Error", "%1 has one value a line behind its name (as YAML and INI files have): "
                                           "write one record a line, as CSV or JSON lines, and import that.")},
    OtherFormat{hasFixedWidths, "import.fixed-widths",
                QT_TRANSLATE_NOOP("Error", "%1 is a printed table whose columns have a fixed width and no separator: "
                                           "save it as CSV (in sqlite3: .mode csv, in SQL*Plus: SET MARKUP CSV ON), "
                                           "and import that.")},
    OtherFormat{isLibsvm, "import.libsvm",
                QT_TRANSLATE_NOOP("Error", "%1 has features by number (LIBSVM, libFM): nothing says which of them are "
                                           "shoppers and products. Import the log from which they were made.")},
    OtherFormat{areQuotedLines, "import.quoted-lines",
                QT_TRANSLATE_NOOP("Error", "Every line of %1 stands in quotation marks as a whole, so that it has one "
                                           "column: take the outer marks away, or save the table as CSV once more, "
                                           "and import that.")}};

} // namespace

void refuseOtherFormats(std::string_view text, const QString &file)
{
    const auto lines = firstLines(text);
    if (lines.empty())
        return;
    for (const auto &format : kOtherFormats)
        if (format.is(lines))
            throw Error(format.code, format.sentence, {file});
}

ArffHead arffHead(std::string_view text)
{
    ArffHead head;
    int lines = 0;
    bool isArff = false;
    for (std::size_t at = 0; at < text.size() && lines < 10 * kMostLines;) {
        auto line = trimmed(lineAt(text, at, at));
        ++lines;
        if (line.empty() || line.front() == '%')
            continue;
        isArff |= beginsWith(line, "@relation");
        if (!isArff)
            return {};
        if (beginsWith(line, "@data")) {
            head.lines = lines;
            return head;
        }
        if (!beginsWith(line, "@attribute"))
            continue;
        line = trimmed(line.substr(std::string_view("@attribute").size()));
        const bool isQuoted = !line.empty() && (line.front() == '\'' || line.front() == '"');
        const auto end = isQuoted ? line.find(line.front(), 1) : line.find_first_of(" \t");
        head.names.emplace_back(line.substr(isQuoted, end - isQuoted));
    }
    return {};
}

int frontMatterLines(std::string_view text)
{
    int lines = 0;
    for (std::size_t at = 0; at < text.size() && lines < kMostLines;) {
        const auto line = trimmed(lineAt(text, at, at));
        ++lines;
        if (lines == 1 && line != "---")
            return 0;
        if (lines > 1 && (line == "---" || line == "..."))
            return lines;
    }
    return 0;
}

} // namespace aisle
