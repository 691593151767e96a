#include "widgets/import/importpreviewpane.h"
#include "widgets/common/theme.h"
#include "widgets/import/eventpreviewtable.h"
#include "widgets/import/listpreviewtable.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kCountDelayMs = 350;

}

ImportPreviewPane::ImportPreviewPane(std::shared_ptr<JobPools> pools, QWidget *parent)
    : Retranslated(parent), m_pools(std::move(pools)), m_title(new QLabel(this)), m_events(new EventPreviewTable(this)),
      m_rows(new ListPreviewTable(this))
{
    m_title->setFont(sectionFont());
    m_title->setObjectName(QStringLiteral("preview-title"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_events, 1);
    layout->addWidget(m_rows, 1);
    m_countLater.setSingleShot(true);
    m_countLater.setInterval(kCountDelayMs);
    connect(&m_countLater, &QTimer::timeout, this, &ImportPreviewPane::countAll);
    retranslate();
}

void ImportPreviewPane::begin(const ImportFile &file)
{
    m_file = file;
    m_previewing.letGo();
    m_counting.letGo();
    m_listing.letGo();
    m_countLater.stop();
    m_shown.reset();
    m_counts.reset();
    m_list.reset();
    const bool isLog = file.part == FilePart::Log || file.part == FilePart::Unknown;
    m_events->setVisible(isLog);
    m_rows->setVisible(!isLog);
    sayTitle();
}

void ImportPreviewPane::clear(const ImportFile &file)
{
    begin(file);
    m_events->clearRows();
}

void ImportPreviewPane::show(const ImportFile &file)
{
    begin(file);
    if (file.part != FilePart::Log)
        return readList();
    m_previewing.start(
        m_pools->query,
        [source = file.source, recipe = file.recipe](JobContext &job) {
            return previewImport(source, recipe, {}, kPreviewRows, kShownRows, job);
        },
        [this](Outcome<ImportPreview> outcome) { take(std::move(outcome), false); }, 1);
}

bool ImportPreviewPane::isBusy() const
{
    return m_previewing.isRunning() || m_counting.isRunning() || m_countLater.isActive() || m_listing.isRunning();
}

void ImportPreviewPane::readList()
{
    using Shown = std::shared_ptr<const ListPreview>;
    m_listing.start(
        m_pools->query,
        [file = *m_file](JobContext &job) -> Shown {
            return std::make_shared<const ListPreview>(previewList(file, job));
        },
        [this](Outcome<Shown> outcome) {
            if (const auto *rows = std::get_if<Shown>(&outcome)) {
                m_list = *rows;
                m_rows->show(**rows);
                sayTitle();
            }
        },
        1);
}

void ImportPreviewPane::countAll()
{
    m_counting.start(
        m_pools->query,
        [source = m_file->source, recipe = m_file->recipe](JobContext &job) {
            return previewImport(source, recipe, {}, kCountedRows, 0, job);
        },
        [this](Outcome<ImportPreview> outcome) { take(std::move(outcome), true); }, 1);
}

void ImportPreviewPane::take(Outcome<ImportPreview> outcome, bool isCount)
{
    if (const auto *error = std::get_if<Error>(&outcome)) {
        m_events->clearRows();
        Q_EMIT failed(*error);
        return;
    }
    const auto *preview = std::get_if<ImportPreview>(&outcome);
    if (!preview)
        return;
    if (!isCount) {
        m_events->show(*preview);
        m_shown = *preview;
        sayTitle();
    }
    m_counts = *preview;
    if (!isCount && !preview->whole)
        m_countLater.start();
    Q_EMIT counted(*preview);
}

void ImportPreviewPane::retranslate()
{
    m_events->retranslate();
    showAgain();
}

void ImportPreviewPane::showAgain()
{
    sayTitle();
    if (m_shown)
        m_events->show(*m_shown);
    if (m_list)
        readList(); // the names of the fields are in it
}

/// Says also what of the rows that are shown does not come in.
void ImportPreviewPane::sayTitle()
{
    const auto part = m_file ? m_file->part : FilePart::Log;
    auto title = part == FilePart::Items   ? tr("The same rows as products")
                 : part == FilePart::Users ? tr("The same rows as shoppers")
                                           : tr("The same rows as events");
    int lost = 0;
    if (m_shown)
        lost = static_cast<int>(std::count_if(m_shown->first.begin(), m_shown->first.end(),
                                              [](const auto &event) { return !event.reason.isEmpty(); }));
    else if (m_list)
        lost = static_cast<int>(std::count_if(m_list->rows.begin(), m_list->rows.end(),
                                              [](const auto &row) { return row.cells.isEmpty(); }));
    if (lost > 0)
        title = tr("%1: %n of them are left out", nullptr, lost).arg(title);
    if (m_list && m_list->picturesMissing > 0)
        title = tr("%1: %n of their pictures are not there", nullptr, m_list->picturesMissing).arg(title);
    m_title->setText(title);
}

void ImportPreviewPane::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showAgain(); // cells keep the colours they were made with
}

} // namespace aisle
