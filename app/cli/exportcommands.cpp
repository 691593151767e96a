#include "app/cli/command.h"

namespace aisle::cli {

std::vector<Command> exportCommands()
{
    return {};
}

} // namespace aisle::cli
