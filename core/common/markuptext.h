#pragma once
#include <QString>

namespace aisle {

/// A text of the data within HTML, SVG or a rich text: nothing in it is markup, characters that XML does not have
/// become U+FFFD, and marks that would turn the direction of what follows are left out.
QString markupText(const QString &text);

} // namespace aisle
