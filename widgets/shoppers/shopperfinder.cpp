#include "widgets/shoppers/shopperfinder.h"

#include "core/runs/training/training.h"
#include "models/foundshoppersmodel.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/rowchoice.h"
#include "widgets/common/theme.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace aisle {

namespace {

constexpr int kPollMs = 100;

/// The two compared runs with the lowest letters.
std::vector<int> firstTwoSlots(const Selection &selection)
{
    std::vector<int> chosen;
    for (int slot = 0; slot < kMaxComparedRuns && chosen.size() < 2; ++slot)
        if (selection.state().runs[static_cast<std::size_t>(slot)])
            chosen.push_back(slot);
    return chosen;
}

} // namespace

ShopperFinder::ShopperFinder(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
}

void ShopperFinder::createWidgets()
{
    m_model = new FoundShoppersModel(this);
    m_title = new QLabel(this);
    m_order = new QComboBox(this);
    m_order->setObjectName(QStringLiteral("order"));
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_order->setMinimumContentsLength(12);
    m_again = new QToolButton(this);
    m_again->setIcon(themeIcon(QStringLiteral("refresh")));
    m_again->setAutoRaise(true);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themeIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_stack = new QStackedWidget(this);
    createTable();
    m_state = new EmptyState(m_stack);
    m_state->setIcon(QStringLiteral("search"));
    m_count = new QLabel(this);
    setSecondary(m_count);
    m_poll = new QTimer(this);
    m_poll->setInterval(kPollMs);
}

void ShopperFinder::createTable()
{
    m_table = new QTableView(m_stack);
    m_table->setObjectName(QStringLiteral("shoppers"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(tableRowHeight(fontMetrics()));
    m_table->horizontalHeader()->setSectionResizeMode(FoundShoppersModel::Key, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(FoundShoppersModel::Figure, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setHighlightSections(false);
}

void ShopperFinder::layOut()
{
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    auto *order = new QHBoxLayout;
    order->setSpacing(kSpaceInside);
    order->addWidget(m_order, 1);
    order->addWidget(m_again);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 8);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_title);
    layout->addWidget(m_search);
    layout->addLayout(order);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_count);
    setMinimumWidth(190);
}

void ShopperFinder::connectAll()
{
    connect(m_search, &QLineEdit::textEdited, this, &ShopperFinder::find);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_chooseFirst = m_job.isRunning();
        if (!m_chooseFirst)
            chooseRow(m_model->firstFoundRow());
    });
    m_search->installEventFilter(this);
    connect(m_order, &QComboBox::activated, this, [this] {
        m_search->clear();
        find();
    });
    connect(m_again, &QToolButton::clicked, this, [this] {
        ++m_seed;
        find();
    });
    m_choice = new RowChoice(m_table);
    connect(m_choice, &RowChoice::chosen, this, [this](const QModelIndex &index) { chooseRow(index.row()); });
    connect(m_state, &EmptyState::triggered, this, [this] {
        m_job.cancel();
        setOrder(ShopperOrder::MostActive);
    });
    connect(m_poll, &QTimer::timeout, this, &ShopperFinder::showProgress);
}

void ShopperFinder::setSession(SessionPointer session)
{
    m_job.letGo();
    m_onTopJob.letGo();
    m_poll->stop();
    if (m_session)
        disconnect(&m_session->selection(), nullptr, this, nullptr);
    m_session = std::move(session);
    m_model->setFound({}, ShopperOrder::MostActive);
    m_search->clear();
    fillOrders();
    if (!m_session)
        return;
    m_model->setKeys(m_session->keys());
    connect(m_session.get(), &ProjectSession::keysChanged, this, [this] {
        m_model->setKeys(m_session->keys());
        m_search->clear(); // a key, or the name that stood for one
        find();
    });
    auto &selection = m_session->selection();
    connect(&selection, &Selection::runsChanged, this, &ShopperFinder::fillOrders);
    connect(&selection, &Selection::shopperChanged, this, &ShopperFinder::markCurrent);
    connect(&selection, &Selection::shoppersChanged, this, &ShopperFinder::find);
}

/// The last three orders compare two runs, by their letters.
void ShopperFinder::fillOrders()
{
    const auto chosen = order();
    m_order->clear();
    const auto add = [this](const QString &text, ShopperOrder value) {
        m_order->addItem(text, static_cast<int>(value));
    };
    add(tr("Most active"), ShopperOrder::MostActive);
    add(tr("Newest"), ShopperOrder::Newest);
    add(tr("Random"), ShopperOrder::Random);
    const auto compared = m_session ? firstTwoSlots(m_session->selection()) : std::vector<int>{};
    if (compared.size() == 2) {
        const QString a = runLetter(compared[0]);
        const QString b = runLetter(compared[1]);
        m_order->insertSeparator(m_order->count());
        add(tr("Lists changed most, %1 to %2").arg(a, b), ShopperOrder::ChangedMost);
        add(tr("Won most by %1 against %2").arg(b, a), ShopperOrder::WonByB);
        add(tr("Lost most by %1 against %2").arg(b, a), ShopperOrder::LostByB);
    }
    const auto place = m_order->findData(static_cast<int>(chosen));
    m_order->setCurrentIndex(std::max(place, 0));
}

ShopperOrder ShopperFinder::order() const
{
    return static_cast<ShopperOrder>(m_order->currentData().toInt());
}

void ShopperFinder::setOrder(ShopperOrder order)
{
    m_order->setCurrentIndex(std::max(m_order->findData(static_cast<int>(order)), 0));
    m_search->clear();
    find();
}

void ShopperFinder::takeAtRandom()
{
    m_seed = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
    m_chooseFirst = true;
    m_search->clear();
    m_order->setCurrentIndex(std::max(m_order->findData(static_cast<int>(ShopperOrder::Random)), 0));
    find();
}

ShopperQuery ShopperFinder::query() const
{
    ShopperQuery query;
    query.order = order();
    query.text = m_search->text();
    query.seed = m_seed;
    query.keys = m_session->keys();
    const auto &state = m_session->selection().state();
    if (!state.shoppers.isEmpty())
        query.within = *state.shoppers.ids;
    if (const auto compared = firstTwoSlots(m_session->selection()); compared.size() == 2) {
        query.a = state.runs[static_cast<std::size_t>(compared[0])]->id;
        query.b = state.runs[static_cast<std::size_t>(compared[1])]->id;
    }
    return query;
}

void ShopperFinder::find()
{
    if (!m_session)
        return;
    m_again->setEnabled(order() == ShopperOrder::Random);
    m_session->query<FoundShoppers>(
        m_job,
        [query = query(), shelf = m_session->shelf()](const Project &project, JobContext &job) {
            return findShoppers(project, query, job, shelf.get());
        },
        [this, wanted = order()](Outcome<FoundShoppers> outcome) { onFound(std::move(outcome), wanted); });
    m_poll->start();
}

void ShopperFinder::showProgress()
{
    const auto control = m_job.control();
    if (!m_job.isRunning() || !control)
        return;
    const auto percent = static_cast<int>(control->state().pace.fraction() * 100);
    m_state->setIcon(QStringLiteral("clock"));
    m_state->setText(order() == ShopperOrder::ChangedMost ? tr("Comparing the lists of both runs: %1 %").arg(percent)
                                                          : tr("Finding shoppers"));
    m_state->setAction(order() == ShopperOrder::ChangedMost ? tr("Cancel") : QString());
    m_stack->setCurrentWidget(m_state);
}

void ShopperFinder::onFound(Outcome<FoundShoppers> outcome, ShopperOrder wanted)
{
    m_poll->stop();
    if (const auto *error = std::get_if<Error>(&outcome)) {
        m_model->setFound({}, wanted);
        m_state->setIcon(QStringLiteral("warning"));
        m_state->setText(errorText(*error));
        m_state->setAction({});
        m_stack->setCurrentWidget(m_state);
        m_count->clear();
        return;
    }
    auto *found = std::get_if<FoundShoppers>(&outcome);
    if (!found)
        return;
    const bool isByKey = !m_search->text().trimmed().isEmpty();
    m_model->setFound(std::move(*found), isByKey ? ShopperOrder::MostActive : wanted);
    showCount();
    markCurrent();
    if (std::exchange(m_chooseFirst, false))
        chooseRow(m_model->firstFoundRow());
}

void ShopperFinder::showCount()
{
    const auto shown = static_cast<int>(m_model->found().shoppers.size());
    m_state->setIcon(QStringLiteral("search"));
    m_state->setText(m_search->text().isEmpty() ? tr("No shopper fits.")
                                                : tr("No shopper's key holds “%1”.").arg(m_search->text()));
    m_state->setAction({});
    m_stack->setCurrentWidget(shown > 0 ? static_cast<QWidget *>(m_table) : m_state);
    const auto matching = static_cast<std::int64_t>(m_model->found().matching);
    m_count->setText(shown == 0         ? QString()
                     : matching > shown ? tr("The first %1 of %2").arg(formatCount(shown), formatCount(matching))
                                        : tr("%n shopper(s)", nullptr, shown));
}

void ShopperFinder::markCurrent()
{
    if (!m_session)
        return;
    const auto &shopper = m_session->selection().state().shopper;
    const auto row = shopper ? m_model->rowOf(shopper->id) : -1;
    m_choice->mark(row < 0 ? QModelIndex() : m_model->index(row, 0));
    m_onTopJob.letGo();
    if (shopper && row < 0)
        putOnTop(shopper->id);
}

/// One must see who is shown, also when the finder would not have found that shopper.
void ShopperFinder::putOnTop(UserId user)
{
    m_session->query<std::optional<FoundShopper>>(
        m_onTopJob, [user](const Project &project, JobContext &) { return findShopper(project, user); },
        [this, user](Outcome<std::optional<FoundShopper>> outcome) {
            auto *found = std::get_if<std::optional<FoundShopper>>(&outcome);
            const auto &shopper = m_session->selection().state().shopper;
            if (!found || !*found || !shopper || shopper->id != user)
                return;
            m_model->setOnTop(std::move(*found));
            m_choice->mark(m_model->index(m_model->rowOf(user), 0));
        });
}

void ShopperFinder::chooseRow(int row)
{
    const auto index = m_model->index(row, 0);
    if (!index.isValid())
        return;
    const auto key = index.data(FoundShoppersModel::KeyRole).toString();
    const UserId id(index.data(FoundShoppersModel::UserRole).toLongLong());
    const auto &shopper = m_session->selection().state().shopper;
    if (!shopper || shopper->id != id)
        m_session->selection().setShopper(ShopperRef{id, key});
    Q_EMIT shopperChosen();
}

void ShopperFinder::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool ShopperFinder::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down) {
            m_table->setFocus(Qt::TabFocusReason);
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            find();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ShopperFinder::retranslate()
{
    m_title->setFont(sectionFont());
    m_title->setText(tr("Shoppers"));
    m_search->setPlaceholderText(tr("Find by key"));
    m_search->setAccessibleName(tr("Find a shopper by key"));
    m_order->setAccessibleName(tr("Which shoppers are listed first"));
    m_again->setToolTip(tr("Draw others"));
    m_again->setAccessibleName(tr("Draw others"));
    m_table->setAccessibleName(tr("Shoppers found"));
    fillOrders();
    m_model->retranslate();
    showCount();
}

} // namespace aisle
