#include "core/transfer/reading/jsonlines.h"

#include "core/common/text/ascii.h"
#include "core/transfer/nested/cells.h"
#include "core/transfer/reading/textsource.h"
#include "core/transfer/reading/tokeniser.h"

#include <algorithm>
#include <cstring>
#include <simdjson.h>

namespace aisle {

namespace {

constexpr std::size_t kBlockBytes = 1 << 20;
constexpr std::size_t kMostColumns = 1000; ///< that are found by themselves
constexpr std::size_t kMostNames = 8;      ///< of members of records that have few names in common

/// Walks through JSON text and finds the end of the value that begins at `at`: objects, arrays, texts, plain values.
/// @return npos when the text ends within it
std::size_t endOfValue(std::string_view text, std::size_t at)
{
    int depth = 0;
    for (bool quoted = false; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            at += c == '\\';
            if (c != '"')
                continue;
            quoted = false;
        } else if (c == '"') {
            quoted = true;
            continue;
        } else if (c == '{' || c == '[') {
            ++depth;
            continue;
        } else if (c == '}' || c == ']') {
            if (--depth < 0)
                return at;
        } else if (depth > 0) {
            continue;
        } else if (c == ',' || c == '\n') {
            return at;
        } else {
            continue;
        }
        if (depth == 0)
            return at + 1;
    }
    return std::string_view::npos;
}

/// 'text', u'text'
bool isPythonText(std::string_view text)
{
    return text.starts_with('\'') || text.starts_with("u'");
}

/// NaN and infinities, which programs write and JSON does not have: the value is bad, the record is not.
bool hasNoNumber(std::string_view text)
{
    return text.find("NaN") != text.npos || text.find("Infinity") != text.npos;
}

std::size_t afterBlanks(std::string_view text, std::size_t at)
{
    return std::min(text.find_first_not_of(" \t\r\n,", at), text.size());
}

/// The first character of the value behind a member's name at `at`, and of the next member's; 0 where there is none.
std::pair<char, char> firstValues(std::string_view text, std::size_t at)
{
    std::pair<char, char> found{0, 0};
    for (char *first : {&found.first, &found.second}) {
        at = afterBlanks(text, at);
        if (at >= text.size() || text[at] != '"')
            break;
        at = afterBlanks(text, endOfValue(text, at));
        if (at >= text.size() || text[at] != ':')
            break;
        at = afterBlanks(text, at + 1);
        if (at >= text.size())
            break;
        *first = text[at];
        if ((at = endOfValue(text, at)) == text.npos)
            break;
    }
    return found;
}

/// Whether the names of an object's first two members have digits: they are keys.
bool areCoded(std::string_view text, std::size_t begin)
{
    auto at = begin + 1;
    for (int member = 0; member < 2; ++member) {
        at = afterBlanks(text, at);
        const auto end = std::min(endOfValue(text, at), text.size());
        if (std::none_of(text.begin() + std::ptrdiff_t(at), text.begin() + std::ptrdiff_t(end), isDigit))
            return false;
        at = endOfValue(text, afterBlanks(text, std::min(text.find(':', end), text.size() - 1) + 1));
        if (at == text.npos)
            return false;
    }
    return true;
}

/// Where the array of objects begins that an object is wrapped around, as far as the text goes: {"count": 2, "orders":
/// [{...}, {...}]}. @return npos where there is none, or several: then each member is a row
std::size_t wrappedList(std::string_view text)
{
    std::size_t found = text.npos, at = text.find('{');
    if (at == text.npos)
        return at;
    for (++at;;) {
        at = afterBlanks(text, at);
        if (at >= text.size() || text[at] != '"')
            return found;
        at = afterBlanks(text, endOfValue(text, at));
        if (at >= text.size() || text[at] != ':')
            return found;
        at = afterBlanks(text, at + 1);
        const auto inside = afterBlanks(text, at + 1);
        if (at < text.size() && text[at] == '[' && inside < text.size() && text[inside] == '{') {
            if (found != text.npos)
                return text.npos;
            found = at;
        }
        if ((at = at < text.size() ? endOfValue(text, at) : text.npos) == text.npos)
            return found;
    }
}

class JsonReader : public RowReader
{
public:
    JsonReader(const InputSource &source, const Recipe &recipe, const ReadLimits &limits)
        : m_text(openBytes(source, limits), recipe.encoding), m_limits(limits), m_maxFieldBytes(recipe.maxFieldBytes),
          m_isMap(recipe.separator == QLatin1String(kJsonMapSeparator)),
          m_isWrapped(recipe.separator == QLatin1String(kJsonListSeparator)),
          m_isDocument(m_isMap || m_isWrapped || recipe.separator == QLatin1String(kJsonArraySeparator))
    {
        for (const auto &column : recipe.columns)
            m_header.push_back(column.column.toStdString());
    }
    bool next(RowBatch &batch) override
    {
        batch.clear();
        if (m_text.atEnd() && m_rest.empty())
            return false;
        auto storage = std::make_shared<BatchStorage>();
        const auto room = std::max(kBlockBytes, m_rest.size() * 2) + 64;
        storage->reserve(room + simdjson::SIMDJSON_PADDING);
        char *begin = storage->bytes.get();
        std::memcpy(begin, m_rest.data(), m_rest.size());
        const auto got = m_text.atEnd() ? 0 : m_text.read(begin + m_rest.size(), room - m_rest.size());
        const std::string_view text(begin, m_rest.size() + got);
        m_ends += std::count(text.end() - std::ptrdiff_t(got), text.end(), '\n');
        m_isOpenEnded = got > 0 ? text.back() != '\n' : m_isOpenEnded;
        if (m_header.empty())
            learnHeader(text, *storage);
        const auto used = takeRecords(text, batch, *storage);
        m_rest.assign(text.substr(used));
        batch.storage = std::move(storage);
        batch.bytesRead = m_text.bytes().position();
        batch.bytesTotal = m_text.bytes().total();
        return true;
    }
    const std::vector<std::string> &header() const override { return m_header; }
    LineCounts lines() const override
    {
        auto counts = m_counts;
        counts.lines = m_ends + m_isOpenEnded;
        if (m_isDocument)
            counts.skipped += std::max<std::int64_t>(0, counts.lines - m_lastLine);
        return counts;
    }

private:
    std::size_t takeRecords(std::string_view text, RowBatch &batch, BatchStorage &storage)
    {
        return m_isDocument ? takeElements(text, batch, storage) : takeLines(text, batch, storage);
    }
    /// The names that any record of the first block has: the first record may lack some.
    void learnHeader(std::string_view text, BatchStorage &storage)
    {
        RowBatch unused;
        m_isLearning = true;
        takeRecords(text, unused, storage);
        m_isLearning = false;
        m_isInside = m_isBehind = false;
        m_line = m_lastLine = 0;
        m_counts = {};
        storage.unquoted.clear();
        if (m_isMap && m_header.size() > kMostNames && m_learntRecords > 1 &&
            m_header.size() * 2 > m_learntMembers / m_learntRecords * 3)
            m_header = {kJsonKeyColumn, kJsonValueColumn}; // their members' names are keys as well
    }
    void learn(std::string_view name)
    {
        if (m_header.size() < kMostColumns && std::find(m_header.begin(), m_header.end(), name) == m_header.end())
            m_header.emplace_back(name);
    }
    std::size_t takeLines(std::string_view text, RowBatch &batch, BatchStorage &storage)
    {
        std::size_t at = 0;
        while (at < text.size()) {
            const auto stop = text.find('\n', at);
            if (stop == text.npos && !m_text.atEnd() && std::int64_t(text.size() - at) <= m_limits.maxRecordBytes)
                break;
            addLine(text.substr(at, stop - at), batch, storage);
            at = stop == text.npos ? text.size() : stop + 1;
        }
        return at;
    }
    /// Elements of the array, or members of the object, as far as they are complete.
    std::size_t takeElements(std::string_view text, RowBatch &batch, BatchStorage &storage)
    {
        std::size_t at = 0;
        if (text.empty())
            return 0;
        if (!std::exchange(m_isInside, true)) {
            const auto list = m_isWrapped ? wrappedList(text) : text.find_first_of("[{");
            at = std::min(list, text.size() - 1) + 1;
            countLines(text.substr(0, at));
        }
        for (;;) {
            const auto begin = afterBlanks(text, at);
            countLines(text.substr(at, begin - at));
            at = begin;
            m_isBehind |= m_isWrapped && at < text.size() && text[at] == ']';
            if (m_isBehind || at >= text.size() || text[at] == ']' || text[at] == '}')
                return text.size();
            auto value = at;
            auto stop = endOfValue(text, at);
            const auto key = text.substr(at, stop == text.npos ? 0 : stop - at);
            if (m_isMap && stop != text.npos) {
                value = afterBlanks(text, std::min(text.find(':', stop), text.size() - 1) + 1);
                stop = value < text.size() ? endOfValue(text, value) : text.npos;
            }
            const bool tooLong = std::int64_t(text.size() - at) > m_limits.maxRecordBytes;
            if (stop == text.npos && !m_text.atEnd() && !tooLong)
                return at;
            stop = std::min(stop, text.size());
            ++m_line;
            const auto raw = text.substr(at, stop - at);
            addRecord(m_isMap ? key : std::string_view(), text.substr(value, stop - value), raw, batch, storage);
            countRecord(raw);
            --m_line;
            countLines(raw);
            at = stop;
        }
    }
    /// The lines of a document's record; what lies between it and the one before is no row.
    void countRecord(std::string_view raw)
    {
        const auto last = m_line + std::count(raw.begin(), raw.end(), '\n');
        m_counts.skipped += std::max<std::int64_t>(0, m_line - m_lastLine - 1);
        m_counts.data += m_line > m_lastLine;
        m_counts.continuations += last - m_line;
        m_lastLine = last;
    }
    void countLines(std::string_view text) { m_line += std::count(text.begin(), text.end(), '\n'); }

    void addLine(std::string_view line, RowBatch &batch, BatchStorage &storage)
    {
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        ++m_line;
        if (line.find_first_not_of(" \t") == line.npos) {
            ++m_counts.blank;
        } else if (line.find_first_not_of(" \t[],") == line.npos || isBulkAction(line)) {
            ++m_counts.skipped;
        } else {
            ++m_counts.data;
            addRecord({}, line, line, batch, storage);
        }
    }
    /// The line that says what to do with the next one, in files for the bulk interface of a search engine.
    bool isBulkAction(std::string_view line)
    {
        const auto quote = line.find('"');
        const auto name = line.substr(std::min(line.size(), quote + 1));
        if (line.size() > 4096 || !(name.starts_with("index\"") || name.starts_with("create\"") ||
                                    name.starts_with("update\"") || name.starts_with("delete\"")))
            return false;
        simdjson::dom::object object, inside;
        if (m_parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS || object.size() != 1 ||
            object.begin().value().get(inside) != simdjson::SUCCESS)
            return false;
        return std::all_of(inside.begin(), inside.end(),
                           [](const auto &member) { return member.key.starts_with('_') || member.key == "routing"; });
    }
    void addRecord(std::string_view key, std::string_view value, std::string_view raw, RowBatch &batch,
                   BatchStorage &storage)
    {
        const auto firstField = batch.fields.size();
        const char *reason = nullptr;
        if (std::int64_t(raw.size()) > m_limits.maxRecordBytes)
            reason = "too-long";
        else if (!simdjson::validate_utf8(raw.data(), raw.size()))
            reason = "bad-encoding";
        else
            reason = m_isMap ? addMember(key, value, batch, storage) : addObject(value, batch, storage);
        if (reason)
            batch.fields.resize(firstField);
        batch.rows.push_back(
            {m_line, std::uint32_t(firstField), std::uint32_t(batch.fields.size() - firstField), raw, reason});
    }
    const char *addMember(std::string_view key, std::string_view value, RowBatch &batch, BatchStorage &storage)
    {
        if (m_isLearning)
            learn(kJsonKeyColumn);
        simdjson::dom::element name;
        std::string_view text;
        if (m_keyParser.parse(key.data(), key.size()).get(name) != simdjson::SUCCESS ||
            name.get(text) != simdjson::SUCCESS)
            return "bad-json";
        batch.fields.push_back(storage.unquoted.emplace_back(text));
        if (value.starts_with('{') &&
            (m_isLearning || m_header != std::vector<std::string>{kJsonKeyColumn, kJsonValueColumn}))
            return addObject(value, batch, storage, 1);
        if (m_isLearning)
            learn(kJsonValueColumn);
        simdjson::dom::element element;
        if (m_parser.parse(value.data(), value.size()).get(element) != simdjson::SUCCESS)
            return "bad-json";
        for (std::size_t i = 1; i < m_header.size(); ++i) {
            if (m_header[i] == kJsonValueColumn)
                addValue(element, batch, storage);
            else
                batch.fields.emplace_back();
        }
        return std::int64_t(value.size()) > m_maxFieldBytes ? "too-long" : nullptr;
    }
    static void addValue(simdjson::dom::element value, RowBatch &batch, BatchStorage &storage)
    {
        std::string_view text;
        if (value.is_null())
            batch.fields.emplace_back();
        else if (value.get(text) == simdjson::SUCCESS)
            batch.fields.push_back(storage.unquoted.emplace_back(text));
        else
            batch.fields.push_back(storage.unquoted.emplace_back(simdjson::minify(value)));
    }
    /// What a user behaviour log leaves out of a record that is a query: that it is one.
    static std::string_view absent(simdjson::dom::object object, std::string_view name)
    {
        const auto has = [&](const char *member) { return object[member].error() == simdjson::SUCCESS; };
        return name == "action_name" && has("user_query") && has("query_id") ? "search" : std::string_view();
    }
    /// A row without names: ["u1", "p7", 3]
    const char *addArray(std::string_view text, RowBatch &batch, BatchStorage &storage)
    {
        simdjson::dom::array array;
        if (m_parser.parse(text.data(), text.size()).get(array) != simdjson::SUCCESS)
            return "bad-json";
        std::size_t count = 0;
        for (const auto value : array) {
            ++count;
            if (m_isLearning)
                learn("#" + std::to_string(count));
            else if (count <= m_header.size())
                addValue(value, batch, storage);
        }
        for (auto i = count; i < m_header.size() && !m_isLearning; ++i)
            batch.fields.emplace_back();
        return count > m_header.size() ? "wrong-fields" : nullptr;
    }
    /// @param from  columns before it have their fields already
    const char *addObject(std::string_view text, RowBatch &batch, BatchStorage &storage, std::size_t from = 0)
    {
        if (text.starts_with('(')) // as Python prints a row
            return addArray(nestedAsJson(text.substr(0, text.find_last_of(')') + 1)), batch, storage);
        if (text.starts_with('['))
            return addArray(text, batch, storage);
        simdjson::dom::object object;
        if (m_parser.parse(text.data(), text.size()).get(object) != simdjson::SUCCESS &&
            !((isPythonText(text.substr(afterBlanks(text, 1))) || hasNoNumber(text)) &&
              m_parser.parse(nestedAsJson(text)).get(object) == simdjson::SUCCESS))
            return "bad-json";
        if (m_isLearning) {
            ++m_learntRecords;
            m_learntMembers += object.size();
            for (const auto member : object)
                learn(member.key);
            return nullptr;
        }
        for (auto i = from; i < m_header.size(); ++i) {
            simdjson::dom::element value;
            if (object[m_header[i]].get(value) != simdjson::SUCCESS)
                batch.fields.push_back(absent(object, m_header[i]));
            else
                addValue(value, batch, storage);
            if (std::int64_t(batch.fields.back().size()) > m_maxFieldBytes)
                return "too-long";
        }
        return nullptr;
    }

    TextSource m_text;
    ReadLimits m_limits;
    std::int64_t m_maxFieldBytes;
    bool m_isMap, m_isWrapped, m_isDocument, m_isInside = false, m_isBehind = false, m_isLearning = false;
    std::string m_rest;
    simdjson::dom::parser m_parser, m_keyParser;
    std::vector<std::string> m_header;
    std::size_t m_learntRecords = 0, m_learntMembers = 0;
    LineCounts m_counts;
    std::int64_t m_ends = 0;                 ///< of lines; a carriage return alone ends none in JSON
    bool m_isOpenEnded = false;              ///< the last line has no end
    std::int64_t m_line = 0, m_lastLine = 0; ///< the last one that belongs to a record of a document
};

} // namespace

namespace {

/// How many of the first lines are like that, and how many there are.
template <typename Like>
std::pair<int, int> firstLinesLike(std::string_view head, Like isLike)
{
    constexpr int kLines = 50;
    int lines = 0, found = 0;
    for (std::size_t at = 0; at < head.size() && lines < kLines;) {
        const auto end = std::min(head.find('\n', at), head.size());
        auto line = head.substr(at, end - at);
        at = end + 1;
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
            line.remove_suffix(1);
        if (line.empty())
            continue;
        ++lines;
        found += isLike(line);
    }
    return {found, lines};
}

/// Whether nearly all of the first lines are objects: a broken one among them, be it the first, is just that.
bool areObjectLines(std::string_view head)
{
    const auto [objects, lines] =
        firstLinesLike(head, [](auto line) { return line.starts_with("{\"") && isJsonValue(line); });
    return lines > 3 && objects * 5 >= lines * 4 && objects < lines;
}

/// ('u1', 'p7', 3)
bool areTupleLines(std::string_view head)
{
    if (!head.starts_with('('))
        return false;
    const auto [tuples, lines] = firstLinesLike(head, [](std::string_view line) {
        if (line.ends_with(','))
            line.remove_suffix(1);
        return line.starts_with('(') && line.ends_with(')') && line.find(',') != line.npos &&
               isJsonValue(nestedAsJson(line));
    });
    return lines > 1 && tuples * 10 >= lines * 9;
}

} // namespace

const char *jsonFormOf(std::string_view head, bool whole)
{
    if (areObjectLines(head) || areTupleLines(head))
        return kJsonSeparator;
    const auto begin = head.find_first_not_of(" \t\r\n");
    if (begin == head.npos || (head[begin] != '{' && head[begin] != '['))
        return nullptr;
    const auto inside = afterBlanks(head, begin + 1);
    if (head[begin] == '{' && isPythonText(head.substr(inside)))
        return kJsonSeparator;
    if (head[begin] == '[') {
        const auto first = inside < head.size() ? head[inside] : ' ';
        if (first == '{' || first == '[')
            return kJsonArraySeparator;
        const auto end = endOfValue(head, begin); // of a row, where the next line is one, too
        const auto next = end == head.npos ? head.size() : afterBlanks(head, end);
        return next < head.size() && head[next] == '[' && head.substr(end, next - end).find('\n') != head.npos
                   ? kJsonSeparator
                   : nullptr;
    }
    const auto [first, second] = firstValues(head, begin + 1);
    if (first == 0)
        return nullptr;
    const auto end = endOfValue(head, begin);
    const auto isOpen = [](char c) { return c == '{' || c == '['; };
    const bool nested = isOpen(first) && (second == first || second == 0 || (isOpen(second) && areCoded(head, begin)));
    const bool alone = end == head.npos || (whole && afterBlanks(head, end) == head.size());
    if (alone && wrappedList(head) != head.npos)
        return kJsonListSeparator;
    if (alone && nested)
        return kJsonMapSeparator;
    const auto line = head.substr(begin, std::min(head.find('\n', begin), head.size()) - begin);
    return end != head.npos && end - begin <= line.size() ? kJsonSeparator : nullptr;
}

std::unique_ptr<RowReader> openJsonLines(const InputSource &source, const Recipe &recipe, const ReadLimits &limits)
{
    return std::make_unique<JsonReader>(source, recipe, limits);
}

} // namespace aisle
