#pragma once
#include <QAbstractButton>

namespace aisle {

/// What a button without words is called: by its tip and to a screen reader.
inline void setToolName(QAbstractButton *button, const QString &name)
{
    button->setToolTip(name);
    button->setAccessibleName(name);
}

} // namespace aisle
