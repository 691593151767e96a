#pragma once
#include "app/cli/command.h"

namespace aisle::cli {

/// `features PROJECT reviews FILE`.
Answer reviews(const Invocation &call);

} // namespace aisle::cli
