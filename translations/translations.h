#pragma once

namespace aisle {

/// Makes :/i18n/aisle_LANGUAGE.qm readable (a static library's resources are not found by themselves).
void loadTranslationResources();

} // namespace aisle
