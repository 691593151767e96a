#include "core/transfer/recognition/roles/columnroles.h"

#include "core/transfer/recognition/roles/guessedroles.h"
#include "core/transfer/recognition/roles/listedroles.h"
#include "core/transfer/recognition/roles/namedroles.h"
#include "core/transfer/recognition/roles/toldroles.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kMostBare = 12;    ///< columns without names, of which two are still guessed
constexpr std::size_t kMostNameless = 6; ///< the same of columns whose names say nothing

/// Heads, relations and tails: a knowledge graph, no log.
bool isGraph(const Columns &columns)
{
    const auto has = [&](const char *part) {
        return std::ranges::any_of(columns, [&](const auto &column) {
            return column.name.startsWith(QLatin1String(part), Qt::CaseInsensitive);
        });
    };
    return has("head") && has("relation") && has("tail");
}

/// What hints and the names of columns say the file is, when it is no log. Names what has a name.
std::optional<FilePart> partByNames(Columns &columns, const RecognitionHints &hints, bool header)
{
    const bool formatTold = !hints.timeFormat.isEmpty() && hints.timeFormat != QLatin1String("auto");
    const bool isLog = hints.part == FilePart::Log;
    if (hints.part == FilePart::Items)
        return asCatalogue(columns);
    if (hints.part == FilePart::Users)
        return asShoppers(columns);
    if (!isLog && isGraph(columns))
        return FilePart::Unknown;
    if (header)
        for (const auto role : {Role::User, Role::Item, Role::Session, Role::Kind, Role::Time, Role::Value,
                                Role::Quantity, Role::UnitPrice})
            nameSingleRole(columns, role, formatTold);
    if (header)
        takeOrderNumbers(columns);
    if (!isLog && header && isCatalogue(columns))
        return asCatalogue(columns);
    const auto *user = withRole(columns, Role::User);
    const bool isOfEvents = withRole(columns, Role::Item) || withRole(columns, Role::Session) ||
                            withRole(columns, Role::Kind) || withRole(columns, Role::Time);
    if (!isLog && user && !isOfEvents && columns.size() > 1 && user->profile.isUnique())
        return asShoppers(columns);
    return {};
}

} // namespace

FilePart assignRoles(Columns &columns, const RecognitionHints &hints, bool header, const SampleRows &sample,
                     std::size_t firstRow, FilePart likely)
{
    applyHints(columns, hints);
    if (const auto part = partByNames(columns, hints, header))
        return *part;
    if (header)
        preferOwnOrders(columns, sample, firstRow);
    if (header)
        for (const auto role : {Role::User, Role::Item, Role::Session})
            nameOtherColumn(columns, role, sample, firstRow);
    nameFields(columns, false, true);
    nameFields(columns, false, false);
    takeNamesAsShoppers(columns, sample, firstRow);
    promoteTitle(columns);
    guessTimeAndKind(columns);
    countDays(columns);
    joinClock(columns);
    const bool isLog = hints.part == FilePart::Log;
    const bool named = withRole(columns, Role::User) || withRole(columns, Role::Item);
    const bool isTable = !isLog && !named && looksListed(columns);
    if (isTable && (!header || likely != FilePart::Unknown))
        return listed(columns, likely);
    const bool tellsNothing = !named && (header ? columns.size() > kMostNameless
                                                : !withRole(columns, Role::Time) && columns.size() > kMostBare);
    if (isLog || (!tellsNothing && !isTable))
        guessKeys(columns, header, sample, firstRow);
    takeTitlesAsKeys(columns, header);
    leaveForeignTitle(columns, sample, firstRow);
    if (!header)
        guessValues(columns, sample, firstRow);
    useTotals(columns);
    const bool hasBoth =
        withRole(columns, Role::Item) && (withRole(columns, Role::User) || withRole(columns, Role::Session));
    return isLog || (hasBoth && !isTable) ? FilePart::Log : FilePart::Unknown;
}

} // namespace aisle
