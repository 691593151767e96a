#include "core/transfer/reading/carriedrows.h"

#include "core/common/text/ascii.h"
#include "core/transfer/reading/headernames.h"

#include <algorithm>
#include <array>

namespace aisle {

namespace {

class CarryingReader : public RowReader
{
public:
    CarryingReader(std::unique_ptr<RowReader> reader, const Recipe &recipe)
        : m_reader(std::move(reader)), m_header(m_reader->header()),
          m_carried(recipe.hasGroups(), recipe.quotes == Quotes::Ditto)
    {
        if (recipe.hasGroups() && !m_header.empty())
            m_header.emplace_back(kGroupColumn);
    }
    bool next(RowBatch &batch) override
    {
        const bool more = m_reader->next(batch);
        if (!batch.rows.empty())
            m_carried.take(batch.rows, batch.fields, *static_cast<BatchStorage *>(batch.storage.get()));
        return more;
    }
    const std::vector<std::string> &header() const override { return m_header; }
    LineCounts lines() const override
    {
        auto counts = m_reader->lines();
        counts.data -= m_carried.groupLines();
        counts.skipped += m_carried.groupLines();
        return counts;
    }

private:
    std::unique_ptr<RowReader> m_reader;
    std::vector<std::string> m_header;
    CarriedRows m_carried;
};

} // namespace

bool isDitto(std::string_view cell)
{
    static constexpr std::array<std::string_view, 14> kMarks{"\"",  "〃",    "″",     "”",    "-\"-", "-〃-", "do.",
                                                             "Do.", "ditto", "Ditto", "dito", "idem", "同上", "同前"};
    const bool canBe = !cell.empty() && cell.size() <= 12 && !isDigit(cell.front());
    return canBe && std::ranges::find(kMarks, trimmed(cell)) != kMarks.end();
}

std::optional<std::string_view> groupOfLine(std::string_view line)
{
    constexpr std::size_t kLongest = 60;
    line = trimmed(line);
    if (line.size() < 2 || line.size() > kLongest || line.back() != ':')
        return {};
    line.remove_suffix(1);
    return line.find_first_of(",;\t|:\"{") == line.npos ? std::optional(trimmed(line)) : std::nullopt;
}

void CarriedRows::takeCell(std::string_view cell, std::size_t column, std::vector<std::string_view> &fields,
                           BatchStorage &texts)
{
    if (column >= m_above.size())
        m_above.resize(column + 1);
    if (isDitto(cell))
        cell = texts.unquoted.emplace_back(m_above[column]);
    else
        m_above[column].assign(cell);
    fields.push_back(cell);
}

void CarriedRows::take(std::vector<RowBatch::Row> &rows, std::vector<std::string_view> &fields, BatchStorage &texts)
{
    std::vector<std::string_view> carried;
    carried.reserve(fields.size() + (m_groups ? rows.size() : 0));
    std::optional<std::string_view> group;
    std::erase_if(rows, [&](RowBatch::Row &row) {
        if (const auto key = m_groups ? groupOfLine(row.raw) : std::nullopt) {
            m_group.assign(*key);
            group.reset();
            ++m_groupLines;
            return true;
        }
        const auto *cells = fields.data() + row.firstField;
        row.firstField = std::uint32_t(carried.size());
        for (std::uint32_t i = 0; i < row.fieldCount; ++i) {
            if (m_dittos && !row.reason)
                takeCell(cells[i], i, carried, texts);
            else
                carried.push_back(cells[i]);
        }
        if (m_groups && !row.reason) {
            if (!group)
                group = texts.unquoted.emplace_back(m_group);
            carried.push_back(*group);
            ++row.fieldCount;
        }
        return false;
    });
    fields = std::move(carried);
}

std::unique_ptr<RowReader> carryingReader(std::unique_ptr<RowReader> reader, const Recipe &recipe)
{
    return std::make_unique<CarryingReader>(std::move(reader), recipe);
}

} // namespace aisle
