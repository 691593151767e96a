#pragma once
#include "core/numeric/formats/safetensors.h"
#include "core/recommend/sequence/encoders/transformer.h"

#include <optional>
#include <string>
#include <vector>

namespace aisle {

/// A pretrained Transformer over items as its file has it.
struct PretrainedTransformer
{
    std::shared_ptr<Transformer> encoder;
    at::Tensor items; ///< [rows of the file x width]
};

/// Reads weights of SASRec's shape. The tensors' names tell the family (S3-Rec and what grew from it: ICLRec, BSARec's
/// baselines; RecBole), their shapes the sizes, for any number of layers and length; what neither tells comes with the
/// family: GELU, norms after the sums with epsilon 1e-12, and which end positions are counted from.
/// @param heads  2 in both families as published
/// @throws Error weights.*
PretrainedTransformer readTransformer(const SafeTensors &file, int heads);

/// The row of each product in such a file's table: the number that its key is; absent where it is none or the table
/// has no such row.
std::vector<std::optional<std::int64_t>> rowsOf(const std::vector<std::string> &itemKeys, std::int64_t rows);

} // namespace aisle
