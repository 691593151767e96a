#include "core/transfer/reading/rowreader.h"

#include "core/common/error.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/jsonlines.h"
#include "core/transfer/reading/textsource.h"
#include "core/transfer/reading/tokeniser.h"

#include <algorithm>
#include <cstring>

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
          m_tokeniser(tokeniserOptions(recipe, m_text.isConverted()))
    {
    }
    /// @return false at the end; a batch may come back without rows
    bool next(RowBatch &batch)
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
        const char *from = m_skipping ? skip(begin, end) : begin;
        const bool last = m_text.atEnd();
        const char *stop = m_tokeniser.run(from, end, last, batch, storage);
        if (!last && end - stop > m_limits.maxRecordBytes)
            stop = cutOff(stop, end, batch);
        m_rest.assign(stop, std::size_t(end - stop));
        batch.bytesRead = m_text.bytes().position();
        batch.bytesTotal = m_text.bytes().total();
        return true;
    }
    Tokeniser &tokeniser() { return m_tokeniser; }

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
        m_skipping = next == end;
        return next;
    }
    const char *skip(const char *begin, const char *end)
    {
        const char *at = std::find_if(begin, end, [](char c) { return c == '\n' || c == '\r'; });
        if (at == end)
            return end;
        m_skipping = false;
        m_tokeniser.skipLines(1);
        return at + (*at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1);
    }

    TextSource m_text;
    ReadLimits m_limits;
    Tokeniser m_tokeniser;
    std::string m_rest;
    bool m_skipping = false;
};

/// `sep=;` in the first line is how a spreadsheet is told the separator.
bool isSeparatorNote(const RowBatch::Row &row)
{
    return row.line == 1 && row.raw.size() <= 6 && row.raw.substr(0, 4) == "sep=";
}

class DelimitedReader : public RowReader
{
public:
    DelimitedReader(const InputSource &source, const Recipe &recipe, const ReadLimits &limits)
        : m_blocks(source, recipe, limits)
    {
        while (m_first.rows.empty() && m_blocks.next(m_first)) {
        }
        if (!m_first.rows.empty() && isSeparatorNote(m_first.rows.front()))
            m_first.rows.erase(m_first.rows.begin());
        if (recipe.header)
            takeHeader(recipe);
        else if (recipe.columns.empty() && !m_first.rows.empty())
            setFieldCount(m_first.rows.front().fieldCount);
    }
    bool next(RowBatch &batch) override
    {
        if (m_hasFirst) {
            m_hasFirst = false;
            batch = std::move(m_first);
            return true;
        }
        batch.clear();
        return m_blocks.next(batch);
    }
    const std::vector<std::string> &header() const override { return m_header; }

private:
    void takeHeader(const Recipe &recipe)
    {
        if (m_first.rows.empty())
            return;
        const auto row = m_first.rows.front();
        m_first.rows.erase(m_first.rows.begin());
        m_header = headerNames({m_first.fields.data() + row.firstField, row.fieldCount});
        for (auto i = m_header.size(); i < recipe.columns.size(); ++i)
            m_header.emplace_back(1, '#').append(std::to_string(i + 1));
        setFieldCount(m_header.size());
    }
    /// The first block was cut before the number of fields was known.
    void setFieldCount(std::size_t count)
    {
        m_blocks.tokeniser().setFieldCount(count);
        for (auto &row : m_first.rows) {
            while (row.fieldCount > count && m_first.fields[row.firstField + row.fieldCount - 1].empty())
                --row.fieldCount;
            if (!row.reason && row.fieldCount != count)
                row.reason = "wrong-fields";
        }
    }

    BlockReader m_blocks;
    RowBatch m_first;
    std::vector<std::string> m_header;
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

private:
    void addPairs(const RowBatch::Row &line, RowBatch &batch)
    {
        const auto *fields = m_lines.fields.data() + line.firstField;
        std::string_view left = fields[0];
        if (m_sequences)
            left = static_cast<BatchStorage *>(batch.storage.get())->unquoted.emplace_back(std::to_string(line.line));
        for (std::uint32_t i = m_sequences ? 0 : 1; i < line.fieldCount; ++i) {
            if (fields[i].empty())
                continue;
            batch.rows.push_back({line.line, std::uint32_t(batch.fields.size()), 2, line.raw, nullptr});
            batch.fields.push_back(left);
            batch.fields.push_back(fields[i]);
        }
    }

    BlockReader m_blocks;
    RowBatch m_lines;
    bool m_sequences, m_skipFirst;
    std::vector<std::string> m_header;
};

} // namespace

std::unique_ptr<RowReader> openRows(const InputSource &source, const Recipe &recipe, const ReadLimits &limits)
{
    if (recipe.separator.isEmpty())
        throw Error("import.separator", QT_TRANSLATE_NOOP("Error", "The separator of %1 is empty: name one."),
                    {source.displayName()});
    if (recipe.separator.startsWith(QLatin1String(kJsonSeparator)))
        return openJsonLines(source, recipe, limits);
    if (recipe.layout == Layout::Events)
        return std::make_unique<DelimitedReader>(source, recipe, limits);
    return std::make_unique<PairReader>(source, recipe, limits);
}

} // namespace aisle
