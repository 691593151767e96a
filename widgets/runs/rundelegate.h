#pragma once
#include <QStyledItemDelegate>

namespace aisle {

/// Paints the cells of the runs' table: the letter of a compared run, chips of changed parameters, figures over a thin
/// bar with their interval as whiskers. Needs a RunTableModel.
class RunDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// A click on the letter's cell, or Space anywhere in the row, compares the run or stops comparing it.
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    void paintCompared(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintChips(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintFigure(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace aisle
