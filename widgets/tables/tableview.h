#pragma once
#include "models/pagedtablemodel.h"
#include "widgets/common/retranslated.h"

#include <QHeaderView>
#include <QJsonObject>
#include <QTableView>
#include <map>

class QLabel;
class QLineEdit;
class QMenu;
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

/// A header with a filter field under each title, and what can be written there behind a "?" at the row's end.
class FilterHeader : public Retranslated<QHeaderView>
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
    void place(); ///< the fields, under the columns as they lie
    QSize sizeHint() const override;

Q_SIGNALS:
    void filtersEdited(); ///< a moment after the last key

protected:
    void updateGeometries() override;
    void changeEvent(QEvent *event) override;

private:
    QLineEdit *makeField(int column);
    void retranslate() override;
    void showUnreadable();
    void explainFilters();
    bool m_rowVisible = true;
    std::vector<QLineEdit *> m_fields;
    QToolButton *m_help;
    QStringList m_unreadable;
};

/// A table of fixed row height: copies the selected rows as TSV (Ctrl+C) and saves rows as CSV, both by its page's
/// SheetOutput, elides keys in the middle and shows the whole text in a tooltip, and offers what can be done with a
/// cell in its context menu. With a PagedTableModel it sorts and filters through the model. Columns are hidden and
/// shown by the header's context menu; those without any value are hidden until the analyst says otherwise.
class TableView : public QTableView
{
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);

    void setTable(PagedTableModel *model); ///< not owned
    PagedTableModel *table() const { return m_table; }
    void setFileName(const QString &name) { m_name = name; } ///< proposed for files
    void setFilterRowVisible(bool visible) { m_header->setRowVisible(visible); }
    void findInTable(); ///< focus in the first filter field
    /// Puts a range into a column's filter field; both absent: empties it.
    void filterRange(const QString &columnId, std::optional<double> least, std::optional<double> most);
    void clearFilters();
    /// Typing searches no long table: a model of rows that are not read would be asked for all of them.
    void keyboardSearch(const QString &search) override;

    /// The selected rows from top to bottom. With every row of a window selected: all that match.
    std::vector<PagedTableModel::Span> selectedSpans() const;
    std::vector<qint64> selectedRowIds() const; ///< stored ids, of rows that were never looked at too
    std::vector<int> shownColumns() const;      ///< from left to right

    void setColumnShown(int column, bool shown);
    void fillColumnMenu(QMenu *menu);

    /// Columns (order, widths, which are hidden), sorting and filters as the project remembers them; an empty one: as
    /// a table begins. Columns are known by their id: what is said of one that is not there (yet) is kept for it.
    QJsonObject saveLayout() const;
    void restoreLayout(const QJsonObject &layout);

Q_SIGNALS:
    void openShopperRequested(qint64 userId, const QString &key);
    void openProductRequested(qint64 itemId, const QString &key);
    void showOnMapRequested(qint64 itemId, const QString &key);

public Q_SLOTS:
    void copySelection();
    void saveSelection();
    void saveAll(); ///< every row that passes the filters, as they are sorted

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setRowHeight();
    Sheet sheet(const std::vector<PagedTableModel::Span> &rows) const;
    int usualWidth(int column) const;
    void addCellActions(QMenu *menu, const QModelIndex &index);
    void onColumnsChanged();
    void showColumnMenu(const QPoint &at);
    void applyLayout();
    void applyOrder();
    void applySort();
    QJsonObject columnLayout(int column) const;
    void applyFilters();
    void filterBy(const QModelIndex &index, bool exclude);
    FilterHeader *m_header;
    PagedTableModel *m_table = nullptr;
    QString m_name = QStringLiteral("rows");
    QJsonObject m_layout;                ///< by column's id, of columns that are not there too
    std::map<std::string, bool> m_shown; ///< what the analyst said of a column
};

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
