#include "core/transfer/recognition/table/headersigns.h"

#include "core/transfer/reading/headernames.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/recognition/columnwords.h"
#include "core/transfer/times/writtentime.h"

#include <algorithm>

namespace aisle {

namespace {

constexpr std::size_t kMostRows = 1000;     ///< in which a name is looked for once more
constexpr std::size_t kMostValueRows = 100; ///< whose values are read

bool looksLikeValue(std::string_view text)
{
    return parseNumber(text, u'.').has_value() || parseNumber(text, u',').has_value() ||
           freeTime(text, true).has_value();
}

/// As RecBole writes its headers.
bool isTyped(std::string_view name)
{
    return name.ends_with(":token") || name.ends_with(":float") || name.ends_with(":token_seq") ||
           name.ends_with(":float_seq");
}

/// Rows that are the first one once more: a file that was put together has its header several times.
bool comesAgain(const SampleRows &sample)
{
    const auto isSame = [&](const auto &row) { return row.raw == sample.rows.front().raw; };
    const auto again = std::size_t(std::ranges::count_if(sample.rows, isSame)) - 1;
    return again > 0 && again * 10 <= sample.rows.size();
}

} // namespace

HeaderSigns signsOfHeader(const SampleRows &sample)
{
    HeaderSigns signs;
    if (sample.rows.empty())
        return signs;
    const auto &row = sample.rows.front();
    const bool skipsAgain = comesAgain(sample);
    const auto rows = std::min(sample.rows.size(), kMostRows);
    for (std::uint32_t i = 0; i < row.fieldCount; ++i) {
        const auto cell = trimmed(sample.field(row, i));
        const auto named = roleOfName(QString::fromUtf8(cell));
        const bool isValue = looksLikeValue(cell);
        std::size_t same = 0, numbers = 0;
        for (std::size_t r = 1; r < rows; ++r) {
            const auto other = trimmed(sample.field(sample.rows[r], i));
            same += other == cell && !cell.empty() && !(skipsAgain && sample.rows[r].raw == row.raw);
            numbers += r < kMostValueRows && looksLikeValue(other);
        }
        signs.typed += isTyped(cell);
        signs.known += named && named->strength >= 2;
        signs.values += isValue;
        signs.repeated += same > 0;
        signs.unlike += !isValue && numbers * 2 > std::min(rows, kMostValueRows);
    }
    return signs;
}

bool firstRowIsHeader(const SampleRows &sample)
{
    if (sample.rows.empty())
        return false;
    const auto [known, values, typed, unlike, repeated] = signsOfHeader(sample);
    const int fields = int(sample.rows.front().fieldCount);
    if (typed == fields && typed > 0)
        return true;
    if (known >= 2 && values == 0)
        return true;
    if (values * 4 > fields || (values > 0 && known < 2))
        return false;
    return unlike > 0 ? repeated * 2 <= fields : known > 0 || (repeated == 0 && fields > 1);
}

} // namespace aisle
