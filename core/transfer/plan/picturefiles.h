#pragma once
#include <QString>
#include <QStringList>
#include <cstdint>

namespace aisle {

class JobContext;
class Project;

/// Where the pictures lie that catalogues and logs of a project name: beside the imported files that are still there
/// (or have moved together with the project), then beside the project.
QStringList pictureFolders(const Project &project);

/// The file that a catalogue means: a path relative to one of the folders, an absolute one or a file: address. Empty
/// where there is none, for another machine's address, and where it leads out of the folders (also by a link): a
/// project from elsewhere must not open any file of this machine.
QString pictureFile(const QString &name, const QStringList &folders);

struct PictureCount
{
    std::int64_t named = 0; ///< products with a picture that is no address of another machine
    std::int64_t found = 0;
};
PictureCount countPictures(const Project &project, JobContext &job);

} // namespace aisle
