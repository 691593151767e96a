#include "core/numeric/tensorlearner.h"

#include "core/common/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace aisle {

namespace {

std::vector<at::Tensor> leavesOn(at::Device device, const std::vector<at::Tensor *> &tensors)
{
    std::vector<at::Tensor> leaves;
    for (auto *tensor : tensors) {
        *tensor = tensor->detach().to(device).contiguous().requires_grad_();
        tensor->mutable_grad() = at::zeros_like(*tensor);
        leaves.push_back(*tensor);
    }
    return leaves;
}

} // namespace

TensorLearner::TensorLearner(std::vector<at::Tensor *> tensors, const OptimiserParams &params,
                             const TrainerOptions &options)
    : m_tensors(std::move(tensors)), m_device(torchDevice(options.device)), m_params(params), m_seed(options.seed),
      m_adam(leavesOn(m_device, m_tensors), params.learningRate, params.l2)
{
}

double TensorLearner::rateAt(double epochs) const
{
    const double warm = m_params.warmUp > 0 ? std::min(1.0, epochs / m_params.warmUp) : 1;
    const double rate = m_params.learningRate * warm * m_plateauFactor;
    if (m_params.schedule != "cosine")
        return rate;
    const double done = std::min(1.0, epochs / std::max(1, m_params.epochs));
    return rate * .5 * (1 + std::cos(std::numbers::pi * done));
}

EpochResult TensorLearner::epoch(int number, JobContext &job)
{
    const auto own = deriveSeed(m_seed, 1'000'000 + static_cast<std::uint64_t>(number));
    m_dropout = Dropout(m_dropoutRate, deriveSeed(own, 1));
    const auto batches = beginEpoch(number, deriveSeed(own, 2));
    EpochResult result;
    double norm = 0;
    for (std::size_t b = 0; b < batches; ++b) {
        job.checkpoint();
        const double share = static_cast<double>(b) / static_cast<double>(batches);
        job.progress(share, QStringLiteral("epoch %1").arg(number));
        const auto [loss, samples] = step(b);
        result.loss += loss;
        result.samples += samples;
        m_adam.setRate(rateAt(number - 1 + (static_cast<double>(b) + 1) / static_cast<double>(batches)));
        norm += m_adam.step(m_params.clipNorm);
    }
    result.loss /= static_cast<double>(std::max<std::uint64_t>(1, result.samples));
    result.parts = {{"gradient norm", norm / static_cast<double>(std::max<std::size_t>(1, batches))}};
    return result;
}

void TensorLearner::judged(double value)
{
    constexpr int kPatience = 3;
    if (m_sinceBest < 0 || value > m_bestValue) {
        m_bestValue = value;
        m_sinceBest = 0;
    } else if (++m_sinceBest >= kPatience && m_params.schedule == "plateau") {
        m_plateauFactor /= 2;
        m_sinceBest = 0;
    }
}

bool TensorLearner::isFinite() const
{
    return std::ranges::all_of(m_tensors, [](const at::Tensor *tensor) { return allFinite(*tensor); });
}

void TensorLearner::keepAsBest()
{
    m_best.clear();
    for (const auto *tensor : m_tensors)
        m_best.push_back(tensor->detach().clone());
}

void TensorLearner::restoreBest()
{
    const at::NoGradGuard noGrad;
    for (std::size_t t = 0; t < m_best.size(); ++t)
        m_tensors[t]->copy_(m_best[t]);
}

void TensorLearner::saveState(SnapshotWriter &out) const
{
    out.value(m_plateauFactor);
    out.value(m_bestValue);
    out.value(m_sinceBest);
    for (const auto *tensor : m_tensors)
        writeTensor(out, *tensor);
    m_adam.save(out);
    out.value(static_cast<std::uint64_t>(m_best.size()));
    for (const auto &tensor : m_best)
        writeTensor(out, tensor);
}

void TensorLearner::loadState(SnapshotReader &in)
{
    m_plateauFactor = in.value<double>();
    m_bestValue = in.value<double>();
    m_sinceBest = in.value<int>();
    for (auto *tensor : m_tensors)
        readInto(in, *tensor);
    m_adam.load(in);
    const auto kept = in.value<std::uint64_t>();
    in.check(kept == 0 || kept == m_tensors.size());
    if (kept > 0)
        keepAsBest();
    for (auto &tensor : m_best)
        readInto(in, tensor);
}

} // namespace aisle
