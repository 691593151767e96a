#include "core/transfer/recognition/hints.h"

#include "core/common/lookup/enumnames.h"

namespace aisle {

constexpr auto kParts = enumNames<FilePart>("log", "items", "users", "unknown");

QString filePartName(FilePart part)
{
    return QString::fromLatin1(kParts.of(part));
}

bool isAuto(const QString &hint)
{
    return hint.isEmpty() || hint == QLatin1String("auto");
}

} // namespace aisle
