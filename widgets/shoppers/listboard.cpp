#include "widgets/shoppers/listboard.h"
#include "core/common/lookup/mapped.h"
#include "models/recommendationlistmodel.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/shoppers/listcolumn.h"
#include "widgets/shoppers/listlinks.h"
#include "widgets/text/errortext.h"
#include "widgets/text/runtext.h"
#include "widgets/text/tiptext.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kColumnWidth = 196; ///< a column is shown where it gets at least this
constexpr std::array kListLengths{10, 20, 50};
const QString kLengthKey = QStringLiteral("shoppers/length");

/// Whether the history was edited and the list does not show it.
bool isUnmoved(const ShopperList &list, const std::vector<ItemId> &before)
{
    return !before.empty() && std::ranges::equal(list.items, before, {}, &ListedItem::item);
}

} // namespace

ListBoard::ListBoard(ListDesk *desk, QWidget *parent) : Retranslated(parent), m_desk(desk)
{
    createWidgets();
    createColumns();
    showAsCard(this); // tells changeEvent(), so it comes after the widgets
    layOut();
    connectAll();
    retranslate();
    arrangeColumns();
}

void ListBoard::createWidgets()
{
    m_listTitle = new QLabel(this); // first: changeEvent() is called below
    m_shared = new QLabel(this);
    m_shared->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setSecondary(m_shared);
    m_count = new QComboBox(this);
    m_count->setObjectName(QStringLiteral("listLength"));
    m_count->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const int length : kListLengths)
        m_count->addItem(QString::number(length), length);
    m_runMenu = new QMenu(this);
    m_addRun = new QToolButton(this);
    m_addRun->setObjectName(QStringLiteral("compareRun"));
    m_addRun->setIcon(themeIcon(QStringLiteral("compare")));
    m_addRun->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_earlier = new QToolButton(this);
    m_earlier->setIcon(themeIcon(QStringLiteral("chevron-left")));
    m_later = new QToolButton(this);
    m_later->setIcon(themeIcon(QStringLiteral("chevron-right")));
    for (auto *button : {m_earlier, m_later})
        button->setAutoRaise(true);
}

void ListBoard::createColumns()
{
    m_listStack = new QStackedWidget(this);
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
}

void ListBoard::layOut()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, kSpaceBetween, kSpaceBetween, kSpaceInside);
    bar->setSpacing(kSpaceBetween);
    bar->addWidget(m_listTitle);
    bar->addWidget(m_shared, 1);
    for (QWidget *control : std::initializer_list<QWidget *>{m_earlier, m_later, m_count, m_addRun})
        bar->addWidget(control);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_listStack, 1);
}

void ListBoard::connectAll()
{
    connect(m_count, &QComboBox::activated, this, [this] {
        if (m_session)
            m_session->setSetting(kLengthKey, length());
        Q_EMIT lengthChanged();
    });
    connect(m_addRun, &QToolButton::clicked, this, [this] {
        fillRunMenu();
        m_runMenu->popup(
            m_addRun->mapToGlobal(QPoint(m_addRun->width() - m_runMenu->sizeHint().width(), m_addRun->height() + 2)));
    });
    connect(m_earlier, &QToolButton::clicked, this, [this] { shiftColumns(-1); });
    connect(m_later, &QToolButton::clicked, this, [this] { shiftColumns(1); });
    connect(m_listState, &EmptyState::triggered, this, [this] {
        if (m_runs.empty())
            Q_EMIT trainRequested();
        else
            compareNewest();
    });
    for (auto *column : m_columns) {
        connect(column, &ListColumn::productChosen, this, &ListBoard::productChosen);
        connect(column, &ListColumn::openRequested, this, &ListBoard::openRequested);
        connect(column, &ListColumn::mapRequested, this, &ListBoard::mapRequested);
        connect(column, &ListColumn::closeRequested, this, [this](int slot) {
            if (const auto &run = m_desk->run(slot).ref)
                m_session->selection().stopComparing(run->id);
        });
        connect(column, &ListColumn::actionTriggered, m_desk, &ListDesk::reload);
    }
}

void ListBoard::setSession(SessionPointer session)
{
    m_session = std::move(session);
    m_runs.clear();
    m_runsRead = false;
    if (!m_session)
        return;
    const int length = m_session->setting(kLengthKey, 10).toInt(10);
    m_count->setCurrentIndex(std::max(m_count->findData(length), 0));
    showEmptyLists();
}

void ListBoard::setRuns(std::vector<RunSummary> runs)
{
    m_runs = std::move(runs);
    m_runsRead = true;
}

void ListBoard::setFolded(bool folded)
{
    m_folded = folded;
    arrangeColumns();
}

int ListBoard::length() const
{
    return m_count->currentData().toInt();
}

void ListBoard::showAnswer()
{
    const auto &answer = m_desk->answer();
    for (auto *column : m_columns) {
        const auto slot = static_cast<std::size_t>(column->slot());
        column->model()->setKeys(m_session->keys());
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
}

void ListBoard::showList(ListColumn &column)
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
            column.showMessage(QStringLiteral("info"),
                               tr("Nothing is left to offer: the shopper has every product that "
                                  "this run knows, and it offers no product again."));
        else
            column.showList();
    }
}

/// What the list was made from, and how many of the relevant products it has.
void ListBoard::describeList(ListColumn &column)
{
    const auto slot = static_cast<std::size_t>(column.slot());
    const auto &list = *m_desk->answer().lists[slot];
    const bool evaluated = m_desk->answer().asEvaluated[slot];
    QStringList parts;
    QString tip;
    if (!list.relevant.empty()) {
        const auto hits =
            std::count_if(list.items.begin(), list.items.end(), [](const ListedItem &item) { return item.hit; });
        parts.append(tr("%1 of %2 relevant").arg(hits).arg(list.relevant.size()));
        tip = tr("%n product(s) of the test part are relevant to the shopper; the list has %1 of them.", nullptr,
                 static_cast<int>(list.relevant.size()))
                  .arg(hits);
    }
    if (list.input == ListInput::Edited)
        parts.append(evaluated ? tr("what if, as evaluated") : tr("what if, as of today"));
    else if (evaluated != m_asEvaluated) // else the switch says it
        parts.append(evaluated ? tr("as evaluated") : tr("as of today"));
    if (isUnmoved(list, m_desk->answer().before[slot]))
        parts.append(tr("nothing moved"));
    if (m_asEvaluated && !evaluated && m_desk->run(column.slot()).evaluatedFailure)
        tip = errorText(*m_desk->run(column.slot()).evaluatedFailure);
    if (list.ground == ListGround::Popularity)
        parts.append(tr("popular products: nothing known of the shopper"));
    else if (list.ground == ListGround::Content)
        parts.append(tr("by attributes and text"));
    const auto fillers =
        std::count_if(list.items.begin(), list.items.end(), [](const auto &item) { return isFiller(item); });
    if (fillers > 0)
        parts.append(tr("%n popular product(s) fill the list", nullptr, static_cast<int>(fillers)));
    if (list.unknownItems > 0)
        parts.append(tr("%n event(s) unknown to it", nullptr, list.unknownItems));
    column.setCaption(parts.join(QStringLiteral("  ·  ")), tip);
}

void ListBoard::showLoading()
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

void ListBoard::markProduct(std::optional<ItemId> product)
{
    for (auto *column : m_columns)
        column->markProduct(product);
    for (auto *links : m_links)
        links->markProduct(product);
}

void ListBoard::focusLists()
{
    for (auto *column : m_columns) {
        if (column->isVisible())
            return column->focusList();
    }
}

std::vector<int> ListBoard::comparedSlots() const
{
    return placesWhere<int>(kMaxComparedRuns, [this](int slot) { return m_desk->run(slot).ref.has_value(); });
}

std::vector<int> ListBoard::visibleSlots() const
{
    const auto compared = comparedSlots();
    const auto room = static_cast<std::size_t>(std::max(2, width() / kColumnWidth));
    const auto count = std::min(compared.size(), m_folded ? std::min<std::size_t>(room, 2) : room);
    const auto first = std::min(m_firstColumn, compared.size() - count);
    const auto begin = compared.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

void ListBoard::shiftColumns(int by)
{
    const auto last = static_cast<int>(comparedSlots().size() - visibleSlots().size());
    m_firstColumn = static_cast<std::size_t>(std::clamp(static_cast<int>(m_firstColumn) + by, 0, last));
    arrangeColumns();
}

void ListBoard::arrangeColumns()
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
    Q_EMIT visibleSlotsChanged(shown);
    const bool paged = shown.size() < compared.size();
    m_earlier->setVisible(paged);
    m_later->setVisible(paged);
    m_earlier->setEnabled(paged && shown.front() != compared.front());
    m_later->setEnabled(paged && shown.back() != compared.back());
    m_shared->setText(shown.size() == 2 && m_desk->answer().elapsedMs >= 0 && !m_desk->answer().items.empty()
                          ? tr("%n product(s) in both", nullptr, shared)
                          : QString());
}

void ListBoard::fillRunMenu()
{
    m_runMenu->clear();
    const auto &selection = m_session->selection();
    for (auto run = m_runs.rbegin(); run != m_runs.rend(); ++run) {
        const auto slot = selection.slotOf(run->id);
        const auto label = runLabel(*run);
        auto *action = m_runMenu->addAction(
            buttonText(slot ? QStringLiteral("%1  %2").arg(QString(runLetter(*slot)), label) : label));
        action->setCheckable(true);
        action->setChecked(slot.has_value());
        connect(action, &QAction::triggered, this, [this, ref = RunRef{run->id, runLabel(*run)}](bool on) {
            if (on)
                m_session->selection().compareRun(ref);
            else
                m_session->selection().stopComparing(ref.id);
        });
    }
    if (m_runs.empty())
        m_runMenu->addAction(tr("Train two recommenders"), this, [this] { Q_EMIT trainRequested(); });
}

void ListBoard::compareNewest()
{
    std::array<std::optional<RunRef>, kMaxComparedRuns> runs;
    std::size_t slot = 0;
    for (auto run = m_runs.rbegin(); run != m_runs.rend() && slot < 2; ++run)
        runs[slot++] = RunRef{run->id, runLabel(*run)};
    m_session->selection().setRuns(runs);
}

/// What stands where the lists will be.
void ListBoard::showEmptyLists()
{
    const bool compared = !comparedSlots().empty();
    const bool shopper = m_session && m_session->selection().state().shopper.has_value();
    m_listStack->setCurrentWidget(compared && shopper ? m_columnArea : static_cast<QWidget *>(m_listState));
    if (compared && shopper)
        return;
    m_listState->setIcon(QStringLiteral("compare"));
    if (m_runsRead && m_runs.empty()) {
        m_listState->setText(tr(
            "No recommender has been trained yet. Train two, and their lists for a shopper stand here side by side."));
        m_listState->setAction(tr("Train two recommenders"));
    } else if (!compared) {
        m_listState->setText(tr("No run is compared. Choose up to four: their lists stand here side by side."));
        m_listState->setAction(!m_runsRead         ? QString()
                               : m_runs.size() > 1 ? tr("Compare the two newest runs")
                                                   : tr("Show the newest run"));
    } else {
        m_listState->setIcon(QStringLiteral("shopper"));
        m_listState->setText(tr("The lists of the compared runs stand here once a shopper is chosen."));
        m_listState->setAction({});
    }
}

void ListBoard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrangeColumns();
}

void ListBoard::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange) {
        m_listTitle->setFont(sectionFont());
        for (auto *links : m_links)
            links->update();
    }
}

void ListBoard::retranslate()
{
    m_listTitle->setText(tr("Lists"));
    m_listTitle->setFont(sectionFont());
    m_addRun->setText(tr("Compare"));
    m_addRun->setToolTip(tr("Choose the runs whose lists stand side by side"));
    m_earlier->setToolTip(tr("The run before"));
    m_later->setToolTip(tr("The next run"));
    m_earlier->setAccessibleName(tr("The run before"));
    m_later->setAccessibleName(tr("The next run"));
    m_count->setAccessibleName(tr("Length of the lists"));
    for (int i = 0; i < m_count->count(); ++i)
        m_count->setItemText(i, tr("Top %1").arg(m_count->itemData(i).toInt()));
    if (m_session)
        showEmptyLists();
}

} // namespace aisle
