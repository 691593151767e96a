#pragma once
#include <QString>

namespace aisle {

/// A text of the data as a tooltip shows it: as plain text whatever marks it holds, broken into lines that fit a screen
/// even where it has no spaces, and cut after some lines. Empty stays empty.
QString tipText(const QString &text);

} // namespace aisle
