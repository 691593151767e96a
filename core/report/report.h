#pragma once
#include "core/charts/chartdata.h"
#include "core/common/keyformatter.h"
#include "core/evaluate/comparison.h"
#include "core/features/featuresummary.h"
#include "core/runs/freshness.h"
#include "core/runs/leaderboard.h"
#include "core/runs/runcomparison.h"
#include "core/storage/catalogue.h"
#include "core/storage/graph/graphstore.h"
#include "core/storage/queries/summary.h"

#include <QByteArray>
#include <QJsonObject>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aisle {

class JobContext;
class Project;
class RunShelf;

inline constexpr std::size_t kReportRuns = 4; ///< A, B, C, D

/// What a report is about.
struct ReportRequest
{
    std::vector<RunId>
        runs; ///< compared as A, B, C, D; the others are left out. Empty: chosen by rule, all are in the table
    std::vector<UserId> shoppers; ///< whose lists stand side by side; empty: chosen by rule
    KeyFormatter keys;
    int listLength = 10;
};

struct ReportRun
{
    RunRecord run;
    std::map<std::string, Interval> intervals; ///< of the test figures that are kept by shopper
    std::optional<Standing> standing; ///< by the leading figure within its group; absent where it is not ranked
    int slot = -1;                    ///< 0..3 for A..D
    ChangedSince changed{};
};

/// Runs whose figures may stand in one column, best first.
struct ReportGroup
{
    std::vector<ReportRun> runs;
    std::string leading; ///< "NDCG@10"
};

struct ReportProduct
{
    QString key;   ///< as the formatter shows it
    QString title; ///< may be empty
    QString category;
    std::optional<double> price;
    bool hit = false;    ///< relevant to the shopper in the test part
    bool shared = false; ///< another run of the report lists it too
};

struct ReportList
{
    int slot = 0;
    std::vector<ReportProduct> products; ///< best first
    std::optional<double> figure;        ///< the leading one, of this shopper
    bool asEvaluated = true;             ///< false: from everything known today
    QString problem;                     ///< English template (context "Error") said instead of a list
    QStringList problemArguments;
};

struct ReportShopper
{
    /// Why this one is in the report.
    enum class Chosen { Asked, MostActive, WonByLater, LostByLater };
    Chosen chosen = Chosen::Asked;
    int slot = 1; ///< WonByLater, LostByLater: the run compared with A
    QString key;  ///< as the formatter shows it
    std::int64_t events = 0;
    std::size_t relevant = 0;                 ///< products of the test part that the lists could show
    std::vector<ReportProduct> historyNewest; ///< distinct products the lists were made from, newest first, at most 8
    std::vector<ReportList> lists;            ///< one a compared run
};

/// Everything a report says, without a language. Page, print and tests are made from the same values.
struct ReportData
{
    QString project; ///< its file's name without folder and ending
    ProjectSummary summary;
    std::vector<ImportRecord> imports;            ///< with pseudonyms without the files' names and digests
    std::map<std::string, std::int64_t> rejected; ///< rows by reason
    std::int64_t duplicates = 0;                  ///< rows left out
    std::vector<ReportGroup> groups;              ///< the compared runs' group first
    std::vector<ReportRun> compared;              ///< by slot
    std::vector<RunComparison> comparisons; ///< B, C, D against A; fewer where protocols have no shopper in common
    std::vector<ReportShopper> shoppers;
    std::int64_t repeatedRuns = 0; ///< left out: an identical, newer run stands for them
    std::optional<std::pair<std::int64_t, std::int64_t>>
        testPeriod; ///< first and last event of the compared runs' test part
    bool pseudonyms = false;
    std::int64_t at = 0; ///< when it was made, Unix ms
    GraphCounts graph;   ///< of the knowledge graph; without triples nothing is said of it
    std::vector<std::pair<QString, std::int64_t>> graphRelations; ///< its largest relations and their triples
    std::vector<FeatureSummary> features{};                       ///< columns and tables; what is damaged is left out
};

/// Reads figures and makes the lists; as long as loading the data and each compared run takes.
/// @throws Error run.unknown, report.too-many-runs; Cancelled
ReportData gatherReport(const Project &project, const ReportRequest &request, JobContext &job,
                        RunShelf *shelf = nullptr);

enum class ReportMedium {
    Page, ///< one self-contained page for a browser: light and dark, wide and narrow, printable; charts inside as SVG
    Print ///< for a text document: simple tables; charts are images named "chart:N", N an index of ReportText::charts
};

/// A chart of a report, in pixels at 96 to the inch.
struct ReportChart
{
    ChartData data;
    int width = 0;
    int height = 0;
};

struct ReportText
{
    QByteArray html; ///< UTF-8, complete, refers to nothing outside itself
    std::vector<ReportChart> charts;
};

/// In the language that is installed (QTranslator, QLocale's default). Thread-safe.
ReportText reportText(const ReportData &data, ReportMedium medium);

/// Gathers and writes a page (.html, .htm) whole or not at all; whether it can be written is found before the work.
/// @throws Error report.unknown-format, export.onto-project, export.cannot-write and what gatherReport() throws
/// @return a few counts for whoever asked: runs, shoppers, bytes
QJsonObject writeReport(const Project &project, const ReportRequest &request, const QString &path, JobContext &job,
                        RunShelf *shelf = nullptr);

} // namespace aisle
