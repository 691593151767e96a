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

} // namespace aisle
