#include "app/cli/terminal.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace aisle::cli {

namespace {

constexpr qsizetype kLongestSentence = 1200;

bool turnsWriting(char16_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f);
}

bool isObeyed(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line ||
           c.category() == QChar::Separator_Paragraph || turnsWriting(c.unicode());
}

QString escaped(QChar c)
{
    if (c == u'\n')
        return QStringLiteral("\\n");
    if (c == u'\r')
        return QStringLiteral("\\r");
    if (c == u'\t')
        return QStringLiteral("\\t");
    return c.unicode() < 0x100 ? QStringLiteral("\\x%1").arg(c.unicode(), 2, 16, QLatin1Char('0'))
                               : QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
}

QString shown(const QString &text, bool keepsLines)
{
    QString seen;
    seen.reserve(text.size());
    for (const auto c : text) {
        if (!isObeyed(c) || (keepsLines && c == u'\n'))
            seen += c;
        else
            seen += escaped(c);
    }
    return seen;
}

int windowColumns()
{
    constexpr int kUsual = 80;
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

} // namespace

QString visible(const QString &text)
{
    return shown(text, false);
}

QString visibleLines(const QString &text)
{
    return shown(text, true);
}

QString shortened(const QString &sentence)
{
    if (sentence.size() <= kLongestSentence)
        return sentence;
    return sentence.left(kLongestSentence / 2) + QStringLiteral(" … ") + sentence.right(kLongestSentence / 2);
}

bool put(FILE *stream, const QString &text)
{
    const auto bytes = text.toUtf8();
    const auto size = static_cast<std::size_t>(bytes.size());
    errno = 0;
    const bool written = std::fwrite(bytes.constData(), 1, size, stream) == size;
    return std::fflush(stream) == 0 && written;
}

int terminalColumns()
{
    if (!::isatty(STDOUT_FILENO))
        return 0;
    const int asked = qEnvironmentVariableIntValue("COLUMNS");
    return asked > 0 ? asked : windowColumns();
}

void fillStandardStreams()
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
        if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF) [[maybe_unused]]
            const int opened = ::open("/dev/null", O_RDONLY); // the lowest free one; not for writing
    }
}

} // namespace aisle::cli
