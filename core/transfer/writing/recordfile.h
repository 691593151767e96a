#pragma once
#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <variant>

namespace aisle {

struct RecordColumn
{
    const char *name;
    bool isFreeText = false; ///< made safe for spreadsheets in CSV (spreadsheetSafe); keys are written as they are
};

struct JsonText
{
    QString text; ///< one JSON object
};

/// One field of a record; monostate is what is absent: an empty cell in CSV, left out of a JSON line. A float is
/// written with the digits that a float has.
using RecordValue = std::variant<std::monostate, QString, std::int64_t, double, float, bool, JsonText>;

enum class RecordFormat { Csv, JsonLines };

/// Writes records as CSV (".csv") or as a JSON object a line (".jsonl", ".json"), by the file's name, packed where that
/// ends in ".gz" too. The file appears whole at close(); without it nothing is written.
class RecordFile
{
public:
    /// @param columns    must outlive this
    /// @param otherwise  what a name that says nothing of the format (no ending, or ".txt") is taken for
    /// @throws Error export.unknown-format, export.onto-project, export.cannot-write
    static std::unique_ptr<RecordFile> open(const QString &path, std::span<const RecordColumn> columns,
                                            std::optional<RecordFormat> otherwise = {});

    virtual ~RecordFile() = default;
    virtual void write(std::span<const RecordValue> fields) = 0; ///< aligned with the columns
    virtual void close() = 0;                                    ///< @throws Error export.cannot-write
};

} // namespace aisle
