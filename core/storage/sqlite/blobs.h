#pragma once
#include <cstddef>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

/// Numbers as they lie in memory, in one value of a row. SQLite::Statement and SQLite::Column are not known here.
namespace aisle {

/// The numbers must stay until the statement has run. An empty span has no address, and a blob without an address would
/// be NULL.
template <class Statement, class Number>
void bindBlob(Statement &statement, int mark, std::span<const Number> numbers)
{
    const void *data = numbers.empty() ? "" : static_cast<const void *>(numbers.data());
    statement.bindNoCopy(mark, data, static_cast<int>(numbers.size_bytes()));
}

/// Absent where it is no blob of such numbers.
template <class Number, class Column>
std::optional<std::vector<Number>> fromBlob(const Column &column)
{
    const auto bytes = static_cast<std::size_t>(column.getBytes());
    if (!column.isBlob() || bytes % sizeof(Number) != 0)
        return {};
    std::vector<Number> numbers(bytes / sizeof(Number));
    if (bytes > 0)
        std::memcpy(static_cast<void *>(numbers.data()), column.getBlob(), bytes);
    return numbers;
}

} // namespace aisle
