#include "core/features/relations/graphsource.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace aisle {

QByteArray GraphSource::toJson() const
{
    QJsonObject json;
    const auto put = [&](const char *key, const QString &text) {
        if (!text.isEmpty())
            json.insert(QLatin1String(key), text);
    };
    put("file", file);
    put("from", from);
    put("split", split);
    put("data_hash", dataHash);
    if (!split.isEmpty())
        json.insert(QStringLiteral("seed"), QString::number(seed)); // 64 bits are no number of JSON
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

GraphSource GraphSource::of(const TripleSource &source)
{
    const auto json = QJsonDocument::fromJson(source.detail).object();
    return {.file = json.value(QStringLiteral("file")).toString(),
            .from = json.value(QStringLiteral("from")).toString(),
            .split = json.value(QStringLiteral("split")).toString(),
            .seed = json.value(QStringLiteral("seed")).toString().toULongLong(),
            .dataHash = json.value(QStringLiteral("data_hash")).toString()};
}

QString GraphSource::text(const TripleSource &source, const QString &shownFile)
{
    const auto detail = of(source);
    switch (source.origin) {
    case TripleOrigin::Import:
        return QStringLiteral("import of %1").arg(shownFile);
    case TripleOrigin::Social:
        return QStringLiteral("pairs of shoppers in %1").arg(shownFile);
    case TripleOrigin::Catalogue:
        return QStringLiteral("catalogue: %1").arg(detail.from);
    case TripleOrigin::Baskets:
        return detail.split.isEmpty() ? QStringLiteral("baskets of all events")
                                      : QStringLiteral("baskets of the training part of %1, seed %2")
                                            .arg(detail.split, QString::number(detail.seed));
    case TripleOrigin::Hand:
        break;
    }
    return QStringLiteral("by hand");
}

} // namespace aisle
