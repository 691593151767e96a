#include "core/transfer/reading/sample.h"

#include "core/common/error.h"
#include "core/transfer/reading/binaryformats.h"
#include "core/transfer/reading/bytesource.h"
#include "core/transfer/tables/tableframe.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <map>

namespace aisle {

namespace {

constexpr std::size_t kPackedBytes = 8 << 20;
constexpr std::size_t kHeadBytes = 4 << 20;
constexpr std::size_t kPieceBytes = 512 << 10;
constexpr int kPieces = 7; ///< behind the head, the last one ends the file
constexpr std::size_t kSeparatorBytes = 256 << 10;
constexpr std::size_t kSeparatorRows = 2000;
constexpr std::size_t kBeginBytes = 4 << 10; ///< where a rare separator is looked for first

struct RawSample
{
    std::vector<std::string> pieces;
    bool whole = true;
};

RawSample readPacked(const InputSource &source, const ReadLimits &limits)
{
    const auto bytes = openBytes(source, limits);
    std::string head(kPackedBytes, '\0');
    head.resize(bytes->read(head.data(), head.size()));
    const bool whole = head.size() < kPackedBytes;
    return {{std::move(head)}, whole};
}

RawSample readPlain(const InputSource &source, const ReadLimits &limits)
{
    QFile file(source.path);
    if (!file.open(QIODevice::ReadOnly) || file.size() <= qint64(kPackedBytes))
        return readPacked(source, limits);
    RawSample sample{{file.read(kHeadBytes).toStdString()}, false};
    const auto room = file.size() - qint64(kHeadBytes) - qint64(kPieceBytes);
    for (int i = 1; i <= kPieces; ++i) {
        const auto at = (qint64(kHeadBytes) + room * i / kPieces) / 4 * 4;
        file.seek(at);
        sample.pieces.push_back(file.read(kPieceBytes).toStdString());
    }
    return sample;
}

std::string toUtf8(std::string_view raw, const QString &encoding)
{
    Utf8Converter converter(encoding);
    std::string text(converter.isIdentity() ? raw.size() : raw.size() * 3 + 32, '\0');
    text.resize(converter.convert(raw, true, text.data()));
    if (text.compare(0, 3, "\xEF\xBB\xBF") == 0)
        text.erase(0, 3);
    return text;
}

void dropFirstLine(std::string &text)
{
    auto end = text.find('\n');
    if (end == text.npos)
        end = text.find('\r');
    text.erase(0, end == text.npos ? text.size() : end + 1);
}

void dropLastLine(std::string &text)
{
    const auto end = text.find_last_of("\r\n");
    if (end != text.npos)
        text.resize(end + 1);
}

bool isWide(const QString &encoding)
{
    return encoding.startsWith(QLatin1String("UTF-16")) || encoding.startsWith(QLatin1String("UTF-32"));
}

SeparatorGuess trySeparator(const SampleText &text, const std::string &separator, const std::string &comment,
                            double &score, Quotes quotes = Quotes::Loose)
{
    const auto sample = sampleRows(text, {.separator = separator, .quotes = quotes, .comment = comment}, kSeparatorRows,
                                   kSeparatorBytes);
    std::map<std::size_t, std::size_t> sizes;
    for (const auto &row : sample.rows)
        ++sizes[row.fieldCount];
    SeparatorGuess guess{separator, 1, 0};
    std::size_t most = 0;
    for (const auto &[fields, count] : sizes)
        if (count >= most) {
            most = count;
            guess.fields = fields;
        }
    guess.share = sample.rows.empty() ? 0 : double(most) / double(sample.rows.size());
    const bool firstFits = !sample.rows.empty() && sample.rows.front().fieldCount == guess.fields;
    score = guess.fields < 2
                ? 0
                : guess.share * (firstFits ? 1.0 : 0.5) * (1 + 0.1 * double(std::min<std::size_t>(guess.fields, 10)));
    if (separator == " ")
        score *= 0.7;
    return guess;
}

} // namespace

SampleText sampleText(const InputSource &source, const QString &encoding, const ReadLimits &limits)
{
    auto raw = source.member.isEmpty() && !isGzip(source.path) ? readPlain(source, limits) : readPacked(source, limits);
    std::string all;
    for (const auto &piece : raw.pieces)
        all.append(piece, 0, 1 << 20);
    if (!looksLikeText(all) || (encoding.isEmpty() && isEbcdic(std::string_view(all).substr(0, kBeginBytes))))
        refuseBinary(all, source.displayName());
    SampleText text;
    text.whole = raw.whole;
    text.encoding = encoding.isEmpty() ? detectEncoding(all) : DetectedEncoding{encoding, QStringLiteral("as told")};
    const auto mark = encodingOfMark(all.substr(0, 4));
    if (!mark.isEmpty())
        text.encoding.name = mark;
    for (std::size_t i = 0; i < raw.pieces.size(); ++i) {
        const bool wide = isWide(text.encoding.name);
        if (i > 0 && !wide)
            dropFirstLine(raw.pieces[i]);
        auto piece = toUtf8(raw.pieces[i], text.encoding.name);
        if (i > 0 && wide)
            dropFirstLine(piece);
        if (!raw.whole && i + 1 < raw.pieces.size() + (raw.pieces.size() == 1))
            dropLastLine(piece);
        text.pieces.push_back(std::move(piece));
    }
    if (text.pieces.front().find_first_not_of(" \t\r\n") == std::string::npos)
        throw Error("import.empty-file", QT_TRANSLATE_NOOP("Error", "There is nothing in %1."), {source.displayName()});
    return text;
}

SampleRows sampleRows(const SampleText &text, const SampleFormat &format, std::size_t maxRows, std::size_t maxBytes)
{
    Tokeniser::Options options;
    options.separator = format.separator;
    options.fieldCount = format.fields;
    options.quotes = format.quotes;
    options.comment = format.comment;
    options.spansLines = format.spansLines;
    SampleRows sample;
    RowBatch batch;
    const auto perPiece = std::max<std::size_t>(1, maxRows / text.pieces.size());
    for (const auto &piece : text.pieces) {
        Tokeniser tokeniser(options);
        batch.clear();
        const auto size = std::min(piece.size(), maxBytes);
        tokeniser.run(piece.data(), piece.data() + size, size == piece.size(), batch, sample.storage);
        const bool tail = text.pieces.size() > 1 && &piece == &text.pieces.back();
        const auto from = tail && batch.rows.size() > perPiece ? batch.rows.size() - perPiece : 0;
        for (auto i = from; i < std::min(from + perPiece, batch.rows.size()); ++i) {
            auto row = batch.rows[i];
            const bool isWide = row.reason && std::string_view(row.reason) == "wrong-fields";
            if ((row.reason && !isWide) || (row.line == 1 && !separatorOfNote(row.raw).empty()))
                continue;
            const auto first = batch.fields.begin() + std::ptrdiff_t(row.firstField);
            row.firstField = std::uint32_t(sample.fields.size());
            sample.fields.insert(sample.fields.end(), first, first + std::ptrdiff_t(row.fieldCount));
            sample.rows.push_back(row);
        }
    }
    return sample;
}

SeparatorGuess guessWith(const SampleText &text, const std::string &separator, const std::string &comment,
                         Quotes quotes)
{
    double unused = 0;
    return trySeparator(text, separator, comment, unused, quotes);
}

SeparatorGuess guessSeparator(const SampleText &text, const std::string &comment)
{
    SeparatorGuess best;
    double bestScore = 0;
    const std::string_view begin = std::string_view(text.pieces.front()).substr(0, kBeginBytes);
    for (const char *separator : {",", "\t", ";", "|", "::", "\x01", "│", "║", "¦", "^", "~", " "}) {
        const bool isRare = std::string_view("│║¦^~").find(separator) != std::string_view::npos;
        if (isRare && begin.find(separator) == begin.npos)
            continue;
        double score = 0;
        const auto guess = trySeparator(text, separator, comment, score);
        if (score > bestScore + 1e-9) {
            bestScore = score;
            best = guess;
        }
    }
    return best;
}

} // namespace aisle
