#pragma once
#include "widgets/shell/windowshell.h"

namespace aisle {

/// Why the open project may only be read. Where somebody else's doing is why, the notice offers a clean copy, which a
/// job writes and the window can then open.
/// @param window  whose dialogue asks for the copy's name; the shell lives as long
Notice readOnlyNotice(WindowShell &shell, QWidget &window);

} // namespace aisle
