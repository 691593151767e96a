#pragma once
#include <QJsonObject>
#include <QString>

namespace aisle::test {

/// A recommender under the protocol of Wang et al. 2019 (KGCN) on lastfm-kg: plays of artists that stand in the graph
/// and as many pairs of each shopper that did not happen, divided 6:2:2 at random; AUC, and F1 of calling what scores
/// above 0 a play. Epochs are chosen by AUC on the validation part. Empty where the data is not there.
QJsonObject judgeClicks(const QString &id, const QJsonObject &parameters, int seeds);

} // namespace aisle::test
