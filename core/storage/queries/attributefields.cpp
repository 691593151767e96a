#include "core/storage/queries/attributefields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <charconv>

namespace aisle {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Members
{
public:
    explicit Members(std::string_view text) : m_text(text) {}

    bool skip(char expected)
    {
        skipSpace();
        const bool isThere = m_at < m_text.size() && m_text[m_at] == expected;
        m_at += isThere;
        return isThere;
    }
    /// With its quotation marks; empty where there is none.
    std::string_view string()
    {
        skipSpace();
        const auto begin = m_at;
        if (m_at >= m_text.size() || m_text[m_at] != '"')
            return {};
        for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at)
            m_at += m_text[m_at] == '\\';
        m_at = std::min(m_at + 1, m_text.size());
        return m_text.substr(begin, m_at - begin);
    }
    std::string_view value()
    {
        if (const auto text = string(); !text.empty())
            return text;
        const auto begin = m_at;
        for (int depth = 0; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '"') {
                string();
                --m_at;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (depth == 0 && (c == ',' || c == '}' || isSpace(c))) {
                break;
            } else if (c == '}' || c == ']') {
                --depth;
            }
        }
        return m_text.substr(begin, m_at - begin);
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
    }
    std::string_view m_text;
    std::size_t m_at = 0;
};

std::string_view withoutMarks(std::string_view text)
{
    return text.size() >= 2 && text.front() == '"' ? text.substr(1, text.size() - 2) : text;
}

QString plain(std::string_view text)
{
    const auto whole = [](std::string_view part) { return QString::fromUtf8(part); };
    if (text.find('\\') == std::string_view::npos)
        return whole(text);
    const auto array = "[\"" + QByteArray(text.data(), static_cast<qsizetype>(text.size())) + "\"]";
    return QJsonDocument::fromJson(array).array().at(0).toString(whole(text));
}

} // namespace

void eachAttribute(std::string_view object, const std::function<void(std::string_view, std::string_view)> &take)
{
    Members members(object);
    if (!members.skip('{'))
        return;
    do {
        const auto key = members.string();
        if (key.size() < 2 || !members.skip(':'))
            return;
        const auto value = members.value();
        take(withoutMarks(key), value);
    } while (members.skip(','));
}

std::optional<QString> attributeText(std::string_view value)
{
    if (value == "null" || value == "\"\"" || value.empty())
        return {};
    return value.front() == '"' ? plain(withoutMarks(value)) : QString::fromUtf8(value);
}

QString attributeName(std::string_view key)
{
    return plain(key);
}

bool isPlainNumber(std::string_view text)
{
    if (!text.empty() && text.front() == '-')
        text.remove_prefix(1);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto point = std::min(text.find('.'), text.size());
    const auto whole = text.substr(0, point);
    const auto rest = text.substr(std::min(point + 1, text.size()));
    const bool hasPart = point < text.size();
    return !whole.empty() && whole.size() <= 15 && std::all_of(whole.begin(), whole.end(), isDigit) &&
           (whole.size() == 1 || whole.front() != '0') && hasPart == !rest.empty() &&
           std::all_of(rest.begin(), rest.end(), isDigit);
}

std::optional<double> attributeNumber(std::string_view value)
{
    const auto text = withoutMarks(value);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

} // namespace aisle
