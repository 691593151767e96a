#pragma once
#include <QJsonArray>
#include <QJsonValue>
#include <QStringList>

namespace aisle {

/// The texts of a list; empty ones stand for what is no text, none for what is no list.
inline QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    for (const auto &text : list.toArray())
        texts << text.toString();
    return texts;
}

} // namespace aisle
