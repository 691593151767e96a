#include "core/features/encoders/jsonfile.h"

#include "core/common/error.h"
#include "core/common/openfiles.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace aisle {

namespace {

QJsonDocument documentOf(const QString &path)
{
    QJsonParseError problem{};
    auto document = QJsonDocument::fromJson(fileBytes(path), &problem);
    if (problem.error != QJsonParseError::NoError)
        throw Error("encoder.damaged",
                    QT_TRANSLATE_NOOP("Error", "%1 is no JSON file that can be read (from byte %2)."),
                    {path, QString::number(problem.offset)});
    return document;
}

} // namespace

QByteArray fileBytes(const QString &path)
{
    demandNameable(path);
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        throw Error("encoder.unreadable", QT_TRANSLATE_NOOP("Error", "The encoder's file %1 cannot be read: %2."),
                    {path, file.errorString()});
    return file.readAll();
}

QJsonObject jsonFile(const QString &path)
{
    const auto document = documentOf(path);
    if (!document.isObject())
        throw Error("encoder.damaged",
                    QT_TRANSLATE_NOOP("Error", "%1 is no JSON file that can be read (from byte %2)."),
                    {path, QStringLiteral("0")});
    return document.object();
}

QJsonObject optionalJsonFile(const QString &path)
{
    return QFileInfo(path).isFile() ? jsonFile(path) : QJsonObject();
}

QJsonArray optionalJsonList(const QString &path)
{
    return QFileInfo(path).isFile() ? documentOf(path).array() : QJsonArray();
}

} // namespace aisle
