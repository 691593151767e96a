#pragma once
#include <QLayoutItem>
#include <QWidget>

namespace aisle {

/// What was taken out of a layout goes, its widget once the event is over.
inline void discard(QLayoutItem *item)
{
    if (auto *widget = item->widget()) {
        widget->hide();
        widget->deleteLater();
    }
    delete item;
}

} // namespace aisle
