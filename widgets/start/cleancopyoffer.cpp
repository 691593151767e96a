#include "widgets/start/cleancopyoffer.h"
#include "core/storage/bulk/cleancopy.h"
#include "models/settings.h"
#include "widgets/text/errortext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace aisle {

namespace {

struct CleanCopyOffer
{
    Q_DECLARE_TR_FUNCTIONS(aisle::CleanCopyOffer)
};

/// It stays until it is closed: the copy may have taken long.
Notice doneNotice(WindowShell &shell, const CleanCopy &copy, const QString &to)
{
    Notice notice{Notice::Level::Info,
                  [copy, to] { return errorText(sentenceOf(copy), argumentsOf(copy, QDir::toNativeSeparators(to))); }};
    notice.action = [] { return CleanCopyOffer::tr("Open the copy"); };
    notice.onAction = [&shell, to] { shell.openProject(to); };
    return notice;
}

void writeCopy(WindowShell &shell, QWidget &window, const QString &to)
{
    if (!shell.session())
        return;
    shell.session()->jobs().start<CleanCopy>(
        {.title = CleanCopyOffer::tr("Clean copy"), .lane = JobLane::Writing, .kind = QStringLiteral("rescue")},
        [from = shell.session()->path(), to](JobContext &job) { return writeCleanCopy(from, to, job); }, &window,
        [&shell, to](Outcome<CleanCopy> outcome) {
            if (const auto *copy = std::get_if<CleanCopy>(&outcome))
                shell.say(doneNotice(shell, *copy, to));
        });
}

void chooseCopy(WindowShell &shell, QWidget &window)
{
    if (!shell.session())
        return;
    const QFileInfo project(shell.session()->path());
    auto *dialog = new QFileDialog(&window, CleanCopyOffer::tr("Save a clean copy"), project.absolutePath(),
                                   CleanCopyOffer::tr("Aisle projects (*.aisle)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // a file that is there is refused
    dialog->setDefaultSuffix(QStringLiteral("aisle"));
    dialog->selectFile(project.completeBaseName() + QStringLiteral("-clean.aisle"));
    QObject::connect(dialog, &QFileDialog::fileSelected, &window, [&shell, &window](const QString &path) {
        kFolderSetting.write(QFileInfo(path).absolutePath());
        writeCopy(shell, window, path);
    });
    dialog->open();
}

} // namespace

Notice readOnlyNotice(WindowShell &shell, QWidget &window)
{
    const auto why = shell.session()->whyReadOnly();
    Notice notice{Notice::Level::Warning, [why] { return why ? errorText(*why) : QString(); }, shell.session()->path()};
    if (why && why->code() == kForeignProject) {
        notice.action = [] { return CleanCopyOffer::tr("Save a clean copy ..."); };
        notice.onAction = [&shell, &window] { chooseCopy(shell, window); };
    }
    return notice;
}

} // namespace aisle
