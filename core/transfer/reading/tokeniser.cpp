#include "core/transfer/reading/tokeniser.h"

#include "core/transfer/tables/quoting.h"
#include "core/transfer/tables/tableframe.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <simdjson.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace aisle {

namespace {

constexpr std::size_t kLane = 64;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// One bit for each of 64 bytes that is a separator's first byte, a line end or a quote.
#ifdef __SSE2__
std::uint64_t specialBytes(const char *at, char separator, char quote)
{
    const auto s = _mm_set1_epi8(separator), lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r'),
               q = _mm_set1_epi8(quote);
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) {
        const auto v = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at) + i);
        const auto hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, s), _mm_cmpeq_epi8(v, lf)),
                                      _mm_or_si128(_mm_cmpeq_epi8(v, cr), _mm_cmpeq_epi8(v, q)));
        mask |= std::uint64_t(unsigned(_mm_movemask_epi8(hit))) << (16 * i);
    }
    return mask;
}
#else
std::uint64_t specialBytes(const char *at, char separator, char quote)
{
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < kLane; ++i)
        mask |= std::uint64_t(at[i] == separator || at[i] == '\n' || at[i] == '\r' || at[i] == quote) << i;
    return mask;
}
#endif

std::uint64_t specialBytes(const char *at, const char *end, char separator, char quote)
{
    const auto left = std::size_t(end - at);
    if (left >= kLane)
        return specialBytes(at, separator, quote);
    char padded[kLane] = {};
    std::memcpy(padded, at, left);
    return specialBytes(padded, separator, quote) & ((std::uint64_t(1) << left) - 1);
}

char quoteOf(Quotes quotes)
{
    return quotes == Quotes::Apostrophe ? '\'' : '"';
}

const char *findLineEnd(const char *at, const char *end)
{
    const auto lf = static_cast<const char *>(std::memchr(at, '\n', std::size_t(end - at)));
    const auto cr = static_cast<const char *>(std::memchr(at, '\r', std::size_t((lf ? lf : end) - at)));
    return cr ? cr : lf ? lf : end;
}

const char *afterLineEnd(const char *at, const char *end)
{
    if (at == end)
        return end;
    return *at == '\r' && at + 1 < end && at[1] == '\n' ? at + 2 : at + 1;
}

std::int64_t countLineEnds(std::string_view text)
{
    std::int64_t lines = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        lines += text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n'));
    return lines;
}

} // namespace

void BatchStorage::reserve(std::size_t size)
{
    unquoted.clear();
    if (size > capacity)
        bytes.reset(new char[size]);
    capacity = std::max(capacity, size);
}

bool Tokeniser::isSeparatorAt(const char *at, const char *end) const
{
    const auto &separator = m_options.separator;
    return std::size_t(end - at) >= separator.size() && std::memcmp(at, separator.data(), separator.size()) == 0;
}

bool Tokeniser::endsField(const char *at, const char *end) const
{
    return at == end || *at == '\n' || *at == '\r' || isSeparatorAt(at, end);
}

Tokeniser::Quoted Tokeniser::quoted(const char *quote, const char *end, bool last, BatchStorage &storage) const
{
    const char *at = quote + 1;
    const char mark = *quote;
    bool plain = true;
    for (;;) {
        at = static_cast<const char *>(std::memchr(at, mark, std::size_t(end - at)));
        if (!at || (!last && std::size_t(end - at) <= m_options.separator.size() + 1))
            return {};
        const char *next = at + 1;
        if (next < end && *next == mark) {
            plain = false;
            at += 2;
            continue;
        }
        while (next < end && *next == ' ')
            ++next;
        if (next == end && !last)
            return {};
        if (endsField(next, end)) {
            const std::string_view inside(quote + 1, std::size_t(at - quote - 1));
            if (plain)
                return {Quoted::Field, inside, next, countLineEnds(inside)};
            auto &text = storage.unquoted.emplace_back();
            for (std::size_t i = 0; i < inside.size(); ++i) {
                const bool escaped =
                    i + 1 < inside.size() && inside[i + 1] == mark && (inside[i] == mark || inside[i] == '\\');
                i += escaped;
                text.push_back(inside[i]);
            }
            return {Quoted::Field, text, next, countLineEnds(inside)};
        }
        if (at[-1] != '\\' || at - 1 == quote)
            return {Quoted::Literal, {}, nullptr, 0};
        plain = false;
        ++at;
    }
}

void Tokeniser::inspect(const char *begin, const char *end)
{
    const std::string_view text(begin, end);
    m_hasNul = text.find('\0') != text.npos;
    m_badUtf8 = !simdjson::validate_utf8(text) || (m_options.markReplaced && text.find(kReplacement) != text.npos);
}

const char *Tokeniser::fault(const RowBatch &batch, std::string_view raw, std::size_t firstField) const
{
    if (m_hasNul && raw.find('\0') != raw.npos)
        return "nul";
    if (m_badUtf8 && (!simdjson::validate_utf8(raw.data(), raw.size()) ||
                      (m_options.markReplaced && raw.find(kReplacement) != raw.npos)))
        return "bad-encoding";
    if (std::int64_t(raw.size()) > m_options.maxFieldBytes &&
        std::any_of(batch.fields.begin() + std::ptrdiff_t(firstField), batch.fields.end(),
                    [&](std::string_view field) { return std::int64_t(field.size()) > m_options.maxFieldBytes; }))
        return "too-long";
    return m_options.fieldCount && batch.fields.size() - firstField != m_options.fieldCount ? "wrong-fields" : nullptr;
}

bool Tokeniser::isComment(const char *at, const char *end) const
{
    const auto &mark = m_options.comment;
    return !mark.empty() && std::size_t(end - at) >= mark.size() && std::memcmp(at, mark.data(), mark.size()) == 0;
}

void Tokeniser::skipComment()
{
    ++m_line;
    ++m_counts.comments;
}

/// Nothing but separators, as spreadsheets write an empty row, or a line drawn between rows.
bool Tokeniser::isBlank(std::string_view raw) const
{
    const auto &separator = m_options.separator;
    if (raw.empty())
        return true;
    const char first = raw.front();
    const bool isMark = first == separator.front() || first == ' ';
    if (isMark && raw.find_first_not_of(separator + " \t") == raw.npos)
        return true;
    const bool mayBeRule = isMark || first == '-' || first == '+' || first == '=' || first == '|' || first == '\xE2';
    return mayBeRule && isRule(raw, separator);
}

/// Whether a record has the columns: empty fields beyond the last one are none.
bool Tokeniser::fits(std::size_t fields, const RowBatch &batch, std::size_t firstField) const
{
    const auto wanted = m_options.fieldCount;
    return fields == wanted ||
           (fields > wanted && std::all_of(batch.fields.begin() + std::ptrdiff_t(firstField + wanted),
                                           batch.fields.end(), [](std::string_view field) { return field.empty(); }));
}

/// Empty fields beyond the last column come from a separator at the line's end: they are no fields.
void Tokeniser::finish(RowBatch &batch, const char *begin, const char *end, std::size_t firstField)
{
    const std::string_view raw(begin, std::size_t(end - begin));
    if (isBlank(raw)) {
        batch.fields.resize(firstField);
        ++m_counts.blank;
    } else {
        while (m_options.fieldCount && batch.fields.size() - firstField > m_options.fieldCount &&
               batch.fields.back().empty())
            batch.fields.pop_back();
        const auto reason = fault(batch, raw, firstField);
        const bool isBelow = reason && std::string_view(reason) == "wrong-fields" && isFooter(raw);
        if (isBelow) {
            batch.fields.resize(firstField);
            ++m_counts.skipped;
        } else {
            batch.rows.push_back(
                {m_line, std::uint32_t(firstField), std::uint32_t(batch.fields.size() - firstField), raw, reason});
        }
    }
    m_line += 1 + m_embeddedLines;
    m_counts.continuations += m_embeddedLines;
    m_embeddedLines = 0;
}

/// One run over a text: the record and the field that are being read, and where to look on.
template <bool Single>
class Tokeniser::DelimitedRun
{
public:
    DelimitedRun(Tokeniser &tokeniser, const char *begin, const char *end, bool last, RowBatch &batch,
                 BatchStorage &storage, std::size_t most)
        : m_tokeniser(tokeniser), m_end(end), m_last(last), m_batch(batch), m_storage(storage), m_most(most),
          m_isLoose((tokeniser.m_options.quotes == Quotes::Loose || tokeniser.m_options.quotes == Quotes::Ditto) &&
                    tokeniser.m_options.fieldCount > 1),
          m_separator(tokeniser.m_options.separator.front()), m_quote(quoteOf(tokeniser.m_options.quotes)),
          m_width(Single ? 1 : tokeniser.m_options.separator.size()), m_record(begin), m_field(begin),
          m_firstField(batch.fields.size())
    {
    }

    const char *run()
    {
        if (!beginRecord(m_record))
            return m_record;
        do {
            if (!scan() || !m_last || m_record >= m_end)
                return incomplete();
            push(m_end);
            if (endRecord(m_end) == Step::Wait)
                break;
        } while (m_record < m_end);
        return m_record;
    }

private:
    enum class Step { On, Jump, Wait }; ///< to the next mark of this lane, to m_next, for more text

    /// @return false where more text is needed
    bool scan()
    {
        for (const char *at = m_record; at < m_end; at = m_next) {
            m_next = at + kLane;
            for (auto mask = specialBytes(at, m_end, m_separator, m_quote); mask; mask &= mask - 1) {
                const char *hit = at + std::countr_zero(mask);
                if (hit < m_field)
                    continue;
                const auto step = take(hit);
                if (step == Step::Wait)
                    return false;
                if (step == Step::Jump)
                    break;
            }
        }
        return true;
    }
    Step take(const char *hit)
    {
        if (*hit == m_separator && (Single || m_tokeniser.isSeparatorAt(hit, m_end))) {
            push(hit);
            m_field = hit + m_width;
            return Step::On;
        }
        if (*hit == m_quote)
            return hit == m_field && m_tokeniser.m_options.quotes != Quotes::None ? takeQuoted(hit) : Step::On;
        if (*hit != '\n' && *hit != '\r')
            return Step::On;
        if (isCutLineEnd(hit))
            return Step::Wait;
        push(hit);
        return endRecord(hit);
    }
    Step takeQuoted(const char *quote)
    {
        const bool spans = m_tokeniser.m_options.spansLines;
        if (m_tokeniser.m_options.quotes == Quotes::Ditto) {
            if (quote + 1 == m_end && !m_last)
                return Step::Wait;
            if (m_tokeniser.endsField(quote + 1, m_end))
                return Step::On;
        }
        const char *lineEnd = spans ? m_end : findLineEnd(quote, m_end);
        if (!spans && lineEnd == m_end && !m_last)
            return Step::Wait;
        const auto found = m_tokeniser.quoted(quote, lineEnd, m_last || !spans, m_storage);
        if (found.kind == Quoted::Literal || (found.kind == Quoted::Open && !spans))
            return Step::On;
        if (m_isLoose && (found.kind == Quoted::Open || found.lines > 0) && isTextByItself(quote, found.after))
            return Step::On;
        if (found.kind == Quoted::Open)
            return m_last ? giveUp() : Step::Wait;
        m_hasQuoted = true;
        m_tokeniser.m_embeddedLines += found.lines;
        m_batch.fields.push_back(found.text);
        if (found.after != m_end && *found.after != '\n' && *found.after != '\r') {
            m_field = m_next = found.after + m_width;
            return Step::Jump;
        }
        if (found.after < m_end && isCutLineEnd(found.after))
            return Step::Wait;
        const auto step = endRecord(found.after);
        m_next = m_record;
        return step == Step::Wait ? step : Step::Jump;
    }
    std::size_t fieldsOf(const char *begin, const char *end) const
    {
        return fieldsOfLine({begin, std::size_t(end - begin)}, m_tokeniser.m_options.separator);
    }
    /// A field that would go over the line's end, although this line and the next one (or the one with the closing
    /// mark) have the right number of fields by themselves: the mark is text.
    bool isTextByItself(const char *quote, const char *after) const
    {
        const auto wanted = m_tokeniser.m_options.fieldCount;
        const char *stop = findLineEnd(quote, m_end);
        const char *rest = quote;
        while (rest < stop && !m_tokeniser.isSeparatorAt(rest, stop))
            ++rest;
        const auto here = m_batch.fields.size() - m_firstField + 1 + (rest < stop ? fieldsOf(rest + m_width, stop) : 0);
        const char *next = afterLineEnd(stop, m_end);
        if (here != wanted || next == m_end)
            return false;
        const char *nextStop = findLineEnd(next, m_end);
        if ((nextStop != m_end || m_last) && fieldsOf(next, nextStop) == wanted)
            return true;
        if (!after)
            return false;
        const char *closing = after;
        while (closing > next && closing[-1] != '\n' && closing[-1] != '\r')
            --closing;
        return fieldsOf(closing, findLineEnd(after, m_end)) == wanted;
    }
    Step giveUp()
    {
        incomplete();
        m_record = m_field = m_next = m_tokeniser.giveUp(m_record, m_end, m_batch, "open-quote");
        m_firstField = m_batch.fields.size();
        m_hasQuoted = false;
        beginRecord(m_record);
        m_next = m_record;
        return Step::Jump;
    }
    bool isCutLineEnd(const char *at) const { return *at == '\r' && at + 1 == m_end && !m_last; }
    void push(const char *to) { m_batch.fields.emplace_back(m_field, std::size_t(to - m_field)); }

    /// Passes over comments, and a byte order mark of a file that was put behind another. @return false where one of
    /// them is not all there
    bool beginRecord(const char *at)
    {
        while (m_tokeniser.isComment(at, m_end)) {
            const char *stop = findLineEnd(at, m_end);
            if (!m_last && (stop == m_end || isCutLineEnd(stop)))
                break;
            m_tokeniser.skipComment();
            at = afterLineEnd(stop, m_end);
        }
        if (m_end - at >= 3 && std::memcmp(at, kByteOrderMark.data(), 3) == 0)
            at += 3;
        m_record = m_field = at;
        return !m_tokeniser.isComment(at, m_end);
    }
    Step endRecord(const char *at)
    {
        const bool again = std::exchange(m_hasQuoted, false) && m_isLoose && readAsText(at);
        m_tokeniser.finish(m_batch, m_record, at, m_firstField);
        m_firstField = m_batch.fields.size();
        if (!beginRecord(afterLineEnd(at, m_end)) || m_batch.rows.size() >= m_most)
            return Step::Wait;
        m_next = again ? m_record : m_next;
        return again ? Step::Jump : Step::On;
    }
    /// A record that has not the columns, but whose first line has them when its marks are text.
    bool readAsText(const char *&at)
    {
        const auto wanted = m_tokeniser.m_options.fieldCount;
        if (m_tokeniser.fits(m_batch.fields.size() - m_firstField, m_batch, m_firstField))
            return false;
        const char *stop = findLineEnd(m_record, at);
        std::vector<std::string_view> fields;
        const char *field = m_record;
        for (const char *look = field; look < stop; ++look)
            if (m_tokeniser.isSeparatorAt(look, stop)) {
                fields.emplace_back(field, std::size_t(look - field));
                field = look + m_width;
                look = field - 1;
            }
        fields.emplace_back(field, std::size_t(stop - field));
        if (fields.size() != wanted)
            return false;
        m_batch.fields.resize(m_firstField);
        m_batch.fields.insert(m_batch.fields.end(), fields.begin(), fields.end());
        m_tokeniser.m_embeddedLines = 0;
        at = stop;
        return true;
    }
    const char *incomplete()
    {
        m_batch.fields.resize(m_firstField);
        m_tokeniser.m_embeddedLines = 0;
        m_hasQuoted = false;
        return m_record;
    }

    Tokeniser &m_tokeniser;
    const char *m_end;
    bool m_last;
    RowBatch &m_batch;
    BatchStorage &m_storage;
    std::size_t m_most;
    bool m_isLoose, m_hasQuoted = false;
    char m_separator, m_quote;
    std::size_t m_width;
    const char *m_record, *m_field, *m_next = nullptr;
    std::size_t m_firstField;
};

const char *Tokeniser::runSpaced(const char *begin, const char *end, bool last, RowBatch &batch, BatchStorage &storage,
                                 std::size_t most)
{
    const char *record = begin;
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (record < end && batch.rows.size() < most) {
        const char *stop = findLineEnd(record, end);
        if (!last && (stop == end || (*stop == '\r' && stop + 1 == end)))
            break;
        if (isComment(record, stop)) {
            skipComment();
            record = afterLineEnd(stop, end);
            continue;
        }
        const auto firstField = batch.fields.size();
        for (const char *at = record; at < stop;) {
            while (at < stop && isSpace(*at))
                ++at;
            if (at == stop)
                break;
            const auto found = *at == quoteOf(m_options.quotes) && m_options.quotes != Quotes::None
                                   ? quoted(at, stop, true, storage)
                                   : Quoted{};
            if (found.kind == Quoted::Field) {
                batch.fields.push_back(found.text);
                at = found.after;
                continue;
            }
            const char *from = at;
            at = std::find_if(at, stop, isSpace);
            batch.fields.emplace_back(from, std::size_t(at - from));
        }
        if (batch.fields.size() == firstField) {
            ++m_line;
            ++m_counts.blank;
        } else {
            finish(batch, record, stop, firstField);
        }
        record = afterLineEnd(stop, end);
    }
    return record;
}

const char *Tokeniser::run(const char *begin, const char *end, bool last, RowBatch &batch, BatchStorage &storage,
                           std::size_t most)
{
    inspect(begin, end);
    if (m_options.separator == " ")
        return runSpaced(begin, end, last, batch, storage, most);
    if (m_options.separator.size() == 1)
        return DelimitedRun<true>(*this, begin, end, last, batch, storage, most).run();
    return DelimitedRun<false>(*this, begin, end, last, batch, storage, most).run();
}

/// A stray quote would take the rest of the file with it: where the next line has the right number of fields by
/// itself, only the first line is given up.
const char *Tokeniser::giveUp(const char *begin, const char *end, RowBatch &batch, const char *reason)
{
    const char *stop = findLineEnd(begin, end);
    const char *next = afterLineEnd(stop, end);
    const char *nextStop = findLineEnd(next, end);
    const auto usual = m_options.fieldCount ? m_options.fieldCount
                       : batch.rows.empty() ? 0
                                            : batch.rows.front().fieldCount;
    const auto fields = fieldsOfLine({next, std::size_t(nextStop - next)}, m_options.separator);
    const bool goOn = next < end && usual > 1 && fields == usual;
    const char *until = goOn ? stop : end;
    const std::string_view raw(begin, std::size_t(until - begin));
    batch.rows.push_back({m_line, std::uint32_t(batch.fields.size()), 0, raw, reason});
    const auto ends = countLineEnds(raw);
    const bool isCut = raw.empty() || (raw.back() != '\n' && raw.back() != '\r');
    m_line += goOn ? 1 : ends;
    m_counts.continuations += goOn || isCut ? ends : ends - 1;
    m_embeddedLines = 0;
    return goOn ? next : end;
}

} // namespace aisle
