#include "widgets/train/trainestimator.h"
#include "core/common/error.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/recommendertext.h"
#include "widgets/train/traincalibration.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace aisle {

namespace {

constexpr const char *kQuickRecommenders[]{"popularity", "bought-again", "item-knn", "ease"};

/// The step of round numbers about as great: seconds, fives, half minutes, and so on.
double stepAt(double seconds)
{
    static constexpr std::pair<double, double> kSteps[]{{10, 1}, {60, 5}, {300, 30}, {3600, 60}, {36'000, 600}};
    for (const auto &[below, step] : kSteps) {
        if (seconds < below)
            return step;
    }
    return 3600;
}

double roundedDown(double seconds)
{
    return std::floor(seconds / stepAt(seconds)) * stepAt(seconds);
}

/// Nothing below a second.
double roundedUp(double seconds)
{
    return seconds < 1 ? 0 : std::ceil(seconds / stepAt(seconds)) * stepAt(seconds);
}

QString timeText(double seconds)
{
    return seconds < 60 ? TrainEstimator::tr("%1 s").arg(seconds)
                        : formatDuration(static_cast<std::int64_t>(seconds) * 1000);
}

/// What the shape of the data, its split and its shares depend on.
QJsonObject shapeKey(const TrainRequest &request)
{
    TrainRequest plain;
    static_cast<TrainingChoices &>(plain) = request;
    plain.protocol = request.protocol;
    return plain.toJson();
}

} // namespace

QString timeRangeText(const TimeRange &range)
{
    const double low = roundedDown(range.low), high = roundedUp(range.high);
    if (high < 1)
        return TrainEstimator::tr("Less than a second");
    if (low < 1)
        return TrainEstimator::tr("Up to %1").arg(timeText(high));
    if (low >= high)
        return TrainEstimator::tr("About %1").arg(timeText(high));
    return high < 60 ? TrainEstimator::tr("%1 to %2 s", "seconds").arg(low).arg(high)
                     : TrainEstimator::tr("%1 to %2", "times").arg(timeText(low), timeText(high));
}

std::vector<std::string> quickRecommenders()
{
    std::vector<std::string> known;
    std::copy_if(std::begin(kQuickRecommenders), std::end(kQuickRecommenders), std::back_inserter(known),
                 [](const std::string &id) { return findRecommender(id) != nullptr; });
    return known;
}

void TrainEstimator::setSession(SessionPointer session)
{
    m_job.letGo();
    m_session = std::move(session);
    m_facts.reset();
    m_estimate.reset();
    m_failure.reset();
    m_range = m_quickRange = {};
    m_protocol = {};
}

void TrainEstimator::forgetData()
{
    m_protocol = {};
}

void TrainEstimator::forgetFailure()
{
    m_failure.reset();
}

void TrainEstimator::ask(const TrainRequest &request)
{
    const auto protocol = shapeKey(request);
    if (m_estimate && protocol == m_protocol)
        return askResources(request);
    m_session->query<TrainEstimate>(
        m_job,
        [request, shelf = m_session->shelf(), calibration = keptCalibration()](const Project &project,
                                                                               JobContext &job) {
            return estimateTraining(project, request, job, &shelf->datasets(), &calibration);
        },
        [this, protocol, request](Outcome<TrainEstimate> outcome) {
            if (std::holds_alternative<Cancelled>(outcome))
                return;
            m_estimate.reset();
            m_failure.reset();
            m_protocol = protocol;
            if (const auto *estimate = std::get_if<TrainEstimate>(&outcome)) {
                m_estimate = *estimate;
                keepMachineSpeed();
            } else {
                m_failure = std::get<Error>(outcome);
            }
            Q_EMIT dataRead();
            askResources(request);
        });
}

void TrainEstimator::askResources(const TrainRequest &request)
{
    if (m_estimate && findRecommender(request.recommender)) {
        auto &estimate = *m_estimate;
        m_failure.reset();
        m_range = m_quickRange = {};
        try {
            estimate.resources = resourcesOf(estimate, request);
            m_range = rangeOf(request);
            auto quick = request;
            quick.parameters = {};
            for (const auto &id : quickRecommenders()) {
                quick.recommender = id;
                m_quickRange = m_quickRange + rangeOf(quick);
            }
        } catch (const Error &error) {
            m_failure = error;
        }
    }
    Q_EMIT changed();
}

TimeRange TrainEstimator::rangeOf(const TrainRequest &request) const
{
    const double judging = judgingSeconds(request);
    const auto fit = aisle::rangeOf(*m_estimate, request.recommender, resourcesOf(*m_estimate, request).seconds);
    return fit + TimeRange{judging, judging};
}

/// What judging takes besides the fit: as long as it usually took, but no less than this recommender's shoppers need to
/// be folded in.
double TrainEstimator::judgingSeconds(const TrainRequest &request) const
{
    if (m_estimate->test == 0)
        return 0;
    const double expected = judgingSecondsOf(*m_estimate, request);
    return m_facts && m_facts->evaluateSeconds ? std::max(*m_facts->evaluateSeconds, expected) : expected;
}

double TrainEstimator::secondsOf(const TrainRequest &request) const
{
    if (!m_estimate)
        return 0;
    try {
        return std::max(1., rangeOf(request).high);
    } catch (const Error &) {
        return 0; // the training will say it
    }
}

bool TrainEstimator::isTooLarge() const
{
    return m_estimate && m_estimate->availableBytes > 0 &&
           aisle::isTooLarge(m_estimate->resources.memoryBytes, m_estimate->availableBytes);
}

QString TrainEstimator::text() const
{
    if (m_failure)
        return errorText(*m_failure);
    if (!m_estimate)
        return tr("Working out how long it takes ...");
    const auto memory = formatBytes(m_estimate->resources.memoryBytes);
    if (isTooLarge())
        return tr("It needs %1 of memory and %2 are free: filter the data or choose a smaller recommender.")
            .arg(memory, formatBytes(m_estimate->availableBytes));
    const auto &shape = m_estimate->shape;
    const auto size = Error::fill(tr("%1 [shopper|shoppers], %2 [product|products], %3 [event|events] to learn from."),
                                  {formatCount(static_cast<std::int64_t>(shape.users)),
                                   formatCount(static_cast<std::int64_t>(shape.items)),
                                   formatCount(static_cast<std::int64_t>(shape.events))});
    return tr("%1, %2. %3").arg(timeRangeText(m_range), memory, size);
}

} // namespace aisle
