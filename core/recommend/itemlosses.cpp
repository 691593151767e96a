#include "core/recommend/itemlosses.h"

#include <algorithm>
#include <cmath>

namespace aisle {

LossKind lossKind(const std::string &name, std::uint32_t items)
{
    constexpr std::uint32_t kMostInFull = 20'000;
    if (name == "auto")
        return items <= kMostInFull ? LossKind::Softmax : LossKind::SampledSoftmax;
    if (name == "sampled")
        return LossKind::SampledSoftmax;
    if (name == "bce")
        return LossKind::Binary;
    if (name == "gbce")
        return LossKind::Calibrated;
    return name == "bpr-max" ? LossKind::BprMax : LossKind::Softmax;
}

namespace {

int negativesOf(const LossParams &params, LossKind kind, std::uint32_t items)
{
    const int usual = kind == LossKind::Binary ? 32 : kind == LossKind::SampledSoftmax ? 1024 : 256;
    return std::min(params.negatives > 0 ? params.negatives : usual, std::max(1, static_cast<int>(items) - 1));
}

} // namespace

SampledLoss::Options lossOptions(const LossParams &params, std::uint32_t items)
{
    const auto kind = lossKind(params.loss, items);
    return {.kind = kind,
            .negatives = negativesOf(params, kind, items),
            .popularity = params.popularity,
            .calibration = params.calibration};
}

double lossSeconds(const LossParams &params, const DatasetShape &shape, double width)
{
    const double events = static_cast<double>(shape.events), items = static_cast<double>(shape.items);
    const auto kind = lossKind(params.loss, static_cast<std::uint32_t>(shape.items));
    const double negatives = negativesOf(params, kind, static_cast<std::uint32_t>(shape.items));
    const double operations = kind == LossKind::Softmax  ? items * (6 * width + 15)
                              : kind == LossKind::Binary ? (100 * width + 9000) * (negatives + 1) // drawn one by one
                                                         : negatives * (6 * width + 60);
    return events * operations / 8e10 + events / params.batchSize * items * width * 2e-9;
}

SampledLoss::SampledLoss(const TrainingSet &train, const Options &options) : m_train(train), m_options(options)
{
    if (options.popularity <= 0)
        return;
    double sum = 0;
    for (const auto events : train.itemEvents())
        m_cumulative.push_back(sum += std::pow(events, options.popularity));
}

std::int64_t SampledLoss::draw(Random &random) const
{
    if (m_cumulative.empty() || m_cumulative.back() <= 0)
        return random.below(m_train.itemCount());
    const auto at = std::ranges::upper_bound(m_cumulative, random.uniform() * m_cumulative.back());
    return std::min<std::int64_t>(at - m_cumulative.begin(), m_train.itemCount() - 1);
}

at::Tensor SampledLoss::logProbability(std::span<const std::int64_t> items) const
{
    std::vector<float> values(items.size(), -std::log(static_cast<float>(m_train.itemCount())));
    if (!m_cumulative.empty() && m_cumulative.back() > 0) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto item = static_cast<std::size_t>(items[i]);
            const double weight = m_cumulative[item] - (item > 0 ? m_cumulative[item - 1] : 0);
            values[i] = static_cast<float>(std::log(std::max(weight, 1e-12) / m_cumulative.back()));
        }
    }
    return viewOf(values, {static_cast<std::int64_t>(values.size())}).clone();
}

ItemLoss SampledLoss::operator()(const at::Tensor &hidden, const at::Tensor &items,
                                 std::span<const std::int64_t> targets, std::span<const UserIndex> users,
                                 Random &random) const
{
    constexpr int kTries = 8;
    if (m_options.kind == LossKind::Softmax)
        return fullSoftmax(hidden, items, targets);
    std::vector<std::int64_t> negatives;
    if (m_options.kind != LossKind::Binary) {
        for (int n = 0; n < m_options.negatives; ++n)
            negatives.push_back(draw(random));
        return shared(hidden, items, targets, negatives);
    }
    for (const auto user : users) {
        for (int n = 0; n < m_options.negatives; ++n) {
            auto item = draw(random);
            for (int attempt = 1;
                 attempt < kTries && m_train.byUser().contains(user.value, static_cast<std::uint32_t>(item)); ++attempt)
                item = draw(random);
            negatives.push_back(item);
        }
    }
    return binaryCrossEntropy(hidden, items, targets, negatives);
}

/// @param up      scores of the targets [positions]
/// @param down    scores of the negatives [positions x negatives]
/// @param counts  1 where a negative counts, 0 where it is the target [positions x negatives]
at::Tensor SampledLoss::loss(const at::Tensor &up, const at::Tensor &down, const at::Tensor &counts) const
{
    constexpr double kScorePenalty = 1; // of BPR-max: keeps the scores of negatives near nothing
    const auto apart = (counts - 1) * 1e9;
    if (m_options.kind == LossKind::SampledSoftmax)
        return (at::logsumexp(at::cat({up.unsqueeze(1), down + apart}, 1), 1) - up).sum();
    if (m_options.kind == LossKind::Calibrated) {
        const double drawn = std::min(1.0, m_options.negatives / std::max(1.0, m_train.itemCount() - 1.0));
        const double power = drawn * (m_options.calibration * (1 - 1 / drawn) + 1 / drawn);
        return (power * at::softplus(-up)).sum() + (counts * at::softplus(down)).sum();
    }
    const auto weights = at::softmax(down + apart, 1);
    const auto won = (weights * at::sigmoid(up.unsqueeze(1) - down)).sum(1);
    return -(won + 1e-24).log().sum() + kScorePenalty * (weights * down.square()).sum();
}

ItemLoss SampledLoss::shared(const at::Tensor &hidden, const at::Tensor &items, std::span<const std::int64_t> targets,
                             std::span<const std::int64_t> negatives) const
{
    const auto device = items.device();
    const double share = 1 / static_cast<double>(hidden.size(0));
    const auto positiveIndex = indexTensor(targets, device), othersIndex = indexTensor(negatives, device);
    const auto positive = items.index_select(0, positiveIndex), others = items.index_select(0, othersIndex);
    const auto counts = positiveIndex.unsqueeze(1).ne(othersIndex.unsqueeze(0)).to(at::kFloat);
    auto up = (hidden * positive).sum(1), down = at::mm(hidden, others.t());
    if (m_options.kind == LossKind::SampledSoftmax) {
        up.sub_(logProbability(targets).to(device));
        down.sub_(logProbability(negatives).to(device));
    }
    up.requires_grad_();
    down.requires_grad_();
    const auto sum = loss(up, down, counts);
    sum.backward();
    ItemLoss result{.sum = sum.item<double>(), .hidden = {}, .items = {}, .rows = {targets.begin(), targets.end()}};
    const at::NoGradGuard noGrad;
    const auto pull = (up.grad() * share).unsqueeze(1), push = down.grad() * share;
    result.hidden = at::addmm(pull * positive, push, others);
    result.items = at::cat({pull * hidden, at::mm(push.t(), hidden)});
    result.rows.insert(result.rows.end(), negatives.begin(), negatives.end());
    return result;
}

} // namespace aisle
