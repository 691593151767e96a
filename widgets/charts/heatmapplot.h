#pragma once
#include "widgets/charts/chartplot.h"

namespace aisle {

/// A grid of coloured cells: series are its lines from top to bottom, categories its columns. A click selects a cell.
class HeatMapPlot : public ChartPlot
{
    Q_OBJECT
public:
    explicit HeatMapPlot(QWidget *parent = nullptr);

    void setData(const ChartData &chart) override;
    void setSelectedRows(int first, int last) override;
    QSize sizeHint() const override { return {420, 240}; }
    QSize minimumSizeHint() const override { return {220, 130}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Cell
    {
        int row = -1;
        int series = -1;
        friend bool operator==(const Cell &, const Cell &) = default;
    };
    double namesWidth() const;
    QRectF grid() const;
    QRectF rectangle(Cell cell) const;
    Cell cellAt(QPointF at) const;
    void moveTo(Cell cell);
    void paintSeries(QPainter &painter, int series) const;
    void paintCategories(QPainter &painter) const;
    void paintKey(QPainter &painter) const;
    void paintHovered(QPainter &painter) const;

    ChartData m_data;
    double m_greatest = 0;
    Cell m_hovered;
    int m_firstSelected = -1;
    int m_lastSelected = -1;
};

} // namespace aisle
