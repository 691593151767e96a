#pragma once
#include "core/charts/chartdata.h"
#include "widgets/charts/chartplot.h"

#include <QChartView>
#include <QValueAxis>

class QAbstractSeries;
class QAreaSeries;
class QLineSeries;

namespace aisle {

/// Lines, stacked areas, points, bars and histograms between two axes.
class AxisPlot : public ChartPlot
{
    Q_OBJECT
public:
    explicit AxisPlot(QWidget *parent = nullptr);
    ~AxisPlot() override;

    void setData(const ChartData &chart) override;
    bool hasModes() const override { return true; }
    void setMode(ChartMode mode) override;
    void resetView() override;
    bool namesSeries() const override { return m_namesSeries; }
    void setSelectedRows(int first, int last) override;
    QSize sizeHint() const override { return {420, 240}; }
    QSize minimumSizeHint() const override { return {200, 130}; }

    const ChartData &data() const { return m_data; }
    AxisRange shownX() const; ///< in the data's own numbers

private:
    class View;
    void rebuildSeries();
    void updateSeries();
    void paletteMoved();
    void changeEvent(QEvent *event) override;
    bool isZoomed() const { return m_zoomed; }
    void show(double xFrom, double xTo, double yFrom, double yTo);

    ChartData m_data;
    View *m_view;
    QChart *m_chart;
    QValueAxis *m_xAxis;
    QValueAxis *m_yAxis;
    std::vector<QLineSeries *> m_lines;
    std::vector<QAreaSeries *> m_areas;
    ChartMode m_mode = ChartMode::Pan;
    int m_firstSelected = -1;
    int m_lastSelected = -1;
    bool m_zoomed = false;
    bool m_namesSeries = false;
};

} // namespace aisle
