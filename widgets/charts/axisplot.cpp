#include "widgets/charts/axisplot.h"

#include "widgets/charts/chartcolours.h"

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QScatterSeries>
#include <QVBoxLayout>
#include <cmath>

namespace aisle {

namespace {
constexpr int kMostPoints = 2000;
constexpr double kLabelGap = 6;
constexpr double kNameGap = 10;
constexpr std::size_t kMostNames = 6;

bool isBars(const ChartData &chart)
{
    return chart.kind == ChartKind::Bars || chart.kind == ChartKind::Histogram;
}
} // namespace

/// Qt Charts draws lines and areas; grid, labels, bars, crosshair and selection are ours, because Qt's own axes know
/// neither calendar steps nor sparse log labels.
class AxisPlot::View : public QChartView
{
public:
    explicit View(AxisPlot &plot) : m_plot(plot)
    {
        setRenderHint(QPainter::Antialiasing);
        setFrameShape(QFrame::NoFrame);
        setMouseTracking(true);
        setFocusPolicy(Qt::StrongFocus);
        setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }

    void layOut()
    {
        const auto &chart = m_plot.m_data;
        const QFontMetricsF metrics(font());
        const double bottom = metrics.height() + kLabelGap + (chart.xLabel.isEmpty() ? 0 : metrics.height() + 2);
        m_area = QRectF(0, metrics.height() / 2 + 2, width(), height() - bottom - metrics.height() / 2 - 4);
        const auto *y = m_plot.m_yAxis;
        m_yTicks = axisTicks(axisValue(y->min(), chart.yScale), axisValue(y->max(), chart.yScale), chart.yScale,
                             std::max(3, static_cast<int>(m_area.height() / (metrics.height() * 1.9))), QLocale());
        double widest = 0;
        for (const auto &label : m_yTicks.labels)
            widest = std::max(widest, metrics.horizontalAdvance(label));
        m_area.setLeft(std::ceil(widest) + kLabelGap + 2);
        const double names = namesWidth(metrics);
        m_area.setRight(width() - (names > 0 ? names + kNameGap : 10));
        findXTicks(metrics);
        if (m_area.isValid() && m_plot.m_chart->plotArea() != m_area)
            m_plot.m_chart->setPlotArea(m_area);
        viewport()->update();
        if (m_plot.m_namesSeries != (names > 0)) {
            m_plot.m_namesSeries = names > 0;
            Q_EMIT m_plot.namesSeriesChanged();
        }
    }

    double atX(double position) const
    {
        const auto *axis = m_plot.m_xAxis;
        return m_area.left() + m_area.width() * (position - axis->min()) / (axis->max() - axis->min());
    }
    double atY(double position) const
    {
        const auto *axis = m_plot.m_yAxis;
        return m_area.bottom() - m_area.height() * (position - axis->min()) / (axis->max() - axis->min());
    }
    double positionAt(double x) const
    {
        const auto *axis = m_plot.m_xAxis;
        return axis->min() + (axis->max() - axis->min()) * (x - m_area.left()) / m_area.width();
    }
    double rowPosition(int row) const { return axisPosition(m_plot.m_data.position(row), m_plot.m_data.xScale); }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QChartView::resizeEvent(event);
        layOut();
    }

    void drawBackground(QPainter *painter, const QRectF &) override
    {
        const auto &chart = m_plot.m_data;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->fillRect(viewport()->rect(), tokens().surface);
        painter->setFont(font());
        const QFontMetricsF metrics(font());
        for (std::size_t i = 0; i < m_yTicks.at.size(); ++i) {
            const double y = std::round(atY(axisPosition(m_yTicks.at[i], chart.yScale)));
            painter->setPen(tokens().hairline);
            painter->drawLine(QPointF(m_area.left(), y), QPointF(m_area.right(), y));
            painter->setPen(tokens().secondaryText);
            painter->drawText(QRectF(0, y - metrics.height() / 2, m_area.left() - kLabelGap, metrics.height()),
                              Qt::AlignRight | Qt::AlignVCenter, m_yTicks.labels[static_cast<qsizetype>(i)]);
        }
        drawXAxis(*painter, metrics);
        drawSelection(*painter);
        if (isBars(chart))
            drawBars(*painter);
        painter->restore();
    }

    void drawForeground(QPainter *painter, const QRectF &) override
    {
        const auto &chart = m_plot.m_data;
        painter->save();
        painter->setFont(font());
        if (std::isfinite(chart.mark)) {
            const double x = atX(axisPosition(chart.mark, chart.xScale));
            painter->setPen(QPen(tokens().secondaryText, 1, Qt::DashLine));
            painter->drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
        }
        drawEnds(*painter);
        drawNames(*painter);
        if (m_dragging && (m_plot.m_mode != ChartMode::Pan))
            drawBand(*painter);
        else if (m_hovered >= 0 && m_hovered < chart.rowCount())
            drawCrosshair(*painter);
        painter->restore();
    }

    void wheelEvent(QWheelEvent *event) override
    {
        if (!(event->modifiers() & Qt::ControlModifier))
            return event->ignore(); // the page scrolls
        zoomAround(event->position().x(), std::pow(1.0015, -event->angleDelta().y()));
        event->accept();
    }

    void mousePressEvent(QMouseEvent *event) override
    {
        if (event->button() != Qt::LeftButton || !m_area.contains(event->position()))
            return;
        m_dragging = true;
        m_pressed = m_dragged = event->position();
        m_pressedFrom = m_plot.m_xAxis->min();
        m_pressedTo = m_plot.m_xAxis->max();
    }

    void mouseMoveEvent(QMouseEvent *event) override
    {
        m_dragged = event->position();
        if (m_dragging && m_plot.m_mode == ChartMode::Pan)
            pan();
        else
            hover(m_area.contains(event->position()) ? nearestRow(event->position().x()) : -1);
        viewport()->update();
    }

    void mouseReleaseEvent(QMouseEvent *event) override
    {
        if (!m_dragging || event->button() != Qt::LeftButton)
            return;
        m_dragging = false;
        m_dragged = event->position();
        const bool moved = std::abs(m_dragged.x() - m_pressed.x()) > 3;
        if (m_plot.m_mode == ChartMode::Zoom && moved)
            zoomTo(positionAt(std::min(m_pressed.x(), m_dragged.x())),
                   positionAt(std::max(m_pressed.x(), m_dragged.x())));
        if (m_plot.m_mode == ChartMode::Select)
            selectBetween(m_pressed.x(), m_dragged.x());
        viewport()->update();
    }

    void mouseDoubleClickEvent(QMouseEvent *) override { m_plot.resetView(); }
    void leaveEvent(QEvent *) override { hover(-1); }

    void keyPressEvent(QKeyEvent *event) override
    {
        const int rows = m_plot.m_data.rowCount();
        switch (event->key()) {
        case Qt::Key_Left:
            return hover(std::max(0, m_hovered < 0 ? rows - 1 : m_hovered - 1));
        case Qt::Key_Right:
            return hover(std::min(rows - 1, m_hovered + 1));
        case Qt::Key_Space:
        case Qt::Key_Return:
            if (m_hovered >= 0)
                Q_EMIT m_plot.rowsSelected(m_hovered, m_hovered);
            return;
        case Qt::Key_Plus:
            return zoomAround(m_area.center().x(), .8);
        case Qt::Key_Minus:
            return zoomAround(m_area.center().x(), 1.25);
        default:
            QChartView::keyPressEvent(event);
        }
    }

private:
    /// What the series' names need at the right; 0 where a legend is better: one line, many, steep axes, little room.
    double namesWidth(const QFontMetricsF &metrics) const
    {
        const auto &chart = m_plot.m_data;
        if (chart.kind != ChartKind::Line || chart.xScale == AxisScale::Log || chart.series.size() < 2 ||
            chart.series.size() > kMostNames ||
            m_area.height() < metrics.height() * static_cast<double>(chart.series.size() + 1))
            return 0;
        double widest = 0;
        for (const auto &series : chart.series)
            widest = std::max(widest, metrics.horizontalAdvance(series.name));
        return widest <= width() * .3 ? std::ceil(widest) : 0;
    }

    struct LineEnd
    {
        double y;
        const ChartSeries *series;
    };

    /// Where each line ends, moved apart as far as their names need.
    std::vector<LineEnd> lineEnds(double lineHeight) const
    {
        const auto &chart = m_plot.m_data;
        std::vector<LineEnd> ends;
        for (const auto &series : chart.series) {
            for (int row = chart.rowCount() - 1; row >= 0; --row) {
                const double value = series.values[static_cast<std::size_t>(row)];
                if (!std::isfinite(value) || (chart.yScale == AxisScale::Log && value <= 0))
                    continue;
                const double y = atY(axisPosition(value, chart.yScale));
                ends.push_back(
                    {std::clamp(y, m_area.top() + lineHeight / 2, m_area.bottom() - lineHeight / 2), &series});
                break;
            }
        }
        std::sort(ends.begin(), ends.end(), [](const LineEnd &a, const LineEnd &b) { return a.y < b.y; });
        for (std::size_t i = 1; i < ends.size(); ++i)
            ends[i].y = std::max(ends[i].y, ends[i - 1].y + lineHeight);
        const double over = ends.empty() ? 0 : ends.back().y - (m_area.bottom() - lineHeight / 2);
        for (std::size_t i = ends.size(); over > 0 && i-- > 0;)
            ends[i].y = std::min(ends[i].y, m_area.bottom() - lineHeight * (static_cast<double>(ends.size() - i) - .5));
        return ends;
    }

    void drawNames(QPainter &painter)
    {
        if (!m_plot.m_namesSeries)
            return;
        const QFontMetricsF metrics(font());
        for (const auto &[y, series] : lineEnds(metrics.height())) {
            painter.setPen(seriesColour(series->colour));
            painter.drawText(QRectF(m_area.right() + kNameGap - 2, y - metrics.height() / 2, width() - m_area.right(),
                                    metrics.height()),
                             Qt::AlignLeft | Qt::AlignVCenter, series->name);
        }
    }

    void findXTicks(const QFontMetricsF &metrics)
    {
        const auto &chart = m_plot.m_data;
        const auto *x = m_plot.m_xAxis;
        m_xTicks = {};
        if (!chart.categories.isEmpty()) {
            double widest = 1;
            for (const auto &category : chart.categories)
                widest = std::max(widest, metrics.horizontalAdvance(category));
            const double room = m_area.width() / std::max(1.0, x->max() - x->min());
            const int every =
                std::max(1, static_cast<int>(std::ceil((std::min(widest, 140.0) + 10) / std::max(room, 1.0))));
            const bool few = chart.categories.size() <= 10;
            for (int i = 0; i < chart.categories.size(); i += few ? 1 : every) {
                m_xTicks.at.push_back(i);
                m_xTicks.labels.append(
                    metrics.elidedText(chart.categories[i], Qt::ElideRight, few ? std::max(16.0, room - 6) : 140));
            }
            return;
        }
        double widest = metrics.horizontalAdvance(QStringLiteral("0000-00"));
        const auto ticksFor = [&](double width) {
            return axisTicks(axisValue(x->min(), chart.xScale), axisValue(x->max(), chart.xScale), chart.xScale,
                             static_cast<int>(m_area.width() / (width + 22)), QLocale());
        };
        m_xTicks = ticksFor(widest);
        double actual = 0;
        for (const auto &label : m_xTicks.labels)
            actual = std::max(actual, metrics.horizontalAdvance(label));
        if (actual > widest)
            m_xTicks = ticksFor(actual);
    }

    void drawXAxis(QPainter &painter, const QFontMetricsF &metrics)
    {
        const auto &chart = m_plot.m_data;
        for (std::size_t i = 0; i < m_xTicks.at.size(); ++i) {
            const double x = std::round(atX(axisPosition(m_xTicks.at[i], chart.xScale)));
            if (x < m_area.left() - 1 || x > m_area.right() + 1)
                continue;
            if (!isBars(chart)) {
                painter.setPen(tokens().hairline);
                painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
            }
            const auto &label = m_xTicks.labels[static_cast<qsizetype>(i)];
            const double width = metrics.horizontalAdvance(label) + 2;
            const double left = std::clamp(x - width / 2, 0.0, std::max(0.0, this->width() - width));
            painter.setPen(tokens().secondaryText);
            painter.drawText(QRectF(left, m_area.bottom() + kLabelGap / 2, width, metrics.height()), Qt::AlignCenter,
                             label);
        }
        if (!chart.xLabel.isEmpty()) {
            painter.setPen(tokens().secondaryText);
            painter.drawText(QRectF(m_area.left(), height() - metrics.height() - 1, m_area.width(), metrics.height()),
                             Qt::AlignHCenter | Qt::AlignVCenter, chart.xLabel);
        }
    }

    /// Left and right of a row in pixels.
    std::pair<double, double> rowEdges(int row) const
    {
        const auto &chart = m_plot.m_data;
        if (chart.kind == ChartKind::Histogram && chart.categories.isEmpty()) {
            const auto r = static_cast<std::size_t>(row);
            return {atX(axisPosition(chart.x[r], chart.xScale)), atX(axisPosition(chart.x[r + 1], chart.xScale))};
        }
        if (!chart.categories.isEmpty())
            return {atX(row - .38), atX(row + .38)};
        const int rows = chart.rowCount();
        const double here = rowPosition(row);
        const double before = row > 0 ? (rowPosition(row - 1) + here) / 2 : here;
        const double after = row + 1 < rows ? (rowPosition(row + 1) + here) / 2 : here;
        return {atX(before), atX(after)};
    }

    void drawSelection(QPainter &painter)
    {
        if (m_plot.m_firstSelected < 0 || m_plot.m_lastSelected >= m_plot.m_data.rowCount())
            return;
        const double left = rowEdges(m_plot.m_firstSelected).first;
        const double right = rowEdges(m_plot.m_lastSelected).second;
        painter.fillRect(QRectF(left - 1, m_area.top(), right - left + 2, m_area.height()).intersected(m_area),
                         tokens().selection);
    }

    void drawBars(QPainter &painter)
    {
        const auto &chart = m_plot.m_data;
        painter.setClipRect(m_area.adjusted(0, 0, 1, 1));
        for (int row = 0; row < chart.rowCount(); ++row) {
            auto [left, right] = rowEdges(row);
            left = std::round(left);
            right = std::max(left + 1, std::round(right) - (right - left > 3 ? 1 : 0));
            const bool faded =
                m_plot.m_firstSelected >= 0 && (row < m_plot.m_firstSelected || row > m_plot.m_lastSelected);
            double stack = 0;
            for (const auto &series : chart.series) {
                const double value = series.values[static_cast<std::size_t>(row)];
                if (!std::isfinite(value) || (chart.yScale == AxisScale::Log && value <= 0))
                    continue;
                const bool log = chart.yScale == AxisScale::Log;
                const double from = log ? m_area.bottom() : atY(stack);
                const double to = atY(axisPosition(stack + value, chart.yScale));
                painter.setOpacity(faded ? .4 : 1);
                painter.fillRect(QRectF(left, std::min(from, to), right - left, std::max(1.0, std::abs(from - to))),
                                 seriesBrush(series.colour));
                stack += value;
            }
        }
        painter.setOpacity(1);
        painter.setClipping(false);
        const double zero = chart.yScale == AxisScale::Log ? m_area.bottom() : atY(0);
        painter.setPen(tokens().outline);
        painter.drawLine(QPointF(m_area.left(), zero), QPointF(m_area.right(), zero));
    }

    /// A dot where a live line ends, so that the eye finds the newest value.
    void drawEnds(QPainter &painter)
    {
        const auto &chart = m_plot.m_data;
        const bool isLinear = chart.xScale == AxisScale::Linear || chart.xScale == AxisScale::Whole;
        if (chart.kind != ChartKind::Line || !isLinear || chart.rowCount() > 200)
            return;
        for (const auto &series : chart.series) {
            for (int row = chart.rowCount() - 1; row >= 0; --row) {
                const double value = series.values[static_cast<std::size_t>(row)];
                if (!std::isfinite(value) || (chart.yScale == AxisScale::Log && value <= 0))
                    continue;
                const QPointF at(atX(rowPosition(row)), atY(axisPosition(value, chart.yScale)));
                painter.setRenderHint(QPainter::Antialiasing);
                painter.setPen(Qt::NoPen);
                painter.setBrush(seriesColour(series.colour));
                if (m_area.adjusted(-1, -1, 1, 1).contains(at))
                    painter.drawEllipse(at, 3, 3);
                break;
            }
        }
    }

    void drawCrosshair(QPainter &painter)
    {
        const auto &chart = m_plot.m_data;
        const double x = std::round(atX(rowPosition(m_hovered)));
        if (x < m_area.left() - 1 || x > m_area.right() + 1)
            return;
        painter.setPen(tokens().secondaryText);
        painter.drawLine(QPointF(x, m_area.top()), QPointF(x, m_area.bottom()));
        painter.setRenderHint(QPainter::Antialiasing);
        if (chart.kind == ChartKind::Line || chart.kind == ChartKind::Points) {
            for (const auto &series : chart.series) {
                const double value = series.values[static_cast<std::size_t>(m_hovered)];
                if (!std::isfinite(value) || (chart.yScale == AxisScale::Log && value <= 0))
                    continue;
                painter.setPen(QPen(tokens().surface, 1.5));
                painter.setBrush(seriesColour(series.colour));
                painter.drawEllipse(QPointF(x, atY(axisPosition(value, chart.yScale))), 4.5, 4.5);
            }
        }
        const double y = underMouse() ? m_dragged.y() : m_area.center().y();
        paintHoverBox(painter, {x, y}, QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), hoverLines(chart, m_hovered));
    }

    void drawBand(QPainter &painter)
    {
        const double left = std::min(m_pressed.x(), m_dragged.x());
        const QRectF band(left, m_area.top(), std::abs(m_dragged.x() - m_pressed.x()), m_area.height());
        auto fill = tokens().accent;
        fill.setAlphaF(.12F);
        painter.fillRect(band.intersected(m_area), fill);
        painter.setPen(tokens().accent);
        painter.drawRect(band.intersected(m_area));
    }

    int nearestRow(double x) const
    {
        const int rows = m_plot.m_data.rowCount();
        if (rows == 0)
            return -1;
        const double wanted = positionAt(x);
        int low = 0;
        int high = rows - 1;
        while (low < high) { // rows are ascending in x
            const int middle = (low + high) / 2;
            if (rowPosition(middle) < wanted)
                low = middle + 1;
            else
                high = middle;
        }
        if (low > 0 && wanted - rowPosition(low - 1) < rowPosition(low) - wanted)
            --low;
        return low;
    }

    void hover(int row)
    {
        m_hovered = row;
        viewport()->update();
    }

    void pan()
    {
        const double shift = (m_pressedTo - m_pressedFrom) * (m_pressed.x() - m_dragged.x()) / m_area.width();
        if (m_plot.isZoomed())
            zoomTo(m_pressedFrom + shift, m_pressedTo + shift);
    }

    void zoomAround(double x, double factor)
    {
        const double middle = positionAt(x);
        const auto *axis = m_plot.m_xAxis;
        zoomTo(middle - (middle - axis->min()) * factor, middle + (axis->max() - middle) * factor);
    }

    void zoomTo(double from, double to)
    {
        const auto whole = positionRange(m_plot.m_data);
        const double least = axisPosition(whole.from, m_plot.m_data.xScale);
        const double greatest = axisPosition(whole.to, m_plot.m_data.xScale);
        const double span = std::min(to - from, greatest - least);
        if (span < (greatest - least) * 1e-4)
            return;
        from = std::clamp(from, least, greatest - span);
        m_plot.m_zoomed = span < (greatest - least) * .999;
        m_plot.show(from, from + span, m_plot.m_yAxis->min(), m_plot.m_yAxis->max());
    }

    void selectBetween(double from, double to)
    {
        int first = nearestRow(std::min(from, to));
        int last = nearestRow(std::max(from, to));
        if (first < 0)
            return;
        const bool same = first == m_plot.m_firstSelected && last == m_plot.m_lastSelected;
        Q_EMIT m_plot.rowsSelected(same ? -1 : first, same ? -1 : last);
    }

    AxisPlot &m_plot;
    QRectF m_area;
    AxisTicks m_xTicks;
    AxisTicks m_yTicks;
    int m_hovered = -1;
    bool m_dragging = false;
    QPointF m_pressed;
    QPointF m_dragged;
    double m_pressedFrom = 0;
    double m_pressedTo = 1;
};

AxisPlot::AxisPlot(QWidget *parent)
    : ChartPlot(parent), m_view(new View(*this)), m_chart(new QChart), m_xAxis(new QValueAxis), m_yAxis(new QValueAxis)
{
    m_chart->legend()->hide();
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->addAxis(m_xAxis, Qt::AlignBottom);
    m_chart->addAxis(m_yAxis, Qt::AlignLeft);
    for (auto *axis : {m_xAxis, m_yAxis})
        axis->setVisible(false);
    m_view->setChart(m_chart);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_view);
}

AxisPlot::~AxisPlot() = default;

void AxisPlot::setData(const ChartData &chart)
{
    const bool sameShape = chart.kind == m_data.kind && chart.series.size() == m_data.series.size() &&
                           chart.xScale == m_data.xScale && chart.yScale == m_data.yScale;
    m_data = thinned(chart, kMostPoints);
    m_firstSelected = m_lastSelected = -1;
    if (!sameShape || (m_lines.empty() && m_areas.empty() && !isBars(chart)))
        rebuildSeries();
    else
        updateSeries();
    if (!m_zoomed || !sameShape)
        resetView();
    else
        m_view->layOut();
    m_view->setAccessibleName(chart.title);
}

void AxisPlot::rebuildSeries()
{
    m_chart->removeAllSeries();
    m_lines.clear();
    m_areas.clear();
    if (isBars(m_data))
        return;
    const auto attach = [this](QAbstractSeries *series) {
        m_chart->addSeries(series);
        series->attachAxis(m_xAxis);
        series->attachAxis(m_yAxis);
    };
    for (std::size_t i = 0; i < m_data.series.size(); ++i) {
        if (m_data.kind == ChartKind::StackedArea) {
            auto *area = new QAreaSeries(new QLineSeries, new QLineSeries);
            area->upperSeries()->setParent(area);
            area->lowerSeries()->setParent(area);
            m_areas.push_back(area);
            attach(area);
        } else {
            m_lines.push_back(new QLineSeries);
            attach(m_lines.back());
        }
    }
    updateSeries();
    paletteMoved();
}

void AxisPlot::updateSeries()
{
    const auto rows = static_cast<std::size_t>(m_data.rowCount());
    std::vector<double> below(rows, 0.0);
    for (std::size_t i = 0; i < m_data.series.size() && !isBars(m_data); ++i) {
        const auto &values = m_data.series[i].values;
        QList<QPointF> points;
        QList<QPointF> under;
        points.reserve(static_cast<qsizetype>(rows));
        for (std::size_t row = 0; row < rows; ++row) {
            const double x = axisPosition(m_data.position(static_cast<int>(row)), m_data.xScale);
            if (m_data.kind == ChartKind::StackedArea) {
                under.append({x, below[row]});
                below[row] += std::isfinite(values[row]) ? values[row] : 0;
                points.append({x, below[row]});
            } else if (std::isfinite(values[row]) && (m_data.yScale != AxisScale::Log || values[row] > 0)) {
                points.append({x, axisPosition(values[row], m_data.yScale)});
            }
        }
        if (m_data.kind == ChartKind::StackedArea) {
            m_areas[i]->upperSeries()->replace(points);
            m_areas[i]->lowerSeries()->replace(under);
        } else {
            m_lines[i]->replace(points);
        }
    }
    paletteMoved();
}

void AxisPlot::paletteMoved()
{
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto colour = seriesColour(m_data.series[i].colour);
        const bool points = m_data.kind == ChartKind::Points;
        m_lines[i]->setPen(points ? QPen(Qt::NoPen) : QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_lines[i]->setPointsVisible(points);
        m_lines[i]->setMarkerSize(5);
        m_lines[i]->setColor(colour);
    }
    for (std::size_t i = 0; i < m_areas.size(); ++i) {
        m_areas[i]->setBrush(seriesColour(m_data.series[i].colour)); // a hatch would vanish in a thin area
        m_areas[i]->setPen(Qt::NoPen);
    }
    m_view->viewport()->update();
}

void AxisPlot::setMode(ChartMode mode)
{
    m_mode = mode;
    m_view->viewport()->setCursor(mode == ChartMode::Pan    ? Qt::ArrowCursor
                                  : mode == ChartMode::Zoom ? Qt::CrossCursor
                                                            : Qt::ArrowCursor);
}

void AxisPlot::resetView()
{
    m_zoomed = false;
    const auto x = positionRange(m_data), y = valueRange(m_data);
    show(axisPosition(x.from, m_data.xScale), axisPosition(x.to, m_data.xScale), axisPosition(y.from, m_data.yScale),
         axisPosition(y.to, m_data.yScale));
}

void AxisPlot::show(double xFrom, double xTo, double yFrom, double yTo)
{
    m_xAxis->setRange(xFrom, xTo);
    m_yAxis->setRange(yFrom, yTo);
    m_view->layOut();
}

void AxisPlot::setSelectedRows(int first, int last)
{
    m_firstSelected = first;
    m_lastSelected = last;
    m_view->viewport()->update();
}

AxisRange AxisPlot::shownX() const
{
    return {axisValue(m_xAxis->min(), m_data.xScale), axisValue(m_xAxis->max(), m_data.xScale)};
}

void AxisPlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paletteMoved();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LocaleChange)
        m_view->layOut();
    ChartPlot::changeEvent(event);
}

} // namespace aisle
