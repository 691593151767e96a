#pragma once
#include "core/storage/project.h"

#include <QStringList>

namespace aisle {

class JobContext;

struct CleanCopy
{
    QStringList dropped; ///< triggers that hung on tables of ours
    QStringList made;    ///< tables that take the place of somebody's view or virtual table, with the rows it showed
};

/// Copies a project without what others put into or in place of its tables; what else they put into the file stays. The
/// file itself is only read. @throws Error project.exists, project.*, Cancelled; nothing is left at `to` then
CleanCopy writeCleanCopy(const QString &from, const QString &to, JobContext &job);

} // namespace aisle
