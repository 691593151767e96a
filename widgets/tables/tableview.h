#pragma once
#include "models/pagedtablemodel.h"

#include <QHeaderView>
#include <QTableView>

class QLabel;
class QLineEdit;
class QToolButton;

namespace aisle {

/// What a filter field's text means for a column: texts contain it, "=word" is the whole text, "-word" leaves it out;
/// numbers take "5", ">5", ">=5", "<5", "5..20"; times take dates the same way ("2011-06-01..2011-09-01", "2011-06").
/// @return nothing when the text is empty or says no number
std::optional<ColumnFilter> parseColumnFilter(int column, ColumnKind kind, const QString &text);
/// The part of a field's text that should be a number (a date) and is none; empty where nothing is wrong.
QString unreadableBound(ColumnKind kind, const QString &text);
/// The field's text for a filter; parse(text) gives the same filter.
QString columnFilterText(const ColumnFilter &filter, ColumnKind kind);

/// A header with a filter field under each title.
class FilterHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit FilterHeader(QWidget *parent = nullptr);

    void setColumns(int count);
    void setTexts(const QStringList &texts); ///< by column; emits nothing
    QStringList texts() const;
    /// Marks fields and says in their tooltips what of them cannot be read. @param parts  by column, empty: all can
    void setUnreadable(const QStringList &parts);
    void setRowVisible(bool visible);
    void focusField(int column);
    QSize sizeHint() const override;

Q_SIGNALS:
    void filtersEdited(); ///< a moment after the last key

protected:
    void updateGeometries() override;
    void changeEvent(QEvent *event) override;

private:
    void place();
    void retranslate();
    void showUnreadable();
    bool m_rowVisible = true;
    std::vector<QLineEdit *> m_fields;
    QStringList m_unreadable;
};

/// A table of fixed row height: copies the selected cells as TSV (Ctrl+C), elides keys in the middle and shows the
/// whole text in a tooltip, and offers what can be done with a cell in its context menu. With a PagedTableModel it
/// sorts and filters through the model.
class TableView : public QTableView
{
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);

    void setTable(PagedTableModel *model); ///< not owned
    PagedTableModel *table() const { return m_table; }
    void setFilterRowVisible(bool visible) { m_header->setRowVisible(visible); }
    void findInTable(); ///< focus in the first filter field
    /// Puts a range into a column's filter field; both absent: empties it.
    void filterRange(const QString &columnId, std::optional<double> least, std::optional<double> most);
    void clearFilters();
    QString selectedAsTsv() const;

    /// Columns, sorting and filters as the project remembers them.
    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

Q_SIGNALS:
    void openShopperRequested(qint64 userId, const QString &key);
    void openProductRequested(qint64 itemId, const QString &key);
    void showOnMapRequested(qint64 itemId, const QString &key);
    /// Ids of the selected rows (at most 100,000), after the analyst changed the selection.
    void rowsSelected(const std::vector<qint64> &rowIds);

public Q_SLOTS:
    void copySelection();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void changeEvent(QEvent *event) override;

private:
    void setRowHeight();
    void setWidths();
    void applyFilters();
    void filterBy(const QModelIndex &index, bool exclude);
    FilterHeader *m_header;
    PagedTableModel *m_table = nullptr;
};

/// A TableView with a line under it that says how many rows are shown of how many, and steps through the windows of a
/// table that is longer than a view can be.
class TablePane : public QWidget
{
    Q_OBJECT
public:
    explicit TablePane(QWidget *parent = nullptr);
    void setTable(PagedTableModel *model);
    TableView *view() const { return m_view; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void say();
    TableView *m_view;
    QLabel *m_count;
    QLabel *m_nothing; ///< over the empty table
    QToolButton *m_earlier;
    QToolButton *m_later;
    QToolButton *m_clear;
};

} // namespace aisle
