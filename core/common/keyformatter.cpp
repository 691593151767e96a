#include "core/common/keyformatter.h"

#include "core/common/random.h"

namespace aisle {

QString KeyFormatter::format(QChar letter, const QString &key) const
{
    if (!m_pseudonyms || key.isEmpty())
        return key;
    static constexpr char kAlphabet[] =
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no letters that look like digits
    auto hash = stableHash((m_salt + letter + key).toStdString());
    QString name(letter);
    for (int i = 0; i < 8; ++i) { // 40 bits: a million shoppers share about half a name in all
        if (i % 4 == 0)
            name += u'-';
        name += QLatin1Char(kAlphabet[hash % 32]);
        hash /= 32;
    }
    return name;
}

} // namespace aisle
