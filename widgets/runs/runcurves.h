#pragma once
#include "core/runs/runstore.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <optional>
#include <vector>

namespace aisle {

class ChartCard;

/// The stored curves of kept runs, loss and validation, one over the other: those of the compared runs in their
/// colours, and one more.
class RunCurves : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit RunCurves(QWidget *parent = nullptr);

    void setSession(SessionPointer session);
    /// @param other  shown beside the compared ones, also where it is none of them; its best epoch is marked
    void showRuns(std::optional<RunId> other = {});
    bool isSettled() const { return !m_job.isRunning(); }

private:
    struct Shown
    {
        int slot = -1; ///< 0..3 for A..D
        QString label;
        RunRecord run; ///< with its epochs
    };
    std::vector<Shown> wanted(std::optional<RunId> other) const;
    void draw();
    void retranslate() override { draw(); }
    QString whyEmpty() const;

    SessionPointer m_session;
    std::vector<Shown> m_shown;
    std::optional<RunId> m_other;
    ChartCard *m_loss;
    ChartCard *m_validation;
    Job<std::vector<Shown>> m_job;
};

} // namespace aisle
