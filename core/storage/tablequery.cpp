#include "core/storage/tablequery.h"

#include "core/jobs/jobcontext.h"
#include "core/storage/storageerror.h"

#include <QtGlobal>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cmath>
#include <mutex>

namespace aisle {

namespace {

constexpr int kRowsBetweenChecks = 8192;

/// Where a column's values come from: a field of the table's own row, of a row it links to, or a count.
struct Source
{
    enum class From { Own, Linked, Events, Shoppers, First, Last } from;
    const char *field;
    const char *link = nullptr;  ///< own field that holds the linked row's id
    const char *table = nullptr; ///< linked table
};

struct TableShape
{
    const char *name;
    const char *userField; ///< the shopper's id; null: none
    const char *itemField;
    std::vector<TableColumn> columns;
    std::vector<Source> sources;
};

using From = Source::From;

const TableShape &events()
{
    static const TableShape shape{
        "event", "user_id", "item_id",
        {{"shopper", QT_TRANSLATE_NOOP("Table", "Shopper"), ColumnKind::ShopperKey},
         {"product", QT_TRANSLATE_NOOP("Table", "Product"), ColumnKind::ProductKey},
         {"title", QT_TRANSLATE_NOOP("Table", "Title"), ColumnKind::Text},
         {"kind", QT_TRANSLATE_NOOP("Table", "Kind"), ColumnKind::KindWord},
         {"time", QT_TRANSLATE_NOOP("Table", "Time"), ColumnKind::Time},
         {"value", QT_TRANSLATE_NOOP("Table", "Value"), ColumnKind::Number},
         {"quantity", QT_TRANSLATE_NOOP("Table", "Quantity"), ColumnKind::Number},
         {"price", QT_TRANSLATE_NOOP("Table", "Unit price"), ColumnKind::Money},
         {"session", QT_TRANSLATE_NOOP("Table", "Session"), ColumnKind::Text}},
        {{From::Linked, "key", "user_id", "user"},
         {From::Linked, "key", "item_id", "item"},
         {From::Linked, "title", "item_id", "item"},
         {From::Linked, "name", "kind", "event_kind"},
         {From::Own, "at"},
         {From::Own, "value"},
         {From::Own, "quantity"},
         {From::Own, "price"},
         {From::Linked, "key", "session", "session"}}};
    return shape;
}

const TableShape &products()
{
    static const TableShape shape{
        "item", nullptr, "id",
        {{"product", QT_TRANSLATE_NOOP("Table", "Product"), ColumnKind::ProductKey},
         {"title", QT_TRANSLATE_NOOP("Table", "Title"), ColumnKind::Text},
         {"category", QT_TRANSLATE_NOOP("Table", "Category"), ColumnKind::Text},
         {"brand", QT_TRANSLATE_NOOP("Table", "Brand"), ColumnKind::Text},
         {"price", QT_TRANSLATE_NOOP("Table", "Price"), ColumnKind::Money},
         {"events", QT_TRANSLATE_NOOP("Table", "Events"), ColumnKind::Count},
         {"shoppers", QT_TRANSLATE_NOOP("Table", "Shoppers"), ColumnKind::Count},
         {"is-product", QT_TRANSLATE_NOOP("Table", "Recommended"), ColumnKind::Flag}},
        {{From::Own, "key"},
         {From::Own, "title"},
         {From::Own, "category"},
         {From::Own, "brand"},
         {From::Own, "price"},
         {From::Events, nullptr},
         {From::Shoppers, nullptr},
         {From::Own, "is_product"}}};
    return shape;
}

const TableShape &shoppers()
{
    static const TableShape shape{
        "user", "id", nullptr,
        {{"shopper", QT_TRANSLATE_NOOP("Table", "Shopper"), ColumnKind::ShopperKey},
         {"events", QT_TRANSLATE_NOOP("Table", "Events"), ColumnKind::Count},
         {"first", QT_TRANSLATE_NOOP("Table", "First seen"), ColumnKind::Time},
         {"last", QT_TRANSLATE_NOOP("Table", "Last seen"), ColumnKind::Time},
         {"attributes", QT_TRANSLATE_NOOP("Table", "Attributes"), ColumnKind::Text}},
        {{From::Own, "key"},
         {From::Events, nullptr},
         {From::First, nullptr},
         {From::Last, nullptr},
         {From::Own, "attributes"}}};
    return shape;
}

const TableShape &rejected()
{
    static const TableShape shape{
        "quarantine", nullptr, nullptr,
        {{"file", QT_TRANSLATE_NOOP("Table", "File"), ColumnKind::Text},
         {"line", QT_TRANSLATE_NOOP("Table", "Line"), ColumnKind::Count},
         {"reason", QT_TRANSLATE_NOOP("Table", "Reason"), ColumnKind::Text},
         {"detail", QT_TRANSLATE_NOOP("Table", "Field"), ColumnKind::Text},
         {"text", QT_TRANSLATE_NOOP("Table", "Row as it stands in the file"), ColumnKind::Text}},
        {{From::Own, "file"}, {From::Own, "line"}, {From::Own, "reason"}, {From::Own, "detail"}, {From::Own, "text"}}};
    return shape;
}

const TableShape &shapeOf(TableQuery::Table table)
{
    switch (table) {
    case TableQuery::Table::Products:
        return products();
    case TableQuery::Table::Shoppers:
        return shoppers();
    case TableQuery::Table::Rejected:
        return rejected();
    case TableQuery::Table::Events:
        break;
    }
    return events();
}

/// A numeric column's value, or NaN.
double numberOf(const SQLite::Column &column)
{
    return column.isNull() ? std::nan("") : column.getDouble();
}

std::string likePattern(const QString &contains)
{
    std::string pattern = "%";
    for (const char c : contains.toStdString()) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

/// Conditions that the database checks, with what is bound to them in order.
struct Conditions
{
    std::vector<std::string> texts;
    std::vector<QVariant> bound;

    void add(const ColumnFilter &filter, ColumnKind kind, const Source &source);
    std::string where() const
    {
        std::string all;
        for (const auto &text : texts)
            all += (all.empty() ? " WHERE " : " AND ") + text;
        return all;
    }
    void bind(SQLite::Statement &statement) const
    {
        int place = 0;
        for (const auto &value : bound) {
            if (value.typeId() == QMetaType::QString)
                statement.bind(++place, value.toString().toStdString());
            else
                statement.bind(++place, value.toDouble());
        }
    }
};

void Conditions::add(const ColumnFilter &filter, ColumnKind kind, const Source &source)
{
    const auto own = "t." + std::string(source.from == From::Linked ? source.link : source.field);
    if (isNumeric(kind)) {
        std::string range;
        if (filter.least) {
            range += own + " >= ?";
            bound.emplace_back(*filter.least);
        }
        if (filter.most) {
            range += (range.empty() ? "" : " AND ") + own + " <= ?";
            bound.emplace_back(*filter.most);
        }
        if (!range.empty())
            texts.push_back(filter.exclude ? "(" + own + " IS NULL OR NOT (" + range + "))" : range);
        return;
    }
    if (filter.contains.isEmpty() && !filter.equals)
        return;
    const auto compared = [&](const std::string &field) {
        return filter.equals ? "coalesce(" + field + ", '') = ?" : field + " LIKE ? ESCAPE '\\'";
    };
    auto matches = source.from == From::Linked
                       ? own + " IN (SELECT id FROM " + source.table + " WHERE " + compared(source.field) + ")"
                       : compared(own);
    bound.emplace_back(filter.equals ? filter.contains : QString::fromStdString(likePattern(filter.contains)));
    texts.push_back(filter.exclude ? "(" + own + " IS NULL OR NOT (" + matches + "))" : std::move(matches));
}

/// Membership of ids by bit; ids are small in a project.
template <class Id>
std::vector<bool> membership(const std::vector<Id> &ids)
{
    std::vector<bool> is;
    for (const auto id : ids) {
        if (id.value < 0)
            continue;
        const auto place = static_cast<std::size_t>(id.value);
        if (place >= is.size())
            is.resize(place + 1);
        is[place] = true;
    }
    return is;
}

bool holds(const std::vector<bool> &is, std::int64_t id)
{
    return id >= 0 && static_cast<std::size_t>(id) < is.size() && is[static_cast<std::size_t>(id)];
}

double at(const std::vector<double> &values, std::int64_t id, double absent)
{
    return id >= 0 && static_cast<std::size_t>(id) < values.size() ? values[static_cast<std::size_t>(id)] : absent;
}

struct Keyed
{
    double key;
    std::int64_t id;
};

std::vector<std::int64_t> sorted(std::vector<Keyed> rows, bool descending)
{
    std::sort(rows.begin(), rows.end(), [descending](const Keyed &a, const Keyed &b) {
        const bool aMissing = std::isnan(a.key);
        const bool bMissing = std::isnan(b.key);
        if (aMissing || bMissing)
            return aMissing == bMissing ? a.id < b.id : bMissing;
        if (a.key != b.key)
            return descending ? a.key > b.key : a.key < b.key;
        return a.id < b.id;
    });
    std::vector<std::int64_t> ids(rows.size());
    std::transform(rows.begin(), rows.end(), ids.begin(), [](const Keyed &row) { return row.id; });
    return ids;
}

} // namespace

RowOrder RowOrder::runs(const std::vector<std::pair<std::int64_t, std::int64_t>> &firstAndCount)
{
    RowOrder order;
    for (const auto &[first, count] : firstAndCount) {
        if (count <= 0)
            continue;
        order.m_runFirst.push_back(first);
        order.m_runStart.push_back(order.m_size);
        order.m_size += count;
    }
    return order;
}

RowOrder RowOrder::list(std::vector<std::int64_t> ids)
{
    RowOrder order;
    order.m_size = static_cast<std::int64_t>(ids.size());
    const bool fits = std::all_of(ids.begin(), ids.end(), [](std::int64_t id) {
        return id >= 0 && id <= std::numeric_limits<std::uint32_t>::max();
    });
    if (fits)
        order.m_narrow.assign(ids.begin(), ids.end());
    else
        order.m_wide = std::move(ids);
    return order;
}

std::int64_t RowOrder::operator[](std::int64_t place) const
{
    Q_ASSERT(place >= 0 && place < m_size);
    const auto p = static_cast<std::size_t>(place);
    if (!m_narrow.empty())
        return m_narrow[p];
    if (!m_wide.empty())
        return m_wide[p];
    const auto run = static_cast<std::size_t>(
        std::upper_bound(m_runStart.begin(), m_runStart.end(), place) - m_runStart.begin() - 1);
    return m_runFirst[run] + place - m_runStart[run];
}

std::vector<std::int64_t> RowOrder::slice(std::int64_t from, std::int64_t count) const
{
    std::vector<std::int64_t> ids;
    for (auto place = from; place < std::min(from + count, m_size); ++place)
        ids.push_back((*this)[place]);
    return ids;
}

/// By row id of the product or shopper.
struct TableQuery::Counts
{
    std::mutex guard;
    bool isRead = false;
    std::vector<double> events;
    std::vector<double> shoppers; ///< of products
    std::vector<double> first;    ///< of shoppers, NaN where there is no time
    std::vector<double> last;
};

TableQuery::TableQuery(Table table) : m_table(table), m_counts(std::make_unique<Counts>()) {}

TableQuery::~TableQuery() = default;

const std::vector<TableColumn> &TableQuery::columns() const
{
    return shapeOf(m_table).columns;
}

std::int64_t TableQuery::totalRows(const Project &project) const
{
    return guarded(project, [&] {
        if (m_table == Table::Events)
            return project.database().execAndGet("SELECT coalesce(sum(count), 0) FROM event_range").getInt64();
        return project.database().execAndGet("SELECT count(*) FROM " + std::string(shapeOf(m_table).name)).getInt64();
    });
}

const TableQuery::Counts &TableQuery::counts(const Project &project) const
{
    const std::lock_guard lock(m_counts->guard);
    if (m_counts->isRead)
        return *m_counts;
    const bool ofProducts = m_table == Table::Products;
    auto &counts = *m_counts;
    const auto size = static_cast<std::size_t>(
        project.database().execAndGet(ofProducts ? "SELECT coalesce(max(id), 0) FROM item"
                                                 : "SELECT coalesce(max(id), 0) FROM user").getInt64() + 1);
    counts.events.assign(size, 0);
    counts.shoppers.assign(ofProducts ? size : 0, 0);
    counts.first.assign(ofProducts ? 0 : size, std::nan(""));
    counts.last = counts.first;
    std::vector<std::int64_t> lastShopper(ofProducts ? size : 0, -1);
    // by shopper over all imports, so that a product's shoppers are counted once without a set of pairs
    SQLite::Statement rows(project.database(),
                           "SELECT r.user_id, e.item_id, e.at FROM event_range r CROSS JOIN event e ON e.id >= r.first_event "
                           "AND e.id < r.first_event + r.count ORDER BY r.user_id");
    while (rows.executeStep()) {
        const auto user = rows.getColumn(0).getInt64();
        if (!ofProducts) {
            const auto u = static_cast<std::size_t>(user);
            const double time = numberOf(rows.getColumn(2));
            ++counts.events[u];
            counts.first[u] = std::fmin(counts.first[u], time);
            counts.last[u] = std::fmax(counts.last[u], time);
        } else if (!rows.getColumn(1).isNull() && rows.getColumn(1).getInt64() > 0) {
            const auto i = static_cast<std::size_t>(rows.getColumn(1).getInt64());
            ++counts.events[i];
            counts.shoppers[i] += lastShopper[i] != user;
            lastShopper[i] = user;
        }
    }
    counts.isRead = true;
    return counts;
}

RowOrder TableQuery::order(const Project &project, const TableRequest &request, JobContext &job) const
{
    return guarded(project, [&] {
        const auto &shape = shapeOf(m_table);
        const bool narrowed = (request.shoppers && shape.userField) || (request.products && shape.itemField);
        if (m_table == Table::Events && request.filters.empty() && request.sortColumn < 0 && !narrowed) {
            SQLite::Statement imports(project.database(), "SELECT first_event, events FROM import WHERE events > 0 ORDER BY first_event");
            std::vector<std::pair<std::int64_t, std::int64_t>> runs;
            while (imports.executeStep())
                runs.emplace_back(imports.getColumn(0).getInt64(), imports.getColumn(1).getInt64());
            return RowOrder::runs(runs);
        }
        const auto counted = [&](const Source &source) -> const std::vector<double> & {
            const auto &all = counts(project);
            return source.from == From::Events     ? all.events
                   : source.from == From::Shoppers ? all.shoppers
                   : source.from == From::First    ? all.first
                                                   : all.last;
        };
        Conditions conditions;
        std::vector<std::pair<const std::vector<double> *, ColumnFilter>> countFilters;
        for (const auto &filter : request.filters) {
            const auto column = static_cast<std::size_t>(filter.column);
            if (shape.sources[column].from == From::Own || shape.sources[column].from == From::Linked)
                conditions.add(filter, shape.columns[column].kind, shape.sources[column]);
            else
                countFilters.emplace_back(&counted(shape.sources[column]), filter);
        }
        const auto *sortSource = request.sortColumn < 0 ? nullptr : &shape.sources[static_cast<std::size_t>(request.sortColumn)];
        const bool sortsText = sortSource && !isNumeric(shape.columns[static_cast<std::size_t>(request.sortColumn)].kind);
        std::vector<double> rank; // of linked rows, or counts, by id
        std::string key = "NULL";
        std::string orderBy;
        if (sortSource && sortSource->from == From::Linked) {
            SQLite::Statement linked(project.database(), std::string("SELECT id FROM ") + sortSource->table + " WHERE "
                                                             + sortSource->field + " <> '' ORDER BY " + sortSource->field
                                                             + " COLLATE NOCASE");
            for (double place = 0; linked.executeStep(); ++place) {
                const auto id = static_cast<std::size_t>(linked.getColumn(0).getInt64());
                if (id >= rank.size())
                    rank.resize(id + 1, std::nan(""));
                rank[id] = place;
            }
            key = std::string("t.") + sortSource->link;
        } else if (sortSource && sortSource->from == From::Own) {
            key = std::string("t.") + sortSource->field;
            if (sortsText)
                orderBy = " ORDER BY coalesce(" + key + ", '') = '', " + key + " COLLATE NOCASE"
                          + (request.descending ? " DESC" : "") + ", t.id";
        }
        const auto field = [](const char *name) { return name ? std::string("t.") + name : std::string("0"); };
        SQLite::Statement rows(project.database(), "SELECT t.id, " + (orderBy.empty() ? key : "NULL") + ", "
                                                       + field(shape.userField) + ", " + field(shape.itemField) + " FROM "
                                                       + shape.name + " t" + conditions.where() + orderBy);
        conditions.bind(rows);
        const auto users = request.shoppers ? membership(*request.shoppers) : std::vector<bool>{};
        const auto items = request.products ? membership(*request.products) : std::vector<bool>{};
        const bool sortsLater = sortSource && orderBy.empty();
        std::vector<Keyed> keyed;
        std::vector<std::int64_t> ids;
        for (int sinceCheck = 0; rows.executeStep(); ++sinceCheck) {
            if (sinceCheck == kRowsBetweenChecks) {
                job.checkpoint();
                sinceCheck = 0;
            }
            const auto id = rows.getColumn(0).getInt64();
            if (request.shoppers && shape.userField && !holds(users, rows.getColumn(2).getInt64()))
                continue;
            if (request.products && shape.itemField && !holds(items, rows.getColumn(3).getInt64()))
                continue;
            const bool passes = std::all_of(countFilters.begin(), countFilters.end(), [id](const auto &filter) {
                const double value = at(*filter.first, id, 0);
                const bool in = value >= filter.second.least.value_or(-INFINITY) && value <= filter.second.most.value_or(INFINITY);
                return in != filter.second.exclude;
            });
            if (!passes)
                continue;
            if (!sortsLater)
                ids.push_back(id);
            else if (sortSource->from == From::Own)
                keyed.push_back({numberOf(rows.getColumn(1)), id});
            else if (sortSource->from == From::Linked)
                keyed.push_back({at(rank, rows.getColumn(1).getInt64(), std::nan("")), id});
            else
                keyed.push_back({at(counted(*sortSource), id, 0), id});
        }
        job.checkpoint();
        return RowOrder::list(sortsLater ? sorted(std::move(keyed), request.descending) : std::move(ids));
    });
}

std::vector<TableRow> TableQuery::rows(const Project &project, std::span<const std::int64_t> ids) const
{
    return guarded(project, [&] {
        const auto &shape = shapeOf(m_table);
        std::string select = "SELECT t.id";
        std::string joins;
        const auto link = [&joins](const char *table, const char *field) {
            const auto alias = std::string(table) + "_row";
            if (joins.find(alias) == std::string::npos)
                joins += " LEFT JOIN " + std::string(table) + " " + alias + " ON " + alias + ".id = t." + field;
            return alias;
        };
        bool needsCounts = false;
        for (const auto &source : shape.sources) {
            if (source.from == From::Own)
                select += std::string(", t.") + source.field;
            else if (source.from == From::Linked)
                select += ", " + link(source.table, source.link) + "." + source.field;
            else
                select += ", NULL";
            needsCounts |= source.from != From::Own && source.from != From::Linked;
        }
        select += std::string(", ") + (shape.userField ? "t." + std::string(shape.userField) : "NULL");
        select += std::string(", ") + (shape.itemField ? "t." + std::string(shape.itemField) : "NULL");
        SQLite::Statement row(project.database(), select + " FROM " + shape.name + " t" + joins + " WHERE t.id = ?");
        const auto *all = needsCounts ? &counts(project) : nullptr;
        std::vector<TableRow> result;
        result.reserve(ids.size());
        for (const auto id : ids) {
            row.bind(1, id);
            TableRow read{.id = id};
            read.cells.resize(shape.columns.size());
            if (row.executeStep()) {
                for (std::size_t c = 0; c < shape.columns.size(); ++c) {
                    const auto &source = shape.sources[c];
                    const auto cell = row.getColumn(static_cast<int>(c) + 1);
                    const bool isCount = source.from != From::Own && source.from != From::Linked;
                    if (isCount) {
                        const auto &values = source.from == From::Events     ? all->events
                                             : source.from == From::Shoppers ? all->shoppers
                                             : source.from == From::First    ? all->first
                                                                             : all->last;
                        const double value = at(values, id, 0);
                        if (!std::isnan(value))
                            read.cells[c] = static_cast<qint64>(value);
                    } else if (cell.isNull()) {
                        continue;
                    } else if (!isNumeric(shape.columns[c].kind)) {
                        read.cells[c] = QString::fromUtf8(cell.getText(), cell.getBytes());
                    } else if (cell.isInteger()) {
                        read.cells[c] = static_cast<qint64>(cell.getInt64());
                    } else {
                        read.cells[c] = cell.getDouble();
                    }
                    if (shape.columns[c].kind == ColumnKind::ShopperKey)
                        read.userKey = read.cells[c].toString();
                    if (shape.columns[c].kind == ColumnKind::ProductKey)
                        read.itemKey = read.cells[c].toString();
                }
                const auto user = row.getColumn(static_cast<int>(shape.columns.size()) + 1);
                const auto item = row.getColumn(static_cast<int>(shape.columns.size()) + 2);
                if (!user.isNull() && user.getInt64() > 0)
                    read.user = UserId(user.getInt64());
                if (!item.isNull() && item.getInt64() > 0)
                    read.item = ItemId(item.getInt64());
            }
            row.reset();
            result.push_back(std::move(read));
        }
        return result;
    });
}

std::vector<std::uint32_t> countEventsPerItem(const Project &project, JobContext &job)
{
    return guarded(project, [&] {
        std::vector<std::uint32_t> counts(
            static_cast<std::size_t>(project.database().execAndGet("SELECT coalesce(max(id), 0) FROM item").getInt64()) + 1, 0);
        SQLite::Statement rows(project.database(), "SELECT item_id FROM event WHERE item_id IS NOT NULL");
        for (int sinceCheck = 0; rows.executeStep(); ++sinceCheck) {
            if (sinceCheck == kRowsBetweenChecks) {
                job.checkpoint();
                sinceCheck = 0;
            }
            const auto item = rows.getColumn(0).getInt64();
            if (item > 0 && static_cast<std::size_t>(item) < counts.size())
                ++counts[static_cast<std::size_t>(item)];
        }
        return counts;
    });
}

} // namespace aisle
