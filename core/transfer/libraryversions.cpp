#include "core/transfer/libraryversions.h"

#include "core/storage/sqlite/sqliteversion.h"

#include <unicode/uversion.h>
#include <zlib.h>

namespace aisle {

std::vector<std::pair<QString, QString>> libraryVersions()
{
    return {{QStringLiteral("SQLite"), sqliteVersion()},
            {QStringLiteral("QuaZip"), QStringLiteral(AISLE_QUAZIP_VERSION)},
            {QStringLiteral("ICU"), QStringLiteral(U_ICU_VERSION)},
            {QStringLiteral("zlib"), QString::fromLatin1(zlibVersion())}};
}

} // namespace aisle
