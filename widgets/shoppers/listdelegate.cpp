#include "widgets/shoppers/listdelegate.h"

#include "models/recommendationlistmodel.h"
#include "widgets/common/icons.h"
#include "widgets/shoppers/shopperrows.h"
#include "widgets/text/tiptext.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

namespace aisle {

namespace {

constexpr int kMargin = 8;
constexpr int kBar = 4;
constexpr int kHit = 14;
constexpr int kScoreFrom = 225; ///< a column at least this wide has room for the figure
constexpr int kPictureFrom = 180;

QString movedText(int moved)
{
    if (moved == RecommendationListModel::kNew)
        return ListDelegate::tr("new");
    return (moved > 0 ? QStringLiteral("▲%1") : QStringLiteral("▼%1")).arg(std::abs(moved));
}

QString detailText(const QModelIndex &index)
{
    QStringList parts;
    if (const auto category = index.data(RecommendationListModel::CategoryRole).toString(); !category.isEmpty())
        parts.append(category);
    if (const auto price = index.data(RecommendationListModel::PriceRole); price.isValid())
        parts.append(QLocale().toString(price.toDouble(), 'f', 2));
    return parts.join(QStringLiteral("  ·  "));
}

QString scoreText(const QModelIndex &index)
{
    return index.siblingAtColumn(RecommendationListModel::Score).data().toString().replace(u'-', QChar(0x2212));
}

void drawRight(QPainter *painter, const QRect &line, int &right, const QString &text, const QColor &colour)
{
    const int width = painter->fontMetrics().horizontalAdvance(text);
    painter->setPen(colour);
    painter->drawText(QRect(right - width, line.top(), width, line.height()), Qt::AlignVCenter, text);
    right -= width + 8;
}

void drawHit(QPainter *painter, const QRect &line, int &right)
{
    const auto ratio = painter->device()->devicePixelRatioF();
    painter->drawPixmap(QPoint(right - kHit, line.center().y() - kHit / 2 + 1),
                        iconPixmap(QStringLiteral("done"), kHit, tokens().good, ratio));
    right -= kHit + 6;
}

void drawBar(QPainter *painter, const QRectF &track, double fraction, const QColor &colour)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens().hairline);
    painter->drawRoundedRect(track, kBar / 2., kBar / 2.);
    auto bar = track;
    bar.setWidth(std::max<double>(kBar, track.width() * fraction));
    painter->setBrush(colour);
    painter->drawRoundedRect(bar, kBar / 2., kBar / 2.);
}

} // namespace

int ListDelegate::rowHeight(const QFontMetrics &metrics)
{
    return 2 * metrics.height() + kBar + 12;
}

/// What moved and the place in the other lists, from the right; returns the room they took.
int ListDelegate::paintMarks(QPainter *painter, const QRect &line, const QModelIndex &index) const
{
    int right = line.right() + 1;
    const auto places = index.data(RecommendationListModel::ElsewhereRole).toList();
    for (int slot = static_cast<int>(places.size()) - 1; slot >= 0; --slot) {
        if (slot != m_slot && places[slot].toInt() > 0)
            drawRight(painter, line, right, QStringLiteral("%1%2").arg(runLetter(slot)).arg(places[slot].toInt()),
                      runColour(slot));
    }
    if (const int moved = index.data(RecommendationListModel::MovedRole).toInt(); moved != 0)
        drawRight(painter, line, right, movedText(moved), tokens().text);
    return line.right() + 1 - right;
}

void ListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &t = tokens();
    const auto &metrics = option.fontMetrics;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, t.selection);
    painter->setFont(option.font);
    const int rankWidth = metrics.horizontalAdvance(QStringLiteral("00"));
    int left = option.rect.left() + kMargin + rankWidth + kMargin;
    if (index.data(RecommendationListModel::AnyImageRole).toBool() && option.rect.width() >= kPictureFrom) {
        const int side = option.rect.height() - 10;
        drawPicture(painter, QRect(left, option.rect.top() + 5, side, side),
                    index.data(RecommendationListModel::ImageRole).toString());
        left += side + kMargin;
    }
    const QRect first(left, option.rect.top() + 5, option.rect.right() - kMargin - left, metrics.height());
    const auto second = first.translated(0, metrics.height());
    painter->setPen(t.secondaryText);
    painter->drawText(QRect(option.rect.left() + kMargin, first.top(), rankWidth, first.height()),
                      Qt::AlignRight | Qt::AlignVCenter, QString::number(index.row() + 1));

    int right = first.right() + 1;
    if (option.rect.width() >= kScoreFrom)
        drawRight(painter, first, right, scoreText(index), t.secondaryText);
    if (index.data(RecommendationListModel::HitRole).toBool())
        drawHit(painter, first, right);
    const bool hasTitle = index.data(RecommendationListModel::HasTitleRole).toBool();
    painter->setPen(t.text);
    painter->drawText(first, Qt::AlignVCenter,
                      metrics.elidedText(shownText(index.data(RecommendationListModel::TitleRole).toString()),
                                         hasTitle ? Qt::ElideRight : Qt::ElideMiddle, right - first.left()));
    const int marks = paintMarks(painter, second, index);
    painter->setPen(t.secondaryText);
    painter->drawText(second, Qt::AlignVCenter,
                      metrics.elidedText(shownText(detailText(index)), Qt::ElideRight, second.width() - marks));

    drawBar(painter, QRectF(left, second.bottom() + 4, first.width(), kBar),
            index.data(RecommendationListModel::ScoreFractionRole).toDouble(), runColour(m_slot));
    drawFocusRing(painter, option);
    painter->restore();
}

bool ListDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList lines{index.data(RecommendationListModel::TitleRole).toString()};
    if (const auto detail = detailText(index); !detail.isEmpty())
        lines.append(detail);
    lines.append(tr("Score %1; scores of two recommenders are not comparable.").arg(scoreText(index)));
    if (index.data(RecommendationListModel::HitRole).toBool())
        lines.append(tr("A hit: relevant to the shopper in the test part."));
    const auto places = index.data(RecommendationListModel::ElsewhereRole).toList();
    for (int slot = 0; slot < static_cast<int>(places.size()); ++slot) {
        if (slot != m_slot && places[slot].toInt() > 0)
            lines.append(tr("Place %1 in the list of %2").arg(places[slot].toInt()).arg(runLetter(slot)));
    }
    if (const int moved = index.data(RecommendationListModel::MovedRole).toInt();
        moved == RecommendationListModel::kNew)
        lines.append(tr("Not in the list without your edits."));
    else if (moved != 0)
        lines.append(tr("Place %1 without your edits").arg(index.row() + 1 + moved));
    QToolTip::showText(event->globalPos(), tipText(lines.join(u'\n')), view);
    return true;
}

} // namespace aisle
