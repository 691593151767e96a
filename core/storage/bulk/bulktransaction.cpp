#include "core/storage/bulk/bulktransaction.h"

#include "core/common/error.h"
#include "core/storage/guarded.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

namespace {

constexpr std::int64_t kWorthwhileBytes = 8 << 20;

class JournalChoice
{
public:
    JournalChoice(SQLite::Database &database, std::int64_t bytes) : m_database(database)
    {
        m_database.exec("PRAGMA cache_size = -65536");
        if (bytes < kWorthwhileBytes)
            return;
        m_database.setBusyTimeout(0); // other connections: stay with the WAL at once
        m_changed = m_database.tryExec("PRAGMA journal_mode = TRUNCATE") == 0;
        m_database.setBusyTimeout(5000);
    }
    ~JournalChoice()
    {
        m_database.tryExec("PRAGMA cache_size = -32768");
        if (m_changed)
            m_database.tryExec("PRAGMA journal_mode = WAL");
    }

private:
    SQLite::Database &m_database;
    bool m_changed = false;
};

} // namespace

struct BulkTransaction::State
{
    State(SQLite::Database &database, std::int64_t bytes)
        : journal(database, bytes), transaction(database, SQLite::TransactionBehavior::IMMEDIATE)
    {
    }
    JournalChoice journal; // before the transaction, so that it is changed back after it
    SQLite::Transaction transaction;
};

void demandWritable(const Project &project)
{
    if (project.isReadOnly())
        throw Error("project.read-only", QT_TRANSLATE_NOOP("Error", "Nothing can be stored in %1. %2"),
                    {project.path(), project.readOnlyReason()});
}

BulkTransaction::BulkTransaction(Project &project, std::int64_t expectedBytes) : m_project(project)
{
    guarded(project, [&] { m_state = std::make_unique<State>(project.database(), expectedBytes); });
}

BulkTransaction::~BulkTransaction() = default;

void BulkTransaction::commit()
{
    guarded(m_project, [&] { m_state->transaction.commit(); });
}

} // namespace aisle
