#pragma once
#include <QStyledItemDelegate>

namespace aisle {

/// One product of a RecommendationListModel: rank, title, hit mark and score; category, price, what moved and its place
/// in the other lists; a bar for the score within this list.
class ListDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    ListDelegate(int slot, QObject *parent) : QStyledItemDelegate(parent), m_slot(slot) {}

    static int rowHeight(const QFontMetrics &metrics);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    int paintMarks(QPainter *painter, const QRect &line, const QModelIndex &index) const;
    int m_slot;
};

} // namespace aisle
