#include "core/storage/eventstore.h"

#include "core/common/error.h"
#include "core/common/idplaces.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/guarded.h"
#include "core/storage/importfacts.h"
#include "core/storage/settings.h"
#include "core/storage/sqlite/statements.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <memory>
#include <numeric>
#include <sqlite3.h>

namespace aisle {

namespace {

constexpr auto kEventColumns =
    "SELECT user_id, item_id, kind, at, value, quantity, price, session, part, id FROM event ";
constexpr std::int64_t kRowsBetweenChecks = 8192;
constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
constexpr qsizetype kLongestSource = 4096; ///< of a file's name; what is longer is cut off
constexpr int kMostKinds = 1 << 16;        ///< ids of kinds number arrays

[[noreturn]] void throwDamaged(const Project &project)
{
    throw Error("project.damaged",
                QT_TRANSLATE_NOOP("Error", "%1 is damaged: open a copy from before, or import the logs again."),
                {project.path()});
}

/// The row after `count` rows from `first`, as far as numbers go.
std::int64_t endOf(std::int64_t first, std::int64_t count)
{
    std::int64_t end = 0;
    return __builtin_add_overflow(first, std::max<std::int64_t>(count, 0), &end) ? kLargest : end;
}

const QString kTakenBackKey = QStringLiteral("events/taken-back");

void noteTakenBack(const Project &project, std::int64_t importedAt)
{
    ProjectSettings settings(project);
    auto all = settings.value(kTakenBackKey).toArray();
    all.append(QJsonArray{static_cast<qint64>(importedAt), QDateTime::currentMSecsSinceEpoch()});
    settings.setValue(kTakenBackKey, all);
}

/// The C interface: SQLiteCpp makes an object with a shared pointer of every column, which doubles the time of a scan.
struct Rows
{
    Rows(const Project &owner, const std::string &query) : project(owner)
    {
        checkStorage(project,
                     sqlite3_prepare_v2(project.database().getHandle(), query.c_str(), -1, &statement, nullptr));
    }
    ~Rows() { sqlite3_finalize(statement); }
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;

    bool next()
    {
        const int code = sqlite3_step(statement);
        checkStorage(project, code);
        return code == SQLITE_ROW;
    }
    /// The same for kEventColumns in the order of rows. A file whose pages refer to each other in a circle gives them
    /// again and again.
    bool nextEvent()
    {
        if (!next())
            return false;
        const auto id = sqlite3_column_int64(statement, 9);
        if (id <= last)
            throwDamaged(project);
        last = id;
        return true;
    }
    double real(int column) const
    {
        return sqlite3_column_type(statement, column) == SQLITE_NULL ? std::numeric_limits<double>::quiet_NaN()
                                                                     : sqlite3_column_double(statement, column);
    }
    StoredEvent event() const
    {
        StoredEvent event;
        event.user = UserId(sqlite3_column_int64(statement, 0));
        event.item = ItemId(sqlite3_column_int64(statement, 1));
        event.kind = sqlite3_column_int(statement, 2);
        if (sqlite3_column_type(statement, 3) != SQLITE_NULL)
            event.at = storedTime(sqlite3_column_int64(statement, 3));
        event.value = real(4);
        event.quantity = real(5);
        event.price = real(6);
        event.session = sqlite3_column_int64(statement, 7);
        event.part = storedPart(sqlite3_column_int(statement, 8));
        return event;
    }

    const Project &project;
    sqlite3_stmt *statement = nullptr;
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
};

std::optional<std::int64_t> optionalInt(const SQLite::Column &column)
{
    return column.isNull() ? std::optional<std::int64_t>() : column.getInt64();
}

std::map<std::string, std::int64_t> parseReasons(const QString &json)
{
    std::map<std::string, std::int64_t> reasons;
    const auto object = QJsonDocument::fromJson(json.toUtf8()).object();
    for (auto reason = object.begin(); reason != object.end(); ++reason)
        reasons[reason.key().toStdString()] = reason.value().toInteger();
    return reasons;
}

template <class Number>
std::map<Number, std::int64_t> readCounts(const Project &project, const char *query)
{
    return guarded(project, [&] {
        SQLite::Statement rows(project.database(), query);
        std::map<Number, std::int64_t> counts;
        while (rows.executeStep())
            counts[static_cast<Number>(rows.getColumn(0).getInt())] = rows.getColumn(1).getInt64();
        return counts;
    });
}

struct EventRange
{
    std::int64_t first;
    std::int64_t end; ///< the row after the last
};

std::vector<EventRange> rangesOf(const Project &project, UserId user)
{
    SQLite::Statement rows(project.database(),
                           "SELECT first_event, count FROM event_range WHERE user_id = ? ORDER BY first_event");
    rows.bind(1, user.value);
    std::vector<EventRange> ranges;
    auto free = std::numeric_limits<std::int64_t>::min(); // ranges do not overlap
    while (rows.executeStep()) {
        const auto first = std::max(free, rows.getColumn(0).getInt64());
        free = std::max(free, endOf(rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64()));
        if (free > first)
            ranges.push_back({first, free});
    }
    return ranges;
}

std::vector<std::int64_t> broughtBy(const Project &project, const std::string &table, ImportId import)
{
    auto rows = boundStatement(project.database(), "SELECT id FROM " + table + " WHERE import_id = ? ORDER BY id",
                               {import.value});
    return allRows(rows, [](auto &row) { return std::int64_t(row.getColumn(0).getInt64()); });
}

/// Which import the remaining events of what one import brought belong to (the earliest), 0 = none: what only the
/// import taken back used goes, what others use too goes over to them.
struct Owners
{
    explicit Owners(std::vector<std::int64_t> ids) : brought(std::move(ids)), imports(brought.size()) {}

    void claim(std::int64_t id, std::int64_t import)
    {
        const auto place = brought.placeOf(id);
        if (place != IdPlaces::kNowhere && imports[place] == 0)
            imports[place] = import;
    }

    IdPlaces brought;
    std::vector<std::int64_t> imports; ///< of each of them
};

void claimRemaining(const Project &project, ImportId import, Owners &items, Owners &sessions, JobContext &job)
{
    Rows imports(project, "SELECT id, first_event, events FROM import ORDER BY id");
    Rows rows(project, "SELECT item_id, session FROM event WHERE id >= ?1 AND id < ?2");
    while (imports.next()) {
        const auto id = sqlite3_column_int64(imports.statement, 0);
        if (id == import.value)
            continue;
        const auto first = sqlite3_column_int64(imports.statement, 1);
        sqlite3_bind_int64(rows.statement, 1, first);
        sqlite3_bind_int64(rows.statement, 2, endOf(first, sqlite3_column_int64(imports.statement, 2)));
        for (std::int64_t count = 0; rows.next(); ++count) {
            items.claim(sqlite3_column_int64(rows.statement, 0), id);
            sessions.claim(sqlite3_column_int64(rows.statement, 1), id);
            if (count % kRowsBetweenChecks == 0)
                job.checkpoint();
        }
        sqlite3_reset(rows.statement);
    }
}

/// What only the list that is taken back named belongs to no list any more.
void disownNamed(const Project &project, ImportId import)
{
    const ImportFacts facts(project);
    for (const bool items : {true, false}) {
        SQLite::Statement update(project.database(), std::string("UPDATE ") + (items ? "item" : "user") +
                                                         " SET import_id = ? WHERE id = ? AND import_id IS NULL");
        for (const auto id : facts.namedOnlyBy(import, items)) {
            update.bind(1, import.value);
            update.bind(2, id);
            runOnce(update);
        }
    }
}

void removeOrHandOver(const Project &project, const std::string &table, const Owners &owners)
{
    auto &database = project.database();
    SQLite::Statement remove(database, "DELETE FROM " + table + " WHERE id = ?1 AND ?2 = 0");
    SQLite::Statement handOver(database, "UPDATE " + table + " SET import_id = ?2 WHERE id = ?1");
    for (std::size_t place = 0; place < owners.brought.size(); ++place) {
        auto &statement = owners.imports[place] == 0 ? remove : handOver;
        statement.bind(1, owners.brought.id(place));
        statement.bind(2, owners.imports[place]);
        runOnce(statement);
    }
}

/// In pieces, so that a cancel is heard; by the rows that are there, whatever their number is said to be.
void removeEvents(SQLite::Database &database, std::int64_t first, std::int64_t count, JobContext &job)
{
    constexpr std::int64_t kPiece = 50000;
    const auto end = endOf(first, count);
    SQLite::Statement next(database, "SELECT min(id) FROM event WHERE id >= ? AND id < ?");
    SQLite::Statement remove(database, "DELETE FROM event WHERE id >= ? AND id < ?");
    for (auto from = first; from < end;) {
        next.bind(1, from);
        next.bind(2, end);
        if (!next.executeStep() || next.getColumn(0).isNull())
            break;
        from = next.getColumn(0).getInt64();
        next.reset();
        remove.bind(1, from);
        remove.bind(2, std::min(end, endOf(from, kPiece)));
        runOnce(remove);
        job.checkpoint();
        from = std::min(end, endOf(from, kPiece));
        job.progress(.6 * static_cast<double>(from - first) / static_cast<double>(end - first),
                     QStringLiteral("taking the import back"));
    }
}

} // namespace

std::vector<EventKind> EventStore::kinds() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), "SELECT id, name, meaning, weight FROM event_kind ORDER BY id");
        std::vector<EventKind> kinds;
        while (rows.executeStep()) {
            if (rows.getColumn(0).getInt64() < 0 || rows.getColumn(0).getInt64() >= kMostKinds)
                throwDamaged(m_project);
            constexpr qsizetype kLongestShown = 10'000; // it stands in every row of an export
            kinds.push_back({rows.getColumn(0).getInt(),
                             columnText(rows.getColumn(1)).left(kLongestShown).toStdString(),
                             meaningFromName(rows.getColumn(2).getString()).meaning, rows.getColumn(3).getDouble()});
        }
        return kinds;
    });
}

void EventStore::setKindMeaning(int kind, Meaning meaning, double weight)
{
    guarded(m_project, [&] {
        execute(m_project.database(), "UPDATE event_kind SET meaning = ?, weight = ? WHERE id = ?",
                {meaningName(meaning), weight, kind});
    });
}

std::int64_t EventStore::count() const
{
    return guarded(m_project, [&] {
        return m_project.database().execAndGet("SELECT coalesce(sum(events), 0) FROM import").getInt64();
    });
}

bool EventStore::sessionsAreShoppers() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), "SELECT recipe FROM import");
        while (rows.executeStep()) {
            const auto recipe = QJsonDocument::fromJson(columnText(rows.getColumn(0)).toUtf8()).object();
            if (recipe.value(QStringLiteral("sessions_are_users")).toBool())
                return true;
        }
        return false;
    });
}

std::map<int, std::int64_t> EventStore::countsPerKind() const
{
    return readCounts<int>(m_project, "SELECT kind, sum(count) FROM import_kind GROUP BY kind");
}

std::map<StoredPart, std::int64_t> EventStore::countsPerPart() const
{
    return readCounts<StoredPart>(m_project, "SELECT part, sum(count) FROM import_part GROUP BY part");
}

std::optional<std::pair<std::int64_t, std::int64_t>> EventStore::period() const
{
    return guarded(m_project, [&]() -> std::optional<std::pair<std::int64_t, std::int64_t>> {
        SQLite::Statement row(m_project.database(), "SELECT min(first_at), max(last_at) FROM import");
        row.executeStep();
        if (row.getColumn(0).isNull() || row.getColumn(1).isNull())
            return {};
        const auto first = storedTime(row.getColumn(0).getInt64()), last = storedTime(row.getColumn(1).getInt64());
        if (first == kNoTime || last == kNoTime)
            return {};
        return std::minmax(first, last);
    });
}

std::vector<std::pair<UserId, std::int64_t>> EventStore::countsPerUser() const
{
    return guarded(m_project, [&] {
        Rows rows(m_project, "SELECT user_id, sum(count) FROM event_range GROUP BY user_id ORDER BY user_id");
        std::vector<std::pair<UserId, std::int64_t>> counts;
        while (rows.next())
            counts.emplace_back(UserId(sqlite3_column_int64(rows.statement, 0)),
                                sqlite3_column_int64(rows.statement, 1));
        return counts;
    });
}

void EventStore::scan(const std::function<void(const StoredEvent &)> &visit, JobContext *job) const
{
    Rows rows(m_project, std::string(kEventColumns) + "ORDER BY id");
    for (std::int64_t count = 1; rows.nextEvent(); ++count) {
        visit(rows.event());
        if (job && count % kRowsBetweenChecks == 0)
            job->checkpoint();
    }
}

std::vector<StoredEvent> EventStore::history(UserId user) const
{
    return guarded(m_project, [&] {
        Rows rows(m_project, std::string(kEventColumns) + "WHERE id >= ?1 AND id < ?2 ORDER BY id");
        std::vector<StoredEvent> events;
        for (const auto &range : rangesOf(m_project, user)) {
            sqlite3_bind_int64(rows.statement, 1, range.first);
            sqlite3_bind_int64(rows.statement, 2, range.end);
            while (rows.nextEvent())
                events.push_back(rows.event());
            sqlite3_reset(rows.statement);
        }
        std::stable_sort(events.begin(), events.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
        return events;
    });
}

std::vector<QString> EventStore::contexts(UserId user) const
{
    return guarded(m_project, [&] {
        std::vector<std::pair<std::int64_t, QString>> found;
        SQLite::Statement rows(m_project.database(),
                               "SELECT at, context FROM event WHERE id >= ? AND id < ? ORDER BY id");
        for (const auto &range : rangesOf(m_project, user)) {
            rows.bind(1, range.first);
            rows.bind(2, range.end);
            while (rows.executeStep())
                found.emplace_back(rows.getColumn(0).isNull() ? kNoTime : rows.getColumn(0).getInt64(),
                                   columnText(rows.getColumn(1)));
            rows.reset();
        }
        std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        std::vector<QString> contexts;
        for (auto &[at, context] : found)
            contexts.push_back(std::move(context));
        return contexts;
    });
}

std::vector<ImportRecord> EventStore::imports() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(),
                               "SELECT id, source, sha256, recipe, status, rows, events, rejected, duplicates, "
                               "at, first_at, last_at, reasons FROM import ORDER BY id");
        std::vector<ImportRecord> imports;
        while (rows.executeStep()) {
            ImportRecord record;
            record.id = ImportId(rows.getColumn(0).getInt64());
            record.source = columnText(rows.getColumn(1)).left(kLongestSource);
            record.sha256 = columnText(rows.getColumn(2));
            record.recipe = columnText(rows.getColumn(3));
            record.status = columnText(rows.getColumn(4));
            record.rows = rows.getColumn(5).getInt64();
            record.events = rows.getColumn(6).getInt64();
            record.rejected = rows.getColumn(7).getInt64();
            record.duplicates = rows.getColumn(8).getInt64();
            record.at = rows.getColumn(9).getInt64();
            record.firstAt = optionalInt(rows.getColumn(10));
            record.lastAt = optionalInt(rows.getColumn(11));
            record.reasons = parseReasons(columnText(rows.getColumn(12)));
            imports.push_back(std::move(record));
        }
        return imports;
    });
}

std::vector<TakenBack> EventStore::takenBack() const
{
    std::vector<TakenBack> all;
    for (const auto &entry : ProjectSettings(m_project).value(kTakenBackKey).toArray())
        all.push_back({entry.toArray()[0].toInteger(), entry.toArray()[1].toInteger()});
    return all;
}

void EventStore::undoImport(ImportId import, JobContext &job)
{
    guarded(m_project, [&] {
        auto &database = m_project.database();
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        removeImport(import, job);
        transaction.commit();
        database.exec("PRAGMA incremental_vacuum");
        job.progress(1, QStringLiteral("taking the import back"));
    });
}

void EventStore::removeImport(ImportId import, JobContext &job)
{
    guarded(m_project, [&] {
        auto &database = m_project.database();
        SQLite::Statement record(database, "SELECT first_event, events, at FROM import WHERE id = ?");
        record.bind(1, import.value);
        if (!record.executeStep())
            throw Error("import.unknown", QT_TRANSLATE_NOOP("Error", "There is no import %1 in this project."),
                        {QString::number(import.value)});
        removeEvents(database, record.getColumn(0).getInt64(), record.getColumn(1).getInt64(), job);
        if (record.getColumn(1).getInt64() > 0)
            noteTakenBack(m_project, record.getColumn(2).getInt64());
        record.reset();
        const auto itemsBrought = broughtBy(m_project, "item", import);
        const auto usersBrought = broughtBy(m_project, "user", import);
        disownNamed(m_project, import);
        for (const char *query :
             {"DELETE FROM event_range WHERE import_id = ?", "DELETE FROM quarantine WHERE import_id = ?",
              "DELETE FROM import_kind WHERE import_id = ?", "DELETE FROM import_part WHERE import_id = ?",
              "DELETE FROM import WHERE id = ?",
              "DELETE FROM user WHERE import_id = ? AND NOT EXISTS "
              "(SELECT 1 FROM event_range WHERE event_range.user_id = user.id)",
              "UPDATE user SET import_id = (SELECT min(import_id) FROM event_range WHERE user_id = user.id) WHERE "
              "import_id = ?"})
            execute(database, query, {import.value});
        database.exec("DELETE FROM event_kind WHERE id NOT IN (SELECT kind FROM import_kind)");
        Owners items(broughtBy(m_project, "item", import)), sessions(broughtBy(m_project, "session", import));
        claimRemaining(m_project, import, items, sessions, job);
        removeOrHandOver(m_project, "item", items);
        removeOrHandOver(m_project, "session", sessions);
        job.checkpoint();
        ImportFacts(m_project).takeBack(import, itemsBrought, usersBrought);
        job.checkpoint();
    });
}

std::int64_t EventStore::quarantinedCount() const
{
    return guarded(m_project, [&] {
        return m_project.database().execAndGet("SELECT coalesce(sum(rejected), 0) FROM import").getInt64();
    });
}

std::vector<QuarantinedRow> EventStore::quarantined(std::int64_t offset, std::int64_t limit) const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(),
                               "SELECT import_id, file, line, text, reason, detail FROM quarantine "
                               "ORDER BY id LIMIT ? OFFSET ?");
        rows.bind(1, limit);
        rows.bind(2, offset);
        std::vector<QuarantinedRow> found;
        while (rows.executeStep())
            found.push_back({ImportId(rows.getColumn(0).getInt64()), columnText(rows.getColumn(1)),
                             rows.getColumn(2).getInt64(), columnText(rows.getColumn(3)), columnText(rows.getColumn(4)),
                             columnText(rows.getColumn(5))});
        return found;
    });
}

std::map<std::string, std::int64_t> EventStore::firstRejected(ImportId import) const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(),
                               "SELECT reason, min(line) FROM quarantine WHERE import_id = ? GROUP BY reason");
        rows.bind(1, import.value);
        std::map<std::string, std::int64_t> found;
        while (rows.executeStep())
            found[rows.getColumn(0).getString()] = rows.getColumn(1).getInt64();
        return found;
    });
}

} // namespace aisle
