#include "core/transfer/jsonlines.h"

#include "core/transfer/textsource.h"
#include "core/transfer/tokeniser.h"

#include <algorithm>
#include <cstring>
#include <simdjson.h>

namespace aisle {

namespace {

constexpr std::size_t kBlockBytes = 1 << 20;

class JsonLinesReader : public RowReader
{
public:
    JsonLinesReader(const InputSource &source, const Recipe &recipe, const ReadLimits &limits)
        : m_text(openBytes(source, limits), recipe.encoding), m_limits(limits), m_maxFieldBytes(recipe.maxFieldBytes)
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
        const char *at = begin, *end = begin + m_rest.size() + got;
        while (at < end) {
            const auto stop = static_cast<const char *>(std::memchr(at, '\n', std::size_t(end - at)));
            if (!stop && !m_text.atEnd() && end - at <= m_limits.maxRecordBytes)
                break;
            addLine({at, std::size_t((stop ? stop : end) - at)}, batch, *storage);
            at = stop ? stop + 1 : end;
        }
        m_rest.assign(at, std::size_t(end - at));
        batch.storage = std::move(storage);
        batch.bytesRead = m_text.bytes().position();
        batch.bytesTotal = m_text.bytes().total();
        return true;
    }
    const std::vector<std::string> &header() const override { return m_header; }

private:
    void addLine(std::string_view line, RowBatch &batch, BatchStorage &storage)
    {
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        ++m_line;
        if (line.find_first_not_of(" \t[],") == line.npos)
            return;
        const auto firstField = batch.fields.size();
        const auto reason =
            std::int64_t(line.size()) > m_limits.maxRecordBytes ? "too-long" : addObject(line, batch, storage);
        if (reason)
            batch.fields.resize(firstField);
        batch.rows.push_back(
            {m_line, std::uint32_t(firstField), std::uint32_t(batch.fields.size() - firstField), line, reason});
    }
    const char *addObject(std::string_view line, RowBatch &batch, BatchStorage &storage)
    {
        if (!simdjson::validate_utf8(line.data(), line.size()))
            return "bad-encoding";
        simdjson::dom::object object;
        if (m_parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS)
            return "bad-json";
        if (m_header.empty())
            for (const auto member : object)
                m_header.emplace_back(member.key);
        for (const auto &name : m_header) {
            simdjson::dom::element value;
            if (object[name].get(value) != simdjson::SUCCESS || value.is_null()) {
                batch.fields.emplace_back();
                continue;
            }
            std::string_view text;
            if (value.get(text) == simdjson::SUCCESS)
                batch.fields.push_back(storage.unquoted.emplace_back(text));
            else
                batch.fields.push_back(storage.unquoted.emplace_back(simdjson::minify(value)));
            if (std::int64_t(batch.fields.back().size()) > m_maxFieldBytes)
                return "too-long";
        }
        return nullptr;
    }

    TextSource m_text;
    ReadLimits m_limits;
    std::int64_t m_maxFieldBytes;
    std::string m_rest;
    simdjson::dom::parser m_parser;
    std::vector<std::string> m_header;
    std::int64_t m_line = 0;
};

} // namespace

std::unique_ptr<RowReader> openJsonLines(const InputSource &source, const Recipe &recipe, const ReadLimits &limits)
{
    return std::make_unique<JsonLinesReader>(source, recipe, limits);
}

} // namespace aisle
