#pragma once
#include "tests/support/synthetic.h"

#include <QJsonObject>
#include <QString>

namespace aisle::test {

/// Fits one recommender on synthetic pairs: seconds (median), what was estimated, and the most memory that the process
/// held beside what its parts come to. For one recommender a process: peaks do not fall.
QJsonObject fitOnce(const QString &id, const QJsonObject &parameters, const SyntheticShape &shape, int runs);

} // namespace aisle::test
