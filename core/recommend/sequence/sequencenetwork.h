#pragma once
#include "core/numeric/torchsupport.h"

#include <memory>
#include <span>
#include <vector>

namespace aisle {

/// What an encoder learns besides its layers, and what they learn.
std::vector<at::Tensor *> withLayers(std::vector<at::Tensor *> tensors, auto &layers)
{
    for (auto &layer : layers)
        for (auto *tensor : layer.tensors())
            tensors.push_back(tensor);
    return tensors;
}

/// Reads item vectors in order and says after each what it expects next: the part in which sequence recommenders
/// differ. States are compared with the same item vectors that were read.
class SequenceEncoder
{
public:
    virtual ~SequenceEncoder() = default;
    virtual std::vector<at::Tensor *> tensors() = 0; ///< what is learnt, in a fixed order
    /// @param inputs   item vectors [sequences x length x width], filled up on the right
    /// @param lengths  [sequences] real lengths
    /// @return [sequences x length x width], where what stands behind a sequence's end means nothing; or [sequences x 1
    ///         x width] of one that reads whole windows, filled up on the left, and answers after the last place only
    virtual at::Tensor states(const at::Tensor &inputs, std::span<const std::int64_t> lengths,
                              Dropout &dropout) const = 0;
    /// The same of an encoder that minds when things happened, too.
    /// @param times  [sequences x length] Unix ms; kNoTime where unknown or filled up
    virtual at::Tensor timedStates(const at::Tensor &inputs, std::span<const std::int64_t> lengths,
                                   std::span<const std::int64_t> /*times*/, Dropout &dropout) const
    {
        return states(inputs, lengths, dropout);
    }
    virtual std::unique_ptr<SequenceEncoder> clone() const = 0; ///< shares the tensors
};

/// Item vectors and what reads them.
struct SequenceNetwork
{
    at::Tensor items; ///< [products, and one more where a token asks for or hides a product, x width]
    std::shared_ptr<SequenceEncoder> encoder;
    bool byAngle = false; ///< a score is the cosine of state and item vector, not their product

    std::vector<at::Tensor *> tensors() const
    {
        auto all = encoder->tensors();
        all.insert(all.begin(), const_cast<at::Tensor *>(&items));
        return all;
    }
    std::int64_t width() const { return items.size(1); }
    /// Vectors of some rows, outside any graph: [sequences x length x width] on the network's device.
    at::Tensor vectors(std::span<const std::int64_t> rows, std::int64_t sequences) const;
    /// Without gradients. @param copy  with tensors of its own
    SequenceNetwork detached(bool copy) const;
};

} // namespace aisle
