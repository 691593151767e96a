#pragma once
#include <QWidget>
#include <vector>

class QLabel;

namespace aisle {

/// One figure with its name under it, on a card; a long figure is written smaller.
class Tile : public QWidget
{
    Q_OBJECT
public:
    explicit Tile(QWidget *parent = nullptr);
    void setName(const QString &name);
    void setFigure(const QString &figure, const QString &exact = {}); ///< exact: the tooltip
    void setIsBad(bool bad);                                          ///< in the colour of what went wrong
    void setClickable(bool on);

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void tint();
    void fitFigure();
    QLabel *m_figure;
    QLabel *m_name;
    bool m_bad = false;
    bool m_clickable = false;
};

/// Widgets of one width in as many columns as fit: 6 tiles in a row, or 3, or 2.
class ReflowGrid : public QWidget
{
    Q_OBJECT
public:
    ReflowGrid(int leastWidth, int spacing, QWidget *parent = nullptr);
    void add(QWidget *widget);
    void setItemHeight(int height) { m_itemHeight = height; } ///< 0: as the widgets want
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    int columnsFor(int width) const;
    int itemHeight() const;
    std::vector<QWidget *> m_widgets;
    int m_leastWidth;
    int m_spacing;
    int m_itemHeight = 0;
};

} // namespace aisle
