#pragma once
#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

/// The small files beside an encoder's weights.
namespace aisle {

/// @throws Error encoder.unreadable
QByteArray fileBytes(const QString &path);
/// @throws Error encoder.unreadable, encoder.damaged (no JSON object)
QJsonObject jsonFile(const QString &path);
/// Empty where there is no such file.
QJsonObject optionalJsonFile(const QString &path);
/// The same for a file that holds a list.
QJsonArray optionalJsonList(const QString &path);

} // namespace aisle
