#include "app/cli/command.h"
#include "app/cli/importoptions.h"
#include "app/cli/rankeroptions.h"
#include "app/cli/runanswers.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/sentence.h"
#include "core/evaluate/queries/queryjudge.h"
#include "core/search/queries/judgementfile.h"
#include "core/storage/catalogue.h"

#include <QJsonArray>
#include <set>

namespace aisle::cli {

namespace {

JudgementFile judgementsIn(const Invocation &call, const QString &path)
{
    if (!call.isSet("query") && !call.isSet("item") && !call.isSet("grade") && looksLikeTrec(path)) {
        call.refuse({"rater"}, "TREC's form names nobody");
        return readTrecJudgements(path, call.value("topics"), call.job);
    }
    call.refuse({"topics"}, "only with TREC's form, which has numbers of queries");
    const JudgementColumns columns{.query = call.value("query"),
                                   .item = call.value("item"),
                                   .grade = call.value("grade"),
                                   .rater = call.value("rater")};
    if (columns.query.isEmpty() || columns.item.isEmpty() || columns.grade.isEmpty())
        throw WrongUsage{QStringLiteral("Which columns? --query COLUMN --item COLUMN --grade COLUMN")};
    return readJudgements(path, columns, {}, call.job);
}

/// Distinct keys of judged products that the project does not have.
std::set<std::string> unknownKeys(const Project &project, const std::vector<Judgement> &judgements)
{
    const Catalogue catalogue(project);
    std::set<std::string> keys;
    for (const auto &one : judgements)
        keys.insert(one.item);
    std::erase_if(keys, [&](const std::string &key) { return catalogue.findItem(utf8(key)).has_value(); });
    return keys;
}

Answer import(const Invocation &call)
{
    if (call.arguments.size() < 3)
        throw WrongUsage{QStringLiteral("Name the file: `aisle-cli queries PROJECT import FILE`.")};
    takeNoMore(call, 3);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto read = judgementsIn(call, call.arguments[2]);
    const auto written = JudgementStore(*project).write(read.judgements, call.job);
    std::set<std::string> queries;
    for (const auto &one : read.judgements)
        queries.insert(one.query);
    QStringList remarks;
    if (read.rejected > 0)
        remarks << sentence("%1 [row is|rows are] left out: no query, product or grade stands there (%2).",
                            {read.rejected, hideable(call, read.firstRejected)});
    if (read.negative > 0)
        remarks << sentence("%1 [grade is|grades are] below 0 and count as 0.", {read.negative});
    if (const auto unknown = unknownKeys(*project, read.judgements); !unknown.empty())
        remarks << sentence("%1 judged [product is|products are] not in the project (such as %2): no ranker can list "
                            "[%1:it|them].",
                            {static_cast<std::int64_t>(unknown.size()), hideable(call, utf8(*unknown.begin()))});
    return {{{QStringLiteral("queries"), static_cast<qint64>(queries.size())},
             {QStringLiteral("judgements"), static_cast<qint64>(read.judgements.size())},
             {QStringLiteral("added"), static_cast<qint64>(written.added)},
             {QStringLiteral("changed"), static_cast<qint64>(written.changed)},
             {QStringLiteral("rejected"), static_cast<qint64>(read.rejected)},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(remarks)}},
            sentence("%1 [judgement|judgements] of %2 [query|queries]: %3 new, %4 changed.\n",
                     {static_cast<std::int64_t>(read.judgements.size()), static_cast<std::int64_t>(queries.size()),
                      written.added, written.changed})};
}

QStringList judgingRemarks(const JudgedQueries &judged)
{
    QStringList remarks;
    if (!judged.skipped.empty())
        remarks << sentence("%1 [query has|queries have] no relevant product and [%1:is|are] left out.",
                            {static_cast<std::int64_t>(judged.skipped.size())});
    if (judged.unknown > 0)
        remarks << sentence("%1 judged [product is|products are] not in the project: relevant ones count as not found.",
                            {static_cast<std::int64_t>(judged.unknown)});
    return remarks;
}

JudgedQueries demandQueries(const Project &project)
{
    auto judged = judgedQueries(project);
    if (judged.queries.empty())
        throw Error("queries.none-relevant",
                    QT_TRANSLATE_NOOP("Error",
                                      "None of the %1 judged queries has a relevant product (a grade above 0), so "
                                      "there is nothing to find."),
                    {QString::number(judged.skipped.size())});
    return judged;
}

QJsonArray perQueryJson(const JudgedQueries &judged, const RankerFigures &figures)
{
    QJsonArray json;
    for (std::size_t q = 0; q < judged.queries.size(); ++q) {
        QJsonObject one{{QStringLiteral("query"), utf8(judged.queries[q].text)},
                        {QStringLiteral("relevant"), static_cast<qint64>(judged.queries[q].relevant())}};
        for (std::size_t m = 0; m < queryMetrics().size(); ++m)
            one.insert(QLatin1String(queryMetrics()[m].name), static_cast<double>(figures.values[m][q]));
        json.append(one);
    }
    return json;
}

void addCounts(QJsonObject &json, const JudgedQueries &judged)
{
    json.insert(QStringLiteral("queries"), static_cast<qint64>(judged.queries.size()));
    json.insert(QStringLiteral("queries_skipped"), static_cast<qint64>(judged.skipped.size()));
    json.insert(QStringLiteral("remarks"), QJsonArray::fromStringList(judgingRemarks(judged)));
}

Answer judge(const Invocation &call)
{
    takeNoMore(call, 2);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite);
    const auto choice = rankerOf(call, call.value("ranker"));
    const auto judged = demandQueries(*project);
    auto search = ProductSearch::open(*project, call.job);
    useVectors(call, *project, *search, {choice});
    const auto figures = judgeRanker(*search, choice, judged.queries, call.job);
    Answer answer;
    QJsonObject intervals;
    std::vector<QStringList> rows;
    for (std::size_t m = 0; m < queryMetrics().size(); ++m) {
        const auto name = QString::fromLatin1(queryMetrics()[m].name);
        const auto sums = figures.sums(m);
        const auto interval = figureInterval(sums);
        answer.json.insert(name, sums.figure());
        intervals.insert(name, QJsonArray{interval.low, interval.high});
        rows.push_back({name, figure(sums.figure()), intervalText(interval.low, interval.high)});
    }
    answer.json.insert(QStringLiteral("intervals"), intervals);
    answer.json.insert(QStringLiteral("ranker"), rankerText(choice, *search));
    answer.json.insert(QStringLiteral("without_list"), static_cast<qint64>(figures.without.size()));
    addCounts(answer.json, judged);
    if (call.isSet("per-query"))
        answer.json.insert(QStringLiteral("per_query"), perQueryJson(judged, figures));
    answer.text = sentence("%1 [query|queries], %2\n",
                           {static_cast<std::int64_t>(judged.queries.size()), rankerText(choice, *search)}) +
                  table({QStringLiteral("figure"), QStringLiteral("value"), QStringLiteral("95 % interval")}, rows);
    return answer;
}

/// Queries where one of the two is better by the leading figure, the greatest difference first.
QJsonArray differences(const JudgedQueries &judged, const RankerFigures &a, const RankerFigures &b)
{
    std::vector<std::pair<float, std::size_t>> byDifference;
    for (std::size_t q = 0; q < judged.queries.size(); ++q)
        if (const auto difference = b.values[0][q] - a.values[0][q]; difference != 0)
            byDifference.emplace_back(difference, q);
    std::ranges::stable_sort(byDifference,
                             [](const auto &x, const auto &y) { return std::abs(x.first) > std::abs(y.first); });
    QJsonArray json;
    for (const auto &[difference, q] : byDifference)
        json.append(QJsonObject{{QStringLiteral("query"), utf8(judged.queries[q].text)},
                                {QStringLiteral("a"), static_cast<double>(a.values[0][q])},
                                {QStringLiteral("b"), static_cast<double>(b.values[0][q])},
                                {QStringLiteral("difference"), static_cast<double>(difference)}});
    return json;
}

Answer compareRankers(const Invocation &call)
{
    takeNoMore(call, 2);
    const auto names = call.distinct("rankers");
    if (names.size() != 2)
        throw WrongUsage{QStringLiteral("Which two? --rankers A,B of lexical, semantic and hybrid")};
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite);
    const auto choices =
        mapped<std::vector<RankerChoice>>(names, [&](const QString &name) { return rankerOf(call, name); });
    const auto judged = demandQueries(*project);
    auto search = ProductSearch::open(*project, call.job);
    useVectors(call, *project, *search, choices);
    const auto a = judgeRanker(*search, choices[0], judged.queries, call.job);
    const auto b = judgeRanker(*search, choices[1], judged.queries, call.job);
    QJsonArray metrics;
    std::vector<QStringList> rows;
    for (std::size_t m = 0; m < queryMetrics().size(); ++m) {
        const std::vector<ShopperSums> both{a.sums(m), b.sums(m)};
        const PairedBand band(both);
        const auto paired = pairedDifference(both[0], both[1]);
        const auto interval = band.interval(0, 1);
        const auto name = QString::fromLatin1(queryMetrics()[m].name);
        metrics.append(QJsonObject{{QStringLiteral("metric"), name},
                                   {QStringLiteral("a"), paired.meanA},
                                   {QStringLiteral("b"), paired.meanB},
                                   {QStringLiteral("difference"), paired.difference},
                                   {QStringLiteral("low"), interval.low},
                                   {QStringLiteral("high"), interval.high},
                                   {QStringLiteral("p"), paired.p}});
        rows.push_back({name, figure(paired.meanA), figure(paired.meanB), figure(paired.difference),
                        intervalText(interval.low, interval.high), figure(paired.p)});
    }
    QJsonObject json{{QStringLiteral("a"), rankerText(choices[0], *search)},
                     {QStringLiteral("b"), rankerText(choices[1], *search)},
                     {QStringLiteral("metrics"), metrics},
                     {QStringLiteral("differences"), differences(judged, a, b)}};
    addCounts(json, judged);
    return {json, sentence("A %1, B %2, %3 [query|queries]\n",
                           {rankerText(choices[0], *search), rankerText(choices[1], *search),
                            static_cast<std::int64_t>(judged.queries.size())}) +
                      table({QStringLiteral("figure"), QStringLiteral("A"), QStringLiteral("B"),
                             QStringLiteral("difference"), QStringLiteral("95 % interval"), QStringLiteral("p")},
                            rows)};
}

const std::vector<Verb> &verbs()
{
    static const std::vector<Verb> kVerbs{
        {"import",
         import,
         {QStringLiteral("query"), QStringLiteral("item"), QStringLiteral("grade"), QStringLiteral("rater"),
          QStringLiteral("topics"), QStringLiteral("pseudonyms")},
         "import takes --query, --item, --grade, --rater, --topics and --pseudonyms"},
        {"judge",
         judge,
         {QStringLiteral("ranker"), QStringLiteral("alpha"), QStringLiteral("features"), QStringLiteral("per-query")},
         "judge takes --ranker, --alpha, --features and --per-query"},
        {"compare",
         compareRankers,
         {QStringLiteral("rankers"), QStringLiteral("alpha"), QStringLiteral("features")},
         "compare takes --rankers, --alpha and --features"}};
    return kVerbs;
}

Answer queries(const Invocation &call)
{
    return runVerb(call, "queries", verbs());
}

void addQueryOptions(QCommandLineParser &parser)
{
    addOption(parser, "query", "Of import: the column with the queries.", "COLUMN");
    addOption(parser, "item", "Of import: the column with the products' keys.", "COLUMN");
    addOption(parser, "grade", "Of import: the column with the grades (0: not relevant).", "COLUMN");
    addOption(parser, "rater", "Of import: the column that names who judged.", "COLUMN");
    addOption(parser, "topics", "Of import, with TREC's form: a file of the queries' numbers and texts.", "FILE");
    addOption(parser, "ranker", "Of judge: lexical, semantic or hybrid.", "NAME", QStringLiteral("hybrid"));
    addOption(parser, "rankers", "Of compare: two of them.", "A,B");
    addRankerOptions(parser);
    addOption(parser, "per-query", "Of judge: the figures of each query as well (JSON).");
    addPseudonymsOption(parser);
}

} // namespace

std::vector<Command> queryCommands()
{
    return {{"queries", "what people found relevant to queries, and how well rankers find it",
             "PROJECT import|judge|compare [FILE]",
             "aisle-cli queries shop.aisle import rated.csv --query query --item docid --grade rating", 2, 3,
             addQueryOptions, queries}};
}

} // namespace aisle::cli
