#pragma once
class QWidget;

namespace aisle {

/// Makes Tab walk the controls within a widget in the order in which its layouts, splitters, tabs and scroll areas hold
/// them, whenever they were made. What stands before and after it in the window stays there. Call it again after
/// controls were added.
void tabInLayoutOrder(QWidget *root);

} // namespace aisle
