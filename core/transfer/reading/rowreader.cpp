#include "core/transfer/reading/rowreader.h"

#include "core/common/error.h"
#include "core/transfer/nested/flattener.h"
#include "core/transfer/reading/carriedrows.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/jsonlines.h"
#include "core/transfer/reading/textsource.h"
#include "core/transfer/reading/tokeniser.h"
#include "core/transfer/tables/headsbelow.h"
#include "core/transfer/tables/tableframe.h"

#include <algorithm>
#include <bitset>
#include <cstring>
#include <unordered_set>

namespace aisle {

namespace {

constexpr std::size_t kBlockBytes = 2 << 20;
constexpr std::size_t kKeptOfTooLong = 4096;

Tokeniser::Options tokeniserOptions(const Recipe &recipe, bool converted)
{
    Tokeniser::Options options;
    options.separator = recipe.separator.toStdString();
    options.maxFieldBytes = recipe.maxFieldBytes;
    options.markReplaced = converted;
    options.quotes = recipe.quotes;
    options.spansLines = recipe.layout == Layout::Events;
    options.comment = recipe.comment.toStdString();
    if (recipe.layout == Layout::Events && !recipe.header)
        options.fieldCount = recipe.columns.size();
    return options;
}

/// Fills a batch with the text of a source, block by block; what a block's last record still lacks goes to the next.
class BlockReader
{
public:
    BlockReader(const InputSource &source, const Recipe &recipe, const ReadLimits &limits)
        : m_text(openBytes(source, limits), recipe.encoding), m_limits(limits),
          m_tokeniser(tokeniserOptions(recipe, m_text.isConverted())), m_linesToSkip(recipe.skipLines)
    {
    }
    /// @param most  records, where it stops
    /// @return false at the end; a batch may come back without rows
    bool next(RowBatch &batch, std::size_t most = SIZE_MAX)
    {
        if (m_text.atEnd() && m_rest.empty())
            return false;
        auto &storage = storageOf(batch);
        const auto room = std::max(kBlockBytes, m_rest.size() * 2) + 64;
        storage.reserve(room);
        char *begin = storage.bytes.get();
        std::memcpy(begin, m_rest.data(), m_rest.size());
        const auto got = m_text.atEnd() ? 0 : m_text.read(begin + m_rest.size(), room - m_rest.size());
        const char *end = begin + m_rest.size() + got;
        const char *from = skip(begin, end);
        const bool last = m_text.atEnd();
        const char *stop = m_tokeniser.run(from, end, last, batch, storage, most);
        if (!last && batch.rows.size() < most && end - stop > m_limits.maxRecordBytes)
            stop = cutOff(stop, end, batch);
        m_rest.assign(stop, std::size_t(end - stop));
        batch.bytesRead = m_text.bytes().position();
        batch.bytesTotal = m_text.bytes().total();
        return true;
    }
    Tokeniser &tokeniser() { return m_tokeniser; }
    /// Without the rows, which their reader knows.
    LineCounts lines() const
    {
        auto counts = m_tokeniser.counts();
        counts.lines = m_text.lines();
        counts.skipped += m_skippedLines;
        return counts;
    }

private:
    static BatchStorage &storageOf(RowBatch &batch)
    {
        if (!batch.storage || batch.storage.use_count() > 1)
            batch.storage = std::make_shared<BatchStorage>();
        return *std::static_pointer_cast<BatchStorage>(batch.storage);
    }
    /// The record is longer than may be kept: rejected, and skipped up to the next line end.
    const char *cutOff(const char *begin, const char *end, RowBatch &batch)
    {
        const char *next = m_tokeniser.giveUp(begin, end, batch, "too-long");
        auto &row = batch.rows.back();
        row.raw = row.raw.substr(0, kKeptOfTooLong);
        m_isCutOff = next == end && end[-1] != '\n' && end[-1] != '\r';
        return next;
    }
    /// Passes over what is left of a record that was too long, and over the lines above the table.
    const char *skip(const char *begin, const char *end)
    {
        while (begin < end) {
            if (std::exchange(m_isAfterReturn, false) && *begin == '\n') {
                ++begin;
                continue;
            }
            if (!m_isCutOff && m_linesToSkip == 0)
                break;
            const char *at = std::find_if(begin, end, [](char c) { return c == '\n' || c == '\r'; });
            if (at == end && !m_text.atEnd())
                return end;
            if (!std::exchange(m_isCutOff, false)) {
                --m_linesToSkip;
                ++m_skippedLines;
            }
            m_tokeniser.skipLines(1);
            m_isAfterReturn = at < end && *at == '\r';
            begin = at + (at < end);
        }
        return begin;
    }

    TextSource m_text;
    ReadLimits m_limits;
    Tokeniser m_tokeniser;
    std::string m_rest;
    std::int64_t m_linesToSkip, m_skippedLines = 0;
    bool m_isCutOff = false, m_isAfterReturn = false;
};

/// `sep=;` in the first line is how a spreadsheet is told the separator.
bool isSeparatorNote(const RowBatch::Row &row)
{
    return row.line == 1 && !separatorOfNote(row.raw).empty();
}

class DelimitedReader : public RowReader
{
public:
    DelimitedReader(const InputSource &source, const Recipe &recipe, const ReadLimits &limits)
        : m_blocks(source, recipe, limits), m_name(source.displayName())
    {
        readFirst();
        if (!m_first.rows.empty() && isSeparatorNote(m_first.rows.front())) {
            ++m_counts.skipped;
            readFirst();
        }
        if (recipe.header)
            takeHeader(recipe);
        else if (recipe.columns.empty() && !m_first.rows.empty())
            m_blocks.tokeniser().setFieldCount(m_first.rows.front().fieldCount);
    }
    bool next(RowBatch &batch) override
    {
        if (std::exchange(m_hasFirst, false)) {
            m_counts.data += std::int64_t(m_first.rows.size());
            batch = std::move(m_first);
            return true;
        }
        batch.clear();
        const bool more = m_blocks.next(batch);
        if (m_headerFields.size() > 1)
            dropHeaders(batch);
        m_counts.data += std::int64_t(batch.rows.size());
        return more;
    }
    const std::vector<std::string> &header() const override { return m_header; }
    LineCounts lines() const override
    {
        auto counts = m_blocks.lines();
        const auto found = counts.lines;
        counts += m_counts;
        counts.lines = found;
        return counts;
    }

private:
    void readFirst()
    {
        m_first.clear();
        while (m_first.rows.empty() && m_blocks.next(m_first, 1)) {
        }
    }
    void takeHeader(const Recipe &recipe)
    {
        if (m_first.rows.empty())
            return;
        const auto row = m_first.rows.front();
        const std::span<const std::string_view> fields(m_first.fields.data() + row.firstField, row.fieldCount);
        m_header = headerNames(fields);
        for (const auto field : fields) {
            m_headerFields.emplace_back(trimmed(field));
            const auto &word = m_headerFields.back();
            if (word.empty())
                continue;
            m_headerWords.insert(word);
            m_firstBytes.set(static_cast<unsigned char>(word.front()));
            m_lengths.set(std::min(word.size(), m_lengths.size() - 1));
        }
        for (auto i = m_header.size(); i < recipe.columns.size(); ++i)
            m_header.emplace_back(1, '#').append(std::to_string(i + 1));
        m_blocks.tokeniser().setFieldCount(m_header.size());
        ++m_counts.headers;
        m_first.clear();
    }
    /// Files that were put one behind the other bring their headers along.
    void dropHeaders(RowBatch &batch)
    {
        std::erase_if(batch.rows, [&](const auto &row) {
            if (row.fieldCount < 2 || !mayBeHeader(batch.fields[row.firstField]))
                return false;
            const bool isHeader = isHeaderAgain({batch.fields.data() + row.firstField, row.fieldCount}, row.line);
            m_counts.headers += isHeader;
            return isHeader;
        });
    }
    bool isHeaderWord(std::string_view field) const
    {
        field = trimmed(field);
        return !field.empty() && m_firstBytes.test(static_cast<unsigned char>(field.front())) &&
               m_lengths.test(std::min(field.size(), m_lengths.size() - 1)) &&
               m_headerWords.contains(std::string(field));
    }
    /// Whether a row that begins with this field may be the header again, which other programs write in other case.
    bool mayBeHeader(std::string_view field) const
    {
        return isHeaderWord(field) || isSameName(field, m_headerFields.front());
    }
    bool isHeaderAgain(std::span<const std::string_view> fields, std::int64_t line) const
    {
        std::size_t here = 0, anywhere = 0;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto field = trimmed(fields[i]);
            here += i < m_headerFields.size() && isSameName(field, m_headerFields[i]);
            anywhere += isHeaderWord(field);
        }
        if (here == m_headerFields.size() || (here == fields.size() && here > 1))
            return true;
        if (anywhere < 2 || anywhere * 2 < fields.size())
            return false;
        throw Error("import.header-changed",
                    QT_TRANSLATE_NOOP("Error", "The columns of %1 change at line %2, where another header stands: cut "
                                               "the file there and import its parts together."),
                    {m_name, QString::number(line)});
    }

    BlockReader m_blocks;
    QString m_name;
    RowBatch m_first;
    LineCounts m_counts;
    std::vector<std::string> m_header, m_headerFields;
    std::unordered_set<std::string> m_headerWords;
    std::bitset<256> m_firstBytes; ///< of those words, and their lengths: few cells come near one
    std::bitset<64> m_lengths;
    bool m_hasFirst = true;
};

/// One row a pair: (user, item) of `user item item ...`, or (line number, item) of `item item ...`.
class PairReader : public RowReader
{
public:
    PairReader(const InputSource &source, const Recipe &recipe, const ReadLimits &limits)
        : m_blocks(source, recipe, limits), m_sequences(recipe.layout == Layout::Sequences), m_skipFirst(recipe.header)
    {
    }
    bool next(RowBatch &batch) override
    {
        batch.clear();
        m_lines.rows.clear();
        m_lines.fields.clear();
        m_lines.storage = std::move(batch.storage);
        const bool more = m_blocks.next(m_lines);
        batch.storage = std::move(m_lines.storage);
        batch.bytesRead = m_lines.bytesRead;
        batch.bytesTotal = m_lines.bytesTotal;
        for (const auto &line : m_lines.rows) {
            ++(m_skipFirst ? m_counts.headers : m_counts.data);
            if (std::exchange(m_skipFirst, false))
                continue;
            if (line.reason)
                batch.rows.push_back({line.line, std::uint32_t(batch.fields.size()), 0, line.raw, line.reason});
            else
                addPairs(line, batch);
        }
        return more;
    }
    const std::vector<std::string> &header() const override { return m_header; }
    LineCounts lines() const override
    {
        auto counts = m_blocks.lines();
        counts.headers = m_counts.headers;
        counts.data = m_counts.data;
        return counts;
    }

private:
    void addPairs(const RowBatch::Row &line, RowBatch &batch)
    {
        const auto *fields = m_lines.fields.data() + line.firstField;
        std::string_view left = trimmed(fields[0]);
        if (m_sequences)
            left = static_cast<BatchStorage *>(batch.storage.get())->unquoted.emplace_back(std::to_string(line.line));
        for (std::uint32_t i = m_sequences ? 0 : 1; i < line.fieldCount; ++i) {
            const auto item = trimmed(fields[i]);
            if (item.empty())
                continue;
            batch.rows.push_back({line.line, std::uint32_t(batch.fields.size()), 2, line.raw, nullptr});
            batch.fields.push_back(left);
            batch.fields.push_back(item);
        }
    }

    BlockReader m_blocks;
    RowBatch m_lines;
    LineCounts m_counts;
    bool m_sequences, m_skipFirst;
    std::vector<std::string> m_header;
};

/// Rows of the file's own columns, flattened.
class FlatReader : public RowReader
{
public:
    FlatReader(std::unique_ptr<RowReader> reader, const Recipe &recipe)
        : m_reader(std::move(reader)), m_header(namesOf(recipe)), m_flattener(recipe.flattening, m_header)
    {
    }
    bool next(RowBatch &batch) override
    {
        batch = {};
        const bool more = m_reader->next(m_nested);
        auto texts = std::make_shared<Texts>();
        texts->nested = m_nested.storage;
        for (const auto &row : m_nested.rows)
            m_flattener.take(m_nested.fields, row, batch, texts->flat);
        batch.storage = std::move(texts);
        batch.bytesRead = m_nested.bytesRead;
        batch.bytesTotal = m_nested.bytesTotal;
        return more;
    }
    const std::vector<std::string> &header() const override { return m_header; }
    LineCounts lines() const override { return m_reader->lines(); }

private:
    struct Texts
    {
        std::shared_ptr<void> nested;
        BatchStorage flat;
    };
    static std::vector<std::string> namesOf(const Recipe &recipe)
    {
        std::vector<std::string> names;
        for (const auto &column : recipe.columns)
            names.push_back(column.column.toStdString());
        return names;
    }

    std::unique_ptr<RowReader> m_reader;
    std::vector<std::string> m_header;
    Flattener m_flattener;
    RowBatch m_nested;
};

} // namespace

std::unique_ptr<RowReader> openRows(const InputSource &source, const Recipe &recipe, const ReadLimits &limits)
{
    if (!recipe.flattening.isEmpty())
        return std::make_unique<FlatReader>(openRows(source, recipe.ofFile(), limits), recipe);

    if (recipe.headsBelow) {
        auto plain = recipe;
        plain.headsBelow = false;
        return headsFirst(openRows(source, plain, limits), recipe);
    }
    if (recipe.separator.isEmpty())
        throw Error("import.separator", QT_TRANSLATE_NOOP("Error", "The separator of %1 is empty: name one."),
                    {source.displayName()});
    if (recipe.separator.startsWith(QLatin1String(kJsonSeparator)))
        return openJsonLines(source, recipe, limits);
    if (recipe.layout == Layout::Events && (recipe.hasGroups() || recipe.quotes == Quotes::Ditto)) {
        auto ofFile = recipe;
        if (recipe.hasGroups())
            ofFile.columns.pop_back();
        return carryingReader(std::make_unique<DelimitedReader>(source, ofFile, limits), recipe);
    }
    if (recipe.layout == Layout::Events)
        return std::make_unique<DelimitedReader>(source, recipe, limits);
    return std::make_unique<PairReader>(source, recipe, limits);
}

} // namespace aisle
