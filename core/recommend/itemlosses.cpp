#include "core/recommend/itemlosses.h"

#include "core/common/lookup/mapped.h"
#include "core/recommend/productfeatures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

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
            .calibration = params.calibration,
            .temperature = params.temperature,
            .inBatch = params.inBatch,
            .corrected = params.corrected};
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

UnitRows::UnitRows(const at::Tensor &from, double least)
    : lengths(from.norm(2, {1}, true).clamp_min(least)), rows(from / lengths)
{
}

at::Tensor UnitRows::gradient(const at::Tensor &byRows) const
{
    return (byRows - rows * (byRows * rows).sum(1, true)) / lengths;
}

SampledLoss::SampledLoss(const TrainingSet &train, const Options &options) : m_train(train), m_options(options)
{
    double sum = 0;
    if (options.popularity > 0)
        for (const auto events : train.itemEvents())
            m_cumulative.push_back(sum += std::pow(events, options.popularity));
    if (options.onlySold)
        m_sold = soldPlaces(train);
}

std::uint32_t SampledLoss::drawable() const
{
    return m_sold.empty() ? m_train.itemCount() : static_cast<std::uint32_t>(m_sold.size());
}

std::int64_t SampledLoss::draw(Random &random) const
{
    if (m_cumulative.empty() || m_cumulative.back() <= 0)
        return m_sold.empty() ? random.below(m_train.itemCount()) : m_sold[random.below(drawable())];
    const auto at = std::ranges::upper_bound(m_cumulative, random.uniform() * m_cumulative.back());
    return std::min<std::int64_t>(at - m_cumulative.begin(), m_train.itemCount() - 1);
}

at::Tensor SampledLoss::logProbability(std::span<const std::int64_t> items) const
{
    std::vector<float> values(items.size(), -std::log(static_cast<float>(drawable())));
    const bool weighted = !m_cumulative.empty() && m_cumulative.back() > 0;
    if (!weighted && m_options.inBatch <= 0)
        return viewOf(values, {static_cast<std::int64_t>(values.size())}).clone();
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto item = static_cast<std::size_t>(items[i]);
        double drawn = 1.0 / drawable();
        if (weighted)
            drawn = std::max(m_cumulative[item] - (item > 0 ? m_cumulative[item - 1] : 0), 1e-12) / m_cumulative.back();
        if (m_options.inBatch > 0) {
            const double events = m_train.itemEvents()[item], all = static_cast<double>(m_train.visitCount());
            drawn += m_options.inBatch * (events / all - drawn);
        }
        values[i] = static_cast<float>(std::log(drawn));
    }
    return viewOf(values, {static_cast<std::int64_t>(values.size())}).clone();
}

/// Of Binary each target's own, of Softmax none.
std::vector<std::int64_t> SampledLoss::drawNegatives(std::span<const std::int64_t> targets,
                                                     std::span<const UserIndex> users, Random &random) const
{
    constexpr int kTries = 8;
    std::vector<std::int64_t> negatives;
    if (m_options.kind == LossKind::Softmax)
        return negatives;
    if (m_options.kind != LossKind::Binary) {
        const auto ofBatch = std::lround(m_options.inBatch * m_options.negatives);
        for (int n = 0; n < m_options.negatives; ++n)
            negatives.push_back(n < ofBatch ? targets[random.below(static_cast<std::uint32_t>(targets.size()))]
                                            : draw(random));
        return negatives;
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
    return negatives;
}

ItemLoss SampledLoss::operator()(const at::Tensor &hidden, const at::Tensor &items,
                                 std::span<const std::int64_t> targets, std::span<const UserIndex> users,
                                 Random &random) const
{
    const auto negatives = drawNegatives(targets, users, random);
    return m_options.temperature > 0 ? ofCosines(hidden, items, targets, negatives)
                                     : ofProducts(hidden, items, targets, negatives);
}

std::vector<std::int64_t> SampledLoss::amongSold(std::span<const std::int64_t> targets) const
{
    if (m_sold.empty())
        return {targets.begin(), targets.end()};
    const auto placeOf = [this](std::int64_t item) { return std::ranges::lower_bound(m_sold, item) - m_sold.begin(); };
    return mapped<std::vector<std::int64_t>>(targets, placeOf);
}

ItemLoss SampledLoss::ofProducts(const at::Tensor &hidden, const at::Tensor &items,
                                 std::span<const std::int64_t> targets, std::span<const std::int64_t> negatives) const
{
    if (m_options.kind == LossKind::Softmax) {
        const auto sold = m_sold.empty() ? items : items.index_select(0, indexTensor(m_sold, items.device()));
        auto loss = fullSoftmax(hidden, sold, amongSold(targets));
        loss.rows = m_sold;
        return loss;
    }
    if (m_options.kind == LossKind::Binary)
        return binaryCrossEntropy(hidden, items, targets, negatives);
    const auto positive = items.index_select(0, indexTensor(targets, items.device()));
    return shared(hidden, positive, items.index_select(0, indexTensor(negatives, items.device())), targets, negatives);
}

/// The same of rows of length 1: whole of the catalogue for the softmax, of what was drawn for the others.
ItemLoss SampledLoss::ofCosines(const at::Tensor &hidden, const at::Tensor &items,
                                std::span<const std::int64_t> targets, std::span<const std::int64_t> negatives) const
{
    const UnitRows states(hidden);
    const auto asked = states.rows / m_options.temperature;
    auto rows = m_sold;
    if (m_options.kind != LossKind::Softmax) {
        rows.assign(targets.begin(), targets.end());
        rows.insert(rows.end(), negatives.begin(), negatives.end());
    }
    const UnitRows products(rows.empty() ? items : items.index_select(0, indexTensor(rows, items.device())));
    const auto first = static_cast<std::int64_t>(targets.size()), others = static_cast<std::int64_t>(negatives.size());
    ItemLoss loss;
    if (m_options.kind == LossKind::Softmax) {
        loss = fullSoftmax(asked, products.rows, amongSold(targets));
    } else if (m_options.kind == LossKind::Binary) {
        std::vector<std::int64_t> places(rows.size());
        std::iota(places.begin(), places.end(), 0L);
        const std::span all(places);
        loss = binaryCrossEntropy(asked, products.rows, all.first(targets.size()), all.subspan(targets.size()));
    } else {
        loss = shared(asked, products.rows.narrow(0, 0, first), products.rows.narrow(0, first, others), targets,
                      negatives);
    }
    loss.hidden = states.gradient(loss.hidden / m_options.temperature);
    loss.items = products.gradient(loss.items);
    loss.rows = std::move(rows);
    return loss;
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
        const double drawn = std::min(1.0, m_options.negatives / std::max(1.0, drawable() - 1.0));
        const double power = drawn * (m_options.calibration * (1 - 1 / drawn) + 1 / drawn);
        return (power * at::softplus(-up)).sum() + (counts * at::softplus(down)).sum();
    }
    const auto weights = at::softmax(down + apart, 1);
    const auto won = (weights * at::sigmoid(up.unsqueeze(1) - down)).sum(1);
    return -(won + 1e-24).log().sum() + kScorePenalty * (weights * down.square()).sum();
}

/// @param positive  item vectors of the targets
/// @param others    item vectors of the negatives
ItemLoss SampledLoss::shared(const at::Tensor &hidden, const at::Tensor &positive, const at::Tensor &others,
                             std::span<const std::int64_t> targets, std::span<const std::int64_t> negatives) const
{
    const auto device = positive.device();
    const double share = 1 / static_cast<double>(hidden.size(0));
    const auto counts =
        indexTensor(targets, device).unsqueeze(1).ne(indexTensor(negatives, device).unsqueeze(0)).to(at::kFloat);
    auto up = (hidden * positive).sum(1), down = at::mm(hidden, others.t());
    if (m_options.kind == LossKind::SampledSoftmax && m_options.corrected) {
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
