#pragma once
#include "core/report/report.h"
#include "models/selection.h"

namespace aisle {

/// Writes the project's report: a page for a browser (.html) or a document to print (.pdf), by the path's ending. The
/// compared runs and the current selection of shoppers are its subject, under the keys of the request. Long: for a job.
/// @throws as writeReport()
void exportReport(const Project &project, const ReportRequest &request, const QString &path, JobContext &job);

/// What the window shows right now, as a report's subject: the compared runs.
ReportRequest reportOfSelection(const Selection &selection);
/// The same about other runs. @param runs  "1,4"; empty: chosen by rule
ReportRequest reportOn(const QString &runs, const Selection &selection);

} // namespace aisle
