#pragma once
#include "core/storage/bulk/codedevent.h"
#include "core/storage/project.h"

#include <map>
#include <memory>
#include <string_view>
#include <vector>

namespace aisle {

/// What an import wrote.
struct WrittenEvents
{
    std::int64_t first = 0; ///< row id
    std::int64_t count = 0;
    std::int64_t users = 0, items = 0; ///< distinct
    std::vector<std::int64_t> perKind; ///< by code
    std::map<StoredPart, std::int64_t> perPart;
    std::int64_t firstAt = kNoTime, lastAt = kNoTime; ///< kNoTime when no event has a time
};

/// Writes the events of one import, clustered by shopper, within the caller's transaction.
class EventWriter
{
public:
    /// @param ids  must outlive this
    EventWriter(const Project &project, ImportId import, const EventColumns &columns, const CodedIds &ids);
    ~EventWriter();

    /// The events of a shopper come one after another.
    /// @param context  small JSON, empty: none. @throws Error disk.full, project.*
    void write(const CodedEvent &event, std::string_view context);
    /// Writes the ranges of the shoppers and what the import counted by kind and part; forgets kinds that no stored
    /// event has, such as a default that was never needed. Once, after the last write().
    void finish();

    const WrittenEvents &written() const { return m_written; } ///< users: after finish()

private:
    struct Statement;
    struct Range
    {
        std::uint32_t user;
        std::int64_t count;
    };
    void count(const CodedEvent &event);
    void writeRanges() const;
    void writeFigures() const;
    void writeCounts(const char *query, const std::vector<std::pair<int, std::int64_t>> &counts) const;

    const Project &m_project;
    ImportId m_import;
    const CodedIds &m_ids;
    std::unique_ptr<Statement> m_insert;
    WrittenEvents m_written;
    std::vector<bool> m_itemSeen;
    std::vector<Range> m_ranges;
};

} // namespace aisle
