#include "tests/bench/fitbench.h"

#include "core/common/memory.h"
#include "core/recommend/registry.h"
#include "core/runs/training/estimating.h"

#include <algorithm>
#include <chrono>

namespace aisle::test {

namespace {

/// Visits, the matrix and its transpose.
qint64 dataBytes(const TrainingSet &train)
{
    const auto pairs = static_cast<qint64>(train.byUser().entries());
    const auto rows = static_cast<qint64>(train.userCount()) + train.itemCount();
    return static_cast<qint64>(train.visitCount() * sizeof(Visit)) + 2 * pairs * 8 + rows * 8;
}

} // namespace

QJsonObject fitOnce(const QString &id, const QJsonObject &parameters, const SyntheticShape &shape, int runs)
{
    using Clock = std::chrono::steady_clock;
    const auto train = syntheticTrainingSet(shape);
    train->byItem();
    const auto before = currentMemoryBytes();
    SilentContext job;
    const auto recommender = makeRecommender(id.toStdString(), parameters);
    const auto estimate = recommender->estimate(shapeOf(*train));
    std::vector<double> seconds;
    for (int run = 0; run < runs; ++run) {
        const auto start = Clock::now();
        recommender->fit({*train}, {}, {}, job);
        seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    }
    std::ranges::sort(seconds);
    return {{QStringLiteral("recommender"), id},
            {QStringLiteral("events"), static_cast<qint64>(train->visitCount())},
            {QStringLiteral("seconds"), seconds[seconds.size() / 2]},
            {QStringLiteral("estimated_seconds"), estimate.seconds},
            {QStringLiteral("iterative"), recommender->traits().iterative},
            {QStringLiteral("before_bytes"), static_cast<qint64>(before)},
            {QStringLiteral("peak_bytes"), static_cast<qint64>(peakMemoryBytes())},
            {QStringLiteral("estimated_bytes"), static_cast<qint64>(estimate.memoryBytes)},
            {QStringLiteral("data_bytes"), dataBytes(*train)},
            {QStringLiteral("parameters_count"), static_cast<qint64>(recommender->parameterCount())}};
}

} // namespace aisle::test
