#include "widgets/reportexport.h"
#include "core/jobs/jobcontext.h"
#include "core/workflow/svgchart.h"

#include <QFileInfo>
#include <QImage>
#include <QLocale>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTextDocument>
#include <QUrl>

namespace aisle {

namespace {

constexpr std::size_t kMostShoppers = 5;
constexpr int kPictureScale = 3; ///< of charts in a document to print
constexpr int kPdfDpi = 96;

QImage chartPicture(const ReportChart &chart)
{
    QImage picture(chart.width * kPictureScale, chart.height * kPictureScale, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::white);
    QSvgRenderer renderer(svgChart(chart.data, ChartPalette::light(), chart.width, chart.height, QLocale()));
    QPainter painter(&picture);
    renderer.render(&painter);
    return picture;
}

void writePdf(const ReportText &text, const QString &path)
{
    QPdfWriter writer(path);
    writer.setResolution(kPdfDpi);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(16, 16, 16, 16), QPageLayout::Millimeter);
    QTextDocument document;
    for (std::size_t i = 0; i < text.charts.size(); ++i)
        document.addResource(QTextDocument::ImageResource, QUrl(QStringLiteral("chart:%1").arg(i)), chartPicture(text.charts[i]));
    document.setHtml(QString::fromUtf8(text.html));
    document.setPageSize(QSizeF(writer.width(), writer.height()));
    document.print(&writer);
    if (!QFileInfo(path).size())
        throw Error("report.cannot-write", QT_TRANSLATE_NOOP("Error", "The report cannot be written to %1: %2."),
                    {path, QStringLiteral("PDF")});
}

} // namespace

void exportReport(const Project &project, const ReportRequest &request, const QString &path, JobContext &job)
{
    if (!path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        writeReport(project, request, path, job);
        return;
    }
    const auto data = gatherReport(project, request, job);
    job.checkpoint();
    writePdf(reportText(data, ReportMedium::Print), path);
}

ReportRequest reportOfSelection(const ProjectSession &session, const Selection &selection)
{
    ReportRequest request;
    request.keys = session.keys();
    const auto &state = selection.state();
    for (const auto &run : state.runs)
        if (run)
            request.runs.push_back(run->id);
    if (!state.shoppers.isEmpty())
        for (std::size_t i = 0; i < std::min(kMostShoppers, state.shoppers.size()); ++i)
            request.shoppers.push_back((*state.shoppers.ids)[i]);
    else if (state.shopper)
        request.shoppers.push_back(state.shopper->id);
    return request;
}

} // namespace aisle
