#include "widgets/text/namematch.h"

#include <QStringList>
#include <algorithm>

namespace aisle {

NameMatch matchName(const QString &name, const QString &wanted)
{
    const auto text = wanted.simplified();
    if (text.isEmpty())
        return NameMatch::None;
    if (name.compare(text, Qt::CaseInsensitive) == 0)
        return NameMatch::Exact;
    if (name.startsWith(text, Qt::CaseInsensitive))
        return NameMatch::Prefix;
    for (auto at = name.indexOf(text, 0, Qt::CaseInsensitive); at >= 0;
         at = name.indexOf(text, at + 1, Qt::CaseInsensitive)) {
        if (!name[at - 1].isLetterOrNumber())
            return NameMatch::Word;
    }
    const auto words = text.split(u' ');
    const bool all = std::all_of(words.begin(), words.end(),
                                 [&](const auto &word) { return name.contains(word, Qt::CaseInsensitive); });
    return all ? NameMatch::Within : NameMatch::None;
}

} // namespace aisle
