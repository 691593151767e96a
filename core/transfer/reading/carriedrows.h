#pragma once
#include "core/transfer/reading/rowbatch.h"
#include "core/transfer/reading/tokeniser.h"
#include "core/transfer/recipe.h"

#include <optional>

namespace aisle {

/// Whether a cell says "the same as above": ", 〃, ditto, idem, 同上.
bool isDitto(std::string_view cell);

/// The key of a line that heads the rows below it, `1:`; nothing where a line is none.
std::optional<std::string_view> groupOfLine(std::string_view line);

/// Gives rows what they take from lines above them: the key of their group as one more field, and the value of the row
/// above where a cell says "the same". Lines that head a group are no rows.
class CarriedRows
{
public:
    CarriedRows(bool groups, bool dittos) : m_groups(groups), m_dittos(dittos) {}
    void take(std::vector<RowBatch::Row> &rows, std::vector<std::string_view> &fields, BatchStorage &texts);
    std::int64_t groupLines() const { return m_groupLines; }

private:
    void takeCell(std::string_view cell, std::size_t column, std::vector<std::string_view> &fields,
                  BatchStorage &texts);

    bool m_groups, m_dittos;
    std::string m_group;
    std::vector<std::string> m_above; ///< the cells of the row before
    std::int64_t m_groupLines = 0;
};

/// The rows of `reader`, which reads the file's own columns, with what the recipe carries.
std::unique_ptr<RowReader> carryingReader(std::unique_ptr<RowReader> reader, const Recipe &recipe);

} // namespace aisle
