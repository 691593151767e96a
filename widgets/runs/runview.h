#pragma once
#include "core/runs/freshness.h"
#include "core/runs/runstore.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <optional>

class QLabel;
class QToolButton;
class QTreeWidget;

namespace aisle {

class RunCurves;

/// One kept run, opened: what it was trained with and on, and its curves over those of the compared runs.
class RunView : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit RunView(QWidget *parent = nullptr);

    void setSession(const SessionPointer &session);
    void open(RunId run);
    void closeRun();
    void refresh(); ///< the compared runs, or the run's name, may have changed; one that is gone is closed
    std::optional<RunId> run() const { return m_id; }
    bool isSettled() const;

Q_SIGNALS:
    void closed();

protected:
private:
    void showFacts();
    void retranslate() override;

    SessionPointer m_session;
    std::optional<RunId> m_id;
    struct Opened
    {
        RunRecord run;
        ChangedSince changed;
    };
    std::optional<Opened> m_opened;
    Job<std::optional<Opened>> m_job;
    QLabel *m_title;
    QToolButton *m_close;
    QTreeWidget *m_facts;
    RunCurves *m_curves;
};

} // namespace aisle
