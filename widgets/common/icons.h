#pragma once
#include <QColor>
#include <QIcon>

namespace aisle {

/// An icon of our own set (resources/icons/NAME.svg, drawn on 24 x 24), tinted by the theme whenever it is painted: the
/// text's colour, the disabled text's, or the given role's.
QIcon themeIcon(const QString &name);
/// The same in one fixed colour (a run's letter mark, a state).
QIcon colouredIcon(const QString &name, const QColor &colour);
QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal devicePixelRatio);
QStringList iconNames(); ///< all there are

} // namespace aisle
