#include "core/charts/datacharts.h"
#include "core/charts/svgchart.h"
#include "core/common/text/markuptext.h"
#include "core/evaluate/metric.h"
#include "core/report/reportstyle.h"
#include "core/report/reportwords.h"
#include "core/runs/runwords.h"

#include "core/common/error.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace aisle {

namespace {

constexpr const char *kShownMetrics[]{"NDCG", "HitRate", "Recall", "Precision", "MRR", "Coverage", "TailShare"};
constexpr int kWide = 1040;     ///< pixels of a chart that fills the page
constexpr int kHalf = 516;      ///< of one of two beside each other
constexpr int kNarrow = 380;    ///< on a telephone
constexpr int kPrintWide = 676; ///< on paper
constexpr int kPrintHalf = 334;
constexpr int kChartHeight = 280;
constexpr int kHashShown = 12;

QString e(const QString &text)
{
    return markupText(text);
}

QString letterMark(int slot)
{
    return slot < 0 ? QString()
                    : QStringLiteral("<span class=\"letter r%1\">%2</span> ")
                          .arg(QString::number(slot), ReportWords::letter(slot));
}

/// Colours that the page's style sheet defines for both themes.
ChartPalette pagePalette()
{
    ChartPalette palette = ChartPalette::light();
    const auto named = [](const QString &name) { return QStringLiteral("var(--%1)").arg(name); };
    palette.background = named(QStringLiteral("surface"));
    palette.text = named(QStringLiteral("text"));
    palette.secondary = named(QStringLiteral("secondary"));
    palette.grid = named(QStringLiteral("hairline"));
    palette.accent = named(QStringLiteral("accent"));
    palette.neutral = named(QStringLiteral("neutral"));
    for (std::size_t i = 0; i < palette.runs.size(); ++i)
        palette.runs[i] = named(QStringLiteral("run%1").arg(i));
    for (std::size_t i = 0; i < palette.kinds.size(); ++i)
        palette.kinds[i] = named(QStringLiteral("kind%1").arg(i));
    return palette;
}

QString numbered(const char *name, std::span<const QString> colours)
{
    QString css;
    for (std::size_t i = 0; i < colours.size(); ++i)
        css += QStringLiteral("--%1%2:%3;").arg(QLatin1String(name), QString::number(i), colours[i]);
    return css;
}

QString colourProperties(const ChartPalette &palette, const char *window, const char *track)
{
    const auto css = QStringLiteral(
        "--window:%1;--track:%2;--surface:%3;--text:%4;--secondary:%5;--hairline:%6;--accent:%7;--neutral:%8;");
    return css.arg(QLatin1String(window), QLatin1String(track), palette.background, palette.text, palette.secondary,
                   palette.grid, palette.accent, palette.neutral) +
           numbered("run", palette.runs) + numbered("kind", palette.kinds);
}

/// Marks the values up. Everything that comes from a project passes through e().
class ReportWriter
{
public:
    ReportWriter(const ReportData &data, ReportMedium medium) : m_data(data), m_isPage(medium == ReportMedium::Page)
    {
        chooseMetrics();
    }

    ReportText write()
    {
        head();
        title();
        lead();
        dataSection();
        featuresSection();
        runsSection();
        differencesSection();
        shoppersSection();
        glossary();
        provenance();
        m_html += m_isPage ? QStringLiteral("</main></body></html>\n") : QStringLiteral("</body></html>\n");
        m_text.html = m_html.toUtf8();
        return std::move(m_text);
    }

private:
    void chooseMetrics();
    void head();
    void title();
    void lead();
    void bar(const ReportRun &one, double rate);
    void dataSection();
    void tiles();
    void imports();
    void graph();
    void featuresSection();
    void runsSection();
    void placeCells(const ReportRun &one);
    void groupTable(const ReportGroup &group);
    void metricCell(const ReportGroup &group, const ReportRun &one, const std::string &metric);
    void differencesSection();
    ChartData differenceChart() const;
    void differenceTable();
    void shoppersSection();
    void shopper(const ReportShopper &one);
    void shopperList(const ReportList &list, std::size_t count);
    QString listRemark(const ReportList &list) const;
    QString listed(const ReportList &list) const;
    QString productName(const ReportProduct &product) const;
    void glossary();
    void changedRuns();
    void provenance();

    void raw(const QString &html) { m_html += html; }
    void heading(int level, const QString &text)
    {
        raw(QStringLiteral("<h%1>%2</h%1>\n").arg(QString::number(level), e(text)));
    }
    void paragraph(const char *kind, const QString &text)
    {
        raw(QStringLiteral("<p class=\"%1\">%2</p>\n")
                .arg(QLatin1String(kind), e(QString(text).replace(QStringLiteral(u"。 "), QStringLiteral(u"。")))));
    }
    void openTable()
    {
        raw(m_isPage ? QStringLiteral("<div class=\"scroll\"><table>\n")
                     : QStringLiteral("<table width=\"100%\" cellspacing=\"0\">\n"));
    }
    void closeTable() { raw(m_isPage ? QStringLiteral("</table></div>\n") : QStringLiteral("</table>\n")); }
    QString head(const QString &text, bool isNumber = false) const
    {
        return isNumber ? QStringLiteral("<th class=\"n\" align=\"right\">%1</th>").arg(e(text))
                        : QStringLiteral("<th align=\"left\">%1</th>").arg(e(text));
    }
    QString numberCell(const QString &html) const
    {
        return QStringLiteral("<td class=\"n\" align=\"right\">%1</td>").arg(html);
    }
    void openColumns(const char *kind)
    {
        raw(m_isPage ? QStringLiteral("<div class=\"%1\">").arg(QLatin1String(kind))
                     : QStringLiteral("<table width=\"100%\" cellspacing=\"0\"><tr>"));
    }
    void closeColumns() { raw(m_isPage ? QStringLiteral("</div>\n") : QStringLiteral("</tr></table>\n")); }
    void chart(const ChartData &data, int width, int height);

    const ReportData &m_data;
    bool m_isPage;
    QString m_html;
    ReportText m_text;
    std::vector<std::string> m_metrics;
};

/// What leads a group, of the usual figures those that any run has, at the cut-off of the first that leads, and every
/// figure of predictions.
void ReportWriter::chooseMetrics()
{
    std::set<std::string> there;
    std::string cutoff;
    for (const auto &group : m_data.groups) {
        for (const auto &one : group.runs)
            for (const auto &figure : one.run.test)
                there.insert(figure.first);
        if (const auto at = group.leading.find('@'); at != std::string::npos && cutoff.empty())
            cutoff = group.leading.substr(at);
    }
    const auto show = [&](const std::string &figure) {
        if (there.contains(figure) && std::ranges::find(m_metrics, figure) == m_metrics.end())
            m_metrics.push_back(figure);
    };
    for (const auto &group : m_data.groups)
        show(group.leading);
    for (const auto *name : kShownMetrics)
        show(name + (cutoff.empty() ? std::string("@10") : cutoff));
    for (const auto &figure : there)
        if (findPointMetric(figure))
            show(figure);
}

void ReportWriter::chart(const ChartData &data, int width, int height)
{
    if (!m_isPage) {
        width = width == kWide ? kPrintWide : kPrintHalf;
        m_text.charts.push_back({data, width, height});
        const auto name = QString::number(m_text.charts.size() - 1);
        return raw(QStringLiteral("<img src=\"chart:%1\" width=\"%2\" height=\"%3\"/>")
                       .arg(name, QString::number(width), QString::number(height)));
    }
    m_text.charts.push_back({data, width, height});
    static const auto palette = pagePalette();
    const auto svg = [&](int chartWidth, const char *kind) {
        auto picture = QString::fromUtf8(svgChart(data, palette, chartWidth, height, QLocale()));
        return picture.replace(0, 4, QStringLiteral("<svg class=\"%1\"").arg(QLatin1String(kind)));
    };
    raw(QStringLiteral("<figure class=\"chart\">%1%2</figure>\n").arg(svg(width, "wide"), svg(kNarrow, "narrow")));
}

void ReportWriter::head()
{
    const auto language = QLocale().language() == QLocale::Chinese ? QStringLiteral("zh-CN") : QStringLiteral("en");
    raw(QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><title>%2</title>")
            .arg(language, e(ReportWords::tr("%1: recommendation report").arg(m_data.project))));
    if (!m_isPage)
        return raw(QStringLiteral("<style>%1</style></head><body>\n").arg(QLatin1String(kReportPrintStyle)));
    raw(QStringLiteral(
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"generator\" "
        "content=\"Aisle " AISLE_VERSION
        "\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"));
    raw(QStringLiteral(
            "<style>:root{%1}@media screen and (prefers-color-scheme:dark){:root{%2}}%3</style></head><body><main>\n")
            .arg(colourProperties(ChartPalette::light(), "#f6f7f8", "#eceef0"),
                 colourProperties(ChartPalette::dark(), "#15181b", "#2b3136"), QLatin1String(kReportPageStyle)));
}

void ReportWriter::title()
{
    const auto &summary = m_data.summary;
    paragraph("brand", ReportWords::tr("Aisle · recommendation report"));
    heading(1, m_data.project);
    auto what = Error::fill(ReportWords::tr("%1 [event|events] of %2 [shopper|shoppers] with %3 [product|products]"),
                            {ReportWords::count(summary.events), ReportWords::count(summary.shoppers),
                             ReportWords::count(summary.products)});
    if (summary.period)
        what = ReportWords::tr("%1, %2 to %3", "figures, first day, last day")
                   .arg(what, ReportWords::date(summary.period->first), ReportWords::date(summary.period->second));
    paragraph("sub", what);
    if (m_data.pseudonyms)
        paragraph("small", ReportWords::tr("Shoppers and products go by made-up names instead of their keys."));
}

void ReportWriter::bar(const ReportRun &one, double rate)
{
    const auto name = letterMark(one.slot) + e(ReportWords::run(one.run));
    const auto value = ReportWords::tr("%1 in 100").arg(ReportWords::inHundred(rate));
    const auto width = QString::number(std::clamp(rate, 0., 1.) * 100, 'f', 1);
    if (m_isPage)
        return raw(
            QStringLiteral(
                "<div class=\"name run\">%1</div><div class=\"track\"><i class=\"b%2\" style=\"width:%3%\"></i></div>"
                "<div class=\"value\">%4</div>\n")
                .arg(name, QString::number(one.slot), width, e(value)));
    const auto colour =
        one.slot < 0 ? ChartPalette::light().neutral : ChartPalette::light().runs[static_cast<std::size_t>(one.slot)];
    raw(QStringLiteral("<tr><td width=\"24%\">%1</td><td width=\"60%\"><table width=\"%2%\" cellspacing=\"0\" "
                       "cellpadding=\"0\"><tr>"
                       "<td bgcolor=\"%3\">&nbsp;</td></tr></table></td><td class=\"n\" align=\"right\">%4</td></tr>\n")
            .arg(name, width, colour, e(value)));
}

void ReportWriter::lead()
{
    const auto sentence = ReportWords::manager(m_data);
    if (sentence.isEmpty())
        return;
    raw(m_isPage ? QStringLiteral("<section class=\"card lead\">") : QString());
    paragraph("says", sentence);
    raw(m_isPage ? QStringLiteral("<div class=\"bars\">\n") : QStringLiteral("<table width=\"100%\">\n"));
    for (const auto &one : m_data.groups.front().runs) {
        const auto rate = one.run.test.find("HitRate@10");
        if (rate != one.run.test.end() && one.slot >= 0)
            bar(one, rate->second);
    }
    raw(m_isPage ? QStringLiteral("</div></section>\n") : QStringLiteral("</table>\n"));
}

void ReportWriter::tiles()
{
    const auto &summary = m_data.summary;
    const std::pair<QString, QString> all[]{
        {ReportWords::count(summary.events), ReportWords::tr("events")},
        {ReportWords::count(summary.shoppers), ReportWords::tr("shoppers")},
        {ReportWords::count(summary.products), ReportWords::tr("products")},
        {summary.period ? ReportWords::count((summary.period->second - summary.period->first) / 86'400'000 + 1)
                        : QStringLiteral("–"),
         ReportWords::tr("days")},
        {ReportWords::percent(summary.density(), 2), ReportWords::tr("density")},
        {ReportWords::count(summary.rejected), ReportWords::tr("rows rejected")}};
    openColumns("tiles");
    for (const auto &[value, name] : all)
        raw((m_isPage ? QStringLiteral("<div class=\"tile\"><b>%1</b><span>%2</span></div>")
                      : QStringLiteral("<td><b>%1</b><br/><span class=\"note\">%2</span></td>"))
                .arg(e(value), e(name)));
    closeColumns();
}

void ReportWriter::imports()
{
    openTable();
    raw(QStringLiteral("<tr>") + head(ReportWords::tr("File")) + head(ReportWords::tr("Rows"), true) +
        head(ReportWords::tr("Events"), true) + head(ReportWords::tr("Rejected"), true) +
        head(ReportWords::tr("Duplicates dropped"), true) + head(ReportWords::tr("SHA-256")) +
        QStringLiteral("</tr>\n"));
    for (const auto &import : m_data.imports) {
        const auto name = m_data.pseudonyms ? ReportWords::tr("Import %1").arg(import.id.value) : import.source;
        raw(QStringLiteral("<tr><td>%1</td>").arg(e(name)));
        for (const auto value : {import.rows, import.events, import.rejected, import.duplicates})
            raw(numberCell(e(ReportWords::count(value))));
        raw(QStringLiteral("<td><code>%1</code></td></tr>\n").arg(e(import.sha256.left(kHashShown))));
    }
    closeTable();
}

void ReportWriter::graph()
{
    const auto &counts = m_data.graph;
    heading(3, ReportWords::tr("The knowledge graph"));
    paragraph("note", Error::fill(ReportWords::tr("%1 [triple|triples] of %2 [relation|relations] between %3 "
                                                  "[entity|entities]; %4 [is a product|are products] of the shop."),
                                  {ReportWords::count(counts.triples), ReportWords::count(counts.relations),
                                   ReportWords::count(counts.entities), ReportWords::count(counts.products)}));
    openTable();
    raw(QStringLiteral("<tr>") + head(ReportWords::tr("Relation")) + head(ReportWords::tr("Triples"), true) +
        QStringLiteral("</tr>\n"));
    for (const auto &[name, triples] : m_data.graphRelations)
        raw(QStringLiteral("<tr><td>%1</td>%2</tr>\n").arg(e(name), numberCell(e(ReportWords::count(triples)))));
    closeTable();
}

void ReportWriter::dataSection()
{
    heading(2, ReportWords::tr("The data"));
    tiles();
    QStringList reasons;
    for (const auto &[reason, rows] : m_data.rejected) {
        if (rows > 0)
            reasons << ReportWords::tr("%1: %2", "why rows were rejected: how many")
                           .arg(ReportWords::rejection(reason), ReportWords::count(rows));
    }
    if (!reasons.isEmpty())
        paragraph("note", ReportWords::tr("Rejected rows are kept in the project with their reasons (%1).")
                              .arg(reasons.join(ReportWords::tr("; "))));
    raw(QStringLiteral("<div class=\"charts\">\n"));
    auto perDay = eventsPerDayChart(m_data.summary);
    for (std::size_t i = 0; i < perDay.series.size() && i < m_data.summary.kinds.size(); ++i)
        perDay.series[i].name = ReportWords::kind(m_data.summary.kinds[i].kind);
    chart(perDay, kHalf, kChartHeight);
    chart(longTailChart(m_data.summary), kHalf, kChartHeight);
    chart(eventsPerShopperChart(m_data.summary), kHalf, kChartHeight);
    chart(weekChart(m_data.summary), kHalf, kChartHeight);
    raw(QStringLiteral("</div>\n"));
    if (m_data.summary.headProducts > 0 && m_data.summary.products > 0)
        paragraph("note", Error::fill(ReportWords::tr("%1 [product|products], %2 of them all, [%1:makes|make] up 80 % "
                                                      "of the events."),
                                      {ReportWords::count(m_data.summary.headProducts),
                                       ReportWords::percent(static_cast<double>(m_data.summary.headProducts) /
                                                            static_cast<double>(m_data.summary.products))}));
    if (!m_data.imports.empty())
        imports();
    if (m_data.graph.triples > 0)
        graph();
}

void ReportWriter::featuresSection()
{
    if (m_data.features.empty())
        return;
    heading(3, ReportWords::tr("Features"));
    paragraph("note", ReportWords::tr("What is known of products and shoppers: columns of the catalogue, and tables of "
                                      "vectors that were encoded from it or imported."));
    openTable();
    raw(QStringLiteral("<tr>") + head(ReportWords::tr("Name")) + head(ReportWords::tr("Of")) +
        head(ReportWords::tr("Numbers"), true) + head(ReportWords::tr("Rows"), true) +
        head(ReportWords::tr("Coverage"), true) + head(ReportWords::tr("Source")) + QStringLiteral("</tr>\n"));
    for (const auto &feature : m_data.features) {
        const bool isColumn = !feature.table;
        raw(QStringLiteral("<tr><td>%1</td><td>%2</td>")
                .arg(e(isColumn ? ReportWords::field(feature.name) : feature.name),
                     e(feature.subject == FeatureSubject::Items ? ReportWords::tr("products")
                                                                : ReportWords::tr("shoppers"))));
        raw(numberCell(e(isColumn ? QString() : ReportWords::count(feature.dims))));
        raw(numberCell(e(ReportWords::count(feature.rows))));
        raw(numberCell(e(ReportWords::percent(feature.coverage(), 1))));
        raw(QStringLiteral("<td>%1</td></tr>\n").arg(e(ReportWords::source(feature, m_data.pseudonyms))));
    }
    closeTable();
}

void ReportWriter::metricCell(const ReportGroup &group, const ReportRun &one, const std::string &metric)
{
    const auto value = one.run.test.find(metric);
    if (value == one.run.test.end())
        return raw(numberCell(QStringLiteral("–")));
    double most = 0;
    for (const auto &other : group.runs) {
        if (const auto found = other.run.test.find(metric); found != other.run.test.end())
            most = std::max(most, found->second);
    }
    auto cell = e(ReportWords::figure(value->second));
    if (metric == group.leading && one.standing && one.standing->place == 1)
        cell = QStringLiteral("<b>%1</b>").arg(cell);
    if (m_isPage && most > 0)
        cell += QStringLiteral("<span class=\"meter\"><i style=\"width:%1%\"></i></span>")
                    .arg(QString::number(100 * value->second / most, 'f', 1));
    if (const auto interval = one.intervals.find(metric); interval != one.intervals.end())
        cell += QStringLiteral("%1<span class=\"small\">%2</span>")
                    .arg(m_isPage ? QString() : QStringLiteral("<br/>"),
                         QStringLiteral("%1–%2").arg(ReportWords::figure(interval->second.low),
                                                     ReportWords::figure(interval->second.high)));
    raw(numberCell(cell));
}

/// The place and what it comes from.
void ReportWriter::placeCells(const ReportRun &one)
{
    if (!one.standing)
        return raw(numberCell(QStringLiteral("–")) + numberCell(QStringLiteral("–")));
    const auto &standing = *one.standing;
    raw(numberCell(QString::number(standing.place)));
    if (standing.difference == 0 && standing.interval.low == 0)
        return raw(numberCell(QStringLiteral("–")));
    raw(numberCell(e(ReportWords::difference(standing.difference)) +
                   QStringLiteral("%1<span class=\"small\">%2</span>")
                       .arg(m_isPage ? QString() : QStringLiteral("<br/>"),
                            e(ReportWords::tr("%1 to %2", "an interval")
                                  .arg(ReportWords::difference(standing.interval.low),
                                       ReportWords::difference(standing.interval.high))))));
}

void ReportWriter::groupTable(const ReportGroup &group)
{
    openTable();
    raw(QStringLiteral("<tr>") + head(ReportWords::tr("Recommender")) + head(ReportWords::tr("Place"), true) +
        head(ReportWords::tr("From the best"), true));
    for (const auto &metric : m_metrics)
        raw(head(QString::fromStdString(metric), true));
    raw(QStringLiteral("</tr>\n"));
    for (const auto &one : group.runs) {
        raw(QStringLiteral("<tr><td><span class=\"run\">%1%2</span> <span class=\"unit\">#%3</span>")
                .arg(letterMark(one.slot), e(ReportWords::run(one.run)), QString::number(one.run.id.value)));
        if (const auto changed = ReportWords::changedParameters(one.run); !changed.isEmpty())
            raw(QStringLiteral("<br/><span class=\"small\">%1</span>").arg(e(changed)));
        raw(QStringLiteral("</td>"));
        placeCells(one);
        for (const auto &metric : m_metrics)
            metricCell(group, one, metric);
        raw(QStringLiteral("</tr>\n"));
    }
    closeTable();
}

void ReportWriter::runsSection()
{
    heading(2, ReportWords::tr("The recommenders"));
    if (m_data.groups.empty())
        return paragraph("note", ReportWords::tr("No recommender has been judged yet."));
    paragraph("note", ReportWords::tr(
                          "Under each figure stands its 95 % interval over the shoppers. A run shares the best one's "
                          "place where the interval of its difference from it contains zero; these intervals hold "
                          "for all runs of a table at once. Figures compare within one table only."));
    for (const auto &group : m_data.groups) {
        heading(3, ReportWords::protocolTitle(group.runs.front().run));
        const auto &details = group.runs.front().run.details;
        const auto shoppers = details.usersEvaluated, lists = details.predictions.value_or(shoppers);
        const auto protocol = ReportWords::protocol(group, m_data);
        paragraph("note",
                  lists == shoppers
                      ? Error::fill(ReportWords::tr("%1 Judged on %2 [shopper|shoppers]."),
                                    {protocol, ReportWords::count(shoppers)})
                      : Error::fill(ReportWords::tr("%1 Judged on %2 [shopper|shoppers] by %3 [list|lists], which the "
                                                    "figures are means over."),
                                    {protocol, ReportWords::count(shoppers), ReportWords::count(lists)}));
        for (const auto &skipped : skippedTexts(group.runs.front().run))
            paragraph("note", skipped);
        groupTable(group);
    }
    if (m_data.repeatedRuns > 0)
        paragraph("small",
                  ReportWords::tr("Runs that repeat another with the same settings are shown once (%n left out).",
                                  nullptr, static_cast<int>(m_data.repeatedRuns)));
}

ChartData ReportWriter::differenceChart() const
{
    ChartData chart;
    chart.kind = ChartKind::DotWhisker;
    chart.title = ReportWords::tr("Difference from %1 (%2), with 95 % intervals")
                      .arg(ReportWords::letter(0), ReportWords::run(m_data.compared.front().run));
    chart.signedValues = true;
    chart.decimals = 4;
    const auto &known = m_data.comparisons.front().metrics;
    for (const auto &name : m_metrics) {
        if (std::any_of(known.begin(), known.end(), [&](const auto &metric) { return metric.metric == name; }))
            chart.categories << QString::fromStdString(name);
    }
    for (const auto &comparison : m_data.comparisons) {
        ChartSeries series;
        const auto slot = std::find_if(m_data.compared.begin(), m_data.compared.end(),
                                       [&](const auto &one) { return one.run.id == comparison.b.id; });
        series.colour = SeriesColour::run(slot->slot);
        series.name = ReportWords::tr("%1 %2").arg(ReportWords::letter(slot->slot), ReportWords::run(comparison.b));
        for (const auto &category : chart.categories) {
            const auto found =
                std::find_if(comparison.metrics.begin(), comparison.metrics.end(),
                             [&](const auto &metric) { return QString::fromStdString(metric.metric) == category; });
            const bool there = found != comparison.metrics.end();
            const double missing = std::numeric_limits<double>::quiet_NaN();
            series.values.push_back(there ? found->difference : missing);
            series.low.push_back(there ? found->low : missing);
            series.high.push_back(there ? found->high : missing);
        }
        chart.series.push_back(std::move(series));
    }
    return chart;
}

void ReportWriter::differenceTable()
{
    openTable();
    raw(QStringLiteral("<tr>") + head(ReportWords::tr("Compared")) + head(ReportWords::tr("Figure")) +
        head(ReportWords::letter(0), true) + head(ReportWords::tr("The other"), true) +
        head(ReportWords::tr("Difference"), true) + head(ReportWords::tr("95 % interval"), true) +
        head(ReportWords::tr("Effect size"), true) + QStringLiteral("</tr>\n"));
    for (const auto &comparison : m_data.comparisons) {
        const auto slot = std::find_if(m_data.compared.begin(), m_data.compared.end(), [&](const auto &one) {
                              return one.run.id == comparison.b.id;
                          })->slot;
        for (const auto &name : m_metrics) {
            const auto found = std::find_if(comparison.metrics.begin(), comparison.metrics.end(),
                                            [&](const auto &one) { return one.metric == name; });
            if (found == comparison.metrics.end())
                continue;
            const auto &metric = *found;
            const bool clear = metric.low > 0 || metric.high < 0;
            const auto difference = e(ReportWords::difference(metric.difference));
            raw(QStringLiteral("<tr><td>%1%2</td><td>%3</td>")
                    .arg(letterMark(slot), e(ReportWords::run(comparison.b)),
                         e(QString::fromStdString(metric.metric))));
            raw(numberCell(e(ReportWords::figure(metric.a))) + numberCell(e(ReportWords::figure(metric.b))) +
                numberCell(clear ? QStringLiteral("<b>%1</b>").arg(difference) : difference) +
                numberCell(e(ReportWords::tr("%1 to %2", "an interval")
                                 .arg(ReportWords::difference(metric.low), ReportWords::difference(metric.high)))) +
                numberCell(e(ReportWords::number(metric.effect, 2))) + QStringLiteral("</tr>\n"));
        }
    }
    closeTable();
}

void ReportWriter::differencesSection()
{
    if (m_data.comparisons.empty())
        return;
    heading(2, ReportWords::tr("Is the difference real?"));
    paragraph("note", ReportWords::tr("Each dot is the mean difference over the shoppers that both runs were judged "
                                      "on, each whisker its 95 % interval "
                                      "(paired bootstrap, for all runs of the table at once). A whisker that stays "
                                      "clear of zero is more than chance; how "
                                      "far the dot stands from zero says "
                                      "whether it matters."));
    const auto data = differenceChart();
    raw(QStringLiteral("<div class=\"charts single\">\n"));
    chart(data, kWide,
          104 + static_cast<int>(data.categories.size()) * (12 + 13 * static_cast<int>(data.series.size())));
    raw(QStringLiteral("</div>\n"));
    differenceTable();
}

QString ReportWriter::productName(const ReportProduct &product) const
{
    return product.title.isEmpty() ? product.key : product.title;
}

QString ReportWriter::listed(const ReportList &list) const
{
    QString html;
    int place = 0;
    for (const auto &product : list.products) {
        ++place;
        QStringList facts;
        if (!product.title.isEmpty())
            facts << product.key;
        if (!product.category.isEmpty())
            facts << product.category;
        if (product.price)
            facts << ReportWords::number(*product.price, 2);
        const auto marks = // no line begins with one
            (product.hit ? QStringLiteral("<span class=\"hitmark\">%1</span>").arg(e(ReportWords::tr("✓ hit")))
                         : QString()) +
            (product.shared ? QStringLiteral("&nbsp;<span class=\"sharedmark\" title=\"%1\">∩</span>")
                                  .arg(e(ReportWords::tr("in another list too")))
                            : QString());
        const auto name = e(productName(product));
        const auto about = e(facts.join(QStringLiteral(" · ")));
        if (m_isPage)
            html += QStringLiteral("<li%1><span class=\"place\">%2</span><span><span class=\"title\">%3</span><span "
                                   "class=\"key\">%4</span></span><span>%5</span></li>\n")
                        .arg(product.hit ? QStringLiteral(" class=\"hit\"") : QString(), QString::number(place), name,
                             about, marks);
        else
            html +=
                QStringLiteral("<p><span class=\"place\">%1</span> %2&nbsp;%4<br/><span class=\"key\">%3</span></p>\n")
                    .arg(QString::number(place), product.hit ? QStringLiteral("<b>%1</b>").arg(name) : name, about,
                         marks);
    }
    return m_isPage ? QStringLiteral("<ol>%1</ol>").arg(html) : html;
}

QString ReportWriter::listRemark(const ReportList &list) const
{
    if (!list.problem.isEmpty())
        return Error::fill(ReportWords::translated("Error", list.problem), list.problemArguments);
    if (!list.asEvaluated)
        return ReportWords::tr("As of today, not as judged.");
    if (!list.figure)
        return ReportWords::tr("Not judged on this shopper.");
    const auto hits =
        std::count_if(list.products.begin(), list.products.end(), [](const auto &product) { return product.hit; });
    return ReportWords::tr("%1 of %2 are hits · %3 %4")
        .arg(ReportWords::count(hits), ReportWords::count(static_cast<std::int64_t>(list.products.size())),
             QString::fromStdString(m_data.groups.front().leading), ReportWords::figure(*list.figure));
}

/// @param count  of the lists side by side
void ReportWriter::shopperList(const ReportList &list, std::size_t count)
{
    const auto &run = m_data.compared[static_cast<std::size_t>(list.slot)].run;
    raw(m_isPage ? QStringLiteral("<div class=\"list\">")
                 : QStringLiteral("<td valign=\"top\" width=\"%1%\">").arg(100 / static_cast<int>(count)));
    raw(QStringLiteral("<div class=\"run\">%1%2</div>").arg(letterMark(list.slot), e(ReportWords::run(run))));
    paragraph("small", listRemark(list));
    raw(listed(list));
    raw(m_isPage ? QStringLiteral("</div>") : QStringLiteral("</td>"));
}

void ReportWriter::shopper(const ReportShopper &one)
{
    raw(m_isPage ? QStringLiteral("<section class=\"card shopper\">") : QString());
    auto title = e(ReportWords::tr("Shopper %1").arg(one.key));
    if (const auto why = ReportWords::whyChosen(one, m_data); !why.isEmpty())
        title += QStringLiteral(" <span class=\"why\">%1</span>").arg(e(ReportWords::tr("· %1").arg(why)));
    raw(QStringLiteral("<h4>%1</h4>\n").arg(title));
    QStringList before;
    for (const auto &product : one.historyNewest)
        before << productName(product);
    auto known =
        Error::fill(ReportWords::tr("%1 [event|events] in all; %2 [product|products] to find in the test part."),
                    {ReportWords::count(one.events), ReportWords::count(static_cast<std::int64_t>(one.relevant))});
    raw(QStringLiteral("<p class=\"before\"><span class=\"label\">%1</span></p>\n").arg(e(known)));
    if (!before.isEmpty())
        raw(QStringLiteral("<p class=\"before\"><span class=\"label\">%1</span> %2</p>\n")
                .arg(e(ReportWords::tr("Newest before the list:")),
                     e(before.join(ReportWords::tr(" · ", "between products")))));
    openColumns("lists");
    for (const auto &list : one.lists)
        shopperList(list, one.lists.size());
    closeColumns();
    raw(m_isPage ? QStringLiteral("</section>\n") : QString());
}

void ReportWriter::shoppersSection()
{
    if (m_data.shoppers.empty())
        return;
    heading(2, ReportWords::tr("What shoppers would see"));
    paragraph("note", ReportWords::tr("%1 The lists are those that were judged: made from what was known before the "
                                      "test part. ✓ marks what was then "
                                      "relevant to the shopper, ∩ what another list shows too.")
                          .arg(ReportWords::howChosen(m_data)));
    for (const auto &one : m_data.shoppers)
        shopper(one);
}

void ReportWriter::glossary()
{
    if (m_metrics.empty())
        return;
    heading(2, ReportWords::tr("What the figures mean"));
    raw(m_isPage ? QStringLiteral("<dl class=\"glossary\">\n") : QString());
    for (const auto &name : m_metrics) {
        const auto listed = findMetricAt(name);
        const auto formula =
            listed ? e(ReportWords::translated("Metric", QString::fromUtf8(listed->metric->formula))) : QString();
        const auto trust = listed ? e(ReportWords::translated("Metric", QString::fromUtf8(listed->metric->trust)))
                                  : e(ReportWords::ofPredictions(name));
        raw((m_isPage ? QStringLiteral("<dt>%1</dt><dd><span class=\"formula\">%2</span>%3</dd>\n")
                      : QStringLiteral("<p><b>%1</b> · %2<br/><span class=\"note\">%3</span></p>\n"))
                .arg(e(QString::fromStdString(name)), formula, trust));
    }
    const auto term = e(ReportWords::tr("95 % interval"));
    const auto meaning = e(ReportWords::tr(
        "Where the figure would fall in 95 of 100 drawings of as many shoppers like these (bootstrap)."));
    raw((m_isPage ? QStringLiteral("<dt>%1</dt><dd>%2</dd></dl>\n")
                  : QStringLiteral("<p><b>%1</b> · <span class=\"note\">%2</span></p>\n"))
            .arg(term, meaning));
}

/// Of which runs the data or the members are no longer what they were.
void ReportWriter::changedRuns()
{
    std::vector<std::pair<RunId, ChangedSince>> changed;
    for (const auto &group : m_data.groups) {
        for (const auto &one : group.runs)
            changed.emplace_back(one.run.id, one.changed);
    }
    for (const auto &line : changedText(changed))
        paragraph("note", line);
}

void ReportWriter::provenance()
{
    raw(m_isPage ? QStringLiteral("<footer>") : QString());
    heading(2, ReportWords::tr("Where this comes from"));
    paragraph("note", ReportWords::tr("Made by Aisle %1 on %2 from the project %3. Every figure can be made again from "
                                      "the seeds and the data below.")
                          .arg(QStringLiteral(AISLE_VERSION), ReportWords::when(m_data.at), m_data.project));
    if (!m_data.groups.empty()) {
        openTable();
        raw(QStringLiteral("<tr>") + head(ReportWords::tr("Run")) + head(ReportWords::tr("Trained")) +
            head(ReportWords::tr("Aisle")) + head(ReportWords::tr("Seed"), true) + head(ReportWords::tr("Device")) +
            head(ReportWords::tr("Training, seconds"), true) + head(ReportWords::tr("Training data")) +
            QStringLiteral("</tr>\n"));
        for (const auto &group : m_data.groups) {
            for (const auto &one : group.runs) {
                const auto &run = one.run;
                raw(QStringLiteral("<tr><td>%1%2 #%3</td><td>%4</td><td>%5</td>")
                        .arg(letterMark(one.slot), e(ReportWords::run(run)), QString::number(run.id.value),
                             e(ReportWords::when(run.at)), e(run.version)));
                raw(numberCell(QString::number(run.protocol.seed)) + QStringLiteral("<td>%1</td>").arg(e(run.device)) +
                    numberCell(e(ReportWords::number(run.fitSeconds, 2))) +
                    QStringLiteral("<td><code>%1</code></td></tr>\n").arg(e(run.protocol.dataHash.left(kHashShown))));
            }
        }
        closeTable();
        changedRuns();
    }
    raw(m_isPage ? QStringLiteral("</footer>\n") : QString());
}

} // namespace

ReportText reportText(const ReportData &data, ReportMedium medium)
{
    return ReportWriter(data, medium).write();
}

} // namespace aisle
