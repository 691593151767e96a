#pragma once
#include "core/storage/project.h"
#include "core/transfer/importing/codedrow.h"
#include "core/transfer/importing/partition.h"

#include <map>
#include <memory>
#include <vector>

namespace aisle {

/// What the codes of an import stand for in the project.
struct CodeIds
{
    std::vector<std::int64_t> users, items, sessions; ///< ids by code
    std::vector<int> kinds;                           ///< EventKind::id by code
};

/// Writes clustered events and their ranges within the caller's transaction.
class EventWriter
{
public:
    EventWriter(const Project &project, std::int64_t import, const RowLayout &layout, const CodeIds &ids,
                const TextSpool &contexts);
    ~EventWriter();

    void write(const SortedRows &sorted);
    void finish(); ///< writes the ranges

    std::int64_t firstEvent() const { return m_firstEvent; }
    std::int64_t count() const { return m_count; }
    std::int64_t userCount() const { return static_cast<std::int64_t>(m_ranges.size()); }
    std::int64_t itemCount() const { return m_itemCount; }
    const std::vector<std::int64_t> &perKind() const { return m_perKind; } ///< by code
    const std::map<StoredPart, std::int64_t> &perPart() const { return m_perPart; }
    std::int64_t firstAt() const { return m_firstAt; } ///< kNoTime when no event has a time
    std::int64_t lastAt() const { return m_lastAt; }

private:
    struct Statement;
    struct Range
    {
        std::uint32_t user;
        std::uint32_t count;
    };
    void count(const CodedRow &row);

    const Project &m_project;
    std::int64_t m_import;
    RowLayout m_layout;
    const CodeIds &m_ids;
    const TextSpool &m_contexts;
    std::unique_ptr<Statement> m_insert;
    std::int64_t m_firstEvent = 0;
    std::int64_t m_count = 0;
    std::int64_t m_itemCount = 0;
    std::vector<bool> m_itemSeen;
    std::vector<std::int64_t> m_perKind;
    std::map<StoredPart, std::int64_t> m_perPart;
    std::int64_t m_firstAt = kNoTime;
    std::int64_t m_lastAt = kNoTime;
    std::vector<Range> m_ranges;
};

} // namespace aisle
