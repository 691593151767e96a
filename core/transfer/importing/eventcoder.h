#pragma once
#include "core/transfer/importing/codedrow.h"
#include "core/transfer/importing/itemfacts.h"
#include "core/transfer/importing/jointable.h"
#include "core/transfer/importing/keycoder.h"
#include "core/transfer/importing/spillfile.h"
#include "core/transfer/reading/rowbatch.h"
#include "core/transfer/times/timeparser.h"

#include <optional>
#include <string>
#include <vector>

namespace aisle {

struct Rejection
{
    const char *reason;
    std::string_view detail; ///< the offending text
};

/// Turns the fields of a row into a coded event by a recipe: finds the columns, reads numbers and times, codes the
/// keys. A rejected row codes nothing, so that no shopper or product comes into being by it.
class EventCoder
{
public:
    /// Columns are by position; the join column and the part column by name.
    /// @throws Error import.no-user, import.no-item, import.one-column, import.no-column
    EventCoder(const Recipe &recipe, const JoinTable *join, const QString &spillFolder, const QString &file);

    RowLayout layout() const { return m_layout; }
    std::optional<Rejection> code(const RowBatch &batch, const RowBatch::Row &row, CodedRow &out);
    /// One pair of an adjacency or sequences file.
    CodedRow codePair(std::string_view user, std::string_view item);
    bool isMissing(std::string_view trimmed) const;
    bool isGuest() const { return m_isGuest; } ///< the row that was coded last has no shopper of its own

    const std::vector<EventKind> &kinds() const { return m_kinds; } ///< by CodedRow::kind, without ids
    const TextSpool &contexts() const { return m_contexts; }

    KeyCoder users, items, sessions;
    FactCollector itemFacts, userFacts;
    std::vector<std::pair<std::int64_t, double>> itemPrices; ///< by item: time and unit price of its newest event

private:
    struct Column
    {
        int main = -1;
        int joined = -1;
        int other = -1; ///< a second one of the same role: it counts where the first is empty
        bool exists() const { return main >= 0 || joined >= 0; }
        bool isJoined() const { return main < 0 && joined >= 0; }
    };
    void findColumns(const QString &file);
    void findFilledDown();
    void fillDown();
    bool isTotalLine(std::string_view user) const;
    void assign(const ColumnRole &role, Column column);
    void describeLayout();
    std::string_view text(const Column &column) const; ///< of the current row, trimmed; empty when missing
    std::optional<double> number(std::string_view text) const;
    std::uint16_t kindOf(std::string_view word);
    std::uint16_t addKind(const QString &word);
    StoredPart partOf(std::string_view word) const;
    std::optional<Rejection> codeFigures(CodedRow &out);
    std::optional<Rejection> codeTime(CodedRow &out);
    void codeKeys(std::string_view user, std::string_view item, CodedRow &out);
    std::uint64_t codeContext();

    const Recipe &m_recipe;
    const JoinTable *m_join;
    RowLayout m_layout;
    Column m_user, m_guest, m_item, m_kind, m_time, m_value, m_quantity, m_price, m_total, m_clock, m_session, m_part,
        m_joinKey;
    std::vector<Column> m_itemColumns, m_userColumns, m_contextColumns;
    std::vector<std::string> m_contextNames;
    std::vector<std::string> m_missing, m_unrated;
    std::size_t m_longestMissing = 0;
    TimeParser m_times;
    std::vector<EventKind> m_kinds;
    KeyCoder m_kindWords;
    std::vector<std::uint16_t> m_kindOfWord;
    std::uint16_t m_returnKind = 0;
    std::uint16_t m_defaultKind = 0;
    TextSpool m_contexts;
    std::string m_scratch;

    /// A column that an order's first line has for all of its lines.
    struct FilledDown
    {
        std::size_t column;
        std::string value{};
    };
    std::vector<FilledDown> m_filledDown;
    int m_orderColumn = -1;
    std::string m_order;
    std::vector<std::string_view> m_filled; ///< the current row, filled; empty where nothing is filled down

    bool m_isGuest = false;
    const RowBatch *m_batch = nullptr; ///< the current row
    const RowBatch::Row *m_row = nullptr;
    std::optional<std::span<const std::uint32_t>> m_joined;
};

} // namespace aisle
