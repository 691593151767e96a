#include "core/common/text/showntext.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr qsizetype kMostCharacters = 1000;
constexpr qsizetype kUsualLine = 80; // from here on a line ends at the next space
constexpr qsizetype kLongestLine = 110;

bool turnsWriting(char16_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f);
}

bool isForbidden(char16_t c)
{
    const bool isControl = (c < 0x20 && c != u'\t' && c != u'\n' && c != u'\r') || (c >= 0x7f && c <= 0x9f);
    return isControl || c == 0xfffe || c == 0xffff;
}

bool isPlain(QChar c)
{
    return !isForbidden(c.unicode()) && !turnsWriting(c.unicode()) && !c.isSurrogate();
}

} // namespace

QString shownText(const QString &text)
{
    if (std::all_of(text.begin(), text.end(), isPlain))
        return text;
    QString shown;
    shown.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto c = text[i];
        const bool isPair = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (isPair) {
            shown += c;
            shown += text[++i];
        } else if (isForbidden(c.unicode()) || c.isSurrogate()) {
            shown += QChar::ReplacementCharacter;
        } else if (!turnsWriting(c.unicode())) {
            shown += c;
        }
    }
    return shown;
}

QString tipText(const QString &text)
{
    QString broken;
    qsizetype line = 0;
    for (const auto c : text.left(kMostCharacters)) {
        const bool mayEnd = c.isSpace() ? line >= kUsualLine : line >= kLongestLine && !c.isLowSurrogate();
        if (mayEnd && c != u'\n') {
            broken += u'\n';
            line = 0;
        }
        if (!(mayEnd && c.isSpace() && c != u'\n'))
            broken += c;
        line = c == u'\n' ? 0 : line + 1;
    }
    if (text.size() > kMostCharacters)
        broken += QStringLiteral(" …");
    return shownText(broken);
}

} // namespace aisle
