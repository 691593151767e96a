#pragma once
#include <QString>
#include <QStringList>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

class JobContext;

/// Names of entities and relations are words, no texts.
inline constexpr int kLongestGraphName = 1000; ///< bytes

/// What a file of a few columns of names is.
struct ColumnForm
{
    std::vector<QStringList> words;          ///< [columns] what headers call each, lower case without marks
    std::vector<std::size_t> order;          ///< [columns] where each stands without a header
    std::vector<std::size_t> orderWithCount; ///< the same where the first line is a lone count; empty: no other
    bool mayHaveMore = false;                ///< further columns are left out
    bool isFixed = false;                    ///< what a header says of the order does not count
};

/// What became of its rows.
struct ColumnFile
{
    QString name;                      ///< without the folder
    std::optional<std::int64_t> count; ///< what its first line says it holds
    bool hasHeader = false;
    std::int64_t rows = 0; ///< good and rejected ones
    std::int64_t rejected = 0;
    std::map<std::string, std::int64_t> reasons; ///< of those, how many
    QStringList examples;                        ///< up to three: "line 12: a b"

    void reject(const char *reason, std::int64_t line, const QString &text);
};

/// Reads a text file, packed or not, whose columns are divided by tabs, commas, semicolons, bars or spaces: whichever
/// gives most lines as many fields as the form has columns. A header may name the columns ("head_id:token" as RecBole
/// writes it too), in any order and with others between. Rows that have not these columns, an empty or a too long name,
/// a NUL or bytes that are no text are counted and left out.
/// @param take  is given the fields in the form's order, trimmed, and the line; says why a row cannot be, or null
/// @throws Error import.empty-file, import.not-text, input.*, archive.*, graph.no-rows where no row is good; Cancelled
ColumnFile
readColumns(const QString &path, const ColumnForm &form, JobContext &job,
            const std::function<const char *(std::span<const std::string_view> fields, std::int64_t line)> &take);

} // namespace aisle
