#include "widgets/products/productpage.h"
#include "core/common/error.h"
#include "core/storage/catalogue.h"
#include "widgets/charts/chartcard.h"
#include "widgets/commands/featurecommands.h"
#include "widgets/commands/markproducts.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/productfield.h"
#include "widgets/common/theme.h"
#include "widgets/common/tile.h"
#include "widgets/products/productcard.h"
#include "widgets/products/productgraph.h"
#include "widgets/products/productruns.h"
#include "widgets/shell/chartnotices.h"
#include "widgets/shell/layoutmemory.h"
#include "widgets/similar/querydrops.h"
#include "widgets/similar/similarview.h"
#include "widgets/tables/listcard.h"
#include "widgets/tables/rowsview.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"

#include <QJsonArray>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace aisle {

namespace {

const bool kRegistered = registerPage({.id = "product",
                                       .title = QT_TRANSLATE_NOOP("Page", "Product"),
                                       .icon = "product",
                                       .order = 45,
                                       .make = [](QWidget *parent) -> Page * { return new ProductPage(parent); }});

constexpr int kPollMs = 100;
constexpr int kChartHeight = 160;
enum Tab { Similar, Shoppers, Graph };
const QString kSimilarKey = QStringLiteral("product/similar");
const QString kSplitterKey = QStringLiteral("product/splitter");

} // namespace

ProductPage::ProductPage(QWidget *parent) : Page(parent)
{
    createWidgets();
    layOut();
    connectAll();
}

void ProductPage::createWidgets()
{
    m_desk = new ProductDesk(this);
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(m_stack);
    m_empty->setIcon(QStringLiteral("product"));
    m_work = new QWidget(m_stack);
    m_find = new ProductField(this);
    m_find->setObjectName(QStringLiteral("findProduct"));
    m_find->addAction(themeIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_find->setMinimumWidth(280);
    m_map = new QPushButton(this);
    m_map->setObjectName(QStringLiteral("showOnMap"));
    m_map->setIcon(themeIcon(QStringLiteral("map")));
    m_mark = new QPushButton(this);
    m_mark->setObjectName(QStringLiteral("markProduct"));
    m_splitter = new QSplitter(Qt::Horizontal, m_work);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(kSpaceBetween);
    m_card = new ProductCard(m_work);
    m_card->setMinimumWidth(180);
    for (int i = 0; i < TileCount; ++i)
        m_tiles.push_back(new Tile(m_work));
    m_perDay = new ChartCard(m_work);
    m_price = new ChartCard(m_work);
    m_tabs = new QTabWidget(m_work);
    m_tabs->setObjectName(QStringLiteral("product-tabs"));
    m_tabs->setDocumentMode(true);
    m_similar = new SimilarView(m_work);
    m_graphDesk = new GraphDesk(this);
    m_graph = new ProductGraph(m_work);
    m_memory = new LayoutMemory(this);
    m_runs = new ProductRuns(m_work);
    m_runs->setDesk(m_desk);
    m_buyers = new ListCard(m_work);
    m_buyers->rows()->setObjectName(QStringLiteral("buyers"));
    m_selectBuyers = new QToolButton(m_work);
    m_selectBuyers->setObjectName(QStringLiteral("selectBuyers"));
    m_selectBuyers->setIcon(themeIcon(QStringLiteral("select")));
    m_selectBuyers->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_selectBuyers->setAutoRaise(true);
    m_buyers->setCorner(m_selectBuyers);
    m_poll = new QTimer(this);
    m_poll->setInterval(kPollMs);
}

QWidget *ProductPage::makeBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_find, 1);
    layout->addStretch(1);
    layout->addWidget(m_mark);
    layout->addWidget(m_map);
    return bar;
}

QWidget *ProductPage::makeFacts()
{
    auto *tiles = new ReflowGrid(132, kSpaceBetween, m_work);
    for (auto *tile : m_tiles)
        tiles->add(tile);
    auto *charts = new ReflowGrid(320, kSpaceBetween, m_work);
    charts->setItemHeight(kChartHeight);
    charts->add(m_perDay);
    charts->add(m_price);
    auto *shoppers = new QWidget(m_tabs);
    auto *lists = new QHBoxLayout(shoppers);
    lists->setContentsMargins(0, kSpaceBetween, 0, 0);
    lists->setSpacing(kSpaceBetween);
    lists->addWidget(m_runs, 1);
    lists->addWidget(m_buyers, 1);
    m_similar->layout()->setContentsMargins(0, kSpaceBetween, 0, 0);
    for (auto *tab : std::initializer_list<QWidget *>{m_similar, shoppers, m_graph})
        m_tabs->addTab(tab, QString());
    m_memory->remember(QStringLiteral("product/tab"), m_tabs);
    auto *right = new QWidget(m_splitter);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpaceBetween);
    m_figures = new QWidget(right);
    auto *figures = new QVBoxLayout(m_figures);
    figures->setContentsMargins({});
    figures->setSpacing(kSpaceBetween);
    figures->addWidget(tiles);
    figures->addWidget(charts);
    column->addWidget(m_figures);
    column->addWidget(m_tabs, 1);
    return right;
}

void ProductPage::layOut()
{
    m_splitter->addWidget(m_card);
    m_splitter->addWidget(makeFacts());
    m_splitter->setSizes({260, 980});
    m_splitter->setStretchFactor(1, 1);
    auto *work = new QVBoxLayout(m_work);
    work->setContentsMargins(0, 0, 0, 0);
    work->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_work);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacePage, kSpaceBetween, kSpacePage, kSpacePage);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(makeBar());
    layout->addWidget(m_stack, 1);
}

void ProductPage::connectAll()
{
    tellOfSavedCharts(this);
    connect(m_empty, &EmptyState::triggered, this, &ProductPage::openBestSeller);
    connect(m_find, &ProductField::productChosen, this, [this](const ItemRecord &item) {
        session()->selection().setProduct(ProductRef{item.id, item.key, item.title});
    });
    connect(m_map, &QPushButton::clicked, this, [this] { Q_EMIT pageRequested(QStringLiteral("map")); });
    connect(m_mark, &QPushButton::clicked, this, &ProductPage::toggleProduct);
    connectDesk();
    connectChoices();
    connectTabs();
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        if (session())
            session()->setSetting(kSplitterKey, QJsonArray{m_splitter->sizes().at(0), m_splitter->sizes().at(1)});
    });
}

void ProductPage::connectDesk()
{
    connect(m_desk, &ProductDesk::factsRead, this, &ProductPage::takeFacts);
    connect(m_desk, &ProductDesk::factsFailed, this, [this](const Error &error) {
        Q_EMIT noticeRaised({.level = Notice::Level::Error, .text = liveErrorText(error)});
    });
    connect(m_desk, &ProductDesk::runChanged, m_runs, &ProductRuns::showRuns);
    connect(m_desk, &ProductDesk::viewsRead, m_runs, &ProductRuns::showViews);
    connect(m_poll, &QTimer::timeout, this, [this] {
        m_runs->showLoading();
        if (m_desk->isSettled())
            m_poll->stop();
    });
    connect(m_desk, &ProductDesk::runChanged, m_poll, qOverload<>(&QTimer::start));
    connect(m_runs, &ProductRuns::reloadRequested, m_desk, &ProductDesk::reload);
}

void ProductPage::connectChoices()
{
    const auto openShopper = [this](const ShopperRef &shopper) {
        session()->selection().setShopper(shopper);
        Q_EMIT pageRequested(QStringLiteral("shoppers"));
    };
    connect(m_runs, &ProductRuns::shopperChosen, this, openShopper);
    connect(m_buyers->rows(), &RowsView::rowChosen, this, [openShopper](qint64 id, const QString &key) {
        openShopper({UserId(id), key});
    });
    connect(m_runs, &ProductRuns::shoppersSelected, this, [this](const std::vector<UserId> &shoppers) {
        session()->selection().setShoppers(shoppers, SelectionOrigin::Table);
    });
    connect(m_selectBuyers, &QToolButton::clicked, this, [this] {
        std::vector<UserId> shoppers;
        for (const auto &row : m_buyers->rows()->rows()->rows())
            shoppers.emplace_back(row.id);
        session()->selection().setShoppers(std::move(shoppers), SelectionOrigin::Table);
    });
    connect(m_runs, &ProductRuns::runsRequested, this, [this] { Q_EMIT pageRequested(QStringLiteral("runs")); });
}

void ProductPage::connectTabs()
{
    const auto choose = [this](const ProductRef &product) { session()->selection().setProduct(product); };
    connect(m_similar, &SimilarView::productChosen, this, choose);
    connect(m_similar, &SimilarView::pageRequested, this, &ProductPage::pageRequested);
    connect(m_graph, &ProductGraph::productChosen, this, choose);
    connect(m_graph, &ProductGraph::productsSelected, this, [this](const std::vector<ItemId> &products) {
        session()->selection().setProducts(products, SelectionOrigin::Search);
    });
    connect(m_graph, &ProductGraph::graphRequested, this, [this] {
        session()->setSetting(kFeaturesTabKey, 1);
        Q_EMIT pageRequested(QStringLiteral("features"));
    });
    connect(m_graphDesk, &GraphDesk::neighbourhoodRead, this,
            [this](ItemId, const GraphNeighbourhood &found) { m_graph->showNeighbourhood(found); });
    connect(m_graphDesk, &GraphDesk::neighbourhoodFailed, this,
            [this](ItemId, const Error &error) { m_graph->showFailure(error); });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (session() && isVisible())
            refreshTabs();
    });
    auto *drops = new QueryDrops(this);
    connect(drops, &QueryDrops::pictureGiven, this, [this](const QString &file) { askLike(file, {}); });
    connect(drops, &QueryDrops::textGiven, this, [this](const QString &text) { askLike({}, text); });
}

void ProductPage::askLike(const QString &picture, const QString &text)
{
    if (!session())
        return;
    m_tabs->setCurrentIndex(Similar);
    m_asksLike = true;
    showState();
    picture.isEmpty() ? m_similar->askText(text) : m_similar->askPicture(picture);
}

void ProductPage::onProjectLeaving()
{
    m_memory->saveAll();
}

void ProductPage::onProjectChanged()
{
    m_drawn.reset();
    m_asksLike = false;
    m_poll->stop();
    m_bestSeller.letGo();
    m_facts.reset();
    m_asked.reset();
    m_stale = true;
    m_desk->setSession(session());
    m_find->setSession(session());
    m_card->setSession(session());
    m_runs->setSession(session());
    m_similar->setSession(session(), kSimilarKey);
    m_graphDesk->setSession(session());
    m_graph->setSession(session());
    m_memory->setSession(session());
    showState();
    if (!session())
        return;
    connectSession();
    if (const auto sizes = session()->setting(kSplitterKey).toArray(); sizes.size() == 2)
        m_splitter->setSizes({sizes[0].toInt(), sizes[1].toInt()});
}

void ProductPage::connectSession()
{
    const auto changed = [this] {
        m_desk->forgetFacts();
        m_asked.reset();
        m_drawn.reset();
        m_stale = true;
        if (isVisible())
            refresh();
    };
    connect(session().get(), &ProjectSession::eventsChanged, this, changed);
    connect(session().get(), &ProjectSession::catalogueChanged, this, changed);
    connect(session().get(), &ProjectSession::graphChanged, this, [this] {
        m_drawn.reset();
        if (isVisible())
            refreshTabs();
    });
    connect(session().get(), &ProjectSession::keysChanged, this, &ProductPage::retranslate);
    const auto selected = [this] {
        if (isVisible())
            refresh();
    };
    connect(&session()->selection(), &Selection::productChanged, this, selected);
    connect(&session()->selection(), &Selection::runsChanged, this, selected);
}

void ProductPage::onShown()
{
    refresh();
}

void ProductPage::refresh()
{
    const auto &state = session()->selection().state();
    m_desk->setRuns(state.runs);
    m_runs->showRuns();
    if (state.product && m_asked != state.product->id) {
        if (!m_facts || m_facts->product.item.id != state.product->id) {
            m_facts.reset();
            m_runs->forgetViews();
        }
        m_asked = state.product->id;
        m_card->showProduct(*state.product);
        m_desk->ask(*m_asked);
        showFacts();
    }
    showState();
    refreshTabs();
}

void ProductPage::refreshTabs()
{
    const auto &product = session()->selection().state().product;
    if (m_tabs->currentIndex() == Similar)
        m_similar->refresh();
    if (m_tabs->currentIndex() != Graph || !product)
        return;
    m_graph->showLoading(*product);
    if (m_drawn == product->id)
        return;
    m_drawn = product->id;
    m_graphDesk->ask(product->id);
}

void ProductPage::takeFacts(const ProductDesk::Facts &facts)
{
    m_facts = facts;
    m_card->showRecord(facts.product.item);
    showFacts();
}

void ProductPage::showFacts()
{
    showTiles();
    showBuyers();
    m_mark->setEnabled(m_facts && session() && !session()->isReadOnly());
    m_mark->setText(!m_facts || m_facts->product.item.isProduct ? tr("Leave out of lists") : tr("Offer again"));
    m_mark->setToolTip(!m_facts || m_facts->product.item.isProduct
                           ? tr("Postage, fees, vouchers: leave it out of training and lists")
                           : tr("It can be recommended again"));
    if (m_facts) {
        m_perDay->setData(productEventsChart(m_facts->product));
        m_price->setData(productPriceChart(m_facts->product));
        return;
    }
    for (auto *chart : {m_perDay, m_price}) {
        ChartData waiting;
        waiting.title = chart->data().title;
        waiting.whyEmpty = tr("Reading the events...");
        chart->setData(waiting);
    }
}

void ProductPage::showTiles()
{
    const QStringList names{tr("events"), tr("shoppers"),
                            m_facts && !m_facts->product.hasPurchases ? tr("had to do with it") : tr("buyers"),
                            tr("place by events"), tr("first to last")};
    for (int i = 0; i < TileCount; ++i)
        m_tiles[static_cast<std::size_t>(i)]->setName(names[i]);
    if (!m_facts) {
        for (auto *tile : m_tiles)
            tile->setFigure(QStringLiteral("–"));
        return;
    }
    const auto count = [this](TileIndex tile, std::int64_t number) {
        m_tiles[tile]->setFigure(formatShortCount(number), formatCount(number));
    };
    const auto &product = m_facts->product;
    count(Events, product.events);
    count(Shoppers, product.shoppers);
    count(Buyers, product.buyers);
    const auto place = formatCount(static_cast<std::int64_t>(m_facts->rank));
    m_tiles[Place]->setFigure(tr("%1 of %2").arg(place, formatShortCount(m_facts->products)),
                              Error::fill(tr("%1 of %2 [product|products]"), {place, formatCount(m_facts->products)}));
    if (!product.period) {
        m_tiles[Period]->setFigure(tr("no times"));
        return;
    }
    const auto [first, last] = *product.period;
    m_tiles[Period]->setFigure(tr("%Ln days", nullptr, static_cast<int>((last - first) / 86'400'000 + 1)),
                               QStringLiteral("%1 – %2").arg(formatDateTime(first), formatDateTime(last)));
}

void ProductPage::showBuyers()
{
    const bool bought = !m_facts || m_facts->product.hasPurchases;
    m_buyers->setTitle(bought ? tr("Bought by") : tr("Known to"));
    m_buyers->rows()->rows()->setHeaders({tr("Shopper"), bought ? tr("Times") : tr("Events"), tr("Last")});
    std::vector<RowsModel::Row> rows;
    if (m_facts) {
        for (const auto &buyer : m_facts->product.topBuyers) {
            const auto last = buyer.lastAt == kNoTime ? QString() : formatDate(buyer.lastAt);
            rows.push_back({.id = buyer.user.value,
                            .key = buyer.key,
                            .cells = {{.text = session()->keys().shopper(buyer.key)},
                                      {.text = formatCount(buyer.events), .isNumber = true},
                                      {.text = last, .isNumber = true}}});
        }
    }
    const auto shown = static_cast<std::int64_t>(rows.size());
    m_selectBuyers->setEnabled(shown > 0);
    m_buyers->rows()->rows()->setRows(std::move(rows));
    if (!m_facts)
        m_buyers->showMessage(QStringLiteral("clock"), tr("Reading the events..."));
    else if (shown == 0)
        m_buyers->showMessage(QStringLiteral("info"), tr("No shopper bought it."));
    else
        m_buyers->showRows(
            shown < m_facts->product.buyers
                ? tr("%1 of %2, most often first").arg(formatCount(shown), formatCount(m_facts->product.buyers))
                : tr("%1, most often first").arg(formatCount(shown)));
}

void ProductPage::showState()
{
    const bool chosen = session() && session()->selection().state().product.has_value();
    m_asksLike = m_asksLike && !chosen;
    m_stack->setCurrentWidget(chosen || m_asksLike ? m_work : static_cast<QWidget *>(m_empty));
    m_splitter->widget(0)->setVisible(chosen);
    m_figures->setVisible(chosen);
    m_map->setEnabled(chosen);
    m_mark->setVisible(chosen);
    m_map->setVisible(chosen);
}

void ProductPage::openBestSeller()
{
    session()->query<std::optional<ItemRecord>>(
        m_bestSeller,
        [](const Project &project, JobContext &job) -> std::optional<ItemRecord> {
            const auto counts = countProducts(project, job);
            const auto best = std::max_element(counts->events.begin(), counts->events.end());
            if (best == counts->events.end() || *best == 0)
                return {};
            return Catalogue(project).item(ItemId(best - counts->events.begin()));
        },
        [this](Outcome<std::optional<ItemRecord>> outcome) {
            const auto *item = std::get_if<std::optional<ItemRecord>>(&outcome);
            if (item && *item)
                session()->selection().setProduct(ProductRef{(*item)->id, (*item)->key, (*item)->title});
            else if (item)
                Q_EMIT noticeRaised(
                    {.level = Notice::Level::Info, .text = [] { return tr("No event names a product yet."); }});
        });
}

void ProductPage::toggleProduct()
{
    if (!m_facts)
        return;
    const bool isProduct = !m_facts->product.item.isProduct;
    session()->undoStack().push(new MarkProducts(session(), {m_facts->product.item.id}, isProduct, m_mark->text()));
}

void ProductPage::findInPage()
{
    m_find->setFocus();
    m_find->selectAll();
}

bool ProductPage::isSettled() const
{
    return m_desk->isSettled() && !m_bestSeller.isRunning() && m_similar->isSettled() && m_graphDesk->isSettled();
}

void ProductPage::retranslate()
{
    m_empty->setText(tr("Choose a product: type its title or key above, or open one from a table, a list or the map. A "
                        "picture dropped here finds what looks like it."));
    m_empty->setAction(tr("Show the most popular one"));
    m_find->setPlaceholderText(tr("Find a product by title or key"));
    m_find->setAccessibleName(m_find->placeholderText());
    m_map->setText(tr("Show on map"));
    m_tabs->setTabText(Similar, tr("Similar"));
    m_tabs->setTabText(Shoppers, tr("Shoppers"));
    m_tabs->setTabText(Graph, tr("Graph"));
    m_selectBuyers->setText(tr("Select"));
    m_selectBuyers->setToolTip(tr("Select these shoppers"));
    m_selectBuyers->setAccessibleName(m_selectBuyers->toolTip());
    m_buyers->rows()->setAccessibleName(tr("Shoppers who bought the product"));
    if (!session())
        return;
    showFacts();
    if (m_facts)
        m_card->showRecord(m_facts->product.item);
    m_runs->showRuns();
}

} // namespace aisle
