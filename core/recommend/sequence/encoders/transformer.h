#pragma once
#include "core/recommend/sequence/sequencenetwork.h"

#include <cstdint>

namespace aisle {

/// Size and manner of a Transformer over histories. Plain values: part of a snapshot.
struct TransformerShape
{
    std::int32_t width = 64; ///< a multiple of heads
    std::int32_t layers = 2;
    std::int32_t heads = 2;
    std::int32_t maxLength = 50;
    std::int32_t causal = 1;     ///< 1: a position sees what came before it; 0: the whole sequence
    std::int32_t fromNewest = 0; ///< 1: the newest event has always the last position; 0: the oldest has the first
    /// Frequency filter beside attention (Shin et al. 2024): its share of the sum; 0: none
    float filterShare = 0;
    std::int32_t filterComponents = 3; ///< lowest frequencies that pass, the mean included

    friend bool operator==(const TransformerShape &, const TransformerShape &) = default;
    bool isSound() const;
};

/// Softmax attention, heads joined again.
/// @param projected  [sequences x length x 3 width] queries, keys and values
/// @param places     how many of the last positions ask
/// @param unseen     added to the scores, [places x length] or as many for each sequence and head
/// @return [sequences x places x width]
at::Tensor attention(const at::Tensor &projected, std::int64_t heads, std::int64_t places, const at::Tensor &unseen,
                     Dropout &dropout);

struct TransformerLayer
{
    at::Tensor project, projectBias; ///< [3 width x width]: queries, keys, values
    at::Tensor out, outBias;         ///< [width x width]
    at::Tensor normGain, normBias;
    at::Tensor inner, innerBias; ///< [4 width x width]
    at::Tensor outer, outerBias; ///< [width x 4 width]
    at::Tensor lastGain, lastBias;
    at::Tensor high, filterGain, filterBias; ///< weight of what the filter takes away [width]; undefined without one

    std::vector<at::Tensor *> tensors();
};

/// The encoder of BERT's shape that SASRec-like recommenders share: layer norms after the sums, GELU, inner width four
/// times the outer, which at two layers trains without warm-up and is the shape that published weights have.
///
/// The filter is causal where attention is: what passes at a position is what the paper's Fourier transform would let
/// pass were it the newest of a history that is filled up to maxLength, so that every position can be a target of the
/// same pass.
class Transformer : public SequenceEncoder
{
public:
    Transformer(const TransformerShape &shape, std::uint64_t seed);

    std::vector<at::Tensor *> tensors() override;
    at::Tensor states(const at::Tensor &inputs, std::span<const std::int64_t> lengths, Dropout &dropout) const override;
    std::unique_ptr<SequenceEncoder> clone() const override { return std::make_unique<Transformer>(*this); }

    TransformerShape shape;
    at::Tensor positions;  ///< [maxLength x width]
    at::Tensor gain, bias; ///< norm of the sum of item and position
    std::vector<TransformerLayer> layers;

protected:
    /// What a layer's places may see: `unseen` is added to the scores of attention, `passes` [places x length] says
    /// what the filter lets through and is undefined without one.
    struct Sight
    {
        at::Tensor unseen, passes;
    };
    /// One layer, at the last `places` of x [sequences x length x width].
    at::Tensor through(const TransformerLayer &layer, const at::Tensor &x, std::int64_t places, const Sight &sight,
                       Dropout &dropout) const;

private:
    at::Tensor placed(const at::Tensor &inputs, std::span<const std::int64_t> lengths) const;
    at::Tensor hidden(const at::Tensor &inputs, std::span<const std::int64_t> lengths) const;
    at::Tensor causalPasses(const at::Tensor &inputs) const;
    at::Tensor attend(const TransformerLayer &layer, const at::Tensor &x, std::int64_t places, const at::Tensor &unseen,
                      Dropout &dropout) const;
};

/// The same layers as BSARec's authors run them: over whole windows, the newest event at the last place, a vector of
/// its own at the empty ones, which pass the filter as any other does. The filter is the Fourier transform over the
/// window, by which a place also hears what follows it, so only the last one can name what comes next. An event attends
/// to those up to it, an empty place to all.
class WindowTransformer : public Transformer
{
public:
    WindowTransformer(const TransformerShape &shape, std::uint64_t seed);

    /// @param inputs   [sequences x maxLength x width], filled up on the left
    /// @param lengths  [sequences] events, 0 too
    /// @return [sequences x 1 x width]
    at::Tensor states(const at::Tensor &inputs, std::span<const std::int64_t> lengths, Dropout &dropout) const override;
    std::unique_ptr<SequenceEncoder> clone() const override { return std::make_unique<WindowTransformer>(*this); }

private:
    std::vector<float> m_passes; ///< [maxLength x maxLength]
};

/// Operations a position, forward, and learnt numbers.
double transformerOperations(const TransformerShape &shape, double length);
double transformerNumbers(const TransformerShape &shape);

} // namespace aisle
