#include "core/transfer/tables/tableframe.h"

#include "core/transfer/tables/quoting.h"

#include <algorithm>
#include <array>

namespace aisle {

namespace {

constexpr int kMostAbove = 100;
constexpr int kLinesLookedAt = 2000;
constexpr std::array<std::string_view, 5> kMarks{"#", "//", "%", "--", "!"};

bool isBlankLine(std::string_view line, std::string_view separator)
{
    return line.find_first_not_of(std::string(separator) + " \t") == line.npos || isRule(line, separator);
}

/// Of the box drawing block, U+2500 to U+257F.
bool isDrawn(std::string_view text)
{
    return text.size() >= 3 && text[0] == '\xE2' && (text[1] == '\x94' || text[1] == '\x95');
}

/// @param word  in small letters
bool startsWithWord(std::string_view text, std::string_view word)
{
    return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char w, char c) {
               return w == (c >= 'A' && c <= 'Z' ? char(c | 0x20) : c);
           });
}

std::size_t filledFields(std::string_view line, std::string_view separator)
{
    std::size_t filled = 0;
    for (std::size_t at = 0; at <= line.size();) {
        const auto end = std::min(line.find(separator, at), line.size());
        filled += line.substr(at, end - at).find_first_not_of(" \"") != std::string_view::npos;
        at = end + separator.size();
    }
    return filled;
}

} // namespace

std::string separatorOfNote(std::string_view line)
{
    while (!line.empty() && (line.front() == '"' || line.front() == ' '))
        line.remove_prefix(1);
    if (line.size() < 5 || line.size() > 8 || (line.substr(0, 4) != "sep=" && line.substr(0, 4) != "SEP="))
        return {};
    line.remove_prefix(4);
    while (line.size() > 1 && (line.back() == '"' || line.back() == ' ' || line.back() == '\r'))
        line.remove_suffix(1);
    return line == "\\t" ? "\t" : std::string(line);
}

bool isRule(std::string_view line, std::string_view separator)
{
    constexpr std::string_view kMarks = "+-=|: \t";
    std::size_t strokes = 0, most = 0;
    while (!line.empty()) {
        const bool isLine = isDrawn(line);
        if (!isLine && kMarks.find(line.front()) == kMarks.npos && !line.starts_with(separator))
            return false;
        const bool isStroke = isLine || line.front() == '-' || line.front() == '=';
        strokes = isStroke ? strokes + 1 : 0;
        most = std::max(most, strokes);
        line.remove_prefix(isLine ? 3 : kMarks.find(line.front()) == kMarks.npos ? separator.size() : 1);
    }
    return most >= 3;
}

bool isFooter(std::string_view line)
{
    static constexpr std::array<std::string_view, 19> kWords{
        "row",   "record", "tuple", "result", "zeile",  "datens", "ligne", "enregistr", "fila", "registro",
        "righe", "riga",   "linha", "rij",    "wiersz", "строк",  "запис", "行",        "件"};
    constexpr std::size_t kLongest = 80;
    const auto begin = line.find_first_not_of(" \t(-");
    if (line.size() > kLongest || begin == line.npos)
        return false;
    line.remove_prefix(begin);
    if (line.starts_with("only showing top ") || (line.starts_with("Time: ") && line.find(" ms") != line.npos))
        return true;
    const auto word = line.find_first_not_of("0123456789,.' ");
    // "1001,Recorder" is half a row, no footer; 件 needs no space.
    const bool isApart =
        word != line.npos && word > 0 && (line[word - 1] == ' ' || static_cast<unsigned char>(line[word]) >= 0x80);
    return isApart && line.front() >= '0' && line.front() <= '9' &&
           std::ranges::any_of(kWords, [&](auto each) { return startsWithWord(line.substr(word), each); });
}

std::string_view withoutLines(std::string_view text, int lines)
{
    std::size_t at = 0;
    for (; lines > 0 && at < text.size(); --lines)
        lineAt(text, at, at);
    return text.substr(at);
}

LeadingComments leadingComments(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos)
        return {};
    const auto mark =
        std::find_if(kMarks.begin(), kMarks.end(), [&](auto each) { return text.substr(first, each.size()) == each; });
    if (mark == kMarks.end())
        return {};
    LeadingComments found{std::string(*mark), 0};
    int lines = 0;
    for (std::size_t at = 0; at < text.size(); ++lines) {
        const auto line = lineAt(text, at, at);
        const auto begin = line.find_first_not_of(" \t");
        if (begin == line.npos)
            continue;
        if (line.substr(begin, mark->size()) != *mark)
            return found;
        found.lines = lines + 1;
    }
    return {};
}

bool isMarkOfRows(std::string_view text, std::string_view mark, std::string_view separator, std::size_t fields)
{
    int lines = 0;
    for (std::size_t at = 0; at < text.size() && lines < kLinesLookedAt; ++lines) {
        const auto line = lineAt(text, at, at);
        if (line.substr(0, mark.size()) == mark && fieldsOfLine(line, separator) == fields)
            return true;
    }
    return false;
}

LinesAbove linesAbove(std::string_view text, std::string_view separator, std::size_t fields, std::string_view comment)
{
    LinesAbove above{0, true};
    bool any = false, open = false;
    int lines = 0;
    for (std::size_t at = 0; at < text.size() && lines < kMostAbove; ++lines) {
        const auto line = lineAt(text, at, at);
        if (isBlankLine(line, separator) || (!comment.empty() && line.substr(0, comment.size()) == comment))
            continue;
        const auto here = fieldsOfLine(line, separator), filled = filledFields(line, separator);
        const bool fits = here == fields || (here > fields && filled <= fields);
        if (fits && (filled * 5 >= fields * 4 || fields < 3))
            return any && !open ? LinesAbove{lines, above.isSure} : LinesAbove{};
        if (fits && filled * 2 > fields)
            return {};
        above.isSure &= !fits && here * 2 <= fields;
        any = true;
        open ^= std::count(line.begin(), line.end(), '"') % 2 == 1;
    }
    return {};
}

} // namespace aisle
