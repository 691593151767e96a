#pragma once
#include "core/numeric/torchsupport.h"

namespace aisle {

enum class Cell { Gru, Lstm };

/// Weights of one recurrent layer, gates in LibTorch's order (r, z, n or i, f, g, o).
struct RecurrentLayer
{
    at::Tensor input, inputBias; ///< [gates width x width], [gates width]
    at::Tensor state, stateBias; ///< the same

    std::vector<at::Tensor *> tensors() { return {&input, &inputBias, &state, &stateBias}; }
};
/// Uniform weights within 1 / sqrt(width), biases 0.
RecurrentLayer makeRecurrentLayer(Cell cell, std::int64_t width, std::uint64_t seed);

/// GRU (Cho et al. 2014) or LSTM (Hochreiter & Schmidhuber 1997) over the steps of sequences that start from nothing,
/// with gradients. On the CPU a step is one product and one pass over the gates.
/// @param x  [sequences x length x width]  @return states of the same shape
at::Tensor recurrent(Cell cell, const RecurrentLayer &layer, const at::Tensor &x);

/// Complex numbers as two real tensors, of which every LibTorch has the gradients.
struct ComplexPair
{
    at::Tensor real, imaginary;
};
/// h_t = factor h_(t - 1) + x_t from h_(-1) = 0, in log2(length) steps over whole tensors, each of which reaches twice
/// as far back as the one before (Hillis & Steele 1986); on any device, with gradients.
/// @param x       [sequences x length x size]
/// @param factor  [size]
ComplexPair linearRecurrence(const ComplexPair &x, const ComplexPair &factor);

} // namespace aisle
