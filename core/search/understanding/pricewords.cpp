#include "core/search/understanding/pricewords.h"

#include <QRegularExpression>
#include <vector>

namespace aisle {

namespace {

enum class Bound { From, To, Between, Cheap };

struct Phrase
{
    QRegularExpression pattern;
    Bound bound;
};

const QString kCurrency = QStringLiteral(
    "(?:\\$|€|£|¥|￥|₹|us\\$|usd|eur|euros?|gbp|pounds?|dollars?|bucks|chf|rmb|cny|yuan|元|块钱|块|円|rs\\.?)");
/// A number that is no part of another word, and no measure: nothing that looks like another unit stands behind it.
const QString kNumber =
    QStringLiteral("%1?\\s*(\\d[\\d.,]*+)\\s*(?:%1(?![a-z])|(?!\\s*[\\d%\"]|\\s*(?:cm|mm|m|km|kg|g|mg|ml|l|gb|tb|mb|"
                   "inch|inches|in|w|"
                   "watts?|v|hz|mah|oz|lb|ft|pcs|pieces|pages|years?|days?|months?|hours?|jahre?n?|tage?|"
                   "stück|seiten|pixels?|people|persons?|寸|克|升|毫升|岁|米|厘米)(?![a-z])))")
        .arg(kCurrency);

Phrase phrase(const QString &pattern, Bound bound)
{
    auto whole = pattern;
    whole.replace(QStringLiteral("#"), kNumber);
    return {QRegularExpression(whole, QRegularExpression::CaseInsensitiveOption |
                                          QRegularExpression::UseUnicodePropertiesOption),
            bound};
}

/// Looked for in this order; # is a number.
const std::vector<Phrase> &phrases()
{
    static const std::vector<Phrase> all{
        phrase(QStringLiteral("\\b(?:between|from|zwischen|von|entre|de)\\s+#\\s*(?:and|to|und|bis|et|à|y|a|-|–)\\s*#"),
               Bound::Between),
        phrase(QStringLiteral("#\\s*(?:-|–|~|到|至|から)\\s*#\\s*(?:之间|の間)?(?=.*(?:%1|之间))").arg(kCurrency),
               Bound::Between),
        phrase(QStringLiteral("(?:%1)\\s*(\\d[\\d.,]*+)\\s*(?:-|–|to)\\s*#").arg(kCurrency), Bound::Between),
        phrase(QStringLiteral("\\b(?:under|below|less\\s+than|cheaper\\s+than|up\\s+to|not\\s+(?:over|more\\s+than)|"
                              "no\\s+more\\s+than|at\\s+most|"
                              "max(?:imum|imal)?\\.?|within|unter|bis(?:\\s+zu)?|weniger\\s+als|billiger\\s+als|"
                              "günstiger\\s+als|höchstens|"
                              "moins\\s+de|jusqu['’]à|maxi|menos\\s+de|hasta|por\\s+menos\\s+de)\\s+#"),
               Bound::To),
        phrase(QStringLiteral("\\b(?:over|above|more\\s+than|at\\s+least|from|min(?:imum|imal)?\\.?|starting\\s+at|"
                              "über|ab|mehr\\s+als|mindestens|"
                              "teurer\\s+als|plus\\s+de|à\\s+partir\\s+de|más\\s+de|desde|a\\s+partir\\s+de)\\s+#"),
               Bound::From),
        phrase(QStringLiteral("(?:不超过|不高于|低于|少于|小于|最多|至多)\\s*#"), Bound::To),
        phrase(QStringLiteral("(?:不低于|高于|超过|多于|大于|至少|最少)\\s*#"), Bound::From),
        phrase(
            QStringLiteral("#\\s*(?:以下|以内|之内|以下の|or\\s+less|or\\s+under|oder\\s+weniger|ou\\s+moins|max\\b)"),
            Bound::To),
        phrase(QStringLiteral("#\\s*(?:以上|起|or\\s+more|and\\s+up|oder\\s+mehr|ou\\s+plus)"), Bound::From),
        phrase(QStringLiteral("(?:<=?|≤)\\s*#"), Bound::To),
        phrase(QStringLiteral("(?:>=?|≥)\\s*#"), Bound::From),
        phrase(QStringLiteral("\\b(?:cheap(?:est)?|inexpensive|low\\s+price|budget|billige?[rs]?|günstige?[rs]?|"
                              "preiswerte?[rs]?|pas\\s+chère?s?|"
                              "bon\\s+marché|barat[oa]s?)\\b|便宜|实惠|平价|安い|格安"),
               Bound::Cheap)};
    return all;
}

/// "1,299.50", "1.299,50", "1.299" (three digits behind: thousands).
std::optional<double> amount(QString text)
{
    while (text.endsWith(u'.') || text.endsWith(u','))
        text.chop(1);
    const auto last = std::max(text.lastIndexOf(u'.'), text.lastIndexOf(u','));
    const bool hasDecimals = last >= 0 && text.size() - last - 1 != 3;
    QString digits;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at].isDigit())
            digits += QString::number(text[at].digitValue());
        else if (at == last && hasDecimals)
            digits += u'.';
    }
    bool isNumber = false;
    const auto value = digits.toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

PriceWish wishOf(const QRegularExpressionMatch &match, Bound bound)
{
    PriceWish wish;
    wish.words = match.captured().trimmed();
    const auto first = amount(match.captured(1)), second = amount(match.captured(2));
    wish.cheap = bound == Bound::Cheap;
    if (bound == Bound::To)
        wish.to = first;
    if (bound == Bound::From)
        wish.from = first;
    if (bound == Bound::Between && first && second) {
        wish.from = std::min(*first, *second);
        wish.to = std::max(*first, *second);
    }
    return wish;
}

} // namespace

PriceWish priceWish(const QString &query)
{
    for (const auto &[pattern, bound] : phrases())
        if (const auto match = pattern.match(query); match.hasMatch())
            if (auto wish = wishOf(match, bound); wish.isAny())
                return wish;
    return {};
}

} // namespace aisle
