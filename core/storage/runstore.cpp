#include "core/storage/runstore.h"

#include "core/storage/snapshotdevice.h"
#include "core/storage/storageerror.h"

#include <QJsonDocument>
#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>

namespace aisle {

namespace {

constexpr auto kRunColumns =
    "SELECT id, name, note, recommender, parameters, protocol, seed, data_hash, device, status, version, "
    "at, load_seconds, fit_seconds, evaluate_seconds, best_epoch, details FROM run ";

std::string toText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

QJsonObject toObject(const SQLite::Column &column)
{
    return QJsonDocument::fromJson(QByteArray(column.getText(), column.getBytes())).object();
}

QString text(const SQLite::Column &column)
{
    return QString::fromUtf8(column.getText(), column.getBytes());
}

/// SQLite stores a NaN as NULL; both come back as NaN.
double real(const SQLite::Column &column)
{
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

/// Parameters 1 to 16, in the order of the columns after the id.
void bindRun(SQLite::Statement &statement, const RunRecord &run)
{
    statement.bind(1, run.name.toStdString());
    statement.bind(2, run.note.toStdString());
    statement.bind(3, run.recommender.toStdString());
    statement.bind(4, toText(run.parameters));
    statement.bind(5, toText(run.protocol));
    statement.bind(6, std::to_string(run.seed));
    statement.bind(7, run.dataHash.toStdString());
    statement.bind(8, run.device.toStdString());
    statement.bind(9, run.status.toStdString());
    statement.bind(10, run.version.toStdString());
    statement.bind(11, run.at);
    statement.bind(12, run.loadSeconds);
    statement.bind(13, run.fitSeconds);
    statement.bind(14, run.evaluateSeconds);
    if (run.bestEpoch)
        statement.bind(15, *run.bestEpoch);
    else
        statement.bind(15);
    statement.bind(16, toText(run.details));
}

RunRecord readRun(SQLite::Statement &row)
{
    RunRecord run;
    run.id = RunId(row.getColumn(0).getInt64());
    run.name = text(row.getColumn(1));
    run.note = text(row.getColumn(2));
    run.recommender = text(row.getColumn(3));
    run.parameters = toObject(row.getColumn(4));
    run.protocol = toObject(row.getColumn(5));
    run.seed = text(row.getColumn(6)).toULongLong();
    run.dataHash = text(row.getColumn(7));
    run.device = text(row.getColumn(8));
    run.status = text(row.getColumn(9));
    run.version = text(row.getColumn(10));
    run.at = row.getColumn(11).getInt64();
    run.loadSeconds = row.getColumn(12).getDouble();
    run.fitSeconds = row.getColumn(13).getDouble();
    run.evaluateSeconds = row.getColumn(14).getDouble();
    if (!row.getColumn(15).isNull())
        run.bestEpoch = row.getColumn(15).getInt();
    run.details = toObject(row.getColumn(16));
    return run;
}

void writeFigures(SQLite::Database &database, RunId id, const char *part, const std::map<std::string, double> &figures)
{
    SQLite::Statement insert(database, "INSERT INTO run_metric(run_id, part, name, value) VALUES(?, ?, ?, ?)");
    for (const auto &[name, value] : figures) {
        insert.bind(1, id.value);
        insert.bind(2, part);
        insert.bind(3, name);
        insert.bind(4, value);
        insert.exec();
        insert.reset();
    }
}

void writeCurve(SQLite::Database &database, RunId id, const std::vector<EpochReport> &epochs)
{
    SQLite::Statement insert(
        database, "INSERT INTO run_curve(run_id, epoch, loss, seconds, samples_per_second, validation, parts) "
                  "VALUES(?, ?, ?, ?, ?, ?, ?)");
    for (const auto &epoch : epochs) {
        QJsonObject parts;
        for (const auto &[name, value] : epoch.parts)
            parts.insert(QString::fromStdString(name), value);
        insert.bind(1, id.value);
        insert.bind(2, epoch.epoch);
        insert.bind(3, epoch.loss);
        insert.bind(4, epoch.seconds);
        insert.bind(5, epoch.samplesPerSecond);
        if (epoch.validation)
            insert.bind(6, *epoch.validation);
        else
            insert.bind(6);
        insert.bind(7, toText(parts));
        insert.exec();
        insert.reset();
    }
}

void readFigures(SQLite::Database &database, RunRecord &run)
{
    SQLite::Statement rows(database, "SELECT part, name, value FROM run_metric WHERE run_id = ?");
    rows.bind(1, run.id.value);
    while (rows.executeStep()) {
        auto &figures = rows.getColumn(0).getString() == "test" ? run.test : run.validation;
        figures[rows.getColumn(1).getString()] = real(rows.getColumn(2));
    }
}

void readCurve(SQLite::Database &database, RunRecord &run)
{
    SQLite::Statement rows(database,
                           "SELECT epoch, loss, seconds, samples_per_second, validation, parts FROM run_curve "
                           "WHERE run_id = ? ORDER BY epoch");
    rows.bind(1, run.id.value);
    while (rows.executeStep()) {
        EpochReport epoch;
        epoch.epoch = rows.getColumn(0).getInt();
        epoch.loss = real(rows.getColumn(1));
        epoch.seconds = real(rows.getColumn(2));
        epoch.samplesPerSecond = real(rows.getColumn(3));
        if (!rows.getColumn(4).isNull())
            epoch.validation = rows.getColumn(4).getDouble();
        const auto parts = toObject(rows.getColumn(5));
        for (auto part = parts.begin(); part != parts.end(); ++part)
            epoch.parts[part.key().toStdString()] = part.value().toDouble();
        run.epochs.push_back(std::move(epoch));
    }
}

void execFor(const Project &project, const char *query, RunId id)
{
    guarded(project, [&] {
        SQLite::Statement statement(project.database(), query);
        statement.bind(1, id.value);
        statement.exec();
    });
}

void execWith(const Project &project, const char *query, const QString &value, RunId id)
{
    guarded(project, [&] {
        SQLite::Statement statement(project.database(), query);
        statement.bind(1, value.toStdString());
        statement.bind(2, id.value);
        statement.exec();
    });
}

std::vector<RunRecord> runsWhere(const Project &project, const char *condition)
{
    return guarded(project, [&] {
        SQLite::Statement rows(project.database(), std::string(kRunColumns) + "WHERE " + condition + " ORDER BY id");
        std::vector<RunRecord> runs;
        while (rows.executeStep())
            runs.push_back(readRun(rows));
        for (auto &run : runs)
            readFigures(project.database(), run);
        return runs;
    });
}

/// An empty vector has no address, and a blob without an address would be NULL.
template <class Number>
void bindBlob(SQLite::Statement &statement, int index, const std::vector<Number> &numbers)
{
    const void *data = numbers.empty() ? "" : static_cast<const void *>(numbers.data());
    statement.bindNoCopy(index, data, static_cast<int>(numbers.size() * sizeof(Number)));
}

template <class Number>
std::vector<Number> fromBlob(const SQLite::Column &column)
{
    const auto *first = static_cast<const Number *>(column.getBlob());
    return std::vector<Number>(first, first + static_cast<std::size_t>(column.getBytes()) / sizeof(Number));
}

} // namespace

RunId RunStore::insert(const RunRecord &run)
{
    return guarded(m_project, [&] {
        auto &database = m_project.database();
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement statement(
            database, "INSERT INTO run(name, note, recommender, parameters, protocol, seed, data_hash, device, "
                      "status, version, at, load_seconds, fit_seconds, evaluate_seconds, best_epoch, details) "
                      "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        bindRun(statement, run);
        statement.exec();
        const RunId id(database.getLastInsertRowid());
        writeFigures(database, id, "validation", run.validation);
        writeFigures(database, id, "test", run.test);
        writeCurve(database, id, run.epochs);
        transaction.commit();
        return id;
    });
}

void RunStore::update(const RunRecord &run)
{
    guarded(m_project, [&] {
        auto &database = m_project.database();
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement statement(
            database, "UPDATE run SET name = ?, note = ?, recommender = ?, parameters = ?, protocol = ?, seed = ?, "
                      "data_hash = ?, device = ?, status = ?, version = ?, at = ?, load_seconds = ?, fit_seconds = ?, "
                      "evaluate_seconds = ?, best_epoch = ?, details = ? WHERE id = ?");
        bindRun(statement, run);
        statement.bind(17, run.id.value);
        statement.exec();
        for (const auto *table : {"run_metric", "run_curve"}) {
            SQLite::Statement clear(database, std::string("DELETE FROM ") + table + " WHERE run_id = ?");
            clear.bind(1, run.id.value);
            clear.exec();
        }
        writeFigures(database, run.id, "validation", run.validation);
        writeFigures(database, run.id, "test", run.test);
        writeCurve(database, run.id, run.epochs);
        transaction.commit();
    });
}

std::vector<RunRecord> RunStore::all() const
{
    return runsWhere(m_project, "status = 'done'");
}

std::vector<RunRecord> RunStore::unfinished() const
{
    return runsWhere(m_project, "status IN ('stopped', 'training')");
}

std::optional<RunRecord> RunStore::find(RunId id) const
{
    return guarded(m_project, [&]() -> std::optional<RunRecord> {
        SQLite::Statement row(m_project.database(), std::string(kRunColumns) + "WHERE id = ? AND status <> 'deleted'");
        row.bind(1, id.value);
        if (!row.executeStep())
            return {};
        auto run = readRun(row);
        readFigures(m_project.database(), run);
        readCurve(m_project.database(), run);
        return run;
    });
}

void RunStore::rename(RunId id, const QString &name)
{
    execWith(m_project, "UPDATE run SET name = ? WHERE id = ?", name, id);
}

void RunStore::setNote(RunId id, const QString &note)
{
    execWith(m_project, "UPDATE run SET note = ? WHERE id = ?", note, id);
}

void RunStore::setStatus(RunId id, const QString &status)
{
    execWith(m_project, "UPDATE run SET status = ? WHERE id = ?", status, id);
}

void RunStore::erase(RunId id)
{
    execFor(m_project, "DELETE FROM run WHERE id = ?", id);
}

void RunStore::remove(RunId id)
{
    execFor(m_project, "UPDATE run SET status = 'deleted' WHERE id = ? AND status IN ('done', 'stopped')", id);
}

void RunStore::restore(RunId id)
{
    execFor(m_project,
            "UPDATE run SET status = iif(EXISTS(SELECT 1 FROM snapshot WHERE run_id = run.id AND name = 'checkpoint'), "
            "'stopped', 'done') WHERE id = ? AND status = 'deleted'",
            id);
}

void RunStore::purge()
{
    guarded(m_project, [&] {
        m_project.database().exec("DELETE FROM run WHERE status = 'deleted'");
        m_project.database().exec("PRAGMA incremental_vacuum");
    });
}

void RunStore::writeUserMetric(RunId id, const std::string &metric, const UserMetric &values)
{
    guarded(m_project, [&] {
        SQLite::Statement insert(
            m_project.database(),
            "INSERT OR REPLACE INTO run_user_metric(run_id, metric, users, figures) VALUES(?, ?, ?, ?)");
        insert.bind(1, id.value);
        insert.bind(2, metric);
        bindBlob(insert, 3, values.users);
        bindBlob(insert, 4, values.values);
        insert.exec();
    });
}

std::optional<UserMetric> RunStore::userMetric(RunId id, const std::string &metric) const
{
    return guarded(m_project, [&]() -> std::optional<UserMetric> {
        SQLite::Statement row(m_project.database(),
                              "SELECT users, figures FROM run_user_metric WHERE run_id = ? AND metric = ?");
        row.bind(1, id.value);
        row.bind(2, metric);
        if (!row.executeStep())
            return {};
        return UserMetric{fromBlob<UserId>(row.getColumn(0)), fromBlob<float>(row.getColumn(1))};
    });
}

std::vector<std::string> RunStore::userMetricNames(RunId id) const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), "SELECT metric FROM run_user_metric WHERE run_id = ? ORDER BY id");
        rows.bind(1, id.value);
        std::vector<std::string> names;
        while (rows.executeStep())
            names.push_back(rows.getColumn(0).getString());
        return names;
    });
}

std::unique_ptr<QIODevice> RunStore::createSnapshot(RunId id, const QString &name)
{
    return std::make_unique<SnapshotWriteDevice>(m_project, id, name);
}

std::unique_ptr<QIODevice> RunStore::openSnapshot(RunId id, const QString &name) const
{
    return guarded(m_project, [&]() -> std::unique_ptr<QIODevice> {
        SQLite::Statement row(m_project.database(),
                              "SELECT sum(length(data)) FROM snapshot WHERE run_id = ? AND name = ?");
        row.bind(1, id.value);
        row.bind(2, name.toStdString());
        row.executeStep();
        if (row.getColumn(0).isNull())
            return nullptr;
        return std::make_unique<SnapshotReadDevice>(m_project, id, name, row.getColumn(0).getInt64());
    });
}

void RunStore::eraseSnapshot(RunId id, const QString &name)
{
    guarded(m_project, [&] {
        SQLite::Statement remove(m_project.database(), "DELETE FROM snapshot WHERE run_id = ? AND name = ?");
        remove.bind(1, id.value);
        remove.bind(2, name.toStdString());
        remove.exec();
    });
}

} // namespace aisle
