#include "widgets/pages/runspage.h"
#include "core/evaluate/metric.h"
#include "core/storage/eventstore.h"
#include "core/storage/runstore.h"
#include "widgets/comparisonview.h"
#include "widgets/emptystate.h"
#include "widgets/errortext.h"
#include "widgets/icons.h"
#include "widgets/rundelegate.h"
#include "widgets/theme.h"
#include "widgets/trainsetting.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QSaveFile>
#include <QShortcut>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>
#include <QUndoCommand>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

using Field = RunTableModel::Field;

const QString kFiguresKey = QStringLiteral("runs/figures");
const QString kHiddenKey = QStringLiteral("runs/hidden");
const QString kHeaderKey = QStringLiteral("runs/header");
const QString kSplitterKey = QStringLiteral("runs/splitter");
const QStringList kStandardFigures{QStringLiteral("NDCG@10"), QStringLiteral("HitRate@10"), QStringLiteral("Recall@10"),
                                   QStringLiteral("Coverage@10")};
const QStringList kStandardHidden{QStringLiteral("seed"), QStringLiteral("device")};
constexpr int kClosedHeight = 140;
constexpr int kOfferedCutoffs[]{5, 10, 20, 50, 100};

const bool kRegistered = registerPage({.id = "runs",
                                       .title = QT_TRANSLATE_NOOP("Page", "Runs"),
                                       .icon = "runs",
                                       .order = 30,
                                       .make = [](QWidget *parent) -> Page * { return new RunsPage(parent); }});

/// A change of the run store that can be taken back; each way runs in the writing lane.
class StoreCommand : public QUndoCommand
{
public:
    using Act = std::function<void(RunStore &)>;
    StoreCommand(std::weak_ptr<ProjectSession> session, const QString &text, Act act, Act undo)
        : QUndoCommand(text), m_session(std::move(session)), m_act(std::move(act)), m_undo(std::move(undo))
    {
    }
    void redo() override { start(m_act); }
    void undo() override { start(m_undo); }

private:
    void start(const Act &act)
    {
        const auto session = m_session.lock();
        if (!session)
            return;
        auto *owner = session.get();
        owner->jobs().start<bool>(
            {.title = text(), .lane = JobLane::Writing, .kind = QStringLiteral("runs")},
            [project = owner->project(), act](JobContext &job) {
                const auto own = project->another(&job);
                RunStore store(*own);
                act(store);
                return true;
            },
            owner, [owner](Outcome<bool>) { owner->noteRunsChanged(); });
    }

    std::weak_ptr<ProjectSession> m_session;
    Act m_act;
    Act m_undo;
};

std::vector<std::string> leadingNames(const std::vector<RunRecord> &runs)
{
    std::vector<std::string> names;
    for (const auto &run : runs)
        names.push_back(run.protocol.value(QStringLiteral("select")).toString().toStdString());
    return names;
}

/// The values of each run's leading figure over shoppers that all of them judged; empty when they differ.
std::vector<std::vector<float>> alignedValues(const RunStore &store, const std::vector<RunId> &runs,
                                              const std::string &metric)
{
    std::vector<std::vector<float>> all;
    std::vector<UserId> users;
    for (const auto run : runs) {
        auto values = store.userMetric(run, metric);
        if (!values || (!all.empty() && values->users != users))
            return {};
        users = values->users;
        all.push_back(std::move(values->values));
    }
    return all;
}

} // namespace

RunsPage::RunsPage(QWidget *parent) : Page(parent)
{
    createWidgets();
    createActions();
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
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_help = new QLabel(this);
    m_help->setWordWrap(true);
    setSecondary(m_help);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    m_model = new RunTableModel(this);
    m_model->setFigures(kStandardFigures);
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
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->header()->setStretchLastSection(true);
    m_view->header()->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->header()->setFirstSectionMovable(false);
    m_comparison = new ComparisonView(m_splitter);
    m_judgeMenu = new QMenu(this);
    m_columnMenu = new QMenu(this);
}

QToolButton *RunsPage::addButton(const char *icon, const char *id)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QString::fromLatin1(id));
    button->setIcon(themeIcon(QString::fromLatin1(icon)));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void RunsPage::createActions()
{
    m_compare = addButton("compare", "compare-selected");
    m_rename = addButton("edit", "rename-run");
    m_judge = addButton("refresh", "judge-again");
    m_judge->setMenu(m_judgeMenu);
    m_judge->setPopupMode(QToolButton::InstantPopup);
    m_again = addButton("train", "train-again");
    m_delete = addButton("trash", "delete-runs");
    auto *remove = new QShortcut(QKeySequence(QKeySequence::Delete), m_view);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, m_delete, &QToolButton::click);
    auto *copy = new QShortcut(QKeySequence(QKeySequence::Copy), m_view);
    copy->setContext(Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, this, &RunsPage::copySelected);
    m_columns = addButton("table", "choose-columns");
    m_columns->setMenu(m_columnMenu);
    m_columns->setPopupMode(QToolButton::InstantPopup);
    m_export = addButton("export", "export-runs");
    m_metricsHelp = addButton("help", "help-metrics");
    m_metricsHelp->setToolButtonStyle(Qt::ToolButtonIconOnly);
}

void RunsPage::layOut()
{
    auto *tools = new QHBoxLayout;
    tools->setSpacing(kSpaceInside);
    for (auto *button : {m_compare, m_again, m_judge, m_rename, m_delete})
        tools->addWidget(button);
    tools->addStretch(1);
    tools->addWidget(m_columns);
    tools->addWidget(m_export);
    tools->addWidget(m_metricsHelp);
    auto *top = new QWidget(m_splitter);
    auto *upper = new QVBoxLayout(top);
    upper->setContentsMargins(0, 0, 0, 0);
    upper->setSpacing(kSpaceBetween);
    upper->addWidget(m_sentence);
    upper->addWidget(m_help);
    upper->addLayout(tools);
    upper->addWidget(m_view, 1);
    m_splitter->addWidget(top);
    m_splitter->addWidget(m_comparison);
    m_splitter->setSizes({360, 420});
    m_comparison->setMinimumHeight(140);
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
    connect(m_empty, &EmptyState::triggered, this, [this] { Q_EMIT pageRequested(QStringLiteral("train")); });
    connect(m_model, &RunTableModel::compareToggled, this, &RunsPage::toggleCompared);
    connect(m_model, &RunTableModel::renamed, this, &RunsPage::rename);
    connect(m_model, &RunTableModel::noteEdited, this, &RunsPage::setNote);
    connect(m_model, &QAbstractItemModel::modelReset, this, &RunsPage::showHeadings);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPage::onSelectionChanged);
    connect(m_view, &QTreeView::customContextMenuRequested, this, &RunsPage::showContextMenu);
    connect(m_view->header(), &QHeaderView::customContextMenuRequested, this, [this](const QPoint &at) {
        fillColumnMenu(m_columnMenu);
        m_columnMenu->popup(m_view->header()->mapToGlobal(at));
    });
    connect(m_view->header(), &QHeaderView::sectionResized, this, &RunsPage::rememberColumns);
    connect(m_view->header(), &QHeaderView::sectionMoved, this, &RunsPage::rememberColumns);
    connect(m_view->header(), &QHeaderView::sortIndicatorChanged, this, &RunsPage::rememberColumns);
    connect(m_compare, &QToolButton::clicked, this, &RunsPage::compareSelected);
    connect(m_rename, &QToolButton::clicked, this, [this] {
        if (const auto runs = selectedRuns(); runs.size() == 1)
            m_view->edit(m_model->indexOf(runs[0], m_model->columnOf(Field::Name)));
    });
    connect(m_again, &QToolButton::clicked, this, &RunsPage::trainAgain);
    connect(m_delete, &QToolButton::clicked, this, &RunsPage::deleteSelected);
    connect(m_export, &QToolButton::clicked, this, &RunsPage::exportCsv);
    connect(m_metricsHelp, &QToolButton::clicked, this,
            [this] { Q_EMIT commandRequested(QStringLiteral("help:metrics")); });
    connect(m_judgeMenu, &QMenu::aboutToShow, this, &RunsPage::fillJudgeMenu);
    connect(m_columnMenu, &QMenu::aboutToShow, this, [this] { fillColumnMenu(m_columnMenu); });
    connect(m_comparison, &ComparisonView::shopperChosen, this,
            [this] { Q_EMIT pageRequested(QStringLiteral("shoppers")); });
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        if (session() && m_comparison->maximumHeight() > kClosedHeight)
            session()->setSetting(kSplitterKey, QJsonArray{m_splitter->sizes().at(0), m_splitter->sizes().at(1)});
    });
}

void RunsPage::onProjectChanged()
{
    m_job.letGo();
    m_statisticsJob.letGo();
    m_loaded = {};
    m_statistics = {};
    m_comparison->setSession(session());
    showRuns();
    if (!session())
        return;
    connect(session().get(), &ProjectSession::runsChanged, this, &RunsPage::readRuns);
    connect(&session()->selection(), &Selection::runsChanged, this, &RunsPage::onComparedChanged);
    m_model->setEditable(!session()->isReadOnly());
    QStringList figures;
    for (const auto &figure : session()->setting(kFiguresKey).toArray())
        figures << figure.toString();
    m_model->setFigures(figures.isEmpty() ? kStandardFigures : figures);
    m_hidden.clear();
    for (const auto &column : session()->setting(kHiddenKey, QJsonArray::fromStringList(kStandardHidden)).toArray())
        m_hidden.insert(column.toString());
    showColumns();
    onComparedChanged();
    readRuns();
}

void RunsPage::onShown()
{
    if (m_stale)
        readRuns();
}

void RunsPage::readRuns()
{
    m_stale = true;
    if (!session() || !isVisible())
        return; // until shown
    m_stale = false;
    session()->query<Loaded>(
        m_job,
        [](const Project &project, JobContext &) {
            Loaded loaded;
            for (const auto &run : RunStore(project).all()) {
                if (run.status == QLatin1String("done"))
                    loaded.runs.push_back(run);
            }
            for (const auto &kind : EventStore(project).kinds())
                loaded.kinds[QString::fromStdString(kind.name)] = kind.meaning;
            return loaded;
        },
        [this](Outcome<Loaded> outcome) {
            if (auto *loaded = std::get_if<Loaded>(&outcome)) {
                m_loaded = std::move(*loaded);
                showRuns();
                readStatistics();
            } else if (const auto *error = std::get_if<Error>(&outcome)) {
                Q_EMIT noticeRaised({.level = Notice::Level::Error, .text = errorText(*error)});
            }
        });
}

std::vector<RunGroup> RunsPage::grouped() const
{
    std::vector<RunGroup> groups;
    for (auto it = m_loaded.runs.rbegin(); it != m_loaded.runs.rend();
         ++it) { // the group of the newest run comes first
        const auto key = protocolKey(*it);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const auto &one) { return one.key == key; });
        if (group == groups.end()) {
            groups.push_back({key, protocolText(*it), {}});
            group = std::prev(groups.end());
        }
        RunRow row{*it, recommenderName(it->recommender), changedParameters(*it), {}, 0};
        if (const auto rank = m_statistics.ranks.find(it->id); rank != m_statistics.ranks.end())
            row.rank = rank->second;
        for (const auto &[what, interval] : m_statistics.intervals) {
            if (what.first == it->id && interval)
                row.intervals[what.second] = *interval;
        }
        group->rows.push_back(std::move(row));
    }
    return groups;
}

void RunsPage::showRuns()
{
    const auto chosen = selectedRuns();
    m_stack->setCurrentIndex(m_loaded.runs.empty() ? 0 : 1);
    m_model->setGroups(grouped());
    for (const auto run : chosen) {
        if (const auto at = m_model->indexOf(run); at.isValid())
            m_view->selectionModel()->select(at, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    showSentence();
    onSelectionChanged();
    if (!session())
        return;
    for (const auto &run : m_loaded.runs)
        session()->selection().renameRun(run.id, runLabel(run));
}

void RunsPage::showHeadings()
{
    m_view->expandAll();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        m_view->setFirstColumnSpanned(row, {}, true);
        const auto &group = m_model->groups()[static_cast<std::size_t>(row)];
        auto *heading = new QWidget(m_view);
        heading->setAutoFillBackground(true);
        auto palette = heading->palette();
        palette.setColor(QPalette::Window, tokens().raised);
        heading->setPalette(palette);
        auto *text = new QLabel(group.heading, heading);
        text->setFont(strongFont());
        const auto hash = group.rows.front().run.dataHash;
        text->setToolTip(tr("%1 · training data %2").arg(group.heading, hash.left(12)));
        auto *count = new QLabel(tr("%n run(s)", nullptr, static_cast<int>(group.rows.size())), heading);
        setSecondary(count);
        auto *like = new QToolButton(heading);
        like->setObjectName(QStringLiteral("judge-like"));
        like->setText(tr("Evaluate under this protocol"));
        like->setIcon(themeIcon(QStringLiteral("refresh")));
        like->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        like->setToolTip(tr("Judges the selected runs as the runs below were judged, without training them again"));
        like->setProperty("group", row);
        like->hide();
        connect(like, &QToolButton::clicked, this,
                [this, row] { judgeLike(m_model->groups()[static_cast<std::size_t>(row)].rows.front().run); });
        auto *layout = new QHBoxLayout(heading);
        layout->setContentsMargins(kSpaceBetween, 0, kSpaceBetween, 0);
        layout->addWidget(text);
        layout->addWidget(count);
        layout->addSpacing(kSpaceBetween);
        layout->addWidget(like);
        layout->addStretch(1);
        m_view->setIndexWidget(m_model->index(row, 0), heading);
    }
    m_help->setText(m_model->rowCount() > 1 ? tr("Figures under different headings are not comparable: they were "
                                                 "judged in another way or on other data.")
                                            : QString());
    m_help->setVisible(m_model->rowCount() > 1);
    onSelectionChanged();
}

void RunsPage::showSentence()
{
    QString sentence;
    if (!m_model->groups().empty()) {
        const auto *shown = &m_model->groups().front();
        for (const auto &group : m_model->groups()) { // the one that is compared, else that of the newest run
            const bool compared =
                session() && std::any_of(group.rows.begin(), group.rows.end(), [this](const auto &row) {
                    return session()->selection().slotOf(row.run.id).has_value();
                });
            if (compared) {
                shown = &group;
                break;
            }
        }
        sentence = managerSentence(*shown, m_loaded.kinds);
    }
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void RunsPage::readStatistics()
{
    if (!session())
        return;
    auto known = m_statistics.intervals;
    std::vector<std::string> figures;
    for (const auto &figure : m_model->figures())
        figures.push_back(figure.toStdString());
    std::map<std::string, std::vector<RunId>> groups;
    std::map<std::string, std::string> leading;
    const auto names = leadingNames(m_loaded.runs);
    for (std::size_t i = 0; i < m_loaded.runs.size(); ++i) {
        const auto key = protocolKey(m_loaded.runs[i]).toStdString();
        groups[key].push_back(m_loaded.runs[i].id);
        leading.emplace(key, names[i]);
    }
    std::vector<RunId> runs;
    for (const auto &run : m_loaded.runs)
        runs.push_back(run.id);
    session()->query<Statistics>(
        m_statisticsJob,
        [known = std::move(known), figures, groups, leading, runs](const Project &project, JobContext &job) {
            const RunStore store(project);
            Statistics statistics;
            for (const auto run : runs) {
                for (const auto &figure : figures) {
                    job.checkpoint();
                    auto &interval = statistics.intervals[{run, figure}];
                    if (const auto before = known.find({run, figure}); before != known.end()) {
                        interval = before->second;
                        continue;
                    }
                    if (const auto values = store.userMetric(run, figure); values && values->values.size() > 1)
                        interval = meanInterval(values->values);
                }
            }
            for (const auto &[key, members] : groups) {
                job.checkpoint();
                const auto values = members.size() > 1 ? alignedValues(store, members, leading.at(key))
                                                       : std::vector<std::vector<float>>{};
                if (values.empty())
                    continue;
                const auto ranks = sharedRanks(values);
                for (std::size_t i = 0; i < members.size(); ++i)
                    statistics.ranks[members[i]] = ranks[i];
            }
            return statistics;
        },
        [this](Outcome<Statistics> outcome) {
            if (auto *statistics = std::get_if<Statistics>(&outcome)) {
                m_statistics = std::move(*statistics);
                showStatistics();
            }
        });
}

void RunsPage::showStatistics()
{
    for (const auto &run : m_loaded.runs) {
        std::map<std::string, Interval> intervals;
        for (const auto &figure : m_model->figures()) {
            const auto found = m_statistics.intervals.find({run.id, figure.toStdString()});
            if (found != m_statistics.intervals.end() && found->second)
                intervals[figure.toStdString()] = *found->second;
        }
        m_model->setIntervals(run.id, intervals);
    }
    m_model->setRanks(m_statistics.ranks);
    showSentence();
}

/// With nothing to compare the table has the room.
void RunsPage::shareHeight()
{
    const bool pair = session() && session()->selection().comparedCount() >= 2;
    const bool wasClosed = m_comparison->maximumHeight() < QWIDGETSIZE_MAX;
    m_comparison->setMaximumHeight(pair ? QWIDGETSIZE_MAX : kClosedHeight);
    if (!pair || !wasClosed)
        return;
    const auto sizes = session()->setting(kSplitterKey).toArray();
    const int whole = m_splitter->height();
    const int lower = sizes.size() == 2 ? sizes[1].toInt() : whole * 54 / 100;
    m_splitter->setSizes({whole - lower, lower});
}

void RunsPage::onComparedChanged()
{
    shareHeight();
    m_model->setCompared(session()->selection().state().runs);
    m_comparison->refresh();
    showSentence();
    onSelectionChanged();
}

std::vector<RunId> RunsPage::selectedRuns() const
{
    std::vector<RunId> runs;
    for (const auto &at : m_view->selectionModel()->selectedRows()) {
        if (const auto *row = m_model->row(at))
            runs.push_back(row->run.id);
    }
    return runs;
}

const RunRecord *RunsPage::record(RunId id) const
{
    const auto found =
        std::find_if(m_loaded.runs.begin(), m_loaded.runs.end(), [id](const auto &run) { return run.id == id; });
    return found == m_loaded.runs.end() ? nullptr : &*found;
}

void RunsPage::onSelectionChanged()
{
    const auto runs = selectedRuns();
    const bool writable = session() && !session()->isReadOnly();
    m_compare->setEnabled(!runs.empty());
    m_rename->setEnabled(runs.size() == 1 && writable);
    m_again->setEnabled(runs.size() == 1);
    m_judge->setEnabled(!runs.empty() && writable);
    m_delete->setEnabled(!runs.empty() && writable);
    for (auto *like : m_view->findChildren<QToolButton *>(QStringLiteral("judge-like"))) {
        const auto group = like->property("group").toUInt();
        if (group >= m_model->groups().size())
            continue;
        const auto &shown = m_model->groups()[group];
        const bool elsewhere = std::any_of(runs.begin(), runs.end(), [&](RunId id) {
            const auto *run = record(id);
            return run && protocolKey(*run) != shown.key;
        });
        const bool possible = std::all_of(runs.begin(), runs.end(), [&](RunId id) {
            const auto *run = record(id);
            return run && run->dataHash == shown.rows.front().run.dataHash;
        });
        like->setVisible(elsewhere && writable);
        like->setEnabled(possible);
        like->setToolTip(possible
                             ? tr("Judges the selected runs as the runs below were judged, without training them again")
                             : tr("The selected runs learnt from other data: train them again to judge them here."));
    }
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

void RunsPage::change(const QString &text, std::function<void(RunStore &)> act, std::function<void(RunStore &)> undo)
{
    session()->undoStack().push(new StoreCommand(session(), text, std::move(act), std::move(undo)));
}

void RunsPage::rename(RunId id, const QString &name)
{
    if (const auto *run = record(id))
        change(
            tr("Rename %1").arg(runLabel(*run)), [id, name](RunStore &store) { store.rename(id, name); },
            [id, before = run->name](RunStore &store) { store.rename(id, before); });
}

void RunsPage::setNote(RunId id, const QString &note)
{
    if (const auto *run = record(id))
        change(
            tr("Note on %1").arg(runLabel(*run)), [id, note](RunStore &store) { store.setNote(id, note); },
            [id, before = run->note](RunStore &store) { store.setNote(id, before); });
}

void RunsPage::deleteSelected()
{
    const auto runs = selectedRuns();
    if (runs.empty() || !session() || session()->isReadOnly())
        return;
    for (const auto id : runs)
        session()->selection().stopComparing(id);
    const auto text = runs.size() == 1 && record(runs[0])
                          ? tr("Delete %1").arg(runLabel(*record(runs[0])))
                          : tr("Delete %n run(s)", nullptr, static_cast<int>(runs.size()));
    change(
        text,
        [runs](RunStore &store) {
            for (const auto id : runs)
                store.remove(id);
        },
        [runs](RunStore &store) {
            for (const auto id : runs)
                store.restore(id);
        });
    Q_EMIT noticeRaised({.level = Notice::Level::Info,
                         .text = tr("%n run(s) deleted.", nullptr, static_cast<int>(runs.size())),
                         .action = tr("Undo"),
                         .onAction = [page = QPointer<RunsPage>(this)] {
                             if (page && page->session())
                                 page->session()->undoStack().undo();
                         }});
}

void RunsPage::trainAgain()
{
    const auto runs = selectedRuns();
    const auto *run = runs.size() == 1 ? record(runs.front()) : nullptr;
    if (!run)
        return;
    session()->setSetting(kTrainFormSetting, run->details.value(QStringLiteral("request")));
    Q_EMIT pageRequested(QStringLiteral("train"));
}

void RunsPage::fillJudgeMenu()
{
    m_judgeMenu->clear();
    const auto runs = selectedRuns();
    const auto *first = runs.empty() ? nullptr : record(runs.front());
    if (!first)
        return;
    const bool hidden = first->protocol.value(QStringLiteral("mask")).toString() != QLatin1String("none");
    const auto request = TrainRequest::fromJson(first->details.value(QStringLiteral("request")).toObject());
    auto *seen = m_judgeMenu->addAction(hidden ? tr("With seen products offered") : tr("With seen products left out"));
    connect(seen, &QAction::triggered, this, [this, request, hidden] {
        auto protocol = request.protocol;
        protocol.mask = hidden ? MaskSeen::No : MaskSeen::Yes;
        judgeSelected(protocol, request.targets, {});
    });
    m_judgeMenu->addSeparator();
    for (const auto &group : m_model->groups()) {
        const auto &like = group.rows.front().run;
        if (group.key == protocolKey(*first))
            continue;
        auto *action = m_judgeMenu->addAction(tr("Like: %1").arg(group.heading));
        action->setEnabled(like.dataHash == first->dataHash);
        connect(action, &QAction::triggered, this, [this, run = like] { judgeLike(run); });
    }
}

void RunsPage::judgeLike(const RunRecord &run)
{
    EvaluationProtocol protocol;
    protocol.mask = maskFromName(run.protocol.value(QStringLiteral("mask")).toString());
    protocol.setCandidates(run.protocol.value(QStringLiteral("candidates")).toString());
    protocol.cutoffs.clear();
    for (const auto &cutoff : run.protocol.value(QStringLiteral("cutoffs")).toArray())
        protocol.cutoffs.push_back(cutoff.toInt());
    QStringList wanted;
    for (const auto &kind : run.protocol.value(QStringLiteral("target_kinds")).toArray())
        wanted << kind.toString();
    judgeSelected(protocol, targetsFromName(run.protocol.value(QStringLiteral("targets")).toString()), wanted);
}

void RunsPage::judgeSelected(const EvaluationProtocol &protocol, Targets targets, const QStringList &targetKinds)
{
    auto *owner = session().get();
    for (const auto id : selectedRuns()) {
        const auto *run = record(id);
        if (!run)
            continue;
        ReevaluationRequest request{.run = id, .protocol = protocol, .targets = targets, .targetKinds = targetKinds};
        owner->jobs().start<TrainResult>(
            {.title = tr("Evaluate %1").arg(runLabel(*run)),
             .lane = JobLane::Training,
             .kind = QStringLiteral("evaluation")},
            [project = owner->project(), cache = owner->datasets(), request](JobContext &job) {
                const auto own = project->another(&job);
                return reevaluateRun(*own, request, job, cache.get());
            },
            owner,
            [owner](const Outcome<TrainResult> &outcome) {
                if (std::holds_alternative<TrainResult>(outcome))
                    owner->noteRunsChanged();
            });
    }
}

void RunsPage::fillColumnMenu(QMenu *menu)
{
    menu->clear();
    for (int column = 1; column < m_model->columnCount(); ++column) {
        if (m_model->field(column) == Field::Figure)
            continue;
        const auto id = m_model->columnId(column);
        auto *action = menu->addAction(m_model->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!m_hidden.count(id));
        connect(action, &QAction::toggled, this, [this, id](bool on) {
            on ? void(m_hidden.erase(id)) : void(m_hidden.insert(id));
            showColumns();
            rememberColumns();
        });
    }
    menu->addSeparator();
    for (const int cutoff : kOfferedCutoffs) {
        auto *list = menu->addMenu(tr("Figures at %1").arg(cutoff));
        for (const auto &metric : metrics()) {
            const auto name = QStringLiteral("%1@%2").arg(QString::fromStdString(metric.name)).arg(cutoff);
            auto *action = list->addAction(name);
            action->setCheckable(true);
            action->setChecked(m_model->figures().contains(name));
            action->setToolTip(coreText("Metric", metric.formula));
            connect(action, &QAction::toggled, this, [this, name](bool on) {
                auto figures = m_model->figures();
                on ? figures.append(name) : void(figures.removeAll(name));
                m_model->setFigures(figures);
                session()->setSetting(kFiguresKey, QJsonArray::fromStringList(figures));
                showColumns();
                readStatistics();
            });
        }
    }
    menu->addSeparator();
    auto *standard = menu->addAction(tr("Usual columns"));
    connect(standard, &QAction::triggered, this, [this] {
        m_hidden = {kStandardHidden.begin(), kStandardHidden.end()};
        m_model->setFigures(kStandardFigures);
        session()->setSetting(kFiguresKey, QJsonValue());
        session()->setSetting(kHeaderKey, QJsonValue());
        showColumns();
        rememberColumns();
        readStatistics();
    });
}

void RunsPage::showColumns()
{
    m_restoring = true;
    const auto widths = session() ? session()->setting(kHeaderKey).toObject() : QJsonObject{};
    auto *header = m_view->header();
    const int em = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const auto id = m_model->columnId(column);
        m_view->setColumnHidden(column, m_hidden.count(id) > 0);
        int width = 11 * em;
        switch (m_model->field(column)) {
        case Field::Compared:
            width = 40;
            break;
        case Field::Name:
            width = 21 * em;
            break;
        case Field::Rank:
            width = 7 * em;
            break;
        case Field::Recommender:
            width = 16 * em;
            break;
        case Field::Changed:
            width = 21 * em;
            break;
        case Field::Figure:
            width = std::max(13 * em, fontMetrics().horizontalAdvance(id) + 40);
            break;
        case Field::Note:
            width = 10 * em;
            break;
        default:
            break;
        }
        m_view->setColumnWidth(column, widths.value(id).toInt(width));
    }
    header->setSectionResizeMode(0, QHeaderView::Fixed);
    const auto sorted = widths.value(QStringLiteral("sort")).toString(QStringLiteral("NDCG@10"));
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (m_model->columnId(column) == sorted)
            m_view->sortByColumn(column, widths.value(QStringLiteral("ascending")).toBool() ? Qt::AscendingOrder
                                                                                            : Qt::DescendingOrder);
    }
    m_restoring = false;
}

void RunsPage::rememberColumns()
{
    if (m_restoring || !session())
        return;
    QJsonObject widths;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (!m_view->isColumnHidden(column))
            widths.insert(m_model->columnId(column), m_view->columnWidth(column));
    }
    if (const int column = m_view->header()->sortIndicatorSection(); column >= 0 && column < m_model->columnCount())
        widths.insert(QStringLiteral("sort"), m_model->columnId(column));
    widths.insert(QStringLiteral("ascending"), m_view->header()->sortIndicatorOrder() == Qt::AscendingOrder);
    session()->setSetting(kHeaderKey, widths);
    QJsonArray hidden;
    for (const auto &id : m_hidden)
        hidden.append(id);
    session()->setSetting(kHiddenKey, hidden);
}

void RunsPage::exportCsv()
{
    auto *dialog = new QFileDialog(this, tr("Export the runs"), QString(), tr("CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QStringLiteral("runs.csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        const auto bytes = m_model->csv();
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        Q_EMIT noticeRaised(written ? Notice{.level = Notice::Level::Good, .text = tr("The runs are in %1.").arg(path)}
                                    : Notice{.level = Notice::Level::Error,
                                             .text = tr("%1 cannot be written: %2.").arg(path, file.errorString())});
    });
    dialog->open();
}

void RunsPage::copySelected()
{
    QStringList lines;
    for (const auto id : selectedRuns()) {
        QStringList cells;
        for (int column = 0; column < m_model->columnCount(); ++column) {
            if (!m_view->isColumnHidden(column))
                cells << m_model->indexOf(id, column).data().toString();
        }
        lines << cells.join(QLatin1Char('\t'));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

void RunsPage::showContextMenu(const QPoint &at)
{
    if (selectedRuns().empty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu](QToolButton *button) {
        auto *action = menu->addAction(button->icon(), button->text());
        action->setEnabled(button->isEnabled());
        QObject::connect(action, &QAction::triggered, button, &QToolButton::click);
    };
    add(m_compare);
    add(m_again);
    add(m_rename);
    fillJudgeMenu();
    auto *judge = menu->addMenu(m_judge->icon(), m_judge->text());
    judge->setEnabled(m_judge->isEnabled());
    judge->addActions(m_judgeMenu->actions());
    add(m_delete);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void RunsPage::findInPage()
{
    m_view->setFocus(); // typing then jumps to a run by its name
}

bool RunsPage::isSettled() const
{
    return !m_job.isRunning() && !m_statisticsJob.isRunning() && m_comparison->isSettled();
}

void RunsPage::restyle()
{
    showHeadings();
}

void RunsPage::retranslate()
{
    m_empty->setText(tr("No run is kept yet. Train a recommender, or compare four at once."));
    m_empty->setAction(tr("Choose what to train"));
    m_compare->setText(tr("Compare"));
    m_compare->setToolTip(tr("Compare the selected runs, up to four"));
    m_rename->setText(tr("Rename"));
    m_again->setText(tr("Train again"));
    m_again->setToolTip(tr("Opens the Train page with what this run was trained with"));
    m_judge->setText(tr("Evaluate again"));
    m_judge->setToolTip(tr("Judge the selected runs under another protocol, without training"));
    m_delete->setText(tr("Delete"));
    m_columns->setText(tr("Columns"));
    m_export->setText(tr("Export CSV"));
    m_metricsHelp->setToolTip(tr("What the metrics mean"));
    m_metricsHelp->setAccessibleName(tr("What the metrics mean"));
    m_delete->setToolTip(tr("Delete the selected runs (%1); Undo brings them back")
                             .arg(QKeySequence(QKeySequence::Delete).toString(QKeySequence::NativeText)));
    m_view->setAccessibleName(tr("Runs"));
    m_model->retranslate();
    showRuns();
}

} // namespace aisle
