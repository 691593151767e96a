#pragma once
#include <QJsonObject>
#include <QString>
#include <string>

namespace aisle {

/// A JSON object of a tokeniser's file, and what is said when it is not as it should be.
class TokeniserPart
{
public:
    TokeniserPart(QJsonObject object, QString file) : m_object(std::move(object)), m_file(std::move(file)) {}

    const QString &file() const { return m_file; }
    QString kind() const { return m_object.value(QStringLiteral("type")).toString(); }
    QJsonValue value(const char *key) const { return m_object.value(QString::fromLatin1(key)); }
    bool has(const char *key) const { return !value(key).isNull() && !value(key).isUndefined(); }
    bool flag(const char *key, bool otherwise) const { return value(key).toBool(otherwise); }
    /// @throws Error tokeniser.damaged where there is no such text
    std::string text(const char *key) const;
    std::string text(const char *key, const std::string &otherwise) const { return has(key) ? text(key) : otherwise; }
    /// A whole number from 0 up. @throws Error tokeniser.damaged
    std::int32_t number(const char *key) const;
    TokeniserPart part(const QJsonValue &object) const { return {object.toObject(), m_file}; }

    /// @throws Error tokeniser.damaged: "%1 is no sound tokeniser: %2."
    [[noreturn]] void refuse(const QString &why) const;
    /// @throws Error tokeniser.unknown. @param what  "normaliser"
    [[noreturn]] void refuseKind(const char *what) const;

private:
    QJsonObject m_object;
    QString m_file;
};

/// A whole number of a file as an id, or -1.
std::int32_t idOf(const QJsonValue &value);

} // namespace aisle
