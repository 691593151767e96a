#pragma once
#include "core/features/encoders/tokenisers/textpieces.h"

namespace aisle {

class TokeniserPart;

/// Cuts pieces into words, and may change what is in them. Thread-safe.
using PreTokeniser = std::function<void(TextPieces &)>;

/// @throws Error tokeniser.unknown, tokeniser.damaged, tokeniser.pattern
PreTokeniser readPreTokeniser(const TokeniserPart &part);

} // namespace aisle
