#include "core/storage/sqlite/checksum.h"

#include <zlib.h>

namespace aisle {

std::int64_t checksumOf(const QByteArray &data)
{
    return static_cast<std::int64_t>(
        crc32_z(0, reinterpret_cast<const Bytef *>(data.constData()), static_cast<z_size_t>(data.size())));
}

} // namespace aisle
