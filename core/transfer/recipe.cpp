#include "core/transfer/recipe.h"

#include "core/common/error.h"
#include "core/common/lookup/enumnames.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/jsontexts.h"

#include <QJsonArray>
#include <algorithm>

namespace aisle {

namespace {

constexpr auto kLayouts = enumNames<Layout>("events", "adjacency", "sequences");
constexpr auto kRoles = enumNames<Role>("ignore", "user", "item", "kind", "time", "value", "quantity", "unit-price",
                                        "session", "item-field", "user-field", "context", "line-total", "time-of-day");
constexpr auto kQuotes = enumNames<Quotes>("loose", "strict", "none", "apostrophe", "ditto");
constexpr auto kParts = enumNames<StoredPart>("none", "train", "valid", "test");

/// The value that is called so in the JSON; the first one where none is.
template <typename Enum, std::size_t Count>
Enum named(const EnumNames<Enum, Count> &names, const QJsonValue &name)
{
    return names.find(name.toString().toStdString()).value_or(Enum{});
}

QJsonObject toJson(const ColumnRole &column)
{
    QJsonObject object{{QStringLiteral("column"), column.column}, {QStringLiteral("role"), roleName(column.role)}};
    if (!column.field.isEmpty())
        object.insert(QStringLiteral("field"), column.field);
    return object;
}

QJsonArray toJson(const std::vector<ColumnRole> &columns)
{
    return mapped<QJsonArray>(columns, [](const ColumnRole &column) { return toJson(column); });
}

ColumnRole columnFromJson(const QJsonValue &value)
{
    const auto object = value.toObject();
    return {object.value(QLatin1String("column")).toString(), named(kRoles, object.value(QLatin1String("role"))),
            object.value(QLatin1String("field")).toString()};
}

std::vector<ColumnRole> columnsFromJson(const QJsonArray &array)
{
    return mapped<std::vector<ColumnRole>>(array, columnFromJson);
}

QJsonArray toJson(const std::vector<std::pair<QString, Meaning>> &kindMap)
{
    QJsonArray array;
    for (const auto &[word, meaning] : kindMap)
        array.append(QJsonArray{word, QString::fromLatin1(meaningName(meaning))});
    return array;
}

QJsonObject toJson(const Flattening &flattening)
{
    if (flattening.isEmpty())
        return {};
    return {{QStringLiteral("file_columns"), QJsonArray::fromStringList(flattening.fileColumns)},
            {QStringLiteral("lists"), QJsonArray::fromStringList(flattening.lists)},
            {QStringLiteral("list_separator"), flattening.listSeparator},
            {QStringLiteral("element_form"), flattening.elementForm}};
}

Flattening flatteningFrom(const QJsonObject &json)
{
    return {textsOf(json.value(QLatin1String("file_columns"))), textsOf(json.value(QLatin1String("lists"))),
            json.value(QLatin1String("list_separator")).toString(),
            json.value(QLatin1String("element_form")).toString()};
}

Meaning meaningFrom(const QJsonValue &value)
{
    return meaningFromName(value.toString().toStdString()).meaning;
}

std::vector<std::pair<QString, Meaning>> kindMapFromJson(const QJsonArray &array)
{
    std::vector<std::pair<QString, Meaning>> kindMap;
    for (const auto &value : array)
        kindMap.emplace_back(value.toArray().at(0).toString(), meaningFrom(value.toArray().at(1)));
    return kindMap;
}

} // namespace

QString roleName(Role role)
{
    return QString::fromLatin1(kRoles.of(role));
}

QString layoutName(Layout layout)
{
    return QString::fromLatin1(kLayouts.of(layout));
}

bool isField(Role role)
{
    return role == Role::ItemField || role == Role::UserField || role == Role::Context;
}

bool hasRole(const std::vector<ColumnRole> &columns, Role role)
{
    return std::ranges::find(columns, role, &ColumnRole::role) != columns.end();
}

QJsonObject Recipe::toJson() const
{
    return {{QStringLiteral("layout"), layoutName(layout)},
            {QStringLiteral("separator"), separator},
            {QStringLiteral("header"), header},
            {QStringLiteral("encoding"), encoding},
            {QStringLiteral("columns"), aisle::toJson(columns)},
            {QStringLiteral("time_format"), timeFormat},
            {QStringLiteral("day_first"), dayFirst},
            {QStringLiteral("time_zone"), timeZone},
            {QStringLiteral("decimal"), QString(decimal)},
            {QStringLiteral("missing"), QJsonArray::fromStringList(missing)},
            {QStringLiteral("kind_default"), kindDefault},
            {QStringLiteral("kind_default_meaning"), QString::fromLatin1(meaningName(kindDefaultMeaning))},
            {QStringLiteral("kind_map"), aisle::toJson(kindMap)},
            {QStringLiteral("negative_quantity_is_return"), negativeQuantityIsReturn},
            {QStringLiteral("drop_duplicates"), dropDuplicates},
            {QStringLiteral("guests_by_session"), guestsBySession},
            {QStringLiteral("sessions_are_users"), sessionsAreUsers},
            {QStringLiteral("part"), QString::fromLatin1(kParts.of(part))},
            {QStringLiteral("part_column"), partColumn},
            {QStringLiteral("join_file"), joinFile},
            {QStringLiteral("join_column"), joinColumn},
            {QStringLiteral("join_columns"), aisle::toJson(joinColumns)},
            {QStringLiteral("max_field_bytes"), qint64(maxFieldBytes)},
            {QStringLiteral("unrated"), QJsonArray::fromStringList(unrated)},
            {QStringLiteral("skip_lines"), skipLines},
            {QStringLiteral("comment"), comment},
            {QStringLiteral("quotes"), QString::fromLatin1(kQuotes.of(quotes))},
            {QStringLiteral("flattening"), aisle::toJson(flattening)},
            {QStringLiteral("filled_down"), QJsonArray::fromStringList(filledDown)},
            {QStringLiteral("heads_below"), headsBelow},
            {QStringLiteral("order_column"), orderColumn}};
}

Recipe Recipe::fromJson(const QJsonObject &json)
{
    const auto text = [&](const char *key, QString &member) {
        if (const auto value = json.value(QLatin1String(key)); value.isString())
            member = value.toString();
    };
    const auto flag = [&](const char *key, bool &member) { member = json.value(QLatin1String(key)).toBool(member); };
    Recipe recipe;
    recipe.layout = named(kLayouts, json.value(QLatin1String("layout")));
    text("separator", recipe.separator);
    flag("header", recipe.header);
    text("encoding", recipe.encoding);
    recipe.columns = columnsFromJson(json.value(QLatin1String("columns")).toArray());
    text("time_format", recipe.timeFormat);
    flag("day_first", recipe.dayFirst);
    text("time_zone", recipe.timeZone);
    if (const auto mark = json.value(QLatin1String("decimal")).toString(); !mark.isEmpty())
        recipe.decimal = mark.front();
    if (const auto words = json.value(QLatin1String("missing")); words.isArray())
        recipe.missing = textsOf(words);
    text("kind_default", recipe.kindDefault);
    if (json.contains(QLatin1String("kind_default_meaning")))
        recipe.kindDefaultMeaning = meaningFrom(json.value(QLatin1String("kind_default_meaning")));
    recipe.kindMap = kindMapFromJson(json.value(QLatin1String("kind_map")).toArray());
    flag("negative_quantity_is_return", recipe.negativeQuantityIsReturn);
    flag("drop_duplicates", recipe.dropDuplicates);
    flag("guests_by_session", recipe.guestsBySession);
    flag("sessions_are_users", recipe.sessionsAreUsers);
    recipe.part = named(kParts, json.value(QLatin1String("part")));
    text("part_column", recipe.partColumn);
    text("join_file", recipe.joinFile);
    text("join_column", recipe.joinColumn);
    recipe.joinColumns = columnsFromJson(json.value(QLatin1String("join_columns")).toArray());
    recipe.maxFieldBytes = json.value(QLatin1String("max_field_bytes")).toInteger(recipe.maxFieldBytes);
    recipe.unrated = textsOf(json.value(QLatin1String("unrated")));
    recipe.skipLines = std::max(0, json.value(QLatin1String("skip_lines")).toInt());
    text("comment", recipe.comment);
    recipe.quotes = named(kQuotes, json.value(QLatin1String("quotes")));
    recipe.flattening = flatteningFrom(json.value(QLatin1String("flattening")).toObject());
    recipe.filledDown = textsOf(json.value(QLatin1String("filled_down")));
    recipe.headsBelow = json.value(QLatin1String("heads_below")).toBool();
    text("order_column", recipe.orderColumn);
    return recipe;
}

namespace {

template <typename Is>
std::optional<int> firstThat(const std::vector<ColumnRole> &columns, const Is &is)
{
    const auto found = std::ranges::find_if(columns, is);
    return found == columns.end() ? std::nullopt : std::optional(int(found - columns.begin()));
}

} // namespace

std::optional<int> Recipe::columnOf(Role role) const
{
    return firstThat(columns, [&](const auto &column) {
        return column.role == role && (role != Role::User || column.field != QLatin1String(kGuestField));
    });
}

std::optional<int> Recipe::columnCalled(const QString &name) const
{
    return firstThat(columns, [&](const auto &column) { return column.isCalled(name); });
}

Recipe Recipe::ofFile() const
{
    auto plain = *this;
    if (flattening.isEmpty())
        return plain;
    plain.columns.clear();
    for (const auto &name : flattening.fileColumns)
        plain.columns.push_back({name, Role::Ignore, {}});
    plain.flattening = {};
    return plain;
}

bool Recipe::hasGroups() const
{
    return !columns.empty() && columns.back().column == QLatin1String(kGroupColumn);
}

void refuseWithout(Role key, const Recipe &recipe, const QString &file)
{
    QStringList names;
    for (const auto &column : recipe.columns)
        names << column.column;
    const QStringList arguments{file, names.join(QStringLiteral(", "))};
    if (key == Role::User)
        throw Error("import.no-user",
                    QT_TRANSLATE_NOOP("Error", "No column of %1 looks like a shopper: name it. Its columns are: %2."),
                    arguments);
    throw Error("import.no-item",
                QT_TRANSLATE_NOOP("Error", "No column of %1 looks like a product: name it. Its columns are: %2."),
                arguments);
}

} // namespace aisle
