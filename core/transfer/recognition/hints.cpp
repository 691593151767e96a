#include "core/transfer/recognition/hints.h"

namespace aisle {

QString filePartName(FilePart part)
{
    static constexpr const char *kNames[] = {"log", "items", "users", "unknown"};
    return QString::fromLatin1(kNames[std::size_t(part)]);
}

bool isAuto(const QString &hint)
{
    return hint.isEmpty() || hint == QLatin1String("auto");
}

} // namespace aisle
