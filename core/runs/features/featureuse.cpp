#include "core/runs/features/featureuse.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"

#include <QJsonObject>
#include <algorithm>

namespace aisle {

namespace {

QString idsOfThoseWho(bool Traits::*take)
{
    const auto takes = [=](const RecommenderInfo &info) { return info.traits.*take; };
    const auto idOf = [](const RecommenderInfo &info) { return QString::fromStdString(info.id); };
    return mappedWhere<QStringList>(recommenders(), takes, idOf).join(QStringLiteral(", "));
}

} // namespace

QJsonArray toJson(const FeatureUses &uses)
{
    QJsonArray all;
    for (const auto &use : uses) {
        QJsonObject json{{QStringLiteral("name"), use.name},
                         {QStringLiteral("of"), QString::fromLatin1(subjectName(use.subject))},
                         {QStringLiteral("dims"), use.dims},
                         {QStringLiteral("coverage"), use.coverage},
                         {QStringLiteral("source"), use.source},
                         {QStringLiteral("content"), use.content}};
        if (!use.identity.isEmpty())
            json.insert(QStringLiteral("identity"), use.identity);
        all.append(json);
    }
    return all;
}

FeatureUses featureUsesFrom(const QJsonArray &json)
{
    FeatureUses uses;
    for (const auto &value : json) {
        const auto one = value.toObject();
        const auto text = [&](const char *key) { return one.value(QLatin1String(key)).toString(); };
        uses.push_back({.name = text("name"),
                        .subject = subjectFromName(text("of")).value_or(FeatureSubject::Items),
                        .dims = one.value(QStringLiteral("dims")).toInt(),
                        .coverage = one.value(QStringLiteral("coverage")).toDouble(),
                        .source = text("source"),
                        .identity = text("identity"),
                        .content = text("content")});
    }
    return uses;
}

QStringList namesOf(const FeatureUses &uses)
{
    return mapped<QStringList>(uses, &FeatureUse::name);
}

std::vector<StoredFeature> demandedFeatures(const Project &project, const RecommenderInfo &info,
                                            const QStringList &names)
{
    const auto called = QString::fromUtf8(info.name);
    const auto &traits = info.traits;
    if (!names.isEmpty() && !traits.takesItemFeatures && !traits.takesUserFeatures)
        throw Error("train.no-features", QT_TRANSLATE_NOOP("Error", "%1 takes no features. These do: %2."),
                    {called, idsOfThoseWho(&Traits::takesItemFeatures)});
    std::vector<StoredFeature> tables;
    for (const auto &name : names) {
        tables.push_back(FeatureStore(project).known(name));
        if (tables.back().subject == FeatureSubject::Users && !traits.takesUserFeatures)
            throw Error("train.no-shopper-features",
                        QT_TRANSLATE_NOOP("Error", "%1 takes vectors of products, and the features \"%2\" are of "
                                                   "shoppers. These take them: %3."),
                        {called, name, idsOfThoseWho(&Traits::takesUserFeatures)});
    }
    return tables;
}

} // namespace aisle
