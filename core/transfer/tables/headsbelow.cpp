#include "core/transfer/tables/headsbelow.h"

#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/tokeniser.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kLongestOrder = 100'000; ///< rows that are held back

class HeadsFirstReader : public RowReader
{
public:
    HeadsFirstReader(std::unique_ptr<RowReader> reader, const Recipe &recipe) : m_reader(std::move(reader))
    {
        for (std::size_t i = 0; i < recipe.columns.size(); ++i) {
            if (recipe.filledDown.contains(recipe.columns[i].column))
                m_heads.push_back(i);
            if (!recipe.orderColumn.isEmpty() && recipe.columns[i].column == recipe.orderColumn)
                m_order = i;
        }
    }
    bool next(RowBatch &batch) override
    {
        batch = {};
        const bool more = m_reader->next(m_below);
        auto texts = std::make_shared<Texts>();
        texts->below = m_below.storage;
        takeHeld(batch, texts->held);
        for (auto row : m_below.rows) {
            const auto *cells = m_below.fields.data() + row.firstField;
            row.firstField = std::uint32_t(batch.fields.size());
            batch.fields.insert(batch.fields.end(), cells, cells + row.fieldCount);
            batch.rows.push_back(row);
        }
        turnOrders(batch, more);
        batch.storage = std::move(texts);
        batch.bytesRead = m_below.bytesRead;
        batch.bytesTotal = m_below.bytesTotal;
        return more || !batch.rows.empty();
    }
    const std::vector<std::string> &header() const override { return m_reader->header(); }
    LineCounts lines() const override { return m_reader->lines(); }

private:
    struct Texts
    {
        std::shared_ptr<void> below;
        std::deque<std::string> held;
    };
    struct HeldRow
    {
        RowBatch::Row row;
        std::string raw;
        std::vector<std::string> cells;
    };

    static std::string_view cell(const RowBatch &batch, const RowBatch::Row &row, std::size_t column)
    {
        return column < row.fieldCount ? trimmed(batch.fields[row.firstField + column]) : std::string_view();
    }
    /// Whether an order ends with the row before `next`.
    bool ends(const RowBatch &batch, const RowBatch::Row &row, const RowBatch::Row &next) const
    {
        if (m_order)
            return cell(batch, row, *m_order) != cell(batch, next, *m_order);
        return hasHead(batch, row);
    }
    bool hasHead(const RowBatch &batch, const RowBatch::Row &row) const
    {
        return std::ranges::all_of(m_heads, [&](auto column) { return !cell(batch, row, column).empty(); });
    }
    /// Puts the last row of each order before its others; the last order waits for its further rows.
    void turnOrders(RowBatch &batch, bool more)
    {
        auto &rows = batch.rows;
        auto first = rows.begin();
        for (auto row = rows.begin(); row != rows.end(); ++row) {
            const auto after = row + 1;
            const bool isLast =
                after == rows.end() ? !more || (!m_order && hasHead(batch, *row)) : ends(batch, *row, *after);
            if (!isLast)
                continue;
            std::rotate(first, row, after);
            first = after;
        }
        if (std::size_t(rows.end() - first) > kLongestOrder)
            return;
        for (auto row = first; row != rows.end(); ++row)
            hold(batch, *row);
        rows.erase(first, rows.end());
    }
    void hold(const RowBatch &batch, const RowBatch::Row &row)
    {
        const auto begin = batch.fields.begin() + std::ptrdiff_t(row.firstField);
        m_held.push_back({row, std::string(row.raw), {begin, begin + std::ptrdiff_t(row.fieldCount)}});
    }
    void takeHeld(RowBatch &batch, std::deque<std::string> &texts)
    {
        for (auto &held : m_held) {
            auto row = held.row;
            row.raw = texts.emplace_back(std::move(held.raw));
            row.firstField = std::uint32_t(batch.fields.size());
            for (auto &text : held.cells)
                batch.fields.push_back(texts.emplace_back(std::move(text)));
            batch.rows.push_back(row);
        }
        m_held.clear();
    }

    std::unique_ptr<RowReader> m_reader;
    std::vector<std::size_t> m_heads;
    std::optional<std::size_t> m_order;
    RowBatch m_below;
    std::vector<HeldRow> m_held;
};

} // namespace

std::unique_ptr<RowReader> headsFirst(std::unique_ptr<RowReader> reader, const Recipe &recipe)
{
    return std::make_unique<HeadsFirstReader>(std::move(reader), recipe);
}

} // namespace aisle
