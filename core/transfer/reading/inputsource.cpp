#include "core/transfer/reading/inputsource.h"

#include <QFileInfo>

namespace aisle {

QString InputSource::displayName() const
{
    const auto file = QFileInfo(path).fileName();
    return member.isEmpty() ? file : file + QStringLiteral(": ") + member;
}

} // namespace aisle
