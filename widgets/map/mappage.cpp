#include "widgets/map/mappage.h"

#include "core/common/error.h"
#include "core/features/vectors.h"
#include "core/lists/listbasis.h"
#include "core/runs/runshelf.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/map/mapemphasis.h"
#include "widgets/map/mappanel.h"
#include "widgets/similar/querydrops.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/runtext.h"
#include "widgets/text/tiptext.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

namespace aisle {

namespace {

const bool kRegistered = registerPage({.id = "map",
                                       .title = QT_TRANSLATE_NOOP("Page", "Map"),
                                       .icon = "map",
                                       .order = 50,
                                       .make = [](QWidget *parent) -> Page * { return new MapPage(parent); }});

const QString kSourceKey = QStringLiteral("map/run"); ///< a run's number or a table's name
constexpr int kNeighbours = 12;
constexpr int kListLength = 10;
constexpr std::size_t kExposureShoppers = 2000;
constexpr int kSearchDelayMs = 200;
constexpr std::array kModeIcons{"pan", "zoom", "select", "lasso"};

QFrame *makeCard(QWidget *parent)
{
    auto *card = new QFrame(parent);
    showAsCard(card);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    return card;
}

} // namespace

MapPage::MapPage(QWidget *parent) : Page(parent)
{
    createWidgets();
    createBar();
    layOut();
    connectAll();
}

MapPage::~MapPage() = default;

void MapPage::createWidgets()
{
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(m_stack);
    m_work = new QWidget(this);
    m_across = new QSplitter(Qt::Horizontal, m_stack);
    m_across->setObjectName(QStringLiteral("mapSplitter"));
    m_across->setChildrenCollapsible(false);
    m_mapCard = makeCard(m_across);
    m_view = new ScatterView(m_mapCard);
    m_view->setDescribe([this](std::uint32_t point) { return describe(point); });
    m_quality = new QLabel(m_mapCard);
    m_quality->setContentsMargins(kSpaceBetween, kSpaceInside, kSpaceBetween, kSpaceInside);
    m_quality->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Maximum);
    setSecondary(m_quality);
    m_panelCard = makeCard(m_across);
    m_panel = new MapPanel(m_panelCard);
    m_alike = new FeatureDesk(this);
}

void MapPage::createBar()
{
    m_run = new QComboBox(m_work);
    m_run->setObjectName(QStringLiteral("mapRun"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_kind = new QComboBox(m_work);
    m_kind->setObjectName(QStringLiteral("mapKind"));
    m_search = new QLineEdit(m_work);
    m_search->setObjectName(QStringLiteral("mapSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(260);
    m_search->addAction(themeIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_searchTimer = new QTimer(this);
    m_searchTimer->setSingleShot(true);
    m_searchTimer->setInterval(kSearchDelayMs);
    m_count = new QLabel(m_work);
    setSecondary(m_count);
    createModes();
}

void MapPage::createModes()
{
    const auto button = [this](const QString &icon) {
        auto *one = new QToolButton(m_work);
        one->setObjectName(icon);
        one->setIcon(themeIcon(icon));
        one->setAutoRaise(true);
        return one;
    };
    for (std::size_t mode = 0; mode < m_modes.size(); ++mode) {
        m_modes[mode] = button(QString::fromLatin1(kModeIcons[mode]));
        m_modes[mode]->setCheckable(true);
        m_modes[mode]->setAutoExclusive(true);
        connect(m_modes[mode], &QToolButton::clicked, this, [this, mode] { setMode(static_cast<ScatterMode>(mode)); });
    }
    m_whole = button(QStringLiteral("reset"));
    m_save = button(QStringLiteral("save"));
    setMode(ScatterMode::Pan);
}

void MapPage::layOut()
{
    m_mapCard->layout()->addWidget(m_view);
    m_mapCard->layout()->addWidget(m_quality);
    m_panelCard->layout()->addWidget(m_panel);
    m_across->addWidget(m_mapCard);
    m_across->addWidget(m_panelCard);
    m_across->setStretchFactor(0, 1);
    m_across->setSizes({900, 290});
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_across);
    layOutBar();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpacePage, kSpaceBetween, kSpacePage, kSpacePage);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_work);
    layout->addWidget(m_stack, 1);
}

void MapPage::layOutBar()
{
    auto *bar = new QHBoxLayout(m_work);
    bar->setContentsMargins({});
    bar->setSpacing(kSpaceBetween);
    bar->addWidget(m_run);
    bar->addWidget(m_kind);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_count);
    bar->addStretch(1);
    auto *modes = new QHBoxLayout;
    modes->setSpacing(0);
    for (auto *mode : m_modes)
        modes->addWidget(mode);
    modes->addWidget(m_whole);
    modes->addSpacing(kSpaceBetween);
    modes->addWidget(m_save);
    bar->addLayout(modes);
}

void MapPage::connectAll()
{
    connect(m_run, &QComboBox::activated, this, &MapPage::chooseRun);
    connect(m_kind, &QComboBox::activated, this, &MapPage::makeMap);
    connect(m_search, &QLineEdit::textChanged, m_searchTimer, qOverload<>(&QTimer::start));
    connect(m_searchTimer, &QTimer::timeout, this, &MapPage::search);
    connect(m_search, &QLineEdit::returnPressed, this, &MapPage::showFound);
    connect(m_whole, &QToolButton::clicked, m_view, &ScatterView::resetView);
    connect(m_save, &QToolButton::clicked, this, &MapPage::savePicture);
    connect(m_view, &ScatterView::currentChanged, this, &MapPage::setCurrentPoint);
    connect(m_view, &ScatterView::pointActivated, this, [this](int point) {
        setCurrentPoint(point);
        openPoint();
    });
    connect(m_view, &ScatterView::pointsSelected, this, &MapPage::onPointsSelected);
    connect(m_panel, &MapPanel::lookChanged, this, &MapPage::applyLook);
    connect(m_panel, &MapPanel::legendChanged, this, &MapPage::applyStates);
    connect(m_panel, &MapPanel::neighbourChosen, this, [this](std::uint32_t point) {
        m_view->setCurrent(point, true);
        setCurrentPoint(static_cast<int>(point));
    });
    connect(m_panel, &MapPanel::openRequested, this, &MapPage::openPoint);
    connect(m_panel, &MapPanel::productRequested, this, [this] { Q_EMIT pageRequested(QStringLiteral("product")); });
    connect(m_empty, &EmptyState::triggered, this, [this] { Q_EMIT pageRequested(QStringLiteral("train")); });
    connect(new QueryDrops(this), &QueryDrops::pictureGiven, this, &MapPage::askPicture);
    connect(m_alike, &FeatureDesk::spacesRead, this,
            [this](const FeatureDesk::Question &, const FeatureDesk::Spaces &spaces) { selectAlike(spaces.front()); });
}

void MapPage::retranslate()
{
    const std::array names{tr("Move the map"), tr("Zoom into a rectangle"), tr("Select a rectangle"),
                           tr("Select with a lasso")};
    for (std::size_t mode = 0; mode < m_modes.size(); ++mode) {
        m_modes[mode]->setToolTip(names[mode]);
        m_modes[mode]->setAccessibleName(names[mode]);
    }
    m_whole->setToolTip(tr("Show everything"));
    m_save->setToolTip(tr("Save picture (PNG) ..."));
    for (auto *button : {m_whole, m_save})
        button->setAccessibleName(button->toolTip());
    m_search->setPlaceholderText(tr("Find on the map"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_run->setAccessibleName(tr("Run or table of features"));
    m_kind->setAccessibleName(tr("What is mapped"));
    const QSignalBlocker silent(m_kind);
    const int kind = std::max(0, m_kind->currentIndex());
    m_kind->clear();
    m_kind->addItems({tr("Products"), tr("Shoppers")});
    m_kind->setCurrentIndex(kind);
    m_view->setAccessibleName(tr("Map"));
    m_panel->retranslate();
    fillRuns();
    showQuality();
}

void MapPage::restyle()
{
    if (!m_map)
        return;
    applyLook();
    showPlaces();
}

void MapPage::findInPage()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool MapPage::isSettled() const
{
    return !m_isStale && !m_sourcesJob.isRunning() && !m_mapJob.isRunning() && !m_exposureJob.isRunning() &&
           !m_listsJob.isRunning() && !m_neighbourJob.isRunning() && m_alike->isSettled() && m_view->isSettled();
}

void MapPage::onProjectChanged()
{
    m_listsJob.letGo();
    m_sourcesJob.letGo();
    m_mapJob.letGo();
    m_exposureJob.letGo();
    m_neighbourJob.letGo();
    m_alike->setSession(session());
    m_sources = {};
    m_mapped = {};
    m_map.reset();
    m_listed = {};
    m_search->clear();
    m_searchTimer->stop();
    m_found.clear();
    m_view->setCloud(nullptr);
    m_panel->setMap(nullptr);
    m_isStale = true;
    fillRuns();
    if (session())
        connectSession();
}

void MapPage::connectSession()
{
    auto *project = session().get();
    m_panel->setKeys(project->keys());
    const auto stale = [this] {
        m_isStale = true;
        if (isVisible())
            onShown();
    };
    connect(project, &ProjectSession::runsChanged, this, stale);
    connect(project, &ProjectSession::featuresChanged, this, [this, stale] {
        m_alike->forget();
        if (m_mapped.typeId() == QMetaType::QString)
            m_map.reset();
        stale();
    });
    connect(project, &ProjectSession::catalogueChanged, this, [this, stale] {
        m_map.reset();
        stale();
    });
    connect(project, &ProjectSession::keysChanged, this, [this] {
        m_panel->setKeys(session()->keys());
        m_panel->showPoint(m_view->current());
    });
    auto *selection = &project->selection();
    connect(selection, &Selection::runsChanged, this, [this] {
        fillRuns();
        readLists();
    });
    connect(selection, &Selection::shopperChanged, this, &MapPage::readLists);
    connect(selection, &Selection::changed, this, &MapPage::onSelectionChanged);
}

void MapPage::onShown()
{
    if (m_isStale)
        return readSources();
    if (m_mapped.isValid() && remembered().isValid() && remembered() != m_mapped &&
        m_run->findData(remembered()) >= 0) {
        fillRuns();
        makeMap();
    }
    readLists();
}

void MapPage::readSources()
{
    session()->query<Sources>(
        m_sourcesJob,
        [](const Project &project, JobContext &) {
            return Sources{RunStore(project).list(), FeatureStore(project).list()};
        },
        [this](Outcome<Sources> outcome) {
            if (auto *sources = std::get_if<Sources>(&outcome))
                onSources(std::move(*sources));
            else if (const auto *error = std::get_if<Error>(&outcome))
                showState(QStringLiteral("error"), errorText(*error));
        });
}

void MapPage::onSources(Sources sources)
{
    m_isStale = false;
    m_sources = std::move(sources);
    fillRuns();
    if (!m_map || m_mapped != m_run->currentData())
        makeMap();
    readLists();
}

QVariant MapPage::remembered() const
{
    const auto value = session() ? session()->setting(kSourceKey) : QJsonValue();
    return value.isString() ? QVariant(value.toString()) : value.isDouble() ? QVariant(value.toInteger()) : QVariant();
}

const StoredFeature *MapPage::wantedFeatures() const
{
    const auto chosen = m_run->currentData();
    const auto found = std::ranges::find_if(m_sources.features, [&](const auto &each) { return chosen == each.name; });
    return chosen.typeId() == QMetaType::QString && found != m_sources.features.end() ? &*found : nullptr;
}

void MapPage::addFeatures()
{
    for (const auto &each : m_sources.features)
        m_run->addItem(themeIcon(QStringLiteral("features")), tr("Features: %1").arg(each.name), each.name);
}

/// Compared runs first, with their letters, then the others, newest first.
void MapPage::fillRuns()
{
    const QSignalBlocker silent(m_run);
    const auto before = m_run->currentData();
    m_run->clear();
    std::vector<std::pair<int, const RunSummary *>> ordered;
    for (auto run = m_sources.runs.rbegin(); run != m_sources.runs.rend(); ++run) {
        const auto slot = session() ? session()->selection().slotOf(run->id) : std::nullopt;
        ordered.emplace_back(slot.value_or(kMaxComparedRuns), &*run);
    }
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[slot, run] : ordered) {
        const auto label = runLabel(*run);
        m_run->addItem(slot < kMaxComparedRuns ? QStringLiteral("%1  %2").arg(QString(runLetter(slot)), label) : label,
                       static_cast<qint64>(run->id.value));
    }
    const int runs = m_run->count();
    addFeatures();
    int chosen = remembered().isValid() ? m_run->findData(remembered()) : -1;
    if (chosen < 0)
        chosen = before.isValid() ? m_run->findData(before) : -1;
    for (int i = 0; chosen < 0 && i < runs; ++i) { // one that surely has vectors
        const auto &name = ordered[static_cast<std::size_t>(i)].second->recommender;
        if (name != QLatin1String("popularity") && name != QLatin1String("bought-again") &&
            name != QLatin1String("random"))
            chosen = i;
    }
    m_run->setCurrentIndex(std::max(0, chosen));
    m_work->setVisible(m_run->count() > 0);
}

void MapPage::chooseRun()
{
    session()->setSetting(kSourceKey, m_run->currentData().toJsonValue());
    makeMap();
}

MapOf MapPage::wantedKind() const
{
    return m_kind->currentIndex() == 1 ? MapOf::Shoppers : MapOf::Products;
}

void MapPage::showState(const QString &icon, const QString &sentence, const QString &action)
{
    m_empty->setIcon(icon);
    m_empty->setText(sentence);
    m_empty->setAction(action);
    m_stack->setCurrentWidget(m_empty);
}

void MapPage::makeMap()
{
    m_map.reset();
    m_exposure = {};
    m_found.clear();
    m_mapped = m_run->currentData();
    if (m_run->count() == 0)
        return showState(QStringLiteral("map"), tr("A map shows what a run has learnt. Train a recommender first."),
                         tr("Train"));
    showState(QStringLiteral("clock"), tr("Finding the two directions in which the vectors differ most ..."));
    const auto *features = wantedFeatures();
    m_kind->setEnabled(!features); // a table has its own
    if (features)
        m_kind->setCurrentIndex(features->subject == FeatureSubject::Users ? 1 : 0);
    using Made = std::shared_ptr<const RunMap>;
    std::function<Made(const Project &, JobContext &)> make;
    if (features)
        make = [table = *features](const Project &project, JobContext &job) {
            return makeFeatureMap(project, table, job);
        };
    else
        make = [run = RunId(m_mapped.toLongLong()), of = wantedKind(),
                shelf = session()->shelf()](const Project &project, JobContext &job) {
            return makeRunMap(*shelf->get(run, job), of, project, job);
        };
    session()->query<Made>(m_mapJob, std::move(make),
                           [this](Outcome<std::shared_ptr<const RunMap>> outcome) { onMap(std::move(outcome)); });
}

void MapPage::onMap(Outcome<std::shared_ptr<const RunMap>> outcome)
{
    if (const auto *error = std::get_if<Error>(&outcome))
        return showState(QStringLiteral("info"), errorText(*error));
    if (auto *map = std::get_if<std::shared_ptr<const RunMap>>(&outcome)) {
        m_map = std::move(*map);
        m_view->setCloud(std::make_shared<ScatterCloud>(m_map->projection.x, m_map->projection.y));
        m_panel->setMap(m_map);
        m_stack->setCurrentWidget(m_across);
        showQuality();
        applyLook();
        search();
        onSelectionChanged();
        applyRings();
    }
}

void MapPage::showQuality()
{
    if (!m_map)
        return;
    const auto &projection = m_map->projection;
    const double share = projection.explained[0] + projection.explained[1];
    m_quality->setText(
        tr("PCA, 2 of %1 dimensions, %2 of the variance: distances are hints. Groups by k-means in all dimensions.")
            .arg(QString::number(projection.dimensions), formatPercent(share, 0)));
    m_quality->setToolTip(
        tipText(tr("First direction %1, second %2.")
                    .arg(formatPercent(projection.explained[0]), formatPercent(projection.explained[1]))));
}

void MapPage::applyLook()
{
    if (!m_map)
        return;
    if (m_panel->colour() == MapColour::Exposure && m_exposure.shoppers == 0)
        measure();
    const auto colouring = colourMap(*m_map, m_panel->colour(), m_exposure.shown);
    auto look = m_view->look();
    look.colours = colouring.colours;
    look.table = colouring.table;
    look.sizes = sizeMap(*m_map, m_panel->size());
    m_view->setLook(std::move(look));
    m_entryOf = colouring.entries.empty() ? nullptr : colouring.colours;
    m_view->setLabels(groupLabels(*m_map, m_panel->colour(), colouring));
    QString note;
    if (m_panel->colour() == MapColour::Exposure)
        note = m_exposure.shoppers == 0
                   ? tr("Making lists ...")
                   : Error::fill(tr("In the first ten places of the lists of %1 [shopper|shoppers]."),
                                 {formatCount(static_cast<qint64>(m_exposure.shoppers))});
    m_panel->showLegend(colouring, note);
    applyStates();
}

/// What is hidden by the legend, and what stands out.
void MapPage::applyStates()
{
    if (!m_map)
        return;
    const bool isSearching = !m_search->text().trimmed().isEmpty();
    auto [states, standing] = emphasise(*m_map, isSearching ? &m_found : nullptr, session()->selection().state(),
                                        m_entryOf.get(), m_panel->hiddenEntries());
    auto look = m_view->look();
    look.states = std::move(states);
    m_view->setLook(std::move(look));
    const auto all = formatCount(static_cast<qint64>(m_map->ids.size()));
    m_count->setText(standing ? tr("%1 of %2").arg(formatCount(static_cast<qint64>(*standing)), all)
                     : m_map->of == MapOf::Products ? Error::fill(tr("%1 [product|products]"), {all})
                                                    : Error::fill(tr("%1 [shopper|shoppers]"), {all}));
}

void MapPage::measure()
{
    if (m_exposureJob.isRunning() || m_map->of != MapOf::Products)
        return;
    session()->query<RunExposure>(
        m_exposureJob,
        [run = m_map->run, shelf = session()->shelf()](const Project &project, JobContext &job) {
            return measureExposure(shelf->get(run, job), project, kListLength, kExposureShoppers, job);
        },
        [this](Outcome<RunExposure> outcome) {
            if (auto *exposure = std::get_if<RunExposure>(&outcome)) {
                m_exposure = std::move(*exposure);
                applyLook();
            }
        });
}

void MapPage::readLists()
{
    if (!session() || !isVisible())
        return;
    const auto &state = session()->selection().state();
    m_listed.items = {};
    if (!state.shopper || session()->selection().comparedCount() == 0) {
        m_listsJob.letGo();
        m_listed.runs = {};
        return applyRings();
    }
    session()->query<Lists>(
        m_listsJob,
        [runs = state.runs, user = state.shopper->id, shelf = session()->shelf()](const Project &project,
                                                                                  JobContext &job) {
            Lists lists;
            for (std::size_t slot = 0; slot < runs.size(); ++slot) {
                if (!runs[slot])
                    continue;
                lists.runs[slot] = shelf->get(runs[slot]->id, job);
                const Lister lister(lists.runs[slot], project, false);
                for (const auto &item : listOfToday(lister, project, user, {.k = kListLength}).items)
                    lists.items[slot].push_back(item.item.value);
            }
            return lists;
        },
        [this](Outcome<Lists> outcome) {
            if (auto *lists = std::get_if<Lists>(&outcome))
                m_listed = std::move(*lists);
            applyRings();
        });
}

void MapPage::applyRings()
{
    std::vector<ScatterRing> rings;
    for (std::size_t slot = 0; m_map && m_map->of == MapOf::Products && slot < m_listed.items.size(); ++slot) {
        for (const auto id : m_listed.items[slot]) {
            if (const auto point = m_map->pointOf(id))
                rings.push_back({*point, static_cast<int>(slot)});
        }
    }
    m_view->setRings(std::move(rings));
    showPlaces();
}

void MapPage::showPlaces()
{
    const auto point = m_view->current();
    std::vector<std::pair<int, QString>> places;
    for (std::size_t slot = 0; m_map && point && m_map->of == MapOf::Products && slot < m_listed.items.size(); ++slot) {
        const auto &items = m_listed.items[slot];
        const auto found = std::find(items.begin(), items.end(), m_map->ids[*point]);
        if (found != items.end())
            places.emplace_back(static_cast<int>(slot),
                                tr("place %1 of the current shopper's list").arg(found - items.begin() + 1));
    }
    m_panel->showPlaces(places);
}

void MapPage::setCurrentPoint(int point)
{
    if (!m_map)
        return;
    m_panel->showPoint(point < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(point)));
    showPlaces();
    if (point < 0)
        return;
    const auto p = static_cast<std::uint32_t>(point);
    m_neighbourJob.start(
        session()->jobs().pools()->query,
        [map = m_map, p](JobContext &) { return nearestRows(map->unit, p, kNeighbours); },
        [this, p](Outcome<std::vector<RowNeighbour>> outcome) {
            if (const auto *neighbours = std::get_if<std::vector<RowNeighbour>>(&outcome))
                m_panel->showNeighbours(p, *neighbours);
        },
        1);
    auto &selection = session()->selection();
    const auto id = m_map->ids[p];
    if (m_map->of == MapOf::Products && (!selection.state().product || selection.state().product->id != ItemId(id)))
        selection.setProduct(ProductRef{ItemId(id), m_map->keys[p], m_map->titles[p]});
}

void MapPage::onPointsSelected(const std::vector<std::uint32_t> &points)
{
    if (!m_map)
        return;
    auto &selection = session()->selection();
    if (m_map->of == MapOf::Products) {
        std::vector<ItemId> ids;
        for (const auto point : points)
            ids.emplace_back(m_map->ids[point]);
        selection.setProducts(std::move(ids), SelectionOrigin::Map);
    } else {
        std::vector<UserId> ids;
        for (const auto point : points)
            ids.emplace_back(m_map->ids[point]);
        selection.setShoppers(std::move(ids), SelectionOrigin::Map);
    }
}

void MapPage::onSelectionChanged()
{
    if (!m_map || !session())
        return;
    applyStates();
    const auto &state = session()->selection().state();
    std::optional<std::uint32_t> point;
    if (m_map->of == MapOf::Products && state.product)
        point = m_map->pointOf(state.product->id.value);
    else if (m_map->of == MapOf::Shoppers && state.shopper)
        point = m_map->pointOf(state.shopper->id.value);
    if (point && point != m_view->current()) {
        m_view->setCurrent(point, true);
        setCurrentPoint(static_cast<int>(*point));
    }
}

void MapPage::search()
{
    m_found.clear();
    if (!m_map || !session())
        return;
    m_found = pointsNamed(*m_map, session()->keys(), m_search->text().trimmed());
    applyStates();
}

void MapPage::showFound()
{
    m_searchTimer->stop();
    search();
    m_view->showPoints(m_found);
}

void MapPage::openPoint()
{
    const auto point = m_view->current();
    if (!m_map || !point)
        return;
    if (m_map->of == MapOf::Shoppers)
        session()->selection().setShopper(ShopperRef{UserId(m_map->ids[*point]), m_map->keys[*point]});
    Q_EMIT pageRequested(QStringLiteral("shoppers"));
}

void MapPage::savePicture()
{
    auto *dialog = new QFileDialog(this, tr("Save picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->setNameFilter(QStringLiteral("PNG (*.png)"));
    dialog->selectFile(tr("Map") + QStringLiteral(".png"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (m_view->picture().save(path, "PNG"))
            Q_EMIT noticeRaised(
                {.level = Notice::Level::Good, .text = [path] { return tr("The map was saved as %1.").arg(path); }});
        else
            Q_EMIT noticeRaised(
                {.level = Notice::Level::Error, .text = [path] { return tr("%1 could not be written.").arg(path); }});
    });
    dialog->open();
}

void MapPage::askPicture(const QString &file)
{
    if (!session())
        return;
    const auto isOfPictures = [](const StoredFeature &feature) {
        return feature.subject == FeatureSubject::Items && FeatureSource::of(feature).ofPictures;
    };
    const auto *mapped = wantedFeatures();
    const auto first = std::ranges::find_if(m_sources.features, isOfPictures);
    if (mapped && isOfPictures(*mapped))
        m_alike->ask({.picture = file}, {FeatureDesk::Source{.table = mapped->name}});
    else if (first != m_sources.features.end())
        m_alike->ask({.picture = file}, {FeatureDesk::Source{.table = first->name}});
    else
        Q_EMIT noticeRaised({.level = Notice::Level::Info,
                             .text = [] { return tr("No table of features is of pictures yet: encode them first."); },
                             .action = [] { return tr("Open Features"); },
                             .onAction = [this] { Q_EMIT pageRequested(QStringLiteral("features")); }});
}

void MapPage::selectAlike(const FeatureDesk::Space &space)
{
    if (space.failure) {
        Q_EMIT noticeRaised({.level = Notice::Level::Error, .text = liveErrorText(*space.failure)});
        return;
    }
    const auto &products = space.similar.products;
    if (products.empty())
        return;
    std::vector<ItemId> ids;
    for (const auto &one : products)
        ids.push_back(one.item.id);
    const auto &nearest = products.front().item;
    auto &selection = session()->selection();
    selection.setProducts(std::move(ids), SelectionOrigin::Search);
    selection.setProduct(ProductRef{nearest.id, nearest.key, nearest.title});
    Q_EMIT noticeRaised(
        {.level = Notice::Level::Good,
         .text = [count = formatCount(static_cast<qint64>(products.size())), table = space.source.table] {
             return Error::fill(tr("The %1 [product|products] that look most like the picture, by %2, "
                                   "[%1:is|are] selected."),
                                {count, table});
         }});
}

void MapPage::setMode(ScatterMode mode)
{
    m_view->setMode(mode);
    m_modes[static_cast<std::size_t>(mode)]->setChecked(true);
}

QStringList MapPage::describe(std::uint32_t point) const
{
    if (!m_map || !session())
        return {};
    const auto &keys = session()->keys();
    if (m_map->of == MapOf::Shoppers)
        return {keys.shopper(m_map->keys[point]), tr("Events: %1").arg(formatCount(m_map->events[point]))};
    const auto key = keys.product(m_map->keys[point]);
    QStringList lines{m_map->titles[point].isEmpty() ? key : m_map->titles[point]};
    QStringList facts;
    if (!m_map->titles[point].isEmpty())
        facts.append(key);
    if (!m_map->categories[point].isEmpty())
        facts.append(m_map->categories[point]);
    if (std::isfinite(m_map->prices[point]))
        facts.append(QLocale().toString(m_map->prices[point], 'f', 2));
    if (!facts.isEmpty())
        lines.append(facts.join(QStringLiteral(" · ")));
    lines.append(tr("Events: %1").arg(formatCount(m_map->events[point])));
    return lines;
}

} // namespace aisle
