#pragma once
#include "core/common/events.h"

#include <QStringList>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace aisle {

/// What a file of several is. Unknown: no columns of shoppers and products were found; it is not imported unasked.
enum class FilePart { Log, Items, Users, Unknown };
QString filePartName(FilePart part); ///< "log", "items", "users", "unknown"

bool isAuto(const QString &hint); ///< it is to be recognised: empty or "auto"

/// What the analyst (or options) fixed beforehand; empty members are recognised.
struct RecognitionHints
{
    QString layout, separator, header, encoding, timeFormat, timeZone, dayFirst, decimal;
    std::map<QString, QString> columns; ///< "user" -> column name or number from 1; also kind, time, time-of-day, item,
                                        ///< value, session, quantity, unit-price, line-total, and item fields (title,
                                        ///< price, ...) and part-column
    QStringList contextColumns;
    QString kindDefault;
    std::vector<std::pair<QString, Meaning>> kindMap;
    QStringList missing;
    std::optional<QStringList> unrated; ///< Recipe::unrated; empty: every value is one
    std::optional<int> skipLines;       ///< lines above the table
    QString comment;                    ///< what comments begin with
    std::optional<FilePart> part;       ///< what the file is, whatever it looks like (`items`: a catalogue)
};

} // namespace aisle
