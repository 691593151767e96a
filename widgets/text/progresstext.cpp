#include "widgets/text/progresstext.h"
#include "core/common/error.h"
#include "models/joblist.h"
#include "widgets/text/format.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <vector>

namespace aisle {

namespace {

constexpr const char *kProgress[]{QT_TRANSLATE_NOOP("Progress", "reading"),
                                  QT_TRANSLATE_NOOP("Progress", "reading, %1 [row|rows], %2 rows/s"),
                                  QT_TRANSLATE_NOOP("Progress", "writing"),
                                  QT_TRANSLATE_NOOP("Progress", "reading events"),
                                  QT_TRANSLATE_NOOP("Progress", "counting"),
                                  QT_TRANSLATE_NOOP("Progress", "counting common shoppers"),
                                  QT_TRANSLATE_NOOP("Progress", "inverting"),
                                  QT_TRANSLATE_NOOP("Progress", "comparing products"),
                                  QT_TRANSLATE_NOOP("Progress", "embedding"),
                                  QT_TRANSLATE_NOOP("Progress", "epoch %1"),
                                  QT_TRANSLATE_NOOP("Progress", "epoch %1 of %2"),
                                  QT_TRANSLATE_NOOP("Progress", "trained"),
                                  QT_TRANSLATE_NOOP("Progress", "judging lists"),
                                  QT_TRANSLATE_NOOP("Progress", "keeping the run"),
                                  QT_TRANSLATE_NOOP("Progress", "listing"),
                                  QT_TRANSLATE_NOOP("Progress", "taking the import back"),
                                  QT_TRANSLATE_NOOP("Progress", "done")};

constexpr const char *kRemarks[]{
    QT_TRANSLATE_NOOP(
        "Import", "Every line is a shopper and the shopper's products, oldest first: each begins with another key."),
    QT_TRANSLATE_NOOP("Import", "Every line is one session or shopper: products, oldest first."),
    QT_TRANSLATE_NOOP("Import", "What was shown stands in %1: each product is a row, a click where it ends in -1, an "
                                "exposure where it ends in -0."),
    QT_TRANSLATE_NOOP(
        "Import",
        "The header has %1 [name|names], most rows have %2 [field|fields]: the others are called by their number."),
    QT_TRANSLATE_NOOP("Import", "Numbers are written with a decimal comma (%1 of %2 that have a mark)."),
    QT_TRANSLATE_NOOP("Import", "%1: day first, from %2 [date|dates] that cannot be otherwise."),
    QT_TRANSLATE_NOOP("Import", "%1: month first, from %2 [date|dates] that cannot be otherwise."),
    QT_TRANSLATE_NOOP("Import", "%1: no date of the sample tells whether the day or the month comes first; day first "
                                "was taken, since the rows are then in order."),
    QT_TRANSLATE_NOOP("Import", "%1: no date of the sample tells whether the day or the month comes first; month first "
                                "was taken, since the rows are then in order."),
    QT_TRANSLATE_NOOP("Import",
                      "%1: no date of the sample tells whether the day or the month comes first; day first was taken."),
    QT_TRANSLATE_NOOP(
        "Import", "%1: no date of the sample tells whether the day or the month comes first; month first was taken."),
    QT_TRANSLATE_NOOP("Import", "Times are written without a zone and read as %1 (this computer's zone)."),
    QT_TRANSLATE_NOOP("Import", "Times are written without a zone and read as %1."),
    QT_TRANSLATE_NOOP("Import", "Kinds are number codes, read as in known logs: %1. Check this."),
    QT_TRANSLATE_NOOP("Import", "The kind '%1' (%2 [row|rows]) is not known: it counts as other."),
    QT_TRANSLATE_NOOP("Import", "Rows have an order, a quantity and a price: they are purchases."),
    QT_TRANSLATE_NOOP("Import", "%1 of the sampled rows [%1:has|have] a negative quantity: [%1:it is a return, not a "
                                "purchase|they are returns, not purchases], unless told otherwise."),
    QT_TRANSLATE_NOOP("Import", "There is no column of shoppers: each session (%1) is taken for a shopper."),
    QT_TRANSLATE_NOOP("Import", "%1 of %2 sampled [row|rows] [%1:has|have] no shopper: [%1:it is|they are] rejected "
                                "unless guests are taken by order or session."),
    QT_TRANSLATE_NOOP("Import", "%1 of %2 sampled [row|rows] [%1:has|have] no shopper: [%1:it is|they are] rejected. "
                                "Name the column of orders or sessions to keep [%1:it as a guest|them as guests]."),
    QT_TRANSLATE_NOOP("Import", "Rows have a rating (%1): they are ratings."),
    QT_TRANSLATE_NOOP("Import", "Rows have a word for the product (%1): they are tags."),
    QT_TRANSLATE_NOOP("Import",
                      "Most of its rows do not have the columns of the others, and no column holds numbers or "
                      "times: this looks like text, not like a table."),
    QT_TRANSLATE_NOOP("Import", "The text is %1: %2."),
    QT_TRANSLATE_NOOP("Import",
                      "The file is one JSON object: each of its members is a row, its name is the column %1."),
    QT_TRANSLATE_NOOP("Import",
                      "%1: a month and a day without a year; the year %2 was taken. The format %3 names one."),
    QT_TRANSLATE_NOOP("Import",
                      "%1: numbers such as %2 are read as seconds since 1970. Their order is right, the dates "
                      "mean nothing."),
    QT_TRANSLATE_NOOP("Import", "%1 is left out: numbers such as %2 are no dates. Where they are, name their format "
                                "(unix, unix-ms, excel, days or a pattern such as MMdd@2014)."),
    QT_TRANSLATE_NOOP("Import", "%1 is an amount for the whole line: the unit price is %2 / %3."),
    QT_TRANSLATE_NOOP("Import",
                      "The time of day stands in a column of its own (%1): it is joined with the date of %2."),
    QT_TRANSLATE_NOOP("Import", "No column looks like a shopper."),
    QT_TRANSLATE_NOOP("Import", "No column looks like a product."),
    QT_TRANSLATE_NOOP("Import",
                      "Every row has another key in %1: this is a list, no log. Say whether it lists products "
                      "or shoppers, or name the columns of a log."),
    QT_TRANSLATE_NOOP("Import", "Nothing says which column is the shopper and which the product: name them."),
    QT_TRANSLATE_NOOP("Import", "Rows have a quantity and a price: they are purchases."),
    QT_TRANSLATE_NOOP("Import", "Rows without %1 are searches: %2 says for what."),
    QT_TRANSLATE_NOOP("Import",
                      "%1 of %2 sampled [row|rows] [%1:has|have] no time (%3): [%1:it is|they are] rejected."),
    QT_TRANSLATE_NOOP("Import",
                      "No column says when something happened: of each shopper the order of the rows counts, and "
                      "what is held out cannot be the latest of the log."),
    QT_TRANSLATE_NOOP("Import", "%1 counts days: day 0 is taken for 2000-01-01. The dates are invented, their order "
                                "and their distances are right; the format days@2017-01-31 names the day they are "
                                "counted from."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of %3 sampled [value|values] (%4 %) [%2:is|are] %5, the others lie between %6 "
                                "and %7: %8 is taken for \"not rated\", such events come in without a value."),
    QT_TRANSLATE_NOOP("Import", "%1 says two things: it is %2 in every row of the kind %3, and lies between %4 and %5 "
                                "in those of %6. Choose one of the kinds where ratings are learnt."),
    QT_TRANSLATE_NOOP("Import", "%1 is left out: it is %2 in every sampled row, which says that something happened, "
                                "not how it was liked."),
    QT_TRANSLATE_NOOP("Import",
                      "%1 is %2 in every sampled row: it says that something happened, not how it was liked."),
    QT_TRANSLATE_NOOP(
        "Import", "%1: %2 of %3 sampled [value|values] (%4 %) [%2:is not read as a time|are not read as times], such "
                  "as %5: [%2:its row is|their rows are] rejected. Where times are written so, name their format."),
    QT_TRANSLATE_NOOP("Import",
                      "%1: %2 of %3 sampled [value|values] (%4 %) [%2:is no number|are no numbers], such as %5: "
                      "[%2:its row is|their rows are] rejected. Words that stand for nothing can be named as missing."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of %3 sampled [value|values] (%4 %) [%2:is no number|are no numbers], such as "
                                "%5: [%2:that product has|those products have] no price."),
    QT_TRANSLATE_NOOP("Import", "%1 is left out: %2 of %3 sampled [value|values] (%4 %) [%2:is no number|are no "
                                "numbers], though its name says so. Its values are such as %5."),
    QT_TRANSLATE_NOOP("Import",
                      "%1 is left out: %2 of %3 sampled [value|values] (%4 %) [%2:is not read as a time|are not read "
                      "as times]. Its values are such as %5: name it as the time, and their format."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of %3 sampled [time|times] (%4 %) [%2:has a year|have years] such as %5: years "
                                "of the Buddhist era (%6)? The format %7 reads them so."),
    QT_TRANSLATE_NOOP("Import",
                      "%1: %2 of %3 sampled [time|times] (%4 %) [%2:has a year|have years] such as %5: they are read "
                      "as years of the Buddhist era, %6 as %7. The format %8 takes them as they stand."),
    QT_TRANSLATE_NOOP("Import", "%1: its years are such as %2: they are read as years of the Republic of China, %3 as "
                                "%4. The format %5 takes them as they stand."),
    QT_TRANSLATE_NOOP("Import", "%1: its years are such as %2: years of another calendar (%3)? They are kept as they "
                                "stand; the order of the times is right, their dates are not."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of %3 sampled [time|times] (%4 %) [%2:is|are] %5, where %6 begins or ends to "
                                "count: no date was entered? Named as missing, %7 rejects its row."),
    QT_TRANSLATE_NOOP("Import",
                      "%1: %2 of %3 sampled [time|times] (%4 %) [%2:lies|lie] 1,462 days before the others, such as "
                      "%5: dates of Excel's 1904 calendar? The format excel-1904 reads such a column."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of %3 sampled [time|times] (%4 %) [%2:lies|lie] far from the others (%5 to "
                                "%6), such as %7. Named as missing, [%2:it rejects its row|they reject their rows]."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of %3 sampled [time|times] (%4 %) [%2:lies|lie] after today, the last is %5."),
    QT_TRANSLATE_NOOP("Import", "%1 is left out: values such as %2 are only a part of a date. Where they count whole "
                                "days, name the column as the time and days as its format."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of its %3 [key|keys] [%2:is|are] known, it has %4 where the project has %5. "
                                "Written %6, %7 would meet: write the keys of both files alike and import it once "
                                "more."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of its %3 [key|keys] [%2:is|are] known: it has such as %4, the project such as "
                                "%5. Do the files belong together, and is the right column taken for the key (%6)?"),
    QT_TRANSLATE_NOOP("Import", "%1, joined by %2: %3 of the log's %4 [key|keys] [%3:is|are] not in it, such as %5: "
                                "[%3:its|their] rows are rejected."),
    QT_TRANSLATE_NOOP("Import", "%1, joined by %2: %3 of the log's %4 [key|keys] [%3:is|are] not in it, such as %5: "
                                "[%3:its|their] rows come in without its columns."),
    QT_TRANSLATE_NOOP("Import", "%1 has %2 where the log has %3: written %4, %5 [key|keys] would meet. Write the keys "
                                "of both files alike."),
    QT_TRANSLATE_NOOP("Import", "%1 has keys such as %2: is %3 the right column in both files?"),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of %3 sampled [time|times] [%2:names|name] the era of [%2:its|their] year, "
                                "such as %4: it is read as %5."),
    QT_TRANSLATE_NOOP("Import", "The file is one JSON object around a list: each element of the list is a row."),
    QT_TRANSLATE_NOOP("Import", "Fields stand in ' marks."),
    QT_TRANSLATE_NOOP("Import", "%1 of %2 sampled [row|rows] [%1:has|have] no shopper: [%1:it is|they are] rejected."),
    QT_TRANSLATE_NOOP("Import", "No column can be a shopper or a product: this is no log."),
    QT_TRANSLATE_NOOP("Import", "%1 is empty in %2 of the sampled rows that have %3: it is taken from there."),
    QT_TRANSLATE_NOOP("Import", "%1 says to which part of a split a row belongs: train, valid or test."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of %3 sampled [time|times] (%4 %) [%2:has a year|have years] such as %5: they "
                                "are read as years of the Buddhist era, %6 as %7. A pattern that is named as their "
                                "format, such as dd/MM/yyyy, takes them as they stand."),
    QT_TRANSLATE_NOOP("Import",
                      "%1: its years are such as %2: they are read as years of the Republic of China, %3 as %4. A "
                      "pattern that is named as their format, such as dd/MM/yyyy, takes them as they stand."),
    QT_TRANSLATE_NOOP("Import", "The header has two lines, whose words are joined: %1."),
    QT_TRANSLATE_NOOP("Import", "%1 says yes or no: %2. Check this."),
    QT_TRANSLATE_NOOP("Import", "%1 lists what the shopper had before (%2 [product|products] in %3 sampled [row|rows]) "
                                "without saying when: it is left out."),
    QT_TRANSLATE_NOOP("Import", "Who is a guest first and signs in later counts as two shoppers, one of %1 and one of "
                                "%2; named as the shopper, %3 alone keeps them one."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of %3 sampled [key|keys] [%2:is|are] written in another way than a key beside "
                                "[%2:it|them], such as %4: both count. Where they are the same, write them alike and "
                                "import that."),
    QT_TRANSLATE_NOOP("Import", "%1: %2 of %3 sampled [key|keys] [%2:is a number|are numbers] whose last digits a "
                                "spreadsheet has rounded away, such as %4: different ones have become one. Save the "
                                "column as text and import that."),
    QT_TRANSLATE_NOOP("Import",
                      "The products stand side by side, as %1 [column|columns] (%2 to %3): each cell that has "
                      "%4 is an event."),
    QT_TRANSLATE_NOOP("Import", "%1 [column|columns] (%2 to %3) [%1:has|have] numbers of a period each: they are left "
                                "out, and every row counts once. Write a row for each period, with its date, and "
                                "import that."),
    QT_TRANSLATE_NOOP("Import", "%1 holds products as Adobe Analytics writes them (category;product;pieces;amount): "
                                "each is a row."),
    QT_TRANSLATE_NOOP("Import", "Only the last line of an order has %1: its other lines (%2 of the sampled rows) take "
                                "it from there."),
    QT_TRANSLATE_NOOP("Import", "Looked up in %1 by %2: %3.")};

/// The second part of "The text is %1: %2.", and how keys would meet.
constexpr const char *kPhrases[]{QT_TRANSLATE_NOOP("Import", "words as Cyrillic text has them"),
                                 QT_TRANSLATE_NOOP("Import", "a yes"),
                                 QT_TRANSLATE_NOOP("Import", "a rating"),
                                 QT_TRANSLATE_NOOP("Import", "a number of pieces"),
                                 QT_TRANSLATE_NOOP("Import", "without .0 at the end"),
                                 QT_TRANSLATE_NOOP("Import", "without leading zeros"),
                                 QT_TRANSLATE_NOOP("Import", "in small letters"),
                                 QT_TRANSLATE_NOOP("Import", "without blanks and invisible marks"),
                                 QT_TRANSLATE_NOOP("Import", "without quotes"),
                                 QT_TRANSLATE_NOOP("Import", "without marks, in small letters"),
                                 QT_TRANSLATE_NOOP("Import", "by the number at their end"),
                                 QT_TRANSLATE_NOOP("Import", "double-byte characters as Japanese text has them"),
                                 QT_TRANSLATE_NOOP("Import", "double-byte characters as Korean text has them"),
                                 QT_TRANSLATE_NOOP("Import", "%1 % of its double-byte characters are frequent ones"),
                                 QT_TRANSLATE_NOOP("Import", "letters as Turkish has them"),
                                 QT_TRANSLATE_NOOP("Import", "letters as in language '%1'"),
                                 QT_TRANSLATE_NOOP("Import", "single-byte letters, no UTF-8"),
                                 QT_TRANSLATE_NOOP("Import", "byte order mark"),
                                 QT_TRANSLATE_NOOP("Import", "every other byte of ASCII is zero")};

struct Progress
{
    Q_DECLARE_TR_FUNCTIONS(Progress)
};

QString wholeSeconds(qint64 milliseconds)
{
    return milliseconds < 60'000 ? Progress::tr("%1 s").arg(milliseconds / 1000) : formatDuration(milliseconds);
}

struct Template
{
    const char *text;
    QRegularExpression pattern;
};

/// Whatever Error::fill() makes of the sentence.
QString patternOf(const QString &english)
{
    static const QRegularExpression kPlace(QStringLiteral("%\\d")),
        kChoice(QStringLiteral("\\[(?:%\\d:)?([^|\\]]*)\\|([^\\]]*)\\]"));
    const auto escaped = [](const QString &part) {
        auto pattern = QRegularExpression::escape(part).replace(QStringLiteral("\\%"), QStringLiteral("%"));
        return pattern.replace(kPlace, QStringLiteral("(.+)"));
    };
    QString pattern;
    qsizetype from = 0;
    for (auto choices = kChoice.globalMatch(english); choices.hasNext();) {
        const auto choice = choices.next();
        pattern += escaped(english.mid(from, choice.capturedStart() - from)) +
                   QStringLiteral("(?:%1|%2)").arg(escaped(choice.captured(1)), escaped(choice.captured(2)));
        from = choice.capturedEnd();
    }
    return pattern + escaped(english.mid(from));
}

template <std::size_t Size>
std::vector<Template> compiled(const char *const (&texts)[Size])
{
    std::vector<Template> templates;
    for (const auto *text : texts) {
        const auto pattern = QRegularExpression::anchoredPattern(patternOf(QString::fromUtf8(text)));
        templates.push_back({text, QRegularExpression(pattern)});
    }
    return templates;
}

/// @param parts  what stands in the places of a template may be a phrase, too
QString translated(const char *context, const std::vector<Template> &templates, const QString &phrase,
                   const std::vector<Template> &parts = {})
{
    for (const auto &entry : templates) {
        const auto match = entry.pattern.match(phrase);
        if (!match.hasMatch())
            continue;
        auto taken = match.capturedTexts().mid(1);
        for (auto &part : taken)
            part = translated(context, parts, part);
        return Error::fill(QCoreApplication::translate(context, entry.text), taken);
    }
    return phrase;
}

} // namespace

QString progressText(const QString &what)
{
    static const auto kTemplates = compiled(kProgress);
    return translated("Progress", kTemplates, what);
}

QString jobTimeText(const ListedJob &job)
{
    const auto left = job.remainingMs();
    const auto text = left ? Progress::tr("%1 left").arg(wholeSeconds(*left))
                           : Progress::tr("%1 so far").arg(wholeSeconds(job.elapsedMs()));
    return QString(text).replace(QLatin1Char(' '), QChar(QChar::Nbsp));
}

QString remarkText(const QString &remark)
{
    static const auto kTemplates = compiled(kRemarks), kReasons = compiled(kPhrases);
    return translated("Import", kTemplates, remark, kReasons);
}

} // namespace aisle
