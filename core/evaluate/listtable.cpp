#include "core/evaluate/listtable.h"

#include "core/common/error.h"
#include "core/common/lookup/mapped.h"

#include <QtGlobal>
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>

namespace aisle {

namespace {

constexpr ListRole kRoles[] = {ListRole::User,  ListRole::Item,     ListRole::Rank,
                               ListRole::Score, ListRole::Category, ListRole::Run};

struct RoleNames
{
    ListRole role;
    std::string_view names; ///< lower case, letters and digits only
};
constexpr RoleNames kRoleNames[] = {
    {ListRole::User,
     " user userid uid userkey shopper shopperid customer customerid client clientid visitor visitorid member memberid "
     "buyer buyerid session sessionid query queryid qid "},
    {ListRole::Item, " item itemid iid itemkey product productid sku skuid movie movieid artist artistid track trackid "
                     "song songid book "
                     "bookid isbn asin article articleid video videoid news newsid business businessid goods goodsid "
                     "stockcode doc docid "
                     "upc ean target targetitem recommendeditem "},
    {ListRole::Rank, " rank position place "},
    {ListRole::Score,
     " score prediction predictedscore rating relevance grade label value weight stars preference similarity "},
    {ListRole::Category, " category categories genre genres "},
    {ListRole::Run, " run runid runtag tag model algorithm recommender system "},
};

/// Lower case letters and digits; RecBole's type after a colon is no part of a name.
std::string plainName(const std::string &field)
{
    return mappedWhere<std::string>(
        field.substr(0, field.find(':')), [](unsigned char c) { return std::isalnum(c) != 0; },
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
}

std::optional<ListRole> roleOf(const std::string &field)
{
    const auto name = plainName(field);
    if (name.empty())
        return {};
    for (const auto &known : kRoleNames)
        if (known.names.find(' ' + name + ' ') != std::string_view::npos)
            return known.role;
    return {};
}

QString nameOf(ListRole role)
{
    static const char *const kNames[kListRoles] = {"user", "item", "rank", "score", "category", "run"};
    return QString::fromLatin1(kNames[static_cast<std::size_t>(role)]);
}

QString nameOf(const std::vector<ListRole> &roles)
{
    QStringList names;
    for (const auto role : roles)
        names << nameOf(role);
    return names.join(QStringLiteral(" and "));
}

std::vector<std::string> splitAtBlanks(const std::string &text)
{
    std::vector<std::string> fields;
    for (std::size_t begin = text.find_first_not_of(" \t"); begin != std::string::npos;) {
        const auto end = text.find_first_of(" \t", begin);
        fields.push_back(text.substr(begin, end - begin));
        begin = end == std::string::npos ? end : text.find_first_not_of(" \t", end);
    }
    return fields;
}

/// Words above a column of nothing but numbers.
bool isUnknownHeader(const ListRecord &first, const std::deque<ListRecord> &following)
{
    if (std::any_of(first.fields.begin(), first.fields.end(), listNumber))
        return false;
    for (std::size_t column = 0; column < first.fields.size(); ++column) {
        const auto isNumber = [&](const ListRecord &record) {
            return column < record.fields.size() && listNumber(record.fields[column]);
        };
        if (!following.empty() && std::all_of(following.begin(), following.end(), isNumber))
            return true;
    }
    return false;
}

bool isSameName(const std::string &column, const std::string &asked)
{
    return column == asked || (!plainName(asked).empty() && plainName(column) == plainName(asked));
}

bool isNumber(const std::string &asked)
{
    return asked.find_first_not_of("0123456789") == std::string::npos;
}

/// The number of a column from 1, as the analyst may write it.
std::optional<std::size_t> columnNumber(const std::string &text, std::size_t columns)
{
    std::size_t number = 0;
    const auto *end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end || number < 1 || number > columns)
        return {};
    return number - 1;
}

/// "item_3": the place in a list a line; absent for other names.
std::optional<int> wideNumber(const std::string &field)
{
    const auto name = plainName(field);
    const auto digits = name.find_last_not_of("0123456789") + 1;
    int number = 0;
    const auto parsed = std::from_chars(name.data() + digits, name.data() + name.size(), number);
    const auto word = name.substr(0, digits);
    static const std::string_view kWords = " item itemid rec recommendation product top movie movieid ";
    if (parsed.ec != std::errc() || (!word.empty() && kWords.find(' ' + word + ' ') == std::string_view::npos))
        return {};
    return number;
}

} // namespace

std::optional<double> listNumber(const std::string &text)
{
    const auto read = [](const std::string &number) -> std::optional<double> {
        double value = 0;
        const auto parsed = std::from_chars(number.data(), number.data() + number.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != number.data() + number.size())
            return {};
        return value;
    };
    if (const auto value = read(text))
        return value;
    const auto comma = text.find(',');
    if (comma == std::string::npos || text.find(',', comma + 1) != std::string::npos ||
        text.find('.') != std::string::npos)
        return {};
    auto pointed = text;
    pointed[comma] = '.';
    return read(pointed);
}

void refuseUnfinite(double score, const QString &file, std::int64_t line, const std::string &text)
{
    if (!std::isfinite(score))
        throw Error("lists.bad-score",
                    QT_TRANSLATE_NOOP("Error",
                                      "In line %2 of %1 the score is %3, which has no place in an order: leave "
                                      "the line out or give it a number."),
                    {file, QString::number(line), QString::fromStdString(text)});
}

/// Reads a little further, so that what a column holds can be seen.
void ListTable::lookAhead(const ListRecord &first)
{
    constexpr std::size_t kEnough = 20;
    std::deque<ListRecord> ahead;
    while (ahead.size() < kEnough && next())
        ahead.push_back(m_record);
    m_ahead = std::move(ahead);
    m_record = first;
}

/// TREC's files have no names; the second column is the same word everywhere.
bool ListTable::readsAsTrec(const std::vector<ListRole> &needed)
{
    const bool isJudgement = m_record.fields.size() == 4;
    if (needed.size() < 2 || (!isJudgement && m_record.fields.size() != 6))
        return false;
    const auto &constant = m_record.fields[1];
    if (constant != "Q0" && constant != "q0" && constant != "0")
        return false;
    const auto fits = [&](const ListRecord &record) {
        return record.fields.size() == m_record.fields.size() && record.fields[1] == constant &&
               listNumber(record.fields[3]) && (isJudgement || listNumber(record.fields[4]));
    };
    if (!fits(m_record) || !std::all_of(m_ahead.begin(), m_ahead.end(), fits))
        return false;
    at(ListRole::User) = 0;
    at(ListRole::Item) = 2;
    at(isJudgement ? ListRole::Score : ListRole::Rank) = 3;
    if (!isJudgement) {
        at(ListRole::Score) = 4;
        at(ListRole::Run) = 5;
    }
    m_isTrec = true;
    return true;
}

void ListTable::takeNames(const ListRecord &first, const Named &named)
{
    std::vector<bool> taken(first.fields.size());
    const auto take = [&](ListRole role, std::size_t column) {
        at(role) = column;
        taken[column] = true;
        m_hasHeader |= role != ListRole::Run; // a word such as "tag" may be the name of a run
    };
    for (const auto role : kRoles) {
        const auto &asked = named[static_cast<std::size_t>(role)];
        for (std::size_t c = 0; c < first.fields.size() && !isNumber(asked) && !has(role); ++c)
            if (isSameName(first.fields[c], asked))
                take(role, c);
    }
    for (std::size_t c = 0; c < first.fields.size(); ++c) {
        const auto role = roleOf(first.fields[c]);
        if (role && !taken[c] && !has(*role))
            take(*role, c);
    }
    if (!m_hasHeader)
        m_at.fill(kAbsent);
}

/// Columns that were asked for by number. @return whether there are any
bool ListTable::takeNumbers(const ListRecord &first, const Named &named)
{
    bool any = false;
    for (const auto role : kRoles) {
        const auto column = columnNumber(named[static_cast<std::size_t>(role)], first.fields.size());
        if (!column)
            continue;
        for (auto &other : m_at)
            if (other == *column)
                other = kAbsent;
        at(role) = *column;
        any = true;
    }
    return any;
}

/// A list a line: user, then its products in columns that count.
void ListTable::takeWide(const ListRecord &first)
{
    std::map<int, std::size_t> places;
    for (std::size_t c = 0; c < first.fields.size(); ++c)
        if (const auto number = wideNumber(first.fields[c]); number && m_at[0] != c)
            places.emplace(*number, c);
    if (!has(ListRole::User) || has(ListRole::Item) || places.size() < 2)
        return;
    for (const auto &[number, column] : places)
        m_wide.push_back(column);
}

void ListTable::takeFallback(const ListRecord &first, Fallback withoutHeader, const std::vector<ListRole> &needed)
{
    if (isUnknownHeader(first, m_ahead))
        refuse(needed, needed);
    const auto roles = withoutHeader(first.fields.size());
    for (std::size_t c = 0; c < roles.size() && c < first.fields.size(); ++c)
        at(roles[c]) = c;
    m_isUnsettled = has(ListRole::Score) && !has(ListRole::Rank);
}

bool ListTable::open(Fallback withoutHeader, const std::vector<ListRole> &needed, const Named &named)
{
    if (!m_source.next || !next())
        return false;
    if (m_record.fields.size() == 1) {
        const auto fields = splitAtBlanks(m_record.fields.front());
        m_splitsBlanks = fields.size() == 6 || fields.size() == 4;
        if (m_splitsBlanks)
            m_record.fields = fields;
    }
    const auto first = m_record;
    takeNames(first, named);
    m_header = m_hasHeader ? first.fields : std::vector<std::string>();
    takeWide(first);
    if (!m_hasHeader) {
        lookAhead(first);
        if (!takeNumbers(first, named) && !readsAsTrec(needed))
            takeFallback(first, withoutHeader, needed);
        m_ahead.push_front(first);
    } else {
        takeNumbers(first, named);
    }
    std::vector<ListRole> missing;
    std::copy_if(needed.begin(), needed.end(), std::back_inserter(missing),
                 [this](ListRole role) { return !has(role) && !(role == ListRole::Item && isWide()); });
    if (!missing.empty())
        refuse(missing, needed);
    return true;
}

bool ListTable::next()
{
    if (!m_ahead.empty()) {
        m_record = std::move(m_ahead.front());
        m_ahead.pop_front();
        return true;
    }
    while (!m_ended) {
        m_record.line = m_source.next(m_record.fields);
        m_ended = m_record.line == 0;
        if (++m_records % 8192 == 0)
            m_job.checkpoint();
        if (m_ended || m_record.isBlank())
            continue;
        if (m_splitsBlanks)
            m_record.fields = splitAtBlanks(m_record.fields.front());
        return true;
    }
    return false;
}

QString ListTable::columnName(ListRole role) const
{
    const auto column = m_at[static_cast<std::size_t>(role)];
    return column < m_header.size() ? QString::fromStdString(m_header[column].substr(0, m_header[column].find(':')))
                                    : QStringLiteral("column %1").arg(column + 1);
}

QStringList ListTable::unusedColumns() const
{
    QStringList names;
    for (std::size_t c = 0; c < m_header.size(); ++c)
        if (std::find(m_at.begin(), m_at.end(), c) == m_at.end() &&
            std::find(m_wide.begin(), m_wide.end(), c) == m_wide.end())
            names << QString::fromStdString(m_header[c]);
    return names;
}

bool ListTable::knowsColumn(const std::string &name) const
{
    const auto isNamed = [&](const std::string &column) { return isSameName(column, name); };
    return std::any_of(m_header.begin(), m_header.end(), isNamed);
}

const std::string &ListTable::text(ListRole role) const
{
    if (const auto column = m_at[static_cast<std::size_t>(role)]; column < m_record.fields.size())
        return m_record.fields[column];
    throw Error("lists.short-row", QT_TRANSLATE_NOOP("Error", "Line %2 of %1 has too few fields."),
                {name(), QString::number(line())});
}

std::optional<double> ListTable::numberIfAny(ListRole role) const
{
    return listNumber(text(role));
}

double ListTable::number(ListRole role) const
{
    if (const auto value = numberIfAny(role))
        return *value;
    throw Error("lists.bad-number", QT_TRANSLATE_NOOP("Error", "In line %2 of %1 the %3 is no number: %4."),
                {name(), QString::number(line()), nameOf(role), QString::fromStdString(text(role))});
}

double ListTable::rank() const
{
    const auto value = number(ListRole::Rank);
    if (value >= 1 && std::isfinite(value) && value == std::floor(value))
        return value;
    throw Error("lists.bad-rank",
                QT_TRANSLATE_NOOP("Error", "In line %2 of %1 the rank is %3: ranks are whole numbers from 1."),
                {name(), QString::number(line()), QString::fromStdString(text(ListRole::Rank))});
}

double ListTable::score() const
{
    const auto value = number(ListRole::Score);
    refuseUnfinite(value, name(), line(), text(ListRole::Score));
    return value;
}

std::vector<std::string> ListTable::wideItems() const
{
    const auto &fields = m_record.fields;
    return mappedWhere<std::vector<std::string>>(
        m_wide, [&](std::size_t column) { return column < fields.size() && !fields[column].empty(); },
        [&](std::size_t column) { return fields[column]; });
}

void ListTable::refuse(const std::vector<ListRole> &missing, const std::vector<ListRole> &needed) const
{
    throw Error("lists.no-column",
                QT_TRANSLATE_NOOP("Error",
                                  "%1 names no %2 column: its first line must name %3, or there must be no header at "
                                  "all. Which column is what can be said: --user COL, --item COL, --rank COL, "
                                  "--score COL."),
                {name(), nameOf(missing), nameOf(needed)});
}

} // namespace aisle
