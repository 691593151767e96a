#include "widgets/shoppers/historydelegate.h"

#include "core/dataset/split.h"
#include "models/historymodel.h"
#include "widgets/common/icons.h"
#include "widgets/shoppers/shopperrows.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>
#include <cmath>

namespace aisle {

namespace {

constexpr int kStripe = 3;
constexpr int kTick = 16;
constexpr int kDot = 8;
constexpr int kPictureFrom = 200;

struct Layout
{
    QRect stripe, tick, picture, title, detail; ///< picture: empty where the history has none
};

Layout layOut(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto &row = option.rect;
    const auto &metrics = option.fontMetrics;
    const int line = metrics.height();
    const int top = row.top() + (row.height() - 2 * line - 2) / 2;
    Layout layout;
    layout.stripe = QRect(row.left(), row.top(), kStripe, row.height());
    layout.tick = QRect(row.left() + kStripe + 7, top + (line - kTick) / 2, kTick, kTick);
    int left = layout.tick.right() + 9;
    if (index.data(HistoryModel::AnyImageRole).toBool() && row.width() >= kPictureFrom) {
        const int side = row.height() - 10;
        layout.picture = QRect(left, row.top() + 5, side, side);
        left += side + 8;
    }
    layout.title = QRect(left, top, row.right() - left - 8, line);
    layout.detail = layout.title.translated(0, line + 2);
    return layout;
}

QColor partColour(int part)
{
    switch (part) {
    case static_cast<int>(Part::Train):
    case static_cast<int>(Part::Input):
        return tokens().hairline;
    case static_cast<int>(Part::Valid):
        return tokens().outline;
    case static_cast<int>(Part::Test):
        return tokens().accent;
    default:
        return Qt::transparent;
    }
}

void drawTick(QPainter *painter, const QRect &place, const QModelIndex &index)
{
    painter->setPen(QPen(tokens().outline, 1));
    painter->setBrush(tokens().surface);
    painter->drawRoundedRect(QRectF(place).adjusted(1.5, 1.5, -1.5, -1.5), 3, 3);
    if (index.data(Qt::CheckStateRole).toInt() == Qt::Checked)
        painter->drawPixmap(place.topLeft(), iconPixmap(QStringLiteral("check"), place.width(), tokens().text,
                                                        painter->device()->devicePixelRatioF()));
}

QString detailText(const QModelIndex &index)
{
    const auto meaning = static_cast<Meaning>(index.data(HistoryModel::MeaningRole).toInt());
    auto text = index.data(HistoryModel::AddedRole).toBool()
                    ? HistoryDelegate::tr("added: %1").arg(meaningText(meaning))
                    : meaningText(meaning);
    const auto quantity = index.data(HistoryModel::QuantityRole).toDouble();
    if (!std::isnan(quantity) && quantity != 1)
        text += QStringLiteral(" × %1").arg(formatNumber(quantity)).replace(u'-', QChar(0x2212));
    const auto at = index.data(HistoryModel::TimeRole).toLongLong();
    return at == kNoTime ? text : QStringLiteral("%1  ·  %2").arg(text, formatDateTime(at));
}

/// Whether most of the row is the first of what is seen of the view.
bool isTopmost(const QWidget *widget, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QTableView *>(widget);
    return view && view->rowAt(view->rowHeight(index.row()) / 2) == index.row();
}

/// "Validation begins" beside the oldest event of the part, over a line, and the part's name at the top of what is
/// seen; returns the room it took.
int drawPart(QPainter *painter, const QStyleOptionViewItem &option, const QRect &line, const QModelIndex &index)
{
    const int part = index.data(HistoryModel::PartRole).toInt();
    const bool begins = index.data(HistoryModel::PartBeginsRole).toBool();
    if (part < 0 || part == static_cast<int>(Part::Out) || !(begins || isTopmost(option.widget, index)))
        return 0;
    const auto text = begins ? HistoryDelegate::tr("%1 begins").arg(partText(part)) : partText(part);
    const int width = painter->fontMetrics().horizontalAdvance(text);
    painter->setPen(begins ? tokens().text : tokens().secondaryText);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, text);
    if (begins) {
        painter->setPen(QPen(tokens().outline, 1));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
    return width + 12;
}

} // namespace

QString partText(int part)
{
    switch (part) {
    case static_cast<int>(Part::Train):
        return HistoryDelegate::tr("Train");
    case static_cast<int>(Part::Valid):
        return HistoryDelegate::tr("Validation");
    case static_cast<int>(Part::Test):
        return HistoryDelegate::tr("Test");
    case static_cast<int>(Part::Input):
        return HistoryDelegate::tr("Input");
    case static_cast<int>(Part::Out):
        return HistoryDelegate::tr("Left out");
    default:
        return {};
    }
}

int HistoryDelegate::rowHeight(const QFontMetrics &metrics)
{
    return 2 * metrics.height() + 12;
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &t = tokens();
    const auto layout = layOut(option, index);
    const bool counts = index.data(HistoryModel::CountsRole).toBool();
    const bool added = index.data(HistoryModel::AddedRole).toBool();
    const bool out = index.data(Qt::CheckStateRole).toInt() != Qt::Checked;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, t.selection);
    else if (added)
        painter->fillRect(option.rect, t.raised);
    painter->fillRect(layout.stripe, partColour(index.data(HistoryModel::PartRole).toInt()));
    if (counts)
        drawTick(painter, layout.tick, index);
    if (!layout.picture.isEmpty())
        drawPicture(painter, layout.picture, index.data(HistoryModel::ImageRole).toString());

    painter->setFont(option.font);
    const auto title = layout.title.adjusted(0, 0, -drawPart(painter, option, layout.title, index), 0);
    auto font = option.font;
    font.setStrikeOut(out);
    font.setWeight(added ? QFont::DemiBold : font.weight());
    painter->setFont(font);
    painter->setPen(counts && !out ? t.text : t.secondaryText);
    const bool hasTitle = index.data(HistoryModel::HasTitleRole).toBool();
    painter->drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(shownText(index.data(HistoryModel::TitleRole).toString()),
                                                    hasTitle ? Qt::ElideRight : Qt::ElideMiddle, title.width()));

    painter->setFont(option.font);
    const auto meaning = static_cast<Meaning>(index.data(HistoryModel::MeaningRole).toInt());
    painter->setPen(meaning == Meaning::Return ? QPen(kindColour(meaning), 1)
                                               : QPen(Qt::NoPen)); // hatching alone is lost on a dot
    painter->setBrush(kindBrush(meaning));
    painter->drawEllipse(QRect(layout.detail.left(), layout.detail.center().y() - kDot / 2 + 1, kDot, kDot));
    const auto detail = layout.detail.adjusted(kDot + 6, 0, 0, 0);
    painter->setPen(t.secondaryText);
    painter->drawText(detail, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(detailText(index), Qt::ElideRight, detail.width()));
    drawFocusRing(painter, option, kStripe);
    painter->restore();
}

bool HistoryDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                  const QModelIndex &index)
{
    if (!(model->flags(index) & Qt::ItemIsUserCheckable))
        return false;
    const auto toggle = [&] {
        const bool in = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        return model->setData(index, in ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    };
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        return key == Qt::Key_Space || key == Qt::Key_Select ? toggle() : false;
    }
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const auto tick = layOut(option, index).tick.adjusted(-8, -6, 6, 6);
    return mouse->button() == Qt::LeftButton && tick.contains(mouse->position().toPoint()) ? toggle() : false;
}

bool HistoryDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList lines{index.data(HistoryModel::TitleRole).toString(), detailText(index)};
    lines.append(tr("The log calls it “%1”.").arg(index.data(HistoryModel::KindRole).toString()));
    const int part = index.data(HistoryModel::PartRole).toInt();
    if (part >= 0)
        lines.append(tr("Part of the split: %1").arg(partText(part)));
    if (!index.data(HistoryModel::CountsRole).toBool())
        lines.append(tr("The lists beside do not know this event."));
    QToolTip::showText(event->globalPos(), tipText(lines.join(u'\n')), view);
    return true;
}

} // namespace aisle
