#include "core/runs/rundetails.h"

#include "core/common/text/jsontexts.h"

#include <QJsonArray>

namespace aisle {

namespace {

/// A member under its key, the same for both ways.
template <class Value>
struct Field
{
    const char *key;
    std::int64_t Value::*member;
};

constexpr Field<RunShape> kShape[] = {{"users", &RunShape::users},
                                      {"items", &RunShape::items},
                                      {"train", &RunShape::train},
                                      {"valid", &RunShape::valid},
                                      {"test", &RunShape::test}};
constexpr Field<LearntShape> kLearnt[] = {{"users", &LearntShape::users},
                                          {"items", &LearntShape::items},
                                          {"events", &LearntShape::events},
                                          {"pairs", &LearntShape::pairs}};
constexpr Field<RunDetails> kCounts[] = {{"users_evaluated", &RunDetails::usersEvaluated},
                                         {"users_skipped", &RunDetails::usersSkipped}};

template <class Value, std::size_t size>
void write(const Value &value, const Field<Value> (&fields)[size], QJsonObject &json)
{
    for (const auto &[key, member] : fields)
        json.insert(QString::fromLatin1(key), static_cast<qint64>(value.*member));
}

template <class Value, std::size_t size>
void read(const QJsonObject &json, const Field<Value> (&fields)[size], Value &value)
{
    for (const auto &[key, member] : fields)
        value.*member = json.value(QString::fromLatin1(key)).toInteger();
}

template <class Value, std::size_t size>
void insert(QJsonObject &json, const QString &key, const std::optional<Value> &value,
            const Field<Value> (&fields)[size])
{
    if (!value)
        return;
    QJsonObject object;
    write(*value, fields, object);
    json.insert(key, object);
}

template <class Value, std::size_t size>
std::optional<Value> extract(const QJsonObject &json, const QString &key, const Field<Value> (&fields)[size])
{
    if (!json.value(key).isObject())
        return {};
    Value value;
    read(json.value(key).toObject(), fields, value);
    return value;
}

} // namespace

std::map<std::string, std::int64_t> RunDetails::skippedWhy() const
{
    std::map<std::string, std::int64_t> why{{"all-seen", usersSkipped - skippedWithoutHistory},
                                            {"no-history", skippedWithoutHistory}};
    std::erase_if(why, [](const auto &reason) { return reason.second <= 0; });
    return why;
}

QJsonObject RunDetails::toJson() const
{
    QJsonObject json{{QStringLiteral("kind_names"), QJsonArray::fromStringList(kindNames)},
                     {QStringLiteral("leak"), leak},
                     {QStringLiteral("user_leak"), userLeak},
                     {QStringLiteral("repeats"), repeats},
                     {QStringLiteral("epochs_done"), epochsDone},
                     {QStringLiteral("threads"), threads}};
    write(*this, kCounts, json);
    insert(json, QStringLiteral("shape"), shape, kShape);
    insert(json, QStringLiteral("learnt_from"), learntFrom, kLearnt);
    json.insert(QStringLiteral("training"), training.toJson());
    QJsonObject skipped;
    for (const auto &[reason, number] : skippedWhy())
        skipped.insert(QString::fromStdString(reason), static_cast<qint64>(number));
    if (!skipped.isEmpty())
        json.insert(QStringLiteral("skipped_why"), skipped);
    if (stoppedByHand)
        json.insert(QStringLiteral("stopped_by_hand"), true);
    if (!taken.isEmpty())
        json.insert(QStringLiteral("taken"), taken);
    if (predictions)
        json.insert(QStringLiteral("predictions"), static_cast<qint64>(*predictions));
    if (ratingsPredicted)
        json.insert(QStringLiteral("ratings_predicted"), static_cast<qint64>(*ratingsPredicted));
    if (parametersCount)
        json.insert(QStringLiteral("parameters_count"), static_cast<qint64>(*parametersCount));
    if (peakMemoryBytes)
        json.insert(QStringLiteral("peak_memory_bytes"), static_cast<qint64>(*peakMemoryBytes));
    if (!features.empty())
        json.insert(QStringLiteral("features"), aisle::toJson(features));
    if (graph)
        json.insert(QStringLiteral("graph"), aisle::toJson(*graph));
    if (checkpointEpoch)
        json.insert(QStringLiteral("checkpoint_epoch"), *checkpointEpoch);
    return json;
}

RunDetails RunDetails::fromJson(const QJsonObject &json)
{
    RunDetails details;
    read(json, kCounts, details);
    details.skippedWithoutHistory =
        json.value(QStringLiteral("skipped_why")).toObject().value(QStringLiteral("no-history")).toInteger();
    details.shape = extract(json, QStringLiteral("shape"), kShape);
    details.learntFrom = extract(json, QStringLiteral("learnt_from"), kLearnt);
    details.training = TrainingChoices::fromJson(json.value(QStringLiteral("training")).toObject());
    details.kindNames = textsOf(json.value(QStringLiteral("kind_names")));
    details.leak = json.value(QStringLiteral("leak")).toDouble();
    details.userLeak = json.value(QStringLiteral("user_leak")).toDouble();
    details.repeats = json.value(QStringLiteral("repeats")).toDouble();
    details.epochsDone = json.value(QStringLiteral("epochs_done")).toInt();
    details.stoppedByHand = json.value(QStringLiteral("stopped_by_hand")).toBool();
    details.taken = json.value(QStringLiteral("taken")).toObject();
    details.features = featureUsesFrom(json.value(QStringLiteral("features")).toArray());
    details.graph = graphUseFrom(json.value(QStringLiteral("graph")));
    details.threads = json.value(QStringLiteral("threads")).toInt();
    if (const auto count = json.value(QStringLiteral("predictions")); count.isDouble())
        details.predictions = count.toInteger();
    if (const auto count = json.value(QStringLiteral("ratings_predicted")); count.isDouble())
        details.ratingsPredicted = count.toInteger();
    if (const auto count = json.value(QStringLiteral("parameters_count")); count.isDouble())
        details.parametersCount = count.toInteger();
    if (const auto bytes = json.value(QStringLiteral("peak_memory_bytes")); bytes.isDouble())
        details.peakMemoryBytes = bytes.toInteger();
    if (const auto epoch = json.value(QStringLiteral("checkpoint_epoch")); epoch.isDouble())
        details.checkpointEpoch = epoch.toInt();
    return details;
}

} // namespace aisle
