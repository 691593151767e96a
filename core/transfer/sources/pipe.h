#pragma once
#include "core/transfer/reading/inputsource.h"

#include <QTemporaryFile>

namespace aisle {

/// Whether a path can be read only once, from its beginning to its end: a pipe, a socket, /dev/stdin behind one.
/// @throws Error input.device for a terminal or another device without an end
bool isPipe(const QString &path);

/// Copies what a pipe brings into a temporary file, since a file is looked at before it is read.
/// @throws Error input.pipe (it cannot be read, or not be kept), archive.bomb (more than the limit), and what
/// limits.whileWaiting throws
std::shared_ptr<QTemporaryFile> keepPipe(const QString &path, const ReadLimits &limits);

} // namespace aisle
