#pragma once
#include <QString>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <variant>

namespace SQLite {
class Column;
class Database;
class Statement;
} // namespace SQLite

namespace aisle {

/// For a mark of a statement; nothing is NULL.
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// Runs a statement that yields nothing. @param values  of its marks, in their order. @throws SQLite::Exception
void execute(SQLite::Database &database, const std::string &sql, std::initializer_list<SqlValue> values);

/// Runs a statement that yields nothing and whose values are bound, ready for the next ones. @throws SQLite::Exception
void runOnce(SQLite::Statement &statement);

/// @tparam Statement  SQLite::Statement, which is not known here
template <typename Statement, typename Value>
void bindOrNull(Statement &statement, int mark, const std::optional<Value> &value)
{
    if (value)
        statement.bind(mark, *value);
    else
        statement.bind(mark);
}

QString columnText(const SQLite::Column &column);
double numberOf(const SQLite::Column &column); ///< SQLite stores a NaN as NULL; both come back as NaN

/// For LIKE with ESCAPE '\': texts that begin with this one, or have it anywhere.
std::string likePattern(const QString &text, bool anywhere);

} // namespace aisle
