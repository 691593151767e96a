#include "models/pagedtablemodel.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimer>
#include <algorithm>
#include <mutex>
#include <utility>

namespace aisle {

namespace {
constexpr qint64 kRowsAtOnce = 1024; ///< of a sheet, between two looks at the job
}

/// The connection that pages are read with; one at a time.
struct PagedTableModel::Reader
{
    std::mutex guard;
    std::shared_ptr<const Project> project;
    std::unique_ptr<Project> own;

    const Project &connection()
    {
        if (!own)
            own = project->another();
        return *own;
    }
};

struct PagedTableModel::Pages
{
    std::unordered_map<qint64, Page> loaded;
    std::list<qint64> byUse;    ///< most recently used first
    std::vector<qint64> wanted; ///< the newest last: it is read first
    bool isQueued = false;

    void clear()
    {
        loaded.clear();
        byUse.clear();
        wanted.clear();
    }
};

PagedTableModel::PagedTableModel(TableQuery::Table table, QThreadPool &pool, QObject *parent)
    : QAbstractTableModel(parent), m_query(std::make_shared<TableQuery>(table)), m_pool(pool),
      m_pages(std::make_unique<Pages>())
{
}

PagedTableModel::~PagedTableModel() = default;

void PagedTableModel::setProject(std::shared_ptr<const Project> project)
{
    m_orderJob.letGo();
    m_pageJob.letGo();
    beginResetModel();
    const bool isOther = project != m_project;
    m_project = std::move(project);
    m_isDescribed = false;
    if (isOther) // else the columns stay until the new ones are known
        setQuery(std::make_shared<TableQuery>(m_query->table()));
    m_reader = m_project ? std::make_shared<Reader>() : nullptr;
    if (m_reader)
        m_reader->project = m_project;
    m_order = std::make_shared<RowOrder>();
    m_totalRows = m_windowStart = 0;
    m_pages->clear();
    endResetModel();
    if (isOther)
        Q_EMIT columnsChanged();
    Q_EMIT countsChanged();
    startOrder();
}

void PagedTableModel::setQuery(std::shared_ptr<const TableQuery> query)
{
    m_query = std::move(query);
    if (m_request.sortColumn >= columnCount())
        m_request.sortColumn = -1;
}

void PagedTableModel::setFilters(std::vector<ColumnFilter> filters)
{
    if (filters == m_request.filters)
        return;
    m_request.filters = std::move(filters);
    startOrder();
}

void PagedTableModel::setShownKeys(const KeyFormatter &keys)
{
    const bool isOther = keys.usesPseudonyms() != m_request.keys.usesPseudonyms();
    m_request.keys = keys;
    if (isOther && !m_request.filters.empty())
        startOrder();
}

bool PagedTableModel::isHidden(int column) const
{
    return m_request.keys.usesPseudonyms() && tableColumn(column).isPersonal;
}

void PagedTableModel::setNarrowing(std::shared_ptr<const std::vector<UserId>> shoppers,
                                   std::shared_ptr<const std::vector<ItemId>> products)
{
    if (shoppers == m_request.shoppers && products == m_request.products)
        return;
    m_request.shoppers = std::move(shoppers);
    m_request.products = std::move(products);
    startOrder();
}

void PagedTableModel::sort(int column, Qt::SortOrder order)
{
    const bool descending = order == Qt::DescendingOrder;
    if (column == m_request.sortColumn && descending == m_request.descending)
        return;
    m_request.sortColumn = column < columnCount() ? column : -1;
    m_request.descending = descending;
    startOrder();
}

void PagedTableModel::startOrder()
{
    if (!m_project)
        return;
    m_orderJob.start(
        m_pool,
        [project = m_project, known = m_isDescribed ? m_query : nullptr, table = m_query->table(),
         request = m_request](JobContext &job) {
            const auto own = project->another(&job);
            const auto query = known ? known : TableQuery::of(*own, table, job);
            return Ordered{query, query->order(*own, request, job), query->totalRows(*own)};
        },
        [this](Outcome<Ordered> outcome) { takeOrder(std::move(outcome)); }, 1);
    Q_EMIT loadingChanged(true);
}

void PagedTableModel::takeOrder(Outcome<Ordered> outcome)
{
    if (auto *ordered = std::get_if<Ordered>(&outcome)) {
        m_pageJob.letGo();
        beginResetModel();
        const bool isDescribed = std::exchange(m_isDescribed, true);
        setQuery(ordered->query);
        m_order = std::make_shared<RowOrder>(std::move(ordered->order));
        m_totalRows = ordered->totalRows;
        m_windowStart = 0;
        m_pages->clear();
        endResetModel();
        if (!isDescribed)
            Q_EMIT columnsChanged();
        Q_EMIT countsChanged();
    } else if (const auto *error = std::get_if<Error>(&outcome)) {
        Q_EMIT failed(*error);
    }
    Q_EMIT loadingChanged(false);
}

void PagedTableModel::setWindowStart(qint64 row)
{
    const auto start = std::clamp<qint64>(row, 0, std::max<qint64>(0, matchingRows() - kMostRows));
    if (start == m_windowStart)
        return;
    beginResetModel();
    m_windowStart = start;
    endResetModel();
    Q_EMIT countsChanged();
}

int PagedTableModel::columnOf(const QString &id) const
{
    const auto &columns = m_query->columns();
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [wanted = id.toStdString()](const auto &column) { return column.id == wanted; });
    return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

Sheet PagedTableModel::sheet(const std::vector<Span> &rows, const std::vector<int> &columns) const
{
    Sheet sheet;
    for (const int column : columns)
        sheet.columns.push_back(
            {headerData(column, Qt::Horizontal).toString(), tableColumn(column).kind == ColumnKind::Text});
    for (const auto &span : rows)
        sheet.rows += span.count;
    if (!m_project)
        return sheet;
    sheet.read = [project = m_project, query = m_query, order = m_order, rows, columns,
                  write = cellWriter()](JobContext &job, const Sheet::Take &take) {
        const auto own = project->another(&job);
        const auto line = [&](const TableRow &row) {
            QStringList cells;
            cells.reserve(static_cast<qsizetype>(columns.size()));
            for (const int column : columns) {
                const auto place = static_cast<std::size_t>(column);
                cells.append(row.cells[place].isNull() ? QString() : write(query->columns()[place], row.cells[place]));
            }
            return cells;
        };
        for (const auto &span : rows) {
            for (qint64 done = 0; done < span.count; done += kRowsAtOnce) {
                const auto ids = order->slice(span.first + done, std::min<qint64>(kRowsAtOnce, span.count - done));
                for (const auto &row : query->rows(*own, ids)) {
                    if (!take(line(row)))
                        return;
                }
            }
        }
    };
    return sheet;
}

int PagedTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::min<qint64>(m_order->size() - m_windowStart, kMostRows));
}

int PagedTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_query->columns().size());
}

const TableRow *PagedTableModel::loadedRow(qint64 place) const
{
    const auto number = place / kPageRows;
    const auto found = m_pages->loaded.find(number);
    if (found != m_pages->loaded.end()) {
        m_pages->byUse.splice(m_pages->byUse.begin(), m_pages->byUse, found->second.used);
        const auto within = static_cast<std::size_t>(place % kPageRows);
        return within < found->second.rows.size() ? &found->second.rows[within] : nullptr;
    }
    auto &wanted = m_pages->wanted;
    std::erase(wanted, number);
    wanted.push_back(number);
    if (wanted.size() > 8) // scrolled past: only the newest are still looked at
        wanted.erase(wanted.begin());
    if (!m_pages->isQueued) {
        m_pages->isQueued = true;
        auto *self = const_cast<PagedTableModel *>(this);
        QTimer::singleShot(0, self, [self] {
            self->m_pages->isQueued = false;
            self->loadNext();
        });
    }
    return nullptr;
}

void PagedTableModel::loadNext()
{
    if (m_pageJob.isRunning() || m_pages->wanted.empty() || !m_reader)
        return;
    const auto page = m_pages->wanted.back();
    m_pages->wanted.pop_back();
    m_pageJob.start(
        m_pool,
        [reader = m_reader, query = m_query, ids = m_order->slice(page * kPageRows, kPageRows)](JobContext &) {
            const std::lock_guard lock(reader->guard);
            return query->rows(reader->connection(), ids);
        },
        [this, page](Outcome<std::vector<TableRow>> outcome) {
            if (auto *rows = std::get_if<std::vector<TableRow>>(&outcome))
                takePage(page, std::move(*rows));
            else if (const auto *error = std::get_if<Error>(&outcome))
                Q_EMIT failed(*error);
            loadNext();
        },
        1);
}

void PagedTableModel::takePage(qint64 page, std::vector<TableRow> rows)
{
    auto &pages = *m_pages;
    while (pages.loaded.size() >= kMostPages) {
        pages.loaded.erase(pages.byUse.back());
        pages.byUse.pop_back();
    }
    pages.byUse.push_front(page);
    pages.loaded[page] = {std::move(rows), pages.byUse.begin()};
    const auto first = std::max<qint64>(0, page * kPageRows - m_windowStart);
    const auto last = std::min<qint64>((page + 1) * kPageRows - m_windowStart, rowCount()) - 1;
    if (first <= last)
        Q_EMIT dataChanged(index(static_cast<int>(first), 0), index(static_cast<int>(last), columnCount() - 1));
}

QVariant PagedTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto place = m_windowStart + index.row();
    if (role == RowIdRole)
        return static_cast<qint64>((*m_order)[place]);
    const auto kind = tableColumn(index.column()).kind;
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter |
                        (isNumeric(kind) && kind != ColumnKind::Time ? Qt::AlignRight : Qt::AlignLeft));
    const bool asks = role == Qt::DisplayRole || role >= Qt::UserRole || role == Qt::ToolTipRole;
    if (!asks)
        return {};
    const auto *row = loadedRow(place);
    if (role == IsLoadedRole)
        return row != nullptr;
    if (!row)
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
    const auto &value = row->cells[static_cast<std::size_t>(index.column())];
    switch (role) {
    case UserIdRole:
        return row->user ? QVariant(static_cast<qint64>(row->user->value)) : QVariant();
    case ItemIdRole:
        return row->item ? QVariant(static_cast<qint64>(row->item->value)) : QVariant();
    case UserKeyRole:
        return row->userKey;
    case ItemKeyRole:
        return row->itemKey;
    case ValueRole:
        return value;
    default:
        return cell(*row, index.column(), role);
    }
}

QVariant PagedTableModel::cell(const TableRow &row, int column, int role) const
{
    const auto &value = row.cells[static_cast<std::size_t>(column)];
    if ((role != Qt::DisplayRole && role != Qt::ToolTipRole) || value.isNull())
        return {};
    const QLocale locale;
    switch (tableColumn(column).kind) {
    case ColumnKind::Time:
        return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC)
            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case ColumnKind::Count:
        return locale.toString(value.toLongLong());
    case ColumnKind::Money:
        return locale.toString(value.toDouble(), 'f', 2);
    case ColumnKind::Number:
        return locale.toString(value.toDouble(), 'g', 12);
    default:
        return value.toString();
    }
}

PagedTableModel::CellWriter PagedTableModel::cellWriter() const
{
    return [](const TableColumn &column, const QVariant &value) {
        if (column.kind == ColumnKind::Time) {
            const auto at = value.toLongLong();
            return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC)
                .toString(at % 1000 == 0 ? QStringLiteral("yyyy-MM-dd HH:mm:ss")
                                         : QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
        }
        return value.typeId() == QMetaType::Double
                   ? QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)
                   : value.toString();
    };
}

void PagedTableModel::cellsChanged()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

QVariant PagedTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(m_windowStart + section + 1) : QVariant();
    if (section < 0 || section >= columnCount())
        return {};
    const auto &column = tableColumn(section);
    if (role == Qt::DisplayRole)
        return column.name.isEmpty() ? QCoreApplication::translate("Table", column.title) : column.name;
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter |
                        (isNumeric(column.kind) && column.kind != ColumnKind::Time ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace aisle
