#pragma once
#include <QByteArray>
#include <QStringList>
#include <string>
#include <unordered_set>

namespace aisle::test {

/// Keys of shoppers whose every trace can be found in what the program puts out: as they are, in part, and as what one
/// gets who hashes every guessed key (MD5, SHA-1, SHA-256, FNV-1a, with the salts that one would try), whole or cut to
/// twelve digits; also as the names that 0.1 made up.
class KnownKeys
{
public:
    /// @param salts  a project's name, a file's name: what is known besides the keys
    explicit KnownKeys(int count, const QStringList &salts);

    int count() const { return m_count; }
    /// A third like addresses, a third like codes, a third all digits.
    QString key(int number) const;
    /// What of it stands in a text; empty where nothing does.
    QStringList found(const QByteArray &utf8) const;
    QStringList found(const QString &text) const { return found(text.toUtf8()); }

private:
    int m_count;
    std::unordered_set<std::string> m_digits; ///< the first twelve of every digest, lower case
    std::unordered_set<std::string> m_names;  ///< "S-7Q3K-M2PA" as 0.1 made them
};

} // namespace aisle::test
