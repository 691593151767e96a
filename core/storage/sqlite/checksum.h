#pragma once
#include <QByteArray>
#include <cstdint>

namespace aisle {

std::int64_t checksumOf(const QByteArray &data); ///< CRC-32, as it stands beside what is kept in pieces

} // namespace aisle
