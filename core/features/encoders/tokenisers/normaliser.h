#pragma once
#include <functional>
#include <string>

namespace aisle {

class TokeniserPart;

/// Changes a text (sound UTF-8) before it is cut. Thread-safe.
using Normaliser = std::function<void(std::string &)>;

/// @throws Error tokeniser.unknown, tokeniser.damaged, tokeniser.pattern
Normaliser readNormaliser(const TokeniserPart &part);
/// Whether it makes texts lower case already.
bool lowersCase(const TokeniserPart &part);

/// What GPT-2 writes for bytes: a visible character each, so that no text has an unknown one.
void writeBytesVisibly(std::string &text);

} // namespace aisle
