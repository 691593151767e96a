#pragma once
#include <QString>
#include <memory>

namespace SQLite {
class Database;
}

namespace aisle {

class JobContext;

/// Asked during every statement of every connection, from whatever thread runs it: true stops the statement with
/// Cancelled. For a program that has a wish of its own besides its jobs' (Ctrl-C); null: none.
void setStopWish(bool (*wished)());

inline constexpr int kBusyTimeoutMs = 5000; ///< how long a connection waits for another one that writes

/// What a running statement looks at between its steps.
struct StatementWatch
{
    JobContext *job = nullptr;
    bool isTimed = false; ///< what is read may be somebody else's program, which need not end; see timeStatements()
    double since = 0;     ///< seconds of this thread's work when the statement began
};

/// From now on (or no longer) a statement may take some seconds of work, whatever else the machine does.
void timeStatements(SQLite::Database &database, StatementWatch &watch, bool on);

/// A connection to a project file that is used by one thread at a time. Whoever sends a project may have put anything
/// into it: nothing of its schema is run but what SQLite knows to be harmless, no trigger at all (ours has none;
/// deleting with what refers to it works without), and no value is longer than any that this program stores. What is
/// deleted is overwritten in the file, whichever way SQLite was built.
/// @param watch  kept by pointer. @throws SQLite::Exception
std::unique_ptr<SQLite::Database> connectSafely(const QString &path, bool immutable, bool readOnly,
                                                StatementWatch *watch = nullptr);

} // namespace aisle
