#include "widgets/import/importcommands.h"
#include "core/common/error.h"
#include "core/storage/eventstore.h"
#include "models/settings.h"
#include "widgets/commands/filechooser.h"
#include "widgets/commands/importsteps.h"
#include "widgets/import/importdialog.h"
#include "widgets/start/sampleshop.h"
#include "widgets/text/format.h"
#include "widgets/text/progresstext.h"

#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>
#include <algorithm>

namespace aisle {

ImportCommands::ImportCommands(std::shared_ptr<JobPools> pools, WindowShell &shell, QWidget &window)
    : QObject(&window), m_pools(std::move(pools)), m_shell(shell), m_window(window)
{
}

const SessionPointer &ImportCommands::session() const
{
    return m_shell.session();
}

void ImportCommands::closeDialog()
{
    delete m_dialog;
}

void ImportCommands::chooseFiles()
{
    auto *dialog = fileChooser(
        &m_window, tr("Import files"), QFileDialog::ExistingFiles, lastFolder(),
        tr("Logs and catalogues (*.csv *.tsv *.txt *.dat *.data *.inter *.item *.gz *.zip);;All files (*)"));
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        kFolderSetting.write(QFileInfo(paths.first()).absolutePath());
        m_shell.openFiles(paths);
    });
    dialog->open();
}

void ImportCommands::chooseFolder()
{
    auto *dialog = fileChooser(&m_window, tr("Import a folder"), QFileDialog::Directory, lastFolder());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { open({path}); });
    dialog->open();
}

void ImportCommands::open(const QStringList &paths)
{
    if (session() && session()->isReadOnly())
        return m_shell.showReadOnlyNotice();
    openDialog(new ImportDialog(m_pools, session(), paths, &m_window));
}

/// Reopens the choices of an import; where its file has gone, the analyst says where it is now.
void ImportCommands::again(ImportId import)
{
    readImports([this, import](const std::vector<ImportRecord> &records) {
        for (const auto &record : records)
            if (const auto past = pastImport(record, QFileInfo(session()->path()).absolutePath());
                past && record.id == import)
                againFrom(*past);
    });
}

/// @param then  only where the project is still open
void ImportCommands::readImports(std::function<void(const std::vector<ImportRecord> &)> then)
{
    session()->query<std::vector<ImportRecord>>(
        m_reading, [](const Project &project, JobContext &) { return EventStore(project).imports(); },
        [this, then = std::move(then), asked = std::weak_ptr(session())](Outcome<std::vector<ImportRecord>> outcome) {
            const auto *records = std::get_if<std::vector<ImportRecord>>(&outcome);
            if (records && session() && asked.lock() == session())
                then(*records);
        });
}

void ImportCommands::againFrom(const PastImport &past)
{
    if (QFileInfo::exists(past.source.path)) {
        openDialog(new ImportDialog(m_pools, session(), past, &m_window));
        return;
    }
    const auto title = tr("Where is %1 now?").arg(QFileInfo(past.source.path).fileName());
    auto *dialog = fileChooser(&m_window, title, QFileDialog::ExistingFile, lastFolder());
    connect(dialog, &QFileDialog::fileSelected, this, [this, past](const QString &path) {
        auto moved = past;
        moved.source.path = path;
        againFrom(moved);
    });
    dialog->open();
}

void ImportCommands::openDialog(ImportDialog *dialog)
{
    closeDialog();
    m_dialog = dialog;
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ImportDialog::importChosen, this, &ImportCommands::start);
    m_dialog->open();
}

ImportDialog *ImportCommands::dialog() const
{
    return m_dialog;
}

void ImportCommands::start(std::vector<PlannedFile> files, const QString &newProjectPath)
{
    if (session()) {
        run(std::move(files));
        return;
    }
    if (QFileInfo::exists(newProjectPath)) {
        m_shell.openProject(newProjectPath, [this, files] { run(files); });
        return;
    }
    QDir().mkpath(QFileInfo(newProjectPath).absolutePath());
    m_shell.createProject(newProjectPath, [this, files] { run(files); });
}

namespace {

/// How the imports had come in whose place the files take.
std::vector<PlannedFile> replacedBy(const std::vector<PlannedFile> &files, const Project &project)
{
    const auto folder = QFileInfo(project.path()).absolutePath();
    std::vector<PlannedFile> replaced;
    for (const auto &record : EventStore(project).imports())
        for (const auto &file : files)
            if (const auto past = file.replaces == record.id ? pastImport(record, folder) : std::nullopt)
                replaced.push_back({past->source, past->recipe, past->part, false, {}});
    return replaced;
}

} // namespace

void ImportCommands::run(std::vector<PlannedFile> files)
{
    m_last = files;
    const auto title = files.size() == 1 ? tr("Import of %1").arg(QFileInfo(files.front().source.path).fileName())
                                         : tr("Import of %n files", nullptr, static_cast<int>(files.size()));
    session()->jobs().start<CameIn>(
        {.title = title, .lane = JobLane::Writing, .kind = QStringLiteral("import")},
        [project = session()->project(), files](JobContext &job) {
            const auto own = project->another(&job);
            CameIn in;
            in.replaced = replacedBy(files, *own);
            in.totals = runImport(*own, files, {}, job);
            return in;
        },
        this,
        [this, title, files, asked = std::weak_ptr(session())](Outcome<CameIn> outcome) {
            if (asked.lock() != session() || !session())
                return;
            if (const auto *in = std::get_if<CameIn>(&outcome)) {
                pushImport(session(), title, files, in->totals, in->replaced);
                sayImported(in->totals);
            }
            session()->noteEventsChanged();
        });
}

/// A sentence for the logs and one for each kind of list that came in.
QString ImportCommands::totalsText(const ImportTotals &totals)
{
    const auto took = [](double seconds) { return formatDuration(static_cast<std::int64_t>(seconds * 1000)); };
    const auto &products = totals.catalogue, &shoppers = totals.shoppers;
    const bool onlyLists = totals.rows == 0 && products.rows + shoppers.rows > 0;
    const auto tookLogs = took(totals.seconds - products.seconds - shoppers.seconds);
    QStringList said;
    if (!onlyLists && totals.rejected > 0)
        said << Error::fill(tr("%1 [event|events] came in, %2 [row was|rows were] rejected (%3)."),
                            {formatCount(totals.events), formatCount(totals.rejected), tookLogs});
    else if (!onlyLists)
        said << Error::fill(tr("%1 [event|events] came in (%2)."), {formatCount(totals.events), tookLogs});
    if (products.rows > 0)
        said << Error::fill(
            tr("%1 [product|products] came in, %2 of them new (%3)."),
            {formatCount(products.items + products.updated), formatCount(products.items), took(products.seconds)});
    if (shoppers.rows > 0 && shoppers.items > 0)
        said << Error::fill(
            tr("%1 [shopper|shoppers] got attributes, %2 of them new (%3)."),
            {formatCount(shoppers.items + shoppers.updated), formatCount(shoppers.items), took(shoppers.seconds)});
    else if (shoppers.rows > 0)
        said << Error::fill(tr("%1 [shopper|shoppers] got attributes (%2)."),
                            {formatCount(shoppers.updated), took(shoppers.seconds)});
    if (const auto gone = totals.pictures.named - totals.pictures.found; gone > 0)
        said << Error::fill(tr("%1 of %2 [picture|pictures] [%1:was|were] not found beside what was imported."),
                            {formatCount(gone), formatCount(totals.pictures.named)});
    if (const auto rejected = products.rejected + shoppers.rejected; rejected > 0)
        said << Error::fill(tr("%1 [row|rows] of lists [%1:was|were] rejected."), {formatCount(rejected)});
    for (const auto &remark : totals.remarks)
        said << remarkText(remark);
    return said.join(QLatin1Char(' '));
}

void ImportCommands::sayImported(const ImportTotals &totals)
{
    Notice notice{.level = Notice::Level::Good,
                  .text = [totals] { return totalsText(totals); },
                  .undoes = &session()->undoStack()};
    notice.secondAction = [] { return tr("Compare recommenders"); };
    notice.onSecondAction = [this] {
        m_shell.showPage(QStringLiteral("train"));
        m_shell.runCommand(QStringLiteral("quick-comparison"));
    };
    if (totals.rejected + totals.catalogue.rejected + totals.shoppers.rejected > 0) {
        notice.thirdAction = [] { return tr("See the rejected rows"); };
        notice.onThirdAction = [this] {
            m_shell.showPage(QStringLiteral("data"));
            m_shell.runCommand(QStringLiteral("show-rejected"));
        };
    }
    m_shell.say(notice);
}

void ImportCommands::offerRemedy(const Error &error, Notice &notice)
{
    if (error.code() != "import.again")
        return;
    notice.level = Notice::Level::Warning;
    notice.action = [] { return tr("Import it again"); };
    notice.onAction = [this, files = m_last]() mutable {
        for (auto &file : files)
            file.again = true;
        if (session())
            run(files);
    };
    // of several files a later one could fail, and the import that an earlier one replaced would be gone
    if (m_last.size() == 1) {
        notice.secondAction = [] { return tr("Replace that import"); };
        notice.onSecondAction = [this, files = m_last, old = error.arguments().value(1)]() mutable {
            files.front().replaces = ImportId(old.toLongLong());
            if (session())
                run(files);
        };
    }
}

/// The sample's log may have been taken back since it was tried first.
namespace {

bool haveNoEvents(const std::vector<ImportRecord> &imports)
{
    return std::ranges::all_of(imports, [](const auto &each) { return each.events == 0; });
}

} // namespace

void ImportCommands::refillSample(const QString &sample)
{
    readImports([this, sample](const std::vector<ImportRecord> &imports) {
        if (haveNoEvents(imports) && !session()->isReadOnly())
            open({sample});
    });
}

void ImportCommands::trySample()
{
    const auto sample = sampleShopFile();
    if (sample.isEmpty()) {
        m_shell.say({Notice::Level::Error, [] {
                         return tr("The sample shop's file onlineretail.csv.gz is not beside the program: install "
                                   "it again, or import a log of your own.");
                     }});
        return;
    }
    const auto path = QDir::cleanPath(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) +
                                      QStringLiteral("/Aisle/%1.aisle").arg(tr("Sample shop")));
    if (QFileInfo::exists(path)) {
        m_shell.openProject(path, [this, sample] { refillSample(sample); });
        return;
    }
    m_shell.closeProject();
    open({sample});
    m_dialog->setProjectPath(path);
}

} // namespace aisle
