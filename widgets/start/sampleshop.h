#pragma once
#include <QString>

namespace aisle {

/// The bundled sample (a gift shop's invoices, raw, CC0): beside the program, in its installation or in the sources.
/// Empty when it is nowhere.
QString sampleShopFile();

} // namespace aisle
