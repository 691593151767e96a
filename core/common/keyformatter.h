#pragma once
#include <QString>

namespace aisle {

/// The only way that a shopper's or product's key reaches a person. With pseudonyms on, keys become stable made-up
/// names ("S-7Q3K-M2PA"), the same in every table, chart, list and export of the project. Whoever has the log can find
/// a shopper again: pseudonyms hide names from an audience, they do not make data anonymous.
class KeyFormatter
{
public:
    bool usesPseudonyms() const { return m_pseudonyms; }
    void setPseudonyms(bool on) { m_pseudonyms = on; }
    void setSalt(const QString &salt) { m_salt = salt; } ///< of the project, so that names do not carry over

    QString shopper(const QString &key) const { return format(u'S', key); }
    QString product(const QString &key) const { return format(u'P', key); }
    /// Of an order or visit: where a log has no shoppers, it is the shopper's key.
    QString session(const QString &key) const { return format(u'V', key); }

private:
    QString format(QChar letter, const QString &key) const;
    bool m_pseudonyms = false;
    QString m_salt;
};

} // namespace aisle
