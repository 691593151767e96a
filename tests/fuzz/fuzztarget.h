#pragma once
#include "core/common/error.h"

#include <QString>

namespace aisle::fuzz {

/// One input, as a file that may be changed. What it is wrong with is thrown as Error; anything else is a fault:
/// another exception, a signal, a finding of a sanitiser. Each program of tests/fuzz/targets has one.
void readOnce(const QString &path);

} // namespace aisle::fuzz
