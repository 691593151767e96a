#include "core/common/text/markuptext.h"

#include "core/common/text/showntext.h"

namespace aisle {

QString markupText(const QString &text)
{
    return shownText(text).toHtmlEscaped();
}

} // namespace aisle
