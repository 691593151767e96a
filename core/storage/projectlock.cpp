#include "core/storage/projectlock.h"

#include "core/common/error.h"
#include "core/common/openfiles.h"

#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace aisle {

namespace {

struct Registry
{
    std::mutex guard;
    std::map<std::pair<dev_t, ino_t>, std::weak_ptr<ProjectLock>> locks;
};

Registry &registry()
{
    static Registry instance;
    return instance;
}

int createFile(const QByteArray &name, const QString &path)
{
    const int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (descriptor >= 0)
        return descriptor;
    if (errno == EEXIST)
        throw Error("project.exists",
                    QT_TRANSLATE_NOOP("Error", "%1 is there already: choose another name or open it."), {path});
    refuseWithoutFiles();
    throw Error("project.cannot-write",
                QT_TRANSLATE_NOOP("Error", "%1 cannot be written (%2): choose a folder that you may write to."),
                {path, QString::fromLocal8Bit(std::strerror(errno))});
}

} // namespace

std::shared_ptr<ProjectLock> ProjectLock::of(const QString &path, bool create)
{
    auto &known = registry();
    const std::lock_guard lock(known.guard);
    const auto name = QFile::encodeName(path);
    struct stat status
    {
    };
    if (!create && ::stat(name.constData(), &status) == 0) {
        if (auto existing = known.locks[{status.st_dev, status.st_ino}].lock())
            return existing;
    }
    int descriptor = create ? createFile(name, path) : ::open(name.constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0)
        ::fstat(descriptor, &status);
    else
        refuseWithoutFiles(); // or this would look like a project that another program has open
    std::shared_ptr<ProjectLock> made(new ProjectLock(descriptor));
    known.locks[{status.st_dev, status.st_ino}] = made;
    return made;
}

ProjectLock::~ProjectLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool ProjectLock::tryLock()
{
    if (!m_held && m_descriptor >= 0)
        m_held = ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0;
    return m_held;
}

} // namespace aisle
