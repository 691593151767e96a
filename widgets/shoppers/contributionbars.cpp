#include "widgets/shoppers/contributionbars.h"

#include "models/recommendationlistmodel.h"
#include "widgets/common/theme.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr int kBar = 4;
constexpr int kOneLineFrom = 300; ///< wide enough for label, bar and figure side by side

QString figure(const ContributionBars::Row &row)
{
    const int decimals = scoreDecimals(row.value);
    return row.isSum ? QLocale().toString(row.value, 'f', decimals).replace(u'-', QChar(0x2212))
                     : formatDifference(row.value, decimals);
}

} // namespace

ContributionBars::ContributionBars(int slot, QWidget *parent) : QWidget(parent), m_slot(slot)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ContributionBars::setRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    m_low = 0;
    m_high = 0;
    QStringList spoken;
    for (const auto &row : m_rows) {
        m_low = std::min(m_low, row.value);
        m_high = std::max(m_high, row.value);
        spoken.append(row.label + u' ' + figure(row));
    }
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    setVisible(!m_rows.empty());
    updateGeometry();
    update();
}

int ContributionBars::rowHeight() const
{
    return fontMetrics().height() + (isOneLine() ? 5 : kBar + 7);
}

bool ContributionBars::isOneLine() const
{
    return width() >= kOneLineFrom;
}

int ContributionBars::figureWidth() const
{
    int widest = 0;
    for (const auto &row : m_rows)
        widest = std::max(widest, fontMetrics().horizontalAdvance(figure(row)));
    return widest;
}

void ContributionBars::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateGeometry(); // wider: one line a row
}

QSize ContributionBars::sizeHint() const
{
    return {160, static_cast<int>(m_rows.size()) * rowHeight()};
}

QSize ContributionBars::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

void ContributionBars::paintRow(QPainter &painter, const Row &row, const QRect &place) const
{
    const auto &t = tokens();
    const QRect text(place.left(), place.top() + 2, place.width(), fontMetrics().height());
    const auto value = figure(row);
    const int valueWidth = painter.fontMetrics().horizontalAdvance(value);
    painter.setPen(t.text);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, value);
    const int label = isOneLine() ? place.width() * 2 / 5 : text.width() - valueWidth - 8;
    painter.setPen(row.isSum ? t.text : t.secondaryText);
    painter.drawText(
        text, Qt::AlignVCenter,
        painter.fontMetrics().elidedText(shownText(row.label), row.isKey ? Qt::ElideMiddle : Qt::ElideRight, label));
    const double range = m_high - m_low;
    if (range <= 0)
        return;
    const QRectF track =
        isOneLine() ? QRectF(place.left() + label + 12, text.center().y() - kBar / 2., // the middle of the line
                             place.width() - label - 12 - figureWidth() - 12, kBar)
                    : QRectF(place.left(), text.bottom() + 2, place.width(), kBar);
    const auto x = [&](double v) { return track.left() + (v - m_low) / range * track.width(); };
    painter.fillRect(track, t.hairline);
    painter.setPen(Qt::NoPen);
    const auto from = std::min(x(0), x(row.value));
    const QRectF bar(from, track.top(), std::max(1., std::abs(x(row.value) - x(0))), kBar);
    painter.fillRect(bar, row.value < 0 ? QBrush(runColour(m_slot), Qt::Dense4Pattern) : QBrush(runColour(m_slot)));
    if (m_low < 0)
        painter.fillRect(QRectF(x(0) - .5, track.top() - 2, 1, kBar + 4), t.text);
}

void ContributionBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const QRect place(0, static_cast<int>(i) * rowHeight(), width(), rowHeight());
        if (m_rows[i].isSum) {
            painter.setPen(tokens().outline);
            painter.drawLine(place.topLeft(), place.topRight());
            painter.setFont(strongFont());
        }
        paintRow(painter, m_rows[i], place);
    }
}

bool ContributionBars::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const auto row = static_cast<std::size_t>(help->pos().y() / rowHeight());
        if (row < m_rows.size())
            QToolTip::showText(help->globalPos(),
                               tipText(QStringLiteral("%1\n%2").arg(m_rows[row].label, figure(m_rows[row]))), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace aisle
