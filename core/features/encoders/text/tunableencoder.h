#pragma once
#include "core/features/encoders/text/textencoder.h"
#include "core/features/encoders/text/tuning.h"
#include "core/numeric/torchsupport.h"

namespace aisle {

struct LinearLayer
{
    std::string name; ///< as Hugging Face calls it: "encoder.layer.0.attention.self.query"
    std::int64_t to = 0, from = 0;
};

/// A text encoder that can learn. What TextEncoder promises holds beside it, with what was learnt so far.
class TunableEncoder : public TextEncoder
{
public:
    virtual std::vector<LinearLayer> linears(bool all) const = 0; ///< those that a tuning adds to
    /// To be called once. As long as nothing is learnt the vectors stay what they were.
    virtual void beginTuning(const Tuning &tuning, std::uint64_t seed, Device device) = 0;
    /// What is learnt, in an order that follows from the tuning alone: of each of linears() what is added, [rank x in]
    /// and [out x rank]; or every tensor of the network. They may be replaced by leaves of the same shape.
    virtual std::vector<at::Tensor *> learnt() = 0;
    /// [texts x dims] on beginTuning()'s device, with what autograd needs where that is on. Looks at the job in every
    /// layer. @param texts  of allTokens()
    virtual at::Tensor vectors(std::span<const TokenisedText> texts, JobContext &job) const = 0;
    /// What was added becomes part of the weights, and nothing is learnt any more.
    virtual void merge() = 0;
    /// After merge(): a model.safetensors with the tensors that the encoder's own has, by the same names.
    /// @throws Error weights.unwritable
    virtual void saveWeights(const QString &path) const = 0;
};

} // namespace aisle
