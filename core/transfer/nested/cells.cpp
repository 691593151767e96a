#include "core/transfer/nested/cells.h"

#include "core/common/text/ascii.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/recognition/columnwords.h"

#include <algorithm>
#include <array>
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

void addJsonText(std::string_view text, std::string &json)
{
    static constexpr std::string_view kHex = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20)
            json.append("\\u00").append(1, kHex[byte / 16]).append(1, kHex[byte % 16]);
        else
            json.append(c == '"' || c == '\\' ? "\\" : "").append(1, c);
    }
    json += '"';
}

/// Braces without names are a list, as PostgreSQL writes arrays and Python sets.
bool isBracedList(std::string_view cell)
{
    char quote = 0;
    int depth = 0;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        const char c = cell[at];
        if (c == '\\')
            ++at;
        else if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || (c == '\'' && (cell[at - 1] == ',' || cell[at - 1] == '{' || cell[at - 1] == ' ')))
            quote = c;
        else if (c == ':' && depth == 1)
            return false;
        else if (c == '{' || c == '[' || c == '(')
            ++depth;
        else if (c == '}' || c == ']' || c == ')')
            --depth;
    }
    return depth == 0 && !quote && cell.size() > 1 && cell.front() == '{';
}

/// @param at  of the opening brace. @return where the list ends
std::size_t copyBracedList(std::string_view cell, std::size_t at, std::string &json)
{
    json += '[';
    for (++at; at < cell.size() && cell[at] != '}';) {
        const auto begin = cell.find_first_not_of(' ', at);
        if (begin == cell.npos || cell[begin] == '}')
            break;
        if (json.back() != '[')
            json += ',';
        at = begin;
        if (cell[at] == '{') {
            at = copyBracedList(cell, at, json);
        } else if (cell[at] == '"' || cell[at] == '\'') {
            at = copyText(cell, at, json);
        } else {
            const auto end = std::min(cell.find_first_of(",}", at), cell.size());
            const auto text = trimmed(cell.substr(at, end - at));
            if (text == "NULL")
                json += "null";
            else
                addJsonText(text, json);
            at = end;
        }
        at = std::min(cell.find_first_of(",}", at), cell.size());
        at += at < cell.size() && cell[at] == ',';
    }
    json += ']';
    return at + 1;
}

bool isValueName(std::string_view name)
{
    const auto isLetter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || c < 0; };
    return !name.empty() && name.size() <= 40 && isLetter(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == ' '; });
}

std::string percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool isCoded = text[at] == '%' && at + 2 < text.size() &&
                             std::isxdigit(static_cast<unsigned char>(text[at + 1])) &&
                             std::isxdigit(static_cast<unsigned char>(text[at + 2]));
        if (isCoded)
            decoded += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
        else
            decoded += text[at] == '+' ? ' ' : text[at];
        at += isCoded ? 2 : 0;
    }
    return decoded;
}

/// ts=2026-03-01T09:05:00Z user=u5 msg="two words", as logs have them; empty where a text is none.
std::string loggedAsJson(std::string_view cell)
{
    constexpr std::size_t kFewest = 2;
    std::string json = "{";
    std::size_t values = 0;
    for (; !cell.empty(); ++values) {
        const auto mark = cell.find('=');
        if (mark == cell.npos || !isValueName(cell.substr(0, mark)) || cell.substr(0, mark).find(' ') != cell.npos)
            return {};
        const bool isQuoted = mark + 1 < cell.size() && cell[mark + 1] == '"';
        const auto begin = mark + 1 + isQuoted;
        const auto end = std::min(cell.find(isQuoted ? '"' : ' ', begin), cell.size());
        json += values > 0 ? "," : "";
        addJsonText(cell.substr(0, mark), json);
        json += ':';
        addJsonText(cell.substr(begin, end - begin), json);
        cell = trimmed(cell.substr(std::min(end + isQuoted, cell.size())));
    }
    return values < kFewest ? std::string() : json + '}';
}

/// Named values as a JSON object; empty where a text is none.
std::string keyedAsJson(std::string_view cell)
{
    cell = trimmed(cell);
    if (!cell.empty() && cell.front() == '?')
        cell.remove_prefix(1);
    std::string best;
    std::size_t most = 0;
    for (const std::string_view separator : {";", "&", "|", "\n", ","}) {
        std::string json = "{";
        const auto parts = splitList(cell, separator);
        const bool isQuery = separator == "&";
        const bool allNamed = std::ranges::all_of(parts, [&](std::string_view part) {
            const auto mark = part.find_first_of(isQuery ? "=" : "=:");
            const auto name = trimmed(part.substr(0, mark));
            auto value = mark == part.npos ? std::string_view() : trimmed(part.substr(mark + 1));
            if (mark == part.npos || !isValueName(name) || value.starts_with("//"))
                return false;
            if (value.size() > 1 && value.front() == value.back() && (value.front() == '"' || value.front() == '\''))
                value = value.substr(1, value.size() - 2);
            json += json.size() > 1 ? "," : "";
            addJsonText(name, json);
            json += ':';
            addJsonText(isQuery ? percentDecoded(value) : std::string(value), json);
            return true;
        });
        if (!allNamed || parts.size() <= most)
            continue;
        most = parts.size();
        best = json + '}';
    }
    const auto logged = most < 2 ? loggedAsJson(cell) : std::string();
    return logged.empty() ? best : logged;
}

} // namespace

const std::vector<std::string> kElementForms{
    "K x N",   "K X N",  "K × N", "K * N", "N x K",  "N X K", "N × K", "N * K", "K (xN)", "K (XN)", "K (×N)", "K (x N)",
    "K (× N)", "K (*N)", "K (N)", "K [N]", "K [xN]", "K[N]",  "K(xN)", "K(×N)", "K(N)",   "K xN",   "K XN",   "K ×N",
    "K *N",    "Nx K",   "NX K",  "N× K",  "N* K",   "Kx N",  "K× N",  "K×N",   "N×K",    "K*N",    "N*K",    "KxN",
    "NxK",     "KXN",    "NXK",   "K: N",  "K:N",    "K=N",   "N:K",   "N=K",   "K@N"};

bool looksNested(std::string_view cell)
{
    cell = trimmed(cell);
    const auto isWithin = [cell](char open, char close) { return cell.front() == open && cell.back() == close; };
    return cell.size() >= 2 &&
           (isWithin('{', '}') || isWithin('[', ']') || (isWithin('(', ')') && cell.find(',') != cell.npos));
}

bool looksKeyed(std::string_view cell)
{
    return !looksNested(cell) && !keyedAsJson(cell).empty();
}

std::string nestedAsJson(std::string_view cell)
{
    cell = trimmed(cell);
    if (isJsonValue(cell))
        return std::string(cell);
    if (!looksNested(cell))
        return keyedAsJson(cell);
    std::string json;
    if (isBracedList(cell)) {
        copyBracedList(cell, 0, json);
        return json;
    }
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

namespace {

/// What a digit behind a product that was shown says.
std::string_view kindOfExposure(std::string_view flag)
{
    return flag == "1" ? "click" : flag == "0" ? "exposure" : std::string_view();
}

} // namespace

bool isNoCell(std::string_view cell)
{
    static constexpr std::array<std::string_view, 9> kWords{"", "NaN", "nan", "NA", "N/A", "NULL", "null", "None", "-"};
    return std::ranges::find(kWords, cell) != kWords.end();
}

bool isZeroCell(std::string_view cell)
{
    constexpr std::size_t kLongestWord = 16; // "いいえ", "FALSE"
    if (cell.empty())
        return false;
    const bool isNumber = (cell.front() >= '0' && cell.front() <= '9') || cell.front() == '-' || cell.front() == '.';
    return isNumber ? parseNumber(cell, u'.') == 0.0
                    : cell.size() <= kLongestWord && flagOfWord(QString::fromUtf8(cell)) == false;
}

namespace {

/// Parts between single marks, blank ones among them: "-;K;N;P", "K:N:P".
bool isPositional(std::string_view form)
{
    return form.size() >= 5 && form[1] == form[3] && std::string_view(";:|/*~^").find(form[1]) != form.npos;
}

std::vector<std::string_view> partsOf(std::string_view text, char mark)
{
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(mark, at), text.size());
        parts.push_back(trimmed(text.substr(at, end - at)));
        at = end + 1;
    }
    return parts;
}

bool readPositional(std::string_view text, std::string_view form, ListElement &element)
{
    const auto parts = partsOf(text, form[1]);
    const bool isHit = form.front() == '-';
    if (parts.size() < 2 || (!isHit && parts.size() != form.size() / 2 + 1))
        return false;
    const auto partAt = [&](char letter) {
        const auto at = form.find(letter) / 2;
        return at < parts.size() ? parts[at] : std::string_view();
    };
    element = {partAt('K'), partAt('N'), partAt('P')};
    return !element.key.empty();
}

bool isCount(std::string_view text)
{
    return !text.empty() && text.size() < 5 && std::ranges::all_of(text, isDigit);
}

} // namespace

std::string positionalForm(const std::vector<std::string_view> &elements)
{
    for (const std::string form : {"K:N:P", "K:P:N", "K|N|P", "K|P|N", "K*N*P", "K/N/P", "K~N~P", "K^N^P"}) {
        const auto fits = [&](std::string_view text) {
            ListElement read;
            return readPositional(text, form, read) && isCount(read.pieces) && parseNumber(read.price, u'.');
        };
        if (!elements.empty() && std::ranges::all_of(elements, fits))
            return form;
    }
    return {};
}

bool readElement(std::string_view text, std::string_view form, ListElement &element)
{
    if (isPositional(form))
        return readPositional(text, form, element);
    if (form == kExposureForm) {
        const auto at = text.rfind('-');
        if (at == text.npos)
            return false;
        element = {text.substr(0, at), kindOfExposure(text.substr(at + 1))};
        return !element.key.empty() && !element.pieces.empty();
    }
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
