#include "tests/widgets/runspagetest.h"
#include "core/runs/training/training.h"
#include "tests/widgets/pageovershop.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace aisle::test {

void RunsPageTest::trainRuns()
{
    prepareWindow();
    m_pools = std::make_shared<JobPools>();
    m_trained = m_folder.filePath(QStringLiteral("trained.aisle"));
    const auto project = makeShop(m_trained);
    SilentContext job;
    RunShelf shelf(*project);
    for (const auto *id : {"popularity", "bought-again", "item-knn", "ease"}) {
        TrainRequest request;
        request.recommender = id;
        request.protocol.mask = MaskSeen::No;
        if (request.recommender == "ease")
            request.parameters = {{QStringLiteral("l2"), 25}};
        trainRun(*project, request, job, &shelf);
    }
}

void RunsPageTest::openPage()
{
    const auto path = m_folder.filePath(QStringLiteral("%1.aisle").arg(++m_count));
    QVERIFY(QFile::copy(m_trained, path));
    m_session = std::make_shared<ProjectSession>(Project::open(path), m_pools);
    showPage();
}

void RunsPageTest::reopen()
{
    const auto path = m_session->path();
    closePage();
    m_session = std::make_shared<ProjectSession>(Project::open(path), m_pools);
    showPage();
}

void RunsPageTest::showPage()
{
    m_page = std::make_unique<RunsPage>();
    m_page->resize(1280, 860);
    m_page->setProject(m_session);
    m_page->show();
    QTRY_VERIFY(!m_page->table()->groups().empty());
    settle();
}

void RunsPageTest::closePage()
{
    m_page.reset();
    m_session.reset();
}

void RunsPageTest::settle()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isSettled() && m_session->jobs().isEmpty(), 30'000);
}

void RunsPageTest::compare(std::initializer_list<int> runs)
{
    for (const int run : runs)
        m_page->table()->setData(at(run, RunTableModel::Field::Compared), Qt::Checked, Qt::CheckStateRole);
    settle();
}

void RunsPageTest::shoot(const char *name) const
{
    const auto folder = qEnvironmentVariable("AISLE_SHOTS");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    m_page->grab().save(QDir(folder).filePath(QStringLiteral("runs-%1.png").arg(QString::fromLatin1(name))));
}

} // namespace aisle::test
