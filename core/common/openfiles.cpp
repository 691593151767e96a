#include "core/common/openfiles.h"

#include "core/common/error.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace aisle {

namespace {

constexpr int kFewest = 64; ///< free ones: a project has three a connection, the pools have a dozen connections

[[noreturn]] void throwTooFew()
{
    throw Error("files.too-few",
                QT_TRANSLATE_NOOP("Error", "This process may not open enough files at a time: raise that limit to 256 "
                                           "(ulimit -n), or close what else it has open."));
}

int anyFile()
{
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

} // namespace

void allowOpenFiles()
{
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
        constexpr rlim_t kPlenty = 4096;
        files.rlim_cur = std::max(files.rlim_cur, std::min(files.rlim_max, kPlenty));
        ::setrlimit(RLIMIT_NOFILE, &files);
    }
    std::vector<int> had;
    while (had.size() < kFewest && (had.empty() || had.back() >= 0))
        had.push_back(anyFile());
    const bool wereEnough = had.back() >= 0;
    for (const int file : had)
        if (file >= 0)
            ::close(file);
    if (!wereEnough)
        throwTooFew();
}

void refuseWithoutFiles()
{
    if (const int file = anyFile(); file >= 0)
        ::close(file);
    else if (errno == EMFILE || errno == ENFILE)
        throwTooFew();
}

namespace {
[[noreturn]] void throwUnnameable(const QString &path)
{
    throw Error("file.name",
                QT_TRANSLATE_NOOP("Error", "%1 has a name, or a folder in it, that is not written in UTF-8 (what "
                                           "cannot be read is shown as \xEF\xBF\xBD): rename it."),
                {path});
}
} // namespace

void demandNameable(const QString &path)
{
    if (path.contains(QChar::ReplacementCharacter))
        throwUnnameable(path);
}

} // namespace aisle
