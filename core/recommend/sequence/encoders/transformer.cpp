#include "core/recommend/sequence/encoders/transformer.h"

#include "core/common/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace aisle {

namespace {

constexpr double kUnseen = -1e9;

at::Tensor normalise(const at::Tensor &x, const at::Tensor &gain, const at::Tensor &bias)
{
    constexpr double kEpsilon = 1e-12;
    return at::layer_norm(x, gain.sizes(), gain, bias, kEpsilon);
}

/// What of the event `distance` back passes at the newest of `period`: the sum of the lowest frequencies.
double passes(std::int64_t distance, std::int64_t period, int components)
{
    double sum = 1;
    for (int k = 1; k < components; ++k)
        sum += 2 * std::cos(2 * std::numbers::pi * k * static_cast<double>(distance) / static_cast<double>(period));
    return sum / static_cast<double>(period);
}

/// The last of a dimension; all of them stay what they are, for gradients' sake.
at::Tensor lastOf(const at::Tensor &x, std::int64_t dimension, std::int64_t count)
{
    const auto all = x.size(dimension);
    return count == all ? x : x.narrow(dimension, all - count, count);
}

at::Tensor feedForward(const TransformerLayer &layer, const at::Tensor &x, Dropout &dropout)
{
    const auto inner = at::gelu(at::linear(x, layer.inner, layer.innerBias));
    return normalise(x + dropout(at::linear(inner, layer.outer, layer.outerBias)), layer.lastGain, layer.lastBias);
}

/// @param passes  [places x length]
at::Tensor filter(const TransformerLayer &layer, const at::Tensor &x, const at::Tensor &passes, Dropout &dropout)
{
    const auto own = lastOf(x, 1, passes.size(0));
    const auto low = at::matmul(passes, x);
    const auto passed = low + layer.high.square() * (own - low);
    return normalise(own + dropout(passed), layer.filterGain, layer.filterBias);
}

} // namespace

bool TransformerShape::isSound() const
{
    constexpr int kMostLayers = 256, kWidest = 8192, kLongest = 1 << 16;
    return width > 0 && width <= kWidest && layers > 0 && layers <= kMostLayers && heads > 0 && width % heads == 0 &&
           maxLength > 0 && maxLength <= kLongest && filterComponents > 0 && filterShare >= 0 && filterShare <= 1 &&
           (filterShare == 0 || filterComponents <= maxLength);
}

std::vector<at::Tensor *> TransformerLayer::tensors()
{
    std::vector<at::Tensor *> all{&project, &projectBias, &out,   &outBias,   &normGain, &normBias,
                                  &inner,   &innerBias,   &outer, &outerBias, &lastGain, &lastBias};
    if (high.defined())
        all.insert(all.end(), {&high, &filterGain, &filterBias});
    return all;
}

Transformer::Transformer(const TransformerShape &asked, std::uint64_t seed) : shape(asked)
{
    constexpr double kDeviation = 0.02;
    const std::int64_t width = shape.width;
    std::uint64_t stream = 0;
    const auto weight = [&](std::int64_t rows, std::int64_t cols) {
        return normalTensor({rows, cols}, kDeviation, deriveSeed(seed, ++stream));
    };
    positions = weight(shape.maxLength, width);
    gain = at::ones({width});
    bias = at::zeros({width});
    for (int l = 0; l < shape.layers; ++l) {
        layers.push_back({.project = weight(3 * width, width),
                          .projectBias = at::zeros({3 * width}),
                          .out = weight(width, width),
                          .outBias = at::zeros({width}),
                          .normGain = at::ones({width}),
                          .normBias = at::zeros({width}),
                          .inner = weight(4 * width, width),
                          .innerBias = at::zeros({4 * width}),
                          .outer = weight(width, 4 * width),
                          .outerBias = at::zeros({width}),
                          .lastGain = at::ones({width}),
                          .lastBias = at::zeros({width}),
                          .high = {},
                          .filterGain = {},
                          .filterBias = {}});
        if (shape.filterShare > 0) {
            layers.back().high = normalTensor({width}, 1, deriveSeed(seed, ++stream));
            layers.back().filterGain = at::ones({width});
            layers.back().filterBias = at::zeros({width});
        }
    }
}

std::vector<at::Tensor *> Transformer::tensors()
{
    return withLayers({&positions, &gain, &bias}, layers);
}

at::Tensor Transformer::placed(const at::Tensor &inputs, std::span<const std::int64_t> lengths) const
{
    const auto length = inputs.size(1);
    if (shape.fromNewest == 0)
        return inputs + positions.narrow(0, 0, length);
    std::vector<std::int64_t> places;
    places.reserve(lengths.size() * static_cast<std::size_t>(length));
    for (const auto own : lengths)
        for (std::int64_t n = 0; n < length; ++n)
            places.push_back(std::min<std::int64_t>(shape.maxLength - own + n, shape.maxLength - 1));
    return inputs + positions.index_select(0, indexTensor(places, inputs.device()).clone()).view(inputs.sizes());
}

/// What is added to the attention's scores: [length x length], or [sequences x 1 x length] where everything but the
/// filling is seen.
at::Tensor Transformer::hidden(const at::Tensor &inputs, std::span<const std::int64_t> lengths) const
{
    const auto length = inputs.size(1);
    if (shape.causal != 0)
        return at::full({length, length}, kUnseen, inputs.options()).triu(1);
    const auto ends = indexTensor(lengths, inputs.device()).view({-1, 1, 1, 1});
    const auto behind = at::arange(length, ends.options()).ge(ends);
    return (behind.to(at::kFloat) * kUnseen).expand({inputs.size(0), shape.heads, 1, length}).reshape({-1, 1, length});
}

/// @param x  [sequences x length x width]
at::Tensor attention(const at::Tensor &projected, std::int64_t heads, std::int64_t places, const at::Tensor &unseen,
                     Dropout &dropout)
{
    const auto sequences = projected.size(0), length = projected.size(1), width = projected.size(2) / 3,
               each = width / heads;
    const auto parts = projected.view({sequences, length, 3, heads, each})
                           .permute({2, 0, 3, 1, 4})
                           .reshape({3, sequences * heads, length, each});
    const auto scores = at::baddbmm(unseen, lastOf(parts[0], 1, places), parts[1].transpose(1, 2), 1,
                                    1 / std::sqrt(static_cast<double>(each)));
    const auto mixed = at::bmm(dropout(at::softmax(scores, -1)), parts[2]);
    return mixed.view({sequences, heads, places, each}).transpose(1, 2).reshape({sequences, places, width});
}

at::Tensor Transformer::attend(const TransformerLayer &layer, const at::Tensor &x, std::int64_t places,
                               const at::Tensor &unseen, Dropout &dropout) const
{
    const auto heard = attention(at::linear(x, layer.project, layer.projectBias), shape.heads, places, unseen, dropout);
    return normalise(lastOf(x, 1, places) + dropout(at::linear(heard, layer.out, layer.outBias)), layer.normGain,
                     layer.normBias);
}

at::Tensor Transformer::through(const TransformerLayer &layer, const at::Tensor &x, std::int64_t places,
                                const Sight &sight, Dropout &dropout) const
{
    auto both = attend(layer, x, places, sight.unseen, dropout);
    if (layer.high.defined())
        both = both * (1 - shape.filterShare) + filter(layer, x, sight.passes, dropout) * shape.filterShare;
    return feedForward(layer, both, dropout);
}

at::Tensor Transformer::causalPasses(const at::Tensor &inputs) const
{
    const auto length = inputs.size(1);
    std::vector<float> weights(static_cast<std::size_t>(length * length));
    for (std::int64_t to = 0; to < length; ++to)
        for (std::int64_t from = 0; from <= (shape.causal != 0 ? to : length - 1); ++from)
            weights[static_cast<std::size_t>(to * length + from)] =
                static_cast<float>(passes(to - from, shape.maxLength, shape.filterComponents));
    return viewOf(weights, {length, length}).clone().to(inputs.device());
}

at::Tensor Transformer::states(const at::Tensor &inputs, std::span<const std::int64_t> lengths, Dropout &dropout) const
{
    const Sight sight{hidden(inputs, lengths), shape.filterShare > 0 ? causalPasses(inputs) : at::Tensor()};
    auto x = dropout(normalise(placed(inputs, lengths), gain, bias));
    for (const auto &layer : layers)
        x = through(layer, x, inputs.size(1), sight, dropout);
    return x;
}

WindowTransformer::WindowTransformer(const TransformerShape &asked, std::uint64_t seed) : Transformer(asked, seed)
{
    const std::int64_t period = shape.maxLength,
                       highest = std::min<std::int64_t>(shape.filterComponents - 1, period / 2);
    for (std::int64_t to = 0; to < period; ++to)
        for (std::int64_t from = 0; from < period; ++from) {
            auto weight = passes(to - from, period, static_cast<int>(highest) + 1);
            if (2 * highest == period) // the highest frequency that there is has no twin
                weight -= ((to - from) % 2 == 0 ? 1.0 : -1.0) / static_cast<double>(period);
            m_passes.push_back(static_cast<float>(weight));
        }
}

at::Tensor WindowTransformer::states(const at::Tensor &inputs, std::span<const std::int64_t> lengths,
                                     Dropout &dropout) const
{
    const std::int64_t sequences = inputs.size(0), length = shape.maxLength, heads = shape.heads;
    const auto starts = length - indexTensor(lengths, inputs.device()).view({-1, 1});
    const auto places = at::arange(length, starts.options());
    const auto events = places.ge(starts); // [sequences x length]
    const auto seen = events.unsqueeze(1).logical_and(places.le(places.unsqueeze(1)));
    const auto unseen = (events.unsqueeze(2).logical_and(seen.logical_not()).to(at::kFloat) * kUnseen)
                            .unsqueeze(1)
                            .expand({sequences, heads, length, length})
                            .reshape({sequences * heads, length, length});
    const auto passing = viewOf(m_passes, {length, length}).to(inputs.device());
    auto x = dropout(normalise(inputs + positions, gain, bias));
    for (const auto &layer : layers) {
        const auto asked = &layer == &layers.back() ? 1 : length;
        x = through(layer, x, asked, {lastOf(unseen, 1, asked), lastOf(passing, 0, asked)}, dropout);
    }
    return x;
}

double transformerOperations(const TransformerShape &shape, double length)
{
    const double width = shape.width, filter = shape.filterShare > 0 ? 2 * length * width : 0;
    return shape.layers * (24 * width * width + 4 * length * width + filter + 60 * width);
}

double transformerNumbers(const TransformerShape &shape)
{
    const double width = shape.width;
    return shape.layers * (12 * width * width + 13 * width) + shape.maxLength * width;
}

} // namespace aisle
