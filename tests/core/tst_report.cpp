// The report: what it gathers, that its page stands alone, tells the truth and keeps hostile texts harmless.
#include "core/common/error.h"
#include "core/features/encoding.h"
#include "core/features/featuresummary.h"
#include "core/jobs/jobcontext.h"
#include "core/report/report.h"
#include "core/runs/training/training.h"
#include "tests/widgets/shop.h"
#include "translations/translations.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <SQLiteCpp/SQLiteCpp.h>
#include <set>

using namespace aisle;

namespace {

int count(const QString &text, const QString &pattern)
{
    auto found = QRegularExpression(pattern).globalMatch(text);
    int number = 0;
    for (; found.hasNext(); found.next())
        ++number;
    return number;
}

} // namespace

class TestReport : public QObject
{
    Q_OBJECT
private:
    RunId train(const char *recommender, const QString &name = {})
    {
        TrainRequest request;
        request.recommender = recommender;
        request.name = name;
        request.protocol.mask = MaskSeen::No;
        return trainRun(*m_project, request, m_job).run.id;
    }
    ReportData gather(const ReportRequest &request = {}) { return gatherReport(*m_project, request, m_job, &*m_shelf); }
    QString page(const ReportRequest &request = {})
    {
        return QString::fromUtf8(reportText(gather(request), ReportMedium::Page).html);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Project> m_project;
    SilentContext m_job;
    std::optional<RunShelf> m_shelf;
    RunId m_popular, m_ease, m_random;

private Q_SLOTS:
    void initTestCase();
    void comparesByRule();
    void comparesWhatWasAsked();
    void refusesRunsThatAreNotThere();
    void pageStandsAlone();
    void hostileTextsStayText();
    void figuresAreTheRuns();
    void listsAreThoseThatWereJudged();
    void pseudonymsHideKeys();
    void speaksChinese();
    void printNamesItsCharts();
    void noLineBeginsWithAMark();
    void featuresAreThoseOfTheList();
    void identicalRunsAreShownOnce();
    void graphsAreCounted();
    void emptyProjectHasAReport();
    void writesWholeOrNotAtAll();
};

void TestReport::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_project = test::makeShop(m_folder.filePath(QStringLiteral("shop.aisle")));
    m_project->database().exec("UPDATE item SET title = '<script>alert(\"' || key || '\")</script>' WHERE id % 2 = 0");
    m_project->database().exec("UPDATE import SET source = '<img src=x onerror=alert(1)>'");
    m_shelf.emplace(*m_project);
    m_popular = train("popularity");
    m_ease = train("ease", QStringLiteral("EASE & <b>co</b>"));
    m_random = train("random");
}

void TestReport::comparesByRule()
{
    const auto data = gather();
    QCOMPARE(data.groups.size(), std::size_t(1));
    QCOMPARE(data.compared.size(), std::size_t(3));
    QVERIFY(data.compared[0].run.id == m_popular); // the bestsellers are what the others are held against
    QVERIFY(data.compared[1].run.id == m_ease);
    QCOMPARE(data.comparisons.size(), std::size_t(2));
    QVERIFY(data.testPeriod && data.testPeriod->first < data.testPeriod->second);
    QCOMPARE(data.groups[0].runs[0].standing->place, 1);
    std::set<QString> shoppers;
    for (const auto &shopper : data.shoppers)
        shoppers.insert(shopper.key);
    QCOMPARE(shoppers.size(), std::size_t(3));
    QCOMPARE(data.shoppers[1].chosen, ReportShopper::Chosen::WonByLater);
    QVERIFY(*data.shoppers[1].lists[1].figure > *data.shoppers[1].lists[0].figure);
    QVERIFY(*data.shoppers[2].lists[1].figure < *data.shoppers[2].lists[0].figure);
}

void TestReport::comparesWhatWasAsked()
{
    ReportRequest request;
    request.runs = {m_random, m_popular};
    request.shoppers = {UserId(3)};
    const auto data = gather(request);
    QVERIFY(data.compared[0].run.id == m_random && data.compared[1].run.id == m_popular);
    QCOMPARE(data.groups[0].runs.size(), std::size_t(2));
    QCOMPARE(data.shoppers.size(), std::size_t(1));
    QCOMPARE(data.shoppers[0].key, QStringLiteral("17003"));
    QVERIFY(!page(request).contains(QLatin1String("EASE")));
}

void TestReport::refusesRunsThatAreNotThere()
{
    const auto codeOf = [&](std::vector<RunId> runs) {
        ReportRequest request;
        request.runs = std::move(runs);
        try {
            gather(request);
        } catch (const Error &error) {
            return error.code();
        }
        return std::string();
    };
    QCOMPARE(codeOf({RunId(99)}), std::string("run.unknown"));
    QCOMPARE(codeOf({m_ease, m_random, m_popular, m_ease, m_random}), std::string("report.too-many-runs"));
}

void TestReport::pageStandsAlone()
{
    auto html = page();
    QVERIFY(html.size() < 1'000'000);
    html.remove(QStringLiteral("http://www.w3.org/2000/svg")); // a name, not an address
    for (const auto *outside : {"http:", "https:", "url(", "@import", "<link", "<script", "<iframe"})
        QVERIFY2(!html.contains(QLatin1String(outside)), outside);
    QCOMPARE(count(html, QStringLiteral("<[^>]* (src|href)=")), 0);
    for (const auto *tag : {"main", "section", "div", "table", "tr", "td", "th", "svg", "figure", "ol", "li", "p",
                            "span", "dl", "dt", "dd"}) {
        const auto name = QString::fromLatin1(tag);
        QVERIFY2(count(html, QStringLiteral("<%1[ >]").arg(name)) == count(html, QStringLiteral("</%1>").arg(name)),
                 tag);
    }
    QVERIFY(html.contains(QLatin1String("prefers-color-scheme:dark")));
    QVERIFY(html.contains(QLatin1String("@media print")));
    QVERIFY(!html.contains(QLatin1String("%1")) && !html.contains(QLatin1String("nan")));
}

void TestReport::hostileTextsStayText()
{
    for (const auto medium : {ReportMedium::Page, ReportMedium::Print}) {
        const auto html = QString::fromUtf8(reportText(gather(), medium).html);
        QVERIFY(html.contains(QLatin1String("&lt;script&gt;alert(&quot;")));
        QVERIFY(html.contains(QLatin1String("EASE &amp; &lt;b&gt;co&lt;/b&gt;")));
        QVERIFY(html.contains(QLatin1String("&lt;img src=x")));
        QVERIFY(!html.contains(QLatin1String("<script")) && !html.contains(QLatin1String("<img src=x")) &&
                !html.contains(QLatin1String("<b>co")));
    }
}

void TestReport::figuresAreTheRuns()
{
    const auto data = gather();
    const auto html = QString::fromUtf8(reportText(data, ReportMedium::Page).html);
    for (const auto &one : data.groups[0].runs) {
        for (const auto *metric : {"NDCG@10", "HitRate@10", "Recall@10"}) {
            const auto value = one.run.test.at(metric);
            QVERIFY2(html.contains(QString::number(value, 'f', 4)), metric);
            const auto interval = one.intervals.at(metric);
            QVERIFY(interval.low <= value && value <= interval.high);
        }
    }
    const auto best = data.groups[0].runs[0].run.test.at("HitRate@10");
    QVERIFY(html.contains(QStringLiteral("%1 in 100 bought something").arg(std::lround(best * 100))) ||
            html.contains(QStringLiteral("%1 in 100 chose something").arg(std::lround(best * 100))));
    QVERIFY(html.contains(data.groups[0].runs[0].run.protocol.dataHash.left(12)));
}

void TestReport::listsAreThoseThatWereJudged()
{
    const auto data = gather();
    for (const auto &shopper : data.shoppers) {
        QVERIFY(shopper.relevant > 0);
        for (const auto &list : shopper.lists) {
            QVERIFY(list.asEvaluated && list.problem.isEmpty());
            QCOMPARE(list.products.size(), std::size_t(10));
            const bool hit = std::any_of(list.products.begin(), list.products.end(),
                                         [](const auto &product) { return product.hit; });
            QVERIFY(list.figure);
            QCOMPARE(hit, *list.figure > 0); // NDCG@10 of this very list
        }
    }
}

void TestReport::pseudonymsHideKeys()
{
    ReportRequest request;
    request.keys.setPseudonyms(true);
    const auto data = gather(request);
    for (const auto &shopper : data.shoppers) {
        QVERIFY(shopper.key.startsWith(QLatin1String("S-")));
        for (const auto &product : shopper.lists[0].products)
            QVERIFY(product.key.startsWith(QLatin1String("P-")));
    }
    QVERIFY(!QString::fromUtf8(reportText(data, ReportMedium::Page).html).contains(QLatin1String("Shopper 17")));
}

void TestReport::speaksChinese()
{
    loadTranslationResources();
    QTranslator chinese;
    QVERIFY(chinese.load(QStringLiteral("aisle_zh_CN"), QStringLiteral(":/i18n")));
    QCoreApplication::installTranslator(&chinese);
    QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
    const auto html = page();
    QCoreApplication::removeTranslator(&chinese);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QVERIFY(html.contains(QLatin1String("lang=\"zh-CN\"")));
    QVERIFY(html.contains(QString::fromUtf8("推荐")));
    for (const auto *english : {"The data", "shoppers", "Judged on", "Recommender", "interval", "Seed", "Newest before",
                                "Where this comes from"})
        QVERIFY2(!html.contains(QLatin1String(english)), english);
}

void TestReport::printNamesItsCharts()
{
    const auto text = reportText(gather(), ReportMedium::Print);
    const auto html = QString::fromUtf8(text.html);
    QVERIFY(text.charts.size() >= 5);
    for (std::size_t i = 0; i < text.charts.size(); ++i)
        QVERIFY(html.contains(QStringLiteral("src=\"chart:%1\"").arg(i)));
    QVERIFY(!html.contains(QLatin1String("<svg")) && !html.contains(QLatin1String("var(--")));
}

/// "∩" stands by the title that it is said of.
void TestReport::noLineBeginsWithAMark()
{
    for (const auto medium : {ReportMedium::Page, ReportMedium::Print}) {
        const auto html = QString::fromUtf8(reportText(gather(), medium).html);
        QVERIFY(html.contains(QStringLiteral("&nbsp;<span class=\"sharedmark\"")));
        QCOMPARE(count(html, QStringLiteral("\\s<span class=\"(shared|hit)mark\"")), 0);
    }
}

void TestReport::featuresAreThoseOfTheList()
{
    encodeByWords(*m_project, QStringLiteral("<kinds>"), {QStringLiteral("category")}, 8, m_job);
    const auto listed = featureSummaries(*m_project, m_job);
    const auto html = page();
    QVERIFY(html.contains(QStringLiteral("<h3>Features</h3>")));
    QVERIFY(html.contains(QStringLiteral("&lt;kinds&gt;")));
    QVERIFY(html.contains(QStringLiteral("category by the catalogue's own words")) ||
            html.contains(QStringLiteral("category by the catalogue&#39;s own words")));
    const auto data = gather();
    QCOMPARE(data.features.size(), listed.size());
    for (std::size_t i = 0; i < listed.size(); ++i) {
        QCOMPARE(data.features[i].name, listed[i].name);
        QCOMPARE(data.features[i].rows, listed[i].rows);
    }
    m_project->database().exec("UPDATE feature SET source = '{\"file\":\"<img>.csv\"}'");
    QVERIFY(page().contains(QStringLiteral("the file &lt;img&gt;.csv")));
    ReportRequest hidden;
    hidden.keys.setPseudonyms(true);
    QVERIFY(!page(hidden).contains(QStringLiteral("img&gt;.csv")));
    m_project->database().exec("UPDATE feature_chunk SET vectors = x'00'"); // damaged: the rest is said
    QVERIFY(!page().contains(QStringLiteral("&lt;kinds&gt;")));
    m_project->database().exec("DELETE FROM feature_chunk");
    m_project->database().exec("DELETE FROM feature");
}

void TestReport::identicalRunsAreShownOnce()
{
    const auto again = train("random");
    const auto data = gather();
    RunStore(*m_project).remove(again);
    QCOMPARE(data.repeatedRuns, 1);
    QCOMPARE(data.groups[0].runs.size(), std::size_t(3));
    QVERIFY(std::any_of(data.groups[0].runs.begin(), data.groups[0].runs.end(),
                        [&](const auto &one) { return one.run.id == again; }));
}

void TestReport::graphsAreCounted()
{
    QVERIFY(!page().contains(QStringLiteral("knowledge graph")));
    m_project->database().exec(
        "INSERT INTO graph_source(id, origin, detail, at) VALUES(1, 'import', '{}', 1), (2, 'hand', '{}', 1); "
        "INSERT INTO graph_entity(id, name, source_id) VALUES(1, 'a', 1), (2, 'b', 1), (3, 'c', 1); "
        "INSERT INTO graph_relation(id, name, source_id) VALUES(1, '<i>rare</i>', 1), (2, 'usual', 1); "
        "INSERT INTO graph_triple VALUES(1, 1, 2, 1), (1, 2, 2, 1), (1, 2, 2, 2), (2, 2, 3, 1); "
        "INSERT INTO graph_link SELECT 1, 'items', min(key), 1 FROM item; "
        "INSERT INTO graph_link VALUES(2, 'items', 'nobody knows', 1)");
    const auto html = page();
    QVERIFY(html.contains(QStringLiteral("3 triples of 2 relations between 3 entities; 1 is a product of the shop.")));
    QVERIFY(html.contains(QStringLiteral("&lt;i&gt;rare&lt;/i&gt;")));
    QVERIFY(html.indexOf(QStringLiteral("usual")) < html.indexOf(QStringLiteral("rare&lt;")));
    m_project->database().exec("DELETE FROM graph_triple");
    QVERIFY(!page().contains(QStringLiteral("knowledge graph")));
}

void TestReport::emptyProjectHasAReport()
{
    const auto empty = Project::create(m_folder.filePath(QStringLiteral("empty.aisle")));
    const auto html = QString::fromUtf8(reportText(gatherReport(*empty, {}, m_job), ReportMedium::Page).html);
    QVERIFY(html.contains(QLatin1String("No recommender has been judged yet.")));
}

void TestReport::writesWholeOrNotAtAll()
{
    const auto path = m_folder.filePath(QStringLiteral("page.html"));
    const auto counts = writeReport(*m_project, {}, path, m_job, &*m_shelf);
    QCOMPARE(counts.value(QStringLiteral("runs")).toInt(), 3);
    QCOMPARE(counts.value(QStringLiteral("bytes")).toInteger(), QFileInfo(path).size());
    const auto nowhere = m_folder.filePath(QStringLiteral("no/such/folder.html"));
    QVERIFY_EXCEPTION_THROWN(writeReport(*m_project, {}, nowhere, m_job, &*m_shelf), Error);
    ReportRequest wrong;
    wrong.runs = {RunId(99)};
    QVERIFY_EXCEPTION_THROWN(writeReport(*m_project, wrong, path, m_job, &*m_shelf), Error);
    QCOMPARE(QFileInfo(path).size(), counts.value(QStringLiteral("bytes")).toInteger()); // the old one is still there
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
