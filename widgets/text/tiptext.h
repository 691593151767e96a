#pragma once
#include "core/common/text/showntext.h"

#include <QString>

namespace aisle {

// Every tooltip and every label of the program shows plain text, whatever marks it holds (tiptext.cpp); the few labels
// with markup of ours say so by setTextFormat(Qt::RichText).

/// A text of the data on a button, in a menu or a tab, where an ampersand would make a shortcut; a very long
/// one is cut.
QString buttonText(const QString &text);

/// A text of the data in a window's title, where "[*]" would stand for the mark of changes.
QString titleText(const QString &text);

} // namespace aisle
