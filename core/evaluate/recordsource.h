#pragma once
#include <QString>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace aisle {

/// Hands out the records of a file one by one, fields as UTF-8. Whoever reads files provides it.
struct RecordSource
{
    QString name; ///< of the file, as errors call it
    /// @return the record's line, from 1; 0 at the end
    std::function<std::int64_t(std::vector<std::string> &fields)> next;
};

} // namespace aisle
