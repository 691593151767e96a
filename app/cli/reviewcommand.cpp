#include "app/cli/reviewcommand.h"

#include "app/cli/runanswers.h"
#include "core/common/keyformatter.h"
#include "core/common/text/sentence.h"
#include "core/features/reviews/reviewfeatures.h"
#include "core/storage/project.h"

#include <QJsonArray>

namespace aisle::cli {

namespace {

ReviewColumns columnsOf(const Invocation &call)
{
    const ReviewColumns columns{.item = call.value("item"),
                                .texts = call.distinct("text"),
                                .rating = call.value("rating"),
                                .time = call.value("time")};
    if (columns.item.isEmpty() || columns.texts.isEmpty())
        throw WrongUsage{QStringLiteral("Which columns? --item COLUMN --text COLUMN[,COLUMN]")};
    return columns;
}

/// How far the figures can be believed.
QString teachingText(const SentimentCheck &check)
{
    if (check.reviews == 0)
        return QStringLiteral("Words are weighed by a list of words of praise and complaint alone: too few reviews (5 "
                              "of either side are needed) have a rating that takes sides.");
    return sentence(check.taught
                        ? "Words are weighed by the ratings of %1 [review|reviews] that take sides (%2 praise), "
                          "beginning with a list of words: of products that were not learnt from, the side of "
                          "%3 is foretold (mean of both sides: %4; by the list alone %5)."
                        : "Words are weighed by a list of words alone: the ratings of %1 [review|reviews] that "
                          "take sides (%2 praise) teach nothing more. The list foretells the side of %3 (mean "
                          "of both sides: %4).",
                    {static_cast<std::int64_t>(check.reviews), percent(check.praising), percent(check.accuracy),
                     percent(check.balanced), percent(check.balancedUntaught)});
}

QStringList remarksOf(const Invocation &call, const ReviewFeatures &made)
{
    QStringList remarks{teachingText(made.check)};
    if (made.kept.unknown > 0)
        remarks << sentence("%1 [product|products] of the reviews [%1:is|are] not among the project's (such as %2).",
                            {made.kept.unknown, hideable(call, made.kept.examples.join(QStringLiteral(", ")))});
    if (made.file.rejected > 0)
        remarks << sentence("%1 [row is|rows are] no review: columns or the product are missing (%2).",
                            {made.file.rejected, hideable(call, made.file.firstRejected)});
    if (made.file.withoutText > 0)
        remarks << sentence("%1 [row has|rows have] no text and [%1:is|are] left out.", {made.file.withoutText});
    if (made.file.withoutRating > 0)
        remarks << sentence("%1 [review has|reviews have] no number as a rating.", {made.file.withoutRating});
    return remarks;
}

QJsonObject checkJson(const SentimentCheck &check)
{
    if (check.reviews == 0)
        return {{QStringLiteral("from"), QStringLiteral("words")}};
    return {{QStringLiteral("from"), check.taught ? QStringLiteral("ratings") : QStringLiteral("words")},
            {QStringLiteral("reviews"), static_cast<qint64>(check.reviews)},
            {QStringLiteral("praising"), check.praising},
            {QStringLiteral("accuracy"), check.accuracy},
            {QStringLiteral("balanced_accuracy"), check.balanced},
            {QStringLiteral("balanced_accuracy_of_words"), check.balancedUntaught}};
}

} // namespace

Answer reviews(const Invocation &call)
{
    if (call.arguments.size() != 3)
        throw WrongUsage{QStringLiteral("Name one file: `aisle-cli features PROJECT reviews FILE --item COLUMN --text "
                                        "COLUMN`.")};
    const auto columns = columnsOf(call);
    const auto project = Project::open(call.arguments.front(), Project::Access::ReadWrite, true);
    const auto made = importReviews(*project, call.arguments[2], columns, call.job);
    QJsonArray aspects;
    std::vector<QStringList> rows;
    for (const auto &aspect : made.columns.aspects) {
        const auto word = QString::fromStdString(aspect.word);
        aspects.append(QJsonObject{{QStringLiteral("word"), word},
                                   {QStringLiteral("reviews"), static_cast<qint64>(aspect.reviews)},
                                   {QStringLiteral("sentiment"), aspect.sentiment}});
        rows.push_back({word, count(static_cast<qint64>(aspect.reviews)), figure(aspect.sentiment)});
    }
    auto text = sentence("Features \"%1\": %2 [product|products], %3 columns from %4 [review|reviews].\n",
                         {QString::fromLatin1(kReviewFeatures), made.kept.rows, made.kept.feature.dims,
                          static_cast<std::int64_t>(made.reviews)});
    if (!rows.empty())
        text += table({QStringLiteral("aspect"), QStringLiteral("reviews"), QStringLiteral("sentiment")}, rows);
    return {{{QStringLiteral("name"), QString::fromLatin1(kReviewFeatures)},
             {QStringLiteral("rows"), static_cast<qint64>(made.kept.rows)},
             {QStringLiteral("dims"), made.kept.feature.dims},
             {QStringLiteral("columns"), QJsonArray::fromStringList(made.columns.names)},
             {QStringLiteral("reviews"), static_cast<qint64>(made.reviews)},
             {QStringLiteral("unknown"), static_cast<qint64>(made.kept.unknown)},
             {QStringLiteral("rejected"), static_cast<qint64>(made.file.rejected)},
             {QStringLiteral("aspects"), aspects},
             {QStringLiteral("sentiment"), checkJson(made.check)},
             {QStringLiteral("remarks"), QJsonArray::fromStringList(remarksOf(call, made))}},
            text};
}

} // namespace aisle::cli
