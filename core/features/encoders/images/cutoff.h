#pragma once
#include <QByteArray>

namespace aisle {

/// Whether the end of a picture's file is missing, as its own marks and lengths tell. Decoders fill what is missing
/// with grey or black and say nothing. Of an animation the first frame counts.
/// @param format  "jpeg", "png", "gif", "bmp" or "webp"; of another one nothing is known
bool isCutOff(const QByteArray &bytes, const QByteArray &format);

} // namespace aisle
