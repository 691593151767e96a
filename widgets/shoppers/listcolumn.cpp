#include "widgets/shoppers/listcolumn.h"

#include "models/recommendationlistmodel.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/rowchoice.h"
#include "widgets/common/theme.h"
#include "widgets/shoppers/listdelegate.h"
#include "widgets/shoppers/shopperrows.h"
#include "widgets/text/tiptext.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

ListColumn::ListColumn(int slot, QWidget *parent) : Retranslated(parent), m_slot(slot)
{
    createWidgets();
    createActions();
    layOut();
    connectAll();
    restyle();
    retranslate();
}

void ListColumn::createWidgets()
{
    m_model = new RecommendationListModel(this);
    m_letter = new QLabel(QString(runLetter(m_slot)), this);
    m_letter->setAlignment(Qt::AlignCenter);
    m_label = new QLabel(this);
    m_label->setMinimumWidth(20);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_close = new QToolButton(this);
    m_close->setIcon(themeIcon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setIconSize({14, 14});
    m_caption = new QLabel(this);
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setSecondary(m_caption);
    m_stack = new QStackedWidget(this);
    m_table = new QTableView(m_stack);
    m_table->setObjectName(QStringLiteral("list%1").arg(runLetter(m_slot)));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(RecommendationListModel::Product, new ListDelegate(m_slot, m_table));
    showOneColumn(m_table, RecommendationListModel::Product, ListDelegate::rowHeight(fontMetrics()));
    m_state = new EmptyState(m_stack);
    m_choice = new RowChoice(m_table);
}

void ListColumn::connectAll()
{
    connect(m_close, &QToolButton::clicked, this, [this] { Q_EMIT closeRequested(m_slot); });
    connect(m_state, &EmptyState::triggered, this, [this] { Q_EMIT actionTriggered(m_slot); });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &ListColumn::scrolled);
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this, &ListColumn::scrolled);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ListColumn::scrolled);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ListColumn::scrolled);
    connect(m_choice, &RowChoice::chosen, this, &ListColumn::choose);
}

void ListColumn::layOut()
{
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    auto *heading = new QHBoxLayout;
    heading->setContentsMargins(kSpaceBetween, kSpaceBetween, kSpaceInside, 0);
    heading->setSpacing(kSpaceBetween);
    heading->addWidget(m_letter);
    heading->addWidget(m_label, 1);
    heading->addWidget(m_close);
    auto *caption = new QHBoxLayout;
    caption->setContentsMargins(kSpaceBetween, 2, kSpaceBetween, 6);
    caption->addWidget(m_caption);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(heading);
    layout->addLayout(caption);
    layout->addWidget(m_stack, 1);
    setMinimumWidth(150);
}

void ListColumn::restyle()
{
    styleLetter(m_letter, m_slot, fontMetrics().height() + 4);
    m_label->setFont(sectionFont());
    m_table->verticalHeader()->setDefaultSectionSize(ListDelegate::rowHeight(m_table->fontMetrics()));
}

void ListColumn::retranslate()
{
    m_copy->setText(tr("Copy"));
    m_copyList->setText(tr("Copy the list"));
    m_saveList->setText(tr("Save the list as CSV ..."));
    m_open->setText(tr("Open product"));
    m_map->setText(tr("Show on map"));
    m_close->setToolTip(tr("Stop comparing this run"));
    m_close->setAccessibleName(tr("Stop comparing run %1").arg(runLetter(m_slot)));
    m_table->setAccessibleName(tr("List of run %1, %2").arg(QString(runLetter(m_slot)), m_fullLabel));
}

void ListColumn::setLabel(const QString &label)
{
    m_fullLabel = label;
    m_label->setToolTip(tipText(label));
    elideTexts();
    retranslate();
}

void ListColumn::elideTexts()
{
    m_label->setText(m_label->fontMetrics().elidedText(m_fullLabel, Qt::ElideMiddle, m_label->width()));
    m_caption->setText(m_caption->fontMetrics().elidedText(m_fullCaption, Qt::ElideRight, m_caption->width()));
}

void ListColumn::setCaption(const QString &caption, const QString &tip)
{
    m_fullCaption = caption;
    m_caption->setToolTip(tipText(tip.isEmpty() ? caption : QStringLiteral("%1\n%2").arg(caption, tip)));
    elideTexts();
}

void ListColumn::showList()
{
    m_stack->setCurrentWidget(m_table);
    Q_EMIT scrolled();
}

void ListColumn::showMessage(const QString &icon, const QString &sentence, const QString &action)
{
    m_state->say(icon, sentence, action);
    m_stack->setCurrentWidget(m_state);
    Q_EMIT scrolled();
}

void ListColumn::markProduct(std::optional<ItemId> item)
{
    const int row = item ? m_model->rowOf(*item) : -1;
    m_choice->mark(row < 0 ? QModelIndex() : m_model->index(row, RecommendationListModel::Product));
}

ProductRef ListColumn::productAt(const QModelIndex &index) const
{
    const ItemId id(index.data(RecommendationListModel::ItemRole).toLongLong());
    const bool hasTitle = index.data(RecommendationListModel::HasTitleRole).toBool();
    return {id, index.data(RecommendationListModel::KeyRole).toString(),
            hasTitle ? index.data(RecommendationListModel::TitleRole).toString() : QString()};
}

void ListColumn::choose(const QModelIndex &index)
{
    Q_EMIT productChosen(productAt(index));
}

/// The list's context menu; Ctrl+C works while the list has the focus.
void ListColumn::createActions()
{
    m_copy = new QAction(m_table);
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_copyList = new QAction(m_table);
    m_saveList = new QAction(m_table);
    m_open = new QAction(m_table);
    m_map = new QAction(m_table);
    m_table->addActions({m_copy, m_copyList, m_saveList, m_open, m_map});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connectCopying(m_table, m_model, m_copy, m_copyList, m_saveList, QStringLiteral("list"));
    connect(m_open, &QAction::triggered, this, [this] {
        if (m_table->currentIndex().isValid())
            Q_EMIT openRequested(productAt(m_table->currentIndex()));
    });
    connect(m_table, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT openRequested(productAt(index)); });
    connect(m_map, &QAction::triggered, this, [this] {
        if (m_table->currentIndex().isValid())
            Q_EMIT mapRequested(productAt(m_table->currentIndex()));
    });
}

std::optional<int> ListColumn::rowCentre(int row) const
{
    if (m_stack->currentWidget() != m_table || row < 0 || row >= m_model->rowCount())
        return {};
    const auto rect = m_table->visualRect(m_model->index(row, RecommendationListModel::Product));
    const int centre = std::clamp(rect.center().y(), 0, m_table->viewport()->height());
    return m_table->viewport()->mapTo(this, QPoint(0, centre)).y();
}

bool ListColumn::isRowVisible(int row) const
{
    const auto rect = m_table->visualRect(m_model->index(row, RecommendationListModel::Product));
    return rect.center().y() >= 0 && rect.center().y() <= m_table->viewport()->height();
}

void ListColumn::focusList()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void ListColumn::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange)
        restyle();
}

void ListColumn::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    elideTexts();
}

} // namespace aisle
