#include "widgets/shoppers/shopperspage.h"

#include "core/runs/runstore.h"
#include "core/storage/eventstore.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/shoppers/historyview.h"
#include "widgets/shoppers/listboard.h"
#include "widgets/shoppers/shopperfinder.h"
#include "widgets/shoppers/whyview.h"
#include "widgets/text/errortext.h"

#include <QFrame>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLabel>
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
constexpr int kPollMs = 100;

QFrame *makeCard(QWidget *parent, QWidget *inside)
{
    auto *card = new QFrame(parent);
    showAsCard(card);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(inside);
    return card;
}

} // namespace

ShoppersPage::ShoppersPage(QWidget *parent) : Page(parent)
{
    createWidgets();
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
    m_lists = new ListBoard(m_desk, m_work);
    m_why = new WhyView(m_work);
    m_whyCard = makeCard(m_work, m_why);
    m_whyCard->hide();
    m_poll = new QTimer(this);
    m_poll->setInterval(kPollMs);
}

void ShoppersPage::layOut()
{
    m_down = new QSplitter(Qt::Vertical, m_work);
    m_down->addWidget(m_lists);
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
}

void ShoppersPage::connectAll()
{
    connect(m_empty, &EmptyState::triggered, this, [this] { Q_EMIT commandRequested(QStringLiteral("import")); });
    connect(m_finderButton, &QToolButton::clicked, this, &ShoppersPage::showFinder);
    connect(m_finder, &ShopperFinder::shopperChosen, m_finderPopup, &QWidget::hide);
    connectViews();
    connect(m_desk, &ListDesk::runChanged, this, &ShoppersPage::onRunChanged);
    connect(m_desk, &ListDesk::answered, this, &ShoppersPage::showAnswer);
    connect(m_desk, &ListDesk::whyAnswered, this,
            [this](const ListDesk::Why &why) { m_why->showWhy(why, *m_desk, m_lists->length()); });
    connect(m_desk, &ListDesk::alikeAnswered, m_why, &WhyView::showAlike);
    connect(m_desk, &ListDesk::failed, this, [this](const Error &error) {
        Q_EMIT noticeRaised({.level = Notice::Level::Error, .text = liveErrorText(error)});
    });
    connect(m_poll, &QTimer::timeout, m_lists, &ListBoard::showLoading);
    const auto keepSizes = [this] {
        if (session() && !m_folded) {
            const auto sizes = m_across->sizes();
            session()->setSetting(QStringLiteral("shoppers/across"), QJsonArray{sizes[0], sizes[1], sizes[2]});
        }
    };
    connect(m_across, &QSplitter::splitterMoved, this, keepSizes);
}

/// What is chosen in one of the views shows in the others.
void ShoppersPage::connectViews()
{
    const auto choosing = [this](const char *page) {
        return [this, page = QString::fromLatin1(page)](const ProductRef &product) {
            chooseProduct(product);
            Q_EMIT pageRequested(page);
        };
    };
    connect(m_history, &HistoryView::actionTriggered, m_finder, &ShopperFinder::takeAtRandom);
    connect(m_history, &HistoryView::inputChanged, this, [this] {
        markParts();
        askLists();
    });
    connect(m_history, &HistoryView::productActivated, this, &ShoppersPage::chooseProduct);
    connect(m_history, &HistoryView::openRequested, this, choosing("product"));
    connect(m_history, &HistoryView::mapRequested, this, choosing("map"));
    connect(m_history->model(), &HistoryModel::edited, this, &ShoppersPage::askLists);
    connect(m_lists, &ListBoard::lengthChanged, this, &ShoppersPage::askLists);
    connect(m_lists, &ListBoard::productChosen, this, &ShoppersPage::chooseProduct);
    connect(m_lists, &ListBoard::openRequested, this, choosing("product"));
    connect(m_lists, &ListBoard::mapRequested, this, choosing("map"));
    connect(m_lists, &ListBoard::visibleSlotsChanged, m_why, &WhyView::setVisibleSlots);
    connect(m_lists, &ListBoard::trainRequested, this, [this] { Q_EMIT pageRequested(QStringLiteral("train")); });
    connect(m_why, &WhyView::productChosen, this, &ShoppersPage::chooseProduct);
    connect(m_why, &WhyView::closed, this, &ShoppersPage::closeWhy);
    connect(m_why, &WhyView::openRequested, this, [this] { Q_EMIT pageRequested(QStringLiteral("product")); });
    connect(m_why, &WhyView::mapRequested, this, [this] { Q_EMIT pageRequested(QStringLiteral("map")); });
    connect(m_why, &WhyView::addRequested, this, [this](const ItemRecord &item) { m_history->addProduct(item); });
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
    m_lists->setSession(session());
    m_why->setSession(session());
    m_whyCard->hide();
    m_stack->setCurrentWidget(m_work);
    if (!session())
        return;
    connectSession();
    const auto sizes = session()->setting(QStringLiteral("shoppers/across")).toArray();
    if (sizes.size() == 3)
        m_across->setSizes({sizes[0].toInt(), sizes[1].toInt(), sizes[2].toInt()});
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
            return Known{EventStore(project).count(), RunStore(project).list()};
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
    m_known = known;
    m_lists->setRuns(std::move(known.runs));
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
    m_empty->say(QStringLiteral("shoppers"),
                 tr("There are no shoppers in this project yet. Import a behaviour log first."), tr("Import files"));
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
        m_lists->showEmptyLists();
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
        m_lists->showEmptyLists();
        askLists();
    } else if (const auto *error = std::get_if<Error>(&outcome)) {
        m_history->model()->setHistory(nullptr);
        m_history->showMessage(QStringLiteral("warning"), errorText(*error), tr("Take one at random"));
        m_lists->showEmptyLists();
    }
}

void ShoppersPage::applyRuns()
{
    m_desk->setRuns(session()->selection().state().runs);
    m_lists->arrangeColumns();
    m_lists->showEmptyLists();
    m_lists->showLoading();
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
    m_lists->showLoading();
}

/// The history shows the split of the first compared run that has one.
void ShoppersPage::markParts()
{
    const auto &history = m_history->model()->history();
    const ListDesk::Run *chosen = nullptr;
    QString reason = tr("Compare a run first: what the lists knew in its test can then be shown.");
    QString letter;
    for (const int slot : m_lists->comparedSlots()) {
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
    m_lists->setAsEvaluated(m_history->asEvaluated());
    m_desk->ask(
        {m_history->model()->history(), m_history->asEvaluated(), m_history->model()->edits(), m_lists->length()});
}

void ShoppersPage::showAnswer()
{
    m_lists->showAnswer();
    showProduct();
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
    m_lists->markProduct(product ? std::optional(product->id) : std::nullopt);
    const bool shown = product && !m_lists->comparedSlots().empty();
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
    m_lists->focusLists();
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
    m_lists->setFolded(m_folded);
}

void ShoppersPage::showFinder()
{
    const auto below = m_finderButton->mapToGlobal(QPoint(0, m_finderButton->height() + 2));
    m_finderPopup->setGeometry(QRect(below, QSize(300, std::min(460, height() - 80))));
    m_finderPopup->show();
    m_finder->focusSearch();
}

void ShoppersPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fold();
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

void ShoppersPage::retranslate()
{
    m_finderButton->setText(tr("Shoppers"));
    m_finderButton->setToolTip(tr("Find a shopper"));
    if (!session() || !m_projectRead)
        return;
    showEmptyProject();
    if (!session()->selection().state().shopper)
        askForShopper();
    markParts();
    m_lists->showEmptyLists();
    m_lists->showLoading();
    showAnswer();
    onProduct();
}

} // namespace aisle
