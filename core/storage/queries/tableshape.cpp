#include "core/storage/queries/tableshape.h"

#include "core/jobs/jobcontext.h"
#include "core/storage/graph/shownentity.h"
#include "core/storage/graph/triplenumber.h"
#include "core/storage/guarded.h"
#include "core/storage/queries/attributefields.h"

#include <QtGlobal>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <unordered_map>

namespace aisle {

namespace {

constexpr std::size_t kMostAttributes = 40;
constexpr int kProbedRows = 1000; ///< most columns show a value in them
constexpr int kRowsBetweenChecks = 8192;

using From = TableSource::From;

TableShape events()
{
    return {"event",
            "user_id",
            "item_id",
            {{"shopper", QT_TRANSLATE_NOOP("Table", "Shopper"), ColumnKind::ShopperKey},
             {"product", QT_TRANSLATE_NOOP("Table", "Product"), ColumnKind::ProductKey},
             {"title", QT_TRANSLATE_NOOP("Table", "Title"), ColumnKind::Text},
             {"kind", QT_TRANSLATE_NOOP("Table", "Kind"), ColumnKind::KindWord},
             {"time", QT_TRANSLATE_NOOP("Table", "Time"), ColumnKind::Time},
             {"value", QT_TRANSLATE_NOOP("Table", "Value"), ColumnKind::Number},
             {"quantity", QT_TRANSLATE_NOOP("Table", "Quantity"), ColumnKind::Number},
             {"price", QT_TRANSLATE_NOOP("Table", "Unit price"), ColumnKind::Money},
             {"session", QT_TRANSLATE_NOOP("Table", "Session"), ColumnKind::SessionKey}},
            {{From::Linked, "key", "user_id", "user"},
             {From::Linked, "key", "item_id", "item"},
             {From::Linked, "title", "item_id", "item"},
             {From::Linked, "name", "kind", "event_kind"},
             {From::Own, "at"},
             {From::Own, "value"},
             {From::Own, "quantity"},
             {From::Own, "price"},
             {From::Linked, "key", "session", "session"}}};
}

TableShape products()
{
    return {"item",
            nullptr,
            "id",
            {{"product", QT_TRANSLATE_NOOP("Table", "Product"), ColumnKind::ProductKey},
             {"title", QT_TRANSLATE_NOOP("Table", "Title"), ColumnKind::Text},
             {"category", QT_TRANSLATE_NOOP("Table", "Category"), ColumnKind::Text},
             {"brand", QT_TRANSLATE_NOOP("Table", "Brand"), ColumnKind::Text},
             {"price", QT_TRANSLATE_NOOP("Table", "Price"), ColumnKind::Money},
             {"events", QT_TRANSLATE_NOOP("Table", "Events"), ColumnKind::Count},
             {"shoppers", QT_TRANSLATE_NOOP("Table", "Shoppers"), ColumnKind::Count},
             {"is-product", QT_TRANSLATE_NOOP("Table", "Offered"), ColumnKind::Flag}},
            {{From::Own, "key"},
             {From::Own, "title"},
             {From::Own, "category"},
             {From::Own, "brand"},
             {From::Own, "price"},
             {From::Events, nullptr},
             {From::Shoppers, nullptr},
             {From::Own, "is_product"}}};
}

TableShape shoppers()
{
    return {"user",
            "id",
            nullptr,
            {{"shopper", QT_TRANSLATE_NOOP("Table", "Shopper"), ColumnKind::ShopperKey},
             {"events", QT_TRANSLATE_NOOP("Table", "Events"), ColumnKind::Count},
             {"first", QT_TRANSLATE_NOOP("Table", "First seen"), ColumnKind::Time},
             {"last", QT_TRANSLATE_NOOP("Table", "Last seen"), ColumnKind::Time}},
            {{From::Own, "key"}, {From::Events, nullptr}, {From::First, nullptr}, {From::Last, nullptr}}};
}

TableShape rejected()
{
    return {
        "quarantine",
        nullptr,
        nullptr,
        {{"file", QT_TRANSLATE_NOOP("Table", "File"), ColumnKind::Text, true},
         {"line", QT_TRANSLATE_NOOP("Table", "Line"), ColumnKind::Count},
         {"reason", QT_TRANSLATE_NOOP("Table", "Reason"), ColumnKind::Text},
         {"detail", QT_TRANSLATE_NOOP("Table", "Field"), ColumnKind::Text, true},
         {"text", QT_TRANSLATE_NOOP("Table", "Row as it stands in the file"), ColumnKind::Text, true}},
        {{From::Own, "file"}, {From::Own, "line"}, {From::Own, "reason"}, {From::Own, "detail"}, {From::Own, "text"}}};
}

/// Distinct, each under its number; a triple is said by the first of its sources.
TableShape triples()
{
    static const auto bits = [](int count) { return std::to_string(count); };
    static const auto mask = [](int count) { return std::to_string((std::int64_t(1) << count) - 1); };
    static const std::string number =
        "(head << " + bits(kRelationBits) + " | relation) << " + bits(kEntityBits) + " | tail";
    static const std::string columns = " AS id, head, relation, tail, min(source_id) AS source FROM graph_triple ";
    static const std::string all = "(SELECT (" + number + ")" + columns + "GROUP BY head, relation, tail)";
    static const std::string entities =
        "(SELECT e.id AS id, " + std::string(kShownEntity) + " AS shown FROM graph_entity e)";
    TableShape shape{all.c_str(),
                     nullptr,
                     nullptr,
                     {{"head", QT_TRANSLATE_NOOP("Table", "Head"), ColumnKind::Entity},
                      {"relation", QT_TRANSLATE_NOOP("Table", "Relation"), ColumnKind::KindWord},
                      {"tail", QT_TRANSLATE_NOOP("Table", "Tail"), ColumnKind::Entity},
                      {"source", QT_TRANSLATE_NOOP("Table", "Said by"), ColumnKind::KindWord}},
                     {{From::Linked, "shown", "head", entities.c_str()},
                      {From::Linked, "name", "relation", "graph_relation"},
                      {From::Linked, "shown", "tail", entities.c_str()},
                      {From::Linked, "origin", "source", "graph_source"}}};
    shape.oneRow = "(SELECT ?1" + columns + "WHERE head = ?1 >> " + bits(kEntityBits + kRelationBits) +
                   " AND relation = (?1 >> " + bits(kEntityBits) + ") & " + mask(kRelationBits) + " AND tail = ?1 & " +
                   mask(kEntityBits) + ")";
    return shape;
}

struct Attribute
{
    std::string key; ///< as the JSON writes it
    std::int64_t rows = 0;
    bool isNumber = true;
};

/// Every attribute of a table's rows, those that most rows have first.
std::vector<Attribute> attributesOf(const Project &project, const TableShape &shape, JobContext &job)
{
    std::unordered_map<std::string_view, Attribute> found; // the keys are those of the values, which do not move
    SQLite::Statement rows(project.database(),
                           std::string("SELECT attributes FROM ") + shape.name + " WHERE attributes IS NOT NULL");
    for (int sinceCheck = 0; rows.executeStep(); ++sinceCheck) {
        if (sinceCheck % kRowsBetweenChecks == 0)
            job.checkpoint();
        const auto json = rows.getColumn(0);
        const std::string_view text(json.getText(), static_cast<std::size_t>(json.getBytes()));
        eachAttribute(text, [&found](std::string_view key, std::string_view value) {
            if (value == "null" || value == "\"\"")
                return;
            auto known = found.find(key);
            if (known == found.end()) {
                auto node = found.extract(found.emplace(std::string_view(), Attribute{std::string(key)}).first);
                node.key() = node.mapped().key;
                known = found.insert(std::move(node)).position;
            }
            ++known->second.rows;
            known->second.isNumber &= attributeNumber(value) && isPlainNumber(attributeText(value)->toStdString());
        });
    }
    std::vector<Attribute> all;
    for (auto &[key, attribute] : found)
        all.push_back(attribute);
    std::sort(all.begin(), all.end(),
              [](const auto &a, const auto &b) { return a.rows != b.rows ? a.rows > b.rows : a.key < b.key; });
    return all;
}

void addAttributes(const Project &project, TableShape &shape, JobContext &job)
{
    auto attributes = attributesOf(project, shape, job);
    const bool areTooMany = attributes.size() > kMostAttributes;
    if (areTooMany)
        attributes.resize(kMostAttributes);
    std::sort(attributes.begin(), attributes.end(), [](const auto &a, const auto &b) { return a.key < b.key; });
    constexpr bool kIsPersonal = true; // a product's too: its seller, its last buyer
    for (const auto &attribute : attributes)
        shape.add({"attribute:" + attribute.key, "", attribute.isNumber ? ColumnKind::WrittenNumber : ColumnKind::Text,
                   kIsPersonal, attributeName(attribute.key)},
                  {From::Attribute, nullptr, nullptr, nullptr, attribute.key});
    if (areTooMany)
        shape.add({"attributes", QT_TRANSLATE_NOOP("Table", "Attributes"), ColumnKind::Text, kIsPersonal},
                  {From::Own, "attributes"});
}

/// Of these columns (own fields of the table), those without a value in any row of `from`.
std::vector<std::size_t> emptyIn(const Project &project, const TableShape &shape,
                                 const std::vector<std::size_t> &columns, const std::string &from)
{
    std::string query = "SELECT count(*)";
    for (const auto column : columns)
        query += std::string(", max(") + shape.sources[column].field + " <> '')";
    SQLite::Statement filled(project.database(), query + " FROM " + from);
    std::vector<std::size_t> empty;
    if (!filled.executeStep() || filled.getColumn(0).getInt64() == 0)
        return empty;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (filled.getColumn(static_cast<int>(i) + 1).getInt() == 0)
            empty.push_back(columns[i]);
    }
    return empty;
}

bool isLinkEmpty(const Project &project, const TableSource &source)
{
    return project.database()
               .execAndGet(std::string("SELECT EXISTS(SELECT 1 FROM ") + source.table + " WHERE " + source.field +
                           " <> '')")
               .getInt() == 0;
}

void markEmpty(const Project &project, TableShape &shape)
{
    const std::string table = shape.name;
    if (project.database().execAndGet("SELECT EXISTS(SELECT 1 FROM " + table + ")").getInt() == 0)
        return;
    std::vector<std::size_t> own;
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        if (shape.sources[i].from == From::Own)
            own.push_back(i);
        else if (shape.sources[i].from == From::Linked)
            shape.columns[i].isEmpty = isLinkEmpty(project, shape.sources[i]);
    }
    own = emptyIn(project, shape, own, "(SELECT * FROM " + table + " LIMIT " + std::to_string(kProbedRows) + ")");
    if (!own.empty())
        own = emptyIn(project, shape, own, table);
    for (const auto column : own)
        shape.columns[column].isEmpty = true;
}

} // namespace

void TableShape::add(TableColumn column, TableSource source)
{
    if (source.from == From::Attribute)
        attributes.emplace(source.attribute, columns.size());
    columns.push_back(std::move(column));
    sources.push_back(std::move(source));
}

TableShape basicShape(ProjectTable table)
{
    switch (table) {
    case ProjectTable::Products:
        return products();
    case ProjectTable::Shoppers:
        return shoppers();
    case ProjectTable::Rejected:
        return rejected();
    case ProjectTable::Triples:
        return triples();
    case ProjectTable::Events:
        break;
    }
    return events();
}

TableShape projectShape(const Project &project, ProjectTable table, JobContext &job)
{
    return guarded(project, [&] {
        auto shape = basicShape(table);
        if (table == ProjectTable::Products || table == ProjectTable::Shoppers)
            addAttributes(project, shape, job);
        markEmpty(project, shape);
        return shape;
    });
}

} // namespace aisle
