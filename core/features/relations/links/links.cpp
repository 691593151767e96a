#include "core/features/relations/links/links.h"

#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/features/relations/links/linklearner.h"
#include "core/jobs/quietpart.h"
#include "core/numeric/machinespeed.h"

#include <cstring>

namespace aisle {

namespace {
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostJudged = 2500; ///< triples of the validation part an epoch is judged by

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The training's part of a job: keeps the epochs, and asks for an end when another epoch would not fit into the time.
class BudgetedJob : public PartOfJob
{
public:
    BudgetedJob(JobContext &whole, double to, const LinkBudget &budget)
        : PartOfJob(whole, 0, to), m_whole(whole), m_budget(budget)
    {
    }
    Wish wish() const override
    {
        const auto wish = m_whole.wish();
        return wish == Wish::GoOn && m_budget.isShortOf(m_epochSeconds) ? Wish::KeepBest : wish;
    }
    void report(const EpochReport &epoch) override
    {
        epochs.push_back(epoch);
        m_epochSeconds = epoch.seconds;
        m_whole.report(epoch);
    }
    std::vector<EpochReport> epochs;

private:
    JobContext &m_whole;
    const LinkBudget &m_budget;
    double m_epochSeconds = 0;
};

LinkScorer scorerOf(const LinkModel &model)
{
    return [&model](std::span<const LinkQuestion> questions, float *scores) {
        const auto all = model.scores(questions).to(at::kCPU).contiguous();
        std::memcpy(scores, all.data_ptr<float>(), static_cast<std::size_t>(all.numel()) * sizeof(float));
    };
}

/// As many as are worth judging an epoch by, drawn.
std::vector<Triple> someOf(const std::vector<Triple> &triples, std::uint64_t seed)
{
    auto some = triples;
    Random random(deriveSeed(seed, 3));
    random.shuffle(some);
    some.resize(std::min(some.size(), kMostJudged));
    return some;
}

void refuseEmpty(const LinkData &data)
{
    if (data.train.empty())
        throw Error("links.empty",
                    QT_TRANSLATE_NOOP("Error", "The graph has no triples to learn from: import some first."));
}

std::int64_t candidatesOf(const LinkData &data, const LinkParams &params)
{
    const auto all = static_cast<std::int64_t>(data.shape.entities);
    return params.negatives == 0 ? all : std::min<std::int64_t>(all, params.negatives);
}
} // namespace

LinkResult trainLinks(const LinkData &data, const std::string &method, const QJsonObject &parameters,
                      const LinkOptions &options, JobContext &job)
{
    const auto &info = linkMethod(method);
    auto params = readLinkParams(info, parameters);
    refuseEmpty(data);
    const ThreadScope threads(options.training.threads);
    const auto start = Clock::now();
    const LinkQuestions questions({data.train}, data.shape), known({data.train, data.valid, data.test}, data.shape);
    LinkModel model(info.method, data.shape, params.factors, params.reciprocal, options.training.seed);
    LinkBudget budget(options.minutes);
    LinkLearner learner(model, questions, data.shape, params, budget, options.training);
    const auto scorer = scorerOf(model);
    const auto some = someOf(data.valid, options.training.seed);
    const auto judge = [&]() -> std::optional<double> {
        SilentPart quiet(job);
        return judgeLinks(scorer, some, known, data.shape, 0, quiet).meanReciprocalRank;
    };
    constexpr double kTrained = .97; // of the whole job
    BudgetedJob training(job, kTrained, budget);
    LinkResult result;
    result.bestEpoch =
        train(learner, params.epochs, options.training, some.empty() ? std::function<std::optional<double>()>() : judge,
              options.checkpoints, training);
    result.fitSeconds = secondsSince(start);
    result.epochs = std::move(training.epochs);
    result.parameters = info.schema.complete(parameters);
    PartOfJob validating(job, kTrained, .5 * (1 + kTrained)), testing(job, .5 * (1 + kTrained), 1);
    result.valid = judgeLinks(scorer, data.valid, known, data.shape, 2 * data.unknownValid, validating);
    result.test = judgeLinks(scorer, data.test, known, data.shape, 2 * data.unknownTest, testing);
    result.judgeSeconds = secondsSince(start) - result.fitSeconds;
    result.vectors = {.factors = static_cast<int>(model.entities.size(1)),
                      .entities = toVector(model.entities.detach()),
                      .relations = toVector(model.relations.detach())};
    return result;
}

LinkEstimate estimateLinks(const LinkData &data, const std::string &method, const QJsonObject &parameters)
{
    const auto params = readLinkParams(linkMethod(method), parameters);
    constexpr double kPasses = 3;       // scores, and gradients of both sides
    constexpr double kShareOfPeak = .6; // what is not a product, and smaller ones than were measured
    const LinkQuestions questions({data.train}, data.shape);
    const double candidates = static_cast<double>(candidatesOf(data, params));
    const double factors = params.factors, batch = params.batchSize;
    const double entities = static_cast<double>(data.shape.entities);
    constexpr double kCopies = 5,
                     kScores = 3; // values, gradient, two moments, the best; scores and what becomes of them
    return {.secondsPerEpoch = kPasses * static_cast<double>(questions.size()) * candidates * factors / kShareOfPeak /
                               machineSpeed().multiplyAdds,
            .bytes = sizeof(float) * (kCopies * entities * factors + kScores * batch * candidates)};
}

} // namespace aisle
