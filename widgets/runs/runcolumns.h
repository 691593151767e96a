#pragma once
#include "core/evaluate/metric.h"
#include "models/projectsession.h"
#include "models/runtablemodel.h"

#include <QObject>
#include <set>

class QMenu;
class QTreeView;

namespace aisle {

/// Which columns and figures the table of runs shows, how wide, and by what it is sorted; chosen in a menu and
/// remembered by the project.
class RunColumns : public QObject
{
    Q_OBJECT
public:
    RunColumns(QTreeView *view, RunTableModel *model);

    void setSession(SessionPointer session);
    void fillMenu(QMenu *menu);

Q_SIGNALS:
    void figuresChanged(); ///< there may be figures without intervals now

private:
    void addColumns(QMenu *menu);
    void addFigures(QMenu *menu);
    void addFigure(QMenu *menu, const MetricAt &figure);
    void setFigures(const QStringList &figures);
    void backToUsual();
    void show();
    void remember();
    int standardWidth(int column) const;

    SessionPointer m_session;
    QTreeView *m_view;
    RunTableModel *m_model;
    std::set<QString> m_hidden; ///< ids of columns
    bool m_restoring = false;
};

} // namespace aisle
