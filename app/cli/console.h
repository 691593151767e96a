#pragma once
#include "core/jobs/jobcontext.h"

#include <QJsonObject>
#include <QStringList>
#include <chrono>

namespace aisle::cli {

/// Ctrl-C (and SIGTERM) ask the running job to stop; a second one ends the process.
void catchInterrupts();
bool interrupted();

/// JobContext over standard error: one redrawn line on a terminal, a line every few seconds otherwise.
class ConsoleContext : public JobContext
{
public:
    /// @param quiet     no progress
    /// @param isPerson  remarks are read here, not in the answer's JSON, and stand on standard error whatever `quiet`
    ConsoleContext(bool quiet, bool isPerson);
    ~ConsoleContext() override;
    void checkpoint() override;
    void progress(double fraction, const QString &what) override;
    void beginStage() override { m_pace.beginStage(); }
    void report(const EpochReport &epoch) override;
    void note(const QString &sentence) override;
    /// What was noted becomes the answer's `remarks`, after those that it has, which are noted.
    void addRemarks(QJsonObject &answer);
    const QStringList &remarks() const { return m_notes; }
    void endLine(); ///< takes back the line that is redrawn

private:
    using Clock = std::chrono::steady_clock;
    void line(const QString &text, bool stays);
    QString eta() const;

    bool m_quiet;
    bool m_showsNotes;
    QStringList m_notes; ///< each once
    bool m_terminal;
    bool m_lineOpen = false;
    JobPace m_pace;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_lastShown{};
};

} // namespace aisle::cli
