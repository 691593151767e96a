#pragma once
#include "core/features/encoders/text/textencoder.h"

namespace aisle {

class TunableEncoder;

/// The encoder of a folder as Hugging Face lays it out: a network of BERT's kind (BERT, MiniLM, RoBERTa, XLM-RoBERTa)
/// with pooling and normalisation as sentence-transformers describes them, or a table of tokens (model2vec).
/// @param folder  model.safetensors, config.json, tokenizer.json or vocab.txt; modules.json, 1_Pooling/config.json and
///                sentence_bert_config.json where there are some
/// @throws Error encoder..., tokeniser..., weights... (names the file, the tensor and what is wrong)
std::unique_ptr<const TextEncoder> openTextEncoder(const QString &folder);
/// The same, to be tuned. @throws Error encoder.not-tunable besides (a table of tokens)
std::unique_ptr<TunableEncoder> openTunableEncoder(const QString &folder);

} // namespace aisle
