#pragma once
#include "core/common/error.h"
#include "core/common/events.h"
#include "widgets/text/livetext.h"

#include <QString>

namespace aisle {

/// Texts of core in the reader's language: core marks its English templates, the window translates them when it shows
/// them. The only place that does.
QString errorText(const Error &error);
QString errorText(const char *sentence, const QStringList &arguments = {}); ///< context "Error"
LiveText liveErrorText(const Error &error);
QString coreText(const char *context, const char *text); ///< "Param", "Recommender", "Metric", "Reason", "Import"
QString coreText(const char *context, const QString &text);
QString meaningText(Meaning meaning);         ///< "purchase", "购买"
QString kindText(const QString &word);        ///< the log's word; translated where it is a meaning's own name
QString rejectionText(const QString &reason); ///< of a quarantined row's code

} // namespace aisle
