#pragma once
#include "core/transfer/reading/inputsource.h"

#include <QStringList>

namespace aisle {

/// What can be read in these files, archives opened: folders, empty members and members that are no text are left out
/// and named in `skipped` with the reason. @throws Error input.missing, archive.damaged, archive.encrypted,
/// archive.unsafe-name, archive.too-many
InputListing listInputs(const QStringList &paths, const QString &onlyMember = {}, const ReadLimits &limits = {});

} // namespace aisle
