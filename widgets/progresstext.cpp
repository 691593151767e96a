#include "widgets/progresstext.h"
#include "core/common/error.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace aisle {

QString progressText(const QString &what)
{
    static const QRegularExpression kFigure(QStringLiteral("\\d[\\d.,]*"));
    QStringList figures;
    QString phrase;
    qsizetype from = 0;
    for (auto match = kFigure.globalMatch(what); match.hasNext();) {
        const auto figure = match.next();
        phrase += QStringView(what).mid(from, figure.capturedStart() - from);
        figures.append(figure.captured());
        phrase += QStringLiteral("%%1").arg(figures.size());
        from = figure.capturedEnd();
    }
    phrase += QStringView(what).mid(from);
    return Error::fill(QCoreApplication::translate("Progress", phrase.toUtf8().constData()), figures);
}

} // namespace aisle
