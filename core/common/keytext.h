#pragma once
#include <QString>
#include <string>
#include <string_view>

namespace aisle {

/// A key as it is stored and looked up: without spaces at its ends, and without what cannot be seen there (byte order
/// marks, zero width and no-break spaces, soft hyphens, marks of direction), nor the marks by which spreadsheets keep
/// digits as they are (="007", '007). UTF-8.
std::string_view trimmedKey(std::string_view text);

/// The key with its letters and their marks as one character where there is one (Unicode's normalisation form C): é is
/// one key, whether a program writes it as one character or as e and an accent. @param buffer  of what is changed
std::string_view composed(std::string_view key, std::string &buffer);

QString storedKey(const QString &written); ///< both

} // namespace aisle
