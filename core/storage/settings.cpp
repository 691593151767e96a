#include "core/storage/settings.h"

#include "core/common/error.h"
#include "core/common/keyformatter.h"
#include "core/storage/guarded.h"
#include "core/storage/sqlite/statements.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

namespace {

constexpr auto kKeep =
    "INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value";

/// A JSON document is an array or object: bare values are kept in an array of one.
std::string storedText(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

QJsonValue ProjectSettings::value(const QString &key, const QJsonValue &absent) const
{
    return guarded(m_project, [&]() -> QJsonValue {
        SQLite::Statement row(m_project.database(), "SELECT value FROM setting WHERE key = ?");
        row.bind(1, key.toStdString());
        if (!row.executeStep())
            return absent;
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(row.getColumn(0).getString()));
        return document.array().isEmpty() ? absent : document.array().first();
    });
}

void ProjectSettings::setValue(const QString &key, const QJsonValue &value)
{
    if (m_project.isReadOnly())
        return;
    guarded(m_project, [&] { execute(m_project.database(), kKeep, {key.toStdString(), storedText(value)}); });
}

namespace {

const QString kSecret = QStringLiteral("keys/secret");

QByteArray storedSecret(const Project &project)
{
    return ProjectSettings(project).value(kSecret).toString().toLatin1();
}

/// Two programs that make one at the same time keep the same.
QByteArray makeSecret(const Project &project)
{
    constexpr auto kSql = "INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO NOTHING";
    const auto secret = storedText(QString::fromLatin1(newSecret()));
    guarded(project, [&] { execute(project.database(), kSql, {kSecret.toStdString(), secret}); });
    return storedSecret(project);
}

} // namespace

QByteArray pseudonymSecret(const Project &project)
{
    if (auto secret = storedSecret(project); !secret.isEmpty())
        return secret;
    if (!project.isReadOnly())
        return makeSecret(project);
    try { // it is only this connection that reads
        if (const auto writable = Project::open(project.path()); !writable->isReadOnly())
            return makeSecret(*writable);
    } catch (const Error &) { // nor can another one write
    }
    return {};
}

} // namespace aisle
