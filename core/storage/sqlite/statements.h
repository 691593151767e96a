#pragma once
#include <QString>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace SQLite {
class Column;
class Database;
class Statement;
} // namespace SQLite

namespace aisle {

/// For a mark of a statement; nothing is NULL.
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A statement that is ready to run. @param values  of its marks, in their order. @throws SQLite::Exception
SQLite::Statement boundStatement(SQLite::Database &database, const std::string &sql,
                                 std::initializer_list<SqlValue> values);

/// Runs a statement that yields nothing. @param values  of its marks, in their order. @throws SQLite::Exception
void execute(SQLite::Database &database, const std::string &sql, std::initializer_list<SqlValue> values);

/// Runs a statement that yields nothing with these values of its marks, ready for the next ones.
/// @throws SQLite::Exception
void runWith(SQLite::Statement &statement, std::initializer_list<SqlValue> values);

/// Runs a statement that yields nothing and whose values are bound, ready for the next ones. @throws SQLite::Exception
void runOnce(SQLite::Statement &statement);

/// @tparam Statement  SQLite::Statement, which is not known here
template <typename Statement, typename Value>
void bindOrNull(Statement &statement, int mark, const std::optional<Value> &value)
{
    if (value)
        return statement.bind(mark, *value);
    statement.bind(mark);
}

/// What `read` makes of each row that is left.
auto allRows(auto &rows, const auto &read)
{
    std::vector<decltype(read(rows))> all;
    while (rows.executeStep())
        all.push_back(read(rows));
    return all;
}

/// What it makes of the first row, if there is one.
auto firstRow(auto &row, const auto &read)
{
    return row.executeStep() ? std::optional(read(row)) : std::nullopt;
}

QString columnText(const SQLite::Column &column);
double numberOf(const SQLite::Column &column); ///< SQLite stores a NaN as NULL; both come back as NaN

/// For LIKE with ESCAPE '\': texts that begin with this one, or have it anywhere.
std::string likePattern(const QString &text, bool anywhere);

} // namespace aisle
