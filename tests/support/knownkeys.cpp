#include "tests/support/knownkeys.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <cctype>

namespace aisle::test {

namespace {

constexpr std::size_t kDigits = 12;
// What every key of a kind has and nothing else: parts of keys are found by it. No pseudonym can have it by chance:
// their blocks are of four, and know no U.
constexpr const char *kMarks[] = {"jane.doe", "KQUX", "774400"};

std::uint64_t fnv1a(const QByteArray &bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

std::string nameOf01(char letter, std::uint64_t bits)
{
    static constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string name(1, letter);
    for (int i = 0; i < 8; ++i) {
        if (i % 4 == 0)
            name += '-';
        name += kAlphabet[bits % 32];
        bits /= 32;
    }
    return name;
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

} // namespace

KnownKeys::KnownKeys(int count, const QStringList &salts) : m_count(count)
{
    auto all = salts;
    all << QString();
    for (int number = 0; number < count; ++number) {
        for (const auto &salt : all) {
            for (const auto *letter : {"", "S", "V", "P"}) {
                const auto bytes = (salt + QLatin1String(letter) + key(number)).toUtf8();
                for (const auto algorithm :
                     {QCryptographicHash::Md5, QCryptographicHash::Sha1, QCryptographicHash::Sha256})
                    m_digits.insert(QCryptographicHash::hash(bytes, algorithm).toHex().first(kDigits).toStdString());
                const auto hash = fnv1a(bytes);
                m_digits.insert(QByteArray::number(static_cast<qulonglong>(hash), 16)
                                    .rightJustified(16, '0')
                                    .first(kDigits)
                                    .toStdString());
                if (*letter)
                    m_names.insert(nameOf01(*letter, hash));
            }
        }
    }
}

QString KnownKeys::key(int number) const
{
    switch (number % 3) {
    case 0:
        return QStringLiteral("jane.doe%1@mail.com").arg(number);
    case 1:
        return QStringLiteral("KQUX%1").arg(number);
    default:
        return QStringLiteral("774400%1").arg(number, 4, 10, QLatin1Char('0'));
    }
}

QStringList KnownKeys::found(const QByteArray &utf8) const
{
    QStringList traces;
    for (const auto *mark : kMarks) {
        const auto at = utf8.toLower().indexOf(QByteArray(mark).toLower());
        if (at >= 0)
            traces << QString::fromUtf8(utf8.mid(std::max<qsizetype>(0, at - 60), 140));
    }
    const auto lower = utf8.toLower();
    std::size_t run = 0;
    for (qsizetype i = 0; i < lower.size(); ++i) {
        run = isHex(lower[i]) ? run + 1 : 0;
        if (run < kDigits)
            continue;
        const auto window = lower.mid(i + 1 - qsizetype(kDigits), qsizetype(kDigits)).toStdString();
        if (m_digits.contains(window))
            traces << QStringLiteral("digest ") + QString::fromStdString(window);
    }
    static const QRegularExpression name(QStringLiteral("[SPV]-[0-9A-Z]{4}-[0-9A-Z]{4}"));
    for (auto match = name.globalMatch(QString::fromUtf8(utf8)); match.hasNext();) {
        const auto word = match.next().captured();
        if (m_names.contains(word.toStdString()))
            traces << QStringLiteral("name ") + word;
    }
    return traces;
}

} // namespace aisle::test
