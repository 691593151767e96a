#pragma once
#include "core/storage/project.h"

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

} // namespace aisle
