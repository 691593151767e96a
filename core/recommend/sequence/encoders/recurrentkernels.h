#pragma once
#include <cstddef>

/// One step of recurrent cells over rows of `size` numbers, gates in LibTorch's order. What a step leaves in `kept` its
/// way back needs; `from...` are gradients that come in, the others are written.
namespace aisle::kernels {

/// GRU: r, z, n of three gates. input, hidden: [rows x 3 size], the input's and the state's share of the gates with
/// their biases. kept: [rows x 4 size].
void gruStep(const float *input, const float *hidden, const float *state, float *next, float *kept, std::size_t rows,
             std::size_t size);
/// @param from   gradient of the next state
/// @param input, hidden  gradients of the gates' shares [rows x 3 size]
/// @param state  gradient of the state, but for what goes through the gates [rows x size]
void gruStepBack(const float *from, const float *kept, const float *before, float *input, float *hidden, float *state,
                 std::size_t rows, std::size_t size);

/// LSTM: i, f, g, o of four gates. input, hidden: [rows x 4 size]; kept: [rows x 5 size]; `cell` is read and replaced.
void lstmStep(const float *input, const float *hidden, float *cell, float *next, float *kept, std::size_t rows,
              std::size_t size);
/// @param cell    gradient of the cell after the step; becomes that of the cell before it
/// @param before  the cell before the step
/// @param gates   gradient of the gates' shares, the same for input and state [rows x 4 size]
void lstmStepBack(const float *from, const float *kept, const float *before, float *cell, float *gates,
                  std::size_t rows, std::size_t size);

} // namespace aisle::kernels
