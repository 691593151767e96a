#include "core/storage/queries/itemevents.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/guarded.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>

namespace aisle {

namespace {

constexpr std::int64_t kRowsAtOnce = 200'000; ///< between two looks at the job

StoredEvent eventOf(SQLite::Statement &row)
{
    StoredEvent event;
    event.user = UserId(row.getColumn(0).getInt64());
    event.item = ItemId(row.getColumn(1).getInt64());
    event.kind = row.getColumn(2).getInt();
    if (const auto at = row.getColumn(3); !at.isNull())
        event.at = storedTime(at.getInt64());
    event.value = numberOf(row.getColumn(4));
    event.quantity = numberOf(row.getColumn(5));
    event.price = numberOf(row.getColumn(6));
    event.session = row.getColumn(7).getInt64();
    event.part = storedPart(row.getColumn(8).getInt());
    return event;
}

} // namespace

std::vector<StoredEvent> eventsOfItem(const Project &project, ItemId item, JobContext &job)
{
    return guarded(project, [&] {
        std::vector<StoredEvent> events;
        auto &database = project.database();
        SQLite::Statement next(database, "SELECT min(id) FROM event WHERE id >= ?"); // ids may have gaps of any size
        SQLite::Statement rows(database,
                               "SELECT user_id, item_id, kind, at, value, quantity, price, session, part FROM event "
                               "WHERE id BETWEEN ? AND ? AND item_id = ?");
        const auto largest = std::numeric_limits<std::int64_t>::max();
        for (auto from = std::numeric_limits<std::int64_t>::min();;) {
            job.checkpoint();
            next.bind(1, from);
            if (!next.executeStep() || next.getColumn(0).isNull())
                break;
            from = next.getColumn(0).getInt64();
            next.reset();
            const auto last = from > largest - kRowsAtOnce ? largest : from + kRowsAtOnce - 1;
            rows.bind(1, from);
            rows.bind(2, last);
            rows.bind(3, static_cast<int64_t>(item.value));
            while (rows.executeStep())
                events.push_back(eventOf(rows));
            rows.reset();
            if (last == largest)
                break;
            from = last + 1;
        }
        return events;
    });
}

} // namespace aisle
