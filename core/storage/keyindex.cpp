#include "core/storage/keyindex.h"

#include "core/storage/guarded.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

void ensureKeyIndexes(const Project &project)
{
    guarded(project, [&] {
        project.database().exec("CREATE UNIQUE INDEX IF NOT EXISTS user_key ON user(key);"
                                "CREATE UNIQUE INDEX IF NOT EXISTS item_key ON item(key)");
    });
}

std::int64_t reserveIds(const Project &project, const char *table, std::int64_t count)
{
    return guarded(project, [&] {
        auto &database = project.database();
        SQLite::Statement read(database, "SELECT value FROM last_id WHERE name = ?");
        read.bind(1, table);
        const auto last = read.executeStep() ? read.getColumn(0).getInt64() : 0;
        execute(database, "INSERT OR REPLACE INTO last_id(name, value) VALUES(?, ?)", {table, last + count});
        return last + 1;
    });
}

} // namespace aisle
