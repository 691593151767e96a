#include "core/runs/trainrequest.h"

#include "core/common/text/jsontexts.h"
#include "core/recommend/registry.h"

#include <QJsonArray>

namespace aisle {

QJsonObject TrainingChoices::toJson() const
{
    return {{QStringLiteral("validate_every"), validateEvery},
            {QStringLiteral("patience"), patience},
            {QStringLiteral("test"), test},
            {QStringLiteral("weights"), QString::fromStdString(weights)}};
}

TrainingChoices TrainingChoices::fromJson(const QJsonObject &json)
{
    TrainingChoices choices;
    choices.validateEvery = json.value(QStringLiteral("validate_every")).toInt(1);
    choices.patience = json.value(QStringLiteral("patience")).toInt(10);
    choices.test = json.value(QStringLiteral("test")).toBool(true);
    choices.weights = json.value(QStringLiteral("weights")).toString().toStdString();
    return choices;
}

void TrainRequest::giveRows()
{
    const auto &traits = recommenderInfo(recommender).traits;
    protocol.filter.catalogue = protocol.candidates == CandidateKind::Catalogue ||
                                traits.newItem == ColdStart::Content ||
                                (traits.takesItemFeatures && !features.isEmpty());
}

QJsonObject TrainRequest::toJson() const
{
    return {{QStringLiteral("recommender"), QString::fromStdString(recommender)},
            {QStringLiteral("parameters"), parameters},
            {QStringLiteral("protocol"), protocol.toJson()},
            {QStringLiteral("training"), TrainingChoices::toJson()},
            {QStringLiteral("name"), name},
            {QStringLiteral("features"), QJsonArray::fromStringList(features)}};
}

TrainRequest TrainRequest::fromJson(const QJsonObject &json)
{
    TrainRequest request;
    static_cast<TrainingChoices &>(request) =
        TrainingChoices::fromJson(json.value(QStringLiteral("training")).toObject());
    request.recommender = json.value(QStringLiteral("recommender")).toString().toStdString();
    request.parameters = json.value(QStringLiteral("parameters")).toObject();
    request.protocol = Protocol::fromJson(json.value(QStringLiteral("protocol")).toObject());
    request.protocol.filter.moments = Moments::Sets; // a form of 0.1 asks for a training of today
    request.name = json.value(QStringLiteral("name")).toString();
    request.features = textsOf(json.value(QStringLiteral("features")));
    return request;
}

} // namespace aisle
