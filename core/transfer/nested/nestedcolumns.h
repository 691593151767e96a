#pragma once
#include "core/transfer/reading/sample.h"

#include <map>
#include <optional>

namespace aisle {

/// How the nested cells of a file become plain ones.
struct NestedColumns
{
    Flattening flattening;
    std::vector<std::string> columns; ///< as they are called afterwards
    QStringList remarks;              ///< English sentences
    std::map<QString, QString> roles; ///< of columns that are known with it: "item", "quantity", "kind", ...
};

/// Looks for objects and lists in the cells of a sample, and for lists of products that are written as one text.
/// @param item  the column told to be the product; may be empty
/// @return nothing where every cell is plain
std::optional<NestedColumns> findNested(const std::vector<std::string> &names, const SampleRows &sample,
                                        std::size_t firstRow, const QString &item);

/// The rows from `firstRow` on as `nested` says. Takes the texts of `sample` along.
SampleRows flattened(SampleRows sample, std::size_t firstRow, const NestedColumns &nested);

} // namespace aisle
