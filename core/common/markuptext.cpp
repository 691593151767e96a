#include "core/common/markuptext.h"

namespace aisle {

namespace {

bool turnsWriting(char16_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f);
}

bool isForbidden(char16_t c)
{
    const bool isControl = (c < 0x20 && c != u'\t' && c != u'\n' && c != u'\r') || (c >= 0x7f && c <= 0x9f);
    return isControl || c == 0xfffe || c == 0xffff;
}

} // namespace

QString markupText(const QString &text)
{
    QString sound;
    sound.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto c = text[i];
        const bool isPair = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (isPair) {
            sound += c;
            sound += text[++i];
        } else if (isForbidden(c.unicode()) || c.isSurrogate()) {
            sound += QChar::ReplacementCharacter;
        } else if (!turnsWriting(c.unicode())) {
            sound += c;
        }
    }
    return sound.toHtmlEscaped();
}

} // namespace aisle
