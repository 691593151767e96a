#pragma once
#include "models/projectsession.h"
#include "tests/widgets/shop.h"

#include <QDir>
#include <QString>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>
#include <memory>

namespace aisle::test {

/// Trains a recommender with its defaults and tells the session. @return the run
RunId trainIn(ProjectSession &session, const char *recommender);
/// Puts every kept run beside the others, as far as there are letters.
void compareAllRuns(ProjectSession &session);

/// English texts, the light theme, settings that are not the tester's own. Call before the first widget.
void prepareWindow();

/// A page over a project of its own in a temporary folder. AISLE_SHOTS=FOLDER leaves pictures there.
template <class PageType>
class PageOverShop
{
public:
    QString nextPath() { return m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_count)); }

    void open(std::unique_ptr<Project> project, QSize size)
    {
        m_session = std::make_shared<ProjectSession>(std::move(project), m_pools);
        m_page = std::make_unique<PageType>();
        m_page->resize(size);
        m_page->setProject(m_session);
        m_page->show();
    }
    void close()
    {
        m_page.reset();
        m_session.reset();
    }
    void closePage() { m_page.reset(); }
    bool isSettled() const { return m_page->isSettled(); }

    PageType &page() const { return *m_page; }
    const std::shared_ptr<ProjectSession> &session() const { return m_session; }
    Selection &selection() const { return m_session->selection(); }
    JobPools &pools() const { return *m_pools; }
    template <class T>
    T *child(const char *name) const
    {
        return m_page->template findChild<T *>(QString::fromLatin1(name));
    }

    void shoot(const QString &name) const
    {
        const auto folder = qEnvironmentVariable("AISLE_SHOTS");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        QTest::qWait(50);
        m_page->grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
    }

private:
    QTemporaryDir m_folder;
    int m_count = 0;
    std::shared_ptr<JobPools> m_pools = std::make_shared<JobPools>();
    std::shared_ptr<ProjectSession> m_session;
    std::unique_ptr<PageType> m_page;
};

} // namespace aisle::test
