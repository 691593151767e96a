#include "core/transfer/nested/nestedcolumns.h"

#include "core/common/text/sentence.h"
#include "core/transfer/nested/cells.h"
#include "core/transfer/nested/flattener.h"
#include "core/transfer/nested/keyvalues.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/recognition/columnwords.h"

#include <algorithm>
#include <simdjson.h>
#include <unordered_set>

namespace aisle {

namespace {

constexpr std::size_t kMostRows = 5000;
constexpr std::size_t kMostPaths = 1000;
constexpr int kMostDepth = 8;

std::string_view lastName(std::string_view path)
{
    return path.substr(path.find_last_of('.') + 1);
}

bool isProductName(std::string_view name)
{
    const auto named = roleOfName(QString::fromUtf8(name));
    return named && named->role == Role::Item && named->strength >= 2;
}

/// Whether a list's name says that its elements are products, or what happened to products.
bool isProductList(std::string_view path)
{
    static const std::unordered_set<std::string> kNames{
        "items",     "products",    "lineitems", "orderlines", "orderitems", "lines",       "articles",
        "goods",     "skus",        "asins",     "events",     "actions",    "impressions", "clicks",
        "basket",    "cart",        "history",   "sequence",   "contents",   "artikel",     "positionen",
        "positions", "productlist", "itemlist",  "purchases",  "views"};
    auto name = std::string(lastName(path));
    name.erase(std::remove_if(name.begin(), name.end(), [](char c) { return c == '_' || c == '-' || c == ' '; }),
               name.end());
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    if (kNames.contains(name) || isProductName(name))
        return true;
    for (const std::string_view ending : {"s", "list", "ids", "seq", "sequence", "history"})
        if (name.size() > ending.size() && name.ends_with(ending) &&
            isProductName(name.substr(0, name.size() - ending.size()) + (ending == "ids" ? "id" : "")))
            return true;
    return false;
}

/// What one list of the sample is like.
struct ListFacts
{
    std::string path;
    std::size_t rows = 0, elements = 0, objects = 0;
    std::vector<std::uint32_t> lengths{}; ///< by row
    std::vector<std::string> members{};   ///< paths within an element

    bool hasProduct() const
    {
        return std::any_of(members.begin(), members.end(),
                           [](const auto &each) { return isProductName(lastName(each)); });
    }
    int score() const
    {
        if (elements > 0 && objects * 2 > elements)
            return (hasProduct() ? 3 : 0) + (!members.empty() && isProductList(path) ? 2 : 0);
        return elements > 0 && isProductList(path) ? 2 : 0;
    }
};

void addOnce(std::vector<std::string> &names, const std::string &name)
{
    if (names.size() < kMostPaths && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
}

/// Collects paths of values and lists from the documents of one column.
class PathCollector
{
public:
    explicit PathCollector(std::string column) : m_column(std::move(column)) {}

    bool take(std::string_view cell)
    {
        simdjson::dom::element document;
        if (m_parser.parse(nestedAsJson(cell)).get(document) != simdjson::SUCCESS)
            return false;
        walk(document, m_column, 0);
        ++m_row;
        return true;
    }
    std::vector<std::string> leaves;
    std::vector<ListFacts> lists;

private:
    void walk(simdjson::dom::element value, const std::string &path, int depth)
    {
        simdjson::dom::array array;
        if (depth < kMostDepth && value.is_object())
            return walkMembers(value, path, leaves,
                               [&](auto member, const auto &name) { walk(member, name, depth + 1); });
        if (value.get(array) == simdjson::SUCCESS)
            return takeList(array, path, depth);
        addOnce(leaves, path);
    }
    template <typename Walk>
    static void walkMembers(simdjson::dom::element value, const std::string &path, std::vector<std::string> &names,
                            Walk next)
    {
        if (names.size() >= kMostPaths)
            return;
        for (const auto member : simdjson::dom::object(value))
            if (member.key.find('.') == std::string_view::npos)
                next(member.value, path.empty() ? std::string(member.key) : path + '.' + std::string(member.key));
    }
    void takeList(simdjson::dom::array array, const std::string &path, int depth)
    {
        if (isKeyValueList(array)) {
            for (const auto pair : array) {
                const std::string_view key = pair["key"];
                if (key.find('.') == key.npos)
                    addOnce(leaves, path + '.' + std::string(key));
            }
            return;
        }
        auto at = std::find_if(lists.begin(), lists.end(), [&](const auto &list) { return list.path == path; });
        if (at == lists.end())
            at = lists.insert(lists.end(), ListFacts{path});
        at->rows += array.size() > 0;
        at->lengths.resize(m_row);
        at->lengths.push_back(std::uint32_t(array.size()));
        for (const auto element : array) {
            ++at->elements;
            at->objects += element.is_object();
            if (element.is_object())
                takeMembers(element, {}, at->members, depth);
        }
    }
    static void takeMembers(simdjson::dom::element value, const std::string &path, std::vector<std::string> &members,
                            int depth)
    {
        if (depth < kMostDepth && value.is_object())
            walkMembers(value, path, members,
                        [&](auto member, const auto &name) { takeMembers(member, name, members, depth + 1); });
        else
            addOnce(members, path);
    }

    std::string m_column;
    std::size_t m_row = 0;
    simdjson::dom::parser m_parser;
};

/// Values beside a list and in its elements are the same ones where a product is among them: a record has either.
void joinSiblings(std::vector<std::string> &columns, const ListFacts &list)
{
    const auto dot = list.path.find_last_of('.');
    const auto parent = dot == list.path.npos ? std::string() : list.path.substr(0, dot + 1);
    const auto has = [&](const std::string &member) {
        return std::find(columns.begin(), columns.end(), parent + member) != columns.end();
    };
    const bool product = std::any_of(list.members.begin(), list.members.end(), [&](const auto &member) {
        return member != "id" && isProductName(member) && has(member);
    });
    if (!product)
        return;
    for (const auto &member : list.members)
        if (member != "id")
            std::erase(columns, parent + member);
}

class NestedFinder
{
public:
    NestedFinder(const std::vector<std::string> &names, const SampleRows &sample, std::size_t firstRow)
        : m_names(names), m_sample(sample), m_firstRow(firstRow)
    {
    }

    std::optional<NestedColumns> run(const QString &item)
    {
        bool any = false;
        for (std::size_t i = 0; i < m_names.size(); ++i)
            any |= lookInto(i);
        if (!any)
            return findTextList(item);
        for (const auto &name : m_names)
            m_found.flattening.fileColumns << QString::fromStdString(name);
        chooseLists(item.toStdString());
        for (const auto &list : m_lists)
            if (!isChosen(list.path))
                addOnce(m_found.columns, list.path);
        return std::move(m_found);
    }

private:
    bool isChosen(const std::string &path) const
    {
        return m_found.flattening.lists.contains(QString::fromStdString(path));
    }
    /// @return whether the column's cells are nested; adds its paths
    bool lookInto(std::size_t column)
    {
        PathCollector collector(m_names[column]);
        std::size_t filled = 0, nested = 0;
        for (auto i = m_firstRow; i < std::min(m_sample.rows.size(), m_firstRow + kMostRows); ++i) {
            const auto cell = trimmed(m_sample.field(m_sample.rows[i], column));
            if (cell.empty() || cell == "null" || cell == "NULL" || cell == "None")
                continue;
            ++filled;
            nested += looksNested(cell) && collector.take(cell);
        }
        const bool isNested = nested > 0 && nested * 2 > filled;
        if (!isNested) {
            m_found.columns.push_back(m_names[column]);
            return false;
        }
        for (const auto &leaf : collector.leaves)
            addOnce(m_found.columns, leaf);
        m_lists.insert(m_lists.end(), collector.lists.begin(), collector.lists.end());
        return true;
    }
    void chooseLists(const std::string &item)
    {
        const auto better = [&](const ListFacts &a, const ListFacts &b) {
            const auto told = [&](const ListFacts &list) {
                return item == list.path || item.starts_with(list.path + '.');
            };
            return std::tuple(told(a), a.score(), a.elements) < std::tuple(told(b), b.score(), b.elements);
        };
        const auto best = std::max_element(m_lists.begin(), m_lists.end(), better);
        if (best == m_lists.end() || (best->score() == 0 && !item.starts_with(best->path)))
            return;
        m_found.flattening.lists << QString::fromStdString(best->path);
        m_found.remarks << sentence(
            "%1 holds lists (%2 [element|elements] in %3 sampled [row|rows]): every element is a "
            "row.",
            {QString::fromStdString(best->path), best->elements, best->rows});
        if (best->objects * 2 > best->elements) {
            joinSiblings(m_found.columns, *best);
            for (const auto &member : best->members)
                addOnce(m_found.columns, best->path + '.' + member);
            return;
        }
        m_found.areProducts = true;
        addOnce(m_found.columns, best->path);
        for (const auto &other : m_lists)
            if (other.path != best->path && other.objects == 0 && other.lengths == best->lengths) {
                m_found.flattening.lists << QString::fromStdString(other.path);
                addOnce(m_found.columns, other.path);
            }
    }

    /// Lists as one text: "a,b,c", "Mug 3 x 2, Mug 7 x 1".
    std::optional<NestedColumns> findTextList(const QString &item);
    bool isTextList(std::size_t column, const std::string &separator, QString &form) const;

    const std::vector<std::string> &m_names;
    const SampleRows &m_sample;
    std::size_t m_firstRow;
    NestedColumns m_found;
    std::vector<ListFacts> m_lists;
};

QString formOf(const std::vector<std::string_view> &elements)
{
    ListElement read;
    for (const auto &form : kElementForms) {
        const auto fitting = std::count_if(elements.begin(), elements.end(),
                                           [&](auto element) { return readElement(element, form, read); });
        if (std::size_t(fitting) * 100 >= elements.size() * 95)
            return QString::fromStdString(form);
    }
    return {};
}

bool hasDigit(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Cells of differing length whose elements come again in other cells, while the cells themselves seldom do.
bool NestedFinder::isTextList(std::size_t column, const std::string &separator, QString &form) const
{
    std::vector<std::string_view> elements;
    std::unordered_set<std::string_view> cells, lengths;
    std::size_t filled = 0, several = 0, shortest = SIZE_MAX, longest = 0;
    for (auto i = m_firstRow; i < std::min(m_sample.rows.size(), m_firstRow + kMostRows); ++i) {
        const auto cell = trimmed(m_sample.field(m_sample.rows[i], column));
        if (cell.empty())
            continue;
        const auto here = splitList(cell, separator);
        ++filled;
        several += here.size() > 1;
        shortest = std::min(shortest, here.size());
        longest = std::max(longest, here.size());
        cells.insert(cell);
        elements.insert(elements.end(), here.begin(), here.end());
    }
    if (filled < 2 || several * 10 < filled * 3)
        return false;
    form = formOf(elements);
    std::unordered_set<std::string_view> keys;
    std::size_t coded = 0, longestKey = 0;
    for (const auto element : elements) {
        ListElement read{element, {}};
        if (!form.isEmpty())
            readElement(element, form.toStdString(), read);
        keys.insert(read.key);
        coded += hasDigit(read.key) && read.key.size() <= 40;
        longestKey = std::max(longestKey, read.key.size());
    }
    const bool areKeys = !form.isEmpty() || coded * 10 >= elements.size() * 9 || longestKey <= 2;
    const bool comeAgain = keys.size() * 10 < elements.size() * 8;
    return areKeys && (comeAgain || !form.isEmpty() || filled < 20) && cells.size() * 2 > filled && longest > shortest;
}

std::optional<NestedColumns> NestedFinder::findTextList(const QString &item)
{
    static const std::vector<std::string> kSeparators{"|", ";", ",", "\n", "，", "、", " + ", " & ", "/", " "};
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const auto name = QString::fromStdString(m_names[i]);
        const bool isTold = item.compare(name, Qt::CaseInsensitive) == 0 || item == QString::number(i + 1);
        if (item.isEmpty() ? !isProductList(m_names[i]) : !isTold)
            continue;
        for (const auto &separator : kSeparators) {
            QString form;
            if (!isTextList(i, separator, form))
                continue;
            NestedColumns found;
            for (const auto &each : m_names)
                found.flattening.fileColumns << QString::fromStdString(each);
            found.columns = m_names;
            found.flattening.lists << name;
            found.flattening.listSeparator = QString::fromStdString(separator);
            found.flattening.elementForm = form;
            if (!form.isEmpty())
                found.columns.push_back(m_names[i] + '.' + kPiecesMember);
            found.areProducts = true;
            found.remarks
                << QStringLiteral("%1 holds several products in a cell, separated by \"%2\": each is a row%3.")
                       .arg(name,
                            found.flattening.listSeparator == QLatin1String("\n") ? QStringLiteral("line end")
                                                                                  : found.flattening.listSeparator,
                            form.isEmpty() ? QString()
                                           : QStringLiteral(", its number of pieces read from \"%1\"").arg(form));
            return found;
        }
    }
    return {};
}

} // namespace

std::optional<NestedColumns> findNested(const std::vector<std::string> &names, const SampleRows &sample,
                                        std::size_t firstRow, const QString &item)
{
    return NestedFinder(names, sample, firstRow).run(item);
}

SampleRows flattened(SampleRows sample, std::size_t firstRow, const NestedColumns &nested)
{
    SampleRows flat;
    flat.storage = std::move(sample.storage); // texts stay where they are
    Flattener flattener(nested.flattening, nested.columns);
    RowBatch batch;
    for (auto i = firstRow; i < sample.rows.size(); ++i) {
        auto row = sample.rows[i];
        row.reason = nullptr;
        flattener.take(sample.fields, row, batch, flat.storage);
    }
    std::erase_if(batch.rows, [](const auto &row) { return row.reason != nullptr; });
    flat.rows = std::move(batch.rows);
    flat.fields = std::move(batch.fields);
    return flat;
}

} // namespace aisle
