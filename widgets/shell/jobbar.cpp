#include "widgets/shell/jobbar.h"
#include "widgets/common/theme.h"
#include "widgets/common/thinprogress.h"
#include "widgets/text/format.h"
#include "widgets/text/progresstext.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <cmath>

namespace aisle {

namespace {

constexpr int kPollMs = 100;
constexpr int kWhatLetters = 30;

} // namespace

class JobRow : public QWidget
{
    Q_DECLARE_TR_FUNCTIONS(JobRow)
public:
    JobRow(ListedJob *job, QWidget *parent)
        : QWidget(parent), m_job(job), m_title(new QLabel(this)), m_what(new QLabel(this)),
          m_bar(new ThinProgress(this)), m_time(new QLabel(this)), m_keep(new QPushButton(this)),
          m_cancel(new QPushButton(this))
    {
        m_title->setFont(strongFont());
        setSecondary(m_what);
        m_what->setMinimumWidth(kWhatLetters * fontMetrics().averageCharWidth()); // or the bar would jump
        setSecondary(m_time);
        m_keep->setObjectName(QStringLiteral("job-keep-best"));
        m_cancel->setObjectName(QStringLiteral("job-cancel"));
        m_keep->setVisible(job->request().canKeepBest);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_title);
        layout->addWidget(m_what);
        layout->addWidget(m_bar, 1, Qt::AlignVCenter);
        layout->addWidget(m_time);
        layout->addWidget(m_keep);
        layout->addWidget(m_cancel);
        connect(m_keep, &QPushButton::clicked, this, [this] {
            if (m_job)
                m_job->keepBest();
            refresh();
        });
        connect(m_cancel, &QPushButton::clicked, this, [this] {
            if (m_job)
                m_job->cancel();
            m_cancel->setEnabled(false);
        });
        retranslate();
    }

    void retranslate()
    {
        m_keep->setText(tr("Keep best"));
        m_keep->setToolTip(tr("Stop now and keep the best state so far"));
        m_cancel->setText(tr("Cancel"));
        m_cancel->setToolTip(tr("Stop and discard what this job has made"));
        refresh();
    }

    void refresh()
    {
        if (!m_job)
            return;
        const auto progress = m_job->progress();
        m_title->setText(m_job->request().title);
        m_bar->setFraction(progress.pace.fraction());
        const bool waits = m_job->state() == ListedJob::State::Waiting;
        m_what->setText(!m_cancel->isEnabled() ? tr("stopping") : waits ? tr("waiting") : progressText(progress.what));
        if (m_job->isFinishing() && m_cancel->isEnabled())
            m_what->setText(tr("stops after this epoch"));
        m_keep->setEnabled(m_job->canKeepBest());
        const bool runs = m_job->state() == ListedJob::State::Running && m_cancel->isEnabled();
        m_time->setText(runs ? jobTimeText(*m_job) : QString());
        setAccessibleName(QStringLiteral("%1: %2").arg(m_title->text(), formatPercent(progress.pace.fraction(), 0)));
    }

private:
    QPointer<ListedJob> m_job;
    QLabel *m_title;
    QLabel *m_what;
    ThinProgress *m_bar;
    QLabel *m_time;
    QPushButton *m_keep;
    QPushButton *m_cancel;
};

JobBar::JobBar(QWidget *parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_more(new QLabel(this)), m_timer(new QTimer(this))
{
    m_layout->setContentsMargins(kSpacePage, kSpaceBetween, kSpacePage, kSpaceBetween);
    m_layout->setSpacing(kSpaceInside);
    m_layout->addWidget(m_more);
    setSecondary(m_more);
    m_timer->setInterval(kPollMs);
    connect(m_timer, &QTimer::timeout, this, &JobBar::refresh);
    hide();
}

void JobBar::setJobs(JobList *jobs)
{
    if (m_jobs)
        disconnect(m_jobs, nullptr, this, nullptr);
    m_jobs = jobs;
    if (m_jobs) {
        connect(m_jobs, &JobList::jobStarted, this, &JobBar::rebuild);
        connect(m_jobs, &JobList::jobOver, this, &JobBar::rebuild);
    }
    rebuild();
}

void JobBar::rebuild()
{
    for (auto *row : m_rows)
        row->deleteLater();
    m_rows.clear();
    const auto count = m_jobs ? m_jobs->jobs().size() : 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(count, kMaxRows); ++i) {
        m_rows.push_back(new JobRow(m_jobs->jobs()[i], this));
        m_layout->insertWidget(static_cast<int>(i), m_rows.back());
    }
    const auto more = static_cast<int>(count) - kMaxRows;
    m_more->setVisible(more > 0);
    m_more->setText(more > 0 ? tr("%n more waiting", nullptr, more) : QString());
    setVisible(count > 0);
    if (count > 0)
        m_timer->start();
    else
        m_timer->stop();
}

void JobBar::refresh()
{
    for (auto *row : m_rows)
        row->refresh();
}

void JobBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rebuild();
}

void JobBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().surface);
    painter.fillRect(QRect(0, 0, width(), 1), tokens().hairline);
}

} // namespace aisle
