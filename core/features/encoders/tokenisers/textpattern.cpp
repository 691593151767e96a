#include "core/features/encoders/tokenisers/textpattern.h"

#include "core/common/error.h"
#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <unicode/regex.h>

namespace aisle {

struct TextPattern::Regex
{
    std::unique_ptr<icu::RegexPattern> pattern;
    QString text, file;

    [[noreturn]] void refuse() const
    {
        throw Error("tokeniser.pattern",
                    QT_TRANSLATE_NOOP("Error", "%1 splits texts by \"%2\", which cannot be searched for: choose an "
                                               "encoder with another tokeniser."),
                    {file, text});
    }
};

namespace {

/// Of a regular expression on one text, some milliseconds each.
constexpr std::int32_t kMostSteps = 1'000;

struct OpenText
{
    explicit OpenText(std::string_view text)
    {
        UErrorCode status = U_ZERO_ERROR;
        utext_openUTF8(&opened, text.data(), static_cast<std::int64_t>(text.size()), &status);
    }
    ~OpenText() { utext_close(&opened); }
    OpenText(const OpenText &) = delete;
    OpenText &operator=(const OpenText &) = delete;
    UText opened = UTEXT_INITIALIZER;
};

/// The reference's expressions are Ruby's (Oniguruma), where every number is a character of words; ^ and $ stand at
/// line feeds.
std::string translated(const std::string &regex)
{
    std::string to;
    for (std::size_t at = 0; at < regex.size(); ++at) {
        const char next = regex[at] == '\\' && at + 1 < regex.size() ? regex[at + 1] : '\0';
        if (next == 'w' || next == 'W')
            to += next == 'w' ? R"([\p{L}\p{M}\p{N}\p{Pc}])" : R"([^\p{L}\p{M}\p{N}\p{Pc}])";
        else
            to += regex.substr(at, next != '\0' ? 2 : 1);
        at += next != '\0';
    }
    return to;
}

void addStretch(std::vector<Stretch> &stretches, std::size_t begin, std::size_t end)
{
    const auto reached = stretches.empty() ? 0 : stretches.back().end;
    if (reached < begin)
        stretches.push_back({reached, begin, false});
    stretches.push_back({begin, end, true});
}

} // namespace

TextPattern TextPattern::read(const TokeniserPart &part)
{
    if (part.has("String"))
        return ofText(part.text("String"));
    return ofRegex(part.text("Regex"), part.file());
}

TextPattern TextPattern::ofText(std::string text)
{
    TextPattern pattern;
    pattern.m_text = std::move(text);
    return pattern;
}

TextPattern TextPattern::ofRegex(const std::string &regex, const QString &file)
{
    auto compiled = std::make_shared<Regex>();
    compiled->text = QString::fromStdString(regex);
    compiled->file = file;
    UErrorCode status = U_ZERO_ERROR;
    UParseError place;
    compiled->pattern.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(translated(regex)),
                                                       UREGEX_MULTILINE | UREGEX_UNIX_LINES, place, status));
    if (U_FAILURE(status))
        compiled->refuse();
    TextPattern pattern;
    pattern.m_regex = std::move(compiled);
    return pattern;
}

std::vector<Stretch> TextPattern::stretches(std::string_view text) const
{
    std::vector<Stretch> found;
    if (m_regex) {
        UErrorCode status = U_ZERO_ERROR;
        OpenText opened(text);
        const std::unique_ptr<icu::RegexMatcher> matcher(m_regex->pattern->matcher(status));
        if (U_FAILURE(status))
            m_regex->refuse();
        matcher->setTimeLimit(kMostSteps, status);
        matcher->reset(&opened.opened);
        while (matcher->find(status) && U_SUCCESS(status))
            addStretch(found, static_cast<std::size_t>(matcher->start64(status)),
                       static_cast<std::size_t>(matcher->end64(status)));
        if (U_FAILURE(status))
            m_regex->refuse();
    } else if (!m_text.empty()) {
        for (auto at = text.find(m_text); at != std::string_view::npos; at = text.find(m_text, at + m_text.size()))
            addStretch(found, at, at + m_text.size());
    }
    const auto reached = found.empty() ? 0 : found.back().end;
    if (reached < text.size())
        found.push_back({reached, text.size(), false});
    return found;
}

} // namespace aisle
