#include "widgets/report/reportexport.h"
#include "core/charts/svgchart.h"
#include "core/common/lookup/mapped.h"
#include "core/jobs/jobcontext.h"
#include "core/transfer/writing/wholefile.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QLocale>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTextDocument>
#include <QTextFormat>
#include <QTextObjectInterface>

namespace aisle {

namespace {

constexpr std::size_t kMostShoppers = 5;
constexpr int kPdfDpi = 96; ///< the unit of a report's charts
constexpr double kMarginMm = 15;
constexpr double kFooter = 24;    ///< pixels under the text for the page's number
constexpr double kFooterSize = 8; ///< points

/// Draws the images named "chart:N" as what they are, so that paper shows them sharp at any size.
class ChartObject : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    explicit ChartObject(const std::vector<ReportChart> &charts) : m_charts(charts) {}

    QSizeF intrinsicSize(QTextDocument *, int, const QTextFormat &format) override
    {
        const auto *chart = chartOf(format);
        return chart ? QSizeF(chart->width, chart->height) : QSizeF();
    }
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *, int, const QTextFormat &format) override
    {
        if (const auto *chart = chartOf(format))
            QSvgRenderer(svgChart(chart->data, ChartPalette::light(), chart->width, chart->height, QLocale()))
                .render(painter, rect);
    }

private:
    const ReportChart *chartOf(const QTextFormat &format) const
    {
        const auto place = format.toImageFormat().name().section(u':', 1).toULongLong();
        return place < m_charts.size() ? &m_charts[place] : nullptr;
    }
    const std::vector<ReportChart> &m_charts;
};

void paintPages(QTextDocument &document, QPdfWriter &writer, JobContext &job)
{
    const auto page = document.pageSize();
    QPainter painter(&writer);
    for (int number = 0; number < document.pageCount(); ++number) {
        job.checkpoint();
        if (number > 0)
            writer.newPage();
        painter.save();
        painter.translate(0, -number * page.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(QPointF(0, number * page.height()), page);
        context.palette.setColor(QPalette::Text, ChartPalette::light().text);
        painter.setClipRect(context.clip);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        auto font = document.defaultFont();
        font.setPointSizeF(kFooterSize);
        painter.setFont(font);
        painter.setPen(QColor(ChartPalette::light().secondary));
        painter.drawText(QRectF(0, page.height(), page.width(), kFooter), Qt::AlignRight | Qt::AlignBottom,
                         QStringLiteral("%1 / %2").arg(number + 1).arg(document.pageCount()));
    }
}

QByteArray pdf(const ReportText &text, JobContext &job)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfDpi);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
    writer.setCreator(QStringLiteral("Aisle " AISLE_VERSION));
    QTextDocument document;
    ChartObject charts(text.charts);
    document.documentLayout()->setPaintDevice(&writer);
    document.documentLayout()->registerHandler(QTextFormat::ImageObject, &charts);
    QTextOption option;
    option.setUseDesignMetrics(true);
    document.setDefaultTextOption(option);
    document.setDocumentMargin(0);
    document.setHtml(QString::fromUtf8(text.html));
    document.setPageSize(QSizeF(writer.width(), writer.height() - kFooter));
    writer.setTitle(document.metaInformation(QTextDocument::DocumentTitle));
    paintPages(document, writer, job);
    return bytes;
}

} // namespace

void exportReport(const Project &project, const ReportRequest &request, const QString &path, JobContext &job)
{
    if (!path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        writeReport(project, request, path, job);
        return;
    }
    WholeFile file(path);
    file.write(pdf(reportText(gatherReport(project, request, job), ReportMedium::Print), job));
    file.commit();
}

ReportRequest reportOfSelection(const Selection &selection)
{
    ReportRequest request;
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

ReportRequest reportOn(const QString &runs, const Selection &selection)
{
    auto request = reportOfSelection(selection);
    request.runs = mapped<decltype(request.runs)>(runs.split(u',', Qt::SkipEmptyParts),
                                                  [](const QString &run) { return RunId(run.toLongLong()); });
    return request;
}

} // namespace aisle

#include "widgets/reportexport.moc"
