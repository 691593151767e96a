#pragma once
#include <QStringList>
#include <vector>

class QWidget;

namespace aisle::test {

struct WindowText
{
    enum class Kind { Label, Button, Action, Tip, Title, Field, Cell, Spoken, Painted };
    Kind kind;
    QString text;
    QString where; ///< classes and object names, for messages
    bool isSeen = true;
};

/// Everything that a part of the window says, seen or not: labels, buttons, actions of menus that are open or can be
/// opened, fields, cells of every table and list that are there, tooltips, titles, and what a screen reader is told.
std::vector<WindowText> textsOf(const QWidget &root);

/// Whether the rows that textsOf() looks at have come, in all tables that are seen. Who asked for none waits for ever.
bool rowsAreThere(const QWidget &root);

/// What is drawn when it is painted, in the pieces that it is drawn in.
std::vector<WindowText> paintedTexts(QWidget &root);

} // namespace aisle::test
