#pragma once
#include "core/transfer/importing/eventcoder.h"
#include "core/transfer/importing/eventwriter.h"
#include "core/transfer/importing/importer.h"

namespace aisle {

/// Shoppers, products, sessions and kinds of an import, within the caller's transaction: what the project knows keeps
/// its id, the rest gets new ones.
class KeyWriter
{
public:
    explicit KeyWriter(const Project &project) : m_project(project) {}

    /// Gives the keys that the project has the first codes, in the order of their ids.
    void loadKnown(EventCoder &coder);

    std::vector<std::int64_t> writeUsers(const EventCoder &coder, std::int64_t import);
    std::vector<std::int64_t> writeItems(const EventCoder &coder, std::int64_t import);
    std::vector<std::int64_t> writeSessions(const EventCoder &coder, std::int64_t import);
    std::vector<int> writeKinds(const EventCoder &coder);

    void writeCounts(const ImportSummary &summary, const std::vector<int> &kinds, const EventWriter &writer);
    void writeHash(ImportId import, const QString &hash);

private:
    const Project &m_project;
    std::vector<std::int64_t> m_users, m_items, m_sessions; ///< ids of the keys known before, by code
};

} // namespace aisle
