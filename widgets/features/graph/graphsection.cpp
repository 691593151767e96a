#include "widgets/features/graph/graphsection.h"

#include "core/storage/graph/shownentity.h"
#include "core/storage/graph/triplenumber.h"
#include "models/projecttablemodel.h"
#include "widgets/commands/graphcommands.h"
#include "widgets/commands/plainbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/style.h"
#include "widgets/common/theme.h"
#include "widgets/features/graph/buildgraphdialog.h"
#include "widgets/features/graph/graphtext.h"
#include "widgets/features/graph/tripledialog.h"
#include "widgets/features/graph/tripleimportdialog.h"
#include "widgets/tables/listcard.h"
#include "widgets/tables/rowsview.h"
#include "widgets/tables/tablepane.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kHead = 0, kRelation = 1, kTail = 2;
constexpr int kSourceColumn = 2; ///< of what is said
const QString kSplitterKey = QStringLiteral("features/graph-splitter");
const QString kRelationId = QStringLiteral("relation");

} // namespace

GraphSection::GraphSection(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
}

void GraphSection::createWidgets()
{
    m_desk = new GraphDesk(this);
    m_build = plainButton(this, "build-graph");
    m_import = plainButton(this, "import-triples", "import");
    m_takeBack = plainButton(this, "take-back-source", "undo");
    m_add = plainButton(this, "add-triple", "plus");
    m_merge = plainButton(this, "merge-entities", "link");
    m_delete = plainButton(this, "delete-triples", "trash");
    m_counts = new QLabel(this);
    m_counts->setObjectName(QStringLiteral("graph-counts"));
    m_counts->setWordWrap(true);
    setSecondary(m_counts);
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(m_stack);
    m_work = new QSplitter(Qt::Horizontal, m_stack);
    m_work->setObjectName(QStringLiteral("graph-splitter"));
    m_work->setChildrenCollapsible(false);
    m_work->setHandleWidth(kSpaceBetween);
    m_said = new ListCard(m_work);
    m_said->rows()->setObjectName(QStringLiteral("said"));
    m_said->rows()->setSelectionMode(QAbstractItemView::SingleSelection);
    m_said->setMinimumWidth(240);
    m_model = new ProjectTableModel(ProjectTable::Triples, *QThreadPool::globalInstance(), this);
    m_model->setWords([](const QString &column, const QString &word) {
        return column == QLatin1String("source") ? originText(word) : word;
    });
    m_triples = new TablePane(m_work);
    m_triples->setObjectName(QStringLiteral("triples"));
    m_triples->setTable(m_model);
    m_triples->view()->setFileName(QStringLiteral("triples"));
    m_deleteKey = deleteAction(m_triples->view());
}

void GraphSection::layOut()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(kSpaceBetween);
    for (auto *button : {m_build, m_import, m_takeBack})
        bar->addWidget(button);
    bar->addStretch(1);
    for (auto *button : {m_add, m_merge, m_delete})
        bar->addWidget(button);
    m_work->addWidget(m_said);
    m_work->addWidget(m_triples);
    m_work->setSizes({400, 840});
    m_work->setStretchFactor(1, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_work);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({0, kSpaceBetween, 0, 0});
    layout->setSpacing(kSpaceBetween);
    layout->addLayout(bar);
    layout->addWidget(m_counts);
    layout->addWidget(m_stack, 1);
}

void GraphSection::connectAll()
{
    connect(m_build, &QPushButton::clicked, this, &GraphSection::openBuild);
    connect(m_empty, &EmptyState::triggered, this, &GraphSection::openBuild);
    connect(m_import, &QPushButton::clicked, this, &GraphSection::openImport);
    connect(m_takeBack, &QPushButton::clicked, this, &GraphSection::takeBackSource);
    connect(m_add, &QPushButton::clicked, this, &GraphSection::openAdd);
    connect(m_merge, &QPushButton::clicked, this, &GraphSection::openMerge);
    connect(m_delete, &QPushButton::clicked, this, &GraphSection::deleteSelected);
    connect(m_deleteKey, &QAction::triggered, this, &GraphSection::deleteSelected);
    connect(m_desk, &GraphDesk::overviewRead, this, &GraphSection::takeOverview);
    connect(m_desk, &GraphDesk::overviewFailed, this, [this](const Error &error) {
        m_failure = error;
        showState();
    });
    connect(m_model, &PagedTableModel::failed, this, [this](const Error &error) {
        Q_EMIT noticeRaised({.level = Notice::Level::Error, .text = liveErrorText(error)});
    });
    auto *said = m_said->rows();
    connect(said->rows(), &QAbstractItemModel::modelReset, said, [said] {
        if (said->rows()->columnCount() > kSourceColumn)
            said->horizontalHeader()->setSectionResizeMode(kSourceColumn, QHeaderView::Stretch);
    });
    connect(said->selectionModel(), &QItemSelectionModel::selectionChanged, this, &GraphSection::showButtons);
    connect(said, &RowsView::rowChosen, this, &GraphSection::filterToRelation);
    connect(m_triples->view()->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &GraphSection::showButtons);
    connect(m_model, &QAbstractItemModel::modelReset, this, &GraphSection::showButtons);
    connect(m_work, &QSplitter::splitterMoved, this, [this] {
        if (m_session)
            m_session->setSetting(kSplitterKey, QJsonArray{m_work->sizes().at(0), m_work->sizes().at(1)});
    });
}

void GraphSection::setSession(SessionPointer session)
{
    m_session = std::move(session);
    m_overview.reset();
    m_failure.reset();
    m_stale = true;
    m_desk->setSession(m_session);
    m_model->setProject(nullptr);
    m_triples->view()->restoreLayout({});
    showState();
    if (!m_session)
        return;
    connectSession();
    if (const auto sizes = m_session->setting(kSplitterKey).toArray(); sizes.size() == 2)
        m_work->setSizes({sizes[0].toInt(), sizes[1].toInt()});
}

void GraphSection::connectSession()
{
    auto *open = m_session.get();
    const auto changed = [this] {
        m_stale = true;
        if (isVisible())
            refresh();
    };
    connect(open, &ProjectSession::graphChanged, this, changed);
    connect(open, &ProjectSession::catalogueChanged, this, changed); // titles, and products that keys waited for
    connect(open, &ProjectSession::eventsChanged, this, changed);
    const auto keys = [this] {
        m_model->setKeys(m_session->keys());
        m_triples->view()->clearFilters();
        showOverview();
    };
    connect(open, &ProjectSession::keysChanged, this, keys);
    m_model->setKeys(m_session->keys());
    connect(&open->jobs(), &JobList::jobStarted, this, &GraphSection::showButtons);
    connect(&open->jobs(), &JobList::jobOver, this, &GraphSection::showButtons, Qt::QueuedConnection);
}

void GraphSection::refresh()
{
    if (!m_session || !m_stale)
        return;
    m_stale = false;
    m_desk->readOverview();
    m_model->setProject(m_session->project());
}

bool GraphSection::isSettled() const
{
    return m_desk->isSettled() && !m_model->isLoading() && m_session && !m_session->jobs().hasKind(kGraphJobs);
}

void GraphSection::findInTable()
{
    m_triples->view()->findInTable();
}

void GraphSection::takeOverview(const GraphDesk::Overview &overview)
{
    m_overview = overview;
    m_failure.reset();
    showOverview();
    showState();
}

void GraphSection::showOverview()
{
    auto *view = m_said->rows();
    view->rows()->setHeaders({tr("Relation"), tr("Triples"), tr("Said by"), tr("When")});
    std::vector<RowsModel::Row> rows;
    for (const auto &said : m_overview ? m_overview->said : std::vector<GraphDesk::Said>()) {
        const auto most = static_cast<double>(std::max<std::int64_t>(1, m_overview->counts.triples));
        rows.push_back({.id = static_cast<qint64>(rows.size()),
                        .key = {},
                        .title = said.name,
                        .cells = {{.text = said.name},
                                  {.text = formatCount(said.triples),
                                   .isNumber = true,
                                   .fraction = static_cast<double>(said.triples) / most},
                                  {.text = saidByText(said.source, m_session->keys())},
                                  {.text = formatWhen(said.source.at)}}});
    }
    view->rows()->setRows(std::move(rows));
    m_said->showRows(tr("A click shows the triples of a relation"));
    m_counts->setText(m_overview ? graphCountsText(m_overview->counts, m_overview->products) + tr(".") : QString());
}

void GraphSection::showState()
{
    const bool any = m_overview && m_overview->counts.triples > 0 && !m_failure;
    m_stack->setCurrentWidget(any ? m_work : static_cast<QWidget *>(m_empty));
    m_counts->setVisible(any);
    for (auto *button : {m_takeBack, m_add, m_merge, m_delete})
        button->setVisible(any);
    showButtons();
    if (m_failure)
        return m_empty->say(QStringLiteral("error"), errorText(*m_failure));
    if (!m_overview)
        return m_empty->say(QStringLiteral("clock"), tr("Reading the graph..."));
    const auto text =
        m_overview->products == 0
            ? tr("A knowledge graph says what stands in which relation to what: brands, categories, "
                 "actors, places. Import a catalogue first, or triples that are there already.")
            : tr("A knowledge graph says what stands in which relation to what: brands, categories, "
                 "actors, places. Recommenders learn from it, and reasons name its paths. Build it from the "
                 "catalogue, or import triples that are there already.");
    m_empty->say(QStringLiteral("link"), text,
                 canWrite() && m_overview->products > 0 ? tr("Build from the catalogue...") : QString());
}

bool GraphSection::canWrite() const
{
    return m_session && !m_session->isReadOnly() && !m_session->jobs().hasKind(kGraphJobs);
}

const GraphDesk::Said *GraphSection::chosen() const
{
    const auto selected = m_said->rows()->selectionModel()->selectedRows();
    if (!m_overview || selected.size() != 1)
        return nullptr;
    return &m_overview->said[static_cast<std::size_t>(selected.front().data(RowsModel::IdRole).toLongLong())];
}

void GraphSection::showButtons()
{
    const bool can = canWrite() && m_overview;
    const bool any = m_overview && m_overview->counts.triples > 0;
    const auto *view = m_triples->view();
    m_build->setEnabled(can && m_overview->products > 0);
    setPrimary(m_build, any); // else it is the empty state's
    m_import->setEnabled(can);
    m_takeBack->setEnabled(can && chosen());
    m_add->setEnabled(can);
    m_merge->setEnabled(can);
    m_delete->setEnabled(can && view->selectionModel() && view->selectionModel()->hasSelection());
    m_deleteKey->setEnabled(m_delete->isEnabled());
}

void GraphSection::filterToRelation()
{
    const auto *said = chosen();
    if (!said)
        return;
    m_triples->view()->setFilter(kRelationId, QStringLiteral("=") + said->name);
}

void GraphSection::tell(const LiveText &text, const LiveText &remarks)
{
    Q_EMIT noticeRaised({.level = remarks.isEmpty() ? Notice::Level::Good : Notice::Level::Warning,
                         .text = text,
                         .details = remarks,
                         .undoes = &m_session->undoStack()});
}

void GraphSection::openBuild()
{
    if (!canWrite() || !m_overview)
        return;
    auto *dialog = new BuildGraphDialog(m_overview->splits, this);
    dialog->setObjectName(QStringLiteral("build-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        buildFromCatalogue(m_session, dialog->choice(), this, [this](const GraphBuilt &done) {
            tell([done] { return graphBuiltText(done); }, [done] { return graphBuiltRemarks(done); });
        });
    });
    dialog->open();
}

void GraphSection::openImport()
{
    if (!canWrite())
        return;
    auto *dialog = new TripleImportDialog({}, this);
    dialog->setObjectName(QStringLiteral("triples-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        importTriples(m_session, dialog->choice(), this, [this](const GraphImported &done) {
            tell([done] { return graphImportedText(done); },
                 [done, keys = m_session->keys()] { return graphImportedRemarks(done, keys); });
        });
    });
    dialog->open();
}

QString GraphSection::nameAt(int row, int column) const
{
    const auto entity = ShownEntity::of(m_model->index(row, column).data(PagedTableModel::ValueRole).toString());
    return entity.subject.isNull() || !m_session->keys().usesPseudonyms() ? entity.name : QString();
}

void GraphSection::openAdd()
{
    if (!canWrite() || !m_overview)
        return;
    TypedTriple start;
    const auto selected = m_triples->view()->selectionModel()->selectedRows();
    if (selected.size() == 1)
        start = {nameAt(selected.front().row(), kHead),
                 m_model->index(selected.front().row(), kRelation).data().toString(),
                 {}};
    auto *dialog = new TripleDialog(m_session, m_overview->relations, start, this);
    dialog->setObjectName(QStringLiteral("triple-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        editGraph(
            m_session, tr("Add a triple"),
            [typed = dialog->choice()](Project &project, JobContext &) { addTriple(project, typed); }, this,
            [this](bool isDone) {
                if (isDone)
                    tell([] { return tr("The triple was added."); });
            });
    });
    dialog->open();
}

/// Of two selected rows what differs is proposed.
void GraphSection::openMerge()
{
    if (!canWrite())
        return;
    QString from, into;
    const auto selected = m_triples->view()->selectionModel()->selectedRows();
    if (selected.size() == 1) {
        from = nameAt(selected.front().row(), kTail);
    } else if (selected.size() == 2) {
        const int first = selected[0].row(), second = selected[1].row();
        const int column = nameAt(first, kTail) == nameAt(second, kTail) ? kHead : kTail;
        from = nameAt(second, column);
        into = nameAt(first, column);
    }
    auto *dialog = new MergeDialog(m_session, from, into, this);
    dialog->setObjectName(QStringLiteral("merge-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const auto merged = std::make_shared<MergedEntities>();
        editGraph(
            m_session, tr("Merge two names"),
            [merged, gone = dialog->from(), stays = dialog->into()](Project &project, JobContext &) {
                *merged = mergeEntities(project, gone, stays);
            },
            this,
            [this, merged](bool isDone) {
                if (isDone)
                    tell([count = merged->triples] {
                        return Error::fill(tr("%1 [triple is|triples are] said of the other name now."),
                                           {formatCount(count)});
                    });
            });
    });
    dialog->open();
}

void GraphSection::deleteSelected()
{
    const auto ids = m_triples->view()->selectedRowIds();
    if (!canWrite() || ids.empty())
        return;
    std::vector<StoredTriple> triples;
    for (const auto id : ids)
        triples.push_back(tripleOf(id));
    const auto removed = std::make_shared<RemovedTriples>();
    editGraph(
        m_session, tr("Delete triples"),
        [removed, triples = std::move(triples)](Project &project, JobContext &job) {
            *removed = removeTriples(project, triples, job);
        },
        this,
        [this, removed](bool isDone) {
            if (!isDone)
                return;
            tell(
                [count = removed->triples] {
                    return Error::fill(tr("%1 [triple was|triples were] deleted."), {formatCount(count)});
                },
                [again = removed->builtAgain] {
                    return again == 0 ? QString()
                                      : Error::fill(tr("Building again brings %1 of them back."), {formatCount(again)});
                });
        });
}

void GraphSection::takeBackSource()
{
    const auto *said = chosen();
    if (!said || !canWrite())
        return;
    editGraph(
        m_session, tr("Take back what a source said"),
        [source = said->source.id](Project &project, JobContext &) { removeSource(project, source); }, this,
        [this](bool isDone) {
            if (isDone)
                tell([] { return tr("What only this source said is gone."); });
        });
}

void GraphSection::retranslate()
{
    m_build->setText(tr("Build..."));
    m_build->setToolTip(tr("Triples of what the catalogue says: categories, brands, attributes, words of titles"));
    m_import->setText(tr("Import..."));
    m_import->setToolTip(tr("Read triples that are there already: head, relation and tail, RecBole's .kg, OpenKE's "
                            "numbers; or pairs of shoppers"));
    m_takeBack->setText(tr("Take back"));
    m_takeBack->setToolTip(tr("Take back what the selected source says and nobody else; Undo brings it back"));
    m_add->setText(tr("Add..."));
    m_add->setToolTip(tr("Add a triple by hand"));
    m_merge->setText(tr("Merge..."));
    m_merge->setToolTip(tr("Two names of one thing become one"));
    m_delete->setText(tr("Delete"));
    m_delete->setToolTip(tr("Delete the selected triples, whoever says them; Undo brings them back"));
    m_deleteKey->setText(tr("Delete"));
    m_said->setTitle(tr("What it says"));
    m_said->rows()->setAccessibleName(tr("Relations and who says them"));
    m_triples->view()->setAccessibleName(tr("Triples"));
    m_model->retranslate();
    if (!m_session)
        return;
    showOverview();
    showState();
}

} // namespace aisle
