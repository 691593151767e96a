#include "widgets/text/tiptext.h"

namespace aisle {

namespace {
constexpr qsizetype kMostCharacters = 1000;
constexpr qsizetype kLongestWord = 60;
} // namespace

QString tipText(const QString &text)
{
    if (text.isEmpty())
        return {};
    QString shown;
    qsizetype word = 0;
    for (const auto c : text.left(kMostCharacters)) {
        word = c.isSpace() ? 0 : word + 1;
        if (word > kLongestWord && !c.isLowSurrogate()) {
            shown += QChar(0x200B); // a place to break a line
            word = 1;
        }
        shown += c;
    }
    if (text.size() > kMostCharacters)
        shown += QStringLiteral(" …");
    return QStringLiteral("<p style='white-space:pre-wrap'>") + shown.toHtmlEscaped() + QStringLiteral("</p>");
}

} // namespace aisle
