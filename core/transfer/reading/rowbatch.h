#pragma once
#include "core/transfer/tables/linecounts.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

/// A batch of records of one file. Views point into `storage` (or a buffer that the batch keeps alive): moving a batch
/// keeps them valid, and batches may be handed to another thread.
struct RowBatch
{
    struct Row
    {
        std::int64_t line = 0;        ///< from 1, of the record's first line
        std::uint32_t firstField = 0; ///< into fields
        std::uint32_t fieldCount = 0;
        std::string_view raw;         ///< the record as UTF-8, without its line end
        const char *reason = nullptr; ///< non-null: cannot be an event ("wrong-fields", "bad-encoding", "nul",
                                      ///< "too-long", "open-quote"); fields may be empty
    };
    std::vector<Row> rows;
    std::vector<std::string_view> fields; ///< unquoted UTF-8
    std::shared_ptr<void> storage;
    std::int64_t bytesRead = 0;  ///< of the file so far (compressed bytes for archives): progress
    std::int64_t bytesTotal = 0; ///< 0 when unknown
    void clear();
};

/// Reads records one batch after another; decodes to UTF-8. Streaming: memory is bounded by the batch and the record
/// limit. Errors of the container (truncated, wrong checksum, lying size, bomb) are thrown by next().
class RowReader
{
public:
    virtual ~RowReader() = default;
    /// @return false at the end. @throws Error archive.*, input.read
    virtual bool next(RowBatch &batch) = 0;
    /// Header names (trimmed, made distinct, blank ones named "#n"); empty without a header.
    virtual const std::vector<std::string> &header() const = 0;
    /// What became of the lines that were read so far; of the whole file after next() said that it ended.
    virtual LineCounts lines() const { return {}; }
};

} // namespace aisle
