#pragma once
#include "models/rowsmodel.h"

#include <QTableView>

namespace aisle {

/// The table of a card: a RowsModel whose first column takes the room. Rows are chosen by click or Return, copied as
/// TSV and saved as CSV; actions added to the view stand in its context menu.
class RowsView : public QTableView
{
    Q_OBJECT
public:
    explicit RowsView(QWidget *parent = nullptr);

    RowsModel *rows() const { return m_rows; }

Q_SIGNALS:
    void rowChosen(qint64 id, const QString &key, const QString &title);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setRowHeight();
    void choose(const QModelIndex &index);
    RowsModel *m_rows;
};

} // namespace aisle
