#pragma once
#include "models/pagedtablemodel.h"
#include "widgets/tables/filterheader.h"

#include <QJsonObject>
#include <QTableView>
#include <map>

class QMenu;

namespace aisle {

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
    void findInTable();                                      ///< focus in the first filter field
    /// Puts a range into a column's filter field; both absent: empties it.
    void filterRange(const QString &columnId, std::optional<double> least, std::optional<double> most);
    void setFilter(const QString &columnId, const QString &text); ///< as it would be typed
    void clearFilters();
    void
    clearFiltersOnKeys(); ///< and on what may repeat one: typed before keys became pseudonyms, or the other way round
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
    int titleWidth(int column) const;
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

} // namespace aisle
