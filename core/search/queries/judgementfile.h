#pragma once
#include "core/storage/search/judgementstore.h"
#include "core/transfer/reading/inputsource.h"

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace aisle {

class JobContext;

/// Which columns of a table of judgements are meant, by name.
struct JudgementColumns
{
    QString query, item, grade;
    QString rater; ///< empty: nobody is named
};

struct JudgementFile
{
    std::vector<Judgement> judgements;
    std::int64_t rejected = 0; ///< rows that no table has, without a query or product, or whose grade is none
    QString firstRejected;     ///< "line 12: \"...\""
    std::int64_t negative = 0; ///< grades below 0 (TREC: junk), which count as 0
};

/// A table, a judgement a row. @throws Error import.no-column, queries.none, input.*, archive.*
JudgementFile readJudgements(const QString &path, const JudgementColumns &columns, const ReadLimits &limits,
                             JobContext &job);
/// TREC's form: query number, something, product, grade, between spaces or tabs.
/// @param topics  a file of the queries' numbers and texts, a query a line; empty: the numbers are the queries
/// @throws Error queries.topic, queries.none
JudgementFile readTrecJudgements(const QString &path, const QString &topics, JobContext &job);
/// Whether the first lines of a file are in TREC's form.
bool looksLikeTrec(const QString &path);

} // namespace aisle
