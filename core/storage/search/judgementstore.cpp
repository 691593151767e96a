#include "core/storage/search/judgementstore.h"

#include "core/jobs/jobcontext.h"
#include "core/storage/guarded.h"
#include "core/storage/sqlite/statements.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <unordered_map>

namespace aisle {

namespace {

constexpr std::size_t kBetweenChecks = 4096;

Judgement judgementOf(SQLite::Statement &row)
{
    return {.query = row.getColumn(0).getString(),
            .item = row.getColumn(1).getString(),
            .rater = row.getColumn(2).getString(),
            .grade = numberOf(row.getColumn(3))};
}

/// Numbers of queries, made where they are missing.
class QueryNumbers
{
public:
    explicit QueryNumbers(SQLite::Database &database)
        : m_database(database), m_insert(database, "INSERT INTO query(text) VALUES(?)")
    {
        SQLite::Statement rows(database, "SELECT text, id FROM query");
        while (rows.executeStep())
            m_numbers.emplace(rows.getColumn(0).getString(), rows.getColumn(1).getInt64());
    }
    std::int64_t of(const std::string &text)
    {
        if (const auto found = m_numbers.find(text); found != m_numbers.end())
            return found->second;
        runWith(m_insert, {text});
        return m_numbers.emplace(text, m_database.getLastInsertRowid()).first->second;
    }

private:
    SQLite::Database &m_database;
    SQLite::Statement m_insert;
    std::unordered_map<std::string, std::int64_t> m_numbers;
};

} // namespace

std::vector<Judgement> JudgementStore::all() const
{
    return guarded(m_project, [&] {
        SQLite::Statement rows(
            m_project.database(),
            "SELECT query.text, item_key, rater, grade FROM judgement JOIN query ON query.id = query_id "
            "ORDER BY query_id, item_key, rater");
        return allRows(rows, judgementOf);
    });
}

JudgementStore::Written JudgementStore::write(std::span<const Judgement> judgements, JobContext &job)
{
    return guarded(m_project, [&] {
        auto &database = m_project.database();
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        QueryNumbers queries(database);
        SQLite::Statement before(database,
                                 "SELECT grade FROM judgement WHERE query_id = ? AND item_key = ? AND rater = ?");
        SQLite::Statement insert(
            database, "INSERT OR REPLACE INTO judgement(query_id, item_key, rater, grade) VALUES(?, ?, ?, ?)");
        Written written;
        for (std::size_t i = 0; i < judgements.size(); ++i) {
            if (i % kBetweenChecks == 0)
                job.checkpoint();
            const auto &one = judgements[i];
            const auto query = queries.of(one.query);
            before.bind(1, query);
            before.bind(2, one.item);
            before.bind(3, one.rater);
            const auto was = firstRow(before, [](auto &row) { return numberOf(row.getColumn(0)); });
            before.reset();
            written.added += !was;
            written.changed += was && *was != one.grade;
            runWith(insert, {query, one.item, one.rater, one.grade});
        }
        transaction.commit();
        return written;
    });
}

void JudgementStore::clear()
{
    guarded(m_project, [&] {
        SQLite::Transaction transaction(m_project.database(), SQLite::TransactionBehavior::IMMEDIATE);
        m_project.database().exec("DELETE FROM judgement");
        m_project.database().exec("DELETE FROM query");
        transaction.commit();
    });
}

} // namespace aisle
