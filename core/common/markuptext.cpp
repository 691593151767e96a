#include "core/common/markuptext.h"

#include "core/common/showntext.h"

namespace aisle {

QString markupText(const QString &text)
{
    return shownText(text).toHtmlEscaped();
}

} // namespace aisle
