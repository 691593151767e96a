#include "widgets/features/featurespage.h"

#include "widgets/commands/featurecommands.h"
#include "widgets/commands/plainbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/productfield.h"
#include "widgets/common/style.h"
#include "widgets/common/theme.h"
#include "widgets/features/encodedialog.h"
#include "widgets/features/featuretext.h"
#include "widgets/features/graph/graphsection.h"
#include "widgets/features/pictureencodedialog.h"
#include "widgets/features/vectorimportdialog.h"
#include "widgets/shell/layoutmemory.h"
#include "widgets/similar/querydrops.h"
#include "widgets/similar/similarview.h"
#include "widgets/tables/listcard.h"
#include "widgets/tables/rowsview.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QKeySequence>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {

const bool kRegistered = registerPage({.id = "features",
                                       .title = QT_TRANSLATE_NOOP("Page", "Features"),
                                       .icon = "features",
                                       .order = 47,
                                       .make = [](QWidget *parent) -> Page * { return new FeaturesPage(parent); }});

constexpr int kSourceColumn = 5;
const QString kMapSourceKey = QStringLiteral("map/run"); ///< what the map shows when it is opened
const QString kSplitterKey = QStringLiteral("features/splitter");
const QString kSimilarKey = QStringLiteral("features/similar");

/// The only file of vectors that is dragged; empty: something else.
QString draggedVectors(const QMimeData *data)
{
    const auto urls = data->urls();
    if (urls.size() != 1 || !urls.front().isLocalFile())
        return {};
    const auto path = urls.front().toLocalFile();
    return VectorImportDialog::takes(path) ? path : QString();
}

/// How a table of pictures was made, to be made again.
CataloguePictureEncoding againOf(const FeatureDesk::Table &table)
{
    const auto source = table.summary.source();
    CataloguePictureEncoding again{.name = table.summary.name, .pictures = source.folder};
    if (!source.fields.isEmpty()) {
        again.pictures = source.fields.front();
        again.folder = source.folder;
    }
    if (source.encoder != QLatin1String(kBuiltinEncoder)) {
        again.encoder = source.encoderPath;
        again.preprocess = source.preprocess == QLatin1String("config") ? QString() : source.preprocess;
    }
    return again;
}

enum Tab { Vectors, Graph };

} // namespace

FeaturesPage::FeaturesPage(QWidget *parent) : Page(parent)
{
    setAcceptDrops(true);
    createWidgets();
    layOut();
    connectAll();
}

void FeaturesPage::createWidgets()
{
    m_desk = new FeatureDesk(this);
    m_encode = plainButton(this, "encode-catalogue");
    m_pictures = plainButton(this, "encode-pictures", "eye");
    m_update = plainButton(this, "update-features", "refresh");
    m_import = plainButton(this, "import-vectors", "import");
    m_delete = plainButton(this, "delete-features", "trash");
    m_map = plainButton(this, "features-on-map", "map");
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(m_stack);
    m_empty->button()->setObjectName(QStringLiteral("encode-at-once"));
    m_work = new QSplitter(Qt::Vertical, m_stack);
    m_work->setChildrenCollapsible(false);
    m_work->setHandleWidth(kSpaceBetween);
    m_list = new ListCard(m_work);
    m_list->rows()->setObjectName(QStringLiteral("tables"));
    m_list->rows()->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setMinimumHeight(130);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("features-tabs"));
    m_tabs->setDocumentMode(true);
    m_find = new ProductField(m_work);
    m_find->setObjectName(QStringLiteral("findProduct"));
    m_find->addAction(themeIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_find->setMinimumWidth(220);
    m_similar = new SimilarView(m_work);
    m_similar->insertFinder(m_find);
    m_graph = new GraphSection(m_tabs);
    m_memory = new LayoutMemory(this);
    m_deleteKey = deleteAction(m_list->rows());
}

QWidget *FeaturesPage::makeBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins({});
    layout->setSpacing(kSpaceBetween);
    for (auto *button : {m_encode, m_pictures, m_import, m_update, m_delete})
        layout->addWidget(button);
    layout->addStretch(1);
    layout->addWidget(m_map);
    return bar;
}

void FeaturesPage::layOut()
{
    m_work->addWidget(m_list);
    m_work->addWidget(m_similar);
    m_work->setSizes({200, 400});
    m_work->setStretchFactor(1, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_work);
    auto *vectors = new QWidget(m_tabs);
    auto *column = new QVBoxLayout(vectors);
    column->setContentsMargins(0, kSpaceBetween, 0, 0);
    column->setSpacing(kSpaceBetween);
    column->addWidget(makeBar());
    column->addWidget(m_stack, 1);
    m_tabs->addTab(vectors, QString());
    m_tabs->addTab(m_graph, QString());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacePage, kSpaceBetween, kSpacePage, kSpacePage);
    layout->addWidget(m_tabs);
    m_memory->remember(kFeaturesTabKey, m_tabs);
}

void FeaturesPage::connectAll()
{
    connect(m_encode, &QPushButton::clicked, this, [this] { openEncode({}); });
    connect(m_import, &QPushButton::clicked, this, [this] { openImport({}); });
    connect(m_update, &QPushButton::clicked, this, &FeaturesPage::bringUpToDate);
    connect(m_delete, &QPushButton::clicked, this, &FeaturesPage::deleteChosen);
    connect(m_map, &QPushButton::clicked, this, &FeaturesPage::showOnMap);
    connect(m_deleteKey, &QAction::triggered, this, &FeaturesPage::deleteChosen);
    connect(m_empty, &EmptyState::triggered, this, &FeaturesPage::encodeAtOnce);
    connect(m_desk, &FeatureDesk::tablesRead, this, &FeaturesPage::takeTables);
    connect(m_desk, &FeatureDesk::tablesFailed, this, [this](const Error &error) {
        m_failure = error;
        showState();
    });
    connect(m_pictures, &QPushButton::clicked, this, [this] { openPictures({}); });
    connect(m_similar, &SimilarView::productChosen, this,
            [this](const ProductRef &product) { session()->selection().setProduct(product); });
    connect(m_find, &ProductField::productChosen, this, [this](const ItemRecord &item) {
        session()->selection().setProduct(ProductRef{item.id, item.key, item.title});
    });
    connect(m_graph, &GraphSection::noticeRaised, this, &FeaturesPage::noticeRaised);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (session() && isVisible())
            refreshTab();
    });
    auto *drops = new QueryDrops(this);
    const auto like = [this] { m_tabs->setCurrentIndex(Vectors); };
    connect(drops, &QueryDrops::pictureGiven, this, [this, like](const QString &file) {
        like();
        m_similar->askPicture(file);
    });
    connect(drops, &QueryDrops::textGiven, this, [this, like](const QString &text) {
        like();
        m_similar->askText(text);
    });
    connect(m_work, &QSplitter::splitterMoved, this, [this] {
        if (session())
            session()->setSetting(kSplitterKey, QJsonArray{m_work->sizes().at(0), m_work->sizes().at(1)});
    });
    connectTables();
}

void FeaturesPage::connectTables()
{
    auto *rows = m_list->rows();
    connect(rows->rows(), &QAbstractItemModel::modelReset, rows, [rows] {
        if (rows->rows()->columnCount() > kSourceColumn)
            rows->horizontalHeader()->setSectionResizeMode(kSourceColumn, QHeaderView::Stretch);
    });
    connect(rows->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FeaturesPage::showButtons);
    connect(rows, &RowsView::rowChosen, this, [this] {
        const auto *table = chosen();
        if (!table || table->summary.subject != FeatureSubject::Items)
            return;
        m_similar->showFirst(table->summary.name);
    });
}

void FeaturesPage::onProjectChanged()
{
    m_tables.reset();
    m_failure.reset();
    m_stale = true;
    m_desk->setSession(session());
    m_find->setSession(session());
    m_similar->setSession(session(), kSimilarKey);
    m_graph->setSession(session());
    m_memory->setSession(session());
    m_list->rows()->rows()->setRows({});
    showState();
    if (!session())
        return;
    connectSession();
    if (const auto sizes = session()->setting(kSplitterKey).toArray(); sizes.size() == 2)
        m_work->setSizes({sizes[0].toInt(), sizes[1].toInt()});
}

void FeaturesPage::connectSession()
{
    const auto changed = [this] {
        m_desk->forget();
        m_stale = true;
        if (isVisible() && m_tabs->currentIndex() == Vectors)
            refresh();
    };
    auto *open = session().get();
    connect(open, &ProjectSession::featuresChanged, this, changed);
    connect(open, &ProjectSession::catalogueChanged, this, changed);
    connect(open, &ProjectSession::eventsChanged, this, changed); // products and shoppers come with them
    connect(open, &ProjectSession::keysChanged, this, &FeaturesPage::retranslate);
    connect(&open->jobs(), &JobList::jobStarted, this, &FeaturesPage::showButtons);
    connect(&open->jobs(), &JobList::jobOver, this, &FeaturesPage::showButtons, Qt::QueuedConnection);
}

void FeaturesPage::onProjectLeaving()
{
    m_memory->saveAll();
}

void FeaturesPage::onShown()
{
    if (const auto tab = session()->setting(kFeaturesTabKey); tab.isDouble())
        m_tabs->setCurrentIndex(tab.toInt());
    refreshTab();
}

void FeaturesPage::refreshTab()
{
    if (m_tabs->currentIndex() == Graph)
        return m_graph->refresh();
    if (m_stale)
        refresh();
    else
        m_similar->refresh();
}

void FeaturesPage::refresh()
{
    m_stale = false;
    m_desk->readTables();
}

void FeaturesPage::takeTables(const FeatureDesk::Tables &tables)
{
    m_tables = tables;
    m_failure.reset();
    showTables();
    showState();
    m_similar->refresh();
}

void FeaturesPage::showTables()
{
    auto *view = m_list->rows();
    const auto *before = chosen();
    const auto id = before ? before->summary.table->id.value : 0;
    view->rows()->setHeaders(
        {tr("Name"), tr("Of"), tr("Numbers a row"), tr("Rows"), tr("Coverage"), tr("From"), tr("Made"), tr("State")});
    std::vector<RowsModel::Row> rows;
    for (const auto &table : m_tables ? m_tables->tables : std::vector<FeatureDesk::Table>()) {
        const auto &summary = table.summary;
        const auto unknown = QStringLiteral("–");
        RowsModel::Cell coverage{.text = unknown, .isNumber = true};
        if (!table.damage)
            coverage = {.text = formatPercent(summary.coverage()),
                        .isNumber = true,
                        .tip = tr("%1 of %2").arg(formatCount(summary.rows), formatCount(summary.all)),
                        .fraction = summary.coverage()};
        rows.push_back(
            {.id = summary.table->id.value,
             .key = {},
             .title = summary.name,
             .cells = {{.text = summary.name},
                       {.text = subjectText(summary.subject)},
                       {.text = formatCount(summary.dims), .isNumber = true},
                       {.text = table.damage ? unknown : formatCount(summary.rows), .isNumber = true},
                       coverage,
                       {.text = sourceText(summary.source(), session()->keys())},
                       {.text = formatWhen(summary.table->at)},
                       {.text = stateText(table), .tip = table.damage ? errorText(*table.damage) : QString()}}});
    }
    view->rows()->setRows(std::move(rows));
    for (int row = 0; row < view->rows()->rowCount(); ++row)
        if (view->rows()->rows()[static_cast<std::size_t>(row)].id == id)
            view->selectRow(row);
    m_list->showRows(tr("A click shows below what a table holds to be similar"));
}

void FeaturesPage::showState()
{
    const bool any = m_tables && !m_tables->tables.empty();
    m_stack->setCurrentWidget(any && !m_failure ? m_work : static_cast<QWidget *>(m_empty));
    showButtons();
    m_empty->setAction({});
    if (m_failure) {
        m_empty->setIcon(QStringLiteral("error"));
        return m_empty->setText(errorText(*m_failure));
    }
    m_empty->setIcon(m_tables ? QStringLiteral("features") : QStringLiteral("clock"));
    if (!m_tables)
        return m_empty->setText(tr("Reading the features..."));
    if (m_tables->columns.empty())
        return m_empty->setText(tr("Features are numbers that say what products are, so that products can be compared "
                                   "before anybody has bought them. Import a catalogue with titles first, or vectors "
                                   "that another program made."));
    m_empty->setText(tr("Features are numbers that say what products are, so that products can be compared before "
                        "anybody has bought them. Encode the catalogue's texts, or import vectors that another program "
                        "made."));
    if (canWrite())
        m_empty->setAction(tr("Encode the catalogue"));
}

bool FeaturesPage::canWrite() const
{
    return session() && !session()->isReadOnly() && !session()->jobs().hasKind(kFeatureJobs);
}

void FeaturesPage::showButtons()
{
    const auto *table = chosen();
    const bool can = canWrite() && m_tables;
    m_encode->setEnabled(can && !m_tables->columns.empty());
    m_pictures->setEnabled(can);
    m_import->setEnabled(can);
    m_delete->setEnabled(can && table);
    m_deleteKey->setEnabled(m_delete->isEnabled());
    m_map->setEnabled(table && !table->damage);
    m_update->setEnabled(can && table && !table->damage &&
                         (table->summary.stale > 0 || !table->summary.source().isWhole));
    setPrimary(m_encode, m_tables && !m_tables->tables.empty()); // else it is the empty state's
    m_empty->button()->setEnabled(can);
}

const FeatureDesk::Table *FeaturesPage::chosen() const
{
    const auto selected = m_list->rows()->selectionModel()->selectedRows();
    if (!m_tables || selected.size() != 1)
        return nullptr;
    const auto id = selected.front().data(RowsModel::IdRole).toLongLong();
    const auto found =
        std::ranges::find_if(m_tables->tables, [id](const auto &table) { return table.summary.table->id.value == id; });
    return found == m_tables->tables.end() ? nullptr : &*found;
}

void FeaturesPage::openEncode(const CatalogueEncoding &start)
{
    if (!m_tables)
        return;
    auto *dialog = new EncodeDialog(session(), *m_tables, start, this);
    dialog->setObjectName(QStringLiteral("encode-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &EncodeDialog::encodingChosen, this,
            qOverload<const CatalogueEncoding &, double>(&FeaturesPage::encode));
    dialog->open();
}

void FeaturesPage::encode(const CatalogueEncoding &encoding, double seconds)
{
    const std::weak_ptr<ProjectSession> of = session();
    encodeFeatures(session(), encoding, seconds, this, [this, of](const Outcome<EncodingTotals> &outcome) {
        if (of.lock() != session())
            return;
        if (const auto *done = std::get_if<EncodingTotals>(&outcome)) {
            const bool plain = encodedRemarks(*done).isEmpty();
            Q_EMIT noticeRaised({.level = plain ? Notice::Level::Good : Notice::Level::Warning,
                                 .text = [totals = *done] { return encodedText(totals); },
                                 .details = [totals = *done] { return encodedRemarks(totals); }});
        } else if (std::holds_alternative<Cancelled>(outcome)) {
            sayStopped();
        }
    });
}

void FeaturesPage::openPictures(const CataloguePictureEncoding &start)
{
    if (!m_tables || !canWrite())
        return;
    auto *dialog = new PictureEncodeDialog(session(), *m_tables, start, this);
    dialog->setObjectName(QStringLiteral("pictures-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { encode(dialog->encoding()); });
    dialog->open();
}

void FeaturesPage::encode(const CataloguePictureEncoding &encoding)
{
    const std::weak_ptr<ProjectSession> of = session();
    encodePictureFeatures(session(), encoding, this, [this, of](const Outcome<PictureTotals> &outcome) {
        const auto *done = std::get_if<PictureTotals>(&outcome);
        if (of.lock() != session() || (!done && !std::holds_alternative<Cancelled>(outcome)))
            return;
        if (!done)
            return sayStopped();
        const auto keys = session()->keys();
        const bool plain = picturesRemarks(*done, keys).isEmpty();
        Q_EMIT noticeRaised({.level = plain ? Notice::Level::Good : Notice::Level::Warning,
                             .text = [totals = *done] { return picturesText(totals); },
                             .details = [totals = *done, keys] { return picturesRemarks(totals, keys); }});
    });
}

void FeaturesPage::sayStopped()
{
    Q_EMIT noticeRaised({.level = Notice::Level::Info, .text = [] {
                             return tr("The encoding was stopped. What was encoded stays, and Bring up to date goes on "
                                       "with it.");
                         }});
}

void FeaturesPage::encodeAtOnce()
{
    if (canWrite() && m_tables && !m_tables->columns.empty())
        encode(EncodeDialog::usual(*m_tables), 0);
}

void FeaturesPage::bringUpToDate()
{
    const auto *table = chosen();
    if (!table)
        return;
    const auto source = table->summary.source();
    if (source.ofPictures)
        return openPictures(againOf(*table));
    CatalogueEncoding again{.name = table->summary.name, .fields = source.fields, .encoder = source.encoder};
    if (again.isBuiltin())
        again.dims = table->summary.dims;
    else if (source.encoder == QLatin1String(kMiniLmName))
        again.encoder = QLatin1String(kMiniLm);
    else
        again.encoder = QFileInfo(source.encoderPath).isDir() ? source.encoderPath : QStringLiteral("folder");
    if (again.encoder == QLatin1String("folder")) // where it lies is not known
        openEncode(again);
    else
        encode(again, 0);
}

void FeaturesPage::openImport(const QString &path)
{
    if (!canWrite() || !m_tables)
        return;
    QStringList taken;
    for (const auto &table : m_tables->tables)
        taken << table.summary.name;
    auto *dialog = new VectorImportDialog(session(), taken, path, this);
    dialog->setObjectName(QStringLiteral("vectors-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &VectorImportDialog::importChosen, this, [this](const VectorImport &choice) {
        const std::weak_ptr<ProjectSession> of = session();
        importVectors(session(), choice, this, [this, of](const Outcome<VectorImportTotals> &outcome) {
            const auto *done = std::get_if<VectorImportTotals>(&outcome);
            if (!done || of.lock() != session())
                return;
            const auto keys = session()->keys();
            const bool plain = importedRemarks(*done, keys).isEmpty();
            Q_EMIT noticeRaised({.level = plain ? Notice::Level::Good : Notice::Level::Warning,
                                 .text = [totals = *done] { return importedText(totals); },
                                 .details = [totals = *done, keys] { return importedRemarks(totals, keys); }});
        });
    });
    dialog->open();
}

void FeaturesPage::deleteChosen()
{
    const auto *table = chosen();
    if (!table || !canWrite())
        return;
    const auto name = table->summary.name;
    deleteFeatures(session(), *table->summary.table);
    Q_EMIT noticeRaised({.level = Notice::Level::Good,
                         .text = [name] { return tr("The features %1 were deleted.").arg(name); },
                         .undoes = &session()->undoStack()});
}

void FeaturesPage::showOnMap()
{
    const auto *table = chosen();
    if (!table)
        return;
    session()->setSetting(kMapSourceKey, table->summary.name);
    Q_EMIT pageRequested(QStringLiteral("map"));
}

void FeaturesPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (canWrite() && !draggedVectors(event->mimeData()).isEmpty())
        event->acceptProposedAction();
    else
        event->ignore(); // the window's: logs and projects
}

void FeaturesPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openImport(draggedVectors(event->mimeData()));
}

void FeaturesPage::findInPage()
{
    if (m_tabs->currentIndex() == Graph)
        return m_graph->findInTable();
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

bool FeaturesPage::isSettled() const
{
    if (m_tabs->currentIndex() == Graph)
        return m_graph->isSettled();
    return m_desk->isSettled() && m_similar->isSettled() && m_tables && session() &&
           !session()->jobs().hasKind(kFeatureJobs);
}

void FeaturesPage::retranslate()
{
    m_tabs->setTabText(Vectors, tr("Features"));
    m_tabs->setTabText(Graph, tr("Knowledge graph"));
    m_find->setPlaceholderText(tr("Find a product by title or key"));
    m_find->setAccessibleName(m_find->placeholderText());
    m_encode->setText(tr("Encode texts..."));
    m_encode->setToolTip(tr("Make vectors of the catalogue's texts"));
    m_pictures->setText(tr("Encode pictures..."));
    m_pictures->setToolTip(tr("Make vectors of the products' pictures"));
    m_import->setText(tr("Import..."));
    m_import->setToolTip(tr("Read vectors that another program made: CSV, .npy, .npz, .safetensors. A file can also be "
                            "dropped on this page"));
    m_update->setText(tr("Bring up to date"));
    m_update->setToolTip(tr("Encode what is new, changed or not encoded yet"));
    m_delete->setText(tr("Delete"));
    m_delete->setToolTip(tr("Delete the selected table; Undo brings it back"));
    m_map->setText(tr("Show on map"));
    m_map->setToolTip(tr("The selected table on the map: near each other are those that it holds to be similar"));
    m_deleteKey->setText(tr("Delete"));
    m_list->setTitle(tr("Tables of features"));
    m_list->rows()->setAccessibleName(tr("Tables of features"));
    if (!session())
        return;
    showTables();
    showState();
}

} // namespace aisle
