#pragma once
#include "core/runs/runwords.h"
#include "models/runtablemodel.h"

#include <QString>

namespace aisle {

class KeyFormatter;

/// "Item neighbours #4", or the name that the analyst gave, as every page calls a run.
QString runLabel(const RunSummary &run);
/// What differs from the recommender's defaults, each as a chip: "L2 200"; last, that it was stopped by hand.
QStringList changedParameters(const RunRecord &run);
/// A field of a comparison (parameter or part of the protocol) and its value, as a person reads them.
QString comparedFieldText(const QString &field, const QString &recommender);
QString comparedValueText(const RunRecord &run, const QString &field, const QJsonValue &value,
                          const KeyFormatter &keys);
/// A parameter of a run; where it says to follow the data, the value that this took: "112 (follows the data)".
QString parameterText(const RunRecord &run, const QString &key);

/// What the best run of a group means for a shop, in a sentence or two that a manager understands; empty when no run of
/// the group was tested by HitRate@10.
QString managerSentence(const RunGroup &group, const KindMeanings &kinds);

} // namespace aisle
