#pragma once
#include "core/storage/project.h"
#include "core/storage/queries/tablecolumn.h"

#include <map>
#include <string>
#include <vector>

namespace aisle {

/// Where a column's values come from: a field of the table's own row, of a row it links to, a count, or a member of the
/// row's JSON of attributes.
struct TableSource
{
    enum class From { Own, Linked, Events, Shoppers, First, Last, Attribute } from;
    const char *field;
    const char *link = nullptr;  ///< own field that holds the linked row's id
    const char *table = nullptr; ///< linked table
    std::string attribute{};     ///< its key as the JSON writes it

    bool isCounted() const { return from >= From::Events && from <= From::Last; }
};

/// A table as the database has it: its columns and where they come from, in the same order.
struct TableShape
{
    const char *name;      ///< or a query in brackets
    const char *userField; ///< the shopper's id; null: none
    const char *itemField;
    std::vector<TableColumn> columns;
    std::vector<TableSource> sources;
    std::map<std::string, std::size_t, std::less<>> attributes{}; ///< columns by their key in the JSON
    /// Where one row is read, of the id ?1; empty: the table.
    std::string oneRow{};

    void add(TableColumn column, TableSource source);
};

/// What every project's table has.
TableShape basicShape(ProjectTable table);
/// That and what this project has: its attributes as columns, and which columns have no value. @throws Cancelled
TableShape projectShape(const Project &project, ProjectTable table, JobContext &job);

} // namespace aisle
