#pragma once
#include "core/common/events.h"
#include "core/storage/project.h"

#include <QString>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

class JobContext;

/// One import as the project remembers it.
struct ImportRecord
{
    ImportId id{};
    QString source; ///< file name (and member), as given
    QString sha256;
    QString recipe; ///< JSON: everything needed to import the next file of the same shape
    QString status; ///< "done" (others are removed at opening)
    std::int64_t rows = 0;
    std::int64_t events = 0;
    std::int64_t rejected = 0;
    std::int64_t duplicates = 0;
    std::int64_t at = 0;                         ///< when, Unix milliseconds
    std::optional<std::int64_t> firstAt, lastAt; ///< of its events; absent without times
    std::map<std::string, std::int64_t> reasons; ///< rejected rows by reason
};

/// An import of events that the project had for a while.
struct TakenBack
{
    std::int64_t importedAt = 0, takenBackAt = 0; ///< Unix milliseconds
};

struct QuarantinedRow
{
    ImportId import{};
    QString file;
    std::int64_t line = 0; ///< from 1, of the record's first line
    QString text;          ///< raw, at most 4,096 characters
    QString reason;        ///< a code: no-user, no-item, bad-time, wrong-fields, bad-encoding, nul, too-long, ...
    QString detail;        ///< the offending field's text, may be empty
};

/// Reading of events. Events lie clustered by shopper: a shopper has one range of rows an import.
class EventStore
{
public:
    explicit EventStore(const Project &project) : m_project(project) {}

    std::vector<EventKind> kinds() const;
    void setKindMeaning(int kind, Meaning meaning, double weight); ///< the analyst corrects a mapping
    std::int64_t count() const;                                    ///< stored events; from event_range, no scan

    /// Events by EventKind::id, by part, and the time of the oldest and the newest event; from what each import
    /// counted.
    std::map<int, std::int64_t> countsPerKind() const;
    std::map<StoredPart, std::int64_t> countsPerPart() const;
    std::optional<std::pair<std::int64_t, std::int64_t>> period() const;

    /// Whether an import took the log's sessions as its shoppers: then they are no baskets besides.
    bool sessionsAreShoppers() const;

    /// Events of each shopper over all imports, by ascending UserId; cheap (from event_range).
    std::vector<std::pair<UserId, std::int64_t>> countsPerUser() const;

    /// Every event in row order (one sequential read). Within an import rows are grouped by shopper, and within a
    /// shopper in the file's order. `job` may be null; else its checkpoint() is called every few thousand rows.
    void scan(const std::function<void(const StoredEvent &)> &visit, JobContext *job = nullptr) const;

    /// One shopper's events over all imports, oldest first (file order where there is no time).
    std::vector<StoredEvent> history(UserId user) const;

    /// The `context` of an event (small JSON) by its place in a shopper's history(); empty strings where there is none.
    std::vector<QString> contexts(UserId user) const;

    std::vector<ImportRecord> imports() const; ///< by id
    /// Takes an import back: its events, its quarantine, users, items, sessions and kinds that nothing else refers to,
    /// and the titles and attributes that it gave to others. @throws Error import.unknown
    void undoImport(ImportId import, JobContext &job);
    /// The same within the caller's transaction.
    void removeImport(ImportId import, JobContext &job);
    std::vector<TakenBack> takenBack() const; ///< those with events that were taken back or replaced, oldest first

    std::int64_t quarantinedCount() const;
    std::vector<QuarantinedRow> quarantined(std::int64_t offset, std::int64_t limit) const;
    /// The first line that an import rejected, by reason; of the rows that the quarantine keeps.
    std::map<std::string, std::int64_t> firstRejected(ImportId import) const;

private:
    const Project &m_project;
};

} // namespace aisle
