#include "core/storage/bulk/eventwriter.h"

#include "core/storage/guarded.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace aisle {

namespace {

std::string insertQuery(const EventColumns &columns)
{
    std::string names = "user_id, item_id, kind", marks = "?, ?, ?";
    const auto add = [&](bool has, const char *name) {
        if (!has)
            return;
        names += std::string(", ") + name;
        marks += ", ?";
    };
    add(columns.hasPart, "part");
    add(columns.hasSession, "session");
    add(columns.hasTime, "at");
    add(columns.hasValue, "value");
    add(columns.hasQuantity, "quantity");
    add(columns.hasPrice, "price");
    add(columns.hasContext, "context");
    return "INSERT INTO event(" + names + ") VALUES(" + marks + ")";
}

} // namespace

constexpr auto kWriteFigures = "UPDATE import SET events = ?, first_event = ?, first_at = ?, last_at = ? WHERE id = ?";

/// The C interface: with SQLiteCpp's checks and temporaries a row takes half as long again.
struct EventWriter::Statement
{
    Statement(const Project &owner, const EventColumns &has) : project(owner), columns(has)
    {
        const auto query = insertQuery(columns);
        checkStorage(project, sqlite3_prepare_v3(project.database().getHandle(), query.c_str(), -1,
                                                 SQLITE_PREPARE_PERSISTENT, &handle, nullptr));
    }
    ~Statement() { sqlite3_finalize(handle); }
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    void insert(const CodedEvent &event, const CodedIds &ids, std::string_view context)
    {
        next = 1;
        bind(ids.users[event.user], true);
        bind(event.itemPlusOne ? ids.items[event.itemPlusOne - 1] : 0, event.itemPlusOne != 0);
        bind(ids.kinds[event.kind], true);
        if (columns.hasPart)
            bind(static_cast<std::int64_t>(event.part), event.part != StoredPart::None);
        if (columns.hasSession)
            bind(event.sessionPlusOne ? ids.sessions[event.sessionPlusOne - 1] : 0, event.sessionPlusOne != 0);
        if (columns.hasTime)
            bind(event.at, event.at != kNoTime);
        bindNumber(columns.hasValue, event.value);
        bindNumber(columns.hasQuantity, event.quantity);
        bindNumber(columns.hasPrice, event.price);
        if (columns.hasContext)
            bindContext(context);
        checkStorage(project, sqlite3_step(handle));
        sqlite3_reset(handle);
    }

private:
    void bind(std::int64_t value, bool present)
    {
        if (present)
            sqlite3_bind_int64(handle, next++, value);
        else
            sqlite3_bind_null(handle, next++);
    }
    void bindNumber(bool has, double value)
    {
        if (has)
            sqlite3_bind_double(handle, next++, value); // NaN becomes NULL
    }
    void bindContext(std::string_view context)
    {
        if (context.empty())
            sqlite3_bind_null(handle, next);
        else
            sqlite3_bind_text(handle, next, context.data(), static_cast<int>(context.size()), SQLITE_STATIC);
    }

    const Project &project;
    const EventColumns columns;
    sqlite3_stmt *handle = nullptr;
    int next = 1;
};

EventWriter::EventWriter(const Project &project, ImportId import, const EventColumns &columns, const CodedIds &ids)
    : m_project(project), m_import(import), m_ids(ids), m_insert(std::make_unique<Statement>(project, columns)),
      m_itemSeen(ids.items.size())
{
    m_written.perKind.resize(ids.kinds.size());
    m_written.first = guarded(project, [&] {
        return project.database().execAndGet("SELECT coalesce(max(id), 0) + 1 FROM event").getInt64();
    });
}

EventWriter::~EventWriter() = default;

void EventWriter::count(const CodedEvent &event)
{
    ++m_written.count;
    ++m_written.perKind[event.kind];
    if (m_ranges.empty() || m_ranges.back().user != event.user)
        m_ranges.push_back({event.user, 0});
    ++m_ranges.back().count;
    if (event.part != StoredPart::None)
        ++m_written.perPart[event.part];
    if (event.itemPlusOne != 0 && !m_itemSeen[event.itemPlusOne - 1]) {
        m_itemSeen[event.itemPlusOne - 1] = true;
        ++m_written.items;
    }
    if (event.at == kNoTime)
        return;
    m_written.firstAt = m_written.firstAt == kNoTime ? event.at : std::min(m_written.firstAt, event.at);
    m_written.lastAt = std::max(m_written.lastAt, event.at);
}

void EventWriter::write(const CodedEvent &event, std::string_view context)
{
    count(event);
    m_insert->insert(event, m_ids, context);
}

void EventWriter::writeRanges() const
{
    SQLite::Statement insert(m_project.database(),
                             "INSERT INTO event_range(user_id, import_id, first_event, count) VALUES(?, ?, ?, ?)");
    auto first = m_written.first;
    for (const auto &range : m_ranges) {
        insert.bind(1, m_ids.users[range.user]);
        insert.bind(2, m_import.value);
        insert.bind(3, first);
        insert.bind(4, range.count);
        runOnce(insert);
        first += range.count;
    }
}

void EventWriter::writeFigures() const
{
    const auto known = [&](std::int64_t at) { return m_written.firstAt == kNoTime ? SqlValue() : SqlValue(at); };
    execute(m_project.database(), kWriteFigures,
            {m_written.count, m_written.count > 0 ? m_written.first : 0, known(m_written.firstAt),
             known(m_written.lastAt), m_import.value});
}

void EventWriter::writeCounts(const char *query, const std::vector<std::pair<int, std::int64_t>> &counts) const
{
    SQLite::Statement insert(m_project.database(), query);
    for (const auto &[what, count] : counts)
        runWith(insert, {m_import.value, std::int64_t(what), count});
}

void EventWriter::finish()
{
    guarded(m_project, [&] {
        m_written.users = static_cast<std::int64_t>(m_ranges.size());
        writeRanges();
        writeFigures();
        std::vector<std::pair<int, std::int64_t>> kinds, parts;
        for (std::size_t code = 0; code < m_written.perKind.size(); ++code)
            if (m_written.perKind[code] > 0)
                kinds.emplace_back(m_ids.kinds[code], m_written.perKind[code]);
        for (const auto &[part, count] : m_written.perPart)
            parts.emplace_back(static_cast<int>(part), count);
        writeCounts("INSERT INTO import_kind(import_id, kind, count) VALUES(?, ?, ?)", kinds);
        writeCounts("INSERT INTO import_part(import_id, part, count) VALUES(?, ?, ?)", parts);
        m_project.database().exec("DELETE FROM event_kind WHERE id NOT IN (SELECT kind FROM import_kind)");
    });
}

} // namespace aisle
