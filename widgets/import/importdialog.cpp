#include "widgets/import/importdialog.h"
#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/markuptext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/style.h"
#include "widgets/common/theme.h"
#include "widgets/forms/wheelguard.h"
#include "widgets/import/filelist.h"
#include "widgets/import/importpreviewpane.h"
#include "widgets/import/importtarget.h"
#include "widgets/import/leavequestion.h"
#include "widgets/import/questions.h"
#include "widgets/import/readingoptions.h"
#include "widgets/import/rolestable.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

namespace aisle {

namespace {

constexpr int kQuestionsWidth = 340;
constexpr double kShareOfWindow = 0.92;
constexpr qsizetype kMostSkippedShown = 6;

} // namespace

ImportDialog::ImportDialog(std::shared_ptr<JobPools> pools, SessionPointer session, const QStringList &paths,
                           QWidget *parent)
    : ImportDialog(std::move(pools), std::move(session), ImportStart{paths}, parent)
{
}

ImportDialog::ImportDialog(std::shared_ptr<JobPools> pools, SessionPointer session, const PastImport &again,
                           QWidget *parent)
    : ImportDialog(std::move(pools), std::move(session), ImportStart{{}, {}, again}, parent)
{
}

ImportDialog::ImportDialog(std::shared_ptr<JobPools> pools, SessionPointer session, ImportStart start, QWidget *parent)
    : Retranslated(parent), m_pools(std::move(pools)), m_session(std::move(session)), m_start(std::move(start))
{
    guardWheel();
    createWidgets();
    m_start.paths.sort();
    layOut();
    connectAll();
    retranslate();
    recogniseAll();
}

void ImportDialog::recogniseAll()
{
    m_recognising.start(
        m_pools->query,
        [start = m_start, project = m_session ? m_session->project() : nullptr](JobContext &job) {
            auto own = start;
            if (project)
                own.past = pastImports(*project->another(&job));
            return planImport(own, job);
        },
        [this](Outcome<ImportPlan> outcome) { takePlan(std::move(outcome)); });
}

void ImportDialog::createWidgets()
{
    m_title = new QLabel(this);
    m_title->setFont(pageTitleFont());
    m_stack = new QStackedWidget(this);
    m_state = new EmptyState(this);
    m_state->setIcon(QStringLiteral("file"));
    m_list = new ImportFileList(this);
    m_skipped = new QLabel(this);
    m_skipped->setObjectName(QStringLiteral("import-skipped"));
    m_skipped->setTextFormat(Qt::PlainText);
    m_skipped->setWordWrap(true);
    setSecondary(m_skipped);
    m_options = new ReadingOptions(this);
    m_roles = new RolesTable(this);
    m_preview = new ImportPreviewPane(m_pools, this);
    m_questions = new ImportQuestions(this);
    m_questions->setObjectName(QStringLiteral("questions"));
    m_counts = new QLabel(this);
    m_counts->setObjectName(QStringLiteral("import-counts"));
    m_counts->setWordWrap(true);
    m_counts->setTextFormat(Qt::RichText);
    m_problem = new QLabel(this);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::RichText);
    m_target = new ImportTarget(m_session, m_start.paths.value(0), this);
    m_cancel = new QPushButton(this);
    m_cancel->setAutoDefault(false); // Enter imports
    m_import = new QPushButton(this);
    m_import->setObjectName(QStringLiteral("import-start"));
    m_import->setDefault(true);
    setPrimary(m_import);
    m_leave = new LeaveQuestion(this);
}

QWidget *ImportDialog::makeWork()
{
    auto *left = new QWidget(this);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->addWidget(m_list, 1);
    leftLayout->addWidget(m_skipped);
    auto *split = new QSplitter(this);
    split->addWidget(left);
    split->addWidget(makeFileView());
    split->setSizes({240, 900});
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    return split;
}

/// How the current file is read and what comes of it.
QWidget *ImportDialog::makeFileView()
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_questions);
    scroll->setMinimumWidth(kQuestionsWidth);
    auto *lower = new QHBoxLayout;
    lower->setSpacing(kSpacePage);
    lower->addWidget(m_preview, 3);
    lower->addWidget(scroll, 2);
    auto *view = new QWidget(this);
    auto *layout = new QVBoxLayout(view);
    layout->setContentsMargins(kSpaceBetween, 0, 0, 0);
    layout->addWidget(m_options);
    layout->addWidget(m_roles);
    layout->addSpacing(kSpaceInside);
    layout->addLayout(lower, 1);
    return view;
}

void ImportDialog::layOut()
{
    m_stack->addWidget(m_state);
    m_stack->addWidget(makeWork());
    auto *bottom = new QHBoxLayout;
    auto *figures = new QVBoxLayout;
    figures->setSpacing(kSpaceInside);
    figures->addWidget(m_counts);
    figures->addWidget(m_problem);
    figures->addWidget(m_target);
    bottom->addLayout(figures, 1);
    bottom->addWidget(m_cancel, 0, Qt::AlignBottom);
    bottom->addWidget(m_import, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_stack, 1);
    layout->addLayout(bottom);
    layout->addWidget(m_leave);
    setMinimumSize(760, 520);
    const auto room = parentWidget() ? parentWidget()->size() : QSize(1280, 800);
    resize(room * kShareOfWindow);
}

void ImportDialog::connectAll()
{
    connect(m_list, &ImportFileList::fileChosen, this, &ImportDialog::showFile);
    connect(m_list, &ImportFileList::wantedChanged, this, [this](int file, bool wanted) {
        m_files[static_cast<std::size_t>(file)].wanted = wanted;
        m_isChanged = true;
        updateButton();
        matchLists();
    });
    connect(m_list, &ImportFileList::partChosen, this, &ImportDialog::onPartChosen);
    connect(m_options, &ReadingOptions::hintsChosen, this, &ImportDialog::onHintsChosen);
    connect(m_roles, &RolesTable::roleChosen, this, &ImportDialog::onRoleChosen);
    connect(m_questions, &ImportQuestions::changed, this, &ImportDialog::onRecipeChanged);
    connect(m_questions, &ImportQuestions::pastRefused, this, &ImportDialog::onPastRefused);
    connect(m_questions, &ImportQuestions::joinChosen, this, &ImportDialog::join);
    connect(m_questions, &ImportQuestions::joinLeft, this, &ImportDialog::leaveJoined);
    connect(m_preview, &ImportPreviewPane::counted, this, &ImportDialog::takeCounts);
    connect(m_preview, &ImportPreviewPane::failed, this, [this](const Error &error) {
        m_counts->clear();
        showProblem(errorText(error));
    });
    connect(m_target, &ImportTarget::pathChosen, this, [this] { m_isChanged = true; });
    connect(m_cancel, &QPushButton::clicked, this, &ImportDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::import);
    connect(m_leave, &LeaveQuestion::left, this, [this] { QDialog::reject(); });
    connect(m_leave, &LeaveQuestion::stayed, this, [this] { m_import->setFocus(); });
}

void ImportDialog::retranslate()
{
    setWindowTitle(m_start.again ? tr("Import again") : tr("Import"));
    m_title->setText(m_start.again
                         ? tr("What comes in instead of %1").arg(QFileInfo(m_start.again->source.path).fileName())
                         : tr("What comes in"));
    m_state->setText(tr("Looking into the files..."));
    m_cancel->setText(tr("Cancel"));
    m_import->setText(tr("Import"));
    updateButton();
    showAgain();
}

void ImportDialog::showAgain()
{
    if (!current())
        return;
    m_list->show(m_files, m_current);
    showChoices();
    if (m_preview->counts())
        showCounts(*m_preview->counts());
}

void ImportDialog::setProjectPath(const QString &path)
{
    m_target->setPath(path);
}

bool ImportDialog::isReady() const
{
    return m_current >= 0 && !m_preview->isBusy() && !m_again.isRunning() && !m_matching.isRunning() &&
           !m_joining.isRunning();
}

void ImportDialog::takePlan(Outcome<ImportPlan> outcome)
{
    if (const auto *error = std::get_if<Error>(&outcome)) {
        m_state->setIcon(QStringLiteral("error"));
        m_state->setText(errorText(*error));
        return;
    }
    auto *plan = std::get_if<ImportPlan>(&outcome);
    if (!plan)
        return;
    showSkipped(*plan);
    m_files = std::move(plan->files);
    m_leading = plan->leading;
    if (m_files.empty()) {
        m_state->setIcon(QStringLiteral("error"));
        m_state->setText(tr("There is nothing in these files that can be read as text."));
        return;
    }
    m_stack->setCurrentIndex(1);
    m_current = m_leading;
    m_list->show(m_files, m_current);
    showFile(m_current);
    matchLists();
}

void ImportDialog::showSkipped(const ImportPlan &plan)
{
    QStringList lines;
    for (const auto &[folder, count] : plan.pictures)
        lines << tr("%n pictures in %1", nullptr, count).arg(folder + u'/');
    for (const auto &[name, reason] : plan.skipped)
        lines << QStringLiteral("%1: %2").arg(name, coreText("Error", reason));
    m_skipped->setToolTip(tipText(lines.join(u'\n')));
    if (const auto more = lines.size() - kMostSkippedShown; more > 0) {
        lines.resize(kMostSkippedShown);
        lines << tr("and %n more", nullptr, static_cast<int>(more));
    }
    m_skipped->setText(lines.join(u'\n'));
    m_skipped->setVisible(!lines.isEmpty());
}

ImportFile *ImportDialog::current()
{
    return m_current >= 0 && m_current < static_cast<int>(m_files.size())
               ? &m_files[static_cast<std::size_t>(m_current)]
               : nullptr;
}

void ImportDialog::showFile(int index)
{
    if (m_current != index)
        m_joinColumns.clear();
    m_current = index;
    auto *file = current();
    if (!file)
        return;
    showChoices();
    m_roles->setVisible(file->recipe.layout == Layout::Events);
    m_preview->clear(*file);
    if (file->failure)
        showProblem(errorText(*file->failure));
    else
        preview();
    updateButton();
}

void ImportDialog::showChoices()
{
    m_options->show(*current());
    m_roles->show(*current());
    m_questions->show(*current(), joinableFiles(), m_joinColumns);
}

void ImportDialog::onRoleChosen(int column, Role role, const QString &field)
{
    m_isChanged = true;
    auto *file = current();
    setRole(*file, static_cast<std::size_t>(column), role, field);
    QMetaObject::invokeMethod(
        this,
        [this] { // the drop-down is still in its signal
            auto *changed = current();
            if (!changed->recipe.joinFile.isEmpty())
                return join(changed->recipe.joinFile, changed->recipe.joinColumn);
            m_list->update(m_current, *changed);
            showFile(m_current);
            matchLists();
        },
        Qt::QueuedConnection);
}

void ImportDialog::onRecipeChanged(const Recipe &recipe)
{
    m_isChanged = true;
    current()->recipe = recipe;
    preview();
}

void ImportDialog::onHintsChosen(const RecognitionHints &hints)
{
    m_isChanged = true;
    auto changed = *current();
    const auto part = changed.hints.part;
    changed.hints = hints;
    changed.hints.part = part;
    recogniseCurrent(std::move(changed));
}

/// As another part of an import a file's columns have other roles.
void ImportDialog::onPartChosen(int file, FilePart part, StoredPart split)
{
    m_isChanged = true;
    m_list->setCurrentRow(file);
    auto changed = m_files[static_cast<std::size_t>(file)];
    if (part == changed.part || part == FilePart::Unknown) {
        m_files[static_cast<std::size_t>(file)].recipe.part = split;
        showFile(file);
        return;
    }
    changed.hints.part = part;
    changed.recipe.part = split;
    recogniseCurrent(std::move(changed));
}

void ImportDialog::onPastRefused()
{
    m_isChanged = true;
    auto changed = *current();
    changed.like.reset();
    recogniseCurrent(std::move(changed));
}

void ImportDialog::recogniseCurrent(ImportFile changed)
{
    changed.wanted = true;
    m_again.start(
        m_pools->query,
        [changed](JobContext &) {
            auto file = changed;
            recogniseAgain(file);
            file.recipe.part = file.part == FilePart::Log ? changed.recipe.part : StoredPart::None;
            return file;
        },
        [this, index = m_current](Outcome<ImportFile> outcome) {
            auto *file = std::get_if<ImportFile>(&outcome);
            if (!file)
                return;
            m_files[static_cast<std::size_t>(index)] = std::move(*file);
            m_list->update(index, m_files[static_cast<std::size_t>(index)]);
            showFile(index);
            matchLists();
        });
}

/// Plain files of this import that say nothing of products, or are not taken as a log.
QStringList ImportDialog::joinableFiles() const
{
    const auto joinable = placesWhere(m_files.size(), [this](std::size_t i) {
        return static_cast<int>(i) != m_current && !m_files[i].failure && m_files[i].source.member.isEmpty();
    });
    return mapped<QStringList>(joinable, [this](std::size_t i) { return m_files[i].source.path; });
}

namespace {

/// @param columns  gets those that both files have @param column  to join by; empty: the first of them
ImportFile joined(ImportFile file, const QString &path, const QString &column, QStringList &columns)
{
    const auto sources = listInputs({path}).sources;
    if (!sources.empty())
        columns = commonColumns(file.recipe, recognise(sources.front()));
    const auto by = column.isEmpty() ? columns.value(0) : column;
    if (by.isEmpty())
        throw Error("import.no-common-column",
                    QT_TRANSLATE_NOOP("Error", "%1 has no column in common with this file: name the column that "
                                               "both have alike in the two files."),
                    {path.section(u'/', -1)});
    leaveJoin(file.recipe, file.recognition);
    joinFile(file.recipe, file.recognition, path, by);
    file.part = file.recognition.part;
    return file;
}

} // namespace

void ImportDialog::join(const QString &path, const QString &column)
{
    m_isChanged = true;
    const auto columns = std::make_shared<QStringList>();
    m_joining.start(
        m_pools->query,
        [file = *current(), path, column, columns](JobContext &) { return joined(file, path, column, *columns); },
        [this, index = m_current, path, columns](Outcome<ImportFile> outcome) {
            if (const auto *error = std::get_if<Error>(&outcome))
                return m_questions->showJoinProblem(errorText(*error));
            if (auto *file = std::get_if<ImportFile>(&outcome))
                takeJoined(index, std::move(*file), path, *columns);
        },
        1);
}

void ImportDialog::takeJoined(int index, ImportFile file, const QString &path, const QStringList &columns)
{
    m_joinColumns = columns;
    file.wanted = file.part != FilePart::Unknown;
    m_files[static_cast<std::size_t>(index)] = std::move(file);
    for (auto &other : m_files)
        if (other.source.path == path)
            other.wanted = false;
    m_list->show(m_files, index);
    showFile(index);
    matchLists();
}

void ImportDialog::leaveJoined()
{
    m_isChanged = true;
    auto *file = current();
    leaveJoin(file->recipe, file->recognition);
    file->part = file->recognition.part;
    m_joinColumns.clear();
    QMetaObject::invokeMethod(
        this,
        [this] { // the button is still in its signal
            m_list->update(m_current, *current());
            showFile(m_current);
        },
        Qt::QueuedConnection);
}

void ImportDialog::preview()
{
    const auto &file = *current();
    if (lackOf(file) != Lack::Nothing) {
        m_preview->clear(file);
        m_counts->clear();
        showLack(file);
        return;
    }
    m_preview->show(file);
    if (file.part == FilePart::Log)
        return;
    m_problem->hide();
    m_canImport = true;
    showMatch();
    updateButton();
}

void ImportDialog::showLack(const ImportFile &file)
{
    switch (lackOf(file)) {
    case Lack::User:
        return showProblem(tr("No column is taken for the shopper: choose one above, or look it up in another file."));
    case Lack::Item:
        return showProblem(tr("No column is taken for the product: choose one above."));
    case Lack::Part:
        return showProblem(tr("What this file is could not be told: choose it on the left, or the roles above."));
    case Lack::Nothing:
        return;
    }
}

/// The one that the lists belong to, while it comes in as a log; null where none does.
const ImportFile *ImportDialog::leadingLog() const
{
    const auto isLog = [](const ImportFile &file) {
        return file.wanted && !file.failure && file.part == FilePart::Log && lackOf(file) == Lack::Nothing;
    };
    if (m_leading >= 0 && isLog(m_files[static_cast<std::size_t>(m_leading)]))
        return &m_files[static_cast<std::size_t>(m_leading)];
    const auto first = std::find_if(m_files.begin(), m_files.end(), isLog);
    return first == m_files.end() ? nullptr : &*first;
}

/// How the keys of the lists fit those of the log beside them, or of the project where no log is among the files.
void ImportDialog::matchLists()
{
    std::vector<std::pair<int, ImportFile>> lists;
    for (std::size_t i = 0; i < m_files.size(); ++i)
        if (const auto &file = m_files[i];
            file.wanted && !file.failure && lackOf(file) == Lack::Nothing && file.part != FilePart::Log)
            lists.emplace_back(static_cast<int>(i), file);
    const auto *log = leadingLog();
    if (lists.empty() || (!log && !m_session))
        return;
    m_matching.start(
        m_pools->query,
        [lists, log = log ? std::optional(*log) : std::nullopt,
         project = m_session ? m_session->project() : nullptr](JobContext &job) {
            Matches matches;
            for (const auto &[index, list] : lists) {
                const auto role = list.part == FilePart::Items ? Role::Item : Role::User;
                matches.emplace_back(index, log ? matchKeys(role, log->source, log->recipe, list.source, list.recipe,
                                                            {}, ImportPreviewPane::kCountedRows, job)
                                                : matchKeys(role, *project->another(&job), list.source, list.recipe, {},
                                                            ImportPreviewPane::kCountedRows, job));
            }
            return matches;
        },
        [this](Outcome<Matches> outcome) {
            if (const auto *matches = std::get_if<Matches>(&outcome))
                takeMatches(*matches);
        },
        1);
}

void ImportDialog::takeMatches(const Matches &matches)
{
    for (const auto &[index, overlap] : matches) {
        auto &file = m_files[static_cast<std::size_t>(index)];
        file.match = overlap;
        m_list->update(index, file);
    }
    showMatch();
}

void ImportDialog::showMatch()
{
    const auto *file = current();
    if (!file || file->failure || file->part == FilePart::Log || file->part == FilePart::Unknown)
        return;
    m_counts->setText(file->match ? markupText(matchText(*file->match, file->part)) : QString());
}

void ImportDialog::takeCounts(const ImportPreview &preview)
{
    showCounts(preview);
    m_problem->hide();
    m_canImport = preview.events > 0;
    updateButton();
}

void ImportDialog::showCounts(const ImportPreview &preview)
{
    QStringList parts{Error::fill(tr("%1 [event|events]"), {formatCount(preview.events)}),
                      Error::fill(tr("%1 [shopper|shoppers]"), {formatCount(preview.users)}),
                      Error::fill(tr("%1 [product|products]"), {formatCount(preview.items)})};
    if (preview.earliest)
        parts.append(QStringLiteral("%1 – %2").arg(formatDate(*preview.earliest), formatDate(*preview.latest)));
    QStringList reasons;
    for (const auto &[reason, count] : preview.reasons)
        reasons.append(QStringLiteral("%1: %2").arg(rejectionText(QString::fromStdString(reason)), formatCount(count)));
    auto text = parts.join(QStringLiteral(" · "));
    if (preview.rejected > 0)
        text += QStringLiteral(" · <span style=\"color:%1\">%2</span> (%3)")
                    .arg(tokens().bad.name(), markupText(tr("%1 rejected").arg(formatCount(preview.rejected))),
                         markupText(reasons.join(QStringLiteral(", "))));
    m_questions->showCosts(preview);
    const auto scope = Error::fill(preview.whole ? tr("In all %1 [row|rows]:") : tr("In the first %1 [row|rows]:"),
                                   {formatCount(preview.rows)});
    m_counts->setText(QStringLiteral("<b>%1</b> %2").arg(markupText(scope), text));
}

void ImportDialog::showProblem(const QString &text)
{
    m_problem->setText(QStringLiteral("<span style=\"color:%1\">%2</span>").arg(tokens().bad.name(), markupText(text)));
    m_problem->show();
    m_canImport = false;
    updateButton();
}

void ImportDialog::updateButton()
{
    const auto wanted =
        std::count_if(m_files.begin(), m_files.end(), [](const auto &file) { return file.wanted && !file.failure; });
    const auto lacking = std::find_if(m_files.begin(), m_files.end(), [](const auto &file) {
        return file.wanted && !file.failure && lackOf(file) != Lack::Nothing;
    });
    const auto *file = current();
    const bool currentHolds = !file || !file->wanted || m_canImport;
    m_import->setEnabled(wanted > 0 && currentHolds && lacking == m_files.end());
    m_import->setToolTip(lacking == m_files.end()
                             ? QString()
                             : tipText(tr("%1 lacks a shopper or a product: choose its columns, or untick it.")
                                           .arg(lacking->source.displayName())));
    const auto &counts = m_preview->counts();
    const bool isCounted = file && file->wanted && m_canImport && counts && counts->whole;
    m_import->setText(m_start.again ? tr("Replace the import")
                      : wanted > 1  ? tr("Import %n files", nullptr, static_cast<int>(wanted))
                      : isCounted   ? Error::fill(tr("Import %1 [event|events]"), {formatCount(counts->events)})
                                    : tr("Import"));
    if (m_import->isEnabled())
        focusButton();
}

/// Once, and not out of a field that is being filled in.
void ImportDialog::focusButton()
{
    if (std::exchange(m_isFocused, true) || m_isChanged)
        return;
    m_import->setFocus(Qt::OtherFocusReason);
}

void ImportDialog::reject()
{
    if (m_isChanged && m_leave->isHidden())
        m_leave->ask();
    else if (m_leave->isHidden())
        QDialog::reject();
    else
        m_leave->stay();
}

/// Enter in a field ends the typing there; only on a button and elsewhere it imports.
void ImportDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && qobject_cast<QLineEdit *>(focusWidget())) {
        m_import->setFocus(Qt::OtherFocusReason);
        return event->accept();
    }
    QDialog::keyPressEvent(event);
}

void ImportDialog::import()
{
    std::vector<PlannedFile> plan;
    for (const auto &file : m_files)
        if (file.wanted && !file.failure)
            plan.push_back(planned(file));
    if (plan.empty())
        return;
    Q_EMIT importChosen(plan, m_target->path());
    accept();
}

void ImportDialog::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showAgain(); // cells keep the colours they were made with
}

} // namespace aisle
