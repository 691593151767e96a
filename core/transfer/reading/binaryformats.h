#pragma once
#include <QString>
#include <string_view>

namespace aisle {

/// What to do with a file that is no text: unpack it, or save its table as CSV from the program that it belongs to.
/// @throws Error import.compressed, import.of-program, import.ebcdic, import.not-text
[[noreturn]] void refuseBinary(std::string_view head, const QString &file);

} // namespace aisle
