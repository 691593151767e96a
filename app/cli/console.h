#pragma once
#include "core/jobs/jobcontext.h"

#include <chrono>

namespace aisle::cli {

/// Ctrl-C (and SIGTERM) ask the running job to stop; a second one ends the process.
void catchInterrupts();
bool interrupted();

/// JobContext over standard error: one redrawn line on a terminal, a line every few seconds otherwise.
class ConsoleContext : public JobContext
{
public:
    explicit ConsoleContext(bool quiet);
    ~ConsoleContext() override;
    void checkpoint() override;
    void progress(double fraction, const QString &what) override;
    void beginStage() override { m_pace.beginStage(); }
    void report(const EpochReport &epoch) override;
    void note(const QString &sentence) override;
    const QStringList &notes() const { return m_notes; } ///< each once

private:
    using Clock = std::chrono::steady_clock;
    void line(const QString &text, bool stays);
    QString eta() const;

    bool m_quiet;
    QStringList m_notes;
    bool m_terminal;
    bool m_lineOpen = false;
    JobPace m_pace;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_lastShown{};
};

} // namespace aisle::cli
