#include "widgets/progresstext.h"
#include "core/common/error.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace aisle {

QString phraseText(const char *context, const QString &phrase)
{
    static const QRegularExpression kFigure(QStringLiteral("\\d(?:[\\d.,]*\\d)?"));
    QStringList figures;
    QString pattern;
    qsizetype from = 0;
    for (auto match = kFigure.globalMatch(phrase); match.hasNext();) {
        const auto figure = match.next();
        pattern += QStringView(phrase).mid(from, figure.capturedStart() - from);
        figures.append(figure.captured());
        pattern += QStringLiteral("%%1").arg(figures.size());
        from = figure.capturedEnd();
    }
    pattern += QStringView(phrase).mid(from);
    return Error::fill(QCoreApplication::translate(context, pattern.toUtf8().constData()), figures);
}

} // namespace aisle
