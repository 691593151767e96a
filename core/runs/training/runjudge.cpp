#include "core/runs/training/runjudge.h"

#include "core/common/error.h"
#include "core/common/random.h"
#include "core/common/text/sentence.h"
#include "core/evaluate/comparison.h"
#include "core/evaluate/heldoutrequest.h"
#include "core/evaluate/metric.h"
#include "core/jobs/quietpart.h"
#include "core/runs/runwords.h"

#include <QCryptographicHash>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace aisle {

namespace {

/// A figure of each shopper: what several cases of one shopper (each-next) come to together, and of how many
/// predictions that is.
/// @param predictions  [values] empty: one each
UserMetric perUser(const std::vector<UserIndex> &users, const std::vector<float> &values,
                   const std::vector<float> &predictions, Pooling pooling, const Dataset &dataset)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return users[i]; });
    UserMetric metric;
    for (std::size_t i = 0; i < order.size();) {
        const auto user = users[order[i]];
        std::vector<float> own, weights;
        for (; i < order.size() && users[order[i]] == user; ++i) {
            if (std::isnan(values[order[i]]))
                continue;
            own.push_back(values[order[i]]);
            weights.push_back(predictions.empty() ? 1 : predictions[order[i]]);
        }
        metric.users.push_back(dataset.userIds[user.value]);
        metric.weights.push_back(std::accumulate(weights.begin(), weights.end(), 0.0F));
        metric.values.push_back(own.empty() ? std::numeric_limits<float>::quiet_NaN()
                                            : static_cast<float>(ShopperSums(own, weights, pooling).figure()));
    }
    const auto isOne = [](float weight) { return weight <= 1; }; // 0: nothing is defined, the value says so
    if (std::ranges::all_of(metric.weights, isOne))
        metric.weights.clear();
    return metric;
}

std::size_t distinct(std::vector<UserIndex> users)
{
    std::ranges::sort(users);
    return static_cast<std::size_t>(std::ranges::unique(users).begin() - users.begin());
}

/// Predictions are what figures are means over; shoppers are whom they are of.
/// @param judgeable  shoppers with something relevant in the part
void countJudged(const HeldOut &cases, const Evaluation &evaluation, std::size_t judgeable, RunDetails &details)
{
    std::vector<UserIndex> users;
    for (const auto &one : cases.cases)
        users.push_back(one.user);
    const auto asked = distinct(std::move(users)), judged = distinct(evaluation.users);
    details.usersEvaluated = static_cast<std::int64_t>(judged);
    details.usersSkipped = static_cast<std::int64_t>(judgeable - judged);
    details.skippedWithoutHistory = static_cast<std::int64_t>(judgeable - asked);
    details.predictions = static_cast<std::int64_t>(evaluation.evaluated);
    details.ratingsPredicted.reset();
    for (const auto &[name, figures] : evaluation.pointFigures)
        details.ratingsPredicted =
            static_cast<std::int64_t>(std::accumulate(figures.predictions.begin(), figures.predictions.end(), 0.0));
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

std::vector<ItemIndex> allRows(const Dataset &dataset)
{
    std::vector<ItemIndex> rows;
    for (std::uint32_t item = 0; item < dataset.itemCount(); ++item)
        rows.emplace_back(item);
    return rows;
}

/// What is asked and which products stand for it.
QString judgedHash(const Split &split, const Protocol &protocol)
{
    const auto asked = split.judgedHash(protocol.targets);
    if (asked.isEmpty())
        return {};
    const auto &dataset = split.dataset();
    std::vector<std::string_view> keys;
    for (const auto item : candidatesOf(split, protocol.candidates, Part::Test).value_or(allRows(dataset)))
        keys.push_back(dataset.itemKeys[item.value]);
    std::ranges::sort(keys);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(asked.toLatin1());
    for (const auto key : keys) {
        hash.addData(QByteArray::number(static_cast<qulonglong>(key.size())) + ':');
        hash.addData(QByteArray::fromRawData(key.data(), static_cast<qsizetype>(key.size())));
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

void noteWhatMaskHides(const Traits &traits, const EvaluationProtocol &protocol, JobContext &job)
{
    if (traits.offersRepeats && protocol.mask == MaskSeen::Yes)
        job.note(QStringLiteral("This recommender lists what shoppers had before, and just that is left out of its "
                                "lists here: --mask none offers it, which repeat purchases are judged by."));
}

Protocol resolved(Protocol protocol, const Split &split)
{
    const auto &dataset = split.dataset();
    protocol.filter = dataset.filter;
    protocol.split = split.spec().text();
    protocol.dataHash = split.dataHash();
    protocol.judgedHash = judgedHash(split, protocol);
    protocol.kinds.clear();
    protocol.targetKinds.clear();
    for (std::size_t k = 0; k < dataset.kinds.size(); ++k) {
        if (dataset.learnt[k])
            protocol.kinds << QString::fromStdString(dataset.kinds[k].name);
        if (split.relevant()[k])
            protocol.targetKinds << QString::fromStdString(dataset.kinds[k].name);
    }
    protocol.asIn01 = split.isAsIn01();
    if (protocol.asIn01)
        return protocol;
    protocol.filter.targetKinds = protocol.targetKinds;
    if (protocol.filter.returns == Returns::ByLog)
        protocol.filter.returns = dataset.returns ? Returns::Cancel : Returns::Keep;
    protocol.kindWeights.clear();
    for (const auto &[kind, weight] : split.kindWeights())
        protocol.kindWeights[QString::fromStdString(kind)] = weight;
    return protocol;
}

std::optional<std::vector<ItemIndex>> candidatesOf(const Split &split, CandidateKind kind, Part part)
{
    const auto &dataset = split.dataset();
    switch (kind) {
    case CandidateKind::New:
        if (split.spec().kind != SplitKind::NewProducts)
            throw Error("candidates.no-new",
                        QT_TRANSLATE_NOOP("Error", "Only the split new-products holds products out, so that new ones "
                                                   "alone can be ranked: choose it, or other candidates."));
        return split.productsOf(part);
    case CandidateKind::Catalogue:
        return allRows(dataset);
    case CandidateKind::All:
    case CandidateKind::Uniform:
    case CandidateKind::Popular:
        break;
    }
    return dataset.filter.catalogue ? std::optional(dataset.itemsWithEvents()) : std::nullopt;
}

const std::vector<ItemIndex> *RunJudge::candidates(Part part) const
{
    if (const auto known = m_candidates.find(part); known != m_candidates.end())
        return &known->second;
    auto found = candidatesOf(*m_split, m_protocol.candidates, part);
    return found ? &m_candidates.emplace(part, std::move(*found)).first->second : nullptr;
}

/// What is relevant and stands in no list counts as missed.
void RunJudge::sayWhatCannotBeHit(const HeldOut &cases, Part part, JobContext &job) const
{
    const auto *offered = candidates(part);
    if (!offered || m_protocol.drawsCandidates())
        return;
    std::size_t pairs = 0, missed = 0;
    for (const auto &one : cases.cases)
        for (const auto item : one.relevant) {
            ++pairs;
            missed += !std::ranges::binary_search(*offered, item);
        }
    if (missed > 0)
        job.note(sentence("%1 of %2 relevant [product|products] [%1:is no candidate: it counts|are no candidates: they "
                          "count] as missed.",
                          {missed, pairs}));
}

/// What the lists rest on where it is not the shoppers' own.
void RunJudge::sayWhatFills(const Recommender &recommender, const HeldOut &cases, const Evaluation &evaluation,
                            JobContext &job) const
{
    const auto traits = recommender.traits();
    if (!traits.personal)
        return;
    std::size_t newcomers = 0, judged = 0; // both in the order of the cases; of those judged
    for (const auto &one : cases.cases) {
        if (judged == evaluation.users.size() || one.user != evaluation.users[judged] ||
            one.position != evaluation.positions[judged])
            continue;
        ++judged;
        newcomers += recommender.basis(requestFor(one)) == ColdStart::Popularity;
    }
    if (newcomers > 0 && !traits.predictsRatings)
        job.note(newcomersText(newcomers, judged));
    if (evaluation.filledUpPlaces > 0)
        job.note(QStringLiteral("First ten places: ") +
                 filledUpText(evaluation.filledUpPlaces, evaluation.firstPlaces));
}

RunJudge::RunJudge(const Task &task, std::shared_ptr<const Split> split, const Protocol &asked,
                   std::shared_ptr<const SideFacts> facts)
    : m_task(task), m_split(std::move(split)), m_train(m_split->trainingSet(learnsEverything())),
      m_facts(std::move(facts)), m_protocol(resolved(asked, *m_split)),
      m_nextBasket(m_protocol.mask == MaskSeen::No && m_split->asksForBaskets())
{
}

bool RunJudge::hasValidation() const
{
    return !learnsEverything() && m_split->spec().hasValidation() && m_split->count(Part::Valid) > 0;
}

EvaluationContext RunJudge::context(Part part) const
{
    EvaluationContext known;
    known.candidates = candidates(part);
    known.unknownLast =
        m_protocol.candidates == CandidateKind::Catalogue || m_protocol.candidates == CandidateKind::New;
    known.catalogueItems = std::max(m_split->dataset().itemCount(), m_split->dataset().catalogueItems);
    known.train = m_train.get();
    known.dataset = &m_split->dataset();
    known.nextBasket = m_nextBasket;
    if (part == Part::Test)
        known.dialects = m_dialects;
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
        job.note(
            sentence("Epochs are judged on %1 of %2 validation lists; the run's own figures use all.", {most, all}));
    }
    const auto &chooser = taskOfFigure(m_protocol.select);
    return [this, &job, &chooser, valid = std::move(valid)](const Recommender &state) {
        QuietPart quiet(job);
        auto value = chooser.judgeOne(m_protocol.select, state, valid, m_protocol, context(Part::Valid), quiet);
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
        m_task.judge(recommender, cases, withCutoffOf(m_protocol.select, m_protocol), context(part), job, keepLists);
    (part == Part::Test ? run.test : run.validation) = evaluation.metrics;
    if (part == Part::Test) {
        countJudged(cases, evaluation, m_split->judgeable().judged, run.details);
        for (const auto &sentence : skippedTexts(run))
            job.note(sentence);
        sayWhatCannotBeHit(cases, part, job);
        sayWhatFills(recommender, cases, evaluation, job);
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
    const auto &dataset = m_split->dataset();
    for (const auto &[name, values] : test.perCase) {
        if (!test.pointFigures.contains(name))
            runs.writeUserMetric(id, name, perUser(test.users, values, {}, Pooling::Mean, dataset));
    }
    for (const auto &[name, figures] : test.pointFigures)
        runs.writeUserMetric(
            id, name, perUser(figures.users, figures.values, figures.predictions, scaleOf(name).pooling, dataset));
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
