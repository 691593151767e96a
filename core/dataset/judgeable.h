#pragma once
#include "core/dataset/givenback.h"

#include <QString>
#include <cstddef>
#include <vector>

namespace aisle {

/// Whom a division judges.
struct Judgeable
{
    std::size_t shoppers = 0;  ///< of the log
    std::size_t judged = 0;    ///< with something relevant in the test part, before masking
    std::size_t newcomers = 0; ///< of the judged: nothing of theirs is learnt from
    std::size_t single = 0;    ///< shoppers of the log with one event only
    std::size_t told = 0; ///< of the newcomers: earlier events are input when they are judged (see Split::heldOut())

    /// Figures of fewer are those of some odd shoppers: 200, or a twentieth of the shoppers where that is less.
    std::size_t enough() const;
    bool isEnough() const { return judged > 0 && judged >= enough(); }
};
/// @param relevant  [kinds]
Judgeable judgeableBy(const Dataset &dataset, const SplitSpec &spec, const std::vector<Part> &parts,
                      const std::vector<bool> &relevant, const GivenBack &givenBack);
/// "30 of 40 shoppers have something relevant to find, 4 of them new (...); 2 shoppers have one event only."
QString judgedText(const Judgeable &people);

/// Says why the division has nothing to test on, and which others would leave something.
/// @param rules  with SplitRules::relevant
/// @throws Error split.empty-part
[[noreturn]] void throwNothingToTestOn(const Dataset &dataset, const SplitSpec &spec, std::uint64_t seed,
                                       const SplitRules &rules);
/// The same where it leaves nothing to learn from. @throws Error split.empty-part
[[noreturn]] void throwNothingToLearnFrom(const Dataset &dataset, const SplitSpec &spec);

} // namespace aisle
