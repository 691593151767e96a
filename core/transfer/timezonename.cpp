#include "core/transfer/timezonename.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTimeZone>

namespace aisle {

bool isTimeZoneName(const QString &name)
{
    static const auto ids = [] {
        const auto all = QTimeZone::availableTimeZoneIds();
        return QSet<QByteArray>(all.begin(), all.end());
    }();
    static const QRegularExpression offset(QStringLiteral("^UTC[+-]\\d{1,2}(:?\\d{2})?$"));
    static const QRegularExpression word(QStringLiteral("^[A-Za-z][A-Za-z0-9_+/-]*$"));
    if (word.match(name).hasMatch() && QFileInfo(QStringLiteral("/usr/share/zoneinfo/") + name).isFile())
        return QTimeZone(name.toLatin1()).isValid(); // the older names, which are not listed
    return ids.contains(name.toLatin1()) || (offset.match(name).hasMatch() && QTimeZone(name.toLatin1()).isValid());
}

} // namespace aisle
