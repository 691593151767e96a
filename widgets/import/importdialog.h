#pragma once
#include "core/transfer/plan/importplan.h"
#include "core/transfer/recognition/preview.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace aisle {

class EmptyState;
class ImportFileList;
class ImportPreviewPane;
class ImportQuestions;
class ImportTarget;
class LeaveQuestion;
class ReadingOptions;
class RolesTable;

/// What comes in and as what: files, roles of columns with their evidence, the same rows as events, the choices that
/// matter with their costs, counts. Says what is to be imported; the window does it.
class ImportDialog : public Retranslated<QDialog>
{
    Q_OBJECT
public:
    /// @param session      null: a new project is made
    ImportDialog(std::shared_ptr<JobPools> pools, SessionPointer session, const QStringList &paths, QWidget *parent);
    /// Does an import again with other choices: the new one takes its place once it succeeded.
    ImportDialog(std::shared_ptr<JobPools> pools, SessionPointer session, const PastImport &again, QWidget *parent);

    bool isReady() const; ///< recognised, previewed: the screen is complete
    void setProjectPath(const QString &path);
    const std::vector<ImportFile> &files() const { return m_files; }
    void reject() override; ///< once something was chosen, asks before that is lost

Q_SIGNALS:
    void importChosen(const std::vector<aisle::PlannedFile> &files, const QString &newProjectPath);
    void failed(const aisle::Error &error);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    using Matches = std::vector<std::pair<int, KeyOverlap>>; ///< of the lists among the files
    ImportDialog(std::shared_ptr<JobPools> pools, SessionPointer session, ImportStart start, QWidget *parent);
    void createWidgets();
    QWidget *makeWork();
    QWidget *makeFileView();
    void layOut();
    void connectAll();
    void retranslate() override;

    void recogniseAll();
    void takePlan(Outcome<ImportPlan> outcome);
    void showSkipped(const ImportPlan &plan);
    void focusButton();
    const ImportFile *leadingLog() const;
    void showFile(int index);
    void showChoices();
    void showAgain();
    void onRoleChosen(int column, Role role, const QString &field);
    void onRecipeChanged(const Recipe &recipe);
    void onHintsChosen(const RecognitionHints &hints);
    void onPartChosen(int file, FilePart part, StoredPart split);
    void onPastRefused();
    void recogniseCurrent(ImportFile changed);
    void join(const QString &path, const QString &column);
    void takeJoined(int index, ImportFile file, const QString &path, const QStringList &columns);
    void leaveJoined();
    QStringList joinableFiles() const;
    ImportFile *current();
    void preview();
    void matchLists();
    void takeMatches(const Matches &matches);
    void showMatch();
    void showLack(const ImportFile &file);
    void takeCounts(const ImportPreview &preview);
    void showCounts(const ImportPreview &preview);
    void showProblem(const QString &sentence);
    void updateButton();
    void import();

    std::shared_ptr<JobPools> m_pools;
    SessionPointer m_session;
    ImportStart m_start;
    std::vector<ImportFile> m_files;
    int m_current = -1;
    int m_leading = -1; ///< the log that the others belong to
    bool m_canImport = false;
    bool m_isChanged = false;  ///< something was chosen that would be lost
    bool m_isFocused = false;  ///< the button had the focus once it could be pressed
    QStringList m_joinColumns; ///< by which the current file and the one joined to it may be joined
    Job<ImportPlan> m_recognising;
    Job<ImportFile> m_again;
    Job<Matches> m_matching;
    Job<ImportFile> m_joining;

    QLabel *m_title;
    QStackedWidget *m_stack;
    EmptyState *m_state;
    ImportFileList *m_list;
    QLabel *m_skipped;
    ReadingOptions *m_options;
    RolesTable *m_roles;
    ImportPreviewPane *m_preview;
    ImportQuestions *m_questions;
    QLabel *m_counts;
    QLabel *m_problem;
    ImportTarget *m_target;
    QPushButton *m_cancel;
    QPushButton *m_import;
    LeaveQuestion *m_leave;
};

} // namespace aisle
