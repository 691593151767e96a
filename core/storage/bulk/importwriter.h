#pragma once
#include "core/common/events.h"
#include "core/storage/project.h"

#include <QString>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace aisle {

/// An import that a file of the same size came in by.
struct EarlierImport
{
    ImportId id{};
    QString sha256;
    std::int64_t events = 0;
};
std::vector<EarlierImport> importsOfSize(const Project &project, std::int64_t bytes);

/// The record of one import, within the caller's transaction.
class ImportWriter
{
public:
    struct Source
    {
        QString name;   ///< of the file (and member)
        QString recipe; ///< JSON
        std::int64_t bytes = 0;
    };
    /// What became of the rows that are no events.
    struct Counts
    {
        std::int64_t rows = 0, rejected = 0, duplicates = 0;
        std::map<std::string, std::int64_t> reasons; ///< of what was rejected
    };

    ImportWriter(const Project &project, const Source &source); ///< begins the record

    ImportId id() const { return m_id; }
    /// Kinds by name: those known keep id, meaning and weight; new ones weigh as customary, but 1 where those that are
    /// there all weigh alike (as in 0.1, or because the analyst wants it so). @return ids, in the order given
    std::vector<int> writeKinds(std::span<const EventKind> kinds) const;
    void writeCounts(const Counts &counts) const;
    void writeHash(const QString &sha256) const;

private:
    const Project &m_project;
    ImportId m_id{};
};

} // namespace aisle
