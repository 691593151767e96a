#include "core/runs/trainrequest.h"

#include "core/evaluate/metric.h"
#include "core/storage/runstore.h"

#include <QJsonArray>
#include <algorithm>

namespace aisle {

namespace {

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

} // namespace

QJsonObject TrainRequest::toJson() const
{
    return {{QStringLiteral("recommender"), QString::fromStdString(recommender)},
            {QStringLiteral("parameters"), parameters},
            {QStringLiteral("filter"), filter.toJson()},
            {QStringLiteral("split"), split},
            {QStringLiteral("seed"), static_cast<qint64>(seed)},
            {QStringLiteral("mask"), QString::fromLatin1(maskName(protocol.mask))},
            {QStringLiteral("candidates"), protocol.candidatesText()},
            {QStringLiteral("cutoffs"), toArray(protocol.cutoffs)},
            {QStringLiteral("targets"), QString::fromLatin1(targetsName(targets))},
            {QStringLiteral("select"), QString::fromStdString(select)},
            {QStringLiteral("validate_every"), validateEvery},
            {QStringLiteral("patience"), patience},
            {QStringLiteral("test"), test},
            {QStringLiteral("weights"), QString::fromStdString(weights)},
            {QStringLiteral("name"), name}};
}

TrainRequest TrainRequest::fromJson(const QJsonObject &json)
{
    TrainRequest request;
    request.recommender = json.value(QStringLiteral("recommender")).toString().toStdString();
    request.parameters = json.value(QStringLiteral("parameters")).toObject();
    request.filter = DatasetFilter::fromJson(json.value(QStringLiteral("filter")).toObject());
    request.split = json.value(QStringLiteral("split")).toString();
    request.seed = static_cast<std::uint64_t>(json.value(QStringLiteral("seed")).toInteger(1));
    request.protocol.mask = maskFromName(json.value(QStringLiteral("mask")).toString(QStringLiteral("seen")));
    request.protocol.setCandidates(json.value(QStringLiteral("candidates")).toString(QStringLiteral("all")));
    request.protocol.cutoffs = toInts(json.value(QStringLiteral("cutoffs")).toArray());
    request.targets = targetsFromName(json.value(QStringLiteral("targets")).toString(QStringLiteral("all")));
    request.select = json.value(QStringLiteral("select")).toString(QStringLiteral("NDCG@10")).toStdString();
    request.validateEvery = json.value(QStringLiteral("validate_every")).toInt(1);
    request.patience = json.value(QStringLiteral("patience")).toInt(10);
    request.test = json.value(QStringLiteral("test")).toBool(true);
    request.weights = json.value(QStringLiteral("weights")).toString().toStdString();
    request.name = json.value(QStringLiteral("name")).toString();
    return request;
}

std::string defaultSelect(const Traits &traits)
{
    const auto isRmse = [](const MetricInfo &metric) { return metric.name == "RMSE"; };
    return traits.predictsRatings && std::ranges::any_of(metrics(), isRmse) ? "RMSE" : "NDCG@10";
}

MaskSeen maskOf(const RunRecord &run)
{
    const auto name = run.protocol.value(QStringLiteral("mask")).toString(QStringLiteral("seen"));
    return maskFromName(name);
}

} // namespace aisle
