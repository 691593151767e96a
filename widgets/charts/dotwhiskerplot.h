#pragma once
#include "widgets/charts/chartplot.h"

namespace aisle {

/// Differences with their intervals around zero: one line a category, one dot with whiskers a series.
class DotWhiskerPlot : public ChartPlot
{
    Q_OBJECT
public:
    explicit DotWhiskerPlot(QWidget *parent = nullptr);

    void setData(const ChartData &chart) override;
    void setSelectedRows(int first, int last) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QRectF area() const;
    double atX(double value) const;
    double rowHeight() const;
    int rowAt(double y) const;
    void paintRow(QPainter &painter, int row) const;
    void paintAxis(QPainter &painter) const;
    void moveTo(int row);

    ChartData m_data;
    double m_from = -1;
    double m_to = 1;
    int m_hovered = -1;
    int m_firstSelected = -1;
    int m_lastSelected = -1;
};

} // namespace aisle
