#pragma once
#include "core/common/keyformatter.h"
#include "core/storage/catalogue.h"

#include <vector>

namespace aisle {

/// Products for a typed text: the key itself first, then keys that begin with it, then titles that hold every word of
/// it (case of Latin letters aside). At most `limit`; reads the whole item table in the worst case.
/// @param keys  with pseudonyms these are searched in place of the keys: what is found is what is seen
std::vector<ItemRecord> searchItems(const Project &project, const QString &text, int limit,
                                    const KeyFormatter &keys = {});

/// Shoppers for a typed text: the key itself first, then keys that begin with it, then keys that hold it; with
/// pseudonyms those that hold it, in the order of the log.
std::vector<UserRecord> searchUsers(const Project &project, const QString &text, int limit,
                                    const KeyFormatter &keys = {});

} // namespace aisle
