#pragma once
#include "core/transfer/plan/importing.h"
#include "models/projectsession.h"
#include "widgets/shell/windowshell.h"

#include <QPointer>
#include <functional>

namespace aisle {

class ImportDialog;

/// How logs and catalogues get into the window's project: what is chosen, dropped or read once more goes through the
/// import dialogue, then a job, then a notice that says what came in. Without a project one is made.
class ImportCommands : public QObject
{
    Q_OBJECT
public:
    ImportCommands(std::shared_ptr<JobPools> pools, WindowShell &shell, QWidget &window); ///< goes with the window

    void chooseFiles();
    void chooseFolder();
    void open(const QStringList &paths);
    void again(ImportId import);
    void trySample();
    ImportDialog *dialog() const; ///< null when none is open
    void closeDialog();
    /// What the analyst can do where an import failed, as actions of its notice.
    void offerRemedy(const Error &error, Notice &notice);

private:
    /// What an import brought, and what was there in its place.
    struct CameIn
    {
        ImportTotals totals;
        std::vector<PlannedFile> replaced;
    };
    const SessionPointer &session() const; ///< null without a project
    void readImports(std::function<void(const std::vector<ImportRecord> &)> then);
    void againFrom(const PastImport &past);
    void openDialog(ImportDialog *dialog);
    void start(std::vector<PlannedFile> files, const QString &newProjectPath);
    void run(std::vector<PlannedFile> files);
    static QString totalsText(const ImportTotals &totals);
    void sayImported(const ImportTotals &totals);
    void refillSample(const QString &sample);

    std::shared_ptr<JobPools> m_pools;
    WindowShell &m_shell;
    QWidget &m_window; ///< of the dialogues
    Job<std::vector<ImportRecord>> m_reading;
    QPointer<ImportDialog> m_dialog;
    std::vector<PlannedFile> m_last;
};

} // namespace aisle
