#include "core/common/lookup/mapped.h"
#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/numeric/torchsupport.h"

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {
constexpr std::size_t kGrain = 1 << 15; ///< numbers a thread takes at once
} // namespace

at::Tensor indexTensor(std::span<const std::int64_t> index, at::Device device)
{
    return at::from_blob(const_cast<std::int64_t *>(index.data()), {static_cast<std::int64_t>(index.size())}, at::kLong)
        .to(device);
}

void addRows(at::Tensor to, std::span<const std::int64_t> index, const at::Tensor &rows, double factor)
{
    if (!to.device().is_cpu()) {
        to.index_add_(0, indexTensor(index, to.device()), rows, factor);
        return;
    }
    const auto from = rows.contiguous();
    const auto size = static_cast<std::size_t>(to.size(1));
    float *out = to.data_ptr<float>();
    const float *in = from.data_ptr<float>();
    for (std::size_t n = 0; n < index.size(); ++n)
        kernels::addScaled(out + static_cast<std::size_t>(index[n]) * size, in + n * size, static_cast<float>(factor),
                           size);
}

at::Tensor Dropout::operator()(const at::Tensor &values)
{
    if (m_rate <= 0)
        return values;
    const auto seed = deriveSeed(m_seed, m_calls++);
    auto mask = at::empty(values.sizes());
    float *keep = mask.data_ptr<float>();
    const auto rate = static_cast<float>(m_rate);
    parallelFor(static_cast<std::size_t>(mask.numel()), kGrain, [&](std::size_t begin, std::size_t end, int) {
        kernels::dropoutMask(keep + begin, end - begin, seed, begin, rate, 1 / (1 - rate));
    });
    return values * mask.to(values.device());
}

Adam::Adam(std::vector<at::Tensor> parameters, double rate, double weightDecay)
    : m_parameters(std::move(parameters)), m_touched(m_parameters.size()), m_rate(rate), m_weightDecay(weightDecay)
{
    const auto zeros = [](const at::Tensor &parameter) { return at::zeros_like(parameter); };
    m_first = mapped<std::vector<at::Tensor>>(m_parameters, zeros);
    m_second = mapped<std::vector<at::Tensor>>(m_parameters, zeros);
}

void Adam::touch(std::size_t parameter, std::span<const std::int64_t> rows)
{
    auto &touched = m_touched[parameter];
    touched.asked = true;
    touched.marked.resize(static_cast<std::size_t>(m_parameters[parameter].size(0)));
    for (const auto row : rows) {
        if (!touched.marked[static_cast<std::size_t>(row)]) {
            touched.marked[static_cast<std::size_t>(row)] = true;
            touched.rows.push_back(row);
        }
    }
}

double Adam::squaredNorm(std::size_t parameter) const
{
    const auto &gradient = m_parameters[parameter].grad();
    const auto &touched = m_touched[parameter];
    if (!touched.asked)
        return at::dot(gradient.reshape(-1), gradient.reshape(-1)).item<double>();
    if (!gradient.device().is_cpu())
        return gradient.index_select(0, indexTensor(touched.rows, gradient.device())).square().sum().item<double>();
    const auto size = static_cast<std::size_t>(gradient.numel() / std::max<std::int64_t>(1, gradient.size(0)));
    double square = 0;
    for (const auto row : touched.rows) {
        const float *values = gradient.data_ptr<float>() + static_cast<std::size_t>(row) * size;
        square += static_cast<double>(kernels::dot(values, values, size));
    }
    return square;
}

double Adam::step(double clipNorm)
{
    const at::NoGradGuard noGrad;
    constexpr double kEpsilon = 1e-8;
    ++m_steps;
    const double steps = static_cast<double>(m_steps);
    const double correction = std::sqrt(1 - std::pow(.999, steps));
    const Rates rates{.rate = m_rate * correction / (1 - std::pow(.9, steps)),
                      .decay = m_rate * m_weightDecay,
                      .epsilon = kEpsilon * correction};
    double square = 0;
    for (std::size_t p = 0; p < m_parameters.size(); ++p)
        square += squaredNorm(p);
    const double norm = std::sqrt(square);
    for (std::size_t p = 0; p < m_parameters.size(); ++p) {
        if (clipNorm > 0 && norm > clipNorm)
            m_parameters[p].mutable_grad().mul_(clipNorm / norm);
        if (m_touched[p].asked)
            stepRows(p, rates);
        else
            stepAll(p, rates);
    }
    return norm;
}

void Adam::stepAll(std::size_t p, const Rates &rates)
{
    auto values = m_parameters[p].detach();
    auto gradient = m_parameters[p].mutable_grad();
    if (values.device().is_cpu()) {
        float *v = values.data_ptr<float>(), *g = gradient.data_ptr<float>();
        float *first = m_first[p].data_ptr<float>(), *second = m_second[p].data_ptr<float>();
        parallelFor(static_cast<std::size_t>(values.numel()), kGrain, [&](std::size_t begin, std::size_t end, int) {
            kernels::adamStep(v + begin, g + begin, first + begin, second + begin, end - begin,
                              static_cast<float>(rates.rate), static_cast<float>(rates.decay),
                              static_cast<float>(rates.epsilon));
        });
        return;
    }
    m_first[p].mul_(.9).add_(gradient, .1);
    m_second[p].mul_(.999).addcmul_(gradient, gradient, .001);
    values.mul_(1 - rates.decay).addcdiv_(m_first[p], m_second[p].sqrt().add_(rates.epsilon), -rates.rate);
    gradient.zero_();
}

void Adam::stepRows(std::size_t p, const Rates &rates)
{
    auto &touched = m_touched[p];
    auto values = m_parameters[p].detach();
    auto gradient = m_parameters[p].mutable_grad();
    if (values.device().is_cpu()) {
        const auto size = static_cast<std::size_t>(values.numel() / std::max<std::int64_t>(1, values.size(0)));
        float *v = values.data_ptr<float>(), *g = gradient.data_ptr<float>();
        float *first = m_first[p].data_ptr<float>(), *second = m_second[p].data_ptr<float>();
        parallelFor(touched.rows.size(), kGrain / size + 1, [&](std::size_t begin, std::size_t end, int) {
            for (auto r = begin; r < end; ++r) {
                const auto at = static_cast<std::size_t>(touched.rows[r]) * size;
                kernels::adamStep(v + at, g + at, first + at, second + at, size, static_cast<float>(rates.rate),
                                  static_cast<float>(rates.decay), static_cast<float>(rates.epsilon));
            }
        });
    } else {
        const auto index = indexTensor(touched.rows, values.device());
        const auto g = gradient.index_select(0, index);
        const auto first = m_first[p].index_select(0, index).mul_(.9).add_(g, .1);
        const auto second = m_second[p].index_select(0, index).mul_(.999).addcmul_(g, g, .001);
        const auto moved = values.index_select(0, index)
                               .mul_(1 - rates.decay)
                               .addcdiv_(first, second.sqrt().add_(rates.epsilon), -rates.rate);
        values.index_copy_(0, index, moved);
        m_first[p].index_copy_(0, index, first);
        m_second[p].index_copy_(0, index, second);
        gradient.index_fill_(0, index, 0);
    }
    for (const auto row : touched.rows)
        touched.marked[static_cast<std::size_t>(row)] = false;
    touched.rows.clear();
    touched.asked = false;
}

void Adam::save(SnapshotWriter &out) const
{
    out.value(m_steps);
    for (const auto *moments : {&m_first, &m_second})
        for (const auto &tensor : *moments)
            writeTensor(out, tensor);
}

void Adam::load(SnapshotReader &in)
{
    m_steps = in.value<std::int64_t>();
    for (auto *moments : {&m_first, &m_second})
        for (const auto &tensor : *moments)
            readInto(in, tensor);
}

void ItemLoss::addItemsTo(at::Tensor gradient) const
{
    if (rows.empty())
        gradient.add_(items);
    else
        addRows(std::move(gradient), rows, items);
}

namespace {
/// Rows of logits become exp(logit - highest); `weights` their inverse sums over `positions`; @return the summed loss.
double normalise(at::Tensor logits, std::span<const std::int64_t> targets, std::span<float> weights,
                 std::size_t positions)
{
    const auto items = static_cast<std::size_t>(logits.size(1));
    float *rows = logits.data_ptr<float>();
    std::vector<double> losses(targets.size());
    parallelFor(targets.size(), 8, [&](std::size_t begin, std::size_t end, int) {
        for (auto r = begin; r < end; ++r) {
            float *row = rows + r * items;
            const float highest = kernels::maximum(row, items);
            const float wanted = row[targets[r]];
            const float sum = kernels::expInPlace(row, highest, items);
            losses[r] = std::log(sum) + highest - wanted;
            weights[r] = 1 / (sum * static_cast<float>(positions));
        }
    });
    double loss = 0;
    for (const double one : losses)
        loss += one;
    return loss;
}
} // namespace

ItemLoss fullSoftmax(const at::Tensor &hidden, const at::Tensor &items, std::span<const std::int64_t> targets)
{
    const at::NoGradGuard noGrad;
    constexpr std::int64_t kChunkBytes = 8 << 20;
    const auto positions = hidden.size(0), catalogue = items.size(0);
    const auto chunk = std::clamp<std::int64_t>(kChunkBytes / (4 * catalogue), 16, 1024);
    ItemLoss loss{.sum = 0, .hidden = at::empty_like(hidden), .items = at::zeros_like(items)};
    std::vector<float> weights(targets.size());
    auto logits = at::empty({std::min(chunk, positions), catalogue}, items.options());
    const double share = 1 / static_cast<double>(positions);
    for (std::int64_t begin = 0; begin < positions; begin += chunk) {
        const auto count = std::min(chunk, positions - begin);
        const auto rows = hidden.narrow(0, begin, count);
        const auto wanted = targets.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(count));
        auto scores = logits.narrow(0, 0, count);
        auto gradient = loss.hidden.narrow(0, begin, count);
        at::mm_out(scores, rows, items.t());
        at::Tensor weight;
        if (hidden.device().is_cpu()) {
            const auto part = std::span(weights).subspan(static_cast<std::size_t>(begin), wanted.size());
            loss.sum += normalise(scores, wanted, part, targets.size());
            weight = viewOf(part, {count, 1});
        } else {
            const auto highest = scores.amax(1, true);
            const auto target = scores.gather(1, indexTensor(wanted, items.device()).unsqueeze(1));
            scores.sub_(highest).exp_();
            const auto sums = scores.sum(1, true);
            loss.sum += (sums.log() + highest - target).sum().item<double>();
            weight = share / sums;
        }
        at::mm_out(gradient, scores, items);
        gradient.mul_(weight);
        loss.items.addmm_(scores.t(), rows * weight);
        gradient.sub_(items.index_select(0, indexTensor(wanted, items.device())), share);
        addRows(loss.items, wanted, rows, -share);
    }
    return loss;
}

ItemLoss binaryCrossEntropy(const at::Tensor &hidden, const at::Tensor &items, std::span<const std::int64_t> targets,
                            std::span<const std::int64_t> negatives)
{
    const at::NoGradGuard noGrad;
    const auto positions = hidden.size(0), size = hidden.size(1);
    const auto each = static_cast<std::int64_t>(negatives.size()) / std::max<std::int64_t>(1, positions);
    const double share = 1 / static_cast<double>(positions);
    const auto wanted = items.index_select(0, indexTensor(targets, items.device()));
    const auto others = items.index_select(0, indexTensor(negatives, items.device())).view({positions, each, size});
    const auto up = (hidden * wanted).sum(1, true);
    const auto down = at::bmm(others, hidden.unsqueeze(2)).squeeze(2);
    ItemLoss loss{.sum = (at::softplus(-up).sum() + at::softplus(down).sum()).item<double>(),
                  .hidden = {},
                  .items = {},
                  .rows = {targets.begin(), targets.end()}};
    const auto pull = (at::sigmoid(up) - 1) * share, push = at::sigmoid(down) * share;
    loss.hidden = pull * wanted + at::bmm(push.unsqueeze(1), others).squeeze(1);
    loss.items = at::cat({pull * hidden, (push.unsqueeze(2) * hidden.unsqueeze(1)).view({-1, size})});
    loss.rows.insert(loss.rows.end(), negatives.begin(), negatives.end());
    return loss;
}

} // namespace aisle
