#pragma once
#include "core/charts/chartdata.h"

#include <QWidget>

class QPainter;

namespace aisle {

enum class ChartMode { Pan, Zoom, Select };

/// What draws the figures of a ChartCard. Colours come from the theme and follow it.
class ChartPlot : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Cheap enough to be called ten times a second while a training runs.
    virtual void setData(const ChartData &chart) = 0;
    virtual bool hasModes() const { return false; } ///< can be panned and zoomed
    virtual void setMode(ChartMode) {}
    virtual void resetView() {}
    /// The series' names stand at the ends of their lines: no legend is needed.
    virtual bool namesSeries() const { return false; }
    /// Rows shown as selected; -1, -1: none.
    virtual void setSelectedRows(int first, int last) = 0;

Q_SIGNALS:
    void rowsSelected(int first, int last); ///< by the analyst; -1, -1: none any more
    void cellSelected(int row, int series); ///< of a heat map
    void namesSeriesChanged();
};

/// A small box of lines beside a point, kept inside `bounds`.
struct HoverLine
{
    QString text;
    std::optional<SeriesColour> colour{};
};
void paintHoverBox(QPainter &painter, QPointF at, const QRectF &bounds, const std::vector<HoverLine> &lines);
/// What the box says of one row: its name and every series' value (with its interval).
std::vector<HoverLine> hoverLines(const ChartData &data, int row);

} // namespace aisle
