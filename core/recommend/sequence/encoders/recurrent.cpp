#include "core/recommend/sequence/encoders/recurrent.h"

#include "core/common/parallel.h"
#include "core/common/random.h"
#include "core/recommend/sequence/encoders/recurrentkernels.h"

#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

std::int64_t gatesOf(Cell cell)
{
    return cell == Cell::Gru ? 3 : 4;
}

/// Rows of a step in pieces that several threads may take; small steps stay in one.
void overRows(std::int64_t rows, std::int64_t width,
              const std::function<void(std::size_t begin, std::size_t end)> &body)
{
    constexpr std::int64_t kNumbersAPiece = 1 << 14;
    const auto grain = std::max<std::int64_t>(1, kNumbersAPiece / width);
    if (rows <= grain)
        body(0, static_cast<std::size_t>(rows));
    else
        parallelFor(static_cast<std::size_t>(rows), static_cast<std::size_t>(grain),
                    [&](std::size_t begin, std::size_t end, int) { body(begin, end); });
}

/// The steps of one layer: [length x sequences x ...] tensors, all on the CPU.
struct Steps
{
    Cell cell;
    std::int64_t length, sequences, width, gates;
    at::Tensor states; ///< [length + 1 x sequences x width]: from the empty state on
    at::Tensor cells;  ///< LSTM: the same
    at::Tensor kept;   ///< [length x sequences x (gates + 1) width]

    float *at(const at::Tensor &tensor, std::int64_t step) const
    {
        return tensor.data_ptr<float>() + step * tensor.stride(0);
    }

    void forward(const at::Tensor &inputs, const at::Tensor &weight, const at::Tensor &bias)
    {
        auto shares = at::empty({sequences, gates * width}, inputs.options());
        const auto turned = weight.t();
        for (std::int64_t t = 0; t < length; ++t) {
            at::addmm_out(shares, bias, states[t], turned);
            overRows(sequences, width,
                     [&](std::size_t begin, std::size_t end) { stepRows(inputs, shares, t, begin, end); });
        }
    }
    void stepRows(const at::Tensor &inputs, const at::Tensor &shares, std::int64_t t, std::size_t begin,
                  std::size_t end) const
    {
        const auto size = static_cast<std::size_t>(width), wide = static_cast<std::size_t>(gates) * size;
        const float *x = at(inputs, t) + begin * wide, *h = shares.data_ptr<float>() + begin * wide;
        float *next = at(states, t + 1) + begin * size, *keep = at(kept, t) + begin * (wide + size);
        if (cell == Cell::Gru) {
            kernels::gruStep(x, h, at(states, t) + begin * size, next, keep, end - begin, size);
            return;
        }
        float *carried = at(cells, t + 1) + begin * size;
        std::copy_n(at(cells, t) + begin * size, (end - begin) * size, carried);
        kernels::lstmStep(x, h, carried, next, keep, end - begin, size);
    }

    /// @param from  gradient of the states [length x sequences x width]
    /// @param inputs, shares  gradients of the gates' shares [length x sequences x gates width]
    void backward(const at::Tensor &from, const at::Tensor &weight, at::Tensor inputs, at::Tensor shares) const
    {
        auto carry = at::zeros({sequences, width}, from.options());
        auto cellCarry = at::zeros({sequences, width}, from.options());
        auto direct = at::empty_like(carry);
        for (auto t = length - 1; t >= 0; --t) {
            carry.add_(from[t]);
            overRows(sequences, width, [&](std::size_t begin, std::size_t end) {
                stepBackRows(carry, cellCarry, inputs, shares, direct, t, begin, end);
            });
            if (cell == Cell::Gru)
                at::addmm_out(carry, direct, shares[t], weight);
            else
                at::mm_out(carry, shares[t], weight);
        }
    }
    void stepBackRows(const at::Tensor &carry, const at::Tensor &cellCarry, const at::Tensor &inputs,
                      const at::Tensor &shares, const at::Tensor &direct, std::int64_t t, std::size_t begin,
                      std::size_t end) const
    {
        const auto size = static_cast<std::size_t>(width), wide = static_cast<std::size_t>(gates) * size;
        const float *from = carry.data_ptr<float>() + begin * size, *keep = at(kept, t) + begin * (wide + size);
        float *h = at(shares, t) + begin * wide;
        if (cell == Cell::Gru)
            kernels::gruStepBack(from, keep, at(states, t) + begin * size, at(inputs, t) + begin * wide, h,
                                 direct.data_ptr<float>() + begin * size, end - begin, size);
        else
            kernels::lstmStepBack(from, keep, at(cells, t) + begin * size, cellCarry.data_ptr<float>() + begin * size,
                                  h, end - begin, size);
    }
};

class RecurrentFunction : public torch::autograd::Function<RecurrentFunction>
{
public:
    /// @param inputs  the inputs' share of the gates [length x sequences x gates width], contiguous
    static Variable forward(AutogradContext *context, const Variable &inputs, const Variable &weight,
                            const Variable &bias, std::int64_t cell)
    {
        auto steps = stepsOf(static_cast<Cell>(cell), inputs);
        steps.states = at::empty({steps.length + 1, steps.sequences, steps.width}, inputs.options());
        steps.states[0].zero_();
        steps.cells = steps.cell == Cell::Lstm ? at::empty_like(steps.states) : at::empty({0}, inputs.options());
        if (steps.cell == Cell::Lstm)
            steps.cells[0].zero_();
        steps.kept = at::empty({steps.length, steps.sequences, (steps.gates + 1) * steps.width}, inputs.options());
        steps.forward(inputs, weight, bias);
        context->save_for_backward({weight, steps.states, steps.cells, steps.kept});
        context->saved_data["cell"] = cell;
        return steps.states.narrow(0, 1, steps.length).clone();
    }
    static variable_list backward(AutogradContext *context, const variable_list &from)
    {
        const auto saved = context->get_saved_variables();
        const auto gradient = from[0].contiguous();
        Steps steps{.cell = static_cast<Cell>(context->saved_data["cell"].toInt()),
                    .length = gradient.size(0),
                    .sequences = gradient.size(1),
                    .width = gradient.size(2),
                    .gates = 0,
                    .states = saved[1],
                    .cells = saved[2],
                    .kept = saved[3]};
        steps.gates = gatesOf(steps.cell);
        const auto wide = steps.gates * steps.width;
        auto shares = at::empty({steps.length, steps.sequences, wide}, gradient.options());
        auto inputs = steps.cell == Cell::Gru ? at::empty_like(shares) : shares;
        steps.backward(gradient, saved[0], inputs, shares);
        const auto before = steps.states.narrow(0, 0, steps.length).reshape({-1, steps.width});
        const auto flat = shares.view({-1, wide});
        return {inputs, at::mm(flat.t(), before), flat.sum(0), Variable()};
    }

private:
    static Steps stepsOf(Cell cell, const at::Tensor &inputs)
    {
        const auto gates = gatesOf(cell);
        return {.cell = cell,
                .length = inputs.size(0),
                .sequences = inputs.size(1),
                .width = inputs.size(2) / gates,
                .gates = gates,
                .states = {},
                .cells = {},
                .kept = {}};
    }
};

at::Tensor uniformTensor(at::IntArrayRef shape, double bound, std::uint64_t seed)
{
    return drawnTensor(shape, seed, [bound](Random &random) { return bound * (2 * random.uniform() - 1); });
}

ComplexPair times(const ComplexPair &a, const ComplexPair &b)
{
    return {a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real};
}

/// x[t] + added[t - reach], and x where nothing lies so far back.
at::Tensor addLater(const at::Tensor &x, const at::Tensor &added, std::int64_t reach)
{
    return at::cat({x.narrow(1, 0, reach), x.narrow(1, reach, added.size(1)) + added}, 1);
}

} // namespace

RecurrentLayer makeRecurrentLayer(Cell cell, std::int64_t width, std::uint64_t seed)
{
    const auto rows = gatesOf(cell) * width;
    const double bound = 1 / std::sqrt(static_cast<double>(width));
    return {.input = uniformTensor({rows, width}, bound, deriveSeed(seed, 1)),
            .inputBias = at::zeros({rows}),
            .state = uniformTensor({rows, width}, bound, deriveSeed(seed, 2)),
            .stateBias = at::zeros({rows})};
}

at::Tensor recurrent(Cell cell, const RecurrentLayer &layer, const at::Tensor &x)
{
    if (x.device().is_cpu()) {
        const auto shares = at::linear(x.transpose(0, 1), layer.input, layer.inputBias).contiguous();
        return RecurrentFunction::apply(shares, layer.state, layer.stateBias, static_cast<std::int64_t>(cell))
            .transpose(0, 1);
    }
    const std::vector<at::Tensor> weights{layer.input, layer.state, layer.inputBias, layer.stateBias};
    const auto start = at::zeros({1, x.size(0), x.size(2)}, x.options());
    if (cell == Cell::Gru)
        return std::get<0>(at::gru(x, start, weights, true, 1, 0, true, false, true));
    return std::get<0>(at::lstm(x, {start, start}, weights, true, 1, 0, true, false, true));
}

ComplexPair linearRecurrence(const ComplexPair &x, const ComplexPair &factor)
{
    const auto length = x.real.size(1);
    auto states = x, power = factor;
    for (std::int64_t reach = 1; reach < length; reach *= 2) {
        const auto earlier = length - reach;
        const auto added = times({states.real.narrow(1, 0, earlier), states.imaginary.narrow(1, 0, earlier)}, power);
        states = {addLater(states.real, added.real, reach), addLater(states.imaginary, added.imaginary, reach)};
        power = times(power, power);
    }
    return states;
}

} // namespace aisle
