#pragma once
#include "core/storage/project.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace aisle::test {

/// Statements that `body` runs on the project's connection.
template <class Body>
int statementsOf(const Project &project, Body body)
{
    int count = 0;
    auto *handle = project.database().getHandle();
    const auto counted = [](unsigned, void *counter, void *, void *) { return ++*static_cast<int *>(counter), 0; };
    sqlite3_trace_v2(handle, SQLITE_TRACE_STMT, counted, &count);
    body();
    sqlite3_trace_v2(handle, 0, nullptr, nullptr);
    return count;
}

} // namespace aisle::test
