#include "core/storage/featurestore.h"

#include "core/common/error.h"
#include "core/common/lookup/enumnames.h"
#include "core/storage/guarded.h"
#include "core/storage/sqlite/blobs.h"
#include "core/storage/sqlite/statements.h"

#include <QDateTime>
#include <QStringList>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr auto kSubjects = enumNames<FeatureSubject>("items", "users");
constexpr auto kColumns = "SELECT id, name, subject, dims, source, at FROM feature ";
constexpr std::size_t kMostChunkBytes = 64 << 20; ///< longer values are refused, see connectSafely()

[[noreturn]] void throwDamaged(const QString &name)
{
    throw Error("features.damaged",
                QT_TRANSLATE_NOOP("Error", "What is kept of the features \"%1\" is damaged: delete them and make them "
                                           "again."),
                {name});
}

StoredFeature featureOf(SQLite::Statement &row)
{
    StoredFeature feature;
    feature.id = FeatureId(row.getColumn(0).getInt64());
    feature.name = columnText(row.getColumn(1)).left(kLongestFeatureName);
    const auto subject = kSubjects.find(columnText(row.getColumn(2)).toStdString());
    const auto dims = row.getColumn(3).getInt64();
    if (!subject || dims < 1 || dims > kMostFeatureDims)
        throwDamaged(feature.name);
    feature.subject = *subject;
    feature.dims = static_cast<int>(dims);
    feature.source = QByteArray(row.getColumn(4).getText(), row.getColumn(4).getBytes());
    feature.at = row.getColumn(5).getInt64();
    return feature;
}

std::int64_t nextNumber(SQLite::Database &database, FeatureId id)
{
    SQLite::Statement row(database, "SELECT coalesce(max(number), 0) + 1 FROM feature_chunk WHERE feature_id = ?");
    row.bind(1, id.value);
    row.executeStep();
    return row.getColumn(0).getInt64();
}

/// As many chunks as their size needs.
void insertChunks(SQLite::Database &database, const StoredFeature &feature, const FeatureChunk &chunk)
{
    Q_ASSERT(chunk.hashes.size() == chunk.ids.size());
    Q_ASSERT(chunk.vectors.size() == chunk.ids.size() * static_cast<std::size_t>(feature.dims));
    const auto dims = static_cast<std::size_t>(feature.dims);
    const auto most = std::max<std::size_t>(1, kMostChunkBytes / (dims * sizeof(float) + 16));
    auto number = nextNumber(database, feature.id);
    SQLite::Statement insert(database, "INSERT INTO feature_chunk(feature_id, number, ids, hashes, vectors) "
                                       "VALUES(?, ?, ?, ?, ?)");
    for (std::size_t begin = 0; begin < chunk.ids.size(); begin += most) {
        const auto rows = std::min(most, chunk.ids.size() - begin);
        insert.bind(1, feature.id.value);
        insert.bind(2, number++);
        bindBlob(insert, 3, std::span(chunk.ids).subspan(begin, rows));
        bindBlob(insert, 4, std::span(chunk.hashes).subspan(begin, rows));
        bindBlob(insert, 5, std::span(chunk.vectors).subspan(begin * dims, rows * dims));
        runOnce(insert);
    }
}

void inTransaction(const Project &project, const std::function<void(SQLite::Database &)> &body)
{
    guarded(project, [&] {
        SQLite::Transaction transaction(project.database(), SQLite::TransactionBehavior::IMMEDIATE);
        body(project.database());
        transaction.commit();
    });
}

void demandFree(const FeatureStore &store, const QString &name)
{
    if (store.find(name))
        throw Error("features.exists",
                    QT_TRANSLATE_NOOP("Error", "There are features called \"%1\" already: delete them first, or take "
                                               "another name."),
                    {name});
}

} // namespace

const char *subjectName(FeatureSubject subject)
{
    return kSubjects.of(subject);
}

std::optional<FeatureSubject> subjectFromName(const QString &name)
{
    return kSubjects.find(name.toStdString());
}

std::vector<StoredFeature> FeatureStore::list() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), std::string(kColumns) + "ORDER BY name");
        return allRows(rows, featureOf);
    });
}

std::optional<StoredFeature> FeatureStore::find(const QString &name) const
{
    return guarded(m_project, [&] {
        auto row = boundStatement(m_project.database(), std::string(kColumns) + "WHERE name = ?", {name.toStdString()});
        return firstRow(row, featureOf);
    });
}

StoredFeature FeatureStore::known(const QString &name) const
{
    if (auto found = find(name))
        return *found;
    QStringList names;
    for (const auto &each : list())
        names << each.name;
    if (names.isEmpty())
        throw Error("features.none",
                    QT_TRANSLATE_NOOP("Error", "This project has no vectors yet, so none called \"%1\": `features "
                                               "PROJECT encode` and `import` make them."),
                    {name});
    throw Error("features.unknown", QT_TRANSLATE_NOOP("Error", "There are no features called \"%1\". There are: %2."),
                {name, names.join(QStringLiteral(", "))});
}

StoredFeature FeatureStore::create(StoredFeature feature)
{
    if (feature.name.trimmed().isEmpty() || feature.name.size() > kLongestFeatureName || feature.name.contains(u','))
        throw Error("features.name",
                    QT_TRANSLATE_NOOP("Error", "Features need a name of 1 to %1 characters without a comma."),
                    {QString::number(kLongestFeatureName)});
    demandFree(*this, feature.name);
    feature.at = QDateTime::currentMSecsSinceEpoch();
    guarded(m_project, [&] {
        execute(m_project.database(), "INSERT INTO feature(name, subject, dims, source, at) VALUES(?, ?, ?, ?, ?)",
                {feature.name.toStdString(), std::string(subjectName(feature.subject)), std::int64_t(feature.dims),
                 feature.source.toStdString(), feature.at});
        feature.id = FeatureId(m_project.database().getLastInsertRowid());
    });
    return feature;
}

void FeatureStore::setSource(FeatureId id, const QByteArray &source)
{
    guarded(m_project, [&] {
        execute(m_project.database(), "UPDATE feature SET source = ? WHERE id = ?", {source.toStdString(), id.value});
    });
}

void FeatureStore::append(const StoredFeature &feature, const FeatureChunk &chunk)
{
    inTransaction(m_project, [&](SQLite::Database &database) { insertChunks(database, feature, chunk); });
}

void FeatureStore::replace(const StoredFeature &feature, const FeatureChunk &all)
{
    inTransaction(m_project, [&](SQLite::Database &database) {
        execute(database, "DELETE FROM feature_chunk WHERE feature_id = ?", {feature.id.value});
        insertChunks(database, feature, all);
    });
}

void FeatureStore::remove(FeatureId id)
{
    inTransaction(m_project, [&](SQLite::Database &database) {
        execute(database, "DELETE FROM feature_chunk WHERE feature_id = ?", {id.value});
        execute(database, "DELETE FROM feature WHERE id = ?", {id.value});
    });
}

void FeatureStore::restore(const StoredFeature &feature)
{
    demandFree(*this, feature.name);
    guarded(m_project, [&] {
        execute(m_project.database(),
                "INSERT INTO feature(id, name, subject, dims, source, at) VALUES(?, ?, ?, ?, ?, ?)",
                {feature.id.value, feature.name.toStdString(), std::string(subjectName(feature.subject)),
                 std::int64_t(feature.dims), feature.source.toStdString(), feature.at});
    });
}

std::int64_t FeatureStore::rowCount(FeatureId id) const
{
    return guarded(m_project, [&] {
        SQLite::Statement row(m_project.database(),
                              "SELECT coalesce(sum(length(ids)), 0) FROM feature_chunk WHERE feature_id = ?");
        row.bind(1, id.value);
        row.executeStep();
        return row.getColumn(0).getInt64() / static_cast<std::int64_t>(sizeof(std::int64_t));
    });
}

void FeatureStore::read(const StoredFeature &feature, const std::function<void(const FeatureChunk &chunk)> &take) const
{
    guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), "SELECT ids, hashes, vectors FROM feature_chunk WHERE feature_id "
                                                     "= ? ORDER BY number");
        rows.bind(1, feature.id.value);
        const auto dims = static_cast<std::size_t>(feature.dims);
        while (rows.executeStep()) {
            auto ids = fromBlob<std::int64_t>(rows.getColumn(0));
            auto hashes = fromBlob<std::uint64_t>(rows.getColumn(1));
            auto vectors = fromBlob<float>(rows.getColumn(2));
            if (!ids || !hashes || !vectors || hashes->size() != ids->size() || vectors->size() != ids->size() * dims ||
                !std::ranges::all_of(*vectors, [](float each) { return std::isfinite(each); }))
                throwDamaged(feature.name);
            take({std::move(*ids), std::move(*hashes), std::move(*vectors)});
        }
    });
}

} // namespace aisle
