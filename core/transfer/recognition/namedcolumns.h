#pragma once
#include "core/transfer/recognition/recognise.h"

#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace aisle {

class JobContext;

/// A row of a table that is read by the names of its columns.
struct NamedRow
{
    const RowBatch &batch;
    const RowBatch::Row &row;
    std::string_view field(std::size_t column) const { return batch.fields[row.firstField + column]; }
    QString text(std::size_t column) const; ///< trimmed
    QString where() const;                  ///< "line 12: \"...\""
};

/// A file, packed or not, as a table whose columns are asked for by name: what it is (marks, quotes, encoding) is
/// recognised as for an import.
class NamedColumns
{
public:
    /// @throws what recognise() and openRows() throw
    NamedColumns(const QString &path, const RecognitionHints &hints, const ReadLimits &limits);
    /// @throws Error import.no-column
    std::size_t place(const QString &column) const;
    std::optional<std::size_t> placeOrNone(const QString &column) const; ///< empty name: none. @throws as place()
    const Recipe &recipe() const { return m_recipe; }
    /// Every row in the file's order. @param isWhole  false: no row that the table could have
    void each(const QString &what, JobContext &job, const std::function<void(const NamedRow &row, bool isWhole)> &take);

private:
    InputSource m_source;
    Recipe m_recipe;
    std::unique_ptr<RowReader> m_reader;
};

} // namespace aisle
