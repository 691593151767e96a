#pragma once
#include <QStringList>

namespace aisle::test {

/// Texts that some way out takes for more than a text: markup, formats, shortcuts, escapes of a terminal, formulas,
/// what XML does not have, what turns the direction of writing, what breaks a line. All of them may stand in a log.
QStringList hostileTexts();

} // namespace aisle::test
