#include "core/transfer/importing/eventcoder.h"

#include "core/common/error.h"
#include "core/transfer/nested/cells.h"
#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/numbers.h"

#include <algorithm>
#include <bitset>
#include <charconv>
#include <cmath>
#include <unordered_set>

namespace aisle {

namespace {

constexpr std::size_t kLongestTotal = 24;

/// Words that stand where the shopper's key would be in a line of totals.
bool isTotalWord(std::string_view text)
{
    static const std::unordered_set<std::string> kWords{
        "total",        "totals",         "grand total", "sub total",     "subtotal",      "sum",
        "gesamt",       "gesamtsumme",    "summe",       "suma",          "razem",         "zwischensumme",
        "totaux",       "итого",          "Итого",       "totale",        "total général", "всего",
        "Всего",        "total general",  "totaal",      "合计",          "总计",          "小计",
        "合計",         "總計",           "小計",        "総計",          "総合計",        "toplam",
        "합계",         "총계",           "총합계",      "소계",          "평균",          "平均",
        "平均值",       "total generale", "somme",       "sous-total",    "moyenne",       "durchschnitt",
        "mittelwert",   "anzahl",         "average",     "avg",           "count",         "total count",
        "report total", "page total",     "row count",   "promedio",      "recuento",      "conteggio",
        "celkem",       "összesen",       "summa",       "yhteensä",      "i alt",         "genel toplam",
        "รวม",          "tổng",           "tổng cộng",   "number of rows"};
    while (text.ends_with(':'))
        text.remove_suffix(1);
    if (text.ends_with("："))
        text.remove_suffix(3);
    static const std::bitset<256> kFirst = [] { // few keys begin like one
        std::bitset<256> first;
        for (const auto &word : kWords) {
            first.set(static_cast<unsigned char>(word.front()));
            first.set(static_cast<unsigned char>(word.front() >= 'a' && word.front() <= 'z' ? word.front() - 0x20
                                                                                            : word.front()));
        }
        return first;
    }();
    if (text.empty() || !kFirst.test(static_cast<unsigned char>(text.front())) ||
        std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    std::string word(trimmed(text));
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return kWords.contains(word);
}

void appendJsonText(std::string &json, std::string_view text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00";
            json += kHex[(c >> 4) & 1];
            json += kHex[c & 15];
        } else {
            json += c;
        }
    }
    json += '"';
}

std::optional<double> wholeDouble(std::string_view text)
{
    double value;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = end.ec == std::errc() && end.ptr == text.data() + text.size();
    return isWhole ? std::optional(value) : std::nullopt;
}

/// A number as JSON writes it: no sign but minus, no leading zero.
bool isJsonNumber(std::string_view text)
{
    const auto digits = text.starts_with('-') ? text.substr(1) : text;
    const bool isOther = digits.empty() || digits.front() < '0' || digits.front() > '9' || digits.back() == '.' ||
                         (digits.size() > 1 && digits.front() == '0' && digits[1] != '.');
    return !isOther && wholeDouble(text);
}

std::vector<QString> namesOf(const Recipe &recipe, Role role)
{
    std::vector<QString> names;
    for (const auto *columns : {&recipe.columns, &recipe.joinColumns}) {
        for (const auto &column : *columns) {
            if (column.role == role)
                names.push_back(column.field.isEmpty() ? column.column : column.field);
        }
    }
    return names;
}

Meaning meaningOf(const QString &word, const Recipe &recipe)
{
    const auto mapped = std::ranges::find(recipe.kindMap, word, &std::pair<QString, Meaning>::first);
    return mapped != recipe.kindMap.end() ? mapped->second : meaningFromName(word.toLower().toStdString()).meaning;
}

} // namespace

EventCoder::EventCoder(const Recipe &recipe, const JoinTable *join, const QString &spillFolder, const QString &file)
    : itemFacts(namesOf(recipe, Role::ItemField)), userFacts(namesOf(recipe, Role::UserField)), m_recipe(recipe),
      m_join(join), m_times(recipe), m_contexts(spillFolder)
{
    for (const auto &word : recipe.missing) {
        m_missing.push_back(word.toStdString());
        m_longestMissing = std::max(m_longestMissing, m_missing.back().size());
    }
    for (const auto &word : recipe.unrated)
        m_unrated.push_back(word.toStdString());
    if (recipe.layout == Layout::Events)
        findColumns(file);
    describeLayout();
    m_kinds.push_back({0, recipe.kindDefault.toStdString(), recipe.kindDefaultMeaning});
}

void EventCoder::findColumns(const QString &file)
{
    for (std::size_t i = 0; i < m_recipe.columns.size(); ++i) {
        assign(m_recipe.columns[i], {static_cast<int>(i), -1});
        if (m_join && m_recipe.columns[i].isCalled(m_recipe.joinColumn))
            m_joinKey.main = static_cast<int>(i);
    }
    for (std::size_t i = 0; i < m_recipe.joinColumns.size(); ++i)
        assign(m_recipe.joinColumns[i], {-1, static_cast<int>(i)});
    if (!m_user.exists())
        m_user = m_guest;
    else if (m_user.other < 0)
        m_user.other = m_guest.main;
    if (m_join && !m_joinKey.exists())
        throw Error("import.no-column", QT_TRANSLATE_NOOP("Error", "There is no column %1 in %2."),
                    {m_recipe.joinColumn, file});
    if (m_recipe.sessionsAreUsers || (!m_user.exists() && m_recipe.guestsBySession)) {
        if (!m_session.exists())
            throw Error("import.no-session",
                        QT_TRANSLATE_NOOP("Error", "No column of %1 is an order or session: name it."), {file});
        if (m_recipe.sessionsAreUsers)
            m_user = m_session;
    }
    if (m_recipe.columns.size() == 1 && !m_join) // mostly split at the wrong character
        throw Error("import.one-column",
                    QT_TRANSLATE_NOOP("Error", "%1 has one column only (%2): choose another separator, or a file that "
                                               "has both shoppers and products."),
                    {file, m_recipe.columns.front().column});
    if (!m_user.exists() && !m_recipe.guestsBySession)
        refuseWithout(Role::User, m_recipe, file);
    if (!m_item.exists())
        refuseWithout(Role::Item, m_recipe, file);
    findFilledDown();
}

void EventCoder::findFilledDown()
{
    for (std::size_t i = 0; i < m_recipe.columns.size(); ++i) {
        if (m_recipe.filledDown.contains(m_recipe.columns[i].column))
            m_filledDown.push_back({i});
        if (!m_recipe.orderColumn.isEmpty() && m_recipe.columns[i].column == m_recipe.orderColumn)
            m_orderColumn = static_cast<int>(i);
    }
}

/// The further lines of an order take what only its first line has.
void EventCoder::fillDown()
{
    const auto field = [&](std::size_t i) {
        return i < m_row->fieldCount ? trimmed(m_batch->fields[m_row->firstField + i]) : std::string_view();
    };
    const auto order = m_orderColumn >= 0 ? field(static_cast<std::size_t>(m_orderColumn)) : std::string_view();
    const bool isBlank = std::all_of(m_filledDown.begin(), m_filledDown.end(),
                                     [&](const auto &each) { return isMissing(field(each.column)); });
    const bool goesOn = m_orderColumn >= 0 ? !order.empty() && order == m_order : isBlank;
    const auto *first = m_batch->fields.data() + m_row->firstField;
    m_filled.assign(first, first + m_row->fieldCount);
    m_filled.resize(std::max(m_filled.size(), m_recipe.columns.size()));
    for (auto &each : m_filledDown) {
        if (const auto own = field(each.column); !isMissing(own))
            each.value = own;
        else if (goesOn)
            m_filled[each.column] = each.value;
        else
            each.value.clear();
    }
    m_order = order;
}

bool EventCoder::isTotalLine(std::string_view user) const
{
    if (user.size() <= kLongestTotal && isTotalWord(user))
        return true;
    const auto first = m_row->fieldCount > 0 ? trimmed(m_batch->fields[m_row->firstField]) : std::string_view();
    return m_item.main != 0 && first.size() <= kLongestTotal && first != user && isTotalWord(first);
}

void EventCoder::assign(const ColumnRole &role, Column column)
{
    if (!m_recipe.partColumn.isEmpty() && role.isCalled(m_recipe.partColumn))
        m_part = column;
    const auto name = role.field.isEmpty() ? role.column : role.field;
    const auto first = [&](Column &place) {
        if (!place.exists())
            place = column;
        else if (place.other < 0)
            place.other = column.main;
    };
    switch (role.role) {
    case Role::User:
        return first(role.field == QLatin1String(kGuestField) ? m_guest : m_user);
    case Role::Item:
        return first(m_item);
    case Role::Kind:
        return first(m_kind);
    case Role::Time:
        return first(m_time);
    case Role::Value:
        return first(m_value);
    case Role::Quantity:
        return first(m_quantity);
    case Role::UnitPrice:
        return first(m_price);
    case Role::LineTotal:
        return first(m_total);
    case Role::TimeOfDay:
        return first(m_clock);
    case Role::Session:
        return first(m_session);
    case Role::ItemField:
        return m_itemColumns.push_back(column);
    case Role::UserField:
        return m_userColumns.push_back(column);
    case Role::Context:
        m_contextColumns.push_back(column);
        return m_contextNames.push_back(name.toStdString());
    case Role::Ignore:
        return;
    }
}

void EventCoder::describeLayout()
{
    m_layout.hasPart = m_part.exists() || m_recipe.part != StoredPart::None;
    m_layout.hasSession = m_session.exists();
    m_layout.hasTime = m_time.exists();
    m_layout.hasValue = m_value.exists();
    m_layout.hasQuantity = m_quantity.exists();
    m_layout.hasPrice = m_price.exists() || m_total.exists();
    m_layout.hasContext = !m_contextColumns.empty();
}

bool EventCoder::isMissing(std::string_view text) const
{
    return text.empty() ||
           (text.size() <= m_longestMissing && std::find(m_missing.begin(), m_missing.end(), text) != m_missing.end());
}

std::string_view EventCoder::text(const Column &column) const
{
    std::string_view found;
    if (column.main >= 0 && !m_filled.empty())
        found = trimmed(m_filled[static_cast<std::size_t>(column.main)]);
    else if (column.main >= 0 && static_cast<std::uint32_t>(column.main) < m_row->fieldCount)
        found = trimmed(m_batch->fields[m_row->firstField + static_cast<std::uint32_t>(column.main)]);
    else if (column.joined >= 0 && m_joined)
        found = trimmed(m_join->text((*m_joined)[static_cast<std::size_t>(column.joined)]));
    if (!isMissing(found))
        return found;
    return column.other < 0 ? std::string_view() : text({column.other});
}

std::optional<double> EventCoder::number(std::string_view text) const
{
    const bool isPlain =
        m_recipe.decimal == u'.' && (text.front() == '-' ? text.size() > 1 && text[1] <= '9' : text.front() <= '9');
    const auto value = isPlain ? wholeDouble(text) : std::nullopt;
    return value && std::isfinite(*value) ? value : parseNumber(text, m_recipe.decimal);
}

std::uint16_t EventCoder::addKind(const QString &word)
{
    const auto name = word.toStdString();
    const auto known = std::ranges::find(m_kinds, name, &EventKind::name);
    if (known != m_kinds.end())
        return static_cast<std::uint16_t>(known - m_kinds.begin());
    if (m_kinds.size() > 1000)
        throw Error("import.too-many-kinds",
                    QT_TRANSLATE_NOOP(
                        "Error", "The column taken for the kind of event has more than 1,000 different words, such as "
                                 "\"%1\": name another one."),
                    {word});
    m_kinds.push_back({0, name, meaningOf(word, m_recipe)});
    return static_cast<std::uint16_t>(m_kinds.size() - 1);
}

std::uint16_t EventCoder::kindOf(std::string_view word)
{
    if (word.empty())
        return m_defaultKind;
    const auto known = m_kindWords.size();
    const auto code = m_kindWords.code(word);
    if (code == known)
        m_kindOfWord.push_back(addKind(QString::fromUtf8(word)));
    return m_kindOfWord[code];
}

StoredPart EventCoder::partOf(std::string_view word) const
{
    const auto lower = QString::fromUtf8(word).toLower();
    if (lower.startsWith(QStringLiteral("train")))
        return StoredPart::Train;
    if (lower.startsWith(QStringLiteral("val")) || lower.startsWith(QStringLiteral("dev")))
        return StoredPart::Valid;
    if (lower.startsWith(QStringLiteral("test")))
        return StoredPart::Test;
    return m_recipe.part;
}

std::optional<Rejection> EventCoder::codeTime(CodedRow &out)
{
    const auto written = text(m_time);
    if (written.empty())
        return Rejection{"bad-time", {}};
    const auto at = m_clock.exists() ? m_times.parse(written, text(m_clock)) : m_times.parse(written);
    if (!at)
        return Rejection{"bad-time", m_clock.exists() && m_times.parse(written) ? text(m_clock) : written};
    out.at = *at;
    return {};
}

std::optional<Rejection> EventCoder::codeFigures(CodedRow &out)
{
    if (m_layout.hasTime) {
        if (auto rejection = codeTime(out))
            return rejection;
    }
    double total = std::nan("");
    const auto read = [&](const Column &column, double &figure) {
        const auto written = text(column);
        if (written.empty() || (&column == &m_value && std::ranges::find(m_unrated, written) != m_unrated.end()))
            return std::string_view();
        auto value = number(written);
        if (!value && &column == &m_value)
            value = parseRating(written, m_recipe.decimal);
        if (value)
            figure = *value;
        return value ? std::string_view() : written;
    };
    for (const auto &[column, figure] : {std::pair(&m_value, &out.value), std::pair(&m_quantity, &out.quantity),
                                         std::pair(&m_price, &out.price), std::pair(&m_total, &total)}) {
        if (!column->exists())
            continue;
        if (const auto wrong = read(*column, *figure); !wrong.empty())
            return Rejection{"bad-number", wrong};
    }
    if (std::isnan(out.price) && std::isfinite(total) && out.quantity != 0)
        out.price = std::isnan(out.quantity) ? total : total / out.quantity;
    if (std::isinf(out.price))
        return Rejection{"bad-number", text(m_total)};
    return {};
}

std::uint64_t EventCoder::codeContext()
{
    m_scratch.clear();
    for (std::size_t i = 0; i < m_contextColumns.size(); ++i) {
        const auto value = text(m_contextColumns[i]);
        if (value.empty())
            continue;
        m_scratch += m_scratch.empty() ? '{' : ',';
        appendJsonText(m_scratch, m_contextNames[i]);
        m_scratch += ':';
        if (isJsonNumber(value))
            m_scratch += value;
        else
            appendJsonText(m_scratch, value);
    }
    if (m_scratch.empty())
        return 0;
    m_scratch += '}';
    return m_contexts.append(m_scratch);
}

void EventCoder::codeKeys(std::string_view user, std::string_view item, CodedRow &out)
{
    out.user = users.code(user);
    for (std::size_t i = 0; i < m_userColumns.size(); ++i) {
        if (const auto value = text(m_userColumns[i]); !value.empty())
            userFacts.add(out.user, i, value);
    }
    if (item.empty())
        return;
    const auto code = items.code(item);
    out.itemPlusOne = code + 1;
    for (std::size_t i = 0; i < m_itemColumns.size(); ++i) {
        if (const auto value = text(m_itemColumns[i]); !value.empty())
            itemFacts.add(code, i, value);
    }
    if (m_layout.hasPrice && out.price > 0) {
        if (code >= itemPrices.size())
            itemPrices.resize(items.size(), {kNoTime, std::numeric_limits<double>::quiet_NaN()});
        if (out.at >= itemPrices[code].first)
            itemPrices[code] = {out.at, out.price};
    }
}

std::optional<Rejection> EventCoder::code(const RowBatch &batch, const RowBatch::Row &row, CodedRow &out)
{
    m_batch = &batch;
    m_row = &row;
    if (row.reason) {
        for (auto &each : m_filledDown)
            each.value.clear();
        return Rejection{row.reason, {}};
    }
    if (!m_filledDown.empty())
        fillDown();
    if (m_join) {
        const auto key = text(m_joinKey);
        m_joined = key.empty() ? std::nullopt : m_join->find(key);
        if (!m_joined && (m_user.isJoined() || m_item.isJoined()))
            return Rejection{"no-match", key};
    }
    auto user = text(m_user);
    const auto session = text(m_session);
    std::string guest;
    m_isGuest = user.empty() && m_recipe.guestsBySession && !session.empty();
    if (m_isGuest) {
        guest = "guest " + std::string(session);
        user = guest;
    }
    if (user.empty())
        return Rejection{"no-user", {}};
    if (isTotalLine(user))
        return Rejection{"total", user};
    if ((user.front() == '{' || user.front() == '[') && isJsonValue(user))
        return Rejection{"nested-key", user};
    out = {};
    out.kind = kindOf(text(m_kind));
    const auto item = text(m_item);
    const auto meaning = m_kinds[out.kind].meaning;
    if (item.empty() && meaning != Meaning::Search && meaning != Meaning::Other)
        return Rejection{"no-item", {}};
    if (!item.empty() && (item.front() == '{' || item.front() == '[') && isJsonValue(item))
        return Rejection{"nested-key", item};
    if (auto rejection = codeFigures(out))
        return rejection;
    if (m_recipe.negativeQuantityIsReturn && out.quantity < 0) {
        if (m_returnKind == 0)
            m_returnKind = addKind(QStringLiteral("return"));
        out.kind = m_returnKind;
    }
    out.part = m_part.exists() ? partOf(text(m_part)) : m_recipe.part;
    if (!session.empty())
        out.sessionPlusOne = sessions.code(session) + 1;
    if (m_layout.hasContext)
        out.context = codeContext();
    codeKeys(user, item, out);
    return {};
}

CodedRow EventCoder::codePair(std::string_view user, std::string_view item)
{
    CodedRow row;
    row.user = users.code(user);
    row.itemPlusOne = items.code(item) + 1;
    row.part = m_recipe.part;
    return row;
}

} // namespace aisle
