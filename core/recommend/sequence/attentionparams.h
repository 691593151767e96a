#pragma once
#include "core/recommend/sequence/encoders/transformer.h"
#include "core/recommend/sequence/sequencerecommender.h"

namespace aisle {

/// Of those that read a history by a Transformer.
struct AttentionParams : SequenceParams
{
    int layers = 2;
    int heads = 2;
};

/// Adds layers and heads to a table of such parameters.
template <class Params>
ParamTable<Params> withAttention(ParamTable<Params> table)
{
    table
        .add(
            "layers", static_cast<int Params::*>(&Params::layers),
            {QT_TRANSLATE_NOOP("Param", "Layers"), QT_TRANSLATE_NOOP("Param", "Attention blocks, one upon the other.")},
            {1, 12})
        .add("heads", static_cast<int Params::*>(&Params::heads),
             {QT_TRANSLATE_NOOP("Param", "Heads"), QT_TRANSLATE_NOOP("Param", "Attention patterns a block.")},
             {1, 16, ParamScale::PowerOfTwo});
    return table;
}

/// A causal Transformer whose width is the factors, rounded up to a multiple of the heads.
inline TransformerShape shapeOf(const AttentionParams &params)
{
    return {.width = (params.factors + params.heads - 1) / params.heads * params.heads,
            .layers = params.layers,
            .heads = params.heads,
            .maxLength = params.maxLength};
}

/// One whose encoder is a Transformer. `Derived` has besides kId and kVersion
///     static TransformerShape shapeOf(const Params &);
template <class Derived, class Params>
class AttentionRecommender : public SequenceRecommender<Derived, Params>
{
    using Base = SequenceRecommender<Derived, Params>;

public:
    static constexpr double kDeviation = 0.02;
    using Base::Base;

    std::int64_t width() const { return shape().width; }
    std::unique_ptr<SequenceEncoder> makeEncoder(std::uint64_t seed) const
    {
        return std::make_unique<Transformer>(shape(), seed);
    }
    double passes() const { return 1; } ///< over a history in an epoch
    ResourceEstimate estimate(const DatasetShape &data) const override
    {
        const auto own = shape();
        return estimateSequence(this->m_params, data, transformerOperations(own, own.maxLength),
                                transformerNumbers(own), static_cast<const Derived &>(*this).passes());
    }

private:
    TransformerShape shape() const { return Derived::shapeOf(this->m_params); }
};

} // namespace aisle
