#include "widgets/charts/heatmapplot.h"

#include "core/charts/chartdata.h"
#include "widgets/charts/chartcolours.h"

#include <QKeyEvent>
#include <QPainter>
#include <cmath>

namespace aisle {

HeatMapPlot::HeatMapPlot(QWidget *parent) : ChartPlot(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void HeatMapPlot::setData(const ChartData &chart)
{
    m_data = chart;
    m_greatest = 0;
    for (const auto &series : chart.series) {
        for (const double value : series.values)
            m_greatest = std::max(m_greatest, std::isfinite(value) ? value : 0);
    }
    m_hovered = {};
    m_firstSelected = m_lastSelected = -1;
    setAccessibleName(chart.title);
    update();
}

void HeatMapPlot::setSelectedRows(int first, int last)
{
    m_firstSelected = first;
    m_lastSelected = last;
    update();
}

double HeatMapPlot::namesWidth() const
{
    double widest = 0;
    for (const auto &series : m_data.series)
        widest = std::max(widest, QFontMetricsF(font()).horizontalAdvance(series.name));
    return std::ceil(widest);
}

QRectF HeatMapPlot::grid() const
{
    const double names = namesWidth();
    return QRectF(names + 8, 4, width() - names - 16, height() - 2 * QFontMetricsF(font()).height() - 20);
}

QRectF HeatMapPlot::rectangle(Cell cell) const
{
    const auto area = grid();
    const double width = area.width() / std::max(1, m_data.rowCount());
    const double height = area.height() / static_cast<double>(std::max<std::size_t>(1, m_data.series.size()));
    return QRectF(area.left() + width * cell.row, area.top() + height * cell.series, width, height);
}

HeatMapPlot::Cell HeatMapPlot::cellAt(QPointF at) const
{
    const auto area = grid();
    if (!area.contains(at) || m_data.isEmpty())
        return {};
    const Cell cell{
        static_cast<int>((at.x() - area.left()) / area.width() * m_data.rowCount()),
        static_cast<int>((at.y() - area.top()) / area.height() * static_cast<double>(m_data.series.size()))};
    return {std::min(cell.row, m_data.rowCount() - 1),
            std::min(cell.series, static_cast<int>(m_data.series.size()) - 1)};
}

void HeatMapPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (int s = 0; s < static_cast<int>(m_data.series.size()); ++s)
        paintSeries(painter, s);
    paintCategories(painter);
    paintKey(painter);
    if (m_hovered.row >= 0)
        paintHovered(painter);
}

void HeatMapPlot::paintSeries(QPainter &painter, int s) const
{
    const auto &series = m_data.series[static_cast<std::size_t>(s)];
    const auto line = rectangle({0, s});
    painter.setPen(tokens().secondaryText);
    painter.drawText(QRectF(0, line.top(), grid().left() - 8, line.height()), Qt::AlignRight | Qt::AlignVCenter,
                     series.name);
    for (int row = 0; row < m_data.rowCount(); ++row) {
        const double value = series.values[static_cast<std::size_t>(row)];
        const bool faded = m_firstSelected >= 0 && (row < m_firstSelected || row > m_lastSelected);
        painter.setOpacity(faded ? .35 : 1);
        if (std::isfinite(value)) // nothing at all is no shade of something
            painter.fillRect(rectangle({row, s}).adjusted(0, 0, -1, -1),
                             value > 0 ? magnitudeColour(value / m_greatest) : tokens().hairline);
    }
    painter.setOpacity(1);
}

/// As many names as stand beside each other.
void HeatMapPlot::paintCategories(QPainter &painter) const
{
    const QFontMetricsF metrics(font());
    const auto area = grid();
    double widest = 1;
    for (const auto &category : m_data.categories)
        widest = std::max(widest, metrics.horizontalAdvance(category));
    const double cellWidth = area.width() / std::max(1, m_data.rowCount());
    const int every = std::max(1, static_cast<int>(std::ceil((widest + 8) / std::max(cellWidth, 1.0))));
    painter.setPen(tokens().secondaryText);
    for (int row = 0; row < m_data.rowCount(); row += every) {
        const double middle = area.left() + cellWidth * (row + .5);
        painter.drawText(QRectF(middle - widest, area.bottom() + 2, 2 * widest, metrics.height()), Qt::AlignCenter,
                         m_data.categories[row]);
    }
}

void HeatMapPlot::paintHovered(QPainter &painter) const
{
    painter.setPen(QPen(tokens().text, 1.5));
    painter.setBrush(Qt::NoBrush);
    const auto cell = rectangle(m_hovered);
    painter.drawRect(cell.adjusted(0, 0, -1, -1));
    const auto &series = m_data.series[static_cast<std::size_t>(m_hovered.series)];
    const QLocale locale;
    paintHoverBox(painter, cell.center(), QRectF(rect()).adjusted(1, 1, -1, -1),
                  {{QStringLiteral("%1, %2").arg(series.name, m_data.rowName(m_hovered.row, locale))},
                   {m_data.valueText(series.values[static_cast<std::size_t>(m_hovered.row)], locale)}});
}

void HeatMapPlot::paintKey(QPainter &painter) const
{
    const QFontMetricsF metrics(font());
    const double y = height() - metrics.height() - 2;
    const auto last = shortText(m_greatest, QLocale());
    const double right = width() - 8 - metrics.horizontalAdvance(last) - 6;
    const double left = right - 110;
    for (int step = 0; step < 110; ++step)
        painter.fillRect(QRectF(left + step, y + metrics.height() / 2 - 4, 1.5, 8), magnitudeColour(step / 109.0));
    painter.setPen(tokens().secondaryText);
    painter.drawText(QRectF(right + 6, y, 200, metrics.height()), Qt::AlignVCenter | Qt::AlignLeft, last);
    painter.drawText(QRectF(left - 206, y, 200, metrics.height()), Qt::AlignVCenter | Qt::AlignRight,
                     QStringLiteral("> 0"));
    const auto label = metrics.elidedText(m_data.xLabel, Qt::ElideRight, std::max(0.0, left - 40 - grid().left()));
    painter.drawText(QRectF(grid().left(), y, left - grid().left(), metrics.height()), Qt::AlignVCenter | Qt::AlignLeft,
                     label);
}

void HeatMapPlot::moveTo(Cell cell)
{
    if (cell == m_hovered)
        return;
    m_hovered = cell;
    update();
}

void HeatMapPlot::mouseMoveEvent(QMouseEvent *event)
{
    moveTo(cellAt(event->position()));
}

void HeatMapPlot::mousePressEvent(QMouseEvent *event)
{
    const auto cell = cellAt(event->position());
    if (event->button() == Qt::LeftButton && cell.row >= 0)
        Q_EMIT cellSelected(cell.row, cell.series);
}

void HeatMapPlot::keyPressEvent(QKeyEvent *event)
{
    auto cell = m_hovered.row < 0 ? Cell{0, 0} : m_hovered;
    switch (event->key()) {
    case Qt::Key_Left:
        --cell.row;
        break;
    case Qt::Key_Right:
        ++cell.row;
        break;
    case Qt::Key_Up:
        --cell.series;
        break;
    case Qt::Key_Down:
        ++cell.series;
        break;
    case Qt::Key_Space:
    case Qt::Key_Return:
        if (m_hovered.row >= 0)
            Q_EMIT cellSelected(m_hovered.row, m_hovered.series);
        return;
    default:
        return ChartPlot::keyPressEvent(event);
    }
    if (m_data.isEmpty())
        return;
    moveTo({std::clamp(cell.row, 0, m_data.rowCount() - 1),
            std::clamp(cell.series, 0, static_cast<int>(m_data.series.size()) - 1)});
}

void HeatMapPlot::leaveEvent(QEvent *)
{
    moveTo({});
}

} // namespace aisle
