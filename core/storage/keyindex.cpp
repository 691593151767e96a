#include "core/storage/keyindex.h"

#include "core/storage/storageerror.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

void ensureKeyIndexes(const Project &project)
{
    guarded(project, [&] {
        project.database().exec("CREATE UNIQUE INDEX IF NOT EXISTS user_key ON user(key);"
                                "CREATE UNIQUE INDEX IF NOT EXISTS item_key ON item(key)");
    });
}

bool hasKeyIndexes(const Project &project)
{
    return guarded(project, [&] {
        return project.database()
                   .execAndGet("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name IN ('user_key', 'item_key')")
                   .getInt() == 2;
    });
}

} // namespace aisle
