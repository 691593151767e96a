#include "widgets/commands/plainbutton.h"

#include "widgets/common/icons.h"

#include <QAction>
#include <QPushButton>

namespace aisle {

QPushButton *plainButton(QWidget *parent, const char *name, const char *icon)
{
    auto *button = new QPushButton(parent);
    button->setObjectName(QString::fromLatin1(name));
    if (icon)
        button->setIcon(themeIcon(QString::fromLatin1(icon)));
    button->setAutoDefault(false);
    return button;
}

QAction *deleteAction(QWidget *table)
{
    auto *action = new QAction(table);
    action->setIcon(themeIcon(QStringLiteral("trash")));
    action->setShortcut(QKeySequence::Delete);
    action->setShortcutContext(Qt::WidgetShortcut);
    table->addAction(action);
    return action;
}

} // namespace aisle
