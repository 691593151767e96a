#include "core/features/encoders/text/encoderfolder.h"

#include "core/features/encoders/text/bertencoder.h"
#include "core/features/encoders/text/encoderlayout.h"
#include "core/features/encoders/text/tableencoder.h"

namespace aisle {

std::unique_ptr<const TextEncoder> openTextEncoder(const QString &folder)
{
    const auto layout = readEncoderLayout(folder);
    if (layout.isTable || isTokenTable(layout))
        return makeTableEncoder(layout);
    return makeBertEncoder(layout);
}

} // namespace aisle
