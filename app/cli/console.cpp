#include "app/cli/console.h"

#include "app/cli/command.h"
#include "app/cli/terminal.h"

#include <QJsonArray>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace aisle::cli {

namespace {

std::atomic<bool> g_interrupted{false};

void onSignal(int number)
{
    if (g_interrupted.exchange(true))
        _exit(128 + number);
}

} // namespace

void catchInterrupts()
{
    struct sigaction action
    {
    };
    action.sa_handler = onSignal; // without SA_RESTART: a read that waits for a pipe comes back
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is an error of the write
}

bool interrupted()
{
    return g_interrupted;
}

ConsoleContext::ConsoleContext(bool quiet, bool isPerson)
    : m_quiet(quiet), m_showsNotes(!quiet || isPerson), m_terminal(isatty(STDERR_FILENO))
{
}

ConsoleContext::~ConsoleContext()
{
    endLine();
}

void ConsoleContext::endLine()
{
    if (m_lineOpen)
        std::fputs("\r\033[K", stderr);
    m_lineOpen = false;
}

void ConsoleContext::checkpoint()
{
    if (g_interrupted)
        throw Cancelled{};
}

QString ConsoleContext::eta() const
{
    const auto left = m_pace.remaining();
    return left ? QStringLiteral(", %1 left").arg(duration(std::chrono::duration<double>(*left).count())) : QString();
}

void ConsoleContext::progress(double fraction, const QString &what)
{
    m_pace.progress(fraction);
    const auto now = Clock::now();
    const auto pause = m_terminal ? std::chrono::milliseconds(100) : std::chrono::milliseconds(3000);
    if (m_quiet || now - m_lastShown < pause || (!m_terminal && now - m_start < pause))
        return;
    m_lastShown = now;
    line(QStringLiteral("%1 %  %2%3").arg(m_pace.fraction() * 100, 5, 'f', 1).arg(what, eta()), false);
}

void ConsoleContext::report(const EpochReport &epoch)
{
    if (m_quiet)
        return;
    auto text = QStringLiteral("epoch %1  loss %2  %3")
                    .arg(epoch.epoch, 3)
                    .arg(epoch.loss, 0, 'f', 4)
                    .arg(duration(epoch.seconds));
    if (epoch.samplesPerSecond > 0)
        text += QStringLiteral("  %1/s").arg(count(static_cast<qint64>(epoch.samplesPerSecond)));
    if (epoch.validation)
        text += QStringLiteral("  validation %1").arg(figure(*epoch.validation));
    line(text + eta(), true);
}

void ConsoleContext::note(const QString &sentence)
{
    if (m_notes.contains(sentence))
        return;
    m_notes << sentence;
    if (m_showsNotes)
        line(sentence, true);
}

void ConsoleContext::addRemarks(QJsonObject &answer)
{
    const auto key = QStringLiteral("remarks");
    auto remarks = answer.value(key).toArray();
    const auto noted = m_notes;
    for (const auto &remark : std::as_const(remarks))
        note(remark.toString());
    for (const auto &sentence : noted)
        if (!remarks.contains(QJsonValue(sentence)))
            remarks.append(sentence);
    answer.insert(key, remarks);
}

void ConsoleContext::line(const QString &text, bool stays)
{
    if (m_terminal)
        std::fputs("\r\033[K", stderr);
    m_lineOpen = m_terminal && !stays;
    put(stderr, m_lineOpen ? visible(text) : visible(text) + u'\n');
}

} // namespace aisle::cli
