#pragma once
#include "widgets/shell/page.h"

#include <functional>

namespace aisle {

/// What the parts of the window may ask of it.
class WindowShell
{
public:
    virtual ~WindowShell() = default;

    virtual const SessionPointer &session() const = 0; ///< null without a project
    /// Opens (or makes) a project in a job; a failure becomes a notice. @param then  called once it is open
    virtual void openProject(const QString &path, std::function<void()> then = {}) = 0;
    virtual void createProject(const QString &path, std::function<void()> then = {}) = 0;
    virtual void closeProject() = 0;
    /// A project file is opened; anything else goes to the import dialogue.
    virtual void openFiles(const QStringList &paths) = 0;
    virtual void showPage(const QString &id) = 0;
    virtual bool runCommand(const QString &id) = 0;
    virtual void say(const Notice &notice) = 0;
    virtual void showReadOnlyNotice() = 0;
};

} // namespace aisle
