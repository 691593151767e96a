#include "widgets/pages/shopperspage.h"

#include "core/recommend/registry.h"
#include "core/storage/eventstore.h"
#include "core/storage/runstore.h"
#include "models/recommendationlistmodel.h"
#include "widgets/emptystate.h"
#include "widgets/errortext.h"
#include "widgets/format.h"
#include "widgets/historyview.h"
#include "widgets/icons.h"
#include "widgets/listcolumn.h"
#include "widgets/listlinks.h"
#include "widgets/shopperfinder.h"
#include "widgets/theme.h"
#include "widgets/whyview.h"

#include <QComboBox>
#include <QFrame>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace aisle {

namespace {

const bool kRegistered = registerPage({.id = "shoppers",
                                       .title = QT_TRANSLATE_NOOP("Page", "Shoppers"),
                                       .icon = "shoppers",
                                       .order = 40,
                                       .make = [](QWidget *parent) -> Page * { return new ShoppersPage(parent); }});

constexpr int kFoldBelow = 1280;
constexpr int kColumnWidth = 196; ///< a column is shown where it gets at least this
constexpr int kPollMs = 100;
constexpr std::array kListLengths{10, 20, 50};

QFrame *makeCard(QWidget *parent, QWidget *inside)
{
    auto *card = new QFrame(parent);
    card->setProperty("card", true);
    card->setFrameShape(QFrame::StyledPanel);
    card->setAutoFillBackground(true);
    card->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(inside);
    return card;
}

} // namespace

ShoppersPage::ShoppersPage(QWidget *parent) : Page(parent)
{
    createWidgets();
    createLists();
    layOut();
    connectAll();
}

void ShoppersPage::createWidgets()
{
    m_desk = new ListDesk(this);
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(m_stack);
    m_work = new QWidget(m_stack);
    m_finder = new ShopperFinder(m_work);
    m_finderCard = makeCard(m_work, m_finder);
    m_finderButton = new QToolButton(m_work);
    m_finderButton->setObjectName(QStringLiteral("chooseShopper"));
    m_finderButton->setIcon(themeIcon(QStringLiteral("chevron-down")));
    m_finderButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_finderPopup = new QFrame(this, Qt::Popup);
    m_finderPopup->setFrameShape(QFrame::StyledPanel);
    (new QVBoxLayout(m_finderPopup))->setContentsMargins(1, 1, 1, 1);
    m_history = new HistoryView(m_work);
    m_history->setLeading(m_finderButton);
    m_historyCard = makeCard(m_work, m_history);
    m_why = new WhyView(m_work);
    m_whyCard = makeCard(m_work, m_why);
    m_whyCard->hide();
    m_poll = new QTimer(this);
    m_poll->setInterval(kPollMs);
}

void ShoppersPage::createLists()
{
    m_listBar = new QWidget(m_work);
    m_listTitle = new QLabel(m_listBar);
    m_shared = new QLabel(m_listBar);
    m_shared->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setSecondary(m_shared);
    m_count = new QComboBox(m_listBar);
    m_count->setObjectName(QStringLiteral("listLength"));
    m_count->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const int length : kListLengths)
        m_count->addItem(QString::number(length), length);
    m_runMenu = new QMenu(this);
    m_addRun = new QToolButton(m_listBar);
    m_addRun->setObjectName(QStringLiteral("compareRun"));
    m_addRun->setIcon(themeIcon(QStringLiteral("compare")));
    m_addRun->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_earlier = new QToolButton(m_listBar);
    m_earlier->setIcon(themeIcon(QStringLiteral("chevron-left")));
    m_later = new QToolButton(m_listBar);
    m_later->setIcon(themeIcon(QStringLiteral("chevron-right")));
    for (auto *button : {m_earlier, m_later})
        button->setAutoRaise(true);
    m_listStack = new QStackedWidget(m_work);
    m_listState = new EmptyState(m_listStack);
    m_columnArea = new QWidget(m_listStack);
    m_columnLayout = new QHBoxLayout(m_columnArea);
    m_columnLayout->setContentsMargins(kSpaceInside, 0, kSpaceInside, kSpaceInside);
    m_columnLayout->setSpacing(0);
    for (int slot = 0; slot < kMaxComparedRuns; ++slot) {
        if (slot > 0) {
            m_links[static_cast<std::size_t>(slot) - 1] = new ListLinks(m_columnArea);
            m_columnLayout->addWidget(m_links[static_cast<std::size_t>(slot) - 1]);
        }
        auto *column = new ListColumn(slot, m_columnArea);
        m_columns[static_cast<std::size_t>(slot)] = column;
        m_columnLayout->addWidget(column, 1);
    }
    m_listStack->addWidget(m_listState);
    m_listStack->addWidget(m_columnArea);
    auto *inside = new QWidget(m_work);
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_listBar);
    layout->addWidget(m_listStack, 1);
    m_listCard = makeCard(m_work, inside);
}

void ShoppersPage::layOut()
{
    auto *bar = new QHBoxLayout(m_listBar);
    bar->setContentsMargins(12, kSpaceBetween, kSpaceBetween, kSpaceInside);
    bar->setSpacing(kSpaceBetween);
    bar->addWidget(m_listTitle);
    bar->addWidget(m_shared, 1);
    bar->addWidget(m_earlier);
    bar->addWidget(m_later);
    bar->addWidget(m_count);
    bar->addWidget(m_addRun);
    m_down = new QSplitter(Qt::Vertical, m_work);
    m_down->addWidget(m_listCard);
    m_down->addWidget(m_whyCard);
    m_down->setStretchFactor(0, 3);
    m_down->setStretchFactor(1, 2);
    m_across = new QSplitter(Qt::Horizontal, m_work);
    m_across->addWidget(m_finderCard);
    m_across->addWidget(m_historyCard);
    m_across->addWidget(m_down);
    m_across->setSizes({215, 305, 720});
    m_across->setStretchFactor(0, 0);
    m_across->setStretchFactor(1, 1);
    m_across->setStretchFactor(2, 4);
    for (auto *splitter : {m_down, m_across}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(kSpaceBetween);
    }
    auto *work = new QVBoxLayout(m_work);
    work->setContentsMargins(kSpacePage, kSpacePage, kSpacePage, kSpacePage);
    work->addWidget(m_across);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_work);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->addWidget(m_stack);
    m_finderButton->hide();
    arrangeColumns();
    m_listCard->installEventFilter(this);
}

void ShoppersPage::connectAll()
{
    connect(m_empty, &EmptyState::triggered, this, [this] { Q_EMIT commandRequested(QStringLiteral("import")); });
    connect(m_finderButton, &QToolButton::clicked, this, &ShoppersPage::showFinder);
    connect(m_finder, &ShopperFinder::shopperChosen, m_finderPopup, &QWidget::hide);
    connect(m_history, &HistoryView::actionTriggered, m_finder, &ShopperFinder::takeAtRandom);
    connect(m_history, &HistoryView::inputChanged, this, [this] {
        markParts();
        askLists();
    });
    connect(m_history, &HistoryView::productActivated, this, &ShoppersPage::chooseProduct);
    connect(m_history->model(), &HistoryModel::edited, this, &ShoppersPage::askLists);
    connect(m_count, &QComboBox::activated, this, [this] {
        if (session())
            session()->setSetting(QStringLiteral("shoppers/length"), m_count->currentData().toInt());
        askLists();
    });
    connect(m_addRun, &QToolButton::clicked, this, [this] {
        fillRunMenu();
        m_runMenu->popup(
            m_addRun->mapToGlobal(QPoint(m_addRun->width() - m_runMenu->sizeHint().width(), m_addRun->height() + 2)));
    });
    connect(m_earlier, &QToolButton::clicked, this, [this] { shiftColumns(-1); });
    connect(m_later, &QToolButton::clicked, this, [this] { shiftColumns(1); });
    connect(m_listState, &EmptyState::triggered, this, [this] {
        if (m_known.runs.empty())
            Q_EMIT pageRequested(QStringLiteral("train"));
        else
            compareNewest();
    });
    for (auto *column : m_columns) {
        connect(column, &ListColumn::productChosen, this, &ShoppersPage::chooseProduct);
        connect(column, &ListColumn::closeRequested, this, [this](int slot) {
            if (const auto &run = m_desk->run(slot).ref)
                session()->selection().stopComparing(run->id);
        });
        connect(column, &ListColumn::actionTriggered, m_desk, &ListDesk::reload);
        connect(column, &ListColumn::mapRequested, this, [this](const ProductRef &product) {
            chooseProduct(product);
            Q_EMIT pageRequested(QStringLiteral("map"));
        });
    }
    connect(m_desk, &ListDesk::runChanged, this, &ShoppersPage::onRunChanged);
    connect(m_desk, &ListDesk::answered, this, &ShoppersPage::showAnswer);
    connect(m_desk, &ListDesk::whyAnswered, this,
            [this](const ListDesk::Why &why) { m_why->showWhy(why, *m_desk, m_count->currentData().toInt()); });
    connect(m_desk, &ListDesk::alikeAnswered, m_why, &WhyView::showAlike);
    connect(m_desk, &ListDesk::failed, this, [this](const Error &error) {
        Q_EMIT noticeRaised({.level = Notice::Level::Error, .text = errorText(error)});
    });
    connect(m_why, &WhyView::productChosen, this, &ShoppersPage::chooseProduct);
    connect(m_why, &WhyView::closed, this, &ShoppersPage::closeWhy);
    connect(m_why, &WhyView::mapRequested, this, [this] { Q_EMIT pageRequested(QStringLiteral("map")); });
    connect(m_why, &WhyView::addRequested, this, [this](const ItemRecord &item) { m_history->addProduct(item); });
    connect(m_poll, &QTimer::timeout, this, &ShoppersPage::showLoading);
    const auto keepSizes = [this] {
        if (session() && !m_folded) {
            const auto sizes = m_across->sizes();
            session()->setSetting(QStringLiteral("shoppers/across"), QJsonArray{sizes[0], sizes[1], sizes[2]});
        }
    };
    connect(m_across, &QSplitter::splitterMoved, this, keepSizes);
}

void ShoppersPage::onProjectChanged()
{
    m_reading.letGo();
    m_historyJob.letGo();
    m_poll->stop();
    m_known = {};
    m_projectRead = false;
    m_stale = true;
    m_desk->setSession(session());
    m_finder->setSession(session());
    m_history->setSession(session());
    m_why->setSession(session());
    m_whyCard->hide();
    m_stack->setCurrentWidget(m_work);
    if (!session())
        return;
    connectSession();
    const int length = session()->setting(QStringLiteral("shoppers/length"), 10).toInt(10);
    m_count->setCurrentIndex(std::max(m_count->findData(length), 0));
    const auto sizes = session()->setting(QStringLiteral("shoppers/across")).toArray();
    if (sizes.size() == 3)
        m_across->setSizes({sizes[0].toInt(), sizes[1].toInt(), sizes[2].toInt()});
    showEmptyLists();
}

void ShoppersPage::connectSession()
{
    const auto refresh = [this] {
        m_stale = true;
        if (isVisible())
            onShown();
    };
    connect(session().get(), &ProjectSession::eventsChanged, this, refresh);
    connect(session().get(), &ProjectSession::runsChanged, this, refresh);
    connect(session().get(), &ProjectSession::catalogueChanged, this, refresh);
    connect(session().get(), &ProjectSession::keysChanged, this, &ShoppersPage::showAnswer);
    auto *selection = &session()->selection();
    const auto whenShown = [this](auto act) {
        return [this, act] {
            if (isVisible())
                (this->*act)();
            else
                m_stale = true;
        };
    };
    connect(selection, &Selection::shopperChanged, this, whenShown(&ShoppersPage::readHistory));
    connect(selection, &Selection::runsChanged, this, whenShown(&ShoppersPage::applyRuns));
    connect(selection, &Selection::productChanged, this, whenShown(&ShoppersPage::onProduct));
}

void ShoppersPage::onShown()
{
    if (std::exchange(m_stale, false))
        readProject();
}

void ShoppersPage::readProject()
{
    session()->query<Known>(
        m_reading,
        [](const Project &project, JobContext &) {
            return Known{EventStore(project).count(), RunStore(project).all()};
        },
        [this](Outcome<Known> outcome) {
            if (auto *known = std::get_if<Known>(&outcome)) {
                onProjectRead(std::move(*known));
            } else if (const auto *error = std::get_if<Error>(&outcome)) {
                m_empty->setIcon(QStringLiteral("warning"));
                m_empty->setText(errorText(*error));
                m_empty->setAction({});
                m_stack->setCurrentWidget(m_empty);
            }
        });
}

void ShoppersPage::onProjectRead(Known known)
{
    m_known = std::move(known);
    m_projectRead = true;
    showEmptyProject();
    if (m_known.events == 0)
        return;
    m_stack->setCurrentWidget(m_work);
    m_finder->find();
    applyRuns();
    readHistory();
    onProduct();
}

void ShoppersPage::showEmptyProject()
{
    if (m_known.events > 0)
        return;
    m_empty->setIcon(QStringLiteral("shoppers"));
    m_empty->setText(tr("There are no shoppers in this project yet. Import a behaviour log first."));
    m_empty->setAction(tr("Import files"));
    m_stack->setCurrentWidget(m_empty);
}

void ShoppersPage::askForShopper()
{
    m_history->model()->setHistory(nullptr);
    m_history->showMessage(QStringLiteral("shopper"), tr("Choose a shopper to see the history and the lists."),
                           tr("Take one at random"));
}

void ShoppersPage::readHistory()
{
    const auto &shopper = session()->selection().state().shopper;
    m_desk->forgetAnswers();
    if (!shopper) {
        m_historyJob.letGo();
        askForShopper();
        showEmptyLists();
        return;
    }
    session()->query<ShopperHistory>(
        m_historyJob, [id = shopper->id](const Project &project, JobContext &) { return loadHistory(project, id); },
        [this](Outcome<ShopperHistory> outcome) { onHistory(std::move(outcome)); });
}

void ShoppersPage::onHistory(Outcome<ShopperHistory> outcome)
{
    if (auto *history = std::get_if<ShopperHistory>(&outcome)) {
        m_history->showHistory(std::make_shared<const ShopperHistory>(std::move(*history)));
        markParts();
        showEmptyLists();
        askLists();
    } else if (const auto *error = std::get_if<Error>(&outcome)) {
        m_history->model()->setHistory(nullptr);
        m_history->showMessage(QStringLiteral("warning"), errorText(*error), tr("Take one at random"));
        showEmptyLists();
    }
}

void ShoppersPage::applyRuns()
{
    m_desk->setRuns(session()->selection().state().runs);
    arrangeColumns();
    showEmptyLists();
    showLoading();
    askLists();
}

void ShoppersPage::onRunChanged(int slot)
{
    if (m_desk->isLoading())
        m_poll->start();
    else
        m_poll->stop();
    if (m_desk->run(slot).state == ListDesk::State::Ready) {
        markParts();
        askLists();
        onProduct();
    }
    showLoading();
}

/// The history shows the split of the first compared run that has one.
void ShoppersPage::markParts()
{
    const auto &history = m_history->model()->history();
    const ListDesk::Run *chosen = nullptr;
    QString reason = tr("Compare a run first: what the lists knew in its test can then be shown.");
    QString letter;
    for (const int slot : comparedSlots()) {
        const auto &run = m_desk->run(slot);
        if (run.evaluatedFailure)
            reason = errorText(*run.evaluatedFailure);
        if (run.lister && run.lister->canListEvaluated()) {
            chosen = &run;
            letter = runLetter(slot);
            break;
        }
    }
    m_history->setCanEvaluate(chosen || m_desk->isLoading(), reason);
    if (!history)
        return;
    if (!chosen) {
        m_history->model()->setParts({});
        m_history->model()->setCounted({});
        m_history->setPartsOf({});
        return;
    }
    const auto &lister = *chosen->lister;
    auto parts = partsOfHistory(lister, history->user.id, history->events);
    const auto input = m_history->asEvaluated() ? ListInput::Evaluated : ListInput::All;
    m_history->model()->setCounted(eventsThatCount(lister, history->user.id, history->events, parts, input));
    m_history->model()->setParts(std::move(parts));
    m_history->setPartsOf(letter);
}

void ShoppersPage::askLists()
{
    if (!m_history->model()->history())
        return;
    m_desk->ask({m_history->model()->history(), m_history->asEvaluated(), m_history->model()->edits(),
                 m_count->currentData().toInt()});
}

void ShoppersPage::showAnswer()
{
    const auto &answer = m_desk->answer();
    for (auto *column : m_columns) {
        const auto slot = static_cast<std::size_t>(column->slot());
        column->model()->setKeys(session()->keys());
        column->model()->setList(answer.lists[slot] ? answer.lists[slot]->items : std::vector<ListedItem>{},
                                 answer.items);
        column->model()->setBefore(answer.before[slot]);
    }
    for (auto *column : m_columns) {
        std::vector<RecommendationListModel::Places> places;
        for (const auto &item : column->model()->items()) {
            RecommendationListModel::Places place{};
            for (const auto *other : m_columns) // as the lists of all compared runs have it, also those out of sight
                place[static_cast<std::size_t>(other->slot())] = other->model()->rowOf(item.item) + 1;
            places.push_back(place);
        }
        column->model()->setElsewhere(std::move(places));
        showList(*column);
    }
    arrangeColumns();
    showProduct();
}

void ShoppersPage::showList(ListColumn &column)
{
    const auto slot = static_cast<std::size_t>(column.slot());
    const auto &run = m_desk->run(column.slot());
    const auto &answer = m_desk->answer();
    if (!run.ref)
        return;
    column.setLabel(run.ref->label);
    if (run.state == ListDesk::State::Failed) {
        column.setCaption({});
        column.showMessage(QStringLiteral("warning"), errorText(*run.failure), tr("Try again"));
    } else if (run.state == ListDesk::State::Ready && answer.lists[slot]) {
        describeList(column);
        if (!answer.isKnown[slot] && answer.lists[slot]->items.empty())
            column.showMessage(QStringLiteral("shopper"),
                               tr("This run was not judged on this shopper: its data leaves the shopper out."));
        else if (answer.lists[slot]->items.empty())
            column.showMessage(QStringLiteral("info"), tr("This run has nothing to offer to this shopper."));
        else
            column.showList();
    }
}

/// What the list was made from, and how many of the wanted products it has.
void ShoppersPage::describeList(ListColumn &column)
{
    const auto slot = static_cast<std::size_t>(column.slot());
    const auto &list = *m_desk->answer().lists[slot];
    const bool evaluated = m_desk->answer().asEvaluated[slot];
    QStringList parts;
    QString tip;
    if (!list.wanted.empty()) {
        const auto hits =
            std::count_if(list.items.begin(), list.items.end(), [](const ListedItem &item) { return item.hit; });
        parts.append(tr("%1 of %2 wanted").arg(hits).arg(list.wanted.size()));
        tip = tr("The shopper wanted %n product(s) in the test part; the list has %1 of them.", nullptr,
                 static_cast<int>(list.wanted.size()))
                  .arg(hits);
    }
    if (list.input == ListInput::Edited)
        parts.append(evaluated ? tr("what if, as evaluated") : tr("what if, as of today"));
    else
        parts.append(evaluated ? tr("as evaluated") : tr("as of today"));
    if (m_history->asEvaluated() && !evaluated && m_desk->run(column.slot()).evaluatedFailure)
        tip = errorText(*m_desk->run(column.slot()).evaluatedFailure);
    if (list.unknownItems > 0)
        parts.append(tr("%n event(s) unknown to it", nullptr, list.unknownItems));
    column.setCaption(parts.join(QStringLiteral("  ·  ")), tip);
}

void ShoppersPage::showLoading()
{
    for (auto *column : m_columns) {
        const auto &run = m_desk->run(column->slot());
        if (!run.ref)
            continue;
        column->setLabel(run.ref->label);
        if (run.state == ListDesk::State::Loading) {
            column->setCaption({});
            const int percent = static_cast<int>(m_desk->loadFraction(column->slot()) * 100);
            column->showMessage(QStringLiteral("clock"),
                                percent > 0 ? tr("Loading the run: %1 %").arg(percent) : tr("Loading the run"));
        } else if (run.state == ListDesk::State::Failed) {
            showList(*column);
        }
    }
}

void ShoppersPage::onProduct()
{
    showProduct();
    if (session() && session()->selection().state().product && !m_whyCard->isHidden())
        m_desk->askAlike(session()->selection().state().product->id);
}

void ShoppersPage::showProduct()
{
    if (!session())
        return;
    const auto &product = session()->selection().state().product;
    const auto id = product ? std::optional(product->id) : std::nullopt;
    for (auto *column : m_columns)
        column->markProduct(id);
    for (auto *links : m_links)
        links->markProduct(id);
    const bool shown = product && !comparedSlots().empty();
    if (shown && m_whyCard->isHidden()) {
        const int why = std::clamp(m_down->height() * 2 / 5, 210, 330);
        m_whyCard->show();
        m_down->setSizes({m_down->height() - why, why});
    }
    m_whyCard->setVisible(shown);
    if (!shown)
        return;
    m_why->showProduct(*product);
    m_desk->askWhy(product->id);
}

void ShoppersPage::chooseProduct(const ProductRef &product)
{
    const auto &before = session()->selection().state().product;
    if (before && before->id == product.id)
        onProduct();
    else
        session()->selection().setProduct(product);
}

void ShoppersPage::closeWhy()
{
    session()->selection().setProduct({});
    for (auto *column : m_columns) {
        if (column->isVisible()) {
            column->focusList();
            break;
        }
    }
}

void ShoppersPage::fold()
{
    const bool folded = width() < kFoldBelow;
    if (folded != m_folded) {
        m_folded = folded;
        m_finderPopup->hide();
        if (folded)
            m_finderPopup->layout()->addWidget(m_finder);
        else
            m_finderCard->layout()->addWidget(m_finder);
        m_finder->show();
        m_finderCard->setVisible(!folded);
        m_finderButton->setVisible(folded);
    }
    arrangeColumns();
}

void ShoppersPage::showFinder()
{
    const auto below = m_finderButton->mapToGlobal(QPoint(0, m_finderButton->height() + 2));
    m_finderPopup->setGeometry(QRect(below, QSize(300, std::min(460, height() - 80))));
    m_finderPopup->show();
    m_finder->focusSearch();
}

std::vector<int> ShoppersPage::comparedSlots() const
{
    std::vector<int> compared;
    for (int slot = 0; slot < kMaxComparedRuns; ++slot) {
        if (m_desk->run(slot).ref)
            compared.push_back(slot);
    }
    return compared;
}

std::vector<int> ShoppersPage::visibleSlots() const
{
    const auto compared = comparedSlots();
    const auto room = static_cast<std::size_t>(std::max(2, m_listCard->width() / kColumnWidth));
    const auto count = std::min(compared.size(), m_folded ? std::min<std::size_t>(room, 2) : room);
    const auto first = std::min(m_firstColumn, compared.size() - count);
    const auto begin = compared.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

void ShoppersPage::shiftColumns(int by)
{
    const auto compared = comparedSlots().size();
    const auto shown = visibleSlots().size();
    const auto wanted = static_cast<int>(m_firstColumn) + by;
    m_firstColumn = static_cast<std::size_t>(std::clamp(wanted, 0, static_cast<int>(compared - shown)));
    arrangeColumns();
}

void ShoppersPage::arrangeColumns()
{
    const auto compared = comparedSlots();
    const auto shown = visibleSlots();
    const auto isShown = [&](int slot) { return std::find(shown.begin(), shown.end(), slot) != shown.end(); };
    for (auto *column : m_columns)
        column->setVisible(isShown(column->slot()));
    int shared = 0;
    for (auto *links : m_links)
        links->hide();
    for (std::size_t i = 1; i < shown.size(); ++i) {
        auto *links = m_links[static_cast<std::size_t>(shown[i]) - 1]; // stands left of the column
        links->setColumns(m_columns[static_cast<std::size_t>(shown[i - 1])],
                          m_columns[static_cast<std::size_t>(shown[i])]);
        links->show();
        shared = links->shared();
    }
    m_why->setVisibleSlots(shown);
    const bool paged = shown.size() < compared.size();
    m_earlier->setVisible(paged);
    m_later->setVisible(paged);
    m_earlier->setEnabled(paged && shown.front() != compared.front());
    m_later->setEnabled(paged && shown.back() != compared.back());
    m_shared->setText(shown.size() == 2 && m_desk->answer().elapsedMs >= 0 && !m_desk->answer().items.empty()
                          ? tr("%n product(s) in both", nullptr, shared)
                          : QString());
}

void ShoppersPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fold();
}

bool ShoppersPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_listCard && event->type() == QEvent::Resize)
        arrangeColumns();
    return Page::eventFilter(watched, event);
}

void ShoppersPage::fillRunMenu()
{
    m_runMenu->clear();
    const auto &selection = session()->selection();
    for (auto run = m_known.runs.rbegin(); run != m_known.runs.rend(); ++run) {
        const auto slot = selection.slotOf(run->id);
        auto *action = m_runMenu->addAction(slot ? QStringLiteral("%1  %2").arg(runLetter(*slot)).arg(labelOf(*run))
                                                 : labelOf(*run));
        action->setCheckable(true);
        action->setChecked(slot.has_value());
        connect(action, &QAction::triggered, this, [this, ref = RunRef{run->id, labelOf(*run)}](bool on) {
            if (on)
                session()->selection().compareRun(ref);
            else
                session()->selection().stopComparing(ref.id);
        });
    }
    if (m_known.runs.empty())
        m_runMenu->addAction(tr("Train two recommenders"), this,
                             [this] { Q_EMIT pageRequested(QStringLiteral("train")); });
}

QString ShoppersPage::labelOf(const RunRecord &run) const
{
    if (!run.name.isEmpty())
        return run.name;
    const auto &all = recommenders();
    const auto id = run.recommender.toStdString();
    const auto found = std::find_if(all.begin(), all.end(), [&](const RecommenderInfo &info) { return info.id == id; });
    const auto name = found == all.end() ? run.recommender : coreText("Recommender", found->name);
    return QStringLiteral("%1 #%2").arg(name).arg(run.id.value);
}

void ShoppersPage::compareNewest()
{
    std::array<std::optional<RunRef>, kMaxComparedRuns> runs;
    std::size_t slot = 0;
    for (auto run = m_known.runs.rbegin(); run != m_known.runs.rend() && slot < 2; ++run)
        runs[slot++] = RunRef{run->id, labelOf(*run)};
    session()->selection().setRuns(runs);
}

/// What stands where the lists will be.
void ShoppersPage::showEmptyLists()
{
    const bool compared = !comparedSlots().empty();
    const bool shopper = session() && session()->selection().state().shopper.has_value();
    m_listStack->setCurrentWidget(compared && shopper ? m_columnArea : static_cast<QWidget *>(m_listState));
    if (compared && shopper)
        return;
    m_listState->setIcon(QStringLiteral("compare"));
    if (m_projectRead && m_known.runs.empty()) {
        m_listState->setText(tr(
            "No recommender has been trained yet. Train two, and their lists for a shopper stand here side by side."));
        m_listState->setAction(tr("Train two recommenders"));
    } else if (!compared) {
        m_listState->setText(tr("No run is compared. Choose up to four: their lists stand here side by side."));
        m_listState->setAction(!m_projectRead            ? QString()
                               : m_known.runs.size() > 1 ? tr("Compare the two newest runs")
                                                         : tr("Show the newest run"));
    } else {
        m_listState->setIcon(QStringLiteral("shopper"));
        m_listState->setText(tr("The lists of the compared runs stand here once a shopper is chosen."));
        m_listState->setAction({});
    }
}

void ShoppersPage::findInPage()
{
    if (m_folded)
        showFinder();
    else
        m_finder->focusSearch();
}

bool ShoppersPage::isSettled() const
{
    return !m_reading.isRunning() && !m_historyJob.isRunning() && m_desk->isSettled() && m_finder->isSettled();
}

void ShoppersPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !session())
        return Page::keyPressEvent(event);
    if (m_history->model()->isEdited())
        m_history->model()->clearEdits();
    else if (!m_whyCard->isHidden())
        closeWhy();
    else
        Page::keyPressEvent(event);
}

void ShoppersPage::restyle()
{
    m_listTitle->setFont(sectionFont());
    for (auto *links : m_links)
        links->update();
}

void ShoppersPage::retranslate()
{
    m_listTitle->setText(tr("Lists"));
    m_listTitle->setFont(sectionFont());
    m_finderButton->setText(tr("Shoppers"));
    m_finderButton->setToolTip(tr("Find a shopper"));
    m_addRun->setText(tr("Compare"));
    m_addRun->setToolTip(tr("Choose the runs whose lists stand side by side"));
    m_earlier->setToolTip(tr("The run before"));
    m_later->setToolTip(tr("The next run"));
    m_earlier->setAccessibleName(tr("The run before"));
    m_later->setAccessibleName(tr("The next run"));
    m_count->setAccessibleName(tr("Length of the lists"));
    for (int i = 0; i < m_count->count(); ++i)
        m_count->setItemText(i, tr("Top %1").arg(m_count->itemData(i).toInt()));
    if (!session() || !m_projectRead)
        return;
    showEmptyProject();
    if (!session()->selection().state().shopper)
        askForShopper();
    markParts();
    showEmptyLists();
    showLoading();
    showAnswer();
    onProduct();
}

} // namespace aisle
