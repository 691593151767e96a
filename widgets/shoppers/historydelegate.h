#pragma once
#include <QStyledItemDelegate>

namespace aisle {

/// One event of a HistoryModel as two lines: tick and title; kind, time, and where a part of the split begins.
class HistoryDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static int rowHeight(const QFontMetrics &metrics);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

QString partText(int part); ///< "train", "validation", ... in the reader's language; empty for -1

} // namespace aisle
