#pragma once

class QAction;
class QPushButton;
class QWidget;

namespace aisle {

/// A button that Enter does not press while something else has the focus.
/// @param icon  of the theme; null: none
QPushButton *plainButton(QWidget *parent, const char *name, const char *icon = nullptr);

/// What the Delete key does while a table has the focus. An action of the table.
QAction *deleteAction(QWidget *table);

} // namespace aisle
