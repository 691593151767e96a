#pragma once
#include "core/transfer/plan/importing.h"
#include "models/projectsession.h"

#include <functional>

namespace aisle {

/// An import that came in is the newest step of Edit > Undo: undone it is taken back (and what it replaced comes in
/// again), redone its files are imported once more with the same choices.
/// @param replaced  how the imports had come in whose place it took
void pushImport(const SessionPointer &session, const QString &text, std::vector<PlannedFile> files,
                const ImportTotals &totals, std::vector<PlannedFile> replaced);

/// Takes an import back, as a step of Edit > Undo: undone it is imported again from its file. An import without a
/// recipe is taken back for good. @param then  once it was taken back
void pushTakingBack(const SessionPointer &session, const QString &text, const ImportRecord &import,
                    std::function<void()> then);

} // namespace aisle
