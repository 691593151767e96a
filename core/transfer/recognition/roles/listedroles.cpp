#include "core/transfer/recognition/roles/listedroles.h"

#include "core/transfer/recognition/columnwords.h"
#include "core/transfer/recognition/roles/namedroles.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::int64_t kFewestListed = 10; ///< rows of a list that is known for one by its keys alone

bool isGender(const ColumnProfile &profile)
{
    static const QStringList kWords{QStringLiteral("m"),      QStringLiteral("f"),  QStringLiteral("male"),
                                    QStringLiteral("female"), QStringLiteral("男"), QStringLiteral("女")};
    const auto isWord = [](const auto &word) { return kWords.contains(word.first.toLower()); };
    return profile.words.size() == 2 && std::ranges::all_of(profile.words, isWord);
}

/// The column of titles where the columns have no names; null: there is none.
template <typename All>
auto *untitled(All &columns)
{
    const auto found = std::ranges::find_if(columns, [](const auto &column) {
        const auto &profile = column.profile;
        return column.role == Role::Ignore && column.name.startsWith(u'#') && profile.share(profile.letters) > 0.9 &&
               profile.distinct * 10 >= profile.filled * 8 && profile.timeShare() < 0.5;
    });
    return found == columns.end() || hasField(columns, "title") ? nullptr : &*found;
}

/// The key of a list: by its name, or the first column without repeats.
void giveKey(Columns &columns, Role role)
{
    nameSingleRole(columns, role);
    if (withRole(columns, role))
        return;
    const auto key = std::ranges::find_if(columns, [](const auto &column) {
        return !column.fixed && column.profile.isUnique() && isKeyLike(column.profile);
    });
    auto &column = key == columns.end() ? columns.front() : *key;
    give(column, role, {}, QStringLiteral("the first column without repeats"));
}

void giveAttribute(ColumnGuess &column, const Columns &columns)
{
    const auto name = roleOfName(column.name);
    const bool isPrice = name && name->role == Role::UnitPrice && !name->total &&
                         column.profile.share(column.profile.numbers) >= 0.5 && !hasField(columns, "price");
    give(column, Role::ItemField, isPrice ? QStringLiteral("price") : column.name,
         isPrice ? QStringLiteral("its name says price") : QStringLiteral("an attribute of the product"));
}

} // namespace

bool isCatalogue(const Columns &columns)
{
    if (withRole(columns, Role::User) || withRole(columns, Role::Session) || withRole(columns, Role::Kind))
        return false;
    const bool titled = std::ranges::any_of(columns, [](const auto &column) {
        const auto named = roleOfName(column.name);
        return named && named->role == Role::ItemField;
    });
    if (const auto *item = withRole(columns, Role::Item))
        return (item->profile.isUnique() || item->profile.filled < 2) && (titled || !withRole(columns, Role::Time));
    static const QStringList kKeys{QStringLiteral("id"),   QStringLiteral("code"), QStringLiteral("key"),
                                   QStringLiteral("编号"), QStringLiteral("編號"), QStringLiteral("编码"),
                                   QStringLiteral("代码")};
    return titled && !withRole(columns, Role::Time) &&
           std::any_of(columns.begin(), columns.end(), [](const auto &column) {
               return kKeys.contains(column.name.toLower()) && column.profile.isUnique();
           });
}

FilePart asCatalogue(Columns &columns)
{
    for (auto &column : columns)
        if (!column.fixed)
            column.role = Role::Ignore;
    giveKey(columns, Role::Item);
    nameFields(columns, true, true);
    nameFields(columns, true, false);
    promoteTitle(columns);
    if (auto *title = untitled(columns))
        give(*title, Role::ItemField, QStringLiteral("title"), QStringLiteral("the first column of differing texts"));
    const bool named = std::ranges::any_of(columns, [](const auto &column) { return !column.name.startsWith(u'#'); });
    for (auto &column : columns) {
        if (!column.isFree())
            continue;
        if (named && column.name.startsWith(u'#') && column.profile.counts)
            column.why = QStringLiteral("the rows' own numbers");
        else
            giveAttribute(column, columns);
    }
    return FilePart::Items;
}

FilePart asShoppers(Columns &columns)
{
    for (auto &column : columns)
        if (!column.fixed && column.role != Role::User)
            column.role = Role::Ignore;
    giveKey(columns, Role::User);
    for (auto &column : columns) {
        if (column.fixed || column.role == Role::User)
            continue;
        const auto named = roleOfName(column.name);
        const bool known = named && named->role == Role::UserField;
        give(column, Role::UserField,
             known                      ? named->field
             : isGender(column.profile) ? QStringLiteral("gender")
                                        : column.name,
             QStringLiteral("an attribute of the shopper"));
    }
    return FilePart::Users;
}

bool looksListed(const Columns &columns)
{
    const auto key =
        std::ranges::find_if(columns, [](const auto &column) { return !column.fixed && isKeyLike(column.profile); });
    return !withRole(columns, Role::Time) && !withRole(columns, Role::Session) && key != columns.end() &&
           key->profile.isUnique() && key->profile.filled >= kFewestListed;
}

FilePart listed(Columns &columns, FilePart likely)
{
    const bool people = std::ranges::any_of(columns, [](const auto &column) { return isGender(column.profile); });
    if (people || likely == FilePart::Users)
        return asShoppers(columns);
    if (likely == FilePart::Items || (likely == FilePart::Unknown && untitled(columns) && columns.size() > 2))
        return asCatalogue(columns);
    return likely;
}

} // namespace aisle
