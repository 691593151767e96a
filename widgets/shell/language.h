#pragma once
#include <QString>
#include <vector>

namespace aisle {

struct LanguageInfo
{
    QString code; ///< "en", "zh_CN"
    QString name; ///< in itself: "English", "中文"
};

std::vector<LanguageInfo> languages();
/// Puts the whole program into a language (empty: the system's, English where it has none); every widget gets a
/// LanguageChange event. Needs translations/translations.h's resources to be loaded.
void setLanguage(const QString &code);
QString currentLanguage(); ///< "en" or "zh_CN"

} // namespace aisle
