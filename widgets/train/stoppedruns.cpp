#include "widgets/train/stoppedruns.h"
#include "widgets/commands/runcommands.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/text/format.h"
#include "widgets/text/runtext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace aisle {

StoppedRuns::StoppedRuns(QWidget *parent)
    : Retranslated(parent), m_rows(new QVBoxLayout(this)), m_title(new QLabel(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_title->setFont(sectionFont());
    m_rows->setContentsMargins(12, kSpaceBetween, 12, kSpaceBetween);
    m_rows->setSpacing(kSpaceInside);
    m_rows->addWidget(m_title);
    hide();
}

void StoppedRuns::setSession(SessionPointer session)
{
    m_job.letGo();
    m_runs.clear();
    m_session = std::move(session);
    rebuild();
}

void StoppedRuns::refresh()
{
    if (!m_session)
        return;
    m_session->query<std::vector<RunRecord>>(
        m_job,
        [](const Project &project, JobContext &) {
            auto runs = RunStore(project).unfinished();
            std::erase_if(runs, [](const RunRecord &run) { return run.status != RunStatus::Stopped; });
            for (auto &run : runs) {
                if (auto whole = RunStore(project).find(run.id))
                    run = std::move(*whole); // with its epochs
            }
            return runs;
        },
        [this](Outcome<std::vector<RunRecord>> outcome) {
            if (auto *runs = std::get_if<std::vector<RunRecord>>(&outcome)) {
                m_runs = std::move(*runs);
                rebuild();
            }
        });
}

void StoppedRuns::rebuild()
{
    for (auto *row : m_shown) {
        row->hide();
        row->deleteLater();
    }
    m_shown.clear();
    m_title->setText(tr("Stopped trainings"));
    for (const auto &run : m_runs)
        addRow(run);
    setVisible(!m_runs.empty());
}

void StoppedRuns::addRow(const RunRecord &run)
{
    auto *row = new QWidget(this);
    const auto label = runLabel(run);
    auto *name = new QLabel(label, row);
    name->setWordWrap(true);
    const auto epochs = run.epochs.empty() ? 0 : run.epochs.back().epoch;
    auto *when = new QLabel(tr("after %n epoch(s), %1", nullptr, epochs).arg(formatWhen(run.at)), row);
    when->setWordWrap(true);
    setSecondary(when);
    auto *resume = new QPushButton(tr("Resume"), row);
    resume->setObjectName(QStringLiteral("resume-training"));
    resume->setIcon(themeIcon(QStringLiteral("play")));
    resume->setToolTip(tr("Go on from the last epoch; the result is the same as if it had never stopped"));
    auto *away = new QToolButton(row);
    away->setObjectName(QStringLiteral("discard-training"));
    away->setIcon(themeIcon(QStringLiteral("trash")));
    away->setAutoRaise(true);
    away->setToolTip(tr("Throw it away; Undo brings it back"));
    away->setAccessibleName(tr("Throw %1 away").arg(label));
    const bool writable = !m_session->isReadOnly();
    resume->setEnabled(writable);
    away->setEnabled(writable);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(name);
    texts->addWidget(when);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(texts, 1);
    layout->addWidget(resume);
    layout->addWidget(away);
    connect(resume, &QPushButton::clicked, this, [this, row, run] {
        row->setEnabled(false);
        Q_EMIT resumeRequested(run);
    });
    connect(away, &QToolButton::clicked, this, [this, run] { deleteRuns(m_session, {run.id}, runLabel(run)); });
    m_rows->addWidget(row);
    m_shown.push_back(row);
}

void StoppedRuns::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        m_title->setFont(sectionFont());
}

} // namespace aisle
