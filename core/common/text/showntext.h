#pragma once
#include <QString>

namespace aisle {

/// A text of the data as a person is shown it, wherever it stands in a sentence: marks that would turn the direction of
/// what follows them are left out; control characters but tab and line ends, halves of surrogate pairs and what XML
/// does not have become U+FFFD. Every text that the window or the report draws goes through here: labels, tooltips,
/// buttons, menus, cells, charts and markup.
QString shownText(const QString &text);

/// A text of the data as a tooltip shows it: a shownText() broken into lines that fit a screen even where it has no
/// spaces, and cut after some lines. Empty stays empty.
QString tipText(const QString &text);

} // namespace aisle
