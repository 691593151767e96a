#include "widgets/runs/comparetable.h"
#include "widgets/tables/sheetactions.h"

#include <QHeaderView>

namespace aisle {

QTreeWidget *compareTable(QWidget *parent, const char *name, int columns)
{
    auto *tree = new QTreeWidget(parent);
    tree->setObjectName(QString::fromLatin1(name));
    tree->setColumnCount(columns);
    tree->setRootIsDecorated(false);
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->header()->setStretchLastSection(false);
    tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    new SheetActions(tree, tree->objectName());
    return tree;
}

void alignNumbers(QTreeWidgetItem *item, int from)
{
    for (int column = from; column < item->columnCount(); ++column)
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace aisle
