#include "widgets/charts/chartplot.h"

#include "widgets/charts/chartcolours.h"

#include <QPainter>
#include <cmath>

namespace aisle {

void paintHoverBox(QPainter &painter, QPointF at, const QRectF &bounds, const std::vector<HoverLine> &lines)
{
    const QFontMetricsF metrics(painter.font());
    double width = 0;
    for (const auto &line : lines)
        width = std::max(width, metrics.horizontalAdvance(line.text) + (line.colour ? 14 : 0));
    QRectF box(0, 0, width + 16, metrics.height() * static_cast<double>(lines.size()) + 10);
    box.moveTopLeft(at + QPointF(12, -box.height() / 2));
    if (box.right() > bounds.right())
        box.moveRight(at.x() - 12);
    box.moveLeft(std::max(box.left(), bounds.left()));
    box.moveTop(std::clamp(box.top(), bounds.top(), std::max(bounds.top(), bounds.bottom() - box.height())));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens().outline);
    painter.setBrush(tokens().raised);
    painter.drawRoundedRect(box, 4, 4);
    double y = box.top() + 5;
    for (const auto &line : lines) {
        double x = box.left() + 8;
        if (line.colour) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(seriesBrush(*line.colour));
            painter.drawRect(QRectF(x, y + metrics.height() / 2 - 4, 8, 8));
            x += 14;
        }
        painter.setPen(tokens().text);
        painter.drawText(QPointF(x, y + metrics.ascent()), line.text);
        y += metrics.height();
    }
}

std::vector<HoverLine> hoverLines(const ChartData &data, int row)
{
    const QLocale locale;
    std::vector<HoverLine> lines{{data.rowName(row, locale)}};
    const auto r = static_cast<std::size_t>(row);
    for (const auto &series : data.series) {
        if (r >= series.values.size() || !std::isfinite(series.values[r]))
            continue;
        auto text = data.valueText(series.values[r], locale);
        const auto &name = series.name.isEmpty() ? data.yLabel : series.name;
        if (!name.isEmpty())
            text = QStringLiteral("%1: %2").arg(name, text);
        if (r < series.low.size())
            text += QStringLiteral("  (%1 … %2)")
                        .arg(data.valueText(series.low[r], locale), data.valueText(series.high[r], locale));
        lines.push_back({text, data.series.size() > 1 ? std::optional(series.colour) : std::nullopt});
    }
    return lines;
}

} // namespace aisle
