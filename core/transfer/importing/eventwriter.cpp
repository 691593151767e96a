#include "core/transfer/importing/eventwriter.h"

#include "core/storage/guarded.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>
#include <sqlite3.h>

namespace aisle {

/// The C interface: with SQLiteCpp's checks and temporaries a row takes half as long again.
struct EventWriter::Statement
{
    Statement(const Project &owner, const RowLayout &rowLayout) : project(owner), layout(rowLayout)
    {
        std::string names = "user_id, item_id, kind", marks = "?, ?, ?";
        const auto add = [&](bool has, const char *name) {
            if (!has)
                return;
            names += std::string(", ") + name;
            marks += ", ?";
        };
        add(layout.hasPart, "part");
        add(layout.hasSession, "session");
        add(layout.hasTime, "at");
        add(layout.hasValue, "value");
        add(layout.hasQuantity, "quantity");
        add(layout.hasPrice, "price");
        add(layout.hasContext, "context");
        const auto query = "INSERT INTO event(" + names + ") VALUES(" + marks + ")";
        checkStorage(project, sqlite3_prepare_v3(project.database().getHandle(), query.c_str(), -1,
                                                 SQLITE_PREPARE_PERSISTENT, &handle, nullptr));
    }
    ~Statement() { sqlite3_finalize(handle); }
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    void insert(const CodedRow &row, const CodeIds &ids, const TextSpool &contexts)
    {
        int next = 1;
        const auto integer = [&](std::int64_t value, bool present) {
            if (present)
                sqlite3_bind_int64(handle, next++, value);
            else
                sqlite3_bind_null(handle, next++);
        };
        integer(ids.users[row.user], true);
        integer(row.itemPlusOne ? ids.items[row.itemPlusOne - 1] : 0, row.itemPlusOne != 0);
        integer(ids.kinds[row.kind], true);
        if (layout.hasPart)
            integer(static_cast<std::int64_t>(row.part), row.part != StoredPart::None);
        if (layout.hasSession)
            integer(row.sessionPlusOne ? ids.sessions[row.sessionPlusOne - 1] : 0, row.sessionPlusOne != 0);
        if (layout.hasTime)
            integer(row.at, row.at != kNoTime);
        if (layout.hasValue)
            sqlite3_bind_double(handle, next++, row.value); // NaN becomes NULL
        if (layout.hasQuantity)
            sqlite3_bind_double(handle, next++, row.quantity);
        if (layout.hasPrice)
            sqlite3_bind_double(handle, next++, row.price);
        std::string context;
        if (layout.hasContext && row.context != 0) {
            context = contexts.read(row.context);
            sqlite3_bind_text(handle, next, context.data(), static_cast<int>(context.size()), SQLITE_STATIC);
        } else if (layout.hasContext) {
            sqlite3_bind_null(handle, next);
        }
        checkStorage(project, sqlite3_step(handle));
        sqlite3_reset(handle);
    }

    const Project &project;
    const RowLayout &layout;
    sqlite3_stmt *handle = nullptr;
};

EventWriter::EventWriter(const Project &project, std::int64_t import, const RowLayout &layout, const CodeIds &ids,
                         const TextSpool &contexts)
    : m_project(project), m_import(import), m_layout(layout), m_ids(ids), m_contexts(contexts),
      m_insert(std::make_unique<Statement>(project, m_layout)), m_itemSeen(ids.items.size()),
      m_perKind(ids.kinds.size())
{
    m_firstEvent = project.database().execAndGet("SELECT coalesce(max(id), 0) + 1 FROM event").getInt64();
}

EventWriter::~EventWriter() = default;

void EventWriter::count(const CodedRow &row)
{
    ++m_count;
    ++m_perKind[row.kind];
    if (row.part != StoredPart::None)
        ++m_perPart[row.part];
    if (row.itemPlusOne != 0 && !m_itemSeen[row.itemPlusOne - 1]) {
        m_itemSeen[row.itemPlusOne - 1] = true;
        ++m_itemCount;
    }
    if (row.at == kNoTime)
        return;
    m_firstAt = m_firstAt == kNoTime ? row.at : std::min(m_firstAt, row.at);
    m_lastAt = std::max(m_lastAt, row.at);
}

void EventWriter::write(const SortedRows &sorted)
{
    const auto stride = m_layout.bytes();
    for (std::size_t i = 0; i < sorted.rowCount; ++i) {
        const auto row = m_layout.unpack(sorted.rows.get() + i * stride);
        count(row);
        m_insert->insert(row, m_ids, m_contexts);
    }
    for (std::size_t user = 0; user < sorted.counts.size(); ++user) {
        if (sorted.counts[user] > 0)
            m_ranges.push_back({sorted.firstUser + static_cast<std::uint32_t>(user), sorted.counts[user]});
    }
}

void EventWriter::finish()
{
    SQLite::Statement insert(m_project.database(),
                             "INSERT INTO event_range(user_id, import_id, first_event, count) VALUES(?, ?, ?, ?)");
    auto first = m_firstEvent;
    for (const auto &range : m_ranges) {
        insert.bind(1, m_ids.users[range.user]);
        insert.bind(2, m_import);
        insert.bind(3, first);
        insert.bind(4, range.count);
        insert.exec();
        insert.reset();
        first += range.count;
    }
}

} // namespace aisle
