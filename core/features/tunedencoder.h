#pragma once
#include "core/features/encoders/text/tuning.h"
#include "core/features/encoding.h"

namespace aisle {

class TunableEncoder;

/// What a tuning made of a text encoder: what was learnt, and whose files it belongs to.
struct TunedEncoder
{
    QString name;     ///< as people know it: "run 12"
    QString folder;   ///< of the encoder that was tuned, as it was found then
    QString asked;    ///< as it was asked for, see encoderFolder()
    QString identity; ///< of its files
    Tuning tuning;
    std::vector<float> learnt; ///< TunableEncoder::learnt(), one behind the other
};

/// The numbers of all tensors, one behind the other.
std::vector<float> learntBy(TunableEncoder &encoder);
/// The encoder with what was learnt in it, merged.
/// @throws Error encoder.base-gone, encoder.base-changed, snapshot.damaged, and what openTunableEncoder() throws
std::unique_ptr<const TextEncoder> openTuned(const TunedEncoder &tuned);
/// See encoderIn(). @throws as openTuned()
EncoderUse encoderOf(const TunedEncoder &tuned, Device device);
/// A folder as the tuned encoder's own, with the merged weights: openTextEncoder() and Hugging Face's libraries read
/// it without Aisle. @throws Error export.folder-taken, export.unwritable, weights.unwritable, and as openTuned()
void exportEncoder(const TunedEncoder &tuned, const QString &folder);

} // namespace aisle
