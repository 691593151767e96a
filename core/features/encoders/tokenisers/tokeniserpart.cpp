#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include "core/common/error.h"

#include <cmath>
#include <limits>

namespace aisle {

std::string TokeniserPart::text(const char *key) const
{
    const auto found = value(key);
    if (!found.isString())
        refuse(QStringLiteral("%1 has no text \"%2\"").arg(kind(), QString::fromLatin1(key)));
    return found.toString().toStdString();
}

std::int32_t TokeniserPart::number(const char *key) const
{
    const auto found = idOf(value(key));
    if (found < 0)
        refuse(QStringLiteral("%1 has no whole number \"%2\"").arg(kind(), QString::fromLatin1(key)));
    return found;
}

void TokeniserPart::refuse(const QString &why) const
{
    throw Error("tokeniser.damaged", QT_TRANSLATE_NOOP("Error", "%1 is no sound tokeniser: %2."), {m_file, why});
}

void TokeniserPart::refuseKind(const char *what) const
{
    throw Error("tokeniser.unknown",
                QT_TRANSLATE_NOOP("Error", "%1 asks for a %2 of the kind \"%3\", which Aisle does not have: choose "
                                           "an encoder with another tokeniser."),
                {m_file, QString::fromLatin1(what), kind()});
}

std::int32_t idOf(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    const bool isWhole = value.isDouble() && number == std::floor(number);
    const bool isId = isWhole && number >= 0 && number <= std::numeric_limits<std::int32_t>::max();
    return isId ? static_cast<std::int32_t>(number) : -1;
}

} // namespace aisle
