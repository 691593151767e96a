#pragma once
#include "core/common/ids.h"
#include "core/common/keyformatter.h"
#include "core/storage/project.h"
#include "core/storage/queries/tablecolumn.h"

#include <QString>
#include <QVariant>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace SQLite {
class Statement;
}

namespace aisle {

class JobContext;
struct TableShape;

/// Row ids in the order of a table: a few runs of consecutive ids where nothing is sorted or filtered, else 4 bytes a
/// row (8 where ids need them).
class RowOrder
{
public:
    RowOrder() = default;
    static RowOrder runs(const std::vector<std::pair<std::int64_t, std::int64_t>> &firstAndCount);
    static RowOrder list(std::vector<std::int64_t> ids);

    std::int64_t size() const { return m_size; }
    std::int64_t operator[](std::int64_t place) const;
    std::vector<std::int64_t> slice(std::int64_t from, std::int64_t count) const;

private:
    std::int64_t m_size = 0;
    std::vector<std::int64_t> m_runFirst;
    std::vector<std::int64_t> m_runStart; ///< place of each run's first id
    std::vector<std::uint32_t> m_narrow;
    std::vector<std::int64_t> m_wide;
};

/// One condition on one column; all of a request must hold.
struct ColumnFilter
{
    int column = 0;
    QString contains{};            ///< of texts, without regard to case
    bool equals = false;           ///< the whole text, as it is written
    bool exclude = false;          ///< rows that do not match
    std::optional<double> least{}; ///< of numbers and times (Unix ms), inclusive
    std::optional<double> most{};
    friend bool operator==(const ColumnFilter &, const ColumnFilter &) = default;
};

struct TableRequest
{
    std::vector<ColumnFilter> filters;
    int sortColumn = -1; ///< -1: as stored. Rows without a value come last either way.
    bool descending = false;
    std::shared_ptr<const std::vector<UserId>> shoppers{}; ///< narrowed to these; null: all
    std::shared_ptr<const std::vector<ItemId>> products{};
    /// How keys are shown: filters are about what is seen, and with pseudonyms what is personal is not asked for.
    KeyFormatter keys{};
};

struct TableRow
{
    std::int64_t id = 0;
    std::optional<UserId> user{};
    std::optional<ItemId> item{};
    QString userKey{};
    QString itemKey{};
    std::vector<QVariant> cells{}; ///< by column; a null variant where the row has no value
};

/// Reads one of a project's tables by pages. Thread-safe: each call is given the connection that it may use.
class TableQuery
{
public:
    using Table = ProjectTable;

    explicit TableQuery(Table table); ///< the columns that every project has
    ~TableQuery();
    /// The columns of this project: each attribute of its products or shoppers is one too (the forty that most have;
    /// where there are more a last column holds all of them as JSON), and those without any value are marked. A scan.
    /// @throws Cancelled
    static std::shared_ptr<const TableQuery> of(const Project &project, Table table, JobContext &job);

    Table table() const { return m_table; }
    const std::vector<TableColumn> &columns() const;

    std::int64_t totalRows(const Project &project) const;
    /// Row ids for a filter and sort; seconds for tens of millions of rows. Texts are sorted as people count (2 before
    /// 10). Filters and sorting of columns that there are not say nothing. @throws Cancelled
    RowOrder order(const Project &project, const TableRequest &request, JobContext &job) const;
    /// Rows by id, in the order asked; an id that is gone gives an empty row. About a millisecond for 256.
    std::vector<TableRow> rows(const Project &project, std::span<const std::int64_t> ids) const;

private:
    struct Counts;
    void fill(const Project &project, SQLite::Statement &row, TableRow &read) const;
    const Counts &counts(const Project &project) const; ///< of events per product and shopper; one scan, kept

    Table m_table;
    std::unique_ptr<TableShape> m_shape;
    std::unique_ptr<Counts> m_counts;
};

/// Events of each product, by ItemId value (entry 0 is unused); one scan.
std::vector<std::uint32_t> countEventsPerItem(const Project &project, JobContext &job);

} // namespace aisle
