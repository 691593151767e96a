#include "core/features/relations/links/linklearner.h"

#include "core/common/random.h"
#include "core/features/relations/links/linkloss.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace aisle {

namespace {
constexpr std::size_t kMostQuestions = 1 << 18; ///< of an epoch, so that a great graph is judged now and then
constexpr std::size_t kMostAnswers = 256;       ///< of a question an epoch, drawn
constexpr std::size_t kLeastBatches = 50;       // of an epoch, as far as batches of kLeastBatch make them up:
constexpr std::size_t kLeastBatch = 32;         // judgements of a small graph come after steps enough to tell
constexpr double kCoolDown = .3;                ///< share of epochs or time over which the rate falls to nothing

/// Some of all, each as likely, in the order drawn.
std::vector<std::uint32_t> drawn(std::span<const std::uint32_t> all, std::size_t most, Random &random)
{
    std::vector<std::uint32_t> some(all.begin(), all.end());
    if (some.size() <= most)
        return some;
    for (std::size_t i = 0; i < most; ++i)
        std::swap(some[i], some[i + random.below(static_cast<std::uint32_t>(some.size() - i))]);
    some.resize(most);
    return some;
}

std::size_t batchSizeFor(std::size_t questions, const LinkParams &params)
{
    const auto most = static_cast<std::size_t>(params.batchSize);
    return std::min(most, std::max(kLeastBatch, questions / kLeastBatches));
}

/// Gradient of the sum of weight * |x|^3 over a vector's numbers x (complex ones by their modulus).
at::Tensor modulusOf(const at::Tensor &rows)
{
    const auto half = rows.size(1) / 2;
    const auto length = (rows.narrow(1, 0, half).square() + rows.narrow(1, half, half).square()).sqrt_();
    return at::cat({length, length}, 1);
}

at::Tensor cubeGradient(const at::Tensor &rows, bool isComplex, const at::Tensor &weight)
{
    return (isComplex ? modulusOf(rows) : rows.abs()).mul_(rows).mul_(weight.unsqueeze(1) * 3);
}
} // namespace

double LinkBudget::spent() const
{
    return m_before + std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
}

double LinkBudget::left() const
{
    return m_seconds > 0 ? std::max(0.0, 1 - spent() / m_seconds) : 1;
}

LinkLearner::LinkLearner(LinkModel &model, const LinkQuestions &questions, const LinkShape &shape, LinkParams &params,
                         LinkBudget &budget, const TrainerOptions &options)
    : TensorLearner({&model.entities, &model.relations}, params, options), m_model(model), m_questions(questions),
      m_shape(shape), m_params(params), m_budget(budget), m_rate(params.learningRate),
      m_batch(batchSizeFor(questions.size(), params)), m_order(questions.size()), m_column(shape.entities, -1)
{
    setDropout(params.dropout);
}

std::size_t LinkLearner::beginEpoch(int number, std::uint64_t seed)
{
    m_epochSeed = seed;
    m_order.resize(m_questions.size());
    std::iota(m_order.begin(), m_order.end(), 0U);
    Random random(deriveSeed(seed, 0));
    random.shuffle(m_order);
    m_order.resize(std::min(m_order.size(), kMostQuestions));
    coolDown(number);
    return (m_order.size() + m_batch - 1) / m_batch;
}

void LinkLearner::coolDown(int number)
{
    if (m_params.schedule != "plateau")
        return;
    const double epochsLeft = 1 - static_cast<double>(number - 1) / std::max(1, m_params.epochs);
    m_params.learningRate = m_rate * std::min(1.0, std::min(epochsLeft, m_budget.left()) / kCoolDown);
}

void LinkLearner::drawCandidates(Batch &batch, Random &random)
{
    const auto wanted = static_cast<std::size_t>(m_params.negatives);
    if (wanted == 0 || wanted >= m_shape.entities)
        return;
    std::fill(m_column.begin(), m_column.end(), -1);
    while (batch.candidates.size() < wanted) {
        const auto entity = random.below(static_cast<std::uint32_t>(m_shape.entities));
        if (m_column[entity] >= 0)
            continue;
        m_column[entity] = static_cast<std::int32_t>(batch.candidates.size());
        batch.candidates.push_back(entity);
    }
}

void LinkLearner::addKnown(Batch &batch, std::span<const std::uint32_t> answers, std::int64_t row) const
{
    const auto width = static_cast<std::int64_t>(batch.candidates.empty() ? m_shape.entities : batch.candidates.size());
    for (const auto answer : answers) {
        const auto column = batch.candidates.empty() ? static_cast<std::int64_t>(answer) : m_column[answer];
        if (column >= 0)
            batch.known.push_back(row * width + column);
    }
}

LinkLearner::Batch LinkLearner::batchOf(std::span<const std::uint32_t> asked, Random &random)
{
    Batch batch;
    drawCandidates(batch, random);
    float total = 0;
    for (const auto index : asked) {
        const auto &question = m_questions.question(index);
        const auto row = static_cast<std::int64_t>(batch.from.size());
        batch.from.push_back(question.entity);
        batch.by.push_back(m_model.rowOf(question.relation));
        batch.relations.push_back(question.relation);
        const auto all = m_questions.answers(index);
        addKnown(batch, all, row);
        const auto some = drawn(all, kMostAnswers, random);
        const float weight = std::sqrt(static_cast<float>(all.size())) / static_cast<float>(some.size());
        for (const auto answer : some) {
            batch.row.push_back(row);
            batch.answer.push_back(answer);
            batch.weight.push_back(weight);
            total += weight;
        }
    }
    for (auto &weight : batch.weight)
        weight /= total;
    return batch;
}

TensorLearner::StepResult LinkLearner::step(std::size_t number)
{
    const auto begin = number * m_batch, count = std::min(m_batch, m_order.size() - begin);
    Random random(deriveSeed(m_epochSeed, number + 1));
    const auto batch = batchOf(std::span(m_order).subspan(begin, count), random);
    return {.loss = learn(batch) * static_cast<double>(count), .samples = count};
}

double LinkLearner::learn(const Batch &batch)
{
    const at::AutoGradMode withGradients(true);
    const auto index = [&](const std::vector<std::int64_t> &rows) { return indexTensor(rows, device()); };
    const auto entities = m_model.entities.detach(), relations = m_model.relations.detach();
    const auto from = entities.index_select(0, index(batch.from)).requires_grad_();
    const auto by = relations.index_select(0, index(batch.by)).requires_grad_();
    const auto asked = dropout()(m_model.query(from, by * m_model.signs(batch.relations)));
    const auto answers = entities.index_select(0, index(batch.answer));
    const bool scoresAll = batch.candidates.empty();
    const auto candidates = scoresAll ? entities : entities.index_select(0, index(batch.candidates));

    const auto gradients = scored(batch, asked.detach(), answers, candidates);
    asked.backward(gradients.query);
    const at::NoGradGuard noGrad;
    addRows(m_model.entities.mutable_grad(), batch.from, from.grad());
    addRows(m_model.relations.mutable_grad(), batch.by, by.grad());
    addRows(m_model.entities.mutable_grad(), batch.answer, gradients.answers);
    if (scoresAll)
        m_model.entities.mutable_grad().add_(gradients.candidates);
    else
        addRows(m_model.entities.mutable_grad(), batch.candidates, gradients.candidates);
    touch(batch);
    return gradients.loss + (m_params.l3 > 0 ? penalise(batch) : 0);
}

LinkLearner::Gradients LinkLearner::scored(const Batch &batch, const at::Tensor &query, const at::Tensor &answers,
                                           const at::Tensor &candidates) const
{
    const at::NoGradGuard noGrad;
    const bool isDistance = m_model.isDistance();
    const double factor = isDistance ? 2 : 1; // -|q - e|^2 = 2 q.e - |e|^2 - |q|^2
    const auto row = indexTensor(batch.row, device());
    const auto asking = query.index_select(0, row);
    BatchScores scores{.right = (asking * answers).sum(1).mul_(factor),
                       .wrong = isDistance
                                    ? at::addmm(lengthTerm(m_model, candidates), query, candidates.t(), 1, factor)
                                    : at::mm(query, candidates.t()),
                       .row = row,
                       .weight = viewOf(batch.weight, {static_cast<std::int64_t>(batch.weight.size())}).to(device())};
    if (isDistance)
        scores.right.add_(lengthTerm(m_model, answers));
    scores.wrong.view(-1).index_fill_(0, indexTensor(batch.known, device()), -std::numeric_limits<double>::infinity());
    const double share = static_cast<double>(m_shape.entities) / static_cast<double>(candidates.size(0));
    const auto loss = m_params.loss == "softmax"
                          ? softmaxLoss(scores, share, m_params.smoothing)
                          : adversarialLoss(scores, isDistance ? query.square().sum(1, true) : at::Tensor(),
                                            m_params.margin, m_params.temperature);
    const auto right = loss.right.unsqueeze(1);
    Gradients gradients{.loss = loss.sum,
                        .query = at::mm(loss.wrong, candidates).mul_(factor),
                        .answers = (asking * right).mul_(factor),
                        .candidates = at::mm(loss.wrong.t(), query).mul_(factor)};
    addRows(gradients.query, batch.row, answers * right, factor);
    if (isDistance) {
        auto total = loss.wrong.sum(1, true);
        addRows(total, batch.row, right);
        gradients.query.addcmul_(total, query, -2);
        gradients.answers.addcmul_(right, answers, -2);
        gradients.candidates.addcmul_(loss.wrong.sum(0).unsqueeze(1), candidates, -2);
    }
    return gradients;
}

double LinkLearner::penalise(const Batch &batch)
{
    const at::NoGradGuard noGrad;
    std::vector<float> ofQuestion(batch.from.size());
    for (std::size_t a = 0; a < batch.row.size(); ++a)
        ofQuestion[static_cast<std::size_t>(batch.row[a])] += batch.weight[a];
    double penalty = 0;
    const auto add = [&](at::Tensor &table, const std::vector<std::int64_t> &rows, const std::vector<float> &weights) {
        const auto values = table.detach().index_select(0, indexTensor(rows, device()));
        const auto weight = viewOf(weights, {static_cast<std::int64_t>(weights.size())}).to(device());
        const auto gradient = cubeGradient(values, m_model.isComplex(), weight);
        addRows(table.mutable_grad(), rows, gradient, m_params.l3);
        penalty += m_params.l3 * (gradient * values).sum().item<double>() / 3;
    };
    add(m_model.entities, batch.from, ofQuestion);
    add(m_model.entities, batch.answer, batch.weight);
    if (m_model.relations.size(1) == m_model.entities.size(1)) // angles have no length
        add(m_model.relations, batch.by, ofQuestion);
    return penalty;
}

void LinkLearner::touch(const Batch &batch)
{
    if (batch.candidates.empty())
        return;
    for (const auto *rows : {&batch.from, &batch.answer, &batch.candidates})
        touchRows(0, *rows);
}

void LinkLearner::saveState(SnapshotWriter &out) const
{
    TensorLearner::saveState(out);
    out.value(m_budget.spent());
}

void LinkLearner::loadState(SnapshotReader &in)
{
    TensorLearner::loadState(in);
    const auto spent = in.value<double>();
    in.check(std::isfinite(spent) && spent >= 0);
    m_budget.resumedAfter(spent);
}

} // namespace aisle
