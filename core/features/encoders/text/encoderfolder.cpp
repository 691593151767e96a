#include "core/features/encoders/text/encoderfolder.h"

#include "core/common/error.h"
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

std::unique_ptr<TunableEncoder> openTunableEncoder(const QString &folder)
{
    const auto layout = readEncoderLayout(folder);
    if (layout.isTable || isTokenTable(layout))
        throw Error("encoder.not-tunable",
                    QT_TRANSLATE_NOOP("Error",
                                      "The encoder in %1 is a table of tokens without a network, and cannot be "
                                      "tuned: choose one of BERT's kind."),
                    {folder});
    return makeBertEncoder(layout);
}

} // namespace aisle
