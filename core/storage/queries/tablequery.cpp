#include "core/storage/queries/tablequery.h"

#include "core/common/error.h"
#include "core/common/idplaces.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/graph/shownentity.h"
#include "core/storage/graph/triplenumber.h"
#include "core/storage/guarded.h"
#include "core/storage/queries/attributefields.h"
#include "core/storage/queries/naturalsorter.h"
#include "core/storage/queries/tableshape.h"
#include "core/storage/sqlite/statements.h"

#include <QtGlobal>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cmath>
#include <functional>
#include <mutex>

namespace aisle {

namespace {

constexpr int kRowsBetweenChecks = 8192;

using Source = TableSource;
using From = Source::From;

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
    bound.emplace_back(filter.equals ? filter.contains : QString::fromStdString(likePattern(filter.contains, true)));
    texts.push_back(filter.exclude ? "(" + own + " IS NULL OR NOT (" + matches + "))" : std::move(matches));
}

/// Of an array by the ids of a table. @param query  how many there are, and the largest
std::size_t lengthById(const Project &project, const char *query)
{
    SQLite::Statement stored(project.database(), query);
    stored.executeStep();
    return std::min(longestById(static_cast<std::size_t>(stored.getColumn(0).getInt64())),
                    static_cast<std::size_t>(std::max<std::int64_t>(stored.getColumn(1).getInt64(), 0)) + 1);
}

constexpr std::size_t kMostBits = std::size_t(1) << 30;

/// Membership of ids by bit; ids are small in a project.
template <class Id>
std::vector<bool> membership(const std::vector<Id> &ids)
{
    std::vector<bool> is;
    for (const auto id : ids) {
        const auto place = static_cast<std::size_t>(id.value);
        if (place >= kMostBits)
            continue;
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
    const auto run = static_cast<std::size_t>(std::upper_bound(m_runStart.begin(), m_runStart.end(), place) -
                                              m_runStart.begin() - 1);
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

    const std::vector<double> &of(Source::From from) const
    {
        switch (from) {
        case Source::From::Shoppers:
            return shoppers;
        case Source::From::First:
            return first;
        case Source::From::Last:
            return last;
        default:
            return events;
        }
    }
};

TableQuery::TableQuery(Table table)
    : m_table(table), m_shape(std::make_unique<TableShape>(basicShape(table))), m_counts(std::make_unique<Counts>())
{
}

TableQuery::~TableQuery() = default;

std::shared_ptr<const TableQuery> TableQuery::of(const Project &project, Table table, JobContext &job)
{
    auto query = std::make_shared<TableQuery>(table);
    *query->m_shape = projectShape(project, table, job);
    return query;
}

const std::vector<TableColumn> &TableQuery::columns() const
{
    return m_shape->columns;
}

std::int64_t TableQuery::totalRows(const Project &project) const
{
    const auto sql = m_table == Table::Events ? std::string("SELECT coalesce(sum(count), 0) FROM event_range")
                                              : "SELECT count(*) FROM " + std::string(m_shape->name);
    return guarded(project, [&] { return project.database().execAndGet(sql).getInt64(); });
}

const TableQuery::Counts &TableQuery::counts(const Project &project) const
{
    const std::lock_guard lock(m_counts->guard);
    if (m_counts->isRead)
        return *m_counts;
    const bool ofProducts = m_table == Table::Products;
    auto &counts = *m_counts;
    const auto size = lengthById(project, ofProducts ? "SELECT count(*), coalesce(max(id), 0) FROM item"
                                                     : "SELECT count(*), coalesce(max(id), 0) FROM user");
    counts.events.assign(size, 0);
    counts.shoppers.assign(ofProducts ? size : 0, 0);
    counts.first.assign(ofProducts ? 0 : size, std::nan(""));
    counts.last = counts.first;
    std::vector<std::int64_t> lastShopper(ofProducts ? size : 0, -1);
    // by shopper over all imports, so that a product's shoppers are counted once without a set of pairs
    SQLite::Statement rows(
        project.database(),
        "SELECT r.user_id, e.item_id, e.at FROM event_range r CROSS JOIN event e ON e.id >= r.first_event "
        "AND e.id < r.first_event + r.count ORDER BY r.user_id");
    while (rows.executeStep()) {
        const auto user = rows.getColumn(0).getInt64();
        if (!ofProducts) {
            const auto u = static_cast<std::size_t>(user);
            if (u >= size)
                continue;
            const double time = numberOf(rows.getColumn(2));
            ++counts.events[u];
            counts.first[u] = std::fmin(counts.first[u], time);
            counts.last[u] = std::fmax(counts.last[u], time);
        } else if (!rows.getColumn(1).isNull() && rows.getColumn(1).getInt64() > 0) {
            const auto i = static_cast<std::size_t>(rows.getColumn(1).getInt64());
            if (i >= size)
                continue;
            ++counts.events[i];
            counts.shoppers[i] += lastShopper[i] != user;
            lastShopper[i] = user;
        }
    }
    counts.isRead = true;
    return counts;
}

namespace {

RowOrder storedEvents(const Project &project)
{
    SQLite::Statement imports(project.database(),
                              "SELECT first_event, events FROM import WHERE events > 0 ORDER BY first_event");
    std::vector<std::pair<std::int64_t, std::int64_t>> runs;
    while (imports.executeStep())
        runs.emplace_back(imports.getColumn(0).getInt64(), imports.getColumn(1).getInt64());
    for (std::int64_t all = 0; const auto &[first, count] : runs) { // a row takes more than a byte
        if (count > project.sizeBytes() - all || first < 0 || first > std::numeric_limits<std::int64_t>::max() - count)
            throw Error("project.damaged",
                        QT_TRANSLATE_NOOP("Error", "%1 is damaged: open a copy from before, or import the logs again."),
                        {project.path()});
        all += count;
    }
    return RowOrder::runs(runs);
}

std::string_view textOf(const SQLite::Column &column)
{
    return column.isNull() ? std::string_view()
                           : std::string_view(column.getText(), static_cast<std::size_t>(column.getBytes()));
}

/// Place of each linked row among all by its text, by id; NaN where it has none.
std::vector<double> rankLinked(const Project &project, const Source &source, ColumnKind kind, const KeyFormatter &keys,
                               JobContext &job)
{
    SQLite::Statement linked(project.database(), std::string("SELECT id, ") + source.field + " FROM " + source.table);
    NaturalSorter sorter;
    for (int sinceCheck = 0; linked.executeStep(); ++sinceCheck) {
        if (sinceCheck % kRowsBetweenChecks == 0)
            job.checkpoint();
        const auto text = linked.getColumn(1);
        const auto id = linked.getColumn(0).getInt64();
        if (kind == ColumnKind::Entity)
            sorter.add(id, ShownEntity::of(columnText(text)).text(keys).toStdString());
        else
            sorter.add(id, textOf(text));
    }
    return sorter.ranks(job);
}

/// The value of one attribute in a row's JSON; empty where it has none.
std::string_view attributeIn(std::string_view json, std::string_view wanted)
{
    std::string_view found;
    eachAttribute(json, [&](std::string_view key, std::string_view value) { found = key == wanted ? value : found; });
    return found;
}

bool isWithin(std::optional<double> value, const ColumnFilter &filter)
{
    return value && *value >= filter.least.value_or(-INFINITY) && *value <= filter.most.value_or(INFINITY);
}

bool textPasses(const QString &text, const ColumnFilter &filter)
{
    const bool matches = filter.equals ? text == filter.contains : text.contains(filter.contains, Qt::CaseInsensitive);
    return matches != filter.exclude;
}

bool attributePasses(std::string_view value, ColumnKind kind, const ColumnFilter &filter)
{
    if (isNumeric(kind))
        return isWithin(attributeNumber(value), filter) != filter.exclude;
    return textPasses(attributeText(value).value_or(QString()), filter);
}

QString shownKey(const KeyFormatter &keys, ColumnKind kind, const QString &key)
{
    return kind == ColumnKind::Entity       ? ShownEntity::of(key).text(keys)
           : kind == ColumnKind::ShopperKey ? keys.shopper(key)
           : kind == ColumnKind::ProductKey ? keys.product(key)
                                            : keys.session(key);
}

/// By id of the shoppers, products, sessions or entities: whether what is shown of them passes.
std::vector<bool> passingShown(const Project &project, const TableShape &shape, const ColumnFilter &filter,
                               const KeyFormatter &keys)
{
    const auto column = static_cast<std::size_t>(filter.column);
    const auto &source = shape.sources[column];
    SQLite::Statement all(project.database(), std::string("SELECT id, ") + source.field + " FROM " +
                                                  (source.from == From::Linked ? source.table : shape.name));
    std::vector<bool> passing;
    while (all.executeStep()) {
        const auto id = static_cast<std::size_t>(all.getColumn(0).getInt64());
        const auto key = shownKey(keys, shape.columns[column].kind, QString::fromUtf8(all.getColumn(1).getText()));
        if (id >= kMostBits)
            continue;
        if (id >= passing.size())
            passing.resize(id + 1);
        passing[id] = textPasses(key, filter);
    }
    return passing;
}

/// Reads the rows that pass and puts them in order.
class OrderReader
{
public:
    using Counted = std::function<const std::vector<double> &(Source::From from)>;

    OrderReader(const Project &project, const TableShape &shape, const TableRequest &request, Counted counted,
                JobContext &job)
        : m_project(project), m_shape(shape), m_request(request), m_counted(std::move(counted)), m_job(job)
    {
        prepareFilters();
        prepareSort();
    }

    RowOrder read()
    {
        const auto field = [](const char *name) { return name ? std::string("t.") + name : std::string("0"); };
        SQLite::Statement rows(m_project.database(), "SELECT t.id, " + m_key + ", " + field(m_shape.userField) + ", " +
                                                         field(m_shape.itemField) + ", " +
                                                         (m_needsAttributes ? "t.attributes" : "NULL") + m_keyIds +
                                                         " FROM " + m_shape.name + " t" + m_conditions.where());
        m_conditions.bind(rows);
        for (int sinceCheck = 0; rows.executeStep(); ++sinceCheck) {
            if (sinceCheck % kRowsBetweenChecks == 0)
                m_job.checkpoint();
            const auto id = rows.getColumn(0).getInt64();
            if (passes(id, rows))
                take(id, rows);
        }
        m_job.checkpoint();
        return RowOrder::list(ordered());
    }

private:
    enum class Sorting { None, Numbers, Texts };
    static constexpr std::size_t kKeyIdColumn = 5; ///< of the statement

    void prepareFilters()
    {
        for (const auto &filter : m_request.filters) {
            const auto column = static_cast<std::size_t>(filter.column);
            if (column >= m_shape.columns.size())
                continue;
            const auto &source = m_shape.sources[column];
            if (m_request.keys.usesPseudonyms() && m_shape.columns[column].isPersonal)
                continue;
            const auto kind = m_shape.columns[column].kind;
            if (kind == ColumnKind::Entity || (m_request.keys.usesPseudonyms() && isKey(kind)))
                addShownFilter(source, filter);
            else if (source.from == From::Attribute)
                m_attributeFilters.emplace_back(column, filter);
            else if (source.isCounted())
                m_countFilters.emplace_back(&m_counted(source.from), filter);
            else
                m_conditions.add(filter, kind, source);
        }
        m_needsAttributes = !m_attributeFilters.empty();
        m_narrowsUsers = m_request.shoppers && m_shape.userField;
        m_narrowsItems = m_request.products && m_shape.itemField;
        if (m_narrowsUsers)
            m_users = membership(*m_request.shoppers);
        if (m_narrowsItems)
            m_items = membership(*m_request.products);
    }

    void addShownFilter(const Source &source, const ColumnFilter &filter)
    {
        m_keyIds += source.from == From::Linked ? std::string(", t.") + source.link : std::string(", t.id");
        m_keyFilters.emplace_back(passingShown(m_project, m_shape, filter, m_request.keys), filter.exclude);
    }

    void prepareSort()
    {
        const auto column = static_cast<std::size_t>(m_request.sortColumn);
        if (m_request.sortColumn < 0 || column >= m_shape.columns.size())
            return;
        m_sort = &m_shape.sources[column];
        const bool isNumber = isNumeric(m_shape.columns[column].kind) || m_sort->from == From::Linked;
        m_sorting = isNumber ? Sorting::Numbers : Sorting::Texts;
        if (m_sort->from == From::Linked) {
            m_values = rankLinked(m_project, *m_sort, m_shape.columns[column].kind, m_request.keys, m_job);
            m_key = std::string("t.") + m_sort->link;
        } else if (m_sort->isCounted()) {
            m_values = m_counted(m_sort->from);
        } else if (m_sort->from == From::Own) {
            m_key = std::string("t.") + m_sort->field;
        } else {
            m_needsAttributes = true;
        }
    }

    bool passes(std::int64_t id, SQLite::Statement &rows) const
    {
        if (m_narrowsUsers && !holds(m_users, rows.getColumn(2).getInt64()))
            return false;
        if (m_narrowsItems && !holds(m_items, rows.getColumn(3).getInt64()))
            return false;
        const bool countsPass = std::all_of(m_countFilters.begin(), m_countFilters.end(), [id](const auto &filter) {
            return isWithin(at(*filter.first, id, 0), filter.second) != filter.second.exclude;
        });
        for (std::size_t i = 0; i < m_keyFilters.size(); ++i) {
            const auto key = rows.getColumn(static_cast<int>(kKeyIdColumn + i));
            if (key.isNull() ? !m_keyFilters[i].second : !holds(m_keyFilters[i].first, key.getInt64()))
                return false;
        }
        return countsPass && std::all_of(m_attributeFilters.begin(), m_attributeFilters.end(), [&](const auto &filter) {
                   const auto value = attributeIn(textOf(rows.getColumn(4)), m_shape.sources[filter.first].attribute);
                   return attributePasses(value, m_shape.columns[filter.first].kind, filter.second);
               });
    }

    void take(std::int64_t id, SQLite::Statement &rows)
    {
        if (m_sorting == Sorting::None)
            m_ids.push_back(id);
        else if (m_sorting == Sorting::Numbers)
            m_keyed.push_back({numberKey(id, rows), id});
        else if (m_sort->from == From::Own)
            m_texts.add(id, textOf(rows.getColumn(1)));
        else
            m_texts.add(id, attributeText(sortAttribute(rows)).value_or(QString()).toStdString());
    }

    std::string_view sortAttribute(SQLite::Statement &rows) const
    {
        return attributeIn(textOf(rows.getColumn(4)), m_sort->attribute);
    }

    double numberKey(std::int64_t id, SQLite::Statement &rows) const
    {
        if (m_sort->from == From::Own)
            return numberOf(rows.getColumn(1));
        if (m_sort->from == From::Linked)
            return at(m_values, rows.getColumn(1).getInt64(), std::nan(""));
        if (m_sort->from == From::Attribute)
            return attributeNumber(sortAttribute(rows)).value_or(std::nan(""));
        return at(m_values, id, 0);
    }

    std::vector<std::int64_t> ordered()
    {
        if (m_sorting == Sorting::None)
            return std::move(m_ids);
        return m_sorting == Sorting::Numbers ? sorted(std::move(m_keyed), m_request.descending)
                                             : m_texts.ids(m_request.descending, m_job);
    }

    const Project &m_project;
    const TableShape &m_shape;
    const TableRequest &m_request;
    Counted m_counted;
    JobContext &m_job;
    Conditions m_conditions;
    std::vector<std::pair<const std::vector<double> *, ColumnFilter>> m_countFilters;
    std::vector<std::pair<std::size_t, ColumnFilter>> m_attributeFilters; ///< with their column
    std::vector<std::pair<std::vector<bool>, bool>> m_keyFilters;         ///< ids that pass, and whether none does
    std::string m_keyIds;                                                 ///< fields of those ids, from kKeyIdColumn
    bool m_needsAttributes = false;
    bool m_narrowsUsers = false;
    bool m_narrowsItems = false;
    std::vector<bool> m_users;
    std::vector<bool> m_items;
    Sorting m_sorting = Sorting::None;
    const Source *m_sort = nullptr;
    std::vector<double> m_values; ///< ranks of linked rows, or counts, by id
    std::string m_key = "NULL";
    std::vector<std::int64_t> m_ids; ///< of what m_sorting says one is filled
    std::vector<Keyed> m_keyed;
    NaturalSorter m_texts;
};

/// The statement that reads one row of a table by id, with the rows it links to.
std::string rowStatement(const TableShape &shape)
{
    std::string select = "SELECT t.id";
    std::string joins;
    for (const auto &source : shape.sources) {
        if (source.from == From::Own) {
            select += std::string(", t.") + source.field;
        } else if (source.from == From::Linked) {
            const auto alias = std::string(source.link) + "_row";
            if (joins.find(alias) == std::string::npos)
                joins +=
                    " LEFT JOIN " + std::string(source.table) + " " + alias + " ON " + alias + ".id = t." + source.link;
            select += ", " + alias + "." + source.field;
        } else {
            select += ", NULL";
        }
    }
    const auto id = [](const char *field) { return field ? std::string(", t.") + field : std::string(", NULL"); };
    const std::string attributes = shape.attributes.empty() ? ", NULL" : ", t.attributes";
    return select + id(shape.userField) + id(shape.itemField) + attributes + " FROM " +
           (shape.oneRow.empty() ? shape.name : shape.oneRow) + " t" + joins + " WHERE t.id = ?1";
}

/// Attributes into their columns' cells.
void fillAttributes(std::string_view json, const TableShape &shape, std::vector<QVariant> &cells)
{
    eachAttribute(json, [&](std::string_view key, std::string_view value) {
        const auto column = shape.attributes.find(key);
        if (column == shape.attributes.end())
            return;
        if (const auto text = attributeText(value))
            cells[column->second] = *text;
    });
}

QVariant cellOf(const SQLite::Column &column, ColumnKind kind)
{
    if (column.isNull() || !isNumeric(kind))
        return column.isNull() ? QVariant() : columnText(column);
    return column.isInteger() ? QVariant(static_cast<qint64>(column.getInt64())) : QVariant(column.getDouble());
}

template <class Id>
std::optional<Id> idOf(const SQLite::Column &column)
{
    return column.isNull() || column.getInt64() <= 0 ? std::nullopt : std::optional(Id(column.getInt64()));
}

} // namespace

namespace {

/// Those that have a number: see triplenumber.h.
void demandNumbers(const Project &project)
{
    const auto largest = [&](const char *table) {
        return project.database().execAndGet(std::string("SELECT coalesce(max(id), 0) FROM ") + table).getInt64();
    };
    if (largest("graph_entity") >> kEntityBits > 0 || largest("graph_relation") >> kRelationBits > 0)
        throw Error("graph.too-large-to-show",
                    QT_TRANSLATE_NOOP("Error", "A table shows triples of at most %1 entities and %2 relations: this "
                                               "graph has had more."),
                    {QString::number((1 << kEntityBits) - 1), QString::number((1 << kRelationBits) - 1)});
}

} // namespace

RowOrder TableQuery::order(const Project &project, const TableRequest &request, JobContext &job) const
{
    return guarded(project, [&] {
        const auto &shape = *m_shape;
        if (m_table == Table::Triples)
            demandNumbers(project);
        const bool isNarrowed = (request.shoppers && shape.userField) || (request.products && shape.itemField);
        if (m_table == Table::Events && request.filters.empty() && request.sortColumn < 0 && !isNarrowed)
            return storedEvents(project);
        const auto counted = [&](Source::From from) -> const std::vector<double> & { return counts(project).of(from); };
        return OrderReader(project, shape, request, counted, job).read();
    });
}

std::vector<TableRow> TableQuery::rows(const Project &project, std::span<const std::int64_t> ids) const
{
    return guarded(project, [&] {
        const auto &shape = *m_shape;
        SQLite::Statement row(project.database(), rowStatement(shape));
        std::vector<TableRow> result;
        result.reserve(ids.size());
        for (const auto id : ids) {
            TableRow read{.id = id};
            read.cells.resize(shape.columns.size());
            row.bind(1, id);
            if (row.executeStep())
                fill(project, row, read);
            row.reset();
            result.push_back(std::move(read));
        }
        return result;
    });
}

void TableQuery::fill(const Project &project, SQLite::Statement &row, TableRow &read) const
{
    const auto &shape = *m_shape;
    const auto columns = static_cast<int>(shape.columns.size());
    for (std::size_t c = 0; c < shape.columns.size(); ++c) {
        const auto kind = shape.columns[c].kind;
        auto &cell = read.cells[c];
        if (shape.sources[c].isCounted()) {
            const double value = at(counts(project).of(shape.sources[c].from), read.id, 0);
            if (!std::isnan(value))
                cell = static_cast<qint64>(value);
        } else if (shape.sources[c].from != From::Attribute) {
            cell = cellOf(row.getColumn(static_cast<int>(c) + 1), kind);
        }
        if (kind == ColumnKind::ShopperKey)
            read.userKey = cell.toString();
        if (kind == ColumnKind::ProductKey)
            read.itemKey = cell.toString();
    }
    read.user = idOf<UserId>(row.getColumn(columns + 1));
    read.item = idOf<ItemId>(row.getColumn(columns + 2));
    fillAttributes(textOf(row.getColumn(columns + 3)), shape, read.cells);
}

std::vector<std::uint32_t> countEventsPerItem(const Project &project, JobContext &job)
{
    return guarded(project, [&] {
        std::vector<std::uint32_t> counts(lengthById(project, "SELECT count(*), coalesce(max(id), 0) FROM item"));
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
