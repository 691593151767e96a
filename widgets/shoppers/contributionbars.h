#pragma once
#include <QWidget>
#include <vector>

namespace aisle {

/// What adds to a score and what takes from it: a row each, a bar from a common zero, the figure at the right.
class ContributionBars : public QWidget
{
    Q_OBJECT
public:
    struct Row
    {
        QString label;
        bool isKey = false; ///< elided in the middle
        double value = 0;
        bool isSum = false; ///< the last row: the score itself, under a line
    };

    explicit ContributionBars(int slot, QWidget *parent = nullptr);
    void setRows(std::vector<Row> rows);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    int rowHeight() const;
    bool isOneLine() const;
    int figureWidth() const;
    void paintRow(QPainter &painter, const Row &row, const QRect &place) const;

    int m_slot;
    std::vector<Row> m_rows;
    double m_low = 0;
    double m_high = 0;
};

} // namespace aisle
