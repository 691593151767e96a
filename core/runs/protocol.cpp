#include "core/runs/protocol.h"

#include "core/common/error.h"
#include "core/common/keyformatter.h"
#include "core/common/lookup/enumnames.h"
#include "core/common/text/jsontexts.h"
#include "core/dataset/splitspec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace aisle {

namespace {

constexpr auto kTargets = enumNames<Targets>("all", "next", "each-next");

QJsonArray toArray(const std::vector<int> &numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array.append(number);
    return array;
}

std::vector<int> toInts(const QJsonArray &array)
{
    std::vector<int> numbers;
    for (const auto &value : array)
        numbers.push_back(value.toInt());
    return numbers;
}

QJsonObject weightsJson(const std::map<QString, double> &weights)
{
    QJsonObject json;
    for (const auto &[kind, weight] : weights)
        json.insert(kind, weight);
    return json;
}

} // namespace

const char *targetsName(Targets targets)
{
    return kTargets.of(targets);
}

Targets targetsFromName(const QString &name)
{
    if (const auto found = kTargets.find(name.toStdString()))
        return *found;
    throw Error("targets.unknown", QT_TRANSLATE_NOOP("Error", "Targets cannot be %1: choose all, next or each-next."),
                {name});
}

const char *maskName(MaskSeen mask)
{
    return mask == MaskSeen::Yes ? "seen" : "none";
}

MaskSeen maskFromName(const QString &name)
{
    const bool isSeen = name == QLatin1String("seen");
    if (isSeen || name == QLatin1String("none"))
        return isSeen ? MaskSeen::Yes : MaskSeen::No;
    throw Error("mask.unknown", QT_TRANSLATE_NOOP("Error", "The mask cannot be %1: choose seen or none."), {name});
}

CandidateKind Protocol::standardCandidates(const QString &split)
{
    const bool isOfProducts = !split.isEmpty() && SplitSpec::parse(split).kind == SplitKind::NewProducts;
    return isOfProducts ? CandidateKind::New : CandidateKind::All;
}

QJsonObject Protocol::toJson() const
{
    auto filters = filter.toJson();
    if (asIn01)
        filters.remove(QStringLiteral("returns")); // it says so itself
    QJsonObject json{{QStringLiteral("split"), split},
                     {QStringLiteral("mask"), QString::fromLatin1(maskName(mask))},
                     {QStringLiteral("targets"), QString::fromLatin1(targetsName(targets))},
                     {QStringLiteral("candidates"), candidatesText()},
                     {QStringLiteral("filters"), filters},
                     {QStringLiteral("cutoffs"), toArray(cutoffs)},
                     {QStringLiteral("seed"), static_cast<qint64>(seed)},
                     {QStringLiteral("select"), QString::fromStdString(select)}};
    if (filter.moments == Moments::Sets) // 0.1 kept no word of it
        json.insert(QStringLiteral("moments"), QStringLiteral("unordered"));
    if (dataHash.isEmpty()) {
        if (!kindWeights.empty())
            json.insert(QStringLiteral("kind_weights"), weightsJson(kindWeights));
        return json;
    }
    json.insert(QStringLiteral("kinds"), QJsonArray::fromStringList(kinds));
    json.insert(QStringLiteral("target_kinds"), QJsonArray::fromStringList(targetKinds));
    json.insert(QStringLiteral("data_hash"), dataHash);
    if (!judgedHash.isEmpty())
        json.insert(QStringLiteral("judged_hash"), judgedHash);
    if (asIn01)
        return json;
    json.insert(QStringLiteral("kind_weights"), weightsJson(kindWeights));
    json.insert(QStringLiteral("returns"), QString::fromLatin1(returnsName(filter.returns)));
    json.insert(QStringLiteral("input"), inputText());
    return json;
}

Protocol Protocol::fromJson(const QJsonObject &json)
{
    Protocol protocol;
    const auto text = [&](const QString &key, const char *absent) {
        return json.value(key).toString(QString::fromLatin1(absent));
    };
    protocol.split = text(QStringLiteral("split"), "");
    protocol.mask = maskFromName(text(QStringLiteral("mask"), "seen"));
    protocol.targets = targetsFromName(text(QStringLiteral("targets"), "all"));
    protocol.setCandidates(text(QStringLiteral("candidates"), "all"));
    protocol.filter = DatasetFilter::fromJson(json.value(QStringLiteral("filters")).toObject());
    protocol.filter.moments = json.contains(QStringLiteral("moments")) ? Moments::Sets : Moments::Lines;
    if (const auto cutoffs = json.value(QStringLiteral("cutoffs")); cutoffs.isArray())
        protocol.cutoffs = toInts(cutoffs.toArray());
    protocol.seed = static_cast<std::uint64_t>(json.value(QStringLiteral("seed")).toInteger(1));
    protocol.select = text(QStringLiteral("select"), "NDCG@10").toStdString();
    protocol.kinds = textsOf(json.value(QStringLiteral("kinds")));
    protocol.targetKinds = textsOf(json.value(QStringLiteral("target_kinds")));
    protocol.dataHash = text(QStringLiteral("data_hash"), "");
    protocol.judgedHash = text(QStringLiteral("judged_hash"), "");
    const auto weights = json.value(QStringLiteral("kind_weights"));
    const auto kinds = weights.toObject();
    for (auto kind = kinds.begin(); kind != kinds.end(); ++kind)
        protocol.kindWeights[kind.key()] = kind.value().toDouble();
    protocol.asIn01 = !protocol.dataHash.isEmpty() && !weights.isObject();
    if (protocol.asIn01)
        protocol.filter.returns = Returns::Keep;
    return protocol;
}

QJsonValue Protocol::shown(const QString &field, const QJsonValue &value, const KeyFormatter &keys)
{
    if (value.isObject()) {
        auto object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            *member = shown(member.key(), *member, keys);
        return object;
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const auto &each : value.toArray())
            array.append(shown(field, each, keys));
        return array;
    }
    return value.isString() && field.endsWith(QLatin1String("exclude_items")) ? keys.product(value.toString()) : value;
}

QString Protocol::inputText() const
{
    const auto spec = SplitSpec::readable(split);
    if (!spec)
        return {};
    return spec->kind == SplitKind::NewUsers ? QStringLiteral("part")
           : spec->isOrdered()               ? QStringLiteral("before")
                                             : QStringLiteral("train");
}

QJsonObject Protocol::comparable() const
{
    auto fields = toJson();
    for (const auto &other :
         {QStringLiteral("filters"), QStringLiteral("cutoffs"), QStringLiteral("kinds"), QStringLiteral("select"),
          QStringLiteral("kind_weights"), QStringLiteral("input"), QStringLiteral("moments")})
        fields.remove(other);
    if (filter.returns == Returns::Keep) // as 0.1, which had no word for it
        fields.remove(QStringLiteral("returns"));
    if (!drawsCandidates())
        fields.remove(QStringLiteral("seed"));
    return fields;
}

QString Protocol::key() const
{
    return QString::fromUtf8(QJsonDocument(comparable()).toJson(QJsonDocument::Compact));
}

} // namespace aisle
