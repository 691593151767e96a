#include "core/storage/graph/shownentity.h"

namespace aisle {

ShownEntity ShownEntity::of(const QString &read)
{
    const auto first = read.indexOf(u'\n');
    if (first < 0 || first + 1 >= read.size())
        return {.name = read, .key = {}, .title = {}};
    const auto last = read.lastIndexOf(u'\n'); // names and titles come without one; a key may have some
    return {.name = read.left(first),
            .subject = read.at(first + 1),
            .key = read.mid(first + 2, last - first - 2),
            .title = read.mid(last + 1)};
}

QString ShownEntity::nameText(const KeyFormatter &keys) const
{
    if (subject.isNull() || !keys.usesPseudonyms())
        return name;
    return subject == u'i' ? keys.product(key) : keys.shopper(key);
}

QString ShownEntity::text(const KeyFormatter &keys) const
{
    if (subject == u'i')
        return title.isEmpty() ? keys.product(key) : title + QStringLiteral("  ·  ") + keys.product(key);
    return subject == u'u' ? keys.shopper(key) : name;
}

} // namespace aisle
