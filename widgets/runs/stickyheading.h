#pragma once
#include <QLabel>

class QTreeView;

namespace aisle {

/// Keeps the heading of the group that is scrolled through at the top of a tree of two levels whose own headings scroll
/// away with their rows. Hidden while the group's own is seen.
class StickyHeading : public QLabel
{
    Q_OBJECT
public:
    explicit StickyHeading(QTreeView *view);
    void follow(); ///< the rows changed

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QTreeView *m_view;
};

} // namespace aisle
