#include "widgets/text/runtext.h"
#include "core/recommend/registry.h"
#include "widgets/forms/numberfield.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/recommendertext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace aisle {

namespace {

struct RunText
{
    Q_DECLARE_TR_FUNCTIONS(RunText)
};

QString valueText(const QJsonValue &value)
{
    if (value.isDouble())
        return shortestNumber(value.toDouble());
    if (value.isBool())
        return value.toBool() ? RunText::tr("on") : RunText::tr("off");
    if (value.isArray()) {
        QStringList parts;
        for (const auto &part : value.toArray())
            parts << valueText(part);
        return parts.join(QStringLiteral(", "));
    }
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.isString() ? choiceText(value.toString().toStdString()) : QStringLiteral("–");
}

std::optional<double> hitRate(const RunRow &row)
{
    const auto figure = row.run.test.find("HitRate@10");
    return figure == row.run.test.end() ? std::nullopt : std::optional(figure->second);
}

const RunRow *bestOf(const RunGroup &group)
{
    const RunRow *best = nullptr;
    for (const auto &row : group.rows)
        if (hitRate(row) && (!best || *hitRate(row) > *hitRate(*best)))
            best = &row;
    return best;
}

const RunRow *popularityOf(const RunGroup &group)
{
    const auto found = std::find_if(group.rows.begin(), group.rows.end(), [](const auto &row) {
        return row.run.recommender == QLatin1String("popularity") && hitRate(row);
    });
    return found == group.rows.end() ? nullptr : &*found;
}

} // namespace

QString runLabel(const RunSummary &run)
{
    return RunText::tr("%1 #%2").arg(run.name.isEmpty() ? recommenderName(run.recommender, run.asksForViews) : run.name,
                                     QString::number(run.id.value));
}

QStringList changedParameters(const RunRecord &run)
{
    const auto *info = findRecommender(run.recommender.toStdString());
    if (!info)
        return {};
    const auto changed = info->schema.changed(run.parameters);
    QStringList chips;
    for (const auto &spec : info->schema.specs()) {
        const auto key = QString::fromStdString(spec.key);
        if (changed.contains(key))
            chips << RunText::tr("%1 %2").arg(coreText("Param", spec.label), valueText(changed.value(key)));
    }
    if (const auto stopped = stoppedText(run); !stopped.isEmpty())
        chips << stopped;
    return chips;
}

QString comparedFieldText(const QString &field, const QString &recommender)
{
    if (const auto *info = findRecommender(recommender.toStdString())) {
        if (const auto *spec = info->schema.find(field.toStdString()))
            return coreText("Param", spec->label);
    }
    static constexpr std::pair<const char *, const char *> kFields[]{
        {"recommender", QT_TRANSLATE_NOOP("RunText", "Recommender")},
        {"seed", QT_TRANSLATE_NOOP("RunText", "Seed")},
        {"features", QT_TRANSLATE_NOOP("RunText", "Features")},
        {"stopped_by_hand", QT_TRANSLATE_NOOP("RunText", "Stopped by hand")},
        {"split", QT_TRANSLATE_NOOP("RunText", "Split")},
        {"mask", QT_TRANSLATE_NOOP("RunText", "Seen products")},
        {"targets", QT_TRANSLATE_NOOP("RunText", "Targets")},
        {"candidates", QT_TRANSLATE_NOOP("RunText", "Candidates")},
        {"kinds", QT_TRANSLATE_NOOP("RunText", "Learnt from")},
        {"target_kinds", QT_TRANSLATE_NOOP("RunText", "Relevant")},
        {"kind_weights", QT_TRANSLATE_NOOP("RunText", "Weights of kinds")},
        {"returns", QT_TRANSLATE_NOOP("RunText", "Purchases given back")},
        {"exclude_items", QT_TRANSLATE_NOOP("RunText", "Products left out")},
        {"min_value", QT_TRANSLATE_NOOP("RunText", "Least value")},
        {"min_user_events", QT_TRANSLATE_NOOP("RunText", "Events a shopper, at least")},
        {"min_item_events", QT_TRANSLATE_NOOP("RunText", "Events a product, at least")},
        {"only_users", QT_TRANSLATE_NOOP("RunText", "Chosen shoppers")},
        {"only_items", QT_TRANSLATE_NOOP("RunText", "Chosen products")},
        {"catalogue", QT_TRANSLATE_NOOP("RunText", "Products without events")},
        {"input", QT_TRANSLATE_NOOP("RunText", "History when judged")},
        {"moments", QT_TRANSLATE_NOOP("RunText", "Order within a moment")},
        {"cutoffs", QT_TRANSLATE_NOOP("RunText", "List lengths")},
        {"select", QT_TRANSLATE_NOOP("RunText", "Best epoch by")},
        {"data_hash", QT_TRANSLATE_NOOP("RunText", "Training data")},
        {"judged_hash", QT_TRANSLATE_NOOP("RunText", "What is judged")},
        {"device", QT_TRANSLATE_NOOP("RunText", "Device")},
        {"version", QT_TRANSLATE_NOOP("RunText", "Version of Aisle")}};
    for (const auto &[key, text] : kFields) {
        if (field == QLatin1String(key))
            return QCoreApplication::translate("RunText", text);
    }
    return field;
}

QString parameterText(const RunRecord &run, const QString &key)
{
    const auto taken = run.details.taken.value(key);
    if (taken.isUndefined())
        return valueText(run.parameters.value(key));
    const double value = taken.toDouble();
    return RunText::tr("%1 (follows the data)").arg(formatNumber(value, std::abs(value) < 10 ? 3 : 0));
}

QString comparedValueText(const RunRecord &run, const QString &field, const QJsonValue &value, const KeyFormatter &keys)
{
    const auto text = value.toString();
    if (value.isUndefined() || value.isNull())
        return QStringLiteral("–");
    if (field == QLatin1String("stopped_by_hand"))
        return RunText::tr("after epoch %1").arg(value.toInt());
    if (field == QLatin1String("recommender"))
        return recommenderName(text, run.asksForViews);
    if (field == QLatin1String("split"))
        return splitText(text);
    if (field == QLatin1String("mask"))
        return maskText(maskFromName(text));
    if (field == QLatin1String("targets"))
        return targetsText(targetsFromName(text));
    if (field == QLatin1String("candidates"))
        return candidatesText(Protocol::fromJson({{field, value}}));
    if (field == QLatin1String("kinds") || field == QLatin1String("target_kinds"))
        return kindsText(value.toVariant().toStringList());
    if (field == QLatin1String("kind_weights"))
        return kindWeightsText(run.protocol);
    if (field == QLatin1String("returns"))
        return text == QLatin1String("cancel") ? RunText::tr("left out") : RunText::tr("count as bought");
    if (field == QLatin1String("only_users") || field == QLatin1String("only_items"))
        return formatCount(value.toArray().size());
    if (field == QLatin1String("data_hash") || field == QLatin1String("judged_hash"))
        return text.left(8);
    return run.parameters.contains(field) ? parameterText(run, field) : valueText(Protocol::shown(field, value, keys));
}

QString managerSentence(const RunGroup &group, const KindMeanings &kinds)
{
    const auto *best = bestOf(group);
    if (!best)
        return {};
    const auto inHundred = [](double share) {
        const double percent = share * 100;
        return formatNumber(percent, percent < 10 ? 1 : 0);
    };
    const auto shoppers = best->run.details.usersEvaluated;
    auto sentence =
        hitRateClaim(relevantMeaning(best->run.protocol, kinds), formatCount(shoppers), inHundred(*hitRate(*best)),
                     best->run.name.isEmpty() ? best->recommender : best->run.name);
    const auto *popularity = popularityOf(group);
    sentence = popularity && popularity != best ? besideBestsellers(sentence, inHundred(*hitRate(*popularity)))
                                                : RunText::tr("%1.").arg(sentence);
    QStringList equals;
    for (const auto &row : group.rows) {
        if (&row != best && best->place() > 0 && row.place() == best->place() && equals.size() < 3)
            equals << runLabel(row.run);
    }
    if (!equals.isEmpty())
        sentence = RunText::tr("%1 %2").arg(
            sentence, RunText::tr("%1 cannot be told apart from it.").arg(equals.join(RunText::tr(", "))));
    return sentence;
}

} // namespace aisle
