#pragma once
#include "core/runs/runwords.h"
#include "models/runtablemodel.h"

#include <QString>

namespace aisle {

/// "Item neighbours #4", or the name that the analyst gave, as every page calls a run.
QString runLabel(const RunSummary &run);
QString recommenderName(const QString &id);
/// What differs from the recommender's defaults, each as a chip: "L2 200".
QStringList changedParameters(const RunSummary &run);
/// A field of a comparison (parameter or part of the protocol) and its value, as a person reads them.
QString comparedFieldText(const QString &field, const QString &recommender);
QString comparedValueText(const QString &field, const QJsonValue &value);

/// What the best run of a group means for a shop, in a sentence or two that a manager understands; empty when no run of
/// the group was tested by HitRate@10.
QString managerSentence(const RunGroup &group, const KindMeanings &kinds);

} // namespace aisle
