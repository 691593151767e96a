#pragma once
#include "core/transfer/reading/sample.h"
#include "core/transfer/recipe.h"
#include "core/transfer/recognition/hints.h"

#include <optional>

namespace aisle {

/// Lines that hold nothing but keys.
struct PairLayout
{
    Layout layout = Layout::Sequences; ///< or Adjacency: `user item item ...`, every line begins with another key
    std::string separator;
};

/// Lines of differing length that are no table, or any lines where hints ask for them.
/// @param guess  how they would fall into the rows of a table
std::optional<PairLayout> findPairLayout(const SampleText &text, const SeparatorGuess &guess,
                                         const RecognitionHints &hints);

std::string toldSeparator(const QString &hint); ///< by its name or as it is

} // namespace aisle
