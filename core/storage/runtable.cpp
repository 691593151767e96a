#include "core/storage/runtable.h"

#include "core/common/error.h"
#include "core/common/lookup/enumnames.h"
#include "core/storage/guarded.h"
#include "core/storage/snapshotdevice.h"
#include "core/storage/sqlite/blobs.h"
#include "core/storage/sqlite/statements.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <zlib.h>

namespace aisle {

namespace {

constexpr auto kIds = "SELECT id FROM run WHERE status = ? ORDER BY id";
constexpr auto kUserMetricNames = "SELECT metric FROM run_user_metric WHERE run_id = ? ORDER BY id";

constexpr auto kStatuses = enumNames<RunStatus>("training", "stopped", "done", "deleted");

constexpr auto kListColumns = "id, name, note, recommender, parameters, protocol, device, status, version, at, "
                              "load_seconds, fit_seconds, evaluate_seconds, best_epoch, of_run, updated_from";
constexpr int kDetailsColumn = 16; ///< after them

std::string toText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

QJsonObject toObject(const SQLite::Column &column)
{
    return QJsonDocument::fromJson(QByteArray(column.getText(), column.getBytes())).object();
}

QByteArray bytes(const SQLite::Column &column)
{
    return QByteArray(column.getText(), column.getBytes());
}

/// What stands in lists and headings: nobody types more, and a page of one word is no page.
QString shortText(const SQLite::Column &column, qsizetype most)
{
    constexpr int kMostBytesACharacter = 4;
    const auto bytes = std::min<qsizetype>(column.getBytes(), most * kMostBytesACharacter);
    const auto shown = QString::fromUtf8(column.getText(), bytes);
    return bytes == column.getBytes() && shown.size() <= most ? shown : shown.left(most - 1) + QChar(0x2026);
}

/// A word that a newer program wrote is no run that this one can use.
RunStatus statusOf(const SQLite::Column &column)
{
    const std::string_view name(column.getText(), static_cast<std::size_t>(column.getBytes()));
    return kStatuses.find(name).value_or(RunStatus::Deleted);
}

/// "'done', 'stopped'", for the right side of IN.
std::string namesOf(std::span<const RunStatus> statuses)
{
    std::string names;
    for (const auto status : statuses)
        names.append(names.empty() ? "'" : ", '").append(runStatusName(status)).append("'");
    return names;
}

void bindId(SQLite::Statement &statement, int index, const std::optional<RunId> &id)
{
    if (id)
        statement.bind(index, id->value);
    else
        statement.bind(index);
}

/// Parameters 1 to 16, in the order of the columns after the id.
void bindRun(SQLite::Statement &statement, const WholeStoredRun &run)
{
    statement.bind(1, run.name.toStdString());
    statement.bind(2, run.note.toStdString());
    statement.bind(3, run.recommender.toStdString());
    statement.bind(4, run.parameters.toStdString());
    statement.bind(5, run.protocol.toStdString());
    statement.bind(6, run.device.toStdString());
    statement.bind(7, runStatusName(run.status));
    statement.bind(8, run.version.toStdString());
    statement.bind(9, run.at);
    statement.bind(10, run.loadSeconds);
    statement.bind(11, run.fitSeconds);
    statement.bind(12, run.evaluateSeconds);
    bindOrNull(statement, 13, run.bestEpoch);
    bindId(statement, 14, run.ofRun);
    bindId(statement, 15, run.updatedFrom);
    statement.bind(16, run.details.toStdString());
}

std::optional<RunId> idOf(const SQLite::Column &column)
{
    return column.isNull() ? std::nullopt : std::optional(RunId(column.getInt64()));
}

void readRun(SQLite::Statement &row, StoredRun &run)
{
    run.id = RunId(row.getColumn(0).getInt64());
    run.name = shortText(row.getColumn(1), kLongestRunName);
    run.note = shortText(row.getColumn(2), kLongestRunNote);
    run.recommender = shortText(row.getColumn(3), kLongestRunName);
    run.parameters = bytes(row.getColumn(4));
    run.protocol = bytes(row.getColumn(5));
    run.device = shortText(row.getColumn(6), kLongestRunName);
    run.status = statusOf(row.getColumn(7));
    run.version = shortText(row.getColumn(8), kLongestRunName);
    run.at = row.getColumn(9).getInt64();
    run.loadSeconds = row.getColumn(10).getDouble();
    run.fitSeconds = row.getColumn(11).getDouble();
    run.evaluateSeconds = row.getColumn(12).getDouble();
    if (!row.getColumn(13).isNull())
        run.bestEpoch = row.getColumn(13).getInt();
    run.ofRun = idOf(row.getColumn(14));
    run.updatedFrom = idOf(row.getColumn(15));
}

WholeStoredRun wholeRun(SQLite::Statement &row)
{
    WholeStoredRun run;
    readRun(row, run);
    run.details = bytes(row.getColumn(kDetailsColumn));
    return run;
}

void writeFigures(SQLite::Database &database, RunId id, const char *part, const std::map<std::string, double> &figures)
{
    SQLite::Statement insert(database, "INSERT INTO run_metric(run_id, part, name, value) VALUES(?, ?, ?, ?)");
    for (const auto &[name, value] : figures)
        runWith(insert, {id.value, part, name, value});
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
        bindOrNull(insert, 6, epoch.validation);
        insert.bind(7, toText(parts));
        runOnce(insert);
    }
}

void addFigure(SQLite::Statement &row, WholeStoredRun &run)
{
    auto &figures = row.getColumn(1).getString() == "test" ? run.test : run.validation;
    figures[shortText(row.getColumn(2), kLongestRunName).toStdString()] = numberOf(row.getColumn(3));
}

void readFigures(SQLite::Database &database, WholeStoredRun &run)
{
    SQLite::Statement rows(database, "SELECT run_id, part, name, value FROM run_metric WHERE run_id = ?");
    rows.bind(1, run.id.value);
    while (rows.executeStep())
        addFigure(rows, run);
}

/// @param runs  by id
void readFigures(SQLite::Database &database, const std::string &statuses, std::vector<WholeStoredRun> &runs)
{
    SQLite::Statement rows(database, "SELECT run_id, part, name, value FROM run_metric WHERE run_id IN (SELECT id FROM "
                                     "run WHERE status IN (" +
                                         statuses + ")) ORDER BY run_id");
    auto run = runs.begin();
    while (rows.executeStep()) {
        const RunId id(rows.getColumn(0).getInt64());
        while (run != runs.end() && run->id < id)
            ++run;
        if (run != runs.end() && run->id == id)
            addFigure(rows, *run);
    }
}

void readCurve(SQLite::Database &database, WholeStoredRun &run)
{
    SQLite::Statement rows(database,
                           "SELECT epoch, loss, seconds, samples_per_second, validation, parts FROM run_curve "
                           "WHERE run_id = ? ORDER BY epoch");
    rows.bind(1, run.id.value);
    while (rows.executeStep()) {
        EpochReport epoch;
        epoch.epoch = rows.getColumn(0).getInt();
        epoch.loss = numberOf(rows.getColumn(1));
        epoch.seconds = numberOf(rows.getColumn(2));
        epoch.samplesPerSecond = numberOf(rows.getColumn(3));
        if (!rows.getColumn(4).isNull())
            epoch.validation = rows.getColumn(4).getDouble();
        const auto parts = toObject(rows.getColumn(5));
        for (auto part = parts.begin(); part != parts.end(); ++part)
            epoch.parts[part.key().toStdString()] = part.value().toDouble();
        run.epochs.push_back(std::move(epoch));
    }
}

void change(const Project &project, const char *query, std::initializer_list<SqlValue> values)
{
    guarded(project, [&] { execute(project.database(), query, values); });
}

constexpr int kPackedRemainder = 1; ///< of the size of a packed blob by 8, which no plain one has

/// The differences of ascending ids are small, most figures are 0 or 1: many of them take a tenth when packed.
/// @return empty where it is not worth it
QByteArray packed(const void *numbers, std::size_t bytes)
{
    constexpr std::size_t kFewest = 4096;
    constexpr int kQuick = 1;
    if (bytes < kFewest)
        return {};
    auto blob = qCompress(static_cast<const uchar *>(numbers), static_cast<qsizetype>(bytes), kQuick);
    while (blob.size() % 8 != kPackedRemainder)
        blob.append('\0');
    return static_cast<std::size_t>(blob.size()) < bytes / 2 ? blob : QByteArray();
}

/// Absent where it is no blob of such numbers, or of more than `most`.
template <class Number>
std::optional<std::vector<Number>> fromBlobOrPacked(const SQLite::Column &column, std::size_t most)
{
    const auto bytes = static_cast<std::size_t>(column.getBytes());
    if (!column.isBlob() || bytes % 8 != kPackedRemainder || bytes < 8)
        return fromBlob<Number>(column);
    const auto *blob = static_cast<const uchar *>(column.getBlob());
    constexpr std::size_t kMostRatio = 1032; // nothing unpacks to more
    const auto size = qFromBigEndian<quint32>(blob);
    if (size % sizeof(Number) != 0 || size / sizeof(Number) > most || size / kMostRatio > bytes)
        return {};
    std::vector<Number> numbers(size / sizeof(Number));
    uLongf length = size; // qUncompress() goes on as long as there is more, whatever was said
    const auto done = ::uncompress(reinterpret_cast<Bytef *>(numbers.data()), &length, blob + sizeof(quint32),
                                   static_cast<uLong>(bytes - sizeof(quint32)));
    return done == Z_OK && length == size ? std::optional(std::move(numbers)) : std::nullopt;
}

[[noreturn]] void throwDamaged(RunId id)
{
    throw Error("run.damaged",
                QT_TRANSLATE_NOOP("Error", "What is kept of run %1 is damaged: train it again or delete it."),
                {QString::number(id.value)});
}

/// Ids as the difference from the one before.
std::vector<UserId> differencesOf(std::vector<UserId> users)
{
    std::adjacent_difference(users.begin(), users.end(), users.begin(),
                             [](UserId user, UserId before) { return UserId(user.value - before.value); });
    return users;
}

} // namespace

const char *runStatusName(RunStatus status)
{
    return kStatuses.of(status);
}

RunId RunTable::insertRow(const WholeStoredRun &run)
{
    return guarded(m_project, [&] {
        auto &database = m_project.database();
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement statement(
            database, "INSERT INTO run(name, note, recommender, parameters, protocol, device, status, version, at, "
                      "load_seconds, fit_seconds, evaluate_seconds, best_epoch, of_run, updated_from, details) "
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

void RunTable::updateRow(const WholeStoredRun &run)
{
    guarded(m_project, [&] {
        auto &database = m_project.database();
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement statement(
            database, "UPDATE run SET name = ?, note = ?, recommender = ?, parameters = ?, protocol = ?, device = ?, "
                      "status = ?, version = ?, at = ?, load_seconds = ?, fit_seconds = ?, evaluate_seconds = ?, "
                      "best_epoch = ?, of_run = ?, updated_from = ?, details = ? WHERE id = ?");
        bindRun(statement, run);
        statement.bind(17, run.id.value);
        statement.exec();
        for (const auto *query : {"DELETE FROM run_metric WHERE run_id = ?", "DELETE FROM run_curve WHERE run_id = ?"})
            execute(database, query, {run.id.value});
        writeFigures(database, run.id, "validation", run.validation);
        writeFigures(database, run.id, "test", run.test);
        writeCurve(database, run.id, run.epochs);
        transaction.commit();
    });
}

std::vector<StoredRun> RunTable::listRows(std::span<const RunStatus> statuses) const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(), std::string("SELECT ") + kListColumns +
                                                         " FROM run WHERE status IN (" + namesOf(statuses) +
                                                         ") ORDER BY id");
        std::vector<StoredRun> runs;
        while (rows.executeStep())
            readRun(rows, runs.emplace_back());
        return runs;
    });
}

std::vector<WholeStoredRun> RunTable::wholeRows(std::span<const RunStatus> statuses) const
{
    return guarded(m_project, [&] {
        const auto names = namesOf(statuses);
        SQLite::Statement rows(m_project.database(), std::string("SELECT ") + kListColumns +
                                                         ", details FROM run WHERE status IN (" + names +
                                                         ") ORDER BY id");
        std::vector<WholeStoredRun> runs;
        while (rows.executeStep())
            runs.push_back(wholeRun(rows));
        readFigures(m_project.database(), names, runs);
        return runs;
    });
}

std::optional<WholeStoredRun> RunTable::row(RunId id) const
{
    return guarded(m_project, [&]() -> std::optional<WholeStoredRun> {
        SQLite::Statement row(m_project.database(), std::string("SELECT ") + kListColumns +
                                                        ", details FROM run WHERE id = ? AND status <> 'deleted'");
        row.bind(1, id.value);
        if (!row.executeStep())
            return {};
        auto run = wholeRun(row);
        readFigures(m_project.database(), run);
        readCurve(m_project.database(), run);
        return run;
    });
}

std::int64_t RunTable::count(RunStatus status) const
{
    return guarded(m_project, [&] {
        SQLite::Statement row(m_project.database(), "SELECT count(*) FROM run WHERE status = ?");
        row.bind(1, runStatusName(status));
        row.executeStep();
        return row.getColumn(0).getInt64();
    });
}

std::vector<RunId> RunTable::ids(RunStatus status) const
{
    return guarded(m_project, [&] {
        auto rows = boundStatement(m_project.database(), kIds, {runStatusName(status)});
        return allRows(rows, [](auto &row) { return RunId(row.getColumn(0).getInt64()); });
    });
}

std::map<RunId, double> RunTable::validationFigures(const std::string &figure) const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(m_project.database(),
                               "SELECT run_id, value FROM run_metric WHERE part = 'validation' AND name = ? AND run_id "
                               "IN (SELECT id FROM run WHERE status = 'done')");
        rows.bind(1, figure);
        std::map<RunId, double> figures;
        while (rows.executeStep())
            figures.emplace(RunId(rows.getColumn(0).getInt64()), numberOf(rows.getColumn(1)));
        return figures;
    });
}

void RunTable::rename(RunId id, const QString &name)
{
    change(m_project, "UPDATE run SET name = ? WHERE id = ?", {name.toStdString(), id.value});
}

void RunTable::setNote(RunId id, const QString &note)
{
    change(m_project, "UPDATE run SET note = ? WHERE id = ?", {note.toStdString(), id.value});
}

void RunTable::setStatus(RunId id, RunStatus status)
{
    change(m_project, "UPDATE run SET status = ? WHERE id = ?", {runStatusName(status), id.value});
}

void RunTable::erase(RunId id)
{
    change(m_project, "DELETE FROM run WHERE id = ?", {id.value});
}

void RunTable::remove(RunId id)
{
    change(m_project, "UPDATE run SET status = 'deleted' WHERE id = ? AND status IN ('done', 'stopped')", {id.value});
}

void RunTable::restore(RunId id)
{
    change(m_project,
           "UPDATE run SET status = iif(EXISTS(SELECT 1 FROM snapshot WHERE run_id = run.id AND name = 'checkpoint'), "
           "'stopped', 'done') WHERE id = ? AND status = 'deleted'",
           {id.value});
}

void RunTable::purge()
{
    guarded(m_project, [&] {
        m_project.database().exec("DELETE FROM run WHERE status = 'deleted'");
        m_project.database().exec("PRAGMA incremental_vacuum");
    });
}

void RunTable::writeUserMetric(RunId id, const std::string &metric, const UserMetric &values)
{
    guarded(m_project, [&] {
        SQLite::Statement insert(
            m_project.database(),
            "INSERT OR REPLACE INTO run_user_metric(run_id, metric, users, figures) VALUES(?, ?, ?, ?)");
        insert.bind(1, id.value);
        insert.bind(2, metric);
        auto figures = values.values;
        figures.insert(figures.end(), values.weights.begin(), values.weights.end());
        const auto steps = differencesOf(values.users);
        const auto users = packed(steps.data(), steps.size() * sizeof(UserId));
        const auto numbers = packed(figures.data(), figures.size() * sizeof(float));
        users.isEmpty() ? bindBlob(insert, 3, std::span(values.users))
                        : insert.bindNoCopy(3, users.constData(), static_cast<int>(users.size()));
        numbers.isEmpty() ? bindBlob(insert, 4, std::span<const float>(figures))
                          : insert.bindNoCopy(4, numbers.constData(), static_cast<int>(numbers.size()));
        insert.exec();
    });
}

std::optional<UserMetric> RunTable::userMetric(RunId id, const std::string &metric) const
{
    return guarded(m_project, [&]() -> std::optional<UserMetric> {
        constexpr std::size_t kMostUsers = std::size_t(1) << 28;
        SQLite::Statement row(m_project.database(),
                              "SELECT users, figures FROM run_user_metric WHERE run_id = ? AND metric = ?");
        row.bind(1, id.value);
        row.bind(2, metric);
        if (!row.executeStep())
            return {};
        auto users = fromBlobOrPacked<UserId>(row.getColumn(0), kMostUsers);
        if (users && row.getColumn(0).getBytes() % 8 == kPackedRemainder)
            std::partial_sum(users->begin(), users->end(), users->begin(), [](UserId sum, UserId step) {
                return UserId(static_cast<std::int64_t>(static_cast<std::uint64_t>(sum.value) +
                                                        static_cast<std::uint64_t>(step.value)));
            });
        auto values = fromBlobOrPacked<float>(row.getColumn(1), users ? 2 * users->size() : 0);
        const auto falls = [](UserId a, UserId b) { return !(a < b); };
        const bool isWeighted = users && values && values->size() == 2 * users->size();
        if (!users || !values || (!isWeighted && users->size() != values->size()) ||
            std::ranges::adjacent_find(*users, falls) != users->end())
            throwDamaged(id);
        UserMetric found{std::move(*users), std::move(*values), {}};
        if (isWeighted) {
            const auto half = found.values.begin() + static_cast<std::ptrdiff_t>(found.users.size());
            found.weights.assign(half, found.values.end());
            found.values.erase(half, found.values.end());
        }
        const auto counts = [](float weight) { return weight >= 0 && std::isfinite(weight); };
        if (!std::ranges::all_of(found.weights, counts))
            throwDamaged(id);
        return found;
    });
}

std::vector<std::string> RunTable::userMetricNames(RunId id) const
{
    return guarded(m_project, [&] {
        auto rows = boundStatement(m_project.database(), kUserMetricNames, {id.value});
        return allRows(rows, [](auto &row) { return shortText(row.getColumn(0), kLongestRunName).toStdString(); });
    });
}

std::unique_ptr<QIODevice> RunTable::createSnapshot(RunId id, const QString &name)
{
    return std::make_unique<SnapshotWriteDevice>(m_project, id, name);
}

std::unique_ptr<QIODevice> RunTable::openSnapshot(RunId id, const QString &name) const
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

void RunTable::eraseSnapshot(RunId id, const QString &name)
{
    change(m_project, "DELETE FROM snapshot WHERE run_id = ? AND name = ?", {id.value, name.toStdString()});
}

} // namespace aisle
