#pragma once
#include <QString>
#include <memory>

namespace aisle {

/// The right to write to a project, held by one process at a time and shared by all its connections. It is an advisory
/// lock (flock) on the project file itself, so it vanishes with the process, however that ends.
/// SQLite's own locks are of the other family (fcntl), which closing *any* descriptor of the file would drop: so the
/// descriptor lives as long as any connection of this process, whether the lock was got or not.
class ProjectLock
{
public:
    /// The lock of this file in this process; try tryLock() before writing.
    /// @param create  makes the (empty) file, which must not exist yet. @throws Error project.exists,
    /// project.cannot-write, files.too-few
    static std::shared_ptr<ProjectLock> of(const QString &path, bool create = false);
    ~ProjectLock();
    ProjectLock(const ProjectLock &) = delete;
    ProjectLock &operator=(const ProjectLock &) = delete;

    bool tryLock();
    bool isHeld() const { return m_held; }

private:
    explicit ProjectLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
    bool m_held = false;
};

} // namespace aisle
