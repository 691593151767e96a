#pragma once
#include "core/common/ids.h"
#include "core/storage/project.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace SQLite {
class Statement;
}

namespace aisle {

struct RejectedRow
{
    std::int64_t line = 0; ///< from 1, of the record's first line
    std::string_view text; ///< the record as UTF-8
    std::string_view reason;
    std::string_view detail; ///< the offending field
};

/// Keeps rejected rows within the caller's transaction: every one with file, line and reason; the texts of the first
/// million of an import, each at most 4,096 characters.
class QuarantineWriter
{
public:
    QuarantineWriter(const Project &project, ImportId import, const QString &file);
    ~QuarantineWriter();
    void add(const RejectedRow &row);
    std::int64_t count() const { return m_count; }
    const std::map<std::string, std::int64_t> &reasons() const { return m_reasons; }

private:
    const Project &m_project;
    std::unique_ptr<SQLite::Statement> m_insert;
    std::map<std::string, std::int64_t> m_reasons;
    std::int64_t m_count = 0;
};

} // namespace aisle
