#include "core/transfer/recognition/hints.h"

namespace aisle {

QString filePartName(FilePart part)
{
    static constexpr const char *kNames[] = {"log", "items", "users", "unknown"};
    return QString::fromLatin1(kNames[std::size_t(part)]);
}

} // namespace aisle
