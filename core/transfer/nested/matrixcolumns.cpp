#include "core/transfer/nested/matrixcolumns.h"

#include "core/common/text/sentence.h"
#include "core/transfer/nested/cells.h"
#include "core/transfer/nested/flattener.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/recognition/columnwords.h"

#include <algorithm>
#include <set>

namespace aisle {

namespace {

constexpr std::size_t kMostRows = 2000;
constexpr std::size_t kFewestProducts = 5;

/// What stands in the cells of columns that may be products.
struct MatrixCells
{
    std::size_t cells = 0, blanks = 0, zeros = 0;
    std::set<double> values{};
    bool areFlags = true;

    double shareOf(std::size_t count) const { return cells ? double(count) / double(cells) : 0; }
    bool isBinary() const { return areFlags || (values.size() <= 1 && (values.empty() || *values.begin() == 1)); }
    bool areRatings() const
    {
        const bool isScale = !values.empty() && values.size() <= 21 && *values.begin() >= 0 && *values.rbegin() <= 10;
        const bool isWhole = std::ranges::all_of(values, [](double value) { return value == std::trunc(value); });
        return isScale && (blanks > zeros || !isWhole);
    }
    bool arePieces() const
    {
        return shareOf(blanks + zeros) >= 0.4 && values.size() <= 200 && std::ranges::all_of(values, [](double value) {
                   return value >= 0 && value <= 10'000 && value == std::trunc(value);
               });
    }
};

bool isAttributeName(const std::string &name)
{
    const auto lower = QString::fromStdString(name).toLower();
    return lower.startsWith(QLatin1String("is_")) || lower.startsWith(QLatin1String("has_")) ||
           lower.startsWith(QLatin1String("is ")) || lower.startsWith(QLatin1String("has ")) ||
           lower.contains(QLatin1String("flag")) || lower.startsWith(QLatin1String("num_")) ||
           lower.endsWith(QLatin1String("_count"));
}

/// @return whether all of the column's cells are blank, a number or say yes or no
bool takeColumn(const SampleRows &sample, std::size_t firstRow, std::size_t column, MatrixCells &found)
{
    for (auto i = firstRow; i < std::min(sample.rows.size(), firstRow + kMostRows); ++i) {
        const auto cell = trimmed(sample.field(sample.rows[i], column));
        ++found.cells;
        if (isNoCell(cell)) {
            ++found.blanks;
            continue;
        }
        const auto number = parseNumber(cell, u'.');
        const auto flag = flagOfWord(QString::fromUtf8(cell));
        if (!number && !flag)
            return false;
        found.areFlags &= flag.has_value();
        const auto value = number ? *number : double(*flag);
        found.zeros += value == 0;
        if (value != 0)
            found.values.insert(value);
    }
    return true;
}

/// The names of products may be words for products and what they are: beer, book.
bool isOtherwiseNamed(const std::string &name)
{
    static const QStringList kColumns{QStringLiteral("item"),    QStringLiteral("product"), QStringLiteral("article"),
                                      QStringLiteral("artikel"), QStringLiteral("produkt"), QStringLiteral("goods"),
                                      QStringLiteral("商品"),    QStringLiteral("price"),   QStringLiteral("category")};
    const auto text = QString::fromStdString(name);
    const auto named = roleOfName(text);
    if (!named || named->strength < 2)
        return false;
    return (named->role != Role::Item && named->role != Role::ItemField) || isKeyName(text) ||
           kColumns.contains(text.toLower());
}

bool isNamed(const std::string &name)
{
    const auto named = roleOfName(QString::fromStdString(name));
    return named && named->strength >= 2;
}

void join(MatrixCells &all, const MatrixCells &one)
{
    all.cells += one.cells;
    all.blanks += one.blanks;
    all.zeros += one.zeros;
    all.values.insert(one.values.begin(), one.values.end());
    all.areFlags &= one.areFlags;
}

/// @return the places of the columns that are products
std::vector<std::size_t> productsOf(const std::vector<std::string> &names, const SampleRows &sample,
                                    std::size_t firstRow, MatrixCells &all)
{
    std::vector<std::size_t> products;
    for (std::size_t i = 0; i < names.size(); ++i) {
        MatrixCells cells;
        if (names[i].starts_with('#') || isOtherwiseNamed(names[i]) || !takeColumn(sample, firstRow, i, cells) ||
            cells.values.size() > 200 || cells.blanks + cells.zeros == 0)
            continue;
        products.push_back(i);
        join(all, cells);
    }
    return products;
}

} // namespace

std::optional<NestedColumns> findMatrix(const std::vector<std::string> &names, const SampleRows &sample,
                                        std::size_t firstRow)
{
    constexpr double kFewestNone = 0.1;
    MatrixCells cells;
    const auto products = productsOf(names, sample, firstRow, cells);
    const auto isBeside = [&](const std::string &name) {
        const auto named = roleOfName(QString::fromStdString(name));
        return named && named->role == Role::Item && named->strength >= 2 &&
               !std::ranges::binary_search(products, std::size_t(&name - names.data()));
    };
    const auto attributes = std::ranges::count_if(products, [&](auto i) { return isAttributeName(names[i]); });
    const auto named = std::ranges::count_if(products, [&](auto i) { return isNamed(names[i]); });
    const bool isTable = products.size() < kFewestProducts || 10 * products.size() < 6 * names.size() ||
                         (attributes + named) * 5 > 2 * std::ptrdiff_t(products.size()) ||
                         std::ranges::any_of(names, isBeside) ||
                         cells.shareOf(cells.blanks + cells.zeros) < kFewestNone || cells.values.empty();
    if (isTable || !(cells.isBinary() || cells.areRatings() || cells.arePieces()))
        return {};
    NestedColumns found;
    QStringList parts(QStringLiteral("product"));
    for (std::size_t i = 0; i < names.size(); ++i) {
        found.flattening.fileColumns << QString::fromStdString(names[i]);
        if (std::ranges::binary_search(products, i))
            parts << QString::fromStdString(names[i]);
        else
            found.columns.push_back(names[i]);
    }
    const auto value = parts.front() + u'.' + QLatin1String(kPiecesMember);
    found.columns.push_back(parts.front().toStdString());
    if (!cells.isBinary())
        found.columns.push_back(value.toStdString());
    found.flattening.lists << parts.join(kGathered);
    found.flattening.elementForm = QLatin1String(cells.areRatings() && !cells.isBinary() ? kNamedForm : kNamedNotZero);
    found.roles[QStringLiteral("item")] = parts.front();
    if (!cells.isBinary())
        found.roles[cells.areRatings() ? QStringLiteral("value") : QStringLiteral("quantity")] = value;
    found.remarks << sentence("The products stand side by side, as %1 [column|columns] (%2 to %3): each cell that has "
                              "%4 is an event.",
                              {products.size(), QString::fromStdString(names[products.front()]),
                               QString::fromStdString(names[products.back()]),
                               cells.isBinary()     ? QStringLiteral("a yes")
                               : cells.areRatings() ? QStringLiteral("a rating")
                                                    : QStringLiteral("a number of pieces")});
    return found;
}

} // namespace aisle
