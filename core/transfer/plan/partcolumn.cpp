#include "core/transfer/plan/partcolumn.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::int64_t kMostWords = 4; ///< with another word for one of the three

bool isTrain(const QString &word)
{
    return word == QLatin1String("train") || word == QLatin1String("training");
}

bool isHeldOut(const QString &word)
{
    static const QStringList kWords{QStringLiteral("valid"), QStringLiteral("validation"), QStringLiteral("val"),
                                    QStringLiteral("dev"),   QStringLiteral("test"),       QStringLiteral("testing")};
    return kWords.contains(word);
}

bool saysParts(const ColumnEvidence &column)
{
    const auto words = mapped<QStringList>(column.examples, [](const QString &one) { return one.trimmed().toLower(); });
    const auto isPart = [](const QString &word) { return isTrain(word) || isHeldOut(word); };
    return column.distinct >= 2 && column.distinct <= kMostWords && std::ranges::any_of(words, isTrain) &&
           std::ranges::any_of(words, isHeldOut) && std::ranges::all_of(words, isPart);
}

/// By its name or its number from 1, as recognise() found it.
QString nameOf(const QString &called, const std::vector<ColumnEvidence> &columns)
{
    for (const auto &column : columns)
        if (column.name.compare(called, Qt::CaseInsensitive) == 0)
            return column.name;
    const auto number = called.toInt();
    return number >= 1 && static_cast<std::size_t>(number) <= columns.size()
               ? columns[static_cast<std::size_t>(number - 1)].name
               : QString();
}

/// @throws Error import.no-parts
void refuseOtherWords(const QString &name, const std::vector<ColumnEvidence> &columns)
{
    const auto column = std::ranges::find(columns, name, &ColumnEvidence::name);
    if (column == columns.end() || std::ranges::any_of(column->examples, [](const QString &example) {
            const auto word = example.trimmed().toLower();
            return isTrain(word) || isHeldOut(word);
        }))
        return;
    throw Error(
        "import.no-parts",
        QT_TRANSLATE_NOOP("Error", "%1 says of no sampled row whether it is train, valid or test; it holds %2."),
        {name, column->examples.mid(0, 3).join(QStringLiteral(", "))});
}

} // namespace

void findPartColumn(Recognition &seen, const RecognitionHints &hints)
{
    auto &column = seen.recipe.partColumn;
    if (const auto told = hints.columns.find(QStringLiteral("part-column")); told != hints.columns.end()) {
        column = nameOf(told->second, seen.columns);
        refuseOtherWords(column, seen.columns);
    } else if (const auto found = std::ranges::find_if(seen.columns, saysParts);
               seen.part == FilePart::Log && found != seen.columns.end())
        column = found->name;
    if (!column.isEmpty())
        seen.remarks
            << QStringLiteral("%1 says to which part of a split a row belongs: train, valid or test.").arg(column);
}

} // namespace aisle
