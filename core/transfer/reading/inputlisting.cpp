#include "core/transfer/reading/inputlisting.h"

#include "core/common/error.h"
#include "core/transfer/reading/bytesource.h"

#include <QDirIterator>
#include <QFileInfo>

namespace aisle {

namespace {

void listFile(const QString &path, const QString &onlyMember, const ReadLimits &limits, InputListing &listing)
{
    if (!QFileInfo::exists(path))
        throw Error("input.missing", QT_TRANSLATE_NOOP("Error", "There is no file %1."), {path});
    if (isZip(path)) {
        auto zip = listZip(path, onlyMember, limits);
        listing.sources.insert(listing.sources.end(), zip.sources.begin(), zip.sources.end());
        listing.skipped.insert(listing.skipped.end(), zip.skipped.begin(), zip.skipped.end());
        return;
    }
    const auto size = QFileInfo(path).size();
    listing.sources.push_back({path, {}, size, isGzip(path) ? -1 : size});
}

} // namespace

InputListing listInputs(const QStringList &paths, const QString &onlyMember, const ReadLimits &limits)
{
    InputListing listing;
    for (const auto &path : paths) {
        if (!QFileInfo(path).isDir()) {
            listFile(path, onlyMember, limits, listing);
            continue;
        }
        QStringList files;
        for (QDirIterator it(path, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
            files << it.next();
            if (files.size() > limits.maxMembers)
                throw Error("archive.too-many", QT_TRANSLATE_NOOP("Error", "%1 holds more than %2 files, the limit."),
                            {path, QString::number(limits.maxMembers)});
        }
        files.sort();
        for (const auto &file : std::as_const(files)) {
            try {
                listFile(file, {}, limits, listing);
            } catch (const Error &error) {
                listing.skipped.emplace_back(file, error.message());
            }
        }
    }
    return listing;
}

} // namespace aisle
