#pragma once
#include "core/features/encoders/text/textencoder.h"

namespace aisle {

struct EncoderLayout;

/// Whether the folder's weights are a table of tokens, though nothing beside them says so.
bool isTokenTable(const EncoderLayout &layout);
/// The mean of the rows of a text's tokens (model2vec, Tulkens & van Dongen 2024): no network, thousands of texts a
/// second. Tensors: embeddings or embedding.weight [rows x dims]; where there are, weights [tokens] and mapping
/// [tokens] (the row of a token). Unknown tokens do not count, and a text without any other has the vector 0.
std::unique_ptr<const TextEncoder> makeTableEncoder(const EncoderLayout &layout);

} // namespace aisle
