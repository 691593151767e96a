#include "core/transfer/reading/inputlisting.h"

#include "core/common/error.h"
#include "core/common/openfiles.h"
#include "core/transfer/reading/bytesource.h"
#include "core/transfer/sources/pipe.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <filesystem>
#include <system_error>

namespace aisle {

namespace {

void listFile(const QString &path, const QString &onlyMember, const ReadLimits &limits, InputListing &listing)
{
    demandNameable(path);
    demandThere(path);
    if (isPipe(path)) {
        const auto kept = keepPipe(path, limits);
        const auto first = listing.sources.size();
        listFile(kept->fileName(), onlyMember, limits, listing);
        for (auto i = first; i < listing.sources.size(); ++i) {
            listing.sources[i].name = QFileInfo(path).fileName();
            listing.sources[i].copy = kept;
        }
        return;
    }
    if (isZip(path)) {
        auto zip = listZip(path, onlyMember, limits);
        listing.sources.insert(listing.sources.end(), zip.sources.begin(), zip.sources.end());
        listing.skipped.insert(listing.skipped.end(), zip.skipped.begin(), zip.skipped.end());
        return;
    }
    const auto size = QFileInfo(path).size();
    listing.sources.push_back({path, {}, size, isGzip(path) ? -1 : size});
}

QStringList filesBelow(const QString &folder, const ReadLimits &limits)
{
    QStringList files;
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        files << it.next();
        if (files.size() > limits.maxMembers)
            throw Error("archive.too-many", QT_TRANSLATE_NOOP("Error", "%1 holds more than %2 files, the limit."),
                        {folder, QString::number(limits.maxMembers)});
    }
    files.sort();
    return files;
}

/// Files that Qt does not list: their names are bytes that are no text.
void skipUnnameable(const QString &folder, InputListing &listing)
{
    namespace fs = std::filesystem;
    std::error_code failed;
    for (fs::recursive_directory_iterator it(fs::path(QFile::encodeName(folder).toStdString()),
                                             fs::directory_options::skip_permission_denied, failed),
         end;
         !failed && it != end; it.increment(failed)) {
        const auto name = QFile::decodeName(it->path().c_str());
        try {
            if (std::error_code unknown; it->is_regular_file(unknown))
                demandNameable(name);
        } catch (const Error &error) {
            listing.skipped.emplace_back(name, error.message());
        }
    }
}

/// What does not read was not asked for by itself: it is left out.
void listFolder(const QString &folder, const ReadLimits &limits, InputListing &listing)
{
    const auto files = filesBelow(folder, limits);
    for (const auto &file : files) {
        try {
            listFile(file, {}, limits, listing);
        } catch (const Error &error) {
            listing.skipped.emplace_back(file, error.message());
        }
    }
    skipUnnameable(folder, listing);
}

} // namespace

InputListing listInputs(const QStringList &paths, const QString &onlyMember, const ReadLimits &limits)
{
    InputListing listing;
    for (const auto &path : paths) {
        if (QFileInfo(path).isDir())
            listFolder(path, limits, listing);
        else
            listFile(path, onlyMember, limits, listing);
    }
    return listing;
}

} // namespace aisle
