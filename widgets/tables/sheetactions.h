#pragma once
#include "core/transfer/writing/sheet.h"

#include <QObject>

class QAbstractItemView;
class QAction;

namespace aisle {

/// Copy (Ctrl+C: the selected rows) and Save as CSV (all rows) in the context menu of a short table, whose rows are all
/// there: its shown columns, as they are shown. Long tables are read by query instead (PagedTableModel::sheet()).
class SheetActions : public QObject
{
    Q_OBJECT
public:
    /// @param view  gets the actions and owns this; @param name  English, proposed for files
    SheetActions(QAbstractItemView *view, const QString &name);

    Sheet selectedRows() const;
    Sheet allRows() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    Sheet sheet(const std::vector<int> &rows) const;
    QAbstractItemView *m_view;
    QString m_name;
    QAction *m_copy;
    QAction *m_save;
};

} // namespace aisle
