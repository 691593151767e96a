#pragma once
#include "core/runs/training/training.h"
#include "models/projectsession.h"

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;

namespace aisle {

class TrainEstimator;

/// Four recommenders that need no tuning, trained under the protocol of the form with one click: what every other run
/// must beat.
class QuickComparison : public QFrame
{
    Q_OBJECT
public:
    explicit QuickComparison(QWidget *parent = nullptr);

    void setSession(SessionPointer session) { m_session = std::move(session); }
    void showEstimate(const TrainEstimator &estimator);
    void setStartable(bool on);
    QPushButton *button() const { return m_start; }
    /// Under what the four are trained: the form's protocol, but offering again where shoppers buy again. The form
    /// takes it over, or its next training could not be compared with them.
    TrainRequest protocolFor(TrainRequest form) const;
    /// @param protocol  its recommender and parameters do not count
    void start(TrainRequest request, const TrainEstimator &estimator);

Q_SIGNALS:
    void startRequested();
    void queued(aisle::ListedJob *job, const QString &metric);
    void finished(); ///< all are done, and those that came out are compared

private:
    struct Batch
    {
        int open = 0;
        std::vector<RunRef> runs;
    };
    void onOver(const std::shared_ptr<Batch> &batch, const Outcome<TrainResult> &outcome);

    SessionPointer m_session;
    bool m_offersSeen = false; ///< shoppers buy again here, so what they have is offered
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_start;
};

} // namespace aisle
