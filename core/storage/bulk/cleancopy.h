#pragma once
#include "core/storage/project.h"

#include <QStringList>

namespace aisle {

class JobContext;

struct CleanCopy
{
    QStringList dropped; ///< triggers that hung on tables of ours
    QStringList made;    ///< tables in the place of a view or a virtual table, or made otherwise, with the rows there
    QStringList emptied; ///< those of them without rows, since what was there has no end or cannot be read
};

/// What was done, as a template (context "Error") and its arguments.
const char *sentenceOf(const CleanCopy &copy);
QStringList argumentsOf(const CleanCopy &copy, const QString &to);

/// Copies a project without what others put into or in place of its tables; what else they put into the file stays. The
/// file itself is only read. @throws Error project.exists, project.*, Cancelled; nothing is left at `to` then
CleanCopy writeCleanCopy(const QString &from, const QString &to, JobContext &job);

} // namespace aisle
