#pragma once
#include "core/dataset/givenback.h"

#include <cstddef>
#include <vector>

namespace aisle {

/// Whom a division judges.
struct Judgeable
{
    std::size_t shoppers = 0;  ///< of the log
    std::size_t judged = 0;    ///< with something relevant in the test part, before masking
    std::size_t newcomers = 0; ///< of the judged: nothing of theirs is learnt from or input
    std::size_t single = 0;    ///< shoppers of the log with one event only

    /// Figures of fewer are those of some odd shoppers: 200, or a twentieth of the shoppers where that is less.
    bool isEnough() const;
};
/// @param relevant  [kinds]
Judgeable judgeableBy(const Dataset &dataset, const std::vector<Part> &parts, const std::vector<bool> &relevant,
                      const GivenBack &givenBack);

/// Says whom the division would judge, and which others leave something to test on.
/// @param rules  with SplitRules::relevant
/// @throws Error split.empty-part
[[noreturn]] void throwNothingToTestOn(const Dataset &dataset, const SplitSpec &spec, std::uint64_t seed,
                                       const SplitRules &rules);

} // namespace aisle
