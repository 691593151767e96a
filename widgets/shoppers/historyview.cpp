#include "widgets/shoppers/historyview.h"

#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/productfield.h"
#include "widgets/common/theme.h"
#include "widgets/shoppers/historydelegate.h"
#include "widgets/shoppers/shopperrows.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

HistoryView::HistoryView(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
}

void HistoryView::createWidgets()
{
    m_model = new HistoryModel(this);
    m_title = new QLabel(this);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setMinimumWidth(40);
    m_facts = new QLabel(this);
    m_facts->setWordWrap(true);
    setSecondary(m_facts);
    createInput();
    m_banner = new QWidget(this);
    m_edits = new QLabel(m_banner);
    m_edits->setWordWrap(true);
    m_undo = new QToolButton(m_banner);
    m_undo->setIcon(themeIcon(QStringLiteral("undo")));
    m_undo->setAutoRaise(true);
    m_leave = new QPushButton(m_banner);
    m_leave->setObjectName(QStringLiteral("leaveWhatIf"));
    m_leave->setAutoDefault(false);
    m_stack = new QStackedWidget(this);
    m_table = new QTableView(m_stack);
    m_table->setObjectName(QStringLiteral("history"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(HistoryModel::Product, new HistoryDelegate(m_table));
    showOneColumn(m_table, HistoryModel::Product, HistoryDelegate::rowHeight(fontMetrics()));
    m_state = new EmptyState(m_stack);
    createActions();
}

/// What the lists know, and what is added to it.
void HistoryView::createInput()
{
    m_controls = new QWidget(this);
    m_evaluated = new QPushButton(m_controls);
    m_evaluated->setObjectName(QStringLiteral("asEvaluated"));
    m_today = new QPushButton(m_controls);
    m_today->setObjectName(QStringLiteral("asOfToday"));
    m_input = new QButtonGroup(this);
    for (auto *button : {m_evaluated, m_today}) {
        button->setCheckable(true);
        button->setAutoDefault(false);
        m_input->addButton(button);
    }
    m_evaluated->setChecked(true);
    m_add = new ProductField(m_controls);
    m_add->setObjectName(QStringLiteral("addProduct"));
    m_kind = new QComboBox(m_controls);
    m_kind->setObjectName(QStringLiteral("addedKind"));
    m_kind->setMinimumContentsLength(5);
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

/// The history's context menu; Ctrl+C works while the history has the focus.
void HistoryView::createActions()
{
    m_copy = new QAction(m_table);
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_copyAll = new QAction(m_table);
    m_saveAll = new QAction(m_table);
    m_open = new QAction(m_table);
    m_map = new QAction(m_table);
    m_leaveOut = new QAction(m_table);
    m_table->addActions({m_copy, m_copyAll, m_saveAll, m_open, m_map, m_leaveOut});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connectCopying(m_table, m_model, m_copy, m_copyAll, m_saveAll, QStringLiteral("history"));
    connect(m_open, &QAction::triggered, this, [this] {
        if (const auto product = productAt(m_table->currentIndex()))
            Q_EMIT openRequested(*product);
    });
    connect(m_map, &QAction::triggered, this, [this] {
        if (const auto product = productAt(m_table->currentIndex()))
            Q_EMIT mapRequested(*product);
    });
    connect(m_leaveOut, &QAction::triggered, this, [this] { turnEvent(m_table->currentIndex().row()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &HistoryView::updateActions);
    connect(m_model, &HistoryModel::edited, this, &HistoryView::updateActions);
    connect(m_model, &QAbstractItemModel::modelReset, this, &HistoryView::updateActions);
}

/// Out of the history, or back into it; what was added goes.
void HistoryView::turnEvent(int row)
{
    if (row < m_model->addedCount())
        m_model->removeAdded(row);
    else
        m_model->leaveOut(row, !m_model->isLeftOut(row));
}

void HistoryView::updateActions()
{
    const auto current = m_table->currentIndex();
    const bool product = productAt(current).has_value();
    m_open->setEnabled(product);
    m_map->setEnabled(product);
    for (auto *action : {m_copy, m_leaveOut})
        action->setEnabled(current.isValid());
    const bool putBack = current.isValid() && m_model->isLeftOut(current.row());
    m_leaveOut->setText(putBack ? tr("Put back") : tr("Leave out, what if"));
}

std::optional<ProductRef> HistoryView::productAt(const QModelIndex &index) const
{
    const ItemId id(index.data(HistoryModel::ItemRole).toLongLong());
    if (id.value == 0)
        return {};
    const auto title =
        index.data(HistoryModel::HasTitleRole).toBool() ? index.data(HistoryModel::TitleRole).toString() : QString();
    return ProductRef{id, index.data(HistoryModel::KeyRole).toString(), title};
}

void HistoryView::layOut()
{
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    m_heading = new QHBoxLayout;
    m_heading->setSpacing(kSpaceBetween);
    m_heading->addWidget(m_title, 1);
    layOutInput();
    auto *banner = new QHBoxLayout(m_banner);
    banner->setContentsMargins(12, kSpaceInside, 12, kSpaceBetween);
    banner->setSpacing(kSpaceInside);
    banner->addWidget(m_edits, 1);
    banner->addWidget(m_undo);
    banner->addWidget(m_leave);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(12, 12, 12, 8);
    top->setSpacing(kSpaceBetween);
    top->addLayout(m_heading);
    top->addWidget(m_facts);
    top->addWidget(m_controls);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_banner); // below, so that it moves no row when it comes
    setMinimumWidth(260);
}

void HistoryView::layOutInput()
{
    auto *input = new QHBoxLayout;
    input->setSpacing(0);
    input->addWidget(m_evaluated, 1);
    input->addWidget(m_today, 1);
    auto *add = new QHBoxLayout;
    add->setSpacing(kSpaceInside);
    add->addWidget(m_add, 1);
    add->addWidget(m_kind);
    auto *controls = new QVBoxLayout(m_controls);
    controls->setContentsMargins(0, 0, 0, 0);
    controls->setSpacing(kSpaceBetween);
    controls->addLayout(input);
    controls->addLayout(add);
}

void HistoryView::connectAll()
{
    connect(m_input, &QButtonGroup::idClicked, this, [this] {
        const bool evaluated = m_evaluated->isChecked();
        if (evaluated == m_asEvaluated)
            return;
        m_asEvaluated = evaluated;
        Q_EMIT inputChanged();
    });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, m_table->viewport(),
            qOverload<>(&QWidget::update)); // the topmost row names its part
    connect(m_add, &ProductField::productChosen, this, &HistoryView::addProduct);
    connect(m_model, &HistoryModel::edited, this, &HistoryView::showEdits);
    connect(m_model, &QAbstractItemModel::modelReset, this, &HistoryView::showEdits);
    connect(m_leave, &QPushButton::clicked, m_model, &HistoryModel::clearEdits);
    connect(m_undo, &QToolButton::clicked, this, [this] {
        if (m_session)
            m_session->undoStack().undo();
    });
    connect(m_table, &QTableView::activated, this, &HistoryView::activate);
    connect(m_table, &QTableView::clicked, this, &HistoryView::activate);
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (const auto product = productAt(index))
            Q_EMIT openRequested(*product);
    });
    connect(m_state, &EmptyState::triggered, this, &HistoryView::actionTriggered);
}

void HistoryView::setSession(SessionPointer session)
{
    m_session = std::move(session);
    m_model->setHistory(nullptr);
    m_model->setUndoStack(m_session ? &m_session->undoStack() : nullptr);
    m_add->setSession(m_session);
    if (!m_session)
        return;
    m_model->setKeys(m_session->keys());
    connect(m_session.get(), &ProjectSession::keysChanged, this, [this] {
        m_model->setKeys(m_session->keys());
        describe();
    });
}

void HistoryView::showHistory(std::shared_ptr<const ShopperHistory> history)
{
    m_model->setHistory(std::move(history));
    m_table->scrollToTop();
    fillKinds();
    describe();
    if (m_model->rowCount() > 0)
        m_stack->setCurrentWidget(m_table);
    else
        showMessage(QStringLiteral("event"),
                    tr("This shopper has no events. Add a product above to see what the lists would be."));
    m_controls->show();
}

void HistoryView::showMessage(const QString &icon, const QString &sentence, const QString &action)
{
    m_state->setIcon(icon);
    m_state->setText(sentence);
    m_state->setAction(action);
    m_stack->setCurrentWidget(m_state);
    if (!m_model->history()) {
        m_controls->hide();
        m_title->clear();
        m_facts->clear();
        m_facts->hide();
    }
}

void HistoryView::describe()
{
    const auto &history = m_model->history();
    if (!history || !m_session)
        return;
    const auto key = m_session->keys().shopper(history->user.key);
    m_title->setText(tr("Shopper %1").arg(fontMetrics().elidedText(key, Qt::ElideMiddle, 160)));
    m_title->setToolTip(tipText(key));
    const auto count = static_cast<int>(history->events.size());
    auto facts = tr("%Ln event(s)", nullptr, count);
    const auto dated = [](const StoredEvent &event) { return event.at != kNoTime; };
    const auto first = std::find_if(history->events.begin(), history->events.end(), dated);
    if (first != history->events.end())
        facts = tr("%1, %2 to %3").arg(facts, formatDate(first->at), formatDate(history->events.back().at));
    m_facts->setText(facts);
    m_facts->setToolTip(m_partsOf.isEmpty() ? QString() : tipText(tr("The parts are those of run %1.").arg(m_partsOf)));
    m_facts->show();
}

void HistoryView::setPartsOf(const QString &run)
{
    m_partsOf = run;
    describe();
}

void HistoryView::setCanEvaluate(bool can, const QString &reason)
{
    m_cannotEvaluate = can ? QString() : reason;
    m_evaluated->setEnabled(can);
    const auto explained = tr("The lists are made from the history that the test used, so hits can be shown.");
    m_evaluated->setToolTip(tipText(can ? explained : reason));
    (can && m_asEvaluated ? m_evaluated : m_today)->setChecked(true);
}

void HistoryView::setLeading(QWidget *widget)
{
    m_heading->insertWidget(0, widget);
}

/// What an added event counts as: the kinds one may learn from, the strongest chosen at first.
void HistoryView::fillKinds()
{
    const auto &history = m_model->history();
    if (!history)
        return;
    const auto before = m_kind->currentData();
    m_kind->clear();
    int strongest = -1;
    for (const auto &kind : history->kinds) {
        if (!isPositive(kind.meaning))
            continue;
        const auto name =
            kind.meaning == Meaning::Other ? QString::fromStdString(kind.name) : meaningText(kind.meaning);
        m_kind->addItem(name, kind.id);
        m_kind->setItemData(m_kind->count() - 1, tipText(QString::fromStdString(kind.name)), Qt::ToolTipRole);
        if (kind.meaning == Meaning::Purchase)
            strongest = m_kind->count() - 1;
    }
    const int kept = m_kind->findData(before);
    m_kind->setCurrentIndex(std::max({kept >= 0 ? kept : strongest, 0}));
    m_kind->setVisible(m_kind->count() > 1);
    m_add->setEnabled(m_kind->count() > 0);
}

void HistoryView::addProduct(const ItemRecord &item)
{
    m_model->addProduct(item, m_kind->currentData().toInt());
    m_stack->setCurrentWidget(m_table);
    m_table->scrollToTop();
}

void HistoryView::activate(const QModelIndex &index)
{
    if (const auto product = productAt(index))
        Q_EMIT productActivated(*product);
}

void HistoryView::showEdits()
{
    m_banner->setVisible(m_model->isEdited());
    if (!m_model->isEdited())
        return;
    QStringList parts;
    if (m_model->leftOutCount() > 0)
        parts.append(tr("%n left out", nullptr, m_model->leftOutCount()));
    if (m_model->addedCount() > 0)
        parts.append(tr("%n added", nullptr, m_model->addedCount()));
    m_edits->setText(tr("What if: %1").arg(parts.join(tr(", "))));
    m_edits->setFont(strongFont());
}

void HistoryView::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        m_table->verticalHeader()->setDefaultSectionSize(HistoryDelegate::rowHeight(m_table->fontMetrics()));
}

void HistoryView::retranslate()
{
    m_title->setFont(sectionFont());
    m_evaluated->setText(tr("As evaluated"));
    m_today->setText(tr("As of today"));
    m_today->setToolTip(tr("The lists are made from everything that is known of the shopper."));
    setCanEvaluate(m_evaluated->isEnabled(), m_cannotEvaluate);
    m_add->setPlaceholderText(tr("What if: add a product"));
    m_add->setToolTip(tr("Type a key or words of a title. The lists follow at once; nothing is stored."));
    m_add->setAccessibleName(tr("Add a product to the history, what if"));
    m_kind->setAccessibleName(tr("Kind of the added event"));
    m_kind->setToolTip(tr("Kind of the added event"));
    m_leave->setText(tr("Leave what-if"));
    m_leave->setToolTip(tr("Back to the history as it is (Esc)"));
    m_undo->setToolTip(tr("Undo"));
    m_undo->setAccessibleName(tr("Undo"));
    m_copy->setText(tr("Copy"));
    m_copyAll->setText(tr("Copy the history"));
    m_saveAll->setText(tr("Save the history as CSV ..."));
    m_open->setText(tr("Open product"));
    m_map->setText(tr("Show on map"));
    updateActions();
    m_table->setAccessibleName(tr("History, newest first"));
    m_table->setAccessibleDescription(tr("Space leaves an event out or puts it back."));
    fillKinds();
    showEdits();
    describe();
}

} // namespace aisle
