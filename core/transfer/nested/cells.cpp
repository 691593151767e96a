#include "core/transfer/nested/cells.h"

#include "core/common/text/ascii.h"
#include "core/transfer/reading/headernames.h"

#include <algorithm>
#include <simdjson.h>

namespace aisle {

namespace {

/// One text in quotes of either kind, as JSON. @return where it ends
std::size_t copyText(std::string_view cell, std::size_t at, std::string &json)
{
    const char quote = cell[at];
    json += '"';
    for (++at; at < cell.size() && cell[at] != quote; ++at) {
        if (cell[at] == '\\' && at + 1 < cell.size()) {
            ++at;
            json += cell[at] == '\'' ? "'" : std::string{'\\', cell[at]};
        } else if (cell[at] == '"') {
            json += "\\\"";
        } else if (static_cast<unsigned char>(cell[at]) >= 0x20) {
            json += cell[at];
        }
    }
    json += '"';
    return at + 1;
}

std::string_view wordAt(std::string_view cell, std::size_t at)
{
    const auto ofWord = [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '.' || c == '-' || c == '+'; };
    const auto rest = cell.substr(at);
    return rest.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(rest, ofWord) - rest.begin()));
}

std::string wordAsJson(std::string_view word)
{
    if (word == "True" || word == "False")
        return word == "True" ? "true" : "false";
    if (word == "None" || word == "nan" || word == "NaN")
        return "null";
    const bool isNumber = isDigit(word.front()) || (word.size() > 1 && word.front() == '-' && isDigit(word[1]));
    if (word == "true" || word == "false" || word == "null" || (isNumber && isDigit(word.back())))
        return std::string(word);
    return '"' + std::string(word) + '"';
}

} // namespace

const std::vector<std::string> kElementForms{"K x N", "K X N", "K × N", "K * N", "N x K", "N × K", "K (xN)",
                                             "K (N)", "Kx N",  "K*N",   "K:N",   "K=N",   "N*K"};

bool looksNested(std::string_view cell)
{
    cell = trimmed(cell);
    const auto isWithin = [cell](char open, char close) { return cell.front() == open && cell.back() == close; };
    return cell.size() >= 2 &&
           (isWithin('{', '}') || isWithin('[', ']') || (isWithin('(', ')') && cell.find(',') != cell.npos));
}

std::string nestedAsJson(std::string_view cell)
{
    cell = trimmed(cell);
    if (isJsonValue(cell))
        return std::string(cell);
    std::string json;
    bool wantsComma = false; // between the elements of NumPy's lists
    for (std::size_t at = 0; at < cell.size();) {
        const char c = cell[at];
        const bool isPrefix =
            (c == 'u' || c == 'b') && at + 1 < cell.size() && (cell[at + 1] == '\'' || cell[at + 1] == '"');
        if (isPrefix) { // of Python's texts
            ++at;
            continue;
        }
        const bool isValue = c == '\'' || c == '"' || !wordAt(cell, at).empty();
        if (isValue && wantsComma)
            json += ',';
        if (c == '\'' || c == '"') {
            at = copyText(cell, at, json);
        } else if (isValue) {
            const auto word = wordAt(cell, at);
            json += wordAsJson(word);
            at += word.size();
        } else {
            json += c == '(' ? '[' : c == ')' ? ']' : c;
            ++at;
        }
        wantsComma = isValue || (wantsComma && (c == ' ' || c == '\n' || c == '\t'));
    }
    for (auto comma = json.find(",]"); comma != json.npos; comma = json.find(",]"))
        json.erase(comma, 1);
    return json;
}

bool isJsonValue(std::string_view text)
{
    if (!looksNested(text) || text.front() == '(')
        return false;
    static thread_local simdjson::dom::parser parser;
    return parser.parse(text.data(), text.size()).error() == simdjson::SUCCESS;
}

bool readElement(std::string_view text, std::string_view form, ListElement &element)
{
    const bool keyFirst = form.find('K') < form.find('N');
    const auto first = form.find_first_of("KN"), second = form.find_last_of("KN");
    const auto between = form.substr(first + 1, second - first - 1), after = form.substr(second + 1);
    if (text.size() < after.size() || text.substr(text.size() - after.size()) != after)
        return false;
    text.remove_suffix(after.size());
    const auto at = keyFirst ? text.rfind(between) : text.find(between);
    if (at == text.npos)
        return false;
    const auto left = trimmed(text.substr(0, at)), right = trimmed(text.substr(at + between.size()));
    element = {keyFirst ? left : right, keyFirst ? right : left};
    return !element.key.empty() && !element.pieces.empty() && element.pieces.size() < 7 &&
           std::all_of(element.pieces.begin(), element.pieces.end(), isDigit);
}

std::vector<std::string_view> splitList(std::string_view cell, std::string_view separator)
{
    std::vector<std::string_view> elements;
    for (std::size_t at = 0; at <= cell.size();) {
        const auto end = std::min(cell.find(separator, at), cell.size());
        if (const auto element = trimmed(cell.substr(at, end - at)); !element.empty())
            elements.push_back(element);
        at = end + separator.size();
    }
    return elements;
}

} // namespace aisle
