#include "core/transfer/recognition/roles/toldroles.h"

#include "core/common/error.h"
#include "core/common/text/nearest.h"

namespace aisle {

namespace {

std::optional<std::size_t> columnCalled(const Columns &columns, const QString &called)
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == called)
            return i;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name.compare(called, Qt::CaseInsensitive) == 0)
            return i;
    bool isNumber = false;
    const auto number = called.toInt(&isNumber);
    return isNumber && number >= 1 && std::size_t(number) <= columns.size() ? std::optional(std::size_t(number - 1))
                                                                            : std::nullopt;
}

struct ToldRole
{
    Role role;
    QString field;
};

ToldRole roleTold(const QString &key, bool catalogue)
{
    static const std::map<QString, Role> kTold{{QStringLiteral("user"), Role::User},
                                               {QStringLiteral("item"), Role::Item},
                                               {QStringLiteral("kind"), Role::Kind},
                                               {QStringLiteral("time"), Role::Time},
                                               {QStringLiteral("value"), Role::Value},
                                               {QStringLiteral("quantity"), Role::Quantity},
                                               {QStringLiteral("unit-price"), Role::UnitPrice},
                                               {QStringLiteral("session"), Role::Session},
                                               {QStringLiteral("line-total"), Role::LineTotal},
                                               {QStringLiteral("time-of-day"), Role::TimeOfDay},
                                               {QStringLiteral("part-column"), Role::Ignore},
                                               {QStringLiteral("ignore"), Role::Ignore}};
    if (const auto found = kTold.find(key); found != kTold.end())
        return {found->second, {}};
    if (key == QLatin1String("price") && !catalogue)
        return {Role::UnitPrice, {}};
    return {Role::ItemField, key};
}

/// A column has one role: of two, one would be lost without a word.
void tell(ColumnGuess &column, Role role, const QString &field)
{
    const auto named = [](Role each, const QString &its) { return each == Role::ItemField ? its : roleName(each); };
    if (column.fixed && (column.role != role || column.field != field))
        throw Error("import.column-twice",
                    QT_TRANSLATE_NOOP("Error", "The column %1 cannot be %2 and %3 at once: name another one for one of "
                                               "them."),
                    {column.name, named(column.role, column.field), named(role, field)});
    give(column, role, field, QStringLiteral("as told"));
    column.fixed = true;
}

} // namespace

void applyHints(Columns &columns, const RecognitionHints &hints)
{
    QStringList names;
    for (const auto &column : columns)
        names << column.name;
    const auto find = [&](const QString &called) -> ColumnGuess & {
        const auto at = columnCalled(columns, called);
        if (!at)
            throw Error("import.no-column",
                        QT_TRANSLATE_NOOP("Error", "There is no column %1. The columns are, the "
                                                   "nearest first: %2."),
                        {called, nearestFirst(called, names).join(QStringLiteral(", "))});
        return columns[*at];
    };
    for (const auto &[key, called] : hints.columns) {
        if (called.isEmpty())
            continue;
        const auto [role, field] = roleTold(key, hints.part == FilePart::Items);
        tell(find(called), role, field);
    }
    for (const auto &called : hints.contextColumns) {
        auto &column = find(called);
        tell(column, Role::Context, column.name);
    }
}

} // namespace aisle
