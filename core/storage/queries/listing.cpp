#include "core/storage/queries/listing.h"

#include "core/storage/guarded.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <vector>

namespace aisle {

namespace {

const char *rowsOf(Listing listing)
{
    switch (listing) {
    case Listing::Events:
        return "SELECT user.key, item.key, event_kind.name, event.at, value, quantity, event.price, session.key, part, "
               "context FROM event JOIN user ON user.id = user_id JOIN event_kind ON event_kind.id = kind "
               "LEFT JOIN item ON item.id = item_id LEFT JOIN session ON session.id = event.session ORDER BY event.id";
    case Listing::Items:
        return "SELECT key, title, category, brand, price, description, image, is_product, attributes "
               "FROM item ORDER BY id";
    case Listing::Quarantine:
        break;
    }
    return "SELECT import_id, file, line, reason, detail, text FROM quarantine ORDER BY id";
}

const char *countOf(Listing listing)
{
    switch (listing) {
    case Listing::Events:
        return "SELECT coalesce(sum(events), 0) FROM import";
    case Listing::Items:
        return "SELECT count(*) FROM item";
    case Listing::Quarantine:
        break;
    }
    return "SELECT count(*) FROM quarantine";
}

ListedValue valueOf(const SQLite::Column &column)
{
    if (column.isNull())
        return {};
    if (column.isInteger())
        return std::int64_t{column.getInt64()};
    if (column.isFloat())
        return column.getDouble();
    const auto *text = column.getText(); // before its length: reading may convert
    return std::string_view(text, static_cast<std::size_t>(column.getBytes()));
}

} // namespace

std::int64_t countListed(const Project &project, Listing listing)
{
    return guarded(project, [&] { return std::int64_t{project.database().execAndGet(countOf(listing)).getInt64()}; });
}

void visitListed(const Project &project, Listing listing,
                 const std::function<void(std::span<const ListedValue>)> &visit)
{
    guarded(project, [&] {
        SQLite::Statement rows(project.database(), rowsOf(listing));
        std::vector<ListedValue> fields(static_cast<std::size_t>(rows.getColumnCount()));
        while (rows.executeStep()) {
            for (std::size_t i = 0; i < fields.size(); ++i)
                fields[i] = valueOf(rows.getColumn(static_cast<int>(i)));
            visit(fields);
        }
    });
}

} // namespace aisle
