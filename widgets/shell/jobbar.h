#pragma once
#include "models/joblist.h"
#include "widgets/common/retranslated.h"
#include "widgets/text/livetext.h"

#include <QPointer>
#include <QWidget>
#include <memory>

class QFrame;
class QHBoxLayout;
class QLabel;
class QTimer;
class QToolButton;
class QVBoxLayout;

namespace aisle {

class JobRow;

/// A row of fixed height under the pages, there while a project is open, so that no job moves a page. It holds the
/// first job: what it does, how far it is, how long it will take, Keep best, Cancel; without one the last thing that
/// was said. Further jobs stand in a list that a button opens over the page, where those that wait can change places;
/// while trainings queue another button holds the queue. Polls ten times a second while there is a job.
class JobBar : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit JobBar(QWidget *parent); ///< within a window: the list of jobs lies over its pages
    void setJobs(JobList *jobs);      ///< null: no project
    void setLastSaid(const LiveText &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;

private:
    void rebuild();
    void retranslate() override;
    void refresh();
    void layOutList();
    void addRows(int count);
    void clearRows();
    void showMore(bool open);
    void showHold();
    void moveEarlier(ListedJob *job);

    static constexpr int kMostListed = 8;
    QPointer<JobList> m_jobs;
    std::vector<JobRow *> m_rows;
    QHBoxLayout *m_line;
    LiveText m_lastSaid;
    QLabel *m_said;
    QToolButton *m_hold;
    QToolButton *m_more;
    QFrame *m_list; ///< over the page
    QVBoxLayout *m_listLayout;
    QLabel *m_unlisted;
    QLabel *m_total; ///< time of all trainings
    QTimer *m_timer;
};

} // namespace aisle
