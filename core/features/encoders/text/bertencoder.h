#pragma once
#include "core/features/encoders/text/tunableencoder.h"

namespace aisle {

struct EncoderLayout;

/// A network of BERT's kind with what sentence-transformers puts behind it: pooling, linear layers, length 1.
std::unique_ptr<TunableEncoder> makeBertEncoder(const EncoderLayout &layout);

} // namespace aisle
