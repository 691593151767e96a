// The report as a document to print, made in a job as the window does it.
#include "core/jobs/job.h"
#include "core/runs/training/training.h"
#include "models/projectsession.h"
#include "tests/widgets/shop.h"
#include "widgets/report/reportexport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace aisle;

class TestReportExport : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void pdfHasAllPages();
    void cannotWriteIsSaid();
    void holdsTheRunsThatAreChosen();
};

void TestReportExport::pdfHasAllPages()
{
    auto project = std::shared_ptr<const Project>(test::makeShop(m_folder.filePath(QStringLiteral("shop.aisle"))));
    SilentContext quiet;
    for (const auto *recommender : {"popularity", "ease"}) {
        TrainRequest request;
        request.recommender = recommender;
        trainRun(*project, request, quiet);
    }
    const auto path = m_folder.filePath(QStringLiteral("shop.pdf"));
    QThreadPool pool;
    Job<int> job;
    bool done = false;
    job.start(
        pool,
        [project, path](JobContext &context) {
            const auto own = project->another(&context);
            exportReport(*own, {}, path, context);
            return 1;
        },
        [&](Outcome<int> outcome) { done = std::holds_alternative<int>(outcome); });
    QTRY_VERIFY_WITH_TIMEOUT(done, 60'000);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto bytes = file.readAll();
    QVERIFY(bytes.startsWith("%PDF-"));
    QVERIFY(bytes.count("/Type /Page\n") + bytes.count("/Type /Page ") >= 3);
    QVERIFY(!bytes.contains("/Subtype /Image")); // charts stay drawings
}

void TestReportExport::cannotWriteIsSaid()
{
    const auto project = test::makeShop(m_folder.filePath(QStringLiteral("other.aisle")));
    SilentContext quiet;
    QVERIFY_EXCEPTION_THROWN(exportReport(*project, {}, m_folder.filePath(QStringLiteral("no/such.pdf")), quiet),
                             Error);
}

/// The compared runs where none are named; those that are named, else what the rule chooses.
void TestReportExport::holdsTheRunsThatAreChosen()
{
    const auto session = std::make_shared<ProjectSession>(
        test::makeShop(m_folder.filePath(QStringLiteral("chosen.aisle"))), std::make_shared<JobPools>());
    auto &selection = session->selection();
    selection.compareRun({RunId(3), QStringLiteral("three")});
    selection.setShopper(ShopperRef{UserId(5), QStringLiteral("17005")});
    using Runs = std::vector<RunId>;
    QCOMPARE(reportOfSelection(selection).runs, Runs{RunId(3)});
    const auto named = reportOn(QStringLiteral("1,4"), selection);
    QCOMPARE(named.runs, (Runs{RunId(1), RunId(4)}));
    QCOMPARE(named.shoppers, std::vector<UserId>{UserId(5)});
    QVERIFY(reportOn({}, selection).runs.empty());
}

QTEST_MAIN(TestReportExport)
#include "tst_reportexport.moc"
