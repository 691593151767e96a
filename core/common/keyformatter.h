#pragma once
#include <QByteArray>
#include <QString>

namespace aisle {

/// The only way that a shopper's, product's or session's key reaches a person. With pseudonyms on, keys become stable
/// made-up names ("S-7Q3K-M2PA"), the same in every table, chart, list and export of the project. A name is a keyed
/// hash (HMAC-SHA256) of the key, so that nobody finds a shopper by hashing guessed keys; whoever has the project has
/// its secret.
class KeyFormatter
{
public:
    bool usesPseudonyms() const { return m_pseudonyms; }
    void setPseudonyms(bool on) { m_pseudonyms = on; }
    /// @param secret  the project's (pseudonymSecret()); without one, a random one of this process
    void setSecret(const QByteArray &secret) { m_secret = secret; }

    QString shopper(const QString &key) const { return format(u'S', key); }
    QString product(const QString &key) const { return format(u'P', key); }
    /// Of an order or visit: where a log has no shoppers, it is the shopper's key.
    QString session(const QString &key) const { return format(u'V', key); }

private:
    QString format(QChar letter, const QString &key) const;
    bool m_pseudonyms = false;
    QByteArray m_secret;
};

/// 128 bits that nobody can guess, as text.
QByteArray newSecret();

} // namespace aisle
