#pragma once
#include "core/params/paramspec.h"

#include <functional>

namespace aisle {

struct ParamText
{
    const char *label;
    const char *help;
};
struct ParamRange
{
    double min;
    double max;
    ParamScale scale = ParamScale::Linear;
    bool tunable = true;
};

/// The one declaration of an algorithm's parameters: a struct whose initialisers are the defaults, and which member
/// each key stands for.
///     struct EaseParams { double l2 = 300; };
///     const ParamTable<EaseParams> kTable = ParamTable<EaseParams>{}
///         .add("l2", &EaseParams::l2, {QT_TRANSLATE_NOOP("Param", "L2"), QT_TRANSLATE_NOOP("Param", "...")},
///              {1, 1e5, ParamScale::Log});
///     EaseParams params = kTable.read(json);
template <class Params>
class ParamTable
{
public:
    template <class Member>
    requires std::is_arithmetic_v<Member> ParamTable &add(const char *key, Member Params::*member, ParamText text,
                                                          ParamRange range)
    {
        const bool integer = std::is_integral_v<Member>;
        return append({.key = key,
                       .label = text.label,
                       .help = text.help,
                       .type = integer ? ParamType::Integer : ParamType::Real,
                       .defaultValue = static_cast<double>(defaults().*member),
                       .min = range.min,
                       .max = range.max,
                       .scale = range.scale,
                       .choices = {},
                       .tunable = range.tunable},
                      [member](Params &params, const QJsonValue &value) {
                          params.*member = static_cast<Member>(value.toDouble());
                      });
    }
    ParamTable &add(const char *key, bool Params::*member, ParamText text)
    {
        return append({.key = key,
                       .label = text.label,
                       .help = text.help,
                       .type = ParamType::Boolean,
                       .defaultValue = defaults().*member,
                       .choices = {}},
                      [member](Params &params, const QJsonValue &value) { params.*member = value.toBool(); });
    }
    ParamTable &add(const char *key, std::string Params::*member, ParamText text, std::vector<std::string> choices)
    {
        return append(
            {.key = key,
             .label = text.label,
             .help = text.help,
             .type = ParamType::Choice,
             .defaultValue = QString::fromStdString(defaults().*member),
             .choices = std::move(choices)},
            [member](Params &params, const QJsonValue &value) { params.*member = value.toString().toStdString(); });
    }
    /// Free text; whoever takes the parameters checks it.
    ParamTable &addText(const char *key, std::string Params::*member, ParamText text,
                        std::vector<std::string> suggestions = {})
    {
        add(key, member, text, std::move(suggestions));
        auto specs = m_schema.specs();
        specs.back().type = ParamType::Text;
        specs.back().tunable = false;
        m_schema = ParamSchema(std::move(specs));
        return *this;
    }

    const ParamSchema &schema() const { return m_schema; }

    /// Defaults overlaid with the given values. @throws Error as ParamSchema::complete().
    Params read(const QJsonObject &given) const
    {
        const auto values = m_schema.complete(given);
        Params params;
        for (const auto &[key, assign] : m_assign)
            assign(params, values.value(QString::fromStdString(key)));
        return params;
    }

private:
    static const Params &defaults()
    {
        static const Params kDefaults{};
        return kDefaults;
    }
    ParamTable &append(ParamSpec spec, std::function<void(Params &, const QJsonValue &)> assign)
    {
        m_assign.emplace_back(spec.key, std::move(assign));
        m_schema.append(std::move(spec));
        return *this;
    }

    ParamSchema m_schema;
    std::vector<std::pair<std::string, std::function<void(Params &, const QJsonValue &)>>> m_assign;
};

} // namespace aisle
