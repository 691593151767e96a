#pragma once
#include "models/projectsession.h"

class QSplitter;
class QTabWidget;

namespace aisle {

/// Keeps what the analyst arranged in the project: call once after a page was built. The sessions come and go.
class LayoutMemory : public QObject
{
    Q_OBJECT
public:
    explicit LayoutMemory(QObject *parent) : QObject(parent) {}

    void remember(const QString &key, QSplitter *splitter);
    void remember(const QString &key, QTabWidget *tabs);
    /// Anything that can say and take its arrangement; call save(key) when it changed.
    void remember(const QString &key, std::function<QJsonValue()> read, std::function<void(const QJsonValue &)> write);
    void save(const QString &key);
    void saveAll();
    void setSession(const SessionPointer &session); ///< restores what the project has kept

private:
    struct Kept
    {
        QString key;
        std::function<QJsonValue()> read;
        std::function<void(const QJsonValue &)> write;
    };
    std::vector<Kept> m_kept;
    std::weak_ptr<ProjectSession> m_session;
    bool m_restoring = false;
};

} // namespace aisle
