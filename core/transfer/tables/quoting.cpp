#include "core/transfer/tables/quoting.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kMostLines = 50'000;

/// One field of a line that is looked at by itself.
struct LineField
{
    enum Kind { Plain, Quoted, Open } kind = Plain; ///< Open: begins with a mark that the line does not close
    std::string_view text;
    std::size_t end = 0; ///< of the field in the line
};

std::size_t endOfQuoted(std::string_view line, std::size_t quote, std::string_view separator)
{
    for (auto at = quote + 1; (at = line.find('"', at)) != line.npos; ++at) {
        if (at + 1 < line.size() && line[at + 1] == '"') {
            ++at;
            continue;
        }
        if (line[at - 1] == '\\' && at - 1 > quote)
            continue;
        auto next = line.find_first_not_of(' ', at + 1);
        next = next == line.npos ? line.size() : next;
        if (next == line.size() || line.substr(next, separator.size()) == separator)
            return next;
        return line.npos; // a mark inside a text
    }
    return line.npos;
}

LineField fieldAt(std::string_view line, std::size_t at, std::string_view separator)
{
    const auto literalEnd = std::min(line.find(separator, at), line.size());
    if (at >= line.size() || line[at] != '"')
        return {LineField::Plain, line.substr(at, literalEnd - at), literalEnd};
    if (const auto end = endOfQuoted(line, at, separator); end != line.npos)
        return {LineField::Quoted, line.substr(at, end - at), end};
    const bool closes = line.find('"', at + 1) < literalEnd;
    return {closes ? LineField::Plain : LineField::Open, line.substr(at, literalEnd - at), literalEnd};
}

/// What lines say for and against quoting.
struct Evidence
{
    std::size_t lines = 0, quoted = 0, needed = 0, strays = 0;

    void take(std::string_view line, std::string_view next, std::string_view separator, std::size_t fields)
    {
        ++lines;
        const bool fits = fieldsOfLine(line, separator) == fields;
        bool any = false;
        for (std::size_t at = 0;; at += separator.size()) {
            const auto field = fieldAt(line, at, separator);
            at = field.end;
            const bool marked = field.text.find('"') != field.text.npos;
            if (field.kind == LineField::Quoted) {
                any = true;
                const auto inside = field.text.substr(1, field.text.find_last_of('"') - 1);
                needed += fits && (inside.find(separator) != inside.npos || inside.find('"') != inside.npos);
            } else if (field.kind == LineField::Open) {
                const bool isStray = fits && (next.empty() || fieldsOfLine(next, separator) == fields);
                ++(isStray ? strays : needed);
            } else if (fits && marked) {
                ++strays;
            }
            if (at >= line.size())
                break;
        }
        quoted += any;
    }
};

} // namespace

std::string_view lineAt(std::string_view text, std::size_t at, std::size_t &next)
{
    const auto end = std::min(text.find_first_of("\r\n", at), text.size());
    next = std::min(text.size(), end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
    return text.substr(at, end - at);
}

std::size_t fieldsOfLine(std::string_view line, std::string_view separator)
{
    std::size_t fields = 1;
    for (std::size_t at = 0;; at += separator.size(), ++fields) {
        at = fieldAt(line, at, separator).end;
        if (at >= line.size())
            return fields;
    }
}

std::string separatorOfApostrophes(std::string_view text)
{
    constexpr int kLines = 200;
    for (const std::string separator : {",", ";", "\t", "|"}) {
        const auto between = "'" + separator + "'";
        int lines = 0, fitting = 0;
        for (std::size_t at = 0; at < text.size() && lines < kLines;) {
            const auto line = lineAt(text, at, at);
            if (line.empty())
                continue;
            ++lines;
            fitting += line.front() == '\'' && line.back() == '\'' && line.find(between) != line.npos;
        }
        if (lines > 1 && fitting * 100 >= lines * 95)
            return separator;
    }
    return {};
}

namespace {

/// The fields of one line of which those that are nothing but a mark are text.
struct DittoLine
{
    std::size_t fields = 0, dittos = 0;
    bool hasStray = false; ///< a mark within another text

    DittoLine(std::string_view line, std::string_view separator)
    {
        for (std::size_t at = 0;; at += separator.size()) {
            const auto end = std::min(line.find(separator, at), line.size());
            const bool isLone = end == at + 1 && line[at] == '"';
            const auto field =
                isLone ? LineField{LineField::Plain, line.substr(at, 1), end} : fieldAt(line, at, separator);
            ++fields;
            dittos += isLone;
            hasStray |= !isLone && field.kind != LineField::Quoted && field.text.find('"') != field.text.npos;
            at = field.end;
            if (at >= line.size())
                return;
        }
    }
};

} // namespace

std::string separatorOfDittos(std::string_view text)
{
    constexpr int kLines = 2000;
    if (text.find('"') == text.npos)
        return {};
    for (const std::string separator : {",", ";", "\t", "|"}) {
        int lines = 0, fitting = 0, dittos = 0;
        std::size_t fields = 0;
        bool hasStray = false;
        for (std::size_t at = 0; at < text.size() && lines < kLines;) {
            const auto line = lineAt(text, at, at);
            if (line.empty())
                continue;
            const DittoLine read(line, separator);
            fields = lines == 0 ? read.fields : fields;
            hasStray |= read.hasStray || (lines == 0 && read.dittos > 0);
            fitting += read.fields == fields;
            dittos += read.dittos > 0;
            ++lines;
        }
        if (fields > 2 && dittos > 1 && !hasStray && fitting * 100 >= lines * 95)
            return separator;
    }
    return {};
}

Quotes judgeQuotes(std::string_view text, std::string_view separator, std::size_t fields)
{
    Evidence evidence;
    if (text.find('"') == text.npos || separator == " ")
        return Quotes::Loose;
    for (std::size_t at = 0, next = 0; at < text.size() && evidence.lines < kMostLines; at = next) {
        const auto line = lineAt(text, at, next);
        std::size_t unused = 0;
        if (line.find('"') != line.npos)
            evidence.take(line, lineAt(text, next, unused), separator, fields);
        else
            ++evidence.lines;
    }
    if (evidence.strays == 0)
        return evidence.quoted + evidence.needed > 0 ? Quotes::Strict : Quotes::Loose;
    return evidence.needed == 0 && evidence.quoted * 2 < evidence.lines ? Quotes::None : Quotes::Loose;
}

} // namespace aisle
