#include "core/common/keyformatter.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QtEndian>

namespace aisle {

namespace {

const QByteArray &secretOfThisProcess()
{
    static const auto secret = newSecret();
    return secret;
}

} // namespace

QString KeyFormatter::format(QChar letter, const QString &key) const
{
    if (!m_pseudonyms || key.isEmpty())
        return key;
    static constexpr char kAlphabet[] =
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no letters that look like digits
    const auto digest = QMessageAuthenticationCode::hash(QString(letter + key).toUtf8(),
                                                         m_secret.isEmpty() ? secretOfThisProcess() : m_secret,
                                                         QCryptographicHash::Sha256);
    auto bits = qFromLittleEndian<quint64>(digest.constData());
    QString name(letter);
    for (int i = 0; i < 8; ++i) { // 40 bits: a million shoppers share about half a name in all
        if (i % 4 == 0)
            name += u'-';
        name += QLatin1Char(kAlphabet[bits % 32]);
        bits /= 32;
    }
    return name;
}

QByteArray newSecret()
{
    constexpr int kWords = 4; // of 32 bits
    quint32 words[kWords];
    QRandomGenerator::system()->fillRange(words);
    return QByteArray(reinterpret_cast<const char *>(words), sizeof words).toHex();
}

} // namespace aisle
