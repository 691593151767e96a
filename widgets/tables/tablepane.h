#pragma once
#include "widgets/common/retranslated.h"
#include "widgets/tables/tableview.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace aisle {

/// A TableView with a line under it that says how many rows are shown of how many, and steps through the windows of a
/// table that is longer than a view can be.
class TablePane : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit TablePane(QWidget *parent = nullptr);
    void setTable(PagedTableModel *model);
    TableView *view() const { return m_view; }

private:
    void createWidgets();
    void say();
    void retranslate() override { say(); }
    QString countText() const;
    TableView *m_view;
    QLabel *m_count;
    QLabel *m_nothing; ///< over the empty table
    QToolButton *m_columns;
    QMenu *m_columnMenu;
    QToolButton *m_save;
    QToolButton *m_earlier;
    QToolButton *m_later;
    QToolButton *m_clear;
};

} // namespace aisle
