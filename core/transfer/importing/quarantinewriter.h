#pragma once
#include "core/storage/project.h"
#include "core/transfer/importing/eventcoder.h"

#include <map>
#include <memory>

namespace SQLite {
class Statement;
}

namespace aisle {

/// Keeps rejected rows within the caller's transaction: every one with file, line and reason; the texts of the first
/// million of an import, each at most 4,096 characters.
class QuarantineWriter
{
public:
    QuarantineWriter(const Project &project, std::int64_t import, const QString &file);
    ~QuarantineWriter();
    void add(const RowBatch::Row &row, const Rejection &rejection);
    std::int64_t count() const { return m_count; }
    const std::map<std::string, std::int64_t> &reasons() const { return m_reasons; }

private:
    std::unique_ptr<SQLite::Statement> m_insert;
    std::map<std::string, std::int64_t> m_reasons;
    std::int64_t m_count = 0;
};

} // namespace aisle
