#pragma once
#include "core/storage/catalogue.h"

#include <vector>

namespace aisle {

/// Products for a typed text: the key itself first, then keys that begin with it, then titles that hold every word of
/// it (case of Latin letters aside). At most `limit`; reads the whole item table in the worst case.
std::vector<ItemRecord> searchItems(const Project &project, const QString &text, int limit);

/// Shoppers for a typed text: the key itself first, then keys that begin with it, then keys that hold it.
std::vector<UserRecord> searchUsers(const Project &project, const QString &text, int limit);

} // namespace aisle
