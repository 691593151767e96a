#pragma once

namespace aisle {

/// What of an encoder is learnt.
struct Tuning
{
    /// Of what is added to linear layers (LoRA, Hu et al. 2021): rank (in + out) numbers a layer, and the encoder
    /// itself stays as it is; 0: nothing is added, and every tensor of its network is learnt.
    int rank = 8;
    double alpha = 16;      ///< what is added counts alpha / rank
    bool allLayers = false; ///< to the inner network's layers too; false: to attention's (query, key, value, output)
};

} // namespace aisle
