#include "core/transfer/nested/nestedcolumns.h"

#include "core/common/text/ascii.h"
#include "core/common/text/sentence.h"
#include "core/transfer/nested/cells.h"
#include "core/transfer/nested/flattener.h"
#include "core/transfer/nested/keyvalues.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/jsonlines.h"
#include "core/transfer/recognition/columnwords.h"
#include "core/transfer/times/writtentime.h"

#include <QRegularExpression>
#include <algorithm>
#include <map>
#include <simdjson.h>
#include <unordered_set>

namespace aisle {

namespace {

constexpr std::size_t kMostRows = 5000;
constexpr std::size_t kMostPaths = 1000;
constexpr int kMostDepth = 8;
constexpr std::size_t kMostPlaces = 20; ///< of a list within a list

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

/// What the n-th members of a list's elements are like, where those are lists themselves: ["p1", 3].
struct PlaceFacts
{
    std::size_t values = 0, texts = 0, times = 0, counts = 0, places = 0;

    void take(simdjson::dom::element value, std::size_t place)
    {
        constexpr std::int64_t kEarliestTime = 100'000'000, kMostPieces = 1000;
        std::string_view text;
        std::int64_t number = -1;
        const bool isText = value.get(text) == simdjson::SUCCESS;
        const bool isNumber = value.get(number) == simdjson::SUCCESS;
        ++values;
        texts += isText;
        times += isText ? !isPlainNumber(text) && freeTime(text, true).has_value() : number > kEarliestTime;
        counts += isNumber && number > 0 && number < kMostPieces;
        places += isNumber && (number == std::int64_t(place) || number == std::int64_t(place) + 1);
    }
    bool areTimes() const { return values > 0 && times * 10 >= values * 9; }
    /// Small whole numbers that are not just the elements' places.
    bool areCounts() const { return values > 0 && counts == values && places < values; }

private:
    static bool isPlainNumber(std::string_view text)
    {
        return !text.empty() && text.find_first_not_of("0123456789.-") == text.npos && text.size() < 9;
    }
};

/// What one list of the sample is like.
struct ListFacts
{
    std::string path;
    std::size_t rows = 0, elements = 0, objects = 0, arrays = 0;
    bool isDictionary = false;            ///< an object whose members' names are keys
    bool isMember = false;                ///< all that a member of a document has: {"u1": ["p3", "p7"], ...}
    std::vector<std::uint32_t> lengths{}; ///< by row
    std::vector<std::string> members{};   ///< paths within an element
    std::vector<PlaceFacts> places{};     ///< of elements that are lists; of a dictionary's values

    bool hasProduct() const
    {
        return std::any_of(members.begin(), members.end(),
                           [](const auto &each) { return isProductName(lastName(each)); });
    }
    int score() const
    {
        if (elements == 0)
            return 0;
        if (isDictionary)
            return isProductList(path) ? 4 : 1;
        if (objects * 2 > elements)
            return (hasProduct() ? 3 : 0) + (!members.empty() && isProductList(path) ? 2 : 0);
        return elements > 0 && (isMember || isProductList(path)) ? 2 : 0;
    }
};

void addOnce(std::vector<std::string> &names, const std::string &name)
{
    if (names.size() < kMostPaths && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
}

/// The names of an object's members in all rows: {"p15": 2, "p16": 1} is a list of products.
class MemberNames
{
public:
    void take(simdjson::dom::object object)
    {
        ++m_rows;
        for (const auto member : object) {
            ++m_members;
            m_figures += member.value.is_number() || member.value.is_object();
            if (m_names.size() < kMostPaths)
                ++m_names[std::string(member.key)];
        }
    }
    bool areKeys(const std::string &path) const
    {
        std::size_t most = 0, coded = 0, known = 0;
        for (const auto &[name, count] : m_names) {
            most = std::max(most, count);
            coded += std::any_of(name.begin(), name.end(), isDigit);
            known += roleOfName(QString::fromStdString(name)).has_value();
        }
        return m_rows > 1 && m_names.size() > 2 && m_figures == m_members && most * 2 <= m_rows + 1 &&
               (coded * 5 >= m_names.size() * 4 || (isProductList(path) && known == 0));
    }

private:
    std::size_t m_rows = 0, m_members = 0, m_figures = 0;
    std::map<std::string, std::size_t> m_names;
};

/// Collects paths of values and lists from the documents of one column.
class PathCollector
{
public:
    explicit PathCollector(std::string column) : m_column(std::move(column)) {}

    /// All cells are noted before the first is taken.
    void note(std::string_view cell)
    {
        simdjson::dom::element document;
        simdjson::dom::object object;
        if (m_parser.parse(nestedAsJson(cell)).get(document) == simdjson::SUCCESS &&
            document.get(object) == simdjson::SUCCESS)
            noteNames(object, m_column, 0);
    }

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
        const auto named = m_names.find(path);
        if (value.is_object() && named != m_names.end() && named->second.areKeys(path))
            return takeDictionary(simdjson::dom::object(value), path, depth);
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
        auto &list = listAt(path, array.size());
        std::size_t place = 0;
        for (const auto element : array) {
            ++list.elements;
            list.objects += element.is_object();
            list.arrays += element.is_array();
            if (element.is_object())
                takeMembers(element, {}, list.members, depth);
            if (element.is_array())
                takePlaces(simdjson::dom::array(element), list, place);
            ++place;
        }
    }
    void takeDictionary(simdjson::dom::object object, const std::string &path, int depth)
    {
        auto &list = listAt(path, object.size());
        list.isDictionary = true;
        addOnce(list.members, kJsonKeyColumn);
        list.places.resize(1);
        std::size_t place = 0;
        for (const auto member : object) {
            ++list.elements;
            list.objects += member.value.is_object();
            if (member.value.is_object())
                takeMembers(member.value, {}, list.members, depth);
            else
                addOnce(list.members, kJsonValueColumn);
            list.places.front().take(member.value, place++);
        }
    }
    static void takePlaces(simdjson::dom::array element, ListFacts &list, std::size_t place)
    {
        std::size_t at = 0;
        for (const auto value : element) {
            if (at == kMostPlaces)
                break;
            if (list.places.size() <= at)
                list.places.resize(at + 1);
            list.places[at++].take(value, place);
            addOnce(list.members, "#" + std::to_string(at));
        }
    }
    ListFacts &listAt(const std::string &path, std::size_t size)
    {
        auto at = std::find_if(lists.begin(), lists.end(), [&](const auto &list) { return list.path == path; });
        if (at == lists.end())
            at = lists.insert(lists.end(), ListFacts{path});
        at->rows += size > 0;
        at->lengths.resize(m_row);
        at->lengths.push_back(std::uint32_t(size));
        return *at;
    }
    void noteNames(simdjson::dom::object object, const std::string &path, int depth)
    {
        if (m_names.size() >= kMostPaths)
            return;
        auto &names = m_names[path];
        names.take(object);
        for (const auto member : object)
            if (simdjson::dom::object inside; depth < 2 && member.value.get(inside) == simdjson::SUCCESS)
                noteNames(inside, path + '.' + std::string(member.key), depth + 1);
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
    std::map<std::string, MemberNames> m_names; ///< by the path of the object
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
            any |= lookInto(i, item.toStdString());
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
    bool lookInto(std::size_t column, const std::string &item)
    {
        PathCollector collector(m_names[column]);
        std::vector<std::string_view> cells;
        std::size_t nested = 0, keyed = 0;
        for (auto i = m_firstRow; i < std::min(m_sample.rows.size(), m_firstRow + kMostRows); ++i) {
            const auto cell = trimmed(m_sample.field(m_sample.rows[i], column));
            if (!cell.empty() && cell != "null" && cell != "NULL" && cell != "None")
                cells.push_back(cell);
        }
        for (const auto cell : cells)
            if (looksNested(cell))
                collector.note(cell);
        for (const auto cell : cells) {
            const bool isKeyed = looksKeyed(cell);
            keyed += isKeyed;
            nested += (isKeyed || looksNested(cell)) && collector.take(cell);
        }
        const bool isNested = nested > 0 && nested * 2 > cells.size() &&
                              (keyed * 2 <= nested || holdsProduct(m_names[column], collector.leaves, item));
        if (!isNested) {
            m_found.columns.push_back(m_names[column]);
            return false;
        }
        if (keyed * 2 > nested)
            m_found.remarks << QStringLiteral("%1 holds named values as one text: each name is a column.")
                                   .arg(QString::fromStdString(m_names[column]));
        for (const auto &leaf : collector.leaves)
            addOnce(m_found.columns, leaf);
        for (auto &list : collector.lists) {
            list.isMember =
                list.path == kJsonValueColumn && m_names == std::vector<std::string>{kJsonKeyColumn, list.path};
            m_lists.push_back(std::move(list));
        }
        return true;
    }
    /// Named values in a text are taken apart where one of them is the product: other such texts are just texts.
    static bool holdsProduct(const std::string &column, const std::vector<std::string> &leaves, const std::string &item)
    {
        constexpr std::size_t kMostNames = 40;
        const auto named = leaves.size() == 1 ? roleOfName(QString::fromStdString(leaves.front())) : std::nullopt;
        if (named && named->strength >= 2 && (named->role == Role::User || named->role == Role::Session))
            return true; // "user=u5" in every row
        return item.starts_with(column + '.') ||
               (leaves.size() <= kMostNames && std::any_of(leaves.begin(), leaves.end(), [](const auto &leaf) {
                    return isProductName(lastName(leaf));
                }));
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
        if (best->objects * 2 > best->elements && !best->isDictionary) {
            joinSiblings(m_found.columns, *best);
            return takeMembersOf(*best);
        }
        if (best->isDictionary || best->arrays * 2 > best->elements)
            return takeMembersOf(*best);
        m_found.roles[QStringLiteral("item")] = QString::fromStdString(best->path);
        addOnce(m_found.columns, best->path);
        for (const auto &other : m_lists)
            if (other.path != best->path && other.objects == 0 && other.lengths == best->lengths) {
                m_found.flattening.lists << QString::fromStdString(other.path);
                addOnce(m_found.columns, other.path);
            }
    }

    void takeMembersOf(const ListFacts &list)
    {
        for (const auto &member : list.members)
            addOnce(m_found.columns, list.path + '.' + member);
        const auto tell = [&](const char *role, const std::string &member) {
            m_found.roles.try_emplace(QString::fromLatin1(role), QString::fromStdString(list.path + '.' + member));
        };
        if (list.isDictionary) {
            tell("item", kJsonKeyColumn);
            if (list.places.front().areCounts() && isProductList(list.path))
                tell("quantity", kJsonValueColumn);
        } else if (list.objects * 2 <= list.elements) {
            const auto item = std::find_if(list.places.begin(), list.places.end(),
                                           [](const auto &place) { return !place.areTimes(); });
            for (auto at = list.places.begin(); at != list.places.end(); ++at) {
                const auto member = "#" + std::to_string(at - list.places.begin() + 1);
                if (at == item)
                    tell("item", member);
                else if (at->areTimes())
                    tell("time", member);
                else if (at->areCounts())
                    tell("quantity", member);
            }
        }
    }

    /// Products that were shown, with what was clicked: "N8-1 N29-0".
    std::optional<NestedColumns> findExposures() const;
    bool areExposures(std::size_t column) const;
    std::optional<NestedColumns> findHits() const; ///< products of Adobe's hits
    struct History
    {
        std::size_t products = 0, rows = 0;
    };
    History historyIn(std::size_t column) const;
    QString formOfCells(std::size_t column) const;
    bool numbersRows(std::size_t column) const;
    bool holdsKeys(std::size_t column) const;
    NestedColumns textList(std::size_t column, const std::string &separator, const QString &form) const;

    /// Lists as one text: "a,b,c", "Mug 3 x 2, Mug 7 x 1".
    std::optional<NestedColumns> findTextList(const QString &item);
    bool isTextList(std::size_t column, const std::string &separator, QString &form) const;

    const std::vector<std::string> &m_names;
    const SampleRows &m_sample;
    std::size_t m_firstRow;
    NestedColumns m_found;
    std::vector<ListFacts> m_lists;
};

/// The form that nearly all elements have; of several the one that counts fewer pieces: 1001 is a key.
QString formOf(const std::vector<std::string_view> &elements)
{
    QString best;
    double fewest = 0;
    for (const auto &form : kElementForms) {
        std::size_t fitting = 0;
        double pieces = 0;
        for (const auto element : elements)
            if (ListElement read; readElement(element, form, read)) {
                ++fitting;
                pieces += std::stod(std::string(read.pieces));
            }
        if (fitting == 0 || fitting * 100 < elements.size() * 95 || (!best.isEmpty() && pieces >= fewest))
            continue;
        best = QString::fromStdString(form);
        fewest = pieces;
    }
    return best;
}

bool hasDigit(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), isDigit);
}

/// A number of pieces that no key has by chance: "Mug x 2" is one, "12:3" may be a key.
bool isSure(const QString &form)
{
    return form.contains(u'P') || form.contains(QRegularExpression(QStringLiteral("[xX×*(\\[]")));
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
    form = QString::fromStdString(positionalForm(elements));
    if (form.isEmpty())
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
    return areKeys && (comeAgain || !form.isEmpty() || filled < 20) && (isSure(form) || cells.size() * 2 > filled) &&
           longest > shortest;
}

/// One product a cell, with its number of pieces: "2x Mug".
QString NestedFinder::formOfCells(std::size_t column) const
{
    constexpr std::size_t kFewest = 5;
    std::vector<std::string_view> cells;
    for (auto i = m_firstRow; i < std::min(m_sample.rows.size(), m_firstRow + kMostRows); ++i)
        if (const auto cell = trimmed(m_sample.field(m_sample.rows[i], column)); !cell.empty())
            cells.push_back(cell);
    const auto form = cells.size() < kFewest ? QString() : formOf(cells);
    return isSure(form) ? form : QString();
}

NestedColumns NestedFinder::textList(std::size_t column, const std::string &separator, const QString &form) const
{
    NestedColumns found;
    const auto name = QString::fromStdString(m_names[column]);
    const bool isExposure = form == QLatin1String(kExposureForm);
    for (const auto &each : m_names)
        found.flattening.fileColumns << QString::fromStdString(each);
    found.columns = m_names;
    found.flattening.lists << name;
    found.flattening.listSeparator = QString::fromStdString(separator);
    found.flattening.elementForm = form;
    found.roles[QStringLiteral("item")] = name;
    if (form.isEmpty())
        return found;
    const auto member = name + u'.' + QLatin1String(isExposure ? kKindMember : kPiecesMember);
    found.columns.push_back(member.toStdString());
    found.roles[isExposure ? QStringLiteral("kind") : QStringLiteral("quantity")] = member;
    if (!form.contains(u'P'))
        return found;
    const auto price = name + u'.' + QLatin1String(kPriceMember);
    found.columns.push_back(price.toStdString());
    const bool isAmount = form == QLatin1String(kHitForm);
    found.roles[isAmount ? QStringLiteral("line-total") : QStringLiteral("unit-price")] = price;
    return found;
}

std::optional<NestedColumns> NestedFinder::findTextList(const QString &item)
{
    static const std::vector<std::string> kSeparators{"|", ";", ",",  "\n", "，", "、", "；", " + ", " & ", "/",
                                                      "#", "^", "->", ">",  "~",  "&",  "+",  " ",   ":"};
    if (auto exposures = item.isEmpty() ? findExposures() : std::nullopt)
        return exposures;
    if (auto hits = item.isEmpty() ? findHits() : std::nullopt)
        return hits;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const auto name = QString::fromStdString(m_names[i]);
        const bool isTold = item.compare(name, Qt::CaseInsensitive) == 0 || item == QString::number(i + 1);
        if (item.isEmpty() ? !isProductList(m_names[i]) : !isTold)
            continue;
        for (const auto &separator : kSeparators) {
            QString form;
            if (!isTextList(i, separator, form))
                continue;
            auto found = textList(i, separator, form);
            found.remarks
                << QStringLiteral("%1 holds several products in a cell, separated by \"%2\": each is a row%3.")
                       .arg(name, separator == "\n" ? QStringLiteral("line end") : found.flattening.listSeparator,
                            form.isEmpty() ? QString()
                                           : QStringLiteral(", its number of pieces read from \"%1\"").arg(form));
            return found;
        }
        if (const auto form = formOfCells(i); !form.isEmpty()) {
            auto found = textList(i, "\n", form);
            found.remarks
                << QStringLiteral("%1 holds a product with its number of pieces, read from \"%2\".").arg(name, form);
            return found;
        }
    }
    return {};
}

bool NestedFinder::areExposures(std::size_t column) const
{
    std::size_t filled = 0, elements = 0, clicks = 0;
    for (auto i = m_firstRow; i < std::min(m_sample.rows.size(), m_firstRow + kMostRows); ++i) {
        const auto here = splitList(trimmed(m_sample.field(m_sample.rows[i], column)), " ");
        filled += !here.empty();
        elements += here.size();
        for (const auto text : here) {
            ListElement element;
            if (!readElement(text, kExposureForm, element))
                return false;
            clicks += element.pieces == "click";
        }
    }
    return filled > 1 && elements >= 2 * filled && clicks > 0 && clicks < elements;
}

/// Whether its cells are numbers, each more than the one above: those of rows, no keys.
bool NestedFinder::numbersRows(std::size_t column) const
{
    std::int64_t last = -1;
    for (auto i = m_firstRow; i < std::min(m_sample.rows.size(), m_firstRow + kMostRows); ++i) {
        bool isNumber = false;
        const auto number = QByteArray::fromStdString(std::string(trimmed(m_sample.field(m_sample.rows[i], column))))
                                .toLongLong(&isNumber);
        if (!isNumber || number <= last)
            return false;
        last = number;
    }
    return last >= 0;
}

/// Words with digits, no times and no lists.
bool NestedFinder::holdsKeys(std::size_t column) const
{
    std::size_t rows = 0, keys = 0;
    for (auto i = m_firstRow; i < std::min(m_sample.rows.size(), m_firstRow + kMostRows); ++i, ++rows) {
        const auto cell = trimmed(m_sample.field(m_sample.rows[i], column));
        keys += hasDigit(cell) && cell.find(' ') == cell.npos && (cell.size() < 8 || !freeTime(cell, true));
    }
    return keys * 100 >= rows * 95;
}

std::optional<NestedColumns> NestedFinder::findHits() const
{
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        auto name = QString::fromStdString(m_names[i]).toLower();
        name.removeIf([](QChar c) { return !c.isLetter(); });
        if (!name.endsWith(QLatin1String("productlist")) && name != QLatin1String("products"))
            continue;
        std::size_t all = 0, fitting = 0;
        for (auto row = m_firstRow; row < std::min(m_sample.rows.size(), m_firstRow + kMostRows); ++row)
            for (const auto text : splitList(trimmed(m_sample.field(m_sample.rows[row], i)), ",")) {
                ListElement read;
                ++all;
                fitting += readElement(text, kHitForm, read);
            }
        if (all == 0 || fitting * 100 < all * 95)
            continue;
        auto found = textList(i, ",", QString::fromLatin1(kHitForm));
        found.remarks << QStringLiteral("%1 holds products as Adobe Analytics writes them (category;product;pieces;"
                                        "amount): each is a row.")
                             .arg(QString::fromStdString(m_names[i]));
        return found;
    }
    return {};
}

/// Keys with blanks between them, as they stand beside what was shown.
NestedFinder::History NestedFinder::historyIn(std::size_t column) const
{
    History found;
    for (auto i = m_firstRow; i < std::min(m_sample.rows.size(), m_firstRow + kMostRows); ++i) {
        const auto keys = splitList(trimmed(m_sample.field(m_sample.rows[i], column)), " ");
        const auto isKey = [](std::string_view key) { return hasDigit(key) && key.find_first_of(":/") == key.npos; };
        if (!std::ranges::all_of(keys, isKey))
            return {};
        found.rows += !keys.empty();
        found.products += keys.size();
    }
    return found;
}

std::optional<NestedColumns> NestedFinder::findExposures() const
{
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        if (!areExposures(i))
            continue;
        auto found = textList(i, " ", QString::fromLatin1(kExposureForm));
        found.remarks << QStringLiteral(
                             "What was shown stands in %1: each product is a row, a click where it ends in -1, "
                             "an exposure where it ends in -0.")
                             .arg(QString::fromStdString(m_names[i]));
        for (std::size_t k = 0; k < m_names.size(); ++k)
            if (const auto history = k == i ? History{} : historyIn(k); history.products > history.rows)
                found.remarks << sentence("%1 lists what the shopper had before (%2 [product|products] in %3 sampled "
                                          "[row|rows]) without saying when: it is left out.",
                                          {QString::fromStdString(m_names[k]), history.products, history.rows});
        for (std::size_t k = 0; k < i; ++k) {
            const bool isNumber = numbersRows(k);
            if (isNumber || holdsKeys(k))
                found.roles.try_emplace(isNumber ? QStringLiteral("session") : QStringLiteral("user"),
                                        QString::fromStdString(m_names[k]));
        }
        return found;
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
