#include "widgets/train/trainestimator.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/recommendertext.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr double kSecondsPerScore = 2e-8; ///< of a product for a shopper while judging; EASE on 2 cores
constexpr const char *kQuickRecommenders[]{"popularity", "bought-again", "item-knn", "ease"};

/// What the shape of the data, its split and its shares depend on.
QJsonObject shapeKey(const TrainRequest &request)
{
    TrainRequest plain;
    static_cast<TrainingChoices &>(plain) = request;
    plain.protocol = request.protocol;
    return plain.toJson();
}

} // namespace

QString aboutTime(double seconds)
{
    if (seconds < 1)
        return TrainEstimator::tr("Less than a second");
    const auto rounded = seconds < 10 ? std::ceil(seconds) : std::ceil(seconds / 5) * 5;
    const auto text = rounded < 60 ? TrainEstimator::tr("%1 s").arg(rounded)
                                   : formatDuration(static_cast<std::int64_t>(rounded) * 1000);
    return TrainEstimator::tr("About %1").arg(text);
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
    m_quickSeconds = 0;
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
        [request, shelf = m_session->shelf()](const Project &project, JobContext &job) {
            return estimateTraining(project, request, job, &shelf->datasets());
        },
        [this, protocol, request](Outcome<TrainEstimate> outcome) {
            if (std::holds_alternative<Cancelled>(outcome))
                return;
            m_estimate.reset();
            m_failure.reset();
            m_protocol = protocol;
            if (const auto *estimate = std::get_if<TrainEstimate>(&outcome))
                m_estimate = *estimate;
            else
                m_failure = std::get<Error>(outcome);
            Q_EMIT dataRead();
            askResources(request);
        });
}

void TrainEstimator::askResources(const TrainRequest &request)
{
    if (m_estimate && findRecommender(request.recommender)) {
        auto &estimate = *m_estimate;
        m_failure.reset();
        m_quickSeconds = 0;
        const double judging = judgingSeconds(estimate);
        try {
            estimate.resources = resourcesOf(estimate, request);
            estimate.resources.seconds += judging;
            auto quick = request;
            quick.parameters = {};
            for (const auto &id : quickRecommenders()) {
                quick.recommender = id;
                m_quickSeconds += resourcesOf(estimate, quick).seconds + judging;
            }
        } catch (const Error &error) {
            m_failure = error;
        }
    }
    Q_EMIT changed();
}

/// What judging takes besides the fit: as long as it took last time, else a guess from the number of lists.
double TrainEstimator::judgingSeconds(const TrainEstimate &estimate) const
{
    if (estimate.test == 0)
        return 0;
    if (m_facts && m_facts->evaluateSeconds)
        return *m_facts->evaluateSeconds;
    const auto lists =
        std::min<double>(static_cast<double>(estimate.shape.users), static_cast<double>(estimate.valid)) +
        std::min<double>(static_cast<double>(estimate.shape.users), static_cast<double>(estimate.test));
    return lists * static_cast<double>(estimate.shape.items) * kSecondsPerScore;
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
    const auto size = tr("%1 shoppers, %2 products, %3 events to learn from.")
                          .arg(formatCount(static_cast<std::int64_t>(shape.users)),
                               formatCount(static_cast<std::int64_t>(shape.items)),
                               formatCount(static_cast<std::int64_t>(shape.events)));
    return tr("%1, %2. %3").arg(aboutTime(m_estimate->resources.seconds), memory, size);
}

} // namespace aisle
