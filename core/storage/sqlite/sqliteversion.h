#pragma once
#include <QString>

namespace aisle {

QString sqliteVersion(); ///< of the library at run time

} // namespace aisle
