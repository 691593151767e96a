#pragma once

namespace aisle {

/// From the first call on a drop-down, a spin box or a slider of this program takes the wheel only while it has the
/// focus: a form that is scrolled past must not change. Without the focus the wheel scrolls what the box lies in, and
/// does not give it the focus. GUI thread.
void guardWheel();

} // namespace aisle
