#include "core/transfer/nested/flattener.h"

#include "core/common/text/ascii.h"
#include "core/transfer/nested/cells.h"
#include "core/transfer/nested/keyvalues.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/jsonlines.h"

#include <algorithm>
#include <optional>
#include <simdjson.h>

namespace aisle {

namespace {

using Path = std::vector<std::string>;
using Element = simdjson::dom::element;

Path split(std::string_view path)
{
    Path names;
    for (std::size_t at = 0; at <= path.size() && !path.empty();) {
        const auto end = std::min(path.find('.', at), path.size());
        names.emplace_back(path.substr(at, end - at));
        at = end + 1;
    }
    return names;
}

/// A column of the file, and a path into its cells.
struct Place
{
    std::size_t column = 0;
    Path path{};
};

std::optional<Place> placeOf(const std::string &name, const QStringList &fileColumns)
{
    std::optional<Place> best;
    std::size_t longest = 0;
    for (qsizetype i = 0; i < fileColumns.size(); ++i) {
        const auto column = fileColumns[i].toStdString();
        if (name == column)
            return Place{std::size_t(i), {}};
        if (name.starts_with(column + '.') && column.size() >= longest) {
            longest = column.size();
            best = Place{std::size_t(i), split(std::string_view(name).substr(column.size() + 1))};
        }
    }
    return best;
}

/// The element of a list that "#1" names. @return nothing where a name is none
std::optional<std::size_t> placeInList(const std::string &name)
{
    if (name.size() < 2 || name.size() > 4 || name.front() != '#' ||
        !std::all_of(name.begin() + 1, name.end(), isDigit))
        return {};
    const auto number = std::stoul(name.substr(1));
    return number > 0 ? std::optional(number - 1) : std::nullopt;
}

std::optional<Element> find(std::optional<Element> at, const Path &path, std::size_t from = 0)
{
    for (auto i = from; at && i < path.size(); ++i) {
        Element next;
        simdjson::dom::array list;
        const auto place = placeInList(path[i]);
        if (at->at_key(path[i]).get(next) == simdjson::SUCCESS)
            at = next;
        else if (place && at->get(list) == simdjson::SUCCESS)
            at = list.at(*place).get(next) == simdjson::SUCCESS ? std::optional(next) : std::nullopt;
        else
            at = valueOfKey(*at, path[i]);
    }
    return at;
}

std::string_view textOf(const std::optional<Element> &value, BatchStorage &texts)
{
    std::string_view text;
    if (!value || value->is_null())
        return {};
    if (value->get(text) == simdjson::SUCCESS)
        return texts.unquoted.emplace_back(text);
    return texts.unquoted.emplace_back(simdjson::minify(*value));
}

} // namespace

struct Flattener::State
{
    /// Where a column of the recipe comes from.
    struct Source
    {
        std::optional<Place> place; ///< nothing: the file has no such column
        int list = -1;              ///< the value is in an element of this list
        Path inElement{};
        bool isPieces = false, isPrice = false; ///< of an element that is a text
        std::optional<Place> besides{};         ///< where it stands when the element has it not: next to the list
    };
    struct List
    {
        std::optional<Place> place;
        std::vector<std::size_t> columns{}; ///< whose cells are the elements
        bool isDictionary = false;          ///< an object: its members are the elements
        std::vector<Element> elements{};
        std::vector<std::string_view> keys{}; ///< of a dictionary
        std::vector<ListElement> texts{};
        std::size_t size() const { return std::max(elements.size(), texts.size()); }
    };

    State(const Flattening &how, const std::vector<std::string> &columns);
    void addList(const QString &path, const std::vector<std::string> &columns);
    Source sourceOf(const std::string &name, const std::vector<std::string> &columns) const;
    std::string_view cell(std::size_t column) const;
    std::optional<Element> document(std::size_t column);
    std::optional<Element> find(const Place &place) { return aisle::find(document(place.column), place.path); }
    void readList(List &list);
    void gather(List &list);
    static std::optional<Element> findIn(const List &list, std::size_t element, const Path &path);
    std::string_view value(const Source &source, std::size_t element, BatchStorage &texts);

    Flattening flattening;
    std::string separator, form;
    std::vector<std::string> fileNames; ///< the file's own columns
    std::vector<Source> sources;
    std::vector<List> lists;
    std::vector<std::string> listNames;
    struct Document
    {
        std::unique_ptr<simdjson::dom::parser> parser = std::make_unique<simdjson::dom::parser>();
        std::optional<Element> element{};
        bool isParsed = false;
    };
    std::vector<Document> documents;
    const std::string_view *fields = nullptr; ///< the current row
    std::size_t fieldCount = 0;
};

Flattener::State::State(const Flattening &how, const std::vector<std::string> &columns)
    : flattening(how), separator(how.listSeparator.toStdString()), form(how.elementForm.toStdString()),
      documents(std::size_t(how.fileColumns.size()))
{
    for (const auto &name : how.fileColumns)
        fileNames.push_back(name.toStdString());
    for (const auto &path : how.lists)
        addList(path, columns);
    for (const auto &column : columns)
        sources.push_back(sourceOf(column, columns));
}

void Flattener::State::addList(const QString &path, const std::vector<std::string> &columns)
{
    List list;
    const auto parts = path.split(kGathered);
    const auto name = parts.front().toStdString();
    if (parts.size() == 1)
        list.place = placeOf(name, flattening.fileColumns);
    for (const auto &column : parts.mid(1))
        if (const auto at = flattening.fileColumns.indexOf(column); at >= 0)
            list.columns.push_back(std::size_t(at));
    list.isDictionary = std::find(columns.begin(), columns.end(), name + '.' + kJsonKeyColumn) != columns.end();
    lists.push_back(std::move(list));
    listNames.push_back(name);
}

Flattener::State::Source Flattener::State::sourceOf(const std::string &name,
                                                    const std::vector<std::string> &columns) const
{
    Source source{placeOf(name, flattening.fileColumns)};
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const auto &path = listNames[i];
        if (name != path && !name.starts_with(path + '.'))
            continue;
        source.list = int(i);
        if (name == path)
            return source;
        const auto member = name.substr(path.size() + 1);
        source.inElement = split(member);
        source.isPieces = !form.empty() && (member == kPiecesMember || member == kKindMember);
        source.isPrice = !form.empty() && member == kPriceMember;
        const auto dot = path.find_last_of('.');
        const auto beside = dot == path.npos ? member : path.substr(0, dot + 1) + member;
        if (std::find(columns.begin(), columns.end(), beside) == columns.end())
            source.besides = placeOf(beside, flattening.fileColumns);
        return source;
    }
    return source;
}

std::string_view Flattener::State::cell(std::size_t column) const
{
    return column < fieldCount ? fields[column] : std::string_view();
}

std::optional<Element> Flattener::State::document(std::size_t column)
{
    auto &document = documents[column];
    if (std::exchange(document.isParsed, true))
        return document.element;
    document.element.reset();
    const auto json = nestedAsJson(cell(column));
    Element element;
    if (!json.empty() && document.parser->parse(json).get(element) == simdjson::SUCCESS)
        document.element = element;
    return document.element;
}

/// The cells of several columns, as far as the first of such lists has one.
void Flattener::State::gather(List &list)
{
    const auto &first =
        std::find_if(lists.begin(), lists.end(), [](const auto &each) { return !each.columns.empty(); })->columns;
    const bool isNamed = form == kNamedForm || form == kNamedNotZero;
    for (std::size_t i = 0; i < std::min(first.size(), list.columns.size()); ++i) {
        const auto filled = trimmed(cell(first[i]));
        if (isNamed && !isNoCell(filled) && !(form == kNamedNotZero && isZeroCell(filled)))
            list.texts.push_back({fileNames[list.columns[i]], filled});
        else if (!isNamed && !filled.empty())
            list.texts.push_back({trimmed(cell(list.columns[i])), {}});
    }
}

void Flattener::State::readList(List &list)
{
    list.elements.clear();
    list.keys.clear();
    list.texts.clear();
    if (!list.columns.empty())
        return gather(list);
    if (!list.place)
        return;
    if (!separator.empty()) {
        for (const auto text : splitList(cell(list.place->column), separator)) {
            ListElement element{text, {}};
            if (!form.empty() && !readElement(text, form, element))
                element = {text, {}};
            list.texts.push_back(element);
        }
        return;
    }
    simdjson::dom::array array;
    if (const auto found = find(*list.place); found && found->get(array) == simdjson::SUCCESS)
        list.elements.assign(array.begin(), array.end());
    simdjson::dom::object object;
    if (const auto found = find(*list.place); list.isDictionary && found && found->get(object) == simdjson::SUCCESS)
        for (const auto member : object) {
            list.keys.push_back(member.key);
            list.elements.push_back(member.value);
        }
}

/// What an element has at the path; of a dictionary's member also the value itself.
std::optional<Element> Flattener::State::findIn(const List &list, std::size_t element, const Path &path)
{
    if (element >= list.elements.size())
        return {};
    const bool isValue = !list.keys.empty() && !path.empty() && path.front() == kJsonValueColumn;
    return aisle::find(list.elements[element], path, isValue && !list.elements[element].is_object() ? 1 : 0);
}

std::string_view Flattener::State::value(const Source &source, std::size_t element, BatchStorage &texts)
{
    if (source.list < 0) {
        if (!source.place)
            return {};
        return source.place->path.empty() ? cell(source.place->column) : textOf(find(*source.place), texts);
    }
    const auto &list = lists[std::size_t(source.list)];
    if (element < list.texts.size()) {
        const auto &text = list.texts[element];
        return source.isPieces ? text.pieces : source.isPrice ? text.price : text.key;
    }
    if (element < list.keys.size() && source.inElement == Path{kJsonKeyColumn})
        return texts.unquoted.emplace_back(list.keys[element]);
    if (list.isDictionary && list.keys.empty() && element < list.elements.size()) // a plain list among dictionaries
        return source.inElement == Path{kJsonKeyColumn} ? textOf(list.elements[element], texts) : std::string_view();
    const auto found = findIn(list, element, source.inElement);
    if ((!found || found->is_null()) && source.besides)
        return source.besides->path.empty() ? cell(source.besides->column) : textOf(find(*source.besides), texts);
    return textOf(found, texts);
}

Flattener::Flattener(const Flattening &flattening, const std::vector<std::string> &columns)
    : m_state(std::make_unique<State>(flattening, columns))
{
}

Flattener::~Flattener() = default;
Flattener::Flattener(Flattener &&) noexcept = default;

void Flattener::take(const std::vector<std::string_view> &fields, const RowBatch::Row &row, RowBatch &to,
                     BatchStorage &texts)
{
    auto &state = *m_state;
    const auto reject = [&](const char *reason) {
        to.rows.push_back({row.line, std::uint32_t(to.fields.size()), 0, row.raw, reason});
    };
    if (row.reason)
        return reject(row.reason);
    state.fields = fields.data() + row.firstField;
    state.fieldCount = row.fieldCount;
    for (auto &document : state.documents)
        document.isParsed = false;
    std::size_t most = 0;
    for (auto &list : state.lists) {
        state.readList(list);
        most = std::max(most, list.size());
    }
    for (const auto &list : state.lists)
        if (list.size() != most)
            return reject("uneven-lists");
    for (std::size_t element = 0; element < std::max<std::size_t>(1, most); ++element) {
        to.rows.push_back(
            {row.line, std::uint32_t(to.fields.size()), std::uint32_t(state.sources.size()), row.raw, {}});
        for (const auto &source : state.sources)
            to.fields.push_back(state.value(source, element, texts));
    }
}

} // namespace aisle
