#pragma once
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace aisle {

/// Where an import goes: into the open project, or into a new one whose file can be chosen.
class ImportTarget : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    /// @param session    null: a new project, named after `firstFile`
    ImportTarget(SessionPointer session, const QString &firstFile, QWidget *parent = nullptr);

    void setPath(const QString &path);
    const QString &path() const { return m_path; } ///< of the new project; empty: into the open one

Q_SIGNALS:
    void pathChosen(); ///< by the analyst

private:
    void retranslate() override;
    QString targetText() const;
    void choosePath();

    SessionPointer m_session;
    QString m_path;
    QLabel *m_text;
    QToolButton *m_change;
};

} // namespace aisle
