#pragma once
#include "models/runtablemodel.h"

#include <QWidget>

class QToolButton;

namespace aisle {

/// What stands over the runs of one protocol: the protocol in a line, how many there are, and a button that judges the
/// selected runs in the same way.
class RunGroupHeading : public QWidget
{
    Q_OBJECT
public:
    RunGroupHeading(const RunGroup &group, QWidget *parent);

    const QString &key() const { return m_key; } ///< of the group
    /// @param selected  which the button would judge; hidden where all of them are judged so already
    void setSelected(const std::vector<RunRecord> &selected, bool writable);

Q_SIGNALS:
    void judgeRequested(const QString &key);

private:
    QString m_key;
    QString m_dataHash;
    QToolButton *m_judge;
};

} // namespace aisle
