#pragma once
#include "core/dataset/split.h"
#include "core/recommend/recommender.h"

#include <QString>

namespace aisle {

/// The words by which the command line and stored runs name a protocol's choices.
const char *targetsName(Targets targets);     ///< "all", "next", "each-next"
Targets targetsFromName(const QString &name); ///< @throws Error targets.unknown
const char *maskName(MaskSeen mask);          ///< "seen", "none"
MaskSeen maskFromName(const QString &name);   ///< @throws Error mask.unknown

} // namespace aisle
