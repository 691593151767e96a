#pragma once
#include <QString>

namespace aisle {

/// A text of the data as a tooltip shows it: broken into lines that fit a screen even where it has no spaces, and cut
/// after some lines. Empty stays empty. Every tooltip and every label of the program shows plain text, whatever marks
/// it holds (tiptext.cpp); the few labels with markup of ours say so by setTextFormat(Qt::RichText).
QString tipText(const QString &text);

/// A text of the data on a button, in a menu or a tab, where an ampersand would make a shortcut.
QString buttonText(const QString &text);

} // namespace aisle
