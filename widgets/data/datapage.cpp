#include "widgets/data/datapage.h"
#include "core/charts/datacharts.h"
#include "core/common/error.h"
#include "models/projecttablemodel.h"
#include "widgets/charts/chartcard.h"
#include "widgets/commands/importsteps.h"
#include "widgets/commands/markproducts.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/theme.h"
#include "widgets/common/tile.h"
#include "widgets/data/rejectedreasons.h"
#include "widgets/data/shopperpicks.h"
#include "widgets/data/sourcespanel.h"
#include "widgets/forms/questionsheet.h"
#include "widgets/shell/chartnotices.h"
#include "widgets/shell/layoutmemory.h"
#include "widgets/tables/tablepane.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QAction>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>
#include <array>

namespace aisle {

namespace {

const QString kRowsMovedKey = QStringLiteral("data/rows-moved");
constexpr int kChartHeight = 196;
constexpr int kLeastTileWidth = 116;   ///< six beside the sources at 1024 pixels
constexpr int kTableHeight = 264;      ///< six rows under their header
constexpr int kLeastTableHeight = 238; ///< five of them, where a row of charts needs the room

const bool kRegistered = registerPage({.id = "data",
                                       .title = QT_TRANSLATE_NOOP("Page", "Data"),
                                       .icon = "data",
                                       .order = 10,
                                       .make = [](QWidget *parent) -> Page * { return new DataPage(parent); }});

/// No taller than what it holds: the room that is left belongs to the tables.
class FittingScroll : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QScrollArea::resizeEvent(event);
        fit();
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            fit();
        return QScrollArea::eventFilter(watched, event);
    }

private:
    void fit() { setMaximumHeight(widget()->heightForWidth(viewport()->width())); }
};

enum TileIndex { Events, Shoppers, Products, Period, Density, Rejected, TileCount };
enum ChartIndex { PerDay, LongTail, PerShopper, Week };
enum TabIndex { EventsTab, ProductsTab, ShoppersTab, RejectedTab };

} // namespace

DataPage::DataPage(QWidget *parent) : Page(parent)
{
    createWidgets();
    createTables();
    layOut();
    connectAll();
}

DataPage::~DataPage() = default;

void DataPage::createWidgets()
{
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(this);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setObjectName(QStringLiteral("data-columns"));
    m_rows = new QSplitter(Qt::Vertical);
    m_sources = new SourcesPanel(this);
    m_tileGrid = new ReflowGrid(kLeastTileWidth, kSpaceBetween, this);
    for (int i = 0; i < TileCount; ++i) {
        m_tiles.push_back(new Tile(this));
        m_tileGrid->add(m_tiles.back());
    }
    m_tiles[Rejected]->setClickable(true);
    m_chartGrid = new ReflowGrid(330, kSpaceBetween, this);
    m_chartGrid->setItemHeight(kChartHeight);
    for (int i = 0; i < 4; ++i) {
        m_charts.push_back(new ChartCard(this));
        m_chartGrid->add(m_charts.back());
    }
    for (const int chart : {int(PerDay), int(PerShopper), int(Week)})
        m_charts[static_cast<std::size_t>(chart)]->setSelectable(true);
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("data-tables"));
    m_tabs->setDocumentMode(true);
    m_memory = new LayoutMemory(this);
}

void DataPage::createTables()
{
    static constexpr std::pair<TableQuery::Table, const char *> kTables[]{
        {TableQuery::Table::Events, QT_TR_NOOP("Events")},
        {TableQuery::Table::Products, QT_TR_NOOP("Products")},
        {TableQuery::Table::Shoppers, QT_TR_NOOP("Shoppers")},
        {TableQuery::Table::Rejected, QT_TR_NOOP("Rejected")}};
    for (const auto &[table, title] : kTables) {
        auto *model = new ProjectTableModel(table, *QThreadPool::globalInstance(), this);
        model->setWords([](const QString &column, const QString &word) {
            return column == QLatin1String("reason") ? rejectionText(word)
                   : column == QLatin1String("kind") ? kindText(word)
                                                     : word;
        });
        auto *pane = new TablePane(m_tabs);
        pane->setTable(model);
        pane->view()->setFileName(QString::fromLatin1(title).toLower());
        m_tabs->addTab(pane, QString());
        m_tables.push_back({model, pane, title});
    }
    auto *rejected = m_tables[RejectedTab].pane;
    m_reasons = new RejectedReasons(rejected->view());
    static_cast<QVBoxLayout *>(rejected->layout())->insertWidget(0, m_reasons);
    createProductActions();
}

void DataPage::createProductActions()
{
    auto *view = m_tables[ProductsTab].pane->view();
    m_noProduct = new QAction(view);
    m_product = new QAction(view);
    view->addAction(m_noProduct);
    view->addAction(m_product);
    connect(m_noProduct, &QAction::triggered, this, [this] { markSelectedProducts(false); });
    connect(m_product, &QAction::triggered, this, [this] { markSelectedProducts(true); });
}

void DataPage::markSelectedProducts(bool areProducts)
{
    std::vector<ItemId> items; // the rows of this table are products
    for (const auto id : m_tables[ProductsTab].pane->view()->selectedRowIds())
        items.emplace_back(id);
    std::sort(items.begin(), items.end());
    if (items.empty() || session()->isReadOnly())
        return;
    const auto text = areProducts ? m_product->text() : m_noProduct->text();
    session()->undoStack().push(new MarkProducts(session(), std::move(items), areProducts, text));
    Q_EMIT noticeRaised({.level = Notice::Level::Good,
                         .text =
                             [areProducts] {
                                 return areProducts ? tr("These products can be recommended again.")
                                                    : tr("These are left out of training and lists from now on.");
                             },
                         .undoes = &session()->undoStack()});
}

void DataPage::layOut()
{
    auto *upper = new QWidget;
    auto *upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, 0, 0, 0);
    upperLayout->setSpacing(kSpaceBetween);
    upperLayout->addWidget(m_tileGrid);
    upperLayout->addWidget(m_chartGrid);
    upperLayout->addStretch();
    m_figures = new FittingScroll;
    m_figures->setObjectName(QStringLiteral("data-figures"));
    auto *page = new QScrollArea;
    page->setObjectName(QStringLiteral("data-page"));
    for (auto *area : {m_figures, page}) {
        area->setWidgetResizable(true);
        area->setFrameShape(QFrame::NoFrame);
        area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }
    page->setFocusPolicy(Qt::NoFocus); // it follows the focus
    m_figures->setWidget(upper);
    m_rows->addWidget(m_figures);
    m_rows->addWidget(m_tabs);
    m_rows->setSizes({492, kTableHeight});
    m_tabs->setMinimumHeight(kLeastTableHeight);
    m_rows->setChildrenCollapsible(false);
    page->setWidget(m_rows);
    m_columns->addWidget(m_sources);
    m_columns->addWidget(page);
    m_columns->setSizes({212, 1000});
    m_columns->setStretchFactor(1, 1);
    m_columns->setChildrenCollapsible(false);
    m_sources->setMinimumWidth(180);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_columns);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_stack);
    m_memory->remember(QStringLiteral("data/columns"), m_columns);
    m_memory->remember(QStringLiteral("data/rows"), m_rows);
    m_memory->remember(QStringLiteral("data/tab"), m_tabs);
    connect(m_rows, &QSplitter::splitterMoved, this, [this] {
        if (session())
            session()->setSetting(kRowsMovedKey, true);
    });
    for (const auto &table : m_tables) {
        auto *view = table.pane->view();
        m_memory->remember(
            QStringLiteral("data/table/%1").arg(QLatin1String(table.title)),
            [view] { return QJsonValue(view->saveLayout()); },
            [view](const QJsonValue &value) { view->restoreLayout(value.toObject()); });
    }
}

void DataPage::connectAll()
{
    tellOfSavedCharts(this);
    const auto import = [this] { Q_EMIT commandRequested(QStringLiteral("import")); };
    connect(m_empty, &EmptyState::triggered, this, import);
    connect(m_sources, &SourcesPanel::importRequested, this, import);
    connect(m_sources, &SourcesPanel::rejectedRequested, this, [this] { m_tabs->setCurrentIndex(RejectedTab); });
    connect(m_sources, &SourcesPanel::takeBackRequested, this, &DataPage::askToTakeBack);
    const auto again = [this](const ImportRecord &record) {
        Q_EMIT commandRequested(QStringLiteral("import-again:%1").arg(record.id.value));
    };
    connect(m_sources, &SourcesPanel::againRequested, this, again);
    connect(m_reasons, &RejectedReasons::againRequested, this, again);
    connect(m_tiles[Rejected], &Tile::clicked, this, [this] { m_tabs->setCurrentIndex(RejectedTab); });
    connect(m_charts[PerDay], &ChartCard::rangeSelected, this, &DataPage::pickPeriod);
    connect(m_charts[PerShopper], &ChartCard::rangeSelected, this, [this](double from, double to) {
        pickShoppers(PerShopper, [from, to](const Project &project, JobContext &) {
            return shoppersWithEvents(project, from, to);
        });
    });
    connect(m_charts[Week], &ChartCard::cellSelected, this, &DataPage::pickHour);
    for (const int chart : {int(PerDay), int(PerShopper), int(Week)}) {
        connect(m_charts[static_cast<std::size_t>(chart)], &ChartCard::rowsSelected, this, [this](int first) {
            if (first < 0)
                onChartCleared();
        });
    }
    for (const auto &table : m_tables) {
        connect(table.model, &PagedTableModel::countsChanged, this, &DataPage::showTabTitles);
        connect(table.pane->view(), &TableView::openShopperRequested, this, [this](qint64 id, const QString &key) {
            session()->selection().setShopper(ShopperRef{UserId(id), key});
            Q_EMIT pageRequested(QStringLiteral("shoppers"));
        });
        const auto selectProduct = [this](const QString &page) {
            return [this, page](qint64 id, const QString &key) {
                session()->selection().setProduct(ProductRef{ItemId(id), key, {}});
                Q_EMIT pageRequested(page);
            };
        };
        connect(table.pane->view(), &TableView::openProductRequested, this, selectProduct(QStringLiteral("product")));
        connect(table.pane->view(), &TableView::showOnMapRequested, this, selectProduct(QStringLiteral("map")));
    }
}

void DataPage::onProjectLeaving()
{
    m_memory->saveAll();
}

void DataPage::onProjectChanged()
{
    m_reading.letGo();
    m_counting.letGo();
    m_picking.letGo();
    m_facts.reset();
    m_summary.reset();
    m_hourPicked.reset();
    m_stale = true;
    for (const auto &table : m_tables) {
        table.model->setProject(nullptr);
        table.pane->view()->restoreLayout({}); // filters belong to their project
    }
    m_memory->setSession(session());
    if (session())
        connectSession();
    showSummary();
    showState();
}

void DataPage::connectSession()
{
    const auto changed = [this] {
        m_stale = true;
        if (isVisible())
            reload();
    };
    connect(session().get(), &ProjectSession::eventsChanged, this, changed);
    connect(session().get(), &ProjectSession::catalogueChanged, this, changed);
    const auto keys = [this] {
        for (const auto &table : m_tables)
            table.model->setKeys(session()->keys());
        showSources();
    };
    connect(session().get(), &ProjectSession::keysChanged, this, [this, keys] {
        keys();
        for (const auto &table : m_tables)
            table.pane->view()->clearFiltersOnKeys();
    });
    keys();
    connect(&session()->selection(), &Selection::shoppersChanged, this, [this] {
        const auto &shoppers = session()->selection().state().shoppers;
        if (shoppers.isEmpty() || shoppers.origin != SelectionOrigin::Chart)
            forgetPicks(-1);
        narrow();
    });
    connect(&session()->selection(), &Selection::productsChanged, this, &DataPage::narrow);
    connect(&session()->jobs(), &JobList::jobStarted, this, &DataPage::showState);
    connect(&session()->jobs(), &JobList::jobOver, this, &DataPage::showState);
}

/// Whole rows of charts, as many as leave the tables their height, until somebody draws the line elsewhere. One row is
/// seen whole in any case: where it and the least of the tables do not fit, the page scrolls.
void DataPage::shareHeight()
{
    const int tiles = m_tileGrid->height() + kSpaceBetween, row = kChartHeight + kSpaceBetween;
    m_figures->setMinimumHeight(tiles + kChartHeight);
    if (!session() || session()->setting(kRowsMovedKey).toBool())
        return;
    const int whole = m_rows->height() - m_rows->handleWidth();
    const int rows = std::max(1, (whole - kTableHeight - tiles + kSpaceBetween) / row);
    const int upper = tiles + rows * row - kSpaceBetween;
    m_rows->setSizes({upper, whole - upper});
}

void DataPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    shareHeight();
}

void DataPage::onShown()
{
    shareHeight();
    if (m_stale)
        reload();
}

void DataPage::reload()
{
    m_stale = false;
    session()->query<Facts>(
        m_reading,
        [](const Project &project, JobContext &) {
            const EventStore store(project);
            return Facts{store.imports(), store.count(), store.quarantinedCount(), storedSummary(project)};
        },
        [this](Outcome<Facts> outcome) { takeFacts(std::move(outcome)); });
    showState();
}

void DataPage::showSources()
{
    if (!m_facts)
        return;
    m_sources->show(m_facts->imports, session()->isReadOnly(), session()->keys().usesPseudonyms());
    m_reasons->show(m_facts->imports, session()->isReadOnly(), session()->keys().usesPseudonyms());
}

void DataPage::takeFacts(Outcome<Facts> outcome)
{
    if (const auto *error = std::get_if<Error>(&outcome)) {
        m_empty->setIcon(QStringLiteral("error"));
        m_empty->setText(errorText(*error));
        m_empty->setAction({});
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    auto *facts = std::get_if<Facts>(&outcome);
    if (!facts)
        return;
    m_facts = std::move(*facts);
    m_summary = m_facts->summary;
    showSources();
    for (const auto &table : m_tables)
        table.model->setProject(session()->project());
    narrow();
    if (!m_summary)
        makeSummary();
    showSummary();
    showState();
}

void DataPage::makeSummary()
{
    session()->query<ProjectSummary>(
        m_counting, [](const Project &project, JobContext &job) { return summarise(project, job); },
        [this](Outcome<ProjectSummary> outcome) {
            if (auto *summary = std::get_if<ProjectSummary>(&outcome))
                m_summary = std::move(*summary);
            else if (const auto *error = std::get_if<Error>(&outcome))
                Q_EMIT noticeRaised({Notice::Level::Error, liveErrorText(*error)});
            showSummary();
        });
}

void DataPage::showSummary()
{
    showTiles();
    const auto summary = m_summary.value_or(ProjectSummary{});
    std::array charts{eventsPerDayChart(summary), longTailChart(summary), eventsPerShopperChart(summary),
                      weekChart(summary)};
    const bool hasEvents = summary.events > 0;
    for (std::size_t i = 0; i < charts.size(); ++i) {
        if (!hasEvents)
            charts[i].whyEmpty = whyNoCharts();
        m_charts[i]->setData(charts[i]);
    }
    m_charts[LongTail]->setNote(
        hasEvents ? Error::fill(tr("%1 of %2 [product|products] [%1:makes|make] up 80 % of the events"),
                                {formatCount(summary.headProducts), formatCount(summary.products)})
                  : QString());
    m_charts[PerShopper]->setNote(
        hasEvents ? tr("half of the shoppers have up to %1").arg(formatNumber(summary.medianPerShopper)) : QString());
}

QString DataPage::whyNoCharts() const
{
    if (m_counting.isRunning())
        return tr("Counting...");
    return m_facts && m_facts->events == 0 ? tr("There are no events to draw.") : QString();
}

/// What was left out because the import said so is no failure.
void DataPage::showRejected()
{
    std::int64_t leftOut = 0;
    for (const auto &import : m_facts->imports)
        leftOut += SourcesPanel::leftOut(import);
    auto *tile = m_tiles[Rejected];
    const bool isBad = m_facts->rejected > leftOut;
    tile->setIsBad(isBad);
    tile->setName(isBad || leftOut == 0 ? tr("rejected rows") : tr("rows left out"));
    const auto exact = formatCount(m_facts->rejected);
    tile->setFigure(
        formatShortCount(m_facts->rejected),
        leftOut == 0
            ? exact
            : tr("%1, of which %2 name no shopper and were left out by choice").arg(exact, formatCount(leftOut)));
}

void DataPage::showTiles()
{
    const auto count = [](Tile *tile, std::int64_t number) {
        tile->setFigure(formatShortCount(number), formatCount(number));
    };
    if (!m_facts)
        return;
    count(m_tiles[Events], m_facts->events);
    showRejected();
    if (!m_summary) {
        for (const auto index : {Shoppers, Products, Period, Density})
            m_tiles[index]->setFigure(QStringLiteral("–"));
        return;
    }
    count(m_tiles[Shoppers], m_summary->shoppers);
    count(m_tiles[Products], m_summary->products);
    const auto seen = m_summary->tail.empty() ? 0 : m_summary->tail.back().rank;
    auto pairs = tr("%1 different pairs of shopper and product").arg(formatCount(m_summary->pairs));
    if (m_summary->events > 0 && seen > 0 && seen < m_summary->products) {
        m_tiles[Products]->setFigure(
            formatShortCount(m_summary->products),
            tr("%1, of which %2 have events").arg(formatCount(m_summary->products), formatCount(seen)));
        const auto among = m_summary->density() * static_cast<double>(m_summary->products) / static_cast<double>(seen);
        pairs += u'\n' + tr("Among the products that have events: %1").arg(formatPercent(among, 2));
    }
    m_tiles[Density]->setFigure(formatPercent(m_summary->density(), 2), pairs);
    if (!m_summary->period) {
        m_tiles[Period]->setFigure(m_summary->events > 0 ? tr("no times") : QStringLiteral("–"));
        return;
    }
    const auto [first, last] = *m_summary->period;
    const auto days = static_cast<int>((last - first) / 86'400'000 + 1);
    m_tiles[Period]->setFigure(tr("%Ln days", nullptr, days),
                               QStringLiteral("%1 – %2").arg(formatDateTime(first), formatDateTime(last)));
}

void DataPage::showState()
{
    const bool hasData = m_facts && (m_facts->events > 0 || m_facts->rejected > 0 || !m_facts->imports.empty());
    const bool hadData = m_stack->currentWidget() == m_columns;
    m_stack->setCurrentWidget(hasData ? static_cast<QWidget *>(m_columns) : m_empty);
    if (hasData && !hadData) // once it has its place
        QMetaObject::invokeMethod(this, &DataPage::shareHeight, Qt::QueuedConnection);
    if (hasData)
        return;
    const bool importing = session() && session()->jobs().hasKind(QStringLiteral("import"));
    const bool reading = session() && (!m_facts || m_reading.isRunning());
    m_empty->setIcon(reading ? QStringLiteral("data") : QStringLiteral("import"));
    m_empty->setText(
        importing ? tr("The files are being read: their events are shown here once all are in.")
        : reading
            ? tr("Reading the project...")
            : tr("There are no events in this project yet. Import a behaviour log, or drop its files on the window."));
    const bool canImport = !importing && !reading && session() && !session()->isReadOnly();
    m_empty->setAction(canImport ? tr("Import files") : QString());
}

void DataPage::narrow()
{
    const auto &state = session()->selection().state();
    m_tables[EventsTab].model->setNarrowing(state.shoppers.ids, state.products.ids);
    m_tables[ProductsTab].model->setNarrowing(nullptr, state.products.ids);
    m_tables[ShoppersTab].model->setNarrowing(state.shoppers.ids, nullptr);
}

void DataPage::showTabTitles()
{
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
        const auto &[model, pane, title] = m_tables[i];
        const auto matching = model->matchingRows();
        const auto total = model->totalRows();
        auto text = tr(title);
        if (total > 0 && matching != total)
            text = tr("%1 (%2 of %3)").arg(text, formatCount(matching), formatCount(total));
        else if (total > 0)
            text = tr("%1 (%2)").arg(text, formatCount(total));
        m_tabs->setTabText(static_cast<int>(i), buttonText(text));
    }
}

void DataPage::retranslate()
{
    m_sources->retranslate();
    m_noProduct->setText(tr("Not a product: leave out of training and lists"));
    m_product->setText(tr("A product: can be recommended"));
    const QStringList names{tr("events"), tr("shoppers"), tr("products"),
                            tr("period"), tr("density"),  tr("rejected rows")};
    for (int i = 0; i < TileCount; ++i)
        m_tiles[static_cast<std::size_t>(i)]->setName(names[i]);
    for (const auto &table : m_tables) {
        table.model->retranslate();
        table.pane->view()->setAccessibleName(tr(table.title));
    }
    showTabTitles();
    showSummary();
    showState();
}

void DataPage::restyle()
{
    m_sources->retranslate();
}

void DataPage::findInPage()
{
    m_tables[static_cast<std::size_t>(m_tabs->currentIndex())].pane->view()->findInTable();
}

bool DataPage::runCommand(const QString &command)
{
    if (command != QLatin1String("show-rejected"))
        return false;
    m_tabs->setCurrentIndex(RejectedTab);
    return true;
}

bool DataPage::isSettled() const
{
    const bool loading =
        std::any_of(m_tables.begin(), m_tables.end(), [](const auto &table) { return table.model->isLoading(); });
    return !m_reading.isRunning() && !m_counting.isRunning() && !loading;
}

void DataPage::askToTakeBack(const ImportRecord &import)
{
    ask(this,
        {.title = tr("Take an import back"),
         .text = Error::fill(
             tr("Take back %1: its %2 [event|events], its rejected rows, and the shoppers and products "
                "that nothing else names? Runs that were trained on them are kept."),
             {SourcesPanel::nameOf(import, session()->keys().usesPseudonyms()), formatCount(import.events)}),
         .verb = tr("Take back"),
         .loses = true},
        [this, import] { takeBack(import); });
}

void DataPage::takeBack(const ImportRecord &import)
{
    const auto name = SourcesPanel::nameOf(import, session()->keys().usesPseudonyms());
    pushTakingBack(session(), tr("Taking back %1").arg(name), import,
                   [this, name, asked = QPointer<DataPage>(this), of = std::weak_ptr(session())] {
                       if (asked && of.lock() == session())
                           Q_EMIT noticeRaised({.level = Notice::Level::Good,
                                                .text = [name] { return tr("%1 was taken back.").arg(name); },
                                                .undoes = &session()->undoStack()});
                   });
}

void DataPage::pickShoppers(int chart, Pick pick, std::function<void()> then)
{
    forgetPicks(chart);
    session()->query<std::vector<UserId>>(
        m_picking, std::move(pick), [this, then = std::move(then)](Outcome<std::vector<UserId>> outcome) {
            auto *picked = std::get_if<std::vector<UserId>>(&outcome);
            if (!picked)
                return;
            session()->selection().setShoppers(std::move(*picked), SelectionOrigin::Chart);
            if (then)
                then();
        });
}

/// The events table shows the very days, the others whoever did something on them.
void DataPage::pickPeriod(double from, double to)
{
    if (!m_summary)
        return;
    const auto bin = static_cast<std::int64_t>(3'600'000) * m_summary->hoursPerBin;
    const auto begin = fromWallClock(static_cast<std::int64_t>(from), m_summary->timeZone);
    const auto end = fromWallClock(static_cast<std::int64_t>(to) + bin, m_summary->timeZone);
    pickShoppers(
        PerDay,
        [begin, end](const Project &project, JobContext &job) { return shoppersInPeriod(project, begin, end, job); },
        [this, begin, end] {
            auto *view = m_tables[EventsTab].pane->view();
            view->filterRange(QStringLiteral("time"), static_cast<double>(begin), static_cast<double>(end - 1));
            m_periodPicked = true;
            m_tabs->setCurrentIndex(EventsTab);
        });
}

void DataPage::pickHour(int hour, int weekday)
{
    if (!m_summary)
        return;
    const auto cell = std::pair(hour, weekday);
    if (m_hourPicked == cell)
        return onChartCleared();
    pickShoppers(Week, [hour, weekday, zone = m_summary->timeZone](const Project &project, JobContext &job) {
        return shoppersAtHour(project, weekday, hour, zone, job);
    });
    m_hourPicked = cell;
}

void DataPage::forgetPicks(int but)
{
    for (const int chart : {int(PerDay), int(PerShopper), int(Week)})
        if (chart != but)
            m_charts[static_cast<std::size_t>(chart)]->setSelectedRows(-1, -1);
    m_hourPicked.reset();
    clearPeriod();
}

void DataPage::clearPeriod()
{
    if (std::exchange(m_periodPicked, false))
        m_tables[EventsTab].pane->view()->filterRange(QStringLiteral("time"), {}, {});
}

void DataPage::onChartCleared()
{
    forgetPicks(-1);
    const auto &shoppers = session()->selection().state().shoppers;
    if (!shoppers.isEmpty() && shoppers.origin == SelectionOrigin::Chart)
        session()->selection().setShoppers({}, SelectionOrigin::Chart);
}

} // namespace aisle
