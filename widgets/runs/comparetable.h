#pragma once
#include <QTreeWidget>

namespace aisle {

/// A table of what two runs are compared by; it can be copied and saved. @param name  its object name and file name
QTreeWidget *compareTable(QWidget *parent, const char *name, int columns);
void alignNumbers(QTreeWidgetItem *item, int from); ///< columns from this one on, to the right

} // namespace aisle
