#pragma once

namespace aisle {

/// From now on LibTorch takes the memory of its tensors on the CPU from malloc(), which can use it again for tensors of
/// any size, and malloc() keeps what a batch gave back for the next. What LibTorch holds already stays as it is.
void useBlocksOfMalloc();

} // namespace aisle
