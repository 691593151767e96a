#include "widgets/charts/dotwhiskerplot.h"

#include "core/charts/chartdata.h"
#include "widgets/charts/chartcolours.h"

#include <QKeyEvent>
#include <QPainter>
#include <cmath>

namespace aisle {

DotWhiskerPlot::DotWhiskerPlot(QWidget *parent) : ChartPlot(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void DotWhiskerPlot::setData(const ChartData &chart)
{
    m_data = chart;
    const auto range = valueRange(chart);
    m_from = range.from;
    m_to = range.to;
    m_hovered = m_firstSelected = m_lastSelected = -1;
    setAccessibleName(chart.title);
    updateGeometry();
    update();
}

void DotWhiskerPlot::setSelectedRows(int first, int last)
{
    m_firstSelected = first;
    m_lastSelected = last;
    update();
}

QSize DotWhiskerPlot::sizeHint() const
{
    const int lane = std::max(26, 14 * static_cast<int>(m_data.series.size()) + 8);
    return {420, std::clamp(lane * m_data.rowCount() + 50, 140, 600)};
}

namespace {

double widest(const QStringList &names, const QFontMetricsF &metrics)
{
    double width = 0;
    for (const auto &name : names)
        width = std::max(width, metrics.horizontalAdvance(name));
    return width;
}

} // namespace

QRectF DotWhiskerPlot::area() const
{
    const QFontMetricsF metrics(font());
    const double left = std::min(std::ceil(widest(m_data.categories, metrics)) + 18, width() * .4);
    const double bottom = metrics.height() * (m_data.yLabel.isEmpty() ? 1 : 2) + 8;
    return QRectF(left, 2, width() - left - 16, height() - bottom - 2);
}

double DotWhiskerPlot::atX(double value) const
{
    const auto plot = area();
    return plot.left() + plot.width() * (value - m_from) / (m_to - m_from);
}

double DotWhiskerPlot::rowHeight() const
{
    return std::min(40.0, area().height() / std::max(1, m_data.rowCount()));
}

int DotWhiskerPlot::rowAt(double y) const
{
    const int row = static_cast<int>(std::floor((y - area().top()) / rowHeight()));
    return row >= 0 && row < m_data.rowCount() ? row : -1;
}

void DotWhiskerPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintAxis(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int row = 0; row < m_data.rowCount(); ++row)
        paintRow(painter, row);
    if (m_hovered >= 0) {
        const double y = area().top() + rowHeight() * (m_hovered + .5);
        paintHoverBox(painter, {atX(m_data.series[0].values[static_cast<std::size_t>(m_hovered)]), y},
                      QRectF(rect()).adjusted(1, 1, -1, -1), hoverLines(m_data, m_hovered));
    }
}

void DotWhiskerPlot::paintAxis(QPainter &painter) const
{
    const auto plot = area();
    const QFontMetricsF metrics(font());
    const double bottom = plot.top() + rowHeight() * m_data.rowCount();
    const auto ticks = axisTicks(m_from, m_to, AxisScale::Linear, static_cast<int>(plot.width() / 80), QLocale());
    for (std::size_t i = 0; i < ticks.at.size(); ++i) {
        const double x = std::round(atX(ticks.at[i]));
        painter.setPen(ticks.at[i] == 0 ? tokens().outline : tokens().hairline);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, bottom));
        painter.setPen(tokens().secondaryText);
        const auto &label = ticks.labels[static_cast<qsizetype>(i)];
        const double width = metrics.horizontalAdvance(label) + 2;
        painter.drawText(
            QRectF(std::clamp(x - width / 2, 0.0, this->width() - width), bottom + 3, width, metrics.height()),
            Qt::AlignCenter, label);
    }
    painter.setPen(tokens().secondaryText);
    painter.drawText(QRectF(plot.left(), bottom + metrics.height() + 5, plot.width(), metrics.height()),
                     Qt::AlignCenter, m_data.yLabel);
}

void DotWhiskerPlot::paintRow(QPainter &painter, int row) const
{
    const auto plot = area();
    const QFontMetricsF metrics(font());
    const double height = rowHeight();
    const double middle = plot.top() + height * (row + .5);
    if (row >= m_firstSelected && row <= m_lastSelected)
        painter.fillRect(QRectF(0, middle - height / 2, width(), height), tokens().selection);
    painter.setPen(tokens().text);
    painter.drawText(QRectF(0, middle - height / 2, plot.left() - 10, height), Qt::AlignRight | Qt::AlignVCenter,
                     metrics.elidedText(m_data.categories[row], Qt::ElideRight, plot.left() - 10));
    const auto lanes = static_cast<double>(m_data.series.size());
    const auto r = static_cast<std::size_t>(row);
    for (std::size_t s = 0; s < m_data.series.size(); ++s) {
        const auto &series = m_data.series[s];
        if (!std::isfinite(series.values[r]))
            continue;
        const double y = middle + (static_cast<double>(s) - (lanes - 1) / 2) * std::min(12.0, height / lanes);
        const auto colour = seriesColour(series.colour);
        const bool isClear = series.low.empty() || series.low[r] > 0 || series.high[r] < 0;
        if (!series.low.empty()) {
            painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::FlatCap));
            painter.drawLine(QPointF(atX(series.low[r]), y), QPointF(atX(series.high[r]), y));
        }
        painter.setPen(QPen(colour, 2));
        painter.setBrush(isClear ? colour : tokens().surface); // hollow: cannot be told from zero
        painter.drawEllipse(QPointF(atX(series.values[r]), y), 4.5, 4.5);
    }
}

void DotWhiskerPlot::moveTo(int row)
{
    if (row == m_hovered)
        return;
    m_hovered = row;
    update();
}

void DotWhiskerPlot::mouseMoveEvent(QMouseEvent *event)
{
    moveTo(rowAt(event->position().y()));
}

void DotWhiskerPlot::mousePressEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().y());
    if (event->button() == Qt::LeftButton && row >= 0)
        Q_EMIT rowsSelected(row, row);
}

void DotWhiskerPlot::keyPressEvent(QKeyEvent *event)
{
    const int last = m_data.rowCount() - 1;
    if (event->key() == Qt::Key_Up && last >= 0)
        return moveTo(std::max(0, m_hovered - 1));
    if (event->key() == Qt::Key_Down && last >= 0)
        return moveTo(std::min(last, m_hovered + 1));
    if ((event->key() == Qt::Key_Space || event->key() == Qt::Key_Return) && m_hovered >= 0)
        Q_EMIT rowsSelected(m_hovered, m_hovered);
    else
        ChartPlot::keyPressEvent(event);
}

void DotWhiskerPlot::leaveEvent(QEvent *)
{
    moveTo(-1);
}

} // namespace aisle
