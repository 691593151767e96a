#pragma once
#include "core/common/error.h"
#include "core/storage/connection.h"

#include <QString>
#include <cstdint>
#include <memory>
#include <optional>

namespace SQLite {
class Database;
}

namespace aisle {

class JobContext;

/// Code of Project::whyReadOnly() where writeCleanCopy() helps.
inline constexpr const char *kForeignProject = "project.foreign";

/// One connection to a project file (`*.aisle`, SQLite in WAL mode; tables in resources/schema/). Not thread-safe: a
/// job opens a connection of its own with another().
class Project
{
public:
    enum class Access { ReadWrite, ReadOnly };

    /// Makes a new, empty project; what the first import of that name left when it was killed is none. @throws Error
    /// project.exists, project.cannot-write.
    static std::unique_ptr<Project> create(const QString &path);
    /// Opens a project: migrates an older one (after a backup beside it, also where only reading is wanted), removes
    /// what a killed import or run left. A file in a read-only folder, or one that another process has open for
    /// writing, is opened read-only, which isReadOnly() and whyReadOnly() say; so is one whose tables somebody else
    /// hung triggers on, or put a view in the place of (writeCleanCopy() helps). @throws Error project.missing,
    /// project.not-ours, project.empty, project.newer, project.damaged, project.unreadable, project.locked (only when
    /// ReadWrite is demanded through `demandWrite`), file.name.
    static std::unique_ptr<Project> open(const QString &path, Access wanted = Access::ReadWrite,
                                         bool demandWrite = false);
    /// Opens an existing project or creates it (the commands `import` and `items`).
    static std::unique_ptr<Project> openOrCreate(const QString &path);

    ~Project(); ///< the last connection checkpoints and truncates the WAL, so that the project is one file to copy
    Project(const Project &) = delete;
    Project &operator=(const Project &) = delete;

    /// Another connection to the same file with the same rights, for another thread. Statements on it stop with
    /// Cancelled when `job` (if given, kept by pointer) is cancelled.
    std::unique_ptr<Project> another(JobContext *job = nullptr) const;

    const QString &path() const;
    bool isReadOnly() const;
    const std::optional<Error> &whyReadOnly() const; ///< absent when writable
    QString readOnlyReason() const;                  ///< the same as an English sentence, or empty
    std::int64_t sizeBytes() const;                  ///< of the file and its WAL

    SQLite::Database &database() const; ///< for core/storage and core/transfer only

    struct State;

private:
    static void bringUpToDate(const QString &path);
    static std::unique_ptr<Project> begin(std::unique_ptr<State> state);
    static void connectChecked(State &state);
    explicit Project(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace aisle
