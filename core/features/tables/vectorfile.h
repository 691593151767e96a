#pragma once
#include "core/transfer/reading/inputsource.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace aisle {

class JobContext;

/// Vectors of a file, a row each, and whose they are.
struct VectorFile
{
    QStringList keys; ///< [rows]
    int dims = 0;
    std::vector<float> values;  ///< [rows x dims]
    QStringList columns;        ///< [dims] what a table calls them; empty for arrays
    std::int64_t wrongRows = 0; ///< of a table, left out: a cell that is no number
    QString firstWrong;         ///< "line 12: \"n/a\" in the column x"
    bool byNumber = false;      ///< nothing named the rows: row n is of the key n
};

/// How the rows of a file find their keys.
struct VectorKeys
{
    QString column; ///< of a table; empty: its first
    QString file;   ///< a key a line, or an array of keys; empty: those beside the vectors, else the row's number
    QString tensor; ///< of npz and safetensors; empty: the only one of two dimensions
};

/// What a file of vectors lets one choose.
struct VectorFileLayout
{
    bool isTable = false;
    QStringList columns;  ///< of a table, as its header or their numbers call them
    QStringList tensors;  ///< of .npz and .safetensors: the arrays of two dimensions
    bool hasKeys = false; ///< an array of keys stands beside the vectors
};
/// @throws what readVectors() throws of a file that cannot be read
VectorFileLayout vectorFileLayout(const QString &path, const ReadLimits &limits, JobContext &job);

/// A table (csv, tsv, packed or not) with a column of keys and else numbers; .npy of two dimensions (one number a row
/// where it has one); .npz with such an array and, if it has one, an array of keys (`keys`, `ids`, `items` or `users`);
/// .safetensors. What is not finite is refused.
/// @throws Error features.no-rows, features.no-numbers, features.not-finite, features.keys, features.tensor, npy.*,
/// weights.*, input.*, archive.*
VectorFile readVectors(const QString &path, const VectorKeys &keys, const ReadLimits &limits, JobContext &job);

} // namespace aisle
