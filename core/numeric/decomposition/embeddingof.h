#pragma once
#include "core/numeric/decomposition/embedding.h"
#include "core/numeric/torchsupport.h"

namespace aisle {

/// @param matrix  [rows x size], on any device
inline Embedding embeddingOf(const at::Tensor &matrix)
{
    return {.rows = static_cast<std::uint32_t>(matrix.size(0)),
            .size = static_cast<std::uint32_t>(matrix.size(1)),
            .values = toVector(matrix)};
}

} // namespace aisle
