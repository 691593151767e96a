#pragma once
#include "core/jobs/job.h"
#include "core/storage/queries/tablequery.h"
#include "core/transfer/writing/sheet.h"

#include <QAbstractTableModel>
#include <functional>
#include <list>
#include <unordered_map>

namespace aisle {

/// A table of any length over a project. A job makes the order of row ids for the current filter and sort; rows are
/// read in pages of 256 when they are looked at, the last 64 pages are kept, and a placeholder stands where a page is
/// still on its way. A table longer than kMostRows shows a window of it (windowStart()).
///
/// Its columns are those of every project until the first order is made, then those of this project (columnsChanged()).
/// A subclass says what a cell looks like: cell(), and what it says outside the window: cellWriter(). What the model
/// says of its own is in PagedTableModel::Role.
class PagedTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        RowIdRole = Qt::UserRole, ///< qint64, stored id
        UserIdRole,               ///< qint64, of rows that belong to a shopper
        ItemIdRole,
        UserKeyRole, ///< QString as the log writes it
        ItemKeyRole,
        ValueRole,   ///< the cell's raw value (number, Unix ms, text)
        IsLoadedRole ///< bool
    };
    static constexpr int kPageRows = 256;
    static constexpr int kMostPages = 64;
    /// A header view keeps 8 bytes a row and makes them anew at each reset: 0.1 s in the GUI thread at 5 million rows,
    /// 1 s at 50 million (and it overflows near 89 million rows of 24 pixels).
    static constexpr int kMostRows = 5'000'000;

    PagedTableModel(TableQuery::Table table, QThreadPool &pool, QObject *parent = nullptr);
    ~PagedTableModel() override;

    /// Reads the table of this project (null: empty) from the start; call again after its rows changed.
    void setProject(std::shared_ptr<const Project> project);
    void setFilters(std::vector<ColumnFilter> filters);
    const std::vector<ColumnFilter> &filters() const { return m_request.filters; }
    /// Narrows what is seen to a selection; null: everything.
    void setNarrowing(std::shared_ptr<const std::vector<UserId>> shoppers,
                      std::shared_ptr<const std::vector<ItemId>> products);
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override; ///< column -1: as stored
    int sortColumn() const { return m_request.sortColumn; }
    Qt::SortOrder sortOrder() const { return m_request.descending ? Qt::DescendingOrder : Qt::AscendingOrder; }

    bool isLoading() const { return m_orderJob.isRunning(); }
    qint64 matchingRows() const { return m_order->size(); }
    qint64 totalRows() const { return m_totalRows; }
    bool isWindowed() const { return matchingRows() > kMostRows; }
    qint64 windowStart() const { return m_windowStart; }
    void setWindowStart(qint64 row);

    const TableColumn &tableColumn(int column) const { return m_query->columns()[static_cast<std::size_t>(column)]; }
    int columnOf(const QString &id) const;              ///< -1 where there is none
    bool isHidden(int column) const;                    ///< with pseudonyms on: what it says may repeat a key
    bool knowsColumns() const { return m_isDescribed; } ///< they are this project's own

    /// Rows behind one another, by their place among all that match (a view's row is that much after windowStart()).
    struct Span
    {
        qint64 first = 0;
        qint64 count = 0;
        friend bool operator==(const Span &, const Span &) = default;
    };
    Span allRows() const { return {0, matchingRows()}; }
    std::vector<std::int64_t> rowIds(const Span &rows) const { return m_order->slice(rows.first, rows.count); }
    /// These rows as they stand, in the order of the table, for the clipboard or a file: read from the project when a
    /// job asks for them, loaded here or not. What is done to the table afterwards does not change it.
    Sheet sheet(const std::vector<Span> &rows, const std::vector<int> &columns) const;
    /// What a cell says outside the window; captures what it needs and is called in jobs.
    using CellWriter = std::function<QString(const TableColumn &column, const QVariant &value)>;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void loadingChanged(bool loading); ///< a new order is on its way
    void countsChanged();              ///< matchingRows(), totalRows()
    void columnsChanged();             ///< after a reset: other columns, or others are empty
    void failed(const aisle::Error &error);

protected:
    /// What a loaded cell shows, by role; the default shows texts and numbers in the reader's locale.
    virtual QVariant cell(const TableRow &row, int column, int role) const;
    /// The default writes numbers whole, with a point and without groups, and times in full.
    virtual CellWriter cellWriter() const;
    /// How keys are shown, which filters are about.
    void setShownKeys(const KeyFormatter &keys);
    /// Every loaded cell looks different now (keys became pseudonyms, another language).
    void cellsChanged();

private:
    struct Reader;
    struct Page
    {
        std::vector<TableRow> rows;
        std::list<qint64>::iterator used;
    };
    struct Pages;
    struct Ordered
    {
        std::shared_ptr<const TableQuery> query;
        RowOrder order;
        qint64 totalRows = 0;
    };

    void startOrder();
    void setQuery(std::shared_ptr<const TableQuery> query); ///< within a reset
    void takeOrder(Outcome<Ordered> outcome);
    const TableRow *loadedRow(qint64 place) const;
    void loadNext();
    void takePage(qint64 page, std::vector<TableRow> rows);

    std::shared_ptr<const TableQuery> m_query;
    bool m_isDescribed = false; ///< m_query knows the project's own columns as they are now
    QThreadPool &m_pool;
    std::shared_ptr<const Project> m_project;
    std::shared_ptr<Reader> m_reader;
    TableRequest m_request;
    std::shared_ptr<const RowOrder> m_order = std::make_shared<RowOrder>();
    qint64 m_totalRows = 0;
    qint64 m_windowStart = 0;
    std::unique_ptr<Pages> m_pages; ///< changes while data() is const: asking for a row makes it come
    Job<Ordered> m_orderJob;
    Job<std::vector<TableRow>> m_pageJob;
};

} // namespace aisle
