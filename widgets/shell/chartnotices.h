#pragma once

namespace aisle {

class Page;

/// Whoever saves one of the page's charts is told where it is, or why it is not. Call once its charts are made.
void tellOfSavedCharts(Page *page);

} // namespace aisle
