#include "core/transfer/recognition/recognise.h"

#include "core/common/error.h"
#include "core/common/text/sentence.h"
#include "core/transfer/nested/flattener.h"
#include "core/transfer/nested/gatheredcolumns.h"
#include "core/transfer/nested/matrixcolumns.h"
#include "core/transfer/nested/nestedcolumns.h"
#include "core/transfer/reading/jsonlines.h"
#include "core/transfer/recognition/findings.h"
#include "core/transfer/recognition/keyfindings.h"
#include "core/transfer/recognition/logremarks.h"
#include "core/transfer/recognition/orderheads.h"
#include "core/transfer/recognition/roles/columnroles.h"
#include "core/transfer/recognition/rowkinds.h"
#include "core/transfer/recognition/table/sampledtable.h"
#include "core/transfer/recognition/timecolumn.h"

#include <QFileInfo>
#include <QJsonArray>
#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kShownRows = 50;

/// What the file's own name says, for lists whose columns do not.
FilePart partOfName(const QFileInfo &file)
{
    const auto name = file.fileName().toLower();
    const auto has = [&](std::initializer_list<const char *> words) {
        return std::any_of(words.begin(), words.end(),
                           [&](const char *word) { return name.contains(QString::fromUtf8(word)); });
    };
    const bool people = has({".user", "users", "customer", "member", "shopper", "buyer", "visitor", "demographic",
                             "用户", "会员", "顾客", "客户", "买家"});
    const bool things =
        has({".item", "item", "product", "goods", "catalog", "article", "movies", "商品", "产品", "宝贝"});
    return people == things ? FilePart::Unknown : people ? FilePart::Users : FilePart::Items;
}

/// Whether its numbers are read with the recipe's decimal mark.
bool isDecimal(const ColumnGuess &column)
{
    return isFigure(column.role) || column.field == QLatin1String("price") ||
           (column.role == Role::Ignore && column.profile.looksNumeric());
}

/// Everything that is known about a file while it is being recognised.
struct Recogniser
{
    const InputSource &source;
    const RecognitionHints &hints;
    const ReadLimits &limits;
    Recognition result{};
    SampledTable table{};
    Columns columns{};

    Recipe &recipe() { return result.recipe; }
    void remark(const QString &sentence) { result.remarks << sentence; }

    Recognition run();
    void describePairs();
    void flattenCells(RecognitionHints &told);
    void profileColumns();
    FilePart findPart(RecognitionHints &told);
    void findDecimal();
    void refuseText();
    void findKinds();
    void findHeads();
    void checkLog();
    void showRows();
    void describe();
};

void Recogniser::describePairs()
{
    const auto lines = std::int64_t(table.sample.rows.size());
    const auto &first = recipe().columns[0], &second = recipe().columns[1];
    result.columns = {{first.column, first.role, {}, QStringLiteral("the line"), lines, lines, {}},
                      {second.column, second.role, {}, QStringLiteral("the other keys of the line"), 0, 0, {}}};
}

/// Objects and lists in cells are no keys: they are taken apart.
void Recogniser::flattenCells(RecognitionHints &told)
{
    if (hints.part == FilePart::Items || hints.part == FilePart::Users)
        return;
    const auto item = hints.columns.find(QStringLiteral("item"));
    const QFileInfo file(source.member.isEmpty() ? source.path : source.member);
    if (recipe().separator == QLatin1String(kJsonMapSeparator) && partOfName(file) == FilePart::Items)
        return; // what products have
    auto nested =
        findNested(table.names, table.sample, table.firstRow, item == hints.columns.end() ? QString() : item->second);
    if (!nested && item == hints.columns.end())
        nested = findGathered(table.names, table.sample, table.firstRow);
    if (!nested && item == hints.columns.end() && recipe().header)
        nested = findMatrix(table.names, table.sample, table.firstRow);
    if (nested && nested->columns.size() == 1)
        throw Error("import.products-alone",
                    QT_TRANSLATE_NOOP("Error", "The columns of %1 are products, and none says whose the rows are: add "
                                               "one, such as a number for each row, and import that."),
                    {source.displayName()});
    if (!nested)
        return;
    recipe().flattening = nested->flattening;
    table.sample = flattened(std::move(table.sample), table.firstRow, *nested);
    table.names = nested->columns;
    table.firstRow = 0;
    result.remarks << nested->remarks;
    for (const auto &[role, column] : nested->roles)
        told.columns.try_emplace(role, column);
}

void Recogniser::profileColumns()
{
    for (std::size_t i = 0; i < table.names.size(); ++i) {
        ColumnGuess guess;
        guess.name = QString::fromStdString(table.names[i]);
        guess.profile = profileColumn(table.sample, table.firstRow, i, recipe().missing);
        guess.why = sentence("%1 distinct in %2 [row|rows]", {guess.profile.distinct, guess.profile.rows});
        columns.push_back(std::move(guess));
    }
}

/// Gives the columns their roles.
FilePart Recogniser::findPart(RecognitionHints &told)
{
    const QFileInfo file(source.member.isEmpty() ? source.path : source.member);
    const bool isItems = file.suffix() == QLatin1String("item");
    if (!told.part && hints.columns.empty() && (isItems || file.suffix() == QLatin1String("user")))
        told.part = isItems ? FilePart::Items : FilePart::Users;
    const bool hasNames = recipe().header || std::ranges::any_of(columns, [](const auto &column) {
                              return !column.name.startsWith(u'#') || column.name.contains(u'.');
                          });
    return assignRoles(columns, told, hasNames, table.sample, table.firstRow, partOfName(file));
}

void Recogniser::findDecimal()
{
    std::int64_t commas = 0, points = 0;
    for (const auto &column : columns)
        if (isDecimal(column)) {
            commas += column.profile.decimalCommas;
            points += column.profile.decimalPoints;
        }
    if (!isAuto(hints.decimal))
        recipe().decimal = hints.decimal.front();
    else if (commas > points) {
        recipe().decimal = u',';
        remark(QStringLiteral("Numbers are written with a decimal comma (%1 of %2 that have a mark).")
                   .arg(counted(commas), counted(commas + points)));
    }
}

/// Lines of running text fall into rows of differing length, and no column of them holds numbers or times.
void Recogniser::refuseText()
{
    constexpr double kMostFit = 0.5;
    if (hints.part || !hints.columns.empty() || table.fittingShare >= kMostFit)
        return;
    const bool hasFigures = std::ranges::any_of(columns, [](const auto &column) {
        return column.profile.filled > 0 && (column.profile.looksNumeric() || column.profile.timeShare() >= 0.5);
    });
    if (hasFigures)
        return;
    for (auto &column : columns)
        column.role = Role::Ignore;
    result.part = FilePart::Unknown;
    remark(QStringLiteral("Most of its rows do not have the columns of the others, and no column holds numbers or "
                          "times: this looks like text, not like a table."));
}

void Recogniser::findKinds()
{
    auto found = aisle::findKinds(columns, hints, recipe());
    result.kindWords = std::move(found.counts);
    result.unknownKinds = std::move(found.unknown);
    result.remarks << found.remarks;
}

/// Order heads that stand in an order's first line alone are filled down.
void Recogniser::findHeads()
{
    const auto heads = result.part == FilePart::Log
                           ? findOrderHeads(columns, table.sample, table.firstRow, recipe().missing)
                           : std::nullopt;
    if (!heads || (heads->areBelow && !recipe().flattening.isEmpty()))
        return;
    recipe().filledDown = heads->columns;
    recipe().headsBelow = heads->areBelow;
    recipe().orderColumn = heads->orderColumn;
    for (auto &column : columns)
        if (const auto at = heads->columns.indexOf(column.name); at >= 0)
            column.profile.filled += heads->filled[std::size_t(at)];
    remark((heads->areBelow
                ? QStringLiteral("Only the last line of an order has %1: its other lines (%2 of the sampled rows) take "
                                 "it from there.")
                : QStringLiteral("Only the first line of an order has %1: its further lines (%2 of the sampled rows) "
                                 "take it from there."))
               .arg(heads->columns.join(QStringLiteral(", ")), counted(heads->rows)));
}

void Recogniser::checkLog()
{
    if (const auto *quantity = withRole(columns, Role::Quantity))
        result.negativeQuantities = quantity->profile.negatives;
    result.remarks << remarksOfGaps(columns) << nameRows(columns, hints, result.part, recipe())
                   << remarksOfLog(columns, result.part, recipe());
}

void Recogniser::showRows()
{
    const auto &rows = table.sample.rows;
    for (std::size_t i = table.firstRow; i < rows.size() && result.firstRows.size() < kShownRows; ++i) {
        std::vector<QString> cells;
        for (std::uint32_t k = 0; k < rows[i].fieldCount; ++k)
            cells.push_back(QString::fromUtf8(table.sample.field(rows[i], k)));
        result.firstRows.push_back(std::move(cells));
    }
    result.sampledRows = std::int64_t(rows.size() - std::min(table.firstRow, rows.size()));
    result.whole = table.isWhole;
}

void Recogniser::describe()
{
    for (const auto &column : columns) {
        recipe().columns.push_back({column.name, column.role, column.field});
        result.columns.push_back({column.name, column.role, column.field, column.why, column.profile.filled,
                                  column.profile.distinct, column.profile.examples});
    }
}

Recognition Recogniser::run()
{
    table = sampleTable(source, hints, limits);
    recipe() = table.recipe;
    result.remarks = table.remarks;
    if (recipe().layout != Layout::Events) {
        describePairs();
        showRows();
        return std::move(result);
    }
    auto told = hints;
    if (!table.names.empty() && table.names.back() == kGroupColumn)
        told.columns.try_emplace(QStringLiteral("item"), QString::fromLatin1(kGroupColumn));
    flattenCells(told);
    profileColumns();
    result.part = findPart(told);
    if (!recipe().flattening.isEmpty() && (result.part == FilePart::Items || result.part == FilePart::Users)) {
        told = hints;
        told.part = result.part;
        return Recogniser{source, told, limits}.run(); // of a list, what is nested stays one attribute
    }
    refuseText();
    findDecimal();
    ValueFindings findings(columns, hints, table.sample, table.firstRow, recipe());
    result.remarks << findings.ofValues() << findTimes(columns, hints, recipe()) << findings.ofTimes();
    findKinds();
    findHeads();
    checkLog();
    if (result.part != FilePart::Unknown)
        result.remarks << findings.ofWhatDoesNotRead();
    if (result.part == FilePart::Log)
        result.remarks << findings.ofWhatIsLeftOut()
                       << keyFindings(columns, table.sample, table.firstRow, recipe().missing);
    if (result.part == FilePart::Unknown && !hints.part)
        remark(remarkOfNoLog(columns));
    describe();
    showRows();
    return std::move(result);
}

} // namespace

Recognition recognise(const InputSource &source, const RecognitionHints &hints, const ReadLimits &limits)
{
    auto found = Recogniser{source, hints, limits}.run();
    if (!hints.part && (found.part == FilePart::Items || found.part == FilePart::Users))
        found.remarks << (found.part == FilePart::Items
                              ? QStringLiteral("This was taken for a list of products: it brings no events.")
                              : QStringLiteral("This was taken for a list of shoppers: it brings no events."));
    return found;
}

QJsonObject Recognition::toJson() const
{
    QJsonObject named, kinds;
    QJsonArray list;
    for (const auto &column : columns) {
        const auto key = column.field.isEmpty() ? roleName(column.guessed) : column.field;
        if (column.guessed != Role::Ignore && !named.contains(key))
            named.insert(key, column.name);
        list.append(QJsonObject{{QStringLiteral("name"), column.name},
                                {QStringLiteral("role"), roleName(column.guessed)},
                                {QStringLiteral("field"), column.field},
                                {QStringLiteral("why"), column.why},
                                {QStringLiteral("filled"), qint64(column.filled)},
                                {QStringLiteral("distinct"), qint64(column.distinct)},
                                {QStringLiteral("examples"), QJsonArray::fromStringList(column.examples)}});
    }
    if (!recipe.partColumn.isEmpty())
        named.insert(QStringLiteral("part"), recipe.partColumn);
    for (const auto &[word, meaning] : recipe.kindMap)
        kinds.insert(word, QString::fromLatin1(meaningName(meaning)));
    return {{QStringLiteral("layout"), layoutName(recipe.layout)},
            {QStringLiteral("separator"), recipe.separator},
            {QStringLiteral("encoding"), recipe.encoding},
            {QStringLiteral("header"), recipe.header},
            {QStringLiteral("columns"), named},
            {QStringLiteral("evidence"), list},
            {QStringLiteral("kinds"), kinds},
            {QStringLiteral("file"), filePartName(part)},
            {QStringLiteral("part"), filePartName(part)},
            {QStringLiteral("time_format"), recipe.timeFormat},
            {QStringLiteral("time_zone"), recipe.timeZone},
            {QStringLiteral("day_first"), recipe.dayFirst},
            {QStringLiteral("decimal"), QString(recipe.decimal)},
            {QStringLiteral("sampled_rows"), qint64(sampledRows)},
            {QStringLiteral("remarks"), QJsonArray::fromStringList(remarks)}};
}

} // namespace aisle
