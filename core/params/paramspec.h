#pragma once
#include <QJsonObject>
#include <cstdint>
#include <string>
#include <vector>

namespace aisle {

enum class ParamType { Integer, Real, Boolean, Choice, Text };
enum class ParamScale { Linear, Log, PowerOfTwo };

/// What a form, a command line, stored JSON and a tuner must know of one parameter. Labels and help are English
/// templates marked with QT_TRANSLATE_NOOP("Param", ...); the window translates them when it shows them.
struct ParamSpec
{
    std::string key; ///< lower case with hyphens; a shared key means the same everywhere (factors, epochs, l2, ...)
    const char *label = "";
    const char *help = "";
    ParamType type = ParamType::Real;
    QJsonValue defaultValue;
    double min = 0; ///< numbers only; inclusive
    double max = 0;
    ParamScale scale = ParamScale::Linear;
    std::vector<std::string> choices; ///< Choice: what it takes; Text: suggestions, anything else is taken too
    bool tunable = true;              ///< Text never is
};

/// The parameters of one kind of thing, in the order of a form.
class ParamSchema
{
public:
    ParamSchema() = default;
    explicit ParamSchema(std::vector<ParamSpec> specs) : m_specs(std::move(specs)) {}

    const std::vector<ParamSpec> &specs() const { return m_specs; }
    void append(ParamSpec spec) { m_specs.push_back(std::move(spec)); }
    const ParamSpec *find(const std::string &key) const;
    QJsonObject defaults() const;

    /// Defaults overlaid with `given`. @throws Error param.unknown (names the nearest keys), param.range (names the
    /// range), param.type.
    QJsonObject complete(const QJsonObject &given) const;
    /// Turns the text of `--set key=value` into a checked value of the right type. @throws as complete().
    QJsonValue parse(const std::string &key, const QString &text) const;
    /// Only what differs from the defaults: the chips of the Runs table.
    QJsonObject changed(const QJsonObject &values) const;
    /// As `recommenders --json` prints it.
    QJsonArray toJson() const;

private:
    QJsonValue checked(const ParamSpec &spec, const QJsonValue &value) const;
    std::vector<ParamSpec> m_specs;
};

} // namespace aisle
