#pragma once
#include "core/transfer/recipe.h"

#include <optional>

namespace aisle {

/// What a column's name says about its role.
struct NamedRole
{
    Role role = Role::Ignore;
    QString field; ///< of item and user fields and context
    int strength =
        0; ///< 3: the role's usual name; 2: a usual name of something near it; 1: only a part of the name says so
    bool total = false; ///< an amount for the whole line, not for one piece
};

/// Names of shops, logs and papers in English, Chinese and the larger European languages; case, blanks and punctuation
/// do not count. @return nothing for a name that says nothing
std::optional<NamedRole> roleOfName(const QString &name);

/// Whether a name says that its column has keys, not what they are keys of: 商品id beside 商品, product code beside
/// product.
bool isKeyName(const QString &name);

/// Whether a name says that its column counts days from a start: day, days_since_start, 第几天.
bool isDayCountName(const QString &name);

/// Whether a column of values says how much somebody liked something (rating, stars, 评分), not how often or how long.
bool isRatingName(const QString &name);

/// What a log's word for a kind of event means, in the usual words (pv, addtocart, 加购, ...).
std::optional<Meaning> meaningOfWord(const QString &word);

/// What a column of two words says happened, by its name: liked, clicked, purchased.
struct FlagMeanings
{
    Meaning yes, no;
};
std::optional<FlagMeanings> meaningsOfFlag(const QString &name);
std::optional<bool> flagOfWord(const QString &word); ///< yes, TRUE, 1, 是; no, FALSE, 0, 否

/// Whether a column of shoppers has keys of who is not signed in: anonymousId, device_id, cookie.
bool isGuestName(const QString &name);

/// What number codes for kinds mean, known by the set of codes that occur: 1-4 (mobile shopping logs: view, favourite,
/// cart, purchase), 0-3 (the Tmall challenge: view, cart, purchase, favourite), 1-6 (the JData challenge).
std::vector<std::pair<QString, Meaning>> meaningsOfCodes(const QStringList &codes);

} // namespace aisle
