#pragma once
#include <QString>
#include <cstdint>
#include <string>
#include <vector>

namespace aisle {

/// A tensor to be written, row-major: real numbers, or whole ones.
struct NamedNumbers
{
    std::string name;
    std::vector<std::int64_t> shape;
    std::vector<float> values{};        ///< written as F32
    std::vector<std::int64_t> wholes{}; ///< written as I64; only where there are no values
};

/// A safetensors file that SafeTensors and Hugging Face's own library read. Either the whole file is there in the end,
/// or what was there before.
/// @throws Error weights.unwritable
void writeSafeTensors(const QString &path, const std::vector<NamedNumbers> &tensors);

} // namespace aisle
