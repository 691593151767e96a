#include "widgets/shell/mainwindow.h"
#include "core/common/lookup/mapped.h"
#include "core/runs/runstore.h"
#include "core/transfer/plan/picturefiles.h"
#include "models/settings.h"
#include "widgets/commands/filechooser.h"
#include "widgets/common/hairline.h"
#include "widgets/common/pictures.h"
#include "widgets/common/theme.h"
#include "widgets/forms/questionsheet.h"
#include "widgets/import/dropoverlay.h"
#include "widgets/import/importcommands.h"
#include "widgets/report/reportexport.h"
#include "widgets/shell/chipbar.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/help.h"
#include "widgets/shell/jobbar.h"
#include "widgets/shell/language.h"
#include "widgets/shell/mainmenu.h"
#include "widgets/shell/noticestrip.h"
#include "widgets/shell/pagebar.h"
#include "widgets/shell/selectionkeeper.h"
#include "widgets/shell/settingsdialog.h"
#include "widgets/start/cleancopyoffer.h"
#include "widgets/start/recentfacts.h"
#include "widgets/start/startpage.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/quitquestion.h"
#include "widgets/text/runtext.h"
#include "widgets/text/tiptext.h"

#include <QAbstractButton>
#include <QAction>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFrame>
#include <QJsonArray>
#include <QJsonObject>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {

constexpr QSize kFirstSize{1280, 800};
const QString kPageKey = QStringLiteral("window/page");
const QString kRunsKey = QStringLiteral("selection/runs");

DropPlan dropInto(const SessionPointer &session, const QMimeData *data)
{
    return planDrop(data, session ? session->name() : QString(), session && session->isReadOnly());
}

QJsonArray runsToJson(const SelectionState &state)
{
    return mapped<QJsonArray>(state.runs, [](const auto &run) {
        return run ? QJsonValue(QJsonObject{{QStringLiteral("id"), static_cast<double>(run->id.value)}}) : QJsonValue();
    });
}

/// The compared runs as they were, without those that are gone.
SelectionState runsFromJson(const QJsonArray &stored, const Project &project)
{
    const RunStore store(project);
    SelectionState state;
    for (qsizetype slot = 0; slot < std::min<qsizetype>(stored.size(), kMaxComparedRuns); ++slot) {
        const auto run = stored[slot].toObject();
        const RunId id(run.value(QStringLiteral("id")).toInteger());
        if (const auto record = run.isEmpty() ? std::nullopt : store.find(id))
            state.runs[static_cast<std::size_t>(slot)] = RunRef{id, runLabel(*record)};
    }
    return state;
}

} // namespace

MainWindow::MainWindow(std::shared_ptr<JobPools> pools, QWidget *parent)
    : Retranslated(parent), m_pools(std::move(pools)), m_infos(pages())
{
    setAcceptDrops(true);
    createWidgets();
    layOut();
    connectAll();
    fillCommands();
    retranslate();
    setSession({});
}

MainWindow::~MainWindow()
{
    for (const auto &[id, page] : m_pages)
        page->disconnect(this);
    setSession({});
}

void MainWindow::createWidgets()
{
    m_menu = new MainMenu(this, m_infos);
    m_bar = new PageBar(m_infos, this);
    m_chips = new ChipBar(this);
    m_notices = new NoticeStrip(this);
    m_stack = new QStackedWidget(this);
    m_start = new StartPage(this);
    m_jobBar = new JobBar(this);
    m_drop = new DropOverlay(this);
    m_imports = new ImportCommands(m_pools, *this, *this);
    m_keeper = new SelectionKeeper(this);
    m_facts = new RecentFactsKeeper(this);
    m_stack->addWidget(m_start);
    createPages();
}

void MainWindow::createPages()
{
    for (const auto &info : m_infos) {
        const auto id = QString::fromLatin1(info.id);
        auto *page = info.make(m_stack);
        page->setObjectName(id);
        m_stack->addWidget(page);
        m_pages.emplace(id, page);
        connect(page, &Page::pageRequested, this, &MainWindow::showPage);
        connect(page, &Page::commandRequested, this, &MainWindow::runCommand);
        connect(page, &Page::noticeRaised, this, &MainWindow::say);
    }
}

void MainWindow::layOut()
{
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_chips);
    layout->addWidget(new Hairline(centre));
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_jobBar);
    setCentralWidget(centre);
    m_notices->setOver(m_stack);
    setMinimumSize(800, 560);
    resize(kFirstSize);
    restoreGeometry(kGeometrySetting.read());
}

void MainWindow::connectAll()
{
    connect(m_menu, &MainMenu::chosen, this, &MainWindow::runCommand);
    connect(m_bar, &PageBar::pageChosen, this, &MainWindow::showPage);
    connect(m_bar, &PageBar::searchChosen, this, &MainWindow::showSearch);
    connect(m_chips, &ChipBar::pageRequested, this, &MainWindow::showPage);
    connect(m_start, &StartPage::commandRequested, this, &MainWindow::runCommand);
    connect(m_start, &StartPage::projectChosen, this, [this](const QString &path) { openProject(path); });
    connect(m_start, &StartPage::projectForgotten, this, [this](const QString &path) {
        forgetProject(path);
        m_start->refreshRecent();
        m_menu->setRecent(recentProjects());
    });
    m_menu->setRecent(recentProjects());
    m_menu->setChecked(QStringLiteral("theme:%1").arg(kThemeSetting.read()), true);
    m_menu->setChecked(QStringLiteral("language:%1").arg(currentLanguage()), true);
}

void MainWindow::fillCommands()
{
    const auto on = [this](const char *id, auto act) { m_commands[QString::fromLatin1(id)] = act; };
    on("new", [this] { chooseNewProject(); });
    on("open", [this] { chooseProject(); });
    on("import", [this] { m_imports->chooseFiles(); });
    on("import-folder", [this] { m_imports->chooseFolder(); });
    on("sample", [this] { m_imports->trySample(); });
    on("report", [this] { chooseReport(reportOfSelection(m_session->selection())); });
    on("close", [this] { closeProject(); });
    on("settings", [this] { SettingsDialog::open(this, m_pools); });
    on("quit", [this] { close(); });
    on("undo", [this] { m_session->undoStack().undo(); });
    on("redo", [this] { m_session->undoStack().redo(); });
    on("find", [this] {
        if (auto *shown = page(currentPage()))
            shown->findInPage();
    });
    on("search", [this] { showSearch(); });
    on("back", [this] { m_session->selection().goBack(); });
    on("forward", [this] { m_session->selection().goForward(); });
    on("clear-selection", [this] { m_session->selection().clear(); });
    on("next-page", [this] { stepPage(1); });
    on("previous-page", [this] { stepPage(-1); });
    on("pseudonyms", [this] { m_session->setPseudonyms(!m_session->keys().usesPseudonyms()); });
    on("full-screen", [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    on("train-page", [this] {
        showPage(QStringLiteral("train"));
        runCommand(QStringLiteral("find"));
    });
    on("help-page", [this] { showPageHelp(); });
    on("help:keys", [this] { showKeyboardHelp(this, [this] { return m_menu->shortcuts(); }); });
    on("keep-best", [this] {
        for (auto *job : m_session->jobs().jobs())
            if (job->canKeepBest())
                job->keepBest();
    });
    on("hold-queue", [this] { m_session->jobs().setHeld(!m_session->jobs().isHeld()); });
    on("cancel-jobs", [this] { m_session->jobs().cancelAll(); });
    on("about", [this] { showAbout(this); });
}

bool MainWindow::runCommand(const QString &id)
{
    if (const auto own = m_commands.find(id); own != m_commands.end()) {
        own->second();
        return true;
    }
    const auto rest = id.mid(id.indexOf(u':') + 1);
    if (id.startsWith(QLatin1String("page:")))
        showPage(rest);
    else if (id.startsWith(QLatin1String("theme:")))
        setTheme(rest);
    else if (id.startsWith(QLatin1String("language:")))
        chooseLanguage(rest);
    else if (id.startsWith(QLatin1String("recent:")))
        openProject(rest);
    else if (id.startsWith(QLatin1String("help:")))
        showHelp(this, rest);
    else if (id.startsWith(QLatin1String("report:")))
        chooseReport(reportOn(rest, m_session->selection()));
    else if (id.startsWith(QLatin1String("import-again:")))
        m_imports->again(ImportId(rest.toLongLong()));
    else
        return std::any_of(m_pages.begin(), m_pages.end(),
                           [&](const auto &entry) { return entry.second->runCommand(id); });
    return true;
}

void MainWindow::retranslate()
{
    m_menu->retranslate();
    m_bar->retranslate();
    setWindowTitle(m_session ? QStringLiteral("%1 – Aisle").arg(titleText(m_session->name()))
                             : QStringLiteral("Aisle"));
    m_menu->setChecked(QStringLiteral("language:%1").arg(currentLanguage()), true);
    const auto why = m_session ? m_session->whyReadOnly() : std::nullopt;
    m_bar->setProjectName(m_session ? m_session->name() : QString(), why ? errorText(*why) : QString());
}

void MainWindow::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_keeper->labelRuns();
}

void MainWindow::openProject(const QString &path, std::function<void()> then)
{
    startOpening(
        path, [path] { return Project::open(path); }, std::move(then));
}

void MainWindow::createProject(const QString &path, std::function<void()> then)
{
    startOpening(
        path, [path] { return Project::create(path); }, std::move(then));
}

void MainWindow::startOpening(const QString &path, std::function<Opened()> open, std::function<void()> then)
{
    m_opening.start(
        m_pools->query, [open = std::move(open)](JobContext &) { return open(); },
        [this, path, then = std::move(then)](Outcome<Opened> outcome) {
            if (auto *project = std::get_if<Opened>(&outcome)) {
                rememberProject(QFileInfo(path).absoluteFilePath());
                setSession(std::make_shared<ProjectSession>(std::move(*project), m_pools));
                if (then)
                    then();
            } else if (const auto *error = std::get_if<Error>(&outcome)) {
                say({Notice::Level::Error, liveErrorText(*error), path});
            }
        });
}

void MainWindow::closeProject()
{
    setSession({});
}

void MainWindow::setSession(SessionPointer session)
{
    if (m_session) {
        saveComparedRuns();
        disconnect(m_session.get(), nullptr, this, nullptr);
        m_session->undoStack().disconnect(this); // pages may hold the session longer
        m_session->selection().disconnect(this);
        m_session->jobs().disconnect(this);
        m_session->jobs().pauseAll();
    }
    m_notices->dismiss(); // it tells of the project that goes, or of one that could not be opened
    m_imports->closeDialog();
    m_restoring.letGo();
    m_findingFolders.letGo();
    m_jobBar->setJobs(session ? &session->jobs() : nullptr);
    m_session = std::move(session);
    m_chips->setSession(m_session);
    m_keeper->setSession(m_session);
    m_facts->setSession(m_session);
    for (const auto &[id, page] : m_pages)
        page->setProject(m_session);
    m_menu->setProjectOpen(m_session != nullptr, m_session && m_session->isReadOnly());
    m_menu->setRecent(recentProjects());
    m_bar->setPagesEnabled(m_session != nullptr);
    retranslate();
    updateUndo();
    if (m_session) {
        connectSession();
        findPictureFolders();
        restoreProjectState();
        Q_EMIT projectOpened();
    } else {
        m_start->refreshRecent();
        m_stack->setCurrentWidget(m_start);
        m_bar->setCurrent({});
    }
}

void MainWindow::connectSession()
{
    connect(m_session.get(), &ProjectSession::catalogueChanged, this, &MainWindow::findPictureFolders);
    connect(m_session.get(), &ProjectSession::eventsChanged, this, &MainWindow::findPictureFolders);
    connect(&m_session->jobs(), &JobList::jobFailed, this,
            [this](const QString &title, const Error &error) { sayFailure(title, error); });
    connect(&m_session->jobs(), &JobList::heldChanged, this,
            [this](bool held) { m_menu->setChecked(QStringLiteral("hold-queue"), held); });
    m_menu->setChecked(QStringLiteral("hold-queue"), false);
    connect(&m_session->selection(), &Selection::runsChanged, this, &MainWindow::saveComparedRuns);
    connect(&m_session->undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateUndo);
    connect(m_session.get(), &ProjectSession::keysChanged, this,
            [this] { m_menu->setChecked(QStringLiteral("pseudonyms"), m_session->keys().usesPseudonyms()); });
    m_menu->setChecked(QStringLiteral("pseudonyms"), m_session->keys().usesPseudonyms());
}

void MainWindow::findPictureFolders()
{
    m_session->query<QStringList>(
        m_findingFolders, [](const Project &project, JobContext &) { return pictureFolders(project); },
        [](Outcome<QStringList> outcome) {
            if (const auto *folders = std::get_if<QStringList>(&outcome))
                Pictures::instance().setFolders(*folders);
        });
}

void MainWindow::restoreProjectState()
{
    const auto stored = m_session->setting(kPageKey, QStringLiteral("data")).toString();
    showPage(m_pages.contains(stored) ? stored : QStringLiteral("data"));
    showReadOnlyNotice();
    const auto runs = m_session->setting(kRunsKey).toArray();
    if (runs.isEmpty())
        return;
    m_session->query<SelectionState>(
        m_restoring, [runs](const Project &project, JobContext &) { return runsFromJson(runs, project); },
        [this](Outcome<SelectionState> outcome) {
            if (const auto *state = std::get_if<SelectionState>(&outcome))
                m_session->selection().setRuns(state->runs);
        });
}

void MainWindow::saveComparedRuns()
{
    if (!m_restoring.isRunning())
        m_session->setSetting(kRunsKey, runsToJson(m_session->selection().state()));
}

void MainWindow::showReadOnlyNotice()
{
    if (m_session->isReadOnly())
        say(readOnlyNotice(*this, *this));
}

void MainWindow::updateUndo()
{
    auto *undo = m_menu->action(QStringLiteral("undo"));
    auto *redo = m_menu->action(QStringLiteral("redo"));
    undo->setEnabled(m_session && m_session->undoStack().canUndo());
    redo->setEnabled(m_session && m_session->undoStack().canRedo());
}

Page *MainWindow::page(const QString &id) const
{
    const auto found = m_pages.find(id);
    return found == m_pages.end() ? nullptr : found->second;
}

QString MainWindow::currentPage() const
{
    const auto *shown = qobject_cast<Page *>(m_stack->currentWidget());
    return shown ? shown->objectName() : QString();
}

void MainWindow::showPage(const QString &id)
{
    auto *wanted = page(id);
    if (!wanted || !m_session)
        return;
    m_stack->setCurrentWidget(wanted);
    m_bar->setCurrent(id);
    m_menu->setChecked(QStringLiteral("page:%1").arg(id), true);
    m_session->setSetting(kPageKey, id);
}

void MainWindow::stepPage(int by)
{
    const auto count = static_cast<int>(m_infos.size());
    const auto shown = currentPage();
    for (int i = 0; i < count; ++i)
        if (shown == QLatin1String(m_infos[static_cast<std::size_t>(i)].id)) {
            showPage(QString::fromLatin1(m_infos[static_cast<std::size_t>((i + by + count) % count)].id));
            return;
        }
}

void MainWindow::chooseProject()
{
    auto *dialog = fileChooser(this, tr("Open a project"), QFileDialog::ExistingFile, lastFolder(),
                               tr("Aisle projects (*.aisle);;All files (*)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        kFolderSetting.write(QFileInfo(path).absolutePath());
        openProject(path);
    });
    dialog->open();
}

void MainWindow::chooseNewProject()
{
    auto *dialog = new QFileDialog(this, tr("New project"), lastFolder(), tr("Aisle projects (*.aisle)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setDefaultSuffix(QStringLiteral("aisle"));
    dialog->selectFile(freeProjectPath(lastFolder(), tr("My shop")));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        kFolderSetting.write(QFileInfo(path).absolutePath());
        createProject(path);
    });
    dialog->open();
}

void MainWindow::openFiles(const QStringList &paths)
{
    const auto project = std::find_if(paths.begin(), paths.end(), [](const QString &path) {
        return path.endsWith(QLatin1String(".aisle"), Qt::CaseInsensitive);
    });
    if (project != paths.end())
        openProject(*project);
    else if (!paths.isEmpty())
        m_imports->open(paths);
}

ImportDialog *MainWindow::importDialog() const
{
    return m_imports->dialog();
}

void MainWindow::sayFailure(const QString &title, const Error &error)
{
    Notice notice{Notice::Level::Error, liveErrorText(error),
                  title + QLatin1Char('\n') + QString::fromStdString(error.code())};
    m_imports->offerRemedy(error, notice);
    say(notice);
}

void MainWindow::chooseReport(const ReportRequest &request)
{
    auto *dialog = new QFileDialog(this, tr("Export a report"), lastFolder(),
                                   tr("Page for a browser (*.html);;Document to print (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->selectFile(QFileInfo(m_session->path()).completeBaseName() + QStringLiteral(".html"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1String("pdf")) ? QStringLiteral("pdf")
                                                                       : QStringLiteral("html"));
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, request](const QString &path) { writeReportTo(path, request); });
    dialog->open();
}

void MainWindow::writeReportTo(const QString &path, ReportRequest request)
{
    request.keys = m_session->keys(); // no way out shows more than the window does
    m_session->jobs().start<int>(
        {.title = tr("Report"), .lane = JobLane::Query, .kind = QStringLiteral("report")},
        [project = m_session->project(), request, path](JobContext &job) {
            const auto own = project->another(&job);
            exportReport(*own, request, path, job);
            return 0;
        },
        this,
        [this, path](Outcome<int> outcome) {
            if (!std::holds_alternative<int>(outcome))
                return;
            Notice notice{Notice::Level::Good,
                          [path] { return tr("The report is in %1.").arg(QDir::toNativeSeparators(path)); }};
            notice.action = [] { return tr("Open"); };
            notice.onAction = [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); };
            say(notice);
        });
}

void MainWindow::setTheme(const QString &name)
{
    kThemeSetting.write(name);
    Theme::instance().setChoice(themeFromName(name));
    m_menu->setChecked(QStringLiteral("theme:%1").arg(name), true);
}

void MainWindow::chooseLanguage(const QString &code)
{
    kLanguageSetting.write(code);
    setLanguage(code);
}

void MainWindow::showSearch()
{
    if (!m_session)
        return;
    auto *palette = new CommandPalette(m_session, m_infos, m_menu, this);
    connect(palette, &CommandPalette::pageRequested, this, &MainWindow::showPage);
    connect(palette, &CommandPalette::commandRequested, this, &MainWindow::runCommand);
    palette->open();
}

void MainWindow::showPageHelp()
{
    const auto shown = currentPage();
    showHelp(this, QStringLiteral("pages"), shown.isEmpty() ? QStringLiteral("start") : shown);
}

void MainWindow::say(const Notice &notice)
{
    m_notices->show(notice);
    m_jobBar->setLastSaid(notice.text);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const auto question = m_session && !m_quitting ? quitQuestion(m_session->jobs()) : std::nullopt;
    if (question) {
        event->ignore();
        return askBeforeQuitting(*question);
    }
    kGeometrySetting.write(saveGeometry());
    closeProject();
    QMainWindow::closeEvent(event);
}

void MainWindow::askBeforeQuitting(const QuitQuestion &question)
{
    ask(this, {.title = tr("Quit Aisle"), .text = question.text, .verb = question.button, .loses = question.loses},
        [this] {
            m_quitting = true;
            close();
        });
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasUrls())
        return;
    m_drop->show(dropInto(m_session, event->mimeData()));
    event->acceptProposedAction(); // also what will be refused, so that the overlay can say why
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_drop->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_drop->hide();
    const auto plan = dropInto(m_session, event->mimeData());
    if (!plan.accepted)
        return event->ignore();
    event->acceptProposedAction();
    QMetaObject::invokeMethod(
        this, [this, paths = plan.paths] { openFiles(paths); }, Qt::QueuedConnection);
}

} // namespace aisle
