#include "models/projectsession.h"
#include "core/runs/runshelf.h"
#include "core/storage/settings.h"

#include <QFileInfo>

namespace aisle {

namespace {

QByteArray secretOf(const Project &project)
{
    try {
        return pseudonymSecret(project);
    } catch (const std::exception &) {
        return {}; // names that hold while the window is open
    }
}

} // namespace

ProjectSession::ProjectSession(std::unique_ptr<Project> project, std::shared_ptr<JobPools> pools)
    : m_project(std::move(project)), m_readOnly(m_project->isReadOnly()), m_jobs(std::move(pools)),
      m_shelf(std::make_shared<RunShelf>(m_project))
{
    m_keys.setSecret(secretOf(*m_project));
    m_keys.setPseudonyms(setting(QStringLiteral("keys/pseudonyms"), false).toBool());
}

ProjectSession::~ProjectSession()
{
    m_jobs.pauseAll();
}

QString ProjectSession::path() const
{
    return m_project->path();
}

QString ProjectSession::name() const
{
    return QFileInfo(path()).fileName();
}

void ProjectSession::setPseudonyms(bool on)
{
    if (m_keys.usesPseudonyms() == on)
        return;
    m_keys.setPseudonyms(on);
    setSetting(QStringLiteral("keys/pseudonyms"), on);
    Q_EMIT keysChanged();
}

QJsonValue ProjectSession::setting(const QString &key, const QJsonValue &absent) const
{
    if (const auto known = m_settings.constFind(key); known != m_settings.constEnd())
        return known->isUndefined() || known->isNull() ? absent : *known;
    try {
        const auto stored = ProjectSettings(*m_project).value(key);
        m_settings.insert(key, stored);
        return stored.isNull() || stored.isUndefined() ? absent : stored;
    } catch (const std::exception &) {
        return absent; // a window's layout is not worth a failure
    }
}

void ProjectSession::setSetting(const QString &key, const QJsonValue &value)
{
    if (setting(key) == value)
        return;
    m_settings.insert(key, value);
    if (m_readOnly)
        return;
    m_jobs.pools()->writing.start([project = m_project, key, value] {
        SilentContext context;
        Job<int>::run(
            [&](JobContext &) {
                const auto own = project->another();
                ProjectSettings(*own).setValue(key, value);
                return 0;
            },
            context);
    });
}

void ProjectSession::noteEventsChanged()
{
    m_shelf = std::make_shared<RunShelf>(m_project);
    Q_EMIT eventsChanged();
}

void ProjectSession::noteRunsChanged()
{
    m_shelf->letGo();
    Q_EMIT runsChanged();
}

void ProjectSession::noteCatalogueChanged()
{
    m_shelf = std::make_shared<RunShelf>(m_project);
    Q_EMIT catalogueChanged();
}

void ProjectSession::noteFeaturesChanged()
{
    Q_EMIT featuresChanged();
}

void ProjectSession::noteGraphChanged()
{
    Q_EMIT graphChanged();
}

} // namespace aisle
