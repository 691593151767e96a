#include "core/numeric/finite.h"

#include "core/common/error.h"
#include "core/numeric/kernels.h"

namespace aisle {

void refuseNotFinite(std::span<const float> scores)
{
    if (!kernels::allFinite(scores))
        throw Error("scores.not-finite",
                    QT_TRANSLATE_NOOP("Error", "What was learnt gives scores that are no numbers, most likely because "
                                               "too little held it back: train again with a higher l2."));
}

} // namespace aisle
