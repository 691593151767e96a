#pragma once
#include "models/joblist.h"

#include <QPointer>
#include <QWidget>
#include <memory>

class QLabel;
class QTimer;
class QVBoxLayout;

namespace aisle {

class JobRow;

/// Every job of the project: what it does, how far it is, how long it will take, Keep best, Cancel. Polls ten times a
/// second while there is one; hidden when there is none.
class JobBar : public QWidget
{
    Q_OBJECT
public:
    explicit JobBar(QWidget *parent = nullptr);
    void setJobs(JobList *jobs); ///< null: none

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuild();
    void refresh();

    static constexpr int kMaxRows = 3;
    QPointer<JobList> m_jobs;
    std::vector<JobRow *> m_rows;
    QVBoxLayout *m_layout;
    QLabel *m_more;
    QTimer *m_timer;
};

} // namespace aisle
