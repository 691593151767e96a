#pragma once
#include "core/transfer/times/timeword.h"

#include <string>
#include <unordered_map>

namespace aisle {

using TimeWords = std::unordered_map<std::string, TimeWord>; ///< by words in small letters, form C

/// Names of months, weekdays and halves of the day in every language that ICU knows. A word that is one month here and
/// another there is left out. Built when it is first asked for.
const TimeWords &localeWords();

} // namespace aisle
