#include "core/common/keycure.h"

#include "core/common/lookup/mapped.h"

#include <QString>
#include <algorithm>
#include <array>
#include <unordered_map>

namespace aisle {

namespace {

using Change = QString (*)(const QString &);

QString withoutPointZero(const QString &key)
{
    auto end = key.size();
    const auto point = key.lastIndexOf(u'.');
    if (point <= 0)
        return key;
    while (end > point + 1 && key.at(end - 1) == u'0')
        --end;
    return end == point + 1 ? key.left(point) : key;
}

QString withoutLeadingZeros(const QString &key)
{
    qsizetype zeros = 0;
    while (zeros + 1 < key.size() && key.at(zeros) == u'0')
        ++zeros;
    return key.mid(zeros);
}

QString inSmallLetters(const QString &key)
{
    return key.toLower();
}

QString withoutBlanks(const QString &key)
{
    return mappedWhere<QString>(key, [](QChar c) {
        return !c.isSpace() && c.category() != QChar::Other_Format && c.category() != QChar::Other_Control;
    });
}

QString withoutQuotes(const QString &key)
{
    QString bare = key;
    bare.removeIf([](QChar c) { return QStringLiteral("\"'`=[]{}").contains(c); });
    return bare;
}

/// u_123 and user-123 as 123
QString digitsAtTheEnd(const QString &key)
{
    auto begin = key.size();
    while (begin > 0 && key.at(begin - 1).isDigit())
        --begin;
    return begin == key.size() ? key : key.mid(begin);
}

QString lettersAndDigits(const QString &key)
{
    QString bare = key.toLower();
    bare.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
    return bare;
}

struct NamedChange
{
    const char *what;
    Change change;
    bool isMild = true;
};
/// The milder ones first: of two that do as well, the first is taken.
constexpr std::array kChanges{NamedChange{"without .0 at the end", withoutPointZero},
                              NamedChange{"without leading zeros", withoutLeadingZeros},
                              NamedChange{"in small letters", inSmallLetters},
                              NamedChange{"without blanks and invisible marks", withoutBlanks},
                              NamedChange{"without quotes", withoutQuotes},
                              NamedChange{"without marks, in small letters", lettersAndDigits},
                              NamedChange{"by the number at their end", digitsAtTheEnd, false}};

QString text(const std::string &key)
{
    return QString::fromStdString(key);
}

KeyCure tried(const NamedChange &change, const std::vector<std::string> &own, const std::vector<std::string> &others)
{
    std::unordered_map<std::string, std::size_t> changed;
    for (std::size_t i = 0; i < others.size(); ++i)
        changed.emplace(change.change(text(others[i])).toStdString(), i);
    KeyCure cure{change.what, 0, {}, {}, change.isMild};
    for (const auto &key : own) {
        const auto found = changed.find(change.change(text(key)).toStdString());
        if (found == changed.end() || found->first.empty())
            continue;
        if (cure.met++ == 0) {
            cure.first = key;
            cure.second = others[found->second];
        }
    }
    return cure;
}

} // namespace

std::optional<KeyCure> likelyCure(const std::vector<std::string> &own, const std::vector<std::string> &others)
{
    std::optional<KeyCure> best;
    for (const auto &change : kChanges) {
        auto cure = tried(change, own, others);
        if (10 * cure.met >= std::int64_t(own.size()) && cure.met > (best ? best->met : 0))
            best = std::move(cure);
    }
    return best;
}

} // namespace aisle
