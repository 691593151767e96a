#include "core/common/text/sentence.h"

#include "core/common/error.h"

#include <QLocale>

namespace aisle {

QString grouped(std::int64_t number)
{
    static const QLocale kEnglish(QLocale::English);
    return kEnglish.toString(static_cast<qlonglong>(number));
}

QString sentence(const char *english, std::initializer_list<SentencePart> parts)
{
    QStringList texts;
    for (const auto &part : parts)
        texts << part.text;
    return Error::fill(QString::fromUtf8(english), texts);
}

} // namespace aisle
