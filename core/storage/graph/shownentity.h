#pragma once
#include "core/common/keyformatter.h"

#include <QString>

namespace aisle {

/// An entity as a statement reads it (kShownEntity): its name, and below it, where it is tied to a product or shopper,
/// "i" or "u" and the key, and a product's title.
struct ShownEntity
{
    QString name;
    QChar subject{}; ///< 'i', 'u', or null: neither
    QString key, title;

    static ShownEntity of(const QString &read);
    /// What a person sees: a product's title and key, a shopper's key, else the name. With pseudonyms on, neither a key
    /// nor a name that may repeat one.
    QString text(const KeyFormatter &keys) const;
    /// That name, or the key's pseudonym.
    QString nameText(const KeyFormatter &keys) const;
};

/// A column of graph_entity e.
inline constexpr const char *kShownEntity = "replace(e.name, char(10), ' ') || coalesce((SELECT char(10) || CASE "
                                            "l.subject WHEN 'items' THEN 'i' ELSE 'u' END || l.key || char(10) || "
                                            "coalesce((SELECT replace(i.title, char(10), ' ') FROM item i WHERE "
                                            "l.subject = 'items' AND i.key = l.key), '') FROM graph_link l WHERE "
                                            "l.entity = e.id ORDER BY l.subject, l.key LIMIT 1), '')";

} // namespace aisle
