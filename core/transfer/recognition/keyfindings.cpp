#include "core/transfer/recognition/keyfindings.h"

#include "core/common/keytext.h"
#include "core/common/text/ascii.h"
#include "core/common/text/sentence.h"
#include "core/transfer/reading/headernames.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace aisle {

namespace {

constexpr std::size_t kMostKeys = 50'000;

using KeyTexts = std::unordered_set<std::string_view>;

/// The distinct keys of the sample, as far as there is room.
KeyTexts keysOf(std::size_t column, const SampleRows &sample, std::size_t firstRow, const QStringList &missing)
{
    KeyTexts keys;
    for (auto i = firstRow; i < sample.rows.size() && keys.size() < kMostKeys; ++i)
        if (const auto key = trimmed(sample.field(sample.rows[i], column)); !key.empty())
            keys.insert(key);
    for (const auto &word : missing)
        keys.erase(word.toStdString());
    return keys;
}

bool isSmallAscii(char c)
{
    return static_cast<unsigned char>(c) < 0x80 && !(c >= 'A' && c <= 'Z');
}

/// The key in the plainest way to write it.
std::string folded(std::string_view key)
{
    std::string plain(key);
    if (!std::all_of(key.begin(), key.end(), isSmallAscii))
        plain = QString::fromUtf8(key.data(), qsizetype(key.size()))
                    .normalized(QString::NormalizationForm_KC)
                    .toCaseFolded()
                    .toStdString();
    while (plain.size() > 1 && (plain.back() == '.' || plain.back() == ' '))
        plain.pop_back();
    return plain;
}

QString textOf(std::string_view key)
{
    constexpr std::size_t kLongest = 60;
    return QString::fromUtf8(key.data(), qsizetype(std::min(key.size(), kLongest)));
}

/// Keys that differ only in how they are written.
QString severalSpellings(const ColumnGuess &column, const KeyTexts &keys)
{
    constexpr std::size_t kFewest = 50; // of so many keys one pair; of addresses any
    std::unordered_map<std::string, std::string_view> first;
    std::size_t doubled = 0, addresses = 0;
    QStringList examples;
    std::vector<std::string_view> sorted(keys.begin(), keys.end());
    std::ranges::sort(sorted); // so that a remark is the same for the same file
    for (const auto key : sorted) {
        std::string buffer;
        const auto [at, added] = first.emplace(folded(key), key);
        if (added || composed(at->second, buffer) == key || composed(key, buffer) == at->second)
            continue;
        ++doubled;
        addresses += key.find('@') != key.npos;
        if (examples.size() < 2)
            examples << QStringLiteral("%1 (%2)").arg(textOf(at->second), textOf(key));
    }
    if (doubled == 0 || (addresses == 0 && doubled * kFewest < keys.size()))
        return {};
    return sentence(
        "%1: %2 of %3 sampled [key|keys] [%2:is|are] written in another way than a key beside [%2:it|them], "
        "such as %4: both count. Where they are the same, write them alike and import that.",
        {column.name, doubled, keys.size(), examples.join(QStringLiteral(", "))});
}

/// 1.23457E+12: what is left of a long number.
bool isRounded(std::string_view key)
{
    const auto mark = key.find_first_of("eE");
    if (mark == key.npos || mark < 3 || mark + 3 > key.size() || key[mark + 1] != '+' || !isDigit(key.front()))
        return false;
    return key.substr(0, mark).find_first_not_of("0123456789.,") == key.npos &&
           key.find_first_not_of("0123456789", mark + 2) == key.npos;
}

QString roundedNumbers(const ColumnGuess &column, const KeyTexts &keys)
{
    const auto rounded = std::ranges::count_if(keys, isRounded);
    if (rounded == 0 || std::size_t(rounded) * 100 < keys.size())
        return {};
    const auto example = std::ranges::min(keys, {}, [](auto key) { return std::pair(!isRounded(key), key); });
    return sentence(
        "%1: %2 of %3 sampled [key|keys] [%2:is a number|are numbers] whose last digits a spreadsheet has "
        "rounded away, such as %4: different ones have become one. Save the column as text and import that.",
        {column.name, rounded, keys.size(), textOf(example)});
}

} // namespace

QStringList keyFindings(const Columns &columns, const SampleRows &sample, std::size_t firstRow,
                        const QStringList &missing)
{
    QStringList remarks;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].role != Role::User && columns[i].role != Role::Item)
            continue;
        const auto keys = keysOf(i, sample, firstRow, missing);
        remarks << severalSpellings(columns[i], keys) << roundedNumbers(columns[i], keys);
    }
    remarks.removeAll(QString());
    return remarks;
}

} // namespace aisle
