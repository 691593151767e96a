#include "widgets/shell/layoutmemory.h"

#include <QScopedValueRollback>
#include <QSplitter>
#include <QTabWidget>

namespace aisle {

void LayoutMemory::remember(const QString &key, QSplitter *splitter)
{
    remember(
        key, [splitter] { return QJsonValue(QString::fromLatin1(splitter->saveState().toBase64())); },
        [splitter](const QJsonValue &value) {
            splitter->restoreState(QByteArray::fromBase64(value.toString().toLatin1()));
        });
    connect(splitter, &QSplitter::splitterMoved, this, [this, key] { save(key); });
}

void LayoutMemory::remember(const QString &key, QTabWidget *tabs)
{
    remember(
        key, [tabs] { return QJsonValue(tabs->currentIndex()); },
        [tabs](const QJsonValue &value) { tabs->setCurrentIndex(std::clamp(value.toInt(), 0, tabs->count() - 1)); });
    connect(tabs, &QTabWidget::currentChanged, this, [this, key] { save(key); });
}

void LayoutMemory::remember(const QString &key, std::function<QJsonValue()> read,
                            std::function<void(const QJsonValue &)> write)
{
    m_kept.push_back({key, std::move(read), std::move(write)});
}

void LayoutMemory::save(const QString &key)
{
    const auto session = m_session.lock();
    const auto kept = std::find_if(m_kept.begin(), m_kept.end(), [&](const auto &entry) { return entry.key == key; });
    if (session && !m_restoring && kept != m_kept.end())
        session->setSetting(key, kept->read());
}

void LayoutMemory::saveAll()
{
    for (const auto &kept : m_kept)
        save(kept.key);
}

void LayoutMemory::setSession(const SessionPointer &session)
{
    m_session = session;
    if (!session)
        return;
    const QScopedValueRollback guard(m_restoring, true);
    for (const auto &kept : m_kept)
        if (const auto value = session->setting(kept.key); !value.isNull() && !value.isUndefined())
            kept.write(value);
}

} // namespace aisle
