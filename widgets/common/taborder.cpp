#include "widgets/common/taborder.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QWidget>
#include <vector>

namespace aisle {

namespace {

using Widgets = std::vector<QWidget *>;

void gather(QWidget *widget, Widgets &stops);

void gatherLayout(const QLayout &layout, Widgets &stops)
{
    for (int i = 0; i < layout.count(); ++i) {
        auto *item = layout.itemAt(i);
        if (item->widget())
            gather(item->widget(), stops);
        else if (item->layout())
            gatherLayout(*item->layout(), stops);
    }
}

void gatherChildren(const QWidget &widget, Widgets &stops)
{
    for (auto *child : widget.children()) {
        if (child->isWidgetType())
            gather(static_cast<QWidget *>(child), stops);
    }
}

/// What Qt composes of its own parts is one stop.
bool isWhole(const QWidget *widget)
{
    return qobject_cast<const QAbstractSpinBox *>(widget) || qobject_cast<const QComboBox *>(widget) ||
           qobject_cast<const QLineEdit *>(widget);
}

void gather(QWidget *widget, Widgets &stops)
{
    if (widget->isWindow())
        return;
    const auto *view = qobject_cast<QTableView *>(widget);
    if (view)
        gatherChildren(*view->horizontalHeader(), stops); // fields of filters
    if (widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy())
        stops.push_back(widget);
    if (isWhole(widget))
        return;
    if (view) {
        gatherChildren(*view->viewport(), stops);
    } else if (const auto *splitter = qobject_cast<QSplitter *>(widget)) {
        for (int i = 0; i < splitter->count(); ++i)
            gather(splitter->widget(i), stops);
    } else if (const auto *scroll = qobject_cast<QScrollArea *>(widget); scroll && scroll->widget()) {
        gather(scroll->widget(), stops);
    } else if (auto *tabs = qobject_cast<QTabWidget *>(widget)) {
        stops.push_back(tabs->tabBar());
        for (int i = 0; i < tabs->count(); ++i)
            gather(tabs->widget(i), stops);
    } else if (widget->layout()) {
        gatherLayout(*widget->layout(), stops);
    } else {
        gatherChildren(*widget, stops);
    }
}

} // namespace

void tabInLayoutOrder(QWidget *root)
{
    Widgets stops;
    gather(root, stops);
    for (std::size_t i = 1; i < stops.size(); ++i)
        QWidget::setTabOrder(stops[i - 1], stops[i]);
}

} // namespace aisle
