#pragma once
#include "core/runs/runstore.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QFrame>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace aisle {

/// Trainings that were paused, or cut off with the program: each can go on from its last epoch or be thrown away.
/// Hidden where there are none.
class StoppedRuns : public Retranslated<QFrame>
{
    Q_OBJECT
public:
    explicit StoppedRuns(QWidget *parent = nullptr);

    void setSession(SessionPointer session);
    void refresh(); ///< reads them again
    bool isReading() const { return m_job.isRunning(); }
    const std::vector<RunRecord> &runs() const { return m_runs; }

Q_SIGNALS:
    void resumeRequested(const aisle::RunRecord &run);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void retranslate() override { rebuild(); }
    void addRow(const RunRecord &run);

    SessionPointer m_session;
    std::vector<RunRecord> m_runs;
    QVBoxLayout *m_rows;
    QLabel *m_title;
    std::vector<QWidget *> m_shown;
    Job<std::vector<RunRecord>> m_job;
};

} // namespace aisle
