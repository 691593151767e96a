#pragma once
#include <QString>

namespace aisle {

/// How well a name answers what was typed, the best first. Case does not count.
enum class NameMatch { Exact, Prefix, Word, Within, None }; ///< Word: a word of the name begins with it

/// @param wanted  several words: as a whole, else every one of them somewhere (Within); empty answers to nothing
NameMatch matchName(const QString &name, const QString &wanted);

} // namespace aisle
