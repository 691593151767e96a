#pragma once
#include "core/numeric/torchsupport.h"
#include "core/recommend/productfeatures.h"

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

/// What is known of the products, as a part of their vectors: a projection of it stands beside what each has of its
/// own, and alone where a product has no events.
struct FeaturedItems
{
    ProductFeatures features; ///< none: products are their own vectors
    at::Tensor projection;    ///< [all dims x width]
    at::Tensor own;           ///< [products x 1] 1 where a product has a vector of its own besides, else 0
    bool learnsProjection = true;
    double leftOut = 0; ///< share of the products that a step knows by their features alone

    bool defined() const { return features.defined(); }
    void follow(const Ingredients &grown); ///< those of a catalogue that has grown. @throws Error features.other-size
    at::Tensor drawn(std::uint64_t seed) const; ///< `own` without those that are left out this time
    void write(SnapshotWriter &out) const;
    static FeaturedItems read(SnapshotReader &in, std::uint32_t products, std::int64_t width);
};

/// Item vectors and what reads them.
struct SequenceNetwork
{
    at::Tensor items; ///< [products, and one more where a token asks for or hides a product, x width]
    std::shared_ptr<SequenceEncoder> encoder;
    bool byAngle = false;     ///< a score is the cosine of state and item vector, not their product
    FeaturedItems featured{}; ///< for networks without tokens

    std::vector<at::Tensor *> tensors() const;
    std::int64_t width() const { return items.size(1); }
    /// What is read and compared with, outside any graph: `items`, or with features what is made of both.
    /// @param own  as FeaturedItems::own
    at::Tensor table(const at::Tensor &own) const;
    at::Tensor table() const { return table(featured.own); }
    SequenceNetwork featuredOn(at::Device device) const; ///< the same, what is not learnt on a device
    /// Without gradients. @param copy  with tensors of its own
    SequenceNetwork detached(bool copy) const;
};

} // namespace aisle
