#pragma once
#include "widgets/common/retranslated.h"
#include "widgets/shell/windowshell.h"

#include <QMainWindow>
#include <map>

class QStackedWidget;

namespace aisle {

class ChipBar;
class DropOverlay;
class ImportCommands;
class ImportDialog;
class JobBar;
class MainMenu;
class NoticeStrip;
class PageBar;
class RecentFactsKeeper;
class SelectionKeeper;
class StartPage;
struct QuitQuestion;
struct ReportRequest;

/// The window: bars around the pages, opening and closing of projects, the commands of the menus. Pages know nothing of
/// it; it knows of pages what their registration says.
class MainWindow : public Retranslated<QMainWindow>, public WindowShell
{
    Q_OBJECT
public:
    explicit MainWindow(std::shared_ptr<JobPools> pools, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openProject(const QString &path, std::function<void()> then = {}) override;
    void createProject(const QString &path, std::function<void()> then = {}) override;
    void closeProject() override;
    ImportDialog *importDialog() const; ///< null when none is open
    void openFiles(const QStringList &paths) override;

    const SessionPointer &session() const override { return m_session; }
    void showPage(const QString &id) override;
    QString currentPage() const; ///< empty: the start page
    Page *page(const QString &id) const;
    bool runCommand(const QString &id) override;
    void writeReportTo(const QString &path,
                       ReportRequest request); ///< .html or .pdf, in a job, under the window's keys
    void say(const Notice &notice) override;
    void showReadOnlyNotice() override;
    NoticeStrip *notices() const { return m_notices; }

Q_SIGNALS:
    void projectOpened();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    using Opened = std::unique_ptr<Project>;
    void createWidgets();
    void createPages();
    void layOut();
    void connectAll();
    void fillCommands();
    void retranslate() override;

    void startOpening(const QString &path, std::function<Opened()> open, std::function<void()> then);
    void setSession(SessionPointer session);
    void connectSession();
    void restoreProjectState();
    void findPictureFolders();
    void saveComparedRuns();
    void updateUndo();

    void chooseProject();
    void chooseNewProject();
    void sayFailure(const QString &title, const Error &error);
    void chooseReport(const ReportRequest &request);
    void stepPage(int by);
    void setTheme(const QString &name);
    void chooseLanguage(const QString &code);
    void showSearch();
    void showPageHelp();
    void askBeforeQuitting(const QuitQuestion &question);

    std::shared_ptr<JobPools> m_pools;
    SessionPointer m_session;
    Job<Opened> m_opening;
    Job<SelectionState> m_restoring;
    Job<QStringList> m_findingFolders;
    std::vector<PageInfo> m_infos;
    std::map<QString, Page *> m_pages;
    std::map<QString, std::function<void()>> m_commands;
    ImportCommands *m_imports;
    SelectionKeeper *m_keeper;
    RecentFactsKeeper *m_facts;
    MainMenu *m_menu;
    PageBar *m_bar;
    ChipBar *m_chips;
    NoticeStrip *m_notices;
    QStackedWidget *m_stack;
    StartPage *m_start;
    JobBar *m_jobBar;
    DropOverlay *m_drop;
    bool m_quitting = false;
};

} // namespace aisle
