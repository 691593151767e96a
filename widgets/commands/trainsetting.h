#pragma once
#include <QString>

namespace aisle {

/// The project's setting that holds what the Train page's form says (TrainRequest::toJson()). A page that wants
/// something trained again writes it and asks for the Train page, which takes it over when it is shown.
inline const QString kTrainFormSetting = QStringLiteral("train/request");
/// Set within it by a page that asks, so that the same form again is asked for, too.
inline const QString kTrainAgainKey = QStringLiteral("again");

} // namespace aisle
