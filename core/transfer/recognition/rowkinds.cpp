#include "core/transfer/recognition/rowkinds.h"

#include "core/common/text/sentence.h"
#include "core/transfer/recognition/columnwords.h"

#include <algorithm>

namespace aisle {

namespace {

using Meanings = std::vector<std::pair<QString, Meaning>>;

void setDefault(Recipe &recipe, const QString &kind, Meaning meaning)
{
    recipe.kindDefault = kind;
    recipe.kindDefaultMeaning = meaning;
}

bool isCode(const QString &word)
{
    return word.size() == 1 && word.front().isDigit();
}

/// Of a column that says yes or no.
Meanings meaningsOfFlags(const ColumnGuess &column, const QStringList &words)
{
    const auto flag = meaningsOfFlag(column.name);
    Meanings found;
    for (const auto &word : words) {
        const auto isYes = flag ? flagOfWord(word) : std::nullopt;
        if (!isYes)
            return {};
        found.emplace_back(word, *isYes ? flag->yes : flag->no);
    }
    return found;
}

/// "1 = view, 2 = cart": of a table of codes those that the column has.
QString inWords(const Meanings &codes, const QStringList &words)
{
    QStringList said;
    for (const auto &[code, meaning] : codes)
        if (words.contains(code))
            said << code + QStringLiteral(" = ") + QString::fromLatin1(meaningName(meaning));
    return said.join(QStringLiteral(", "));
}

/// What the words of the column mean, before hints.
Meanings meaningsOf(const ColumnGuess &column, QStringList &remarks)
{
    QStringList words;
    for (const auto &[word, count] : column.profile.words)
        words << word;
    auto found = meaningsOfFlags(column, words);
    if (!found.empty()) {
        remarks << QStringLiteral("%1 says yes or no: %2. Check this.").arg(column.name, inWords(found, words));
        return found;
    }
    if (std::ranges::all_of(words, isCode))
        found = meaningsOfCodes(words);
    if (!found.empty())
        remarks << QStringLiteral("Kinds are number codes, read as in known logs: %1. Check this.")
                       .arg(inWords(found, words));
    else
        for (const auto &word : words)
            found.emplace_back(word, meaningOfWord(word).value_or(Meaning::Other));
    return found;
}

/// Of a User Behavior Insights log the rows without an action are the queries themselves.
void nameSearches(const Columns &columns, Recipe &recipe, QStringList &remarks)
{
    const auto *kind = withRole(columns, Role::Kind);
    const auto query = std::ranges::find(columns, QStringLiteral("query"), &ColumnGuess::field);
    if (!kind || query == columns.end() || !hasField(columns, "query-id") || kind->profile.filled == kind->profile.rows)
        return;
    setDefault(recipe, QStringLiteral("search"), Meaning::Search);
    remarks << QStringLiteral("Rows without %1 are searches: %2 says for what.").arg(kind->name, query->name);
}

/// What happened by what the rows have: orders, ratings, tags.
/// @return what a person should know of it
QStringList nameByColumns(const Columns &columns, Recipe &recipe)
{
    const auto has = [&](Role role) { return withRole(columns, role) != nullptr; };
    const bool isPriced = has(Role::UnitPrice) || has(Role::LineTotal) ||
                          std::ranges::any_of(columns, [](const auto &column) { return column.isTotal; });
    if (has(Role::Quantity) && isPriced) {
        setDefault(recipe, QStringLiteral("purchase"), Meaning::Purchase);
        return {has(Role::Session) ? QStringLiteral("Rows have an order, a quantity and a price: they are purchases.")
                                   : QStringLiteral("Rows have a quantity and a price: they are purchases.")};
    }
    if (has(Role::Quantity) || isPriced)
        return {};
    if (const auto *value = withRole(columns, Role::Value)) {
        if (!isRatingName(value->name))
            return {};
        setDefault(recipe, QStringLiteral("rating"), Meaning::Rating);
        return {QStringLiteral("Rows have a rating (%1): they are ratings.").arg(value->name)};
    }
    const auto tag = std::ranges::find_if(columns, [](const auto &column) {
        return column.role == Role::Context && column.field == QLatin1String("tag");
    });
    if (tag == columns.end())
        return {};
    setDefault(recipe, QStringLiteral("tag"), Meaning::Interaction);
    return {QStringLiteral("Rows have a word for the product (%1): they are tags.").arg(tag->name)};
}

} // namespace

KindWords findKinds(const Columns &columns, const RecognitionHints &hints, Recipe &recipe)
{
    KindWords found;
    const auto *column = withRole(columns, Role::Kind);
    const bool isFlag = column && meaningsOfFlag(column->name);
    if (column) {
        found.counts.assign(column->profile.words.begin(), column->profile.words.end());
        std::ranges::stable_sort(found.counts, std::greater(), [](const auto &each) { return each.second; });
        recipe.kindMap = meaningsOf(*column, found.remarks);
    }
    nameSearches(columns, recipe, found.remarks);
    for (const auto &[word, meaning] : hints.kindMap) {
        std::erase_if(recipe.kindMap, [&](const auto &entry) { return entry.first == word; });
        recipe.kindMap.emplace_back(word, meaning);
    }
    for (const auto &[word, count] : found.counts)
        for (const auto &[mapped, meaning] : recipe.kindMap)
            if (mapped == word && meaning == Meaning::Other && !meaningOfWord(word) && !isFlag) {
                found.unknown << word;
                found.remarks << sentence("The kind '%1' (%2 [row|rows]) is not known: it counts as other.",
                                          {word, count});
            }
    return found;
}

QStringList nameRows(const Columns &columns, const RecognitionHints &hints, FilePart part, Recipe &recipe)
{
    QStringList remarks;
    if (!withRole(columns, Role::Kind) && part != FilePart::Items && part != FilePart::Users)
        remarks = nameByColumns(columns, recipe);
    if (!hints.kindDefault.isEmpty()) {
        const auto told = meaningFromName(hints.kindDefault.toStdString());
        setDefault(recipe, hints.kindDefault,
                   told.known ? told.meaning : meaningOfWord(hints.kindDefault).value_or(Meaning::Interaction));
    }
    return remarks;
}

} // namespace aisle
