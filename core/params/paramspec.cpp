#include "core/params/paramspec.h"

#include "core/common/error.h"
#include "core/common/lookup/enumnames.h"
#include "core/common/text/nearest.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr auto kTypes = enumNames<ParamType>("integer", "real", "boolean", "choice", "text");
constexpr auto kScales = enumNames<ParamScale>("linear", "log", "power-of-two");

QString numberText(double value)
{
    return QString::number(value, 'g', 12);
}

QString rangeText(const ParamSpec &spec)
{
    if (spec.type == ParamType::Choice) {
        QStringList words;
        for (const auto &choice : spec.choices)
            words << QString::fromStdString(choice);
        return words.join(QStringLiteral(", "));
    }
    if (spec.type == ParamType::Text)
        return QStringLiteral("\"...\"");
    if (spec.type == ParamType::Boolean)
        return QStringLiteral("true, false");
    const auto first = numberText(spec.min), last = numberText(spec.max);
    return spec.type == ParamType::Integer ? QStringLiteral("%1, %2 .. %3").arg(first, numberText(spec.min + 1), last)
                                           : QStringLiteral("%1 .. %2").arg(first, last);
}

[[noreturn]] void throwRange(const ParamSpec &spec, const QString &value)
{
    throw Error("param.range", QT_TRANSLATE_NOOP("Error", "%1 cannot be \"%2\". It takes: %3."),
                {QString::fromStdString(spec.key), value, rangeText(spec)});
}

} // namespace

const ParamSpec *ParamSchema::find(const std::string &key) const
{
    const auto found = std::find_if(m_specs.begin(), m_specs.end(), [&](const auto &spec) { return spec.key == key; });
    return found == m_specs.end() ? nullptr : &*found;
}

QJsonObject ParamSchema::defaults() const
{
    QJsonObject values;
    for (const auto &spec : m_specs)
        values.insert(QString::fromStdString(spec.key), spec.defaultValue);
    return values;
}

QJsonValue ParamSchema::checked(const ParamSpec &spec, const QJsonValue &value) const
{
    const auto shown = value.toVariant().toString();
    switch (spec.type) {
    case ParamType::Integer:
        if (!value.isDouble() || value.toDouble() != std::floor(value.toDouble()))
            throwRange(spec, shown);
        [[fallthrough]];
    case ParamType::Real:
        if (!value.isDouble() || !(value.toDouble() >= spec.min && value.toDouble() <= spec.max))
            throwRange(spec, shown);
        return value;
    case ParamType::Boolean:
        if (!value.isBool())
            throwRange(spec, shown);
        return value;
    case ParamType::Choice:
        if (std::find(spec.choices.begin(), spec.choices.end(), value.toString().toStdString()) == spec.choices.end())
            throwRange(spec, shown);
        return value;
    case ParamType::Text:
        if (!value.isString())
            throwRange(spec, shown);
        return value;
    }
    return value;
}

QJsonObject ParamSchema::complete(const QJsonObject &given) const
{
    auto values = defaults();
    for (auto it = given.begin(); it != given.end(); ++it) {
        const auto *spec = find(it.key().toStdString());
        if (!spec) {
            QStringList keys;
            for (const auto &each : m_specs)
                keys << QString::fromStdString(each.key);
            throw Error("param.unknown",
                        QT_TRANSLATE_NOOP("Error", "There is no parameter %1 here. Known, the nearest first: "
                                                   "%2."),
                        {it.key(), nearestFirst(it.key(), keys).join(QStringLiteral(", "))});
        }
        values.insert(it.key(), checked(*spec, it.value()));
    }
    return values;
}

QJsonValue ParamSchema::parse(const std::string &key, const QString &text) const
{
    const auto *spec = find(key);
    if (!spec) {
        complete({{QString::fromStdString(key), text}}); // throws param.unknown
        return {};
    }
    bool ok = true;
    QJsonValue value = text;
    if (spec->type == ParamType::Integer || spec->type == ParamType::Real)
        value = text.toDouble(&ok);
    else if (spec->type == ParamType::Boolean)
        value = text == QLatin1String("true") || text == QLatin1String("1") || text == QLatin1String("yes");
    if (spec->type == ParamType::Boolean && !value.toBool())
        ok = text == QLatin1String("false") || text == QLatin1String("0") || text == QLatin1String("no");
    if (!ok)
        throwRange(*spec, text);
    return checked(*spec, value);
}

QJsonObject ParamSchema::changed(const QJsonObject &values) const
{
    QJsonObject different;
    for (const auto &spec : m_specs) {
        const auto key = QString::fromStdString(spec.key);
        if (values.contains(key) && values.value(key) != spec.defaultValue)
            different.insert(key, values.value(key));
    }
    return different;
}

QJsonArray ParamSchema::toJson() const
{
    QJsonArray all;
    for (const auto &spec : m_specs) {
        QJsonObject one{{QStringLiteral("key"), QString::fromStdString(spec.key)},
                        {QStringLiteral("label"), QString::fromUtf8(spec.label)},
                        {QStringLiteral("help"), QString::fromUtf8(spec.help)},
                        {QStringLiteral("type"), QString::fromLatin1(kTypes.of(spec.type))},
                        {QStringLiteral("default"), spec.defaultValue},
                        {QStringLiteral("min"), QJsonValue()},
                        {QStringLiteral("max"), QJsonValue()},
                        {QStringLiteral("scale"), QString::fromLatin1(kScales.of(spec.scale))},
                        {QStringLiteral("tunable"), spec.tunable}};
        if (spec.type == ParamType::Integer || spec.type == ParamType::Real) {
            one.insert(QStringLiteral("min"), spec.min);
            one.insert(QStringLiteral("max"), spec.max);
        }
        QJsonArray choices;
        for (const auto &choice : spec.choices)
            choices.append(QString::fromStdString(choice));
        one.insert(QStringLiteral("choices"), choices);
        all.append(one);
    }
    return all;
}

} // namespace aisle
