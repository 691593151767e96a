#include "core/runs/training/runjudge.h"

#include "core/common/random.h"
#include "core/evaluate/metric.h"
#include "core/jobs/quietpart.h"

#include <algorithm>

namespace aisle {

namespace {

/// A figure of each shopper: the cases of one shopper (each-next) are averaged.
UserMetric perUser(const Evaluation &evaluation, const std::vector<float> &values, const Dataset &dataset)
{
    std::vector<std::pair<std::uint32_t, float>> pairs;
    for (std::size_t i = 0; i < values.size(); ++i)
        pairs.emplace_back(evaluation.users[i].value, values[i]);
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto &x, const auto &y) { return x.first < y.first; });
    UserMetric metric;
    for (std::size_t i = 0; i < pairs.size();) {
        double sum = 0;
        const auto first = i;
        for (; i < pairs.size() && pairs[i].first == pairs[first].first; ++i)
            sum += pairs[i].second;
        metric.users.push_back(dataset.userIds[pairs[first].first]);
        metric.values.push_back(static_cast<float>(sum / static_cast<double>(i - first)));
    }
    return metric;
}

/// `count` of them, drawn at random.
std::vector<HeldOutCase> sampleInOrder(std::vector<HeldOutCase> cases, std::size_t count, Random &random)
{
    std::vector<HeldOutCase> drawn;
    drawn.reserve(count);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto left = cases.size() - i, wanted = count - drawn.size();
        if (random.below(static_cast<std::uint32_t>(left)) < wanted)
            drawn.push_back(std::move(cases[i]));
    }
    return drawn;
}

/// With the cut-off of the figure that chooses.
EvaluationProtocol withCutoffOf(const std::string &figure, EvaluationProtocol protocol)
{
    const auto at = figure.find('@');
    const int cutoff = at == std::string::npos ? 10 : std::stoi(figure.substr(at + 1));
    if (std::ranges::find(protocol.cutoffs, cutoff) == protocol.cutoffs.end())
        protocol.cutoffs.push_back(cutoff);
    std::ranges::sort(protocol.cutoffs);
    return protocol;
}

} // namespace

Protocol resolved(Protocol protocol, const Split &split)
{
    const auto &dataset = split.dataset();
    protocol.filter = dataset.filter;
    protocol.split = split.spec().text();
    protocol.dataHash = split.dataHash();
    protocol.kinds.clear();
    protocol.targetKinds.clear();
    for (std::size_t k = 0; k < dataset.kinds.size(); ++k) {
        if (dataset.learnt[k])
            protocol.kinds << QString::fromStdString(dataset.kinds[k].name);
        if (dataset.relevant[k])
            protocol.targetKinds << QString::fromStdString(dataset.kinds[k].name);
    }
    return protocol;
}

RunJudge::RunJudge(const Task &task, std::shared_ptr<const Split> split, const Protocol &asked,
                   std::shared_ptr<const SideFacts> facts)
    : m_task(task), m_split(std::move(split)), m_train(m_split->trainingSet(learnsEverything())),
      m_facts(std::move(facts)), m_protocol(resolved(asked, *m_split))
{
}

bool RunJudge::hasValidation() const
{
    return !learnsEverything() && m_split->spec().hasValidation() && m_split->count(Part::Valid) > 0;
}

EvaluationContext RunJudge::context() const
{
    EvaluationContext known;
    known.train = m_train.get();
    known.dataset = &m_split->dataset();
    if (m_facts && !m_facts->categories.empty())
        known.itemCategories = &m_facts->categories;
    return known;
}

std::function<std::optional<double>(const Recommender &)> RunJudge::epochJudge(const Recommender &recommender,
                                                                               JobContext &job) const
{
    auto valid = m_task.cases(*m_split, Part::Valid, m_protocol.targets);
    const auto all = valid.cases.size();
    if (const auto most = m_task.mostJudged(all, m_train->itemCount(), recommender.scoreCost()); most < all) {
        Random random(deriveSeed(m_protocol.seed, 0x6a756467)); // judg
        valid.cases = sampleInOrder(std::move(valid.cases), most, random);
        job.note(QStringLiteral("Epochs are judged on %1 of %2 validation lists; the run's own figures use all.")
                     .arg(most)
                     .arg(all));
    }
    const auto &chooser = taskOfFigure(m_protocol.select);
    return [this, &job, &chooser, valid = std::move(valid)](const Recommender &state) {
        QuietPart quiet(job);
        auto value = chooser.judgeOne(m_protocol.select, state, valid, m_protocol, context(), quiet);
        if (value)
            value = higherIsBetter(m_protocol.select, *value);
        return value;
    };
}

Evaluation RunJudge::judge(const Recommender &recommender, Part part, bool keepLists, RunRecord &run,
                           JobContext &job) const
{
    const auto cases = m_task.cases(*m_split, part, m_protocol.targets);
    auto evaluation =
        m_task.judge(recommender, cases, withCutoffOf(m_protocol.select, m_protocol), context(), job, keepLists);
    (part == Part::Test ? run.test : run.validation) = evaluation.metrics;
    if (part == Part::Test) {
        run.details.usersEvaluated = static_cast<std::int64_t>(evaluation.evaluated);
        run.details.usersSkipped = static_cast<std::int64_t>(evaluation.skipped);
        run.details.repeats = cases.repeats;
    }
    return evaluation;
}

void RunJudge::describe(RunRecord &run) const
{
    const auto &dataset = m_split->dataset();
    const auto count = [this](Part part) { return static_cast<std::int64_t>(m_split->count(part)); };
    run.protocol = m_protocol;
    run.details.shape = RunShape{.users = dataset.userCount(),
                                 .items = dataset.itemCount(),
                                 .train = count(Part::Train),
                                 .valid = count(Part::Valid),
                                 .test = count(Part::Test)};
    run.details.kindNames.clear();
    for (const auto &kind : dataset.kinds)
        run.details.kindNames << QString::fromStdString(kind.name);
    run.details.leak = m_split->leak();
    run.details.userLeak = m_split->userLeak();
}

void RunJudge::keepUserMetrics(RunStore &runs, RunId id, const Evaluation &test) const
{
    const auto at = m_protocol.select.find('@');
    const auto suffix = at == std::string::npos ? std::string("@10") : m_protocol.select.substr(at);
    for (const auto &[name, values] : test.perCase) {
        if (name.ends_with(suffix) || name.find('@') == std::string::npos)
            runs.writeUserMetric(id, name, perUser(test, values, m_split->dataset()));
    }
}

std::vector<KeyedList> RunJudge::keyedLists(const Evaluation &test) const
{
    const auto &dataset = m_split->dataset();
    std::vector<KeyedList> lists;
    for (std::size_t i = 0; i < test.lists.size(); ++i) {
        KeyedList list;
        list.user = dataset.userKeys[test.users[i].value];
        if (m_protocol.targets == Targets::EachNext)
            list.place = ':' + std::to_string(test.positions[i]);
        for (const auto &ranked : test.lists[i])
            list.items.emplace_back(dataset.itemKeys[ranked.item.value], ranked.score);
        lists.push_back(std::move(list));
    }
    return lists;
}

} // namespace aisle
