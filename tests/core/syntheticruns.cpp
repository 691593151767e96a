#include "tests/core/syntheticruns.h"

#include "core/common/random.h"
#include "core/runs/runstore.h"

namespace aisle::test {

namespace {

Protocol protocolOf(const std::string &metric, std::uint64_t seed)
{
    Protocol protocol;
    protocol.split = QStringLiteral("time:0.8,0.1,0.1");
    protocol.mask = MaskSeen::No;
    protocol.targetKinds = {QStringLiteral("buy")};
    protocol.dataHash = QStringLiteral("drawn");
    protocol.select = metric;
    protocol.seed = seed;
    return protocol;
}

} // namespace

RunId keepSyntheticRun(const Project &project, const char *recommender, double mean, double noise, std::uint64_t seed,
                       std::size_t shoppers, const std::string &metric)
{
    Random own(seed), shared(1);
    UserMetric figures;
    double sum = 0;
    for (std::size_t i = 0; i < shoppers; ++i) {
        figures.users.emplace_back(static_cast<std::int64_t>(i) + 1);
        figures.values.push_back(static_cast<float>(mean + .2 * shared.normal() + noise * own.normal()));
        sum += static_cast<double>(figures.values.back());
    }
    RunRecord run;
    run.recommender = QString::fromLatin1(recommender);
    run.protocol = protocolOf(metric, seed);
    run.status = RunStatus::Done;
    run.test[metric] = sum / static_cast<double>(shoppers);
    RunStore store(project);
    const auto id = store.insert(run);
    store.writeUserMetric(id, metric, figures);
    return id;
}

} // namespace aisle::test
