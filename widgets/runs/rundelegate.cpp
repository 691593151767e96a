#include "widgets/runs/rundelegate.h"
#include "core/common/text/showntext.h"
#include "models/runtablemodel.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kSide = 6;
constexpr int kBarHeight = 3;
constexpr int kLetterBox = 18;

RunTableModel::Field fieldOf(const QModelIndex &index)
{
    return static_cast<RunTableModel::Field>(index.data(RunTableModel::kField).toInt());
}

QStyleOptionViewItem emptied(QStyleOptionViewItem option)
{
    option.text.clear();
    option.features &= ~QStyleOptionViewItem::HasCheckIndicator;
    return option;
}

void paintBackground(QPainter *painter, const QStyleOptionViewItem &option)
{
    const auto *style = option.widget ? option.widget->style() : QApplication::style();
    const auto empty = emptied(option);
    style->drawControl(QStyle::CE_ItemViewItem, &empty, painter, option.widget);
}

} // namespace

void RunDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.data(RunTableModel::kIsGroup).toBool())
        return; // a heading is a widget of the page
    auto item = option;
    initStyleOption(&item, index);
    painter->save();
    switch (fieldOf(index)) {
    case RunTableModel::Field::Compared:
        paintCompared(painter, item, index);
        break;
    case RunTableModel::Field::Changed:
        paintChips(painter, item, index);
        break;
    case RunTableModel::Field::Figure:
        paintFigure(painter, item, index);
        break;
    default:
        QStyledItemDelegate::paint(painter, option, index);
    }
    painter->restore();
}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    auto size = QStyledItemDelegate::sizeHint(option, index);
    const int height = tallRowHeight(option.fontMetrics);
    if (index.data(RunTableModel::kIsGroup).toBool())
        return {0, height + 12};
    int width = size.width();
    for (const auto &chip : index.data(RunTableModel::kChips).toStringList())
        width += option.fontMetrics.horizontalAdvance(chip) + 4 * kSide;
    return {width, height};
}

bool RunDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    const bool space = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
    const bool onLetter =
        fieldOf(index) == RunTableModel::Field::Compared && !index.data(RunTableModel::kIsGroup).toBool();
    const bool click = onLetter && event->type() == QEvent::MouseButtonRelease &&
                       static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton;
    if (!space && !click)
        return onLetter ? false : QStyledItemDelegate::editorEvent(event, model, option, index);
    const auto letter = index.siblingAtColumn(0);
    const auto wanted = letter.data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked;
    return model->setData(letter, wanted, Qt::CheckStateRole);
}

void RunDelegate::paintCompared(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintBackground(painter, option);
    painter->setRenderHint(QPainter::Antialiasing);
    const int slot = index.data(RunTableModel::kSlot).toInt();
    QRectF box(0, 0, kLetterBox, kLetterBox);
    box.moveCenter(QRectF(option.rect).center());
    if (slot < 0) {
        painter->setPen(QPen(tokens().outline, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 3, 3);
        return;
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(runColour(slot));
    painter->drawRoundedRect(box, 4, 4);
    painter->setFont(strongFont());
    painter->setPen(tokens().surface);
    painter->drawText(box, Qt::AlignCenter, QString(runLetter(slot)));
}

void RunDelegate::paintChips(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintBackground(painter, option);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(option.rect);
    painter->setFont(option.font);
    int x = option.rect.left() + kSide;
    const int height = option.fontMetrics.height() + 4;
    const int right = option.rect.right() - kSide;
    for (const auto &chip : index.data(RunTableModel::kChips).toStringList()) {
        const int room = right - x - 2 * kSide;
        if (room < 12)
            break;
        const auto text = option.fontMetrics.elidedText(shownText(chip), Qt::ElideRight, room);
        const QRect box(x, option.rect.center().y() - height / 2,
                        option.fontMetrics.horizontalAdvance(text) + 2 * kSide, height);
        painter->setPen(tokens().hairline);
        painter->setBrush(tokens().raised);
        painter->drawRoundedRect(QRectF(box).adjusted(.5, .5, -.5, -.5), height / 2., height / 2.);
        painter->setPen(tokens().text);
        painter->drawText(box, Qt::AlignCenter, text);
        x = box.right() + 5;
    }
}

void RunDelegate::paintFigure(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintBackground(painter, option);
    const auto area = option.rect.adjusted(kSide, 2, -kSide, -3);
    painter->setFont(option.font);
    painter->setPen(tokens().text);
    painter->drawText(area.adjusted(0, 0, 0, -kBarHeight - 2), Qt::AlignRight | Qt::AlignVCenter,
                      index.data().toString());
    const auto fraction = index.data(RunTableModel::kFraction);
    if (!fraction.isValid())
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    const int slot = index.data(RunTableModel::kSlot).toInt();
    const QRectF track(area.left(), area.bottom() - kBarHeight - 1, area.width(), kBarHeight);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens().hairline);
    painter->drawRoundedRect(track, 1.5, 1.5);
    painter->setBrush(slot < 0 ? tokens().outline : runColour(slot));
    const auto at = [&](double share) { return track.left() + std::clamp(share, 0., 1.) * track.width(); };
    painter->drawRoundedRect(QRectF(track.left(), track.top(), at(fraction.toDouble()) - track.left(), track.height()),
                             1.5, 1.5);
    const auto low = index.data(RunTableModel::kLow);
    const auto high = index.data(RunTableModel::kHigh);
    if (!low.isValid() || !high.isValid())
        return;
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(tokens().text, 1));
    const qreal y = track.center().y();
    const qreal from = at(low.toDouble());
    const qreal to = at(high.toDouble());
    painter->drawLine(QPointF(from, y), QPointF(to, y));
    for (const qreal end : {from, to})
        painter->drawLine(QPointF(end, y - 3), QPointF(end, y + 3));
}

} // namespace aisle
