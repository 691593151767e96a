#pragma once
#include "core/recommend/sequence/sequencerecommender.h"
#include "core/recommend/sequence/transformer.h"

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

} // namespace aisle
