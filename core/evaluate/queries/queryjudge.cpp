#include "core/evaluate/queries/queryjudge.h"

#include "core/common/error.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/catalogue.h"
#include "core/storage/search/judgementstore.h"

#include <QCoreApplication>
#include <cmath>
#include <set>

namespace aisle {

namespace {

/// Grades of one query by product's key, as a sum over raters.
struct Graded
{
    double sum = 0;
    int raters = 0;
    double mean() const { return sum / raters; }
};
using GradesByKey = std::map<std::string, Graded>;

/// Queries in the order in which they came.
std::vector<std::pair<std::string, GradesByKey>> byQuery(const std::vector<Judgement> &judgements)
{
    std::vector<std::pair<std::string, GradesByKey>> queries;
    for (const auto &one : judgements) {
        if (queries.empty() || queries.back().first != one.query)
            queries.emplace_back(one.query, GradesByKey());
        auto &graded = queries.back().second[one.item];
        graded.sum += one.grade;
        ++graded.raters;
    }
    return queries;
}

JudgedQuery judgedQuery(const std::string &text, const GradesByKey &grades, const Catalogue &catalogue)
{
    JudgedQuery query{.text = text, .grades = {}, .missing = {}};
    for (const auto &[key, graded] : grades) {
        if (const auto item = catalogue.findItem(QString::fromStdString(key)))
            query.grades.emplace(item->value, graded.mean());
        else
            query.missing.push_back(graded.mean());
    }
    return query;
}

} // namespace

JudgedQueries judgedQueries(const Project &project)
{
    auto judgements = JudgementStore(project).all();
    std::erase_if(judgements, [](const Judgement &one) { return !(one.grade >= 0 && std::isfinite(one.grade)); });
    if (judgements.empty())
        throw Error("queries.no-judgements",
                    QT_TRANSLATE_NOOP("Error",
                                      "Nobody has judged anything yet: `queries PROJECT import FILE --query COLUMN "
                                      "--item COLUMN --grade COLUMN` brings judgements."));
    const Catalogue catalogue(project);
    JudgedQueries judged;
    std::set<std::string> raters;
    double highest = 0;
    for (const auto &one : judgements) {
        raters.insert(one.rater);
        highest = std::max(highest, one.grade);
    }
    raters.erase(std::string());
    judged.raters = raters.size();
    for (const auto &[text, grades] : byQuery(judgements)) {
        auto query = judgedQuery(text, grades, catalogue);
        query.highest = highest;
        judged.unknown += query.missing.size();
        if (query.relevant() > 0)
            judged.queries.push_back(std::move(query));
        else
            judged.skipped.push_back(text);
    }
    return judged;
}

RankerFigures judgeRanker(ProductSearch &search, const RankerChoice &choice, const std::vector<JudgedQuery> &queries,
                          JobContext &job)
{
    RankerFigures figures;
    figures.values.resize(queryMetrics().size());
    for (std::size_t q = 0; q < queries.size(); ++q) {
        job.checkpoint();
        job.progress(static_cast<double>(q) / static_cast<double>(queries.size()), QStringLiteral("judging queries"));
        const auto scores = search.scores(search.read(queries[q].text), choice, job);
        std::vector<std::int64_t> list;
        for (const auto place : bestProducts(scores, kJudgedList))
            list.push_back(search.index().items()[place]);
        if (list.empty())
            figures.without.push_back(q);
        for (std::size_t m = 0; m < queryMetrics().size(); ++m) {
            const auto &metric = queryMetrics()[m];
            figures.values[m].push_back(static_cast<float>(metric.of(queries[q], list, metric.k)));
        }
        figures.lists.push_back(std::move(list));
    }
    return figures;
}

} // namespace aisle
