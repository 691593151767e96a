#include "core/transfer/importing/keywriter.h"

#include "core/storage/importfacts.h"
#include "core/storage/keyindex.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <SQLiteCpp/SQLiteCpp.h>
#include <array>
#include <cmath>

namespace aisle {

namespace {

struct ItemColumn
{
    const char *field;
    int parameter;
};
constexpr std::array kItemColumns{ItemColumn{"title", 3}, ItemColumn{"category", 4},    ItemColumn{"brand", 5},
                                  ItemColumn{"price", 6}, ItemColumn{"description", 7}, ItemColumn{"image", 8}};
constexpr int kAttributes = 9;
constexpr int kImport = 2; ///< of ImportFacts and of what is filled; a new row's second parameter is its key
constexpr int kNewImport = 10;

/// Parameters 3 to 9 of a product: its facts, the rest as JSON.
class FactBinder
{
public:
    explicit FactBinder(const FactCollector &facts) : m_facts(facts)
    {
        for (const auto &field : facts.fields()) {
            int parameter = 0;
            for (const auto &column : kItemColumns) {
                if (field.compare(QString::fromLatin1(column.field), Qt::CaseInsensitive) == 0)
                    parameter = column.parameter;
            }
            m_parameters.push_back(parameter);
        }
    }
    bool isEmpty() const { return m_facts.isEmpty(); }

    bool bind(SQLite::Statement &statement, std::uint32_t code, double price) const ///< @return whether any is known
    {
        bool any = std::isfinite(price);
        for (int parameter = 3; parameter <= kAttributes; ++parameter)
            statement.bind(parameter);
        if (std::isfinite(price))
            statement.bind(6, price);
        for (std::size_t i = 0; i < m_parameters.size(); ++i) {
            if (m_parameters[i] == 0)
                continue;
            if (const auto best = m_facts.best(code, i); !best.empty()) {
                statement.bind(m_parameters[i], std::string(best));
                any = true;
            }
        }
        if (const auto json = attributes(code); !json.empty()) {
            statement.bind(kAttributes, json);
            any = true;
        }
        return any;
    }
    std::string attributes(std::uint32_t code) const
    {
        QJsonObject object;
        for (std::size_t i = 0; i < m_parameters.size(); ++i) {
            const auto best = m_parameters[i] == 0 ? m_facts.best(code, i) : std::string_view();
            if (!best.empty())
                object.insert(m_facts.fields()[i], QString::fromUtf8(best.data(), static_cast<qsizetype>(best.size())));
        }
        return object.isEmpty() ? std::string() : QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
    }

private:
    const FactCollector &m_facts;
    std::vector<int> m_parameters; ///< by field; 0: an attribute
};

std::vector<std::int64_t> loadKeys(SQLite::Database &database, const char *table, KeyCoder &coder)
{
    std::vector<std::int64_t> ids;
    SQLite::Statement rows(database, std::string("SELECT id, key FROM ") + table + " ORDER BY id");
    while (rows.executeStep()) {
        const auto key = rows.getColumn(1);
        if (coder.code({key.getText(), static_cast<std::size_t>(key.getBytes())}) == ids.size())
            ids.push_back(rows.getColumn(0).getInt64());
    }
    return ids;
}

/// Ids of all codes: those known, then new ones.
std::vector<std::int64_t> numberAll(const Project &project, const char *table, std::vector<std::int64_t> known,
                                    std::size_t size)
{
    auto next = reserveIds(project, table, static_cast<std::int64_t>(size - known.size()));
    known.reserve(size);
    while (known.size() < size)
        known.push_back(next++);
    return known;
}

void recordFor(SQLite::Statement &record, std::int64_t id, std::int64_t import)
{
    record.bind(1, id);
    record.bind(kImport, import);
    record.exec();
    record.reset();
}

double priceOf(const EventCoder &coder, std::uint32_t item)
{
    return item < coder.itemPrices.size() ? coder.itemPrices[item].second : std::nan("");
}

} // namespace

void KeyWriter::loadKnown(EventCoder &coder)
{
    auto &database = m_project.database();
    m_users = loadKeys(database, "user", coder.users);
    m_items = loadKeys(database, "item", coder.items);
    if (coder.layout().hasSession)
        m_sessions = loadKeys(database, "session", coder.sessions);
}

std::vector<std::int64_t> KeyWriter::writeUsers(const EventCoder &coder, std::int64_t import)
{
    auto &database = m_project.database();
    const auto known = m_users.size();
    auto ids = numberAll(m_project, "user", m_users, coder.users.size());
    const FactBinder facts(coder.userFacts);
    SQLite::Statement insert(database, "INSERT INTO user(id, key, attributes, import_id) VALUES(?1, ?2, ?9, ?10)");
    SQLite::Statement fill(database, "UPDATE user SET attributes = coalesce(attributes, ?9) WHERE id = ?1");
    SQLite::Statement record(database, ImportFacts::kUserFilled);
    for (std::uint32_t code = 0; code < ids.size(); ++code) {
        if (code < known && facts.isEmpty())
            continue;
        const auto json = facts.attributes(code);
        if (code < known && json.empty())
            continue;
        if (code < known) {
            record.bind(kAttributes, json);
            recordFor(record, ids[code], import);
        }
        auto &statement = code < known ? fill : insert;
        statement.bind(1, ids[code]);
        if (json.empty())
            statement.bind(kAttributes);
        else
            statement.bind(kAttributes, json);
        if (code >= known) {
            statement.bind(2, std::string(coder.users.key(code)));
            statement.bind(kNewImport, import);
        }
        statement.exec();
        statement.reset();
    }
    return ids;
}

std::vector<std::int64_t> KeyWriter::writeItems(const EventCoder &coder, std::int64_t import)
{
    auto &database = m_project.database();
    const auto known = m_items.size();
    auto ids = numberAll(m_project, "item", m_items, coder.items.size());
    const FactBinder facts(coder.itemFacts);
    SQLite::Statement insert(
        database, "INSERT INTO item(id, key, title, category, brand, price, description, image, attributes, import_id) "
                  "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    SQLite::Statement fill(
        database, "UPDATE item SET title = coalesce(title, ?3), category = coalesce(category, ?4), "
                  "brand = coalesce(brand, ?5), price = coalesce(price, ?6), description = coalesce(description, ?7), "
                  "image = coalesce(image, ?8), attributes = coalesce(attributes, ?9) WHERE id = ?1");
    SQLite::Statement record(database, ImportFacts::kItemFilled);
    for (std::uint32_t code = 0; code < ids.size(); ++code) {
        const auto price = priceOf(coder, code);
        if (code < known && facts.isEmpty() && !std::isfinite(price))
            continue;
        if (code < known && facts.bind(record, code, price))
            recordFor(record, ids[code], import);
        auto &statement = code < known ? fill : insert;
        statement.bind(1, ids[code]);
        facts.bind(statement, code, price);
        if (code >= known) {
            statement.bind(2, std::string(coder.items.key(code)));
            statement.bind(kNewImport, import);
        }
        statement.exec();
        statement.reset();
    }
    return ids;
}

std::vector<std::int64_t> KeyWriter::writeSessions(const EventCoder &coder, std::int64_t import)
{
    auto &database = m_project.database();
    const auto known = m_sessions.size();
    auto ids = numberAll(m_project, "session", m_sessions, coder.sessions.size());
    SQLite::Statement insert(database, "INSERT INTO session(id, key, import_id) VALUES(?, ?, ?)");
    for (auto code = static_cast<std::uint32_t>(known); code < ids.size(); ++code) {
        insert.bind(1, ids[code]);
        insert.bind(2, std::string(coder.sessions.key(code)));
        insert.bind(3, import);
        insert.exec();
        insert.reset();
    }
    return ids;
}

std::vector<int> KeyWriter::writeKinds(const EventCoder &coder)
{
    auto &database = m_project.database();
    SQLite::Statement find(database, "SELECT id FROM event_kind WHERE name = ?");
    SQLite::Statement insert(database, "INSERT INTO event_kind(name, meaning) VALUES(?, ?)");
    std::vector<int> ids;
    for (const auto &kind : coder.kinds()) {
        find.bind(1, kind.name.toStdString());
        if (find.executeStep()) {
            ids.push_back(find.getColumn(0).getInt());
        } else {
            insert.bind(1, kind.name.toStdString());
            insert.bind(2, meaningName(kind.meaning));
            insert.exec();
            insert.reset();
            ids.push_back(static_cast<int>(database.getLastInsertRowid()));
        }
        find.reset();
    }
    return ids;
}

void KeyWriter::writeCounts(const ImportSummary &summary, const std::vector<int> &kinds, const EventWriter &writer)
{
    auto &database = m_project.database();
    QJsonObject reasons;
    for (const auto &[reason, count] : summary.reasons)
        reasons.insert(QString::fromStdString(reason), static_cast<qint64>(count));
    SQLite::Statement update(database,
                             "UPDATE import SET rows = ?, events = ?, rejected = ?, duplicates = ?, first_event = ?, "
                             "first_at = ?, last_at = ?, reasons = ? WHERE id = ?");
    update.bind(1, summary.rows);
    update.bind(2, summary.events);
    update.bind(3, summary.rejected);
    update.bind(4, summary.duplicates);
    update.bind(5, summary.events > 0 ? writer.firstEvent() : 0);
    if (writer.firstAt() != kNoTime) {
        update.bind(6, writer.firstAt());
        update.bind(7, writer.lastAt());
    }
    update.bind(8, QJsonDocument(reasons).toJson(QJsonDocument::Compact).toStdString());
    update.bind(9, summary.id.value);
    update.exec();
    SQLite::Statement perKind(database, "INSERT INTO import_kind(import_id, kind, count) VALUES(?, ?, ?)");
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        if (writer.perKind()[kind] == 0)
            continue;
        perKind.bind(1, summary.id.value);
        perKind.bind(2, kinds[kind]);
        perKind.bind(3, writer.perKind()[kind]);
        perKind.exec();
        perKind.reset();
    }
    SQLite::Statement perPart(database, "INSERT INTO import_part(import_id, part, count) VALUES(?, ?, ?)");
    for (const auto &[part, count] : writer.perPart()) {
        perPart.bind(1, summary.id.value);
        perPart.bind(2, static_cast<int>(part));
        perPart.bind(3, count);
        perPart.exec();
        perPart.reset();
    }
    // words that no stored event has, such as a default that was never needed
    database.exec("DELETE FROM event_kind WHERE id NOT IN (SELECT kind FROM import_kind)");
}

void KeyWriter::writeHash(ImportId import, const QString &hash)
{
    SQLite::Statement update(m_project.database(), "UPDATE import SET sha256 = ? WHERE id = ?");
    update.bind(1, hash.toStdString());
    update.bind(2, import.value);
    update.exec();
}

} // namespace aisle
