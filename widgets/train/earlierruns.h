#pragma once
#include "core/runs/runstore.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <string>
#include <vector>

class QLabel;
class QTreeWidget;

namespace aisle {

/// The kept runs of one recommender, newest first, by what was changed and how they were judged: what one tunes by
/// before anything trains.
class EarlierRuns : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit EarlierRuns(QWidget *parent = nullptr);

    void setSession(SessionPointer session);
    void setRecommender(const std::string &id);
    void refresh(); ///< reads the runs again
    bool isEmpty() const { return m_shown.empty(); }
    bool isReading() const { return m_job.isRunning(); }

Q_SIGNALS:
    void changed();
    void chosen(const aisle::RunRecord &run); ///< to be trained again, or changed first

private:
    void showRuns();
    void retranslate() override;

    static constexpr std::size_t kMost = 50;
    SessionPointer m_session;
    std::string m_recommender;
    std::vector<RunRecord> m_runs;  ///< of every recommender, newest first
    std::vector<RunRecord> m_shown; ///< of the chosen one
    QLabel *m_title;
    QLabel *m_help;
    QTreeWidget *m_table;
    Job<std::vector<RunRecord>> m_job;
};

} // namespace aisle
