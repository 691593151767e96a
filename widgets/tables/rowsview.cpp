#include "widgets/tables/rowsview.h"
#include "widgets/common/theme.h"
#include "widgets/tables/sheetactions.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>
#include <numeric>

namespace aisle {

namespace {

constexpr int kBar = 3;

/// A text with a thin bar under it where the cell has a fraction.
class BarDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const auto fraction = index.data(RowsModel::FractionRole);
        if (!fraction.isValid())
            return;
        const int slot = index.data(RowsModel::SlotRole).toInt();
        QRectF track(option.rect.left() + 6, option.rect.bottom() - kBar - 2, option.rect.width() - 12, kBar);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens().hairline);
        painter->drawRoundedRect(track, kBar / 2., kBar / 2.);
        track.setWidth(track.width() * std::clamp(fraction.toDouble(), 0., 1.));
        painter->setBrush(slot >= 0 ? runColour(slot) : tokens().accent);
        painter->drawRoundedRect(track, kBar / 2., kBar / 2.);
        painter->restore();
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() == 0 && index.data(RowsModel::TitleRole).toString().isEmpty())
            option->textElideMode = Qt::ElideMiddle; // a key
    }
};

} // namespace

RowsView::RowsView(QWidget *parent) : QTableView(parent), m_rows(new RowsModel(this))
{
    setModel(m_rows);
    setItemDelegate(new BarDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    connect(m_rows, &QAbstractItemModel::modelReset, this, [this] {
        for (int column = 0; column < m_rows->columnCount(); ++column)
            horizontalHeader()->setSectionResizeMode(column, column == 0 ? QHeaderView::Stretch
                                                                         : QHeaderView::ResizeToContents);
    });
    connect(this, &QTableView::activated, this, &RowsView::choose);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            choose(index);
    });
    new SheetActions(this, QStringLiteral("rows"));
    setRowHeight();
}

void RowsView::setRowHeight()
{
    verticalHeader()->setDefaultSectionSize(tableRowHeight(fontMetrics()));
}

void RowsView::choose(const QModelIndex &index)
{
    Q_EMIT rowChosen(index.data(RowsModel::IdRole).toLongLong(), index.data(RowsModel::KeyRole).toString(),
                     index.data(RowsModel::TitleRole).toString());
}

void RowsView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!indexAt(event->pos()).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    menu->popup(event->globalPos());
}

void RowsView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        setRowHeight();
    QTableView::changeEvent(event);
}

} // namespace aisle
