#include "core/storage/bulk/importwriter.h"

#include "core/storage/guarded.h"
#include "core/storage/importfacts.h"
#include "core/storage/sqlite/statements.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <SQLiteCpp/SQLiteCpp.h>

namespace aisle {

namespace {

constexpr auto kWriteCounts = "UPDATE import SET rows = ?, rejected = ?, duplicates = ?, reasons = ? WHERE id = ?";

std::string reasonsJson(const std::map<std::string, std::int64_t> &counts)
{
    QJsonObject reasons;
    for (const auto &[reason, count] : counts)
        reasons.insert(QString::fromStdString(reason), static_cast<qint64>(count));
    return QJsonDocument(reasons).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

std::vector<EarlierImport> importsOfSize(const Project &project, std::int64_t bytes)
{
    return guarded(project, [&] {
        SQLite::Statement rows(project.database(), "SELECT id, sha256, events FROM import WHERE bytes = ?");
        rows.bind(1, bytes);
        std::vector<EarlierImport> found;
        while (rows.executeStep())
            found.push_back({ImportId(rows.getColumn(0).getInt64()),
                             QString::fromStdString(rows.getColumn(1).getString()), rows.getColumn(2).getInt64()});
        return found;
    });
}

ImportWriter::ImportWriter(const Project &project, const Source &source) : m_project(project)
{
    guarded(project, [&] {
        execute(project.database(),
                "INSERT INTO import(source, sha256, recipe, status, rows, events, rejected, duplicates, bytes, "
                "first_event, reasons, at) VALUES(?, '', ?, 'done', 0, 0, 0, 0, ?, 0, '{}', ?)",
                {source.name.toStdString(), source.recipe.toStdString(), source.bytes,
                 std::int64_t{QDateTime::currentMSecsSinceEpoch()}});
        m_id = ImportId(project.database().getLastInsertRowid());
        ImportFacts(project).noteImport(m_id);
    });
}

namespace {

/// Whether a project's kinds weigh alike though customary weights differ.
bool weighsAlike(SQLite::Database &database)
{
    SQLite::Statement kinds(database, "SELECT meaning, weight FROM event_kind");
    bool alike = true, customary = true;
    while (kinds.executeStep()) {
        const double weight = kinds.getColumn(1).getDouble();
        alike &= weight == 1;
        customary &= weight == customaryWeight(meaningFromName(kinds.getColumn(0).getString()).meaning);
    }
    return alike && !customary;
}

} // namespace

std::vector<int> ImportWriter::writeKinds(std::span<const EventKind> kinds) const
{
    return guarded(m_project, [&] {
        auto &database = m_project.database();
        SQLite::Statement find(database, "SELECT id FROM event_kind WHERE name = ?");
        SQLite::Statement insert(database, "INSERT INTO event_kind(name, meaning, weight) VALUES(?, ?, ?)");
        const bool alike = weighsAlike(database);
        std::vector<int> ids;
        for (const auto &kind : kinds) {
            find.bind(1, kind.name);
            if (find.executeStep()) {
                ids.push_back(find.getColumn(0).getInt());
            } else {
                insert.bind(1, kind.name);
                insert.bind(2, meaningName(kind.meaning));
                insert.bind(3, alike ? 1 : customaryWeight(kind.meaning));
                runOnce(insert);
                ids.push_back(static_cast<int>(database.getLastInsertRowid()));
            }
            find.reset();
        }
        return ids;
    });
}

void ImportWriter::writeCounts(const Counts &counts) const
{
    guarded(m_project, [&] {
        execute(m_project.database(), kWriteCounts,
                {counts.rows, counts.rejected, counts.duplicates, reasonsJson(counts.reasons), m_id.value});
    });
}

void ImportWriter::writeHash(const QString &sha256) const
{
    guarded(m_project, [&] {
        execute(m_project.database(), "UPDATE import SET sha256 = ? WHERE id = ?", {sha256.toStdString(), m_id.value});
    });
}

} // namespace aisle
