#pragma once
#include "core/storage/project.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

namespace aisle {

/// What a project remembers of its window (columns, splitters, compared runs), by key, as JSON.
class ProjectSettings
{
public:
    explicit ProjectSettings(const Project &project) : m_project(project) {}
    QJsonValue value(const QString &key, const QJsonValue &absent = {}) const;
    void setValue(const QString &key, const QJsonValue &value); ///< nothing happens on a read-only project

private:
    const Project &m_project;
};

/// What the pseudonyms of this project are made with (KeyFormatter): made once, kept in the project, so that a name
/// holds under every file name and after every copy, and no other project has it. A project that cannot be written to
/// and has none gets one that holds as long as this process.
QByteArray pseudonymSecret(const Project &project);

} // namespace aisle
