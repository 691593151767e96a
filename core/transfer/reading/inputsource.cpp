#include "core/transfer/reading/inputsource.h"

#include <QFileInfo>

namespace aisle {

QString InputSource::displayName() const
{
    const auto file = name.isEmpty() ? QFileInfo(path).fileName() : name;
    return member.isEmpty() ? file : file + QStringLiteral(": ") + member;
}

} // namespace aisle
