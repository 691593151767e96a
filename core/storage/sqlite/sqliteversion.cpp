#include "core/storage/sqlite/sqliteversion.h"

#include <sqlite3.h>

namespace aisle {

QString sqliteVersion()
{
    return QString::fromLatin1(sqlite3_libversion());
}

} // namespace aisle
