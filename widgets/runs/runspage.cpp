#include "widgets/runs/runspage.h"
#include "core/common/error.h"
#include "core/common/lookup/mapped.h"
#include "widgets/commands/runcommands.h"
#include "widgets/commands/trainsetting.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/theme.h"
#include "widgets/runs/comparisonview.h"
#include "widgets/runs/runcolumns.h"
#include "widgets/runs/rundelegate.h"
#include "widgets/runs/rungroupheading.h"
#include "widgets/runs/runtoolbar.h"
#include "widgets/runs/runview.h"
#include "widgets/runs/splitterpart.h"
#include "widgets/runs/stickyheading.h"
#include "widgets/shell/chartnotices.h"
#include "widgets/tables/sheetoutput.h"
#include "widgets/tables/shownsections.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

namespace aisle {

namespace {

using Field = RunTableModel::Field;

const QString kSplitterKey = QStringLiteral("runs/splitter");
constexpr int kClosedHeight = 140;
constexpr int kLeastRows = 5; ///< of the table: headings, a few runs

const bool kRegistered = registerPage({.id = "runs",
                                       .title = QT_TRANSLATE_NOOP("Page", "Runs"),
                                       .icon = "runs",
                                       .order = 30,
                                       .make = [](QWidget *parent) -> Page * { return new RunsPage(parent); }});

} // namespace

RunsPage::RunsPage(QWidget *parent) : Page(parent)
{
    createWidgets();
    layOut();
    connectAll();
}

void RunsPage::createWidgets()
{
    m_empty = new EmptyState(this);
    m_empty->setIcon(QStringLiteral("runs"));
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("sentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setFont(sectionFont());
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse); // by keys, a cursor would blink in it
    m_help = new QLabel(this);
    m_help->setWordWrap(true);
    setSecondary(m_help);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    m_model = new RunTableModel(this);
    m_view = new QTreeView(m_splitter);
    m_view->setObjectName(QStringLiteral("runs-table"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new RunDelegate(m_view));
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setItemsExpandable(false);
    m_view->setAllColumnsShowFocus(false);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setSortingEnabled(true);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked |
                            QAbstractItemView::DoubleClicked);
    m_view->installEventFilter(this);
    m_heading = new StickyHeading(m_view);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->header()->setStretchLastSection(true);
    m_view->header()->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->header()->setFirstSectionMovable(false);
    m_columns = new RunColumns(m_view, m_model);
    m_tools = new RunToolbar(this);
    m_lower = new QStackedWidget(m_splitter);
    m_comparison = new ComparisonView(m_lower);
    m_open = new RunView(m_lower);
    auto *remove = new QShortcut(QKeySequence(QKeySequence::Delete), m_view);
    connect(remove, &QShortcut::activated, m_tools, &RunToolbar::clickDelete);
    auto *close = new QShortcut(QKeySequence(Qt::Key_Escape), this, m_open, &RunView::closeRun);
    close->setContext(Qt::WidgetWithChildrenShortcut); // the focus stays in the table when a run is opened from there
    auto *copy = new QShortcut(QKeySequence(QKeySequence::Copy), m_view);
    connect(copy, &QShortcut::activated, this, &RunsPage::copySelected);
    for (auto *shortcut : {remove, copy})
        shortcut->setContext(Qt::WidgetShortcut);
}

void RunsPage::layOut()
{
    m_upper = new SplitterPart(m_splitter);
    auto *upper = new QVBoxLayout(m_upper);
    upper->setContentsMargins(0, 0, 0, 0);
    upper->setSpacing(kSpaceBetween);
    upper->addWidget(m_sentence);
    upper->addWidget(m_help);
    upper->addWidget(m_tools);
    upper->addWidget(m_view, 1);
    m_splitter->addWidget(m_upper);
    m_lower->addWidget(m_comparison);
    m_lower->addWidget(m_open);
    m_splitter->addWidget(m_lower);
    m_splitter->setSizes({360, 420});
    m_lower->setMinimumHeight(kClosedHeight);
    m_view->setMinimumHeight(kLeastRows * (fontMetrics().height() + 16));
    auto *page = new QWidget(this);
    auto *margins = new QVBoxLayout(page);
    margins->setContentsMargins(kSpacePage, kSpacePage, kSpacePage, kSpacePage);
    margins->addWidget(m_splitter);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
}

void RunsPage::connectAll()
{
    tellOfSavedCharts(this);
    connect(m_empty, &EmptyState::triggered, this, [this] {
        if (m_failure)
            readRuns();
        else
            Q_EMIT pageRequested(QStringLiteral("train"));
    });
    connect(m_model, &RunTableModel::compareToggled, this, &RunsPage::toggleCompared);
    connect(m_model, &RunTableModel::renamed, this, &RunsPage::rename);
    connect(m_model, &RunTableModel::noteEdited, this, &RunsPage::setNote);
    connect(m_model, &QAbstractItemModel::modelReset, this, &RunsPage::showHeadings);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPage::onSelectionChanged);
    connect(m_view, &QTreeView::customContextMenuRequested, this, &RunsPage::showContextMenu);
    connect(m_view->header(), &QHeaderView::customContextMenuRequested, this, [this](const QPoint &at) {
        m_columns->fillMenu(m_tools->columnMenu());
        m_tools->columnMenu()->popup(m_view->header()->mapToGlobal(at));
    });
    connect(m_columns, &RunColumns::figuresChanged, this, &RunsPage::readStatistics);
    connect(m_view, &QTreeView::activated, this, &RunsPage::openRun);
    connect(m_open, &RunView::closed, this, [this] {
        m_lower->setCurrentWidget(m_comparison);
        shareHeight();
        m_view->setFocus();
    });
    connect(m_tools, &RunToolbar::openRequested, this, [this] {
        if (const auto runs = selectedRuns(); runs.size() == 1)
            openRun(m_model->indexOf(runs[0], m_model->columnOf(Field::Recommender)));
    });
    connect(m_tools, &RunToolbar::compareRequested, this, &RunsPage::compareSelected);
    connect(m_tools, &RunToolbar::renameRequested, this, [this] {
        if (const auto runs = selectedRuns(); runs.size() == 1)
            m_view->edit(m_model->indexOf(runs[0], m_model->columnOf(Field::Name)));
    });
    connect(m_tools, &RunToolbar::againRequested, this, &RunsPage::trainAgain);
    connect(m_tools, &RunToolbar::deleteRequested, this, &RunsPage::deleteSelected);
    connect(m_tools, &RunToolbar::exportRequested, this,
            [this] { output()->save(m_model->sheet(), QStringLiteral("runs")); });
    connect(m_tools, &RunToolbar::listsRequested, this, &RunsPage::chooseListsFile);
    connect(m_tools, &RunToolbar::metricsHelpRequested, this,
            [this] { Q_EMIT commandRequested(QStringLiteral("help:metrics")); });
    connect(m_tools->judgeMenu(), &QMenu::aboutToShow, this, &RunsPage::fillJudgeMenu);
    connect(m_tools->reportMenu(), &QMenu::aboutToShow, this, &RunsPage::fillReportMenu);
    connect(m_tools->columnMenu(), &QMenu::aboutToShow, this, [this] { m_columns->fillMenu(m_tools->columnMenu()); });
    connect(m_comparison, &ComparisonView::shopperChosen, this,
            [this] { Q_EMIT pageRequested(QStringLiteral("shoppers")); });
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        if (session() && m_lower->maximumHeight() > kClosedHeight)
            session()->setSetting(kSplitterKey, QJsonArray{m_splitter->sizes().at(0), m_splitter->sizes().at(1)});
    });
}

void RunsPage::onProjectChanged()
{
    m_job.letGo();
    m_statisticsJob.letGo();
    m_kept = {};
    m_statistics = {};
    m_isRead = false;
    m_failure.reset();
    m_comparison->setSession(session());
    m_open->setSession(session());
    showRuns();
    if (!session())
        return;
    connect(session().get(), &ProjectSession::runsChanged, this, &RunsPage::readRuns);
    connect(session().get(), &ProjectSession::eventsChanged, this, &RunsPage::readRuns);
    for (const auto changed : {&ProjectSession::runsChanged, &ProjectSession::eventsChanged,
                               &ProjectSession::featuresChanged, &ProjectSession::graphChanged})
        connect(session().get(), changed, m_open, &RunView::refresh); // it says what changed since
    connect(&session()->selection(), &Selection::runsChanged, this, &RunsPage::onComparedChanged);
    m_model->setEditable(!session()->isReadOnly());
    m_columns->setSession(session());
    onComparedChanged();
    readRuns();
}

void RunsPage::onShown()
{
    m_sharesAgain |= m_stale;
    if (m_stale)
        readRuns();
}

void RunsPage::readRuns()
{
    m_stale = true;
    if (!session() || !isVisible())
        return; // until shown
    m_stale = false;
    session()->query<KeptRuns>(
        m_job, [](const Project &project, JobContext &) { return readKeptRuns(project); },
        [this](Outcome<KeptRuns> outcome) {
            const auto *failure = std::get_if<Error>(&outcome);
            m_failure = failure ? std::optional(*failure) : std::nullopt;
            if (auto *kept = std::get_if<KeptRuns>(&outcome)) {
                m_kept = std::move(*kept);
                m_isRead = true;
                showRuns();
                shareHeight(std::exchange(m_sharesAgain, false));
                readStatistics();
            } else if (failure) {
                Q_EMIT noticeRaised({.level = Notice::Level::Error, .text = liveErrorText(*failure)});
                showEmpty();
            }
        });
}

/// No runs, and runs that could not be read, are not the same.
void RunsPage::showEmpty()
{
    m_empty->setIcon(m_failure ? QStringLiteral("warning") : QStringLiteral("runs"));
    if (m_failure) {
        m_empty->setText(errorText(*m_failure));
        m_empty->setAction(tr("Try again"));
    } else if (m_isRead) {
        m_empty->setText(tr("No run is kept yet. Train a recommender, or compare four at once."));
        m_empty->setAction(tr("Choose what to train"));
    } else {
        m_empty->setText(tr("Reading the runs..."));
        m_empty->setAction({});
    }
}

void RunsPage::showRuns()
{
    const auto chosen = selectedRuns();
    showEmpty();
    m_stack->setCurrentIndex(m_kept.runs.empty() ? 0 : 1);
    m_model->setGroups(groupRuns(m_kept, m_statistics));
    for (const auto run : chosen) {
        if (const auto at = m_model->indexOf(run); at.isValid())
            m_view->selectionModel()->select(at, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    showSentence();
    onSelectionChanged();
    if (!session())
        return;
    for (const auto &run : m_kept.runs)
        session()->selection().renameRun(run.id, runLabel(run));
}

void RunsPage::showHeadings()
{
    m_view->expandAll();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        m_view->setFirstColumnSpanned(row, {}, true);
        auto *heading = new RunGroupHeading(m_model->groups()[static_cast<std::size_t>(row)], m_view);
        connect(heading, &RunGroupHeading::judgeRequested, this, &RunsPage::judgeLikeGroup);
        m_view->setIndexWidget(m_model->index(row, 0), heading);
    }
    m_heading->follow();
    m_help->setText(m_model->rowCount() > 1 ? tr("Figures under different headings are not comparable: they were "
                                                 "judged in another way or on other data.")
                                            : QString());
    m_help->setVisible(m_model->rowCount() > 1);
    onSelectionChanged();
}

/// The one that is compared, else that of the newest run; those whose data are gone come last.
const RunGroup *RunsPage::headlineGroup() const
{
    const auto isCompared = [this](const RunGroup &group) {
        return session() && std::any_of(group.rows.begin(), group.rows.end(), [this](const auto &row) {
                   return session()->selection().slotOf(row.run.id).has_value();
               });
    };
    const auto rank = [&](const RunGroup &group) { return (group.dataGone ? 2 : 0) + (isCompared(group) ? 0 : 1); };
    const auto &groups = m_model->groups();
    const auto best = std::min_element(groups.begin(), groups.end(), [&](const RunGroup &a, const RunGroup &b) {
        return rank(a) < rank(b); // the first of equals
    });
    return best == groups.end() ? nullptr : &*best;
}

void RunsPage::showSentence()
{
    const auto *group = headlineGroup();
    const auto sentence = !group            ? QString()
                          : group->dataGone ? tr("The data that these runs learnt from were taken back: their figures "
                                                 "tell of a log that the project no longer has.")
                                            : managerSentence(*group, m_kept.kinds);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void RunsPage::readStatistics()
{
    if (!session())
        return;
    std::vector<std::string> figures;
    for (const auto &figure : m_model->figures())
        figures.push_back(figure.toStdString());
    session()->query<RunStatistics>(
        m_statisticsJob,
        [known = m_statistics, figures, runs = m_kept.runs](const Project &project, JobContext &job) {
            return readRunStatistics(project, runs, figures, known, job);
        },
        [this](Outcome<RunStatistics> outcome) {
            if (auto *statistics = std::get_if<RunStatistics>(&outcome)) {
                m_statistics = std::move(*statistics);
                showStatistics();
            }
        });
}

void RunsPage::showStatistics()
{
    for (const auto &run : m_kept.runs) {
        std::map<std::string, Interval> intervals;
        for (const auto &figure : m_model->figures()) {
            const auto found = m_statistics.intervals.find({run.id, figure.toStdString()});
            if (found != m_statistics.intervals.end() && found->second)
                intervals[figure.toStdString()] = *found->second;
        }
        m_model->setIntervals(run.id, intervals);
    }
    m_model->setStandings(m_statistics.standings);
    showSentence();
}

/// Of what stands above the comparison, with every row of the table.
int RunsPage::neededHeight() const
{
    const int groups = m_model->rowCount();
    const auto last = groups > 0 ? m_model->index(groups - 1, 0) : QModelIndex();
    const auto end = m_view->visualRect(m_model->index(m_model->rowCount(last) - 1, 0, last));
    const int rows = groups > 0 ? end.bottom() - m_view->visualRect(m_model->index(0, 0)).top() : 0;
    const int around = m_view->header()->sizeHint().height() + 2 * m_view->frameWidth() +
                       m_view->horizontalScrollBar()->sizeHint().height();
    m_upper->layout()->activate();
    return m_upper->height() - m_view->height() + std::max(m_view->minimumHeight(), rows + around);
}

/// With nothing to compare the table has the room; beside a comparison what its rows need, at most about half.
/// @param again  rows came while nobody looked
void RunsPage::shareHeight(bool again)
{
    const bool fills = session() && (session()->selection().comparedCount() >= 2 || m_open->run());
    const bool wasClosed = m_lower->maximumHeight() < QWIDGETSIZE_MAX;
    m_lower->setMaximumHeight(fills ? QWIDGETSIZE_MAX : kClosedHeight);
    if (!fills || !(wasClosed || again))
        return;
    const auto sizes = session()->setting(kSplitterKey).toArray();
    const int whole = m_splitter->height();
    const int lower = sizes.size() == 2 ? sizes[1].toInt() : whole - std::min(whole * 46 / 100, neededHeight());
    m_splitter->setSizes({whole - lower, lower});
}

void RunsPage::onComparedChanged()
{
    shareHeight();
    m_model->setCompared(session()->selection().state().runs);
    m_comparison->refresh();
    m_open->refresh();
    showSentence();
    onSelectionChanged();
}

std::vector<RunId> RunsPage::selectedRuns() const
{
    return mappedWhere<std::vector<RunId>>(
        m_view->selectionModel()->selectedRows(), [this](const auto &at) { return m_model->row(at) != nullptr; },
        [this](const auto &at) { return m_model->row(at)->run.id; });
}

const RunRecord *RunsPage::record(RunId id) const
{
    const auto found =
        std::find_if(m_kept.runs.begin(), m_kept.runs.end(), [id](const auto &run) { return run.id == id; });
    return found == m_kept.runs.end() ? nullptr : &*found;
}

std::vector<RunRecord> RunsPage::selectedRecords() const
{
    return mappedWhere<std::vector<RunRecord>>(
        selectedRuns(), [this](RunId id) { return record(id) != nullptr; }, [this](RunId id) { return *record(id); });
}

void RunsPage::onSelectionChanged()
{
    const auto runs = selectedRecords();
    const bool writable = session() && !session()->isReadOnly();
    m_tools->setSelected(runs.size(), writable);
    m_tools->setCanList(!listedRecords().empty());
    for (auto *heading : m_view->findChildren<RunGroupHeading *>())
        heading->setSelected(runs, writable);
}

void RunsPage::toggleCompared(RunId id, bool on)
{
    const auto *run = record(id);
    if (!session() || !run)
        return;
    if (on)
        session()->selection().compareRun({id, runLabel(*run)});
    else
        session()->selection().stopComparing(id);
}

void RunsPage::compareSelected()
{
    std::array<std::optional<RunRef>, kMaxComparedRuns> compared;
    std::size_t slot = 0;
    for (const auto id : selectedRuns()) {
        if (const auto *run = record(id); run && slot < compared.size())
            compared[slot++] = RunRef{id, runLabel(*run)};
    }
    if (slot == 1) // one more beside those that are compared
        session()->selection().compareRun(*compared[0]);
    else if (slot > 1)
        session()->selection().setRuns(compared);
}

void RunsPage::rename(RunId id, const QString &name)
{
    if (const auto *run = record(id))
        renameRun(session(), *run, name);
}

void RunsPage::setNote(RunId id, const QString &note)
{
    if (const auto *run = record(id))
        setRunNote(session(), *run, note);
}

void RunsPage::deleteSelected()
{
    const auto runs = selectedRuns();
    if (runs.empty() || !session() || session()->isReadOnly())
        return;
    const auto *only = runs.size() == 1 ? record(runs.front()) : nullptr;
    deleteRuns(session(), runs, only ? runLabel(*only) : QString());
    Q_EMIT noticeRaised(
        {.level = Notice::Level::Info,
         .text = [count = static_cast<int>(runs.size())] { return tr("%n run(s) deleted.", nullptr, count); },
         .undoes = &session()->undoStack()});
}

/// By Enter, and by a double click on what is not edited by it.
void RunsPage::openRun(const QModelIndex &at)
{
    const auto *row = m_model->row(at);
    if (!row || m_model->field(at.column()) == Field::Compared)
        return;
    m_open->open(row->run.id);
    m_lower->setCurrentWidget(m_open);
    shareHeight();
}

/// Whether this key goes on with a word that is being typed to find a run, in which a space ticks nothing.
bool RunsPage::isStillTyping(const QKeyEvent &key)
{
    const bool isSpace = key.key() == Qt::Key_Space;
    const bool goesOn = m_typed.isValid() && m_typed.elapsed() < QApplication::keyboardInputInterval();
    if (!isSpace && !key.text().isEmpty() && key.text().front().isPrint())
        m_typed.start();
    if (!isSpace || !goesOn)
        return false;
    m_typed.start();
    m_view->keyboardSearch(key.text());
    return true;
}

bool RunsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress && isStillTyping(*static_cast<QKeyEvent *>(event)))
        return true;
    return Page::eventFilter(watched, event);
}

void RunsPage::trainAgain()
{
    const auto runs = selectedRuns();
    const auto *run = runs.size() == 1 ? record(runs.front()) : nullptr;
    if (!run)
        return;
    auto form = requestOf(*run).toJson();
    form.insert(kTrainAgainKey, true);
    session()->setSetting(kTrainFormSetting, form);
    Q_EMIT pageRequested(QStringLiteral("train"));
}

void RunsPage::fillJudgeMenu()
{
    auto *menu = m_tools->judgeMenu();
    menu->clear();
    const auto runs = selectedRuns();
    const auto *first = runs.empty() ? nullptr : record(runs.front());
    if (!first)
        return;
    const bool hidden = first->protocol.mask == MaskSeen::Yes;
    auto *seen = menu->addAction(hidden ? tr("With seen products offered") : tr("With seen products left out"));
    connect(seen, &QAction::triggered, this, [this, protocol = first->protocol, hidden]() mutable {
        protocol.mask = hidden ? MaskSeen::No : MaskSeen::Yes;
        judgeRuns(session(), selectedRecords(), protocol, protocol.targets, {});
    });
    menu->addSeparator();
    for (const auto &group : m_model->groups()) {
        const auto &like = group.rows.front().run;
        if (group.key == first->protocol.key())
            continue;
        auto *action = menu->addAction(tr("Like: %1").arg(buttonText(group.heading)));
        action->setEnabled(like.protocol.dataHash == first->protocol.dataHash);
        connect(action, &QAction::triggered, this,
                [this, run = like] { judgeRunsLike(session(), selectedRecords(), run); });
    }
}

void RunsPage::judgeLikeGroup(const QString &key)
{
    for (const auto &group : m_model->groups()) {
        if (group.key == key)
            return judgeRunsLike(session(), selectedRecords(), group.rows.front().run);
    }
}

void RunsPage::fillReportMenu()
{
    auto *menu = m_tools->reportMenu();
    menu->clear();
    const auto offer = [this, menu](const QString &text, bool can, const QString &command) {
        auto *action = menu->addAction(buttonText(text), this, [this, command] { Q_EMIT commandRequested(command); });
        action->setEnabled(can);
    };
    QStringList selected;
    for (const auto run : selectedRuns())
        selected << QString::number(run.value);
    const bool fit = selected.size() <= kMaxComparedRuns;
    offer(fit ? tr("On the selected runs ...") : tr("On the selected runs: four at most"), fit && !selected.isEmpty(),
          QStringLiteral("report:") + selected.join(u','));
    offer(tr("On the compared runs ..."), session() && session()->selection().comparedCount() > 0,
          QStringLiteral("report"));
    offer(tr("On all runs, the best of them compared ..."), true, QStringLiteral("report:"));
}

std::vector<RunRecord> RunsPage::listedRecords() const
{
    auto records = selectedRecords();
    if (!records.empty() || !session())
        return records;
    for (const auto &compared : session()->selection().state().runs) {
        if (const auto *run = compared ? record(compared->id) : nullptr)
            records.push_back(*run);
    }
    return records;
}

void RunsPage::chooseListsFile(int k)
{
    if (listedRecords().empty())
        return;
    auto *dialog = new QFileDialog(this, tr("Save everybody's lists"), QFileInfo(session()->path()).absolutePath(),
                                   tr("Lists (*.csv *.csv.gz *.jsonl *.jsonl.gz)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QStringLiteral("lists.csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, k](const QString &path) { saveListsTo(path, k); });
    dialog->open();
}

void RunsPage::saveListsTo(const QString &path, int k)
{
    saveLists(session(), listedRecords(), k, path, this, [this](std::int64_t lists, const QString &file) {
        Q_EMIT noticeRaised({.level = Notice::Level::Good, .text = [lists, file] {
                                 return Error::fill(tr("%1 [list is|lists are] in %2."),
                                                    {formatCount(lists), QDir::toNativeSeparators(file)});
                             }});
    });
}

void RunsPage::copySelected()
{
    output()->copy(m_model->sheet(selectedRuns(), shownSections(*m_view->header())));
}

void RunsPage::showContextMenu(const QPoint &at)
{
    if (selectedRuns().empty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillJudgeMenu();
    m_tools->fillContextMenu(menu);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void RunsPage::findInPage()
{
    m_view->setFocus(); // typing then jumps to a run by its name
}

bool RunsPage::isSettled() const
{
    return !m_job.isRunning() && !m_statisticsJob.isRunning() && m_comparison->isSettled() && m_open->isSettled();
}

void RunsPage::restyle()
{
    showHeadings();
}

void RunsPage::retranslate()
{
    m_view->setAccessibleName(tr("Runs"));
    m_model->retranslate();
    showRuns();
}

} // namespace aisle
