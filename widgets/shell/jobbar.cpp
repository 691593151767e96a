#include "widgets/shell/jobbar.h"
#include "widgets/common/icons.h"
#include "widgets/common/taborder.h"
#include "widgets/common/theme.h"
#include "widgets/common/thinprogress.h"
#include "widgets/text/format.h"
#include "widgets/text/progresstext.h"
#include "widgets/text/tiptext.h"
#include "widgets/text/toolname.h"

#include <QCoreApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <algorithm>
#include <utility>

namespace aisle {

namespace {

constexpr int kPollMs = 100;
constexpr int kWhatLetters = 30;
constexpr int kBarHeight = 40;

/// One line that elides what it has no room for.
class SaidLabel : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeading,
                         fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    }
};

} // namespace

class JobRow : public QWidget
{
    Q_DECLARE_TR_FUNCTIONS(JobRow)
public:
    JobRow(ListedJob *job, QWidget *parent)
        : QWidget(parent), m_job(job), m_title(new QLabel(this)), m_what(new QLabel(this)),
          m_bar(new ThinProgress(this)), m_time(new QLabel(this)), m_earlier(new QToolButton(this)),
          m_keep(new QPushButton(this)), m_cancel(new QPushButton(this))
    {
        m_title->setFont(strongFont());
        setSecondary(m_what);
        m_what->setMinimumWidth(kWhatLetters * fontMetrics().averageCharWidth()); // or the bar would jump
        setSecondary(m_time);
        m_earlier->setObjectName(QStringLiteral("job-earlier"));
        m_earlier->setIcon(themeIcon(QStringLiteral("chevron-up")));
        m_earlier->setAutoRaise(true);
        m_keep->setObjectName(QStringLiteral("job-keep-best"));
        m_cancel->setObjectName(QStringLiteral("job-cancel"));
        m_keep->setVisible(job->request().canKeepBest);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_title);
        layout->addWidget(m_what);
        layout->addWidget(m_bar, 1, Qt::AlignVCenter);
        layout->addWidget(m_time);
        layout->addWidget(m_earlier);
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

    ListedJob *job() const { return m_job; }
    QToolButton *earlier() const { return m_earlier; }

    void retranslate()
    {
        setToolName(m_earlier, tr("Train this before the one above"));
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
    QToolButton *m_earlier;
    QPushButton *m_keep;
    QPushButton *m_cancel;
};

JobBar::JobBar(QWidget *parent)
    : Retranslated(parent), m_line(new QHBoxLayout(this)), m_said(new SaidLabel(this)), m_hold(new QToolButton(this)),
      m_more(new QToolButton(this)), m_list(new QFrame(parent->window())), m_listLayout(new QVBoxLayout(m_list)),
      m_unlisted(new QLabel(m_list)), m_total(new QLabel(m_list)), m_timer(new QTimer(this))
{
    setFixedHeight(kBarHeight);
    m_said->setObjectName(QStringLiteral("last-said"));
    m_said->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setSecondary(m_said);
    m_more->setObjectName(QStringLiteral("more-jobs"));
    m_more->setCheckable(true);
    m_hold->setObjectName(QStringLiteral("hold-queue"));
    m_hold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_line->setContentsMargins(kSpacePage, 0, kSpacePage, 0);
    m_line->setSpacing(kSpaceBetween);
    m_line->addWidget(m_said, 1);
    m_line->addWidget(m_hold);
    m_line->addWidget(m_more);
    layOutList();
    m_timer->setInterval(kPollMs);
    connect(m_timer, &QTimer::timeout, this, &JobBar::refresh);
    connect(m_more, &QToolButton::toggled, this, &JobBar::showMore);
    connect(m_hold, &QToolButton::clicked, this, [this] {
        if (m_jobs)
            m_jobs->setHeld(!m_jobs->isHeld());
    });
    hide();
}

void JobBar::layOutList()
{
    m_list->setObjectName(QStringLiteral("job-list"));
    m_list->setFrameShape(QFrame::StyledPanel);
    m_list->setAutoFillBackground(true);
    m_list->setBackgroundRole(QPalette::Base);
    m_listLayout->setContentsMargins(kSpacePage, kSpaceBetween, kSpacePage, kSpaceBetween);
    m_listLayout->setSpacing(kSpaceInside);
    m_total->setObjectName(QStringLiteral("queue-time"));
    for (auto *label : {m_unlisted, m_total}) {
        m_listLayout->addWidget(label);
        setSecondary(label);
    }
    m_list->hide();
}

void JobBar::setJobs(JobList *jobs)
{
    if (m_jobs)
        disconnect(m_jobs, nullptr, this, nullptr);
    m_jobs = jobs;
    setLastSaid({});
    if (m_jobs) {
        connect(m_jobs, &JobList::jobStarted, this, &JobBar::rebuild);
        connect(m_jobs, &JobList::jobOver, this, &JobBar::rebuild);
        connect(m_jobs, &JobList::orderChanged, this, &JobBar::rebuild);
        connect(m_jobs, &JobList::heldChanged, this, &JobBar::rebuild);
    }
    setVisible(m_jobs != nullptr);
    rebuild();
}

void JobBar::setLastSaid(const LiveText &sentence)
{
    m_lastSaid = sentence;
    m_said->setText(m_lastSaid());
    m_said->setToolTip(tipText(m_said->text()));
}

void JobBar::retranslate()
{
    rebuild();
    setLastSaid(m_lastSaid);
}

void JobBar::clearRows()
{
    for (auto *row : std::exchange(m_rows, {})) {
        row->hide();
        row->deleteLater();
    }
}

void JobBar::rebuild()
{
    clearRows();
    const auto count = m_jobs ? static_cast<int>(m_jobs->jobs().size()) : 0;
    m_said->setVisible(count == 0);
    addRows(std::min(count, 1 + kMostListed));
    const int unlisted = count - 1 - kMostListed;
    m_unlisted->setVisible(unlisted > 0);
    m_unlisted->setText(unlisted > 0 ? tr("%n more waiting", nullptr, unlisted) : QString());
    m_more->setVisible(count > 1);
    m_more->setText(tr("%n more job(s)", nullptr, std::max(0, count - 1)));
    m_more->setToolTip(tr("Show the other jobs"));
    if (count < 2)
        m_more->setChecked(false);
    showHold();
    refresh();
    showMore(m_more->isChecked());
    tabInLayoutOrder(this);
    if (count > 0)
        m_timer->start();
    else
        m_timer->stop();
}

/// The first job in the bar, the others in the list.
void JobBar::addRows(int count)
{
    for (int i = 0; i < count; ++i) {
        auto *job = m_jobs->jobs()[static_cast<std::size_t>(i)];
        m_rows.push_back(new JobRow(job, i == 0 ? this : static_cast<QWidget *>(m_list)));
        m_rows.back()->earlier()->setVisible(m_jobs->canMoveEarlier(job));
        connect(m_rows.back()->earlier(), &QToolButton::clicked, this, [this, job] { moveEarlier(job); });
        if (i == 0)
            m_line->insertWidget(0, m_rows.back(), 1);
        else
            m_listLayout->insertWidget(i - 1, m_rows.back());
    }
}

/// Where there is more than one training to hold, or the queue is held.
void JobBar::showHold()
{
    const auto trainings = !m_jobs ? 0 : std::ranges::count_if(m_jobs->jobs(), [](const ListedJob *job) {
        return job->request().lane == JobLane::Training;
    });
    const bool held = m_jobs && m_jobs->isHeld();
    m_hold->setVisible(held || trainings > 1);
    m_hold->setIcon(themeIcon(held ? QStringLiteral("play") : QStringLiteral("pause")));
    m_hold->setText(held ? tr("Go on") : tr("Pause all"));
    m_hold->setToolTip(held ? tr("Trainings begin again, those that were paused first")
                            : tr("No training begins, and the one that runs is paused as soon as it can go on later"));
}

void JobBar::moveEarlier(ListedJob *job)
{
    m_jobs->moveEarlier(job);
    for (const auto *row : m_rows)
        if (row->job() == job && row->earlier()->isVisibleTo(row))
            row->earlier()->setFocus();
}

void JobBar::showMore(bool open)
{
    m_list->setVisible(open);
    if (!open)
        return;
    m_listLayout->activate();
    const int high = m_list->sizeHint().height();
    const auto corner = mapTo(m_list->parentWidget(), QPoint(0, 1 - high));
    m_list->setGeometry(QRect(corner, QSize(width(), high)));
    m_list->raise();
}

void JobBar::refresh()
{
    std::ranges::for_each(m_rows, &JobRow::refresh);
    const auto left = m_jobs ? m_jobs->trainingsRemainingMs() : std::nullopt;
    m_total->setText(left ? tr("All trainings: about %1").arg(formatDuration(std::max<qint64>(1000, *left)))
                          : tr("How long all trainings take is not known yet."));
}

void JobBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showMore(m_more->isChecked());
}

void JobBar::moveEvent(QMoveEvent *event)
{
    QWidget::moveEvent(event);
    showMore(m_more->isChecked());
}

void JobBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().surface);
    painter.fillRect(QRect(0, 0, width(), 1), tokens().hairline);
}

} // namespace aisle
