#pragma once
#include "models/projectsession.h"
#include "models/runtablemodel.h"
#include "widgets/runs/runspage.h"

#include <QObject>
#include <QTemporaryDir>
#include <initializer_list>
#include <memory>

namespace aisle::test {

/// The Runs page over a small shop with four trained runs: 1 popularity, 2 bought again, 3 item neighbours, 4 EASE with
/// an L2 of 25. With AISLE_SHOTS=FOLDER it also leaves pictures there.
class RunsPageTest : public QObject
{
protected:
    void trainRuns(); ///< once for all tests
    void openPage();  ///< over a project of its own
    void closePage();
    void reopen(); ///< the same project, as after a restart

    void settle();
    void compare(std::initializer_list<int> runs);
    void shoot(const char *name) const;

    QModelIndex at(int run, RunTableModel::Field field) const
    {
        return m_page->table()->indexOf(RunId(run), m_page->table()->columnOf(field));
    }
    template <class T>
    T *child(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }

    QTemporaryDir m_folder;
    std::shared_ptr<JobPools> m_pools;
    std::shared_ptr<ProjectSession> m_session;
    std::unique_ptr<RunsPage> m_page;

private:
    void showPage();

    QString m_trained;
    int m_count = 0;
};

} // namespace aisle::test
