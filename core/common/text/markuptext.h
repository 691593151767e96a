#pragma once
#include <QString>

namespace aisle {

/// A text of the data within HTML, SVG or a rich text: a shownText() in which nothing is markup.
QString markupText(const QString &text);

} // namespace aisle
