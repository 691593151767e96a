#pragma once
#include "core/runs/segmentcomparison.h"
#include "models/projectsession.h"
#include "widgets/common/retranslated.h"

#include <QWidget>
#include <optional>

class QLabel;
class QTreeWidget;

namespace aisle {

/// What a pair of runs means to groups of shoppers, the largest effect first; a group's shoppers can be selected.
/// Worked out once it is looked at.
class SegmentView : public Retranslated<QWidget>
{
    Q_OBJECT
public:
    explicit SegmentView(QWidget *parent = nullptr);

    void setSession(const SessionPointer &session);
    void setPair(std::optional<RunComparison> pair); ///< absent: nothing is compared
    void setLetters(const QString &a, const QString &b);
    bool isSettled() const { return !m_job.isRunning(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    using Segments = std::vector<SegmentDifference>;
    void ask();
    void show(const SegmentDifference &segment);
    QString nameOf(const SegmentDifference &segment) const;
    void select(int row);
    void retranslate() override;

    SessionPointer m_session;
    Job<Segments> m_job;
    std::optional<RunComparison> m_pair;
    std::optional<Segments> m_segments;
    std::optional<Error> m_failure;
    QString m_a, m_b; ///< letters
    QLabel *m_help;
    QTreeWidget *m_table;
};

} // namespace aisle
