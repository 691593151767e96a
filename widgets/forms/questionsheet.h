#pragma once
#include <QString>
#include <functional>

class QWidget;

namespace aisle {

/// A question before something that cannot be taken back by a click: one sentence, a button with the verb, and Cancel.
struct Question
{
    QString title;      ///< of the window
    QString text;       ///< plain
    QString verb;       ///< what its button says
    bool loses = false; ///< the verb's button is then not the one that Enter presses
};

/// Asks in a sheet over the window that `parent` is in and returns at once. @param agreed  called if the verb is chosen
void ask(QWidget *parent, const Question &question, std::function<void()> agreed);

} // namespace aisle
