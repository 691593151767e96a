#include "core/transfer/recognition/table/otherformats.h"

#include "core/common/error.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/tables/quoting.h"

#include <algorithm>
#include <array>

namespace aisle {

namespace {

constexpr int kMostLines = 200;

bool beginsWith(std::string_view line, std::string_view word)
{
    return line.size() >= word.size() &&
           std::equal(word.begin(), word.end(), line.begin(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

/// The first lines that are not blank, trimmed.
std::vector<std::string_view> firstLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size() && lines.size() < kMostLines;)
        if (const auto line = trimmed(lineAt(text, at, at)); !line.empty())
            lines.push_back(line);
    return lines;
}

bool isMarkup(const std::vector<std::string_view> &lines)
{
    const auto first = lines.front();
    if (beginsWith(first, "<?xml") || beginsWith(first, "<!doctype") || beginsWith(first, "<html"))
        return true;
    const bool isTag = first.size() > 2 && first.front() == '<' && std::isalpha(static_cast<unsigned char>(first[1])) &&
                       first.find('>') != first.npos;
    return isTag && 2 * std::ranges::count_if(lines, [](auto line) { return line.front() == '<'; }) >
                        std::ptrdiff_t(lines.size());
}

bool isSql(const std::vector<std::string_view> &lines)
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

} // namespace

void refuseOtherFormats(std::string_view text, const QString &file)
{
    const auto lines = firstLines(text);
    if (lines.empty())
        return;
    if (isMarkup(lines))
        throw Error("import.markup",
                    QT_TRANSLATE_NOOP("Error",
                                      "%1 is XML or a web page, no table: open it in a spreadsheet and save "
                                      "its table as CSV, or write its records as JSON lines, and import that."),
                    {file});
    if (isSql(lines))
        throw Error("import.sql",
                    QT_TRANSLATE_NOOP("Error", "%1 holds SQL statements, no table: run them in a database, save the "
                                               "table as CSV from there, and import that."),
                    {file});
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
