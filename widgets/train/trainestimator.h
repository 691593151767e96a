#pragma once
#include "core/runs/training/training.h"
#include "models/projectsession.h"
#include "widgets/common/datafacts.h"

#include <QObject>
#include <optional>

namespace aisle {

/// "20 to 40 s": an estimate is no measurement, so round numbers, and nothing below a second.
QString timeRangeText(const TimeRange &range);
/// Those of a quick comparison that are registered.
std::vector<std::string> quickRecommenders();

/// What a training will cost, before it is started. The shape of the data is read once for a protocol; another number
/// in the form is answered from it at once.
class TrainEstimator : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void setSession(SessionPointer session);
    void setFacts(const std::optional<DataFacts> &facts) { m_facts = facts; }
    void forgetData(); ///< the events or the catalogue changed
    void forgetFailure();
    void ask(const TrainRequest &request);
    void askResources(const TrainRequest &request); ///< without reading data

    bool isRunning() const { return m_job.isRunning(); }
    bool knowsData() const { return !m_protocol.isEmpty(); }
    const std::optional<TrainEstimate> &estimate() const { return m_estimate; }
    const std::optional<Error> &failure() const { return m_failure; }
    const TimeRange &range() const { return m_range; }           ///< of the training
    const TimeRange &quickRange() const { return m_quickRange; } ///< of the whole quick comparison
    double secondsOf(const TrainRequest &request) const;         ///< at most, likely; 0: not known
    bool isTooLarge() const;
    QString text() const;

Q_SIGNALS:
    void dataRead(); ///< estimate() is of another protocol now
    void changed();

private:
    double judgingSeconds(const TrainRequest &request) const;
    TimeRange rangeOf(const TrainRequest &request) const;

    SessionPointer m_session;
    std::optional<DataFacts> m_facts;
    std::optional<TrainEstimate> m_estimate;
    std::optional<Error> m_failure;
    TimeRange m_range;
    TimeRange m_quickRange;
    QJsonObject m_protocol; ///< what m_estimate was worked out for
    Job<TrainEstimate> m_job;
};

} // namespace aisle
