#include "widgets/tables/sheetoutput.h"

#include "core/common/error.h"
#include "widgets/text/format.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>

namespace aisle {

SheetOutput::SheetOutput(QWidget *window) : QObject(window), m_window(window) {}

SheetOutput *SheetOutput::of(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget())
        if (auto *found = widget->findChild<SheetOutput *>(QString(), Qt::FindDirectChildrenOnly))
            return found;
    return nullptr;
}

void SheetOutput::setSession(SessionPointer session)
{
    m_quick.letGo();
    m_session = std::move(session);
}

void SheetOutput::copy(const Sheet &sheet)
{
    if (!m_session || sheet.rows == 0)
        return;
    m_quick.letGo();
    if (m_copying)
        m_copying->cancel();
    const auto body = [sheet, most = m_mostCopied](JobContext &job) { return sheetText(sheet, most, job); };
    const auto taken = [this, sheet](Outcome<SheetText> outcome) { takeCopy(sheet, std::move(outcome)); };
    if (sheet.rows <= kFewRows) {
        m_quick.start(m_session->jobs().pool(JobLane::Query), body, taken, 1);
        return;
    }
    m_copying = m_session->jobs().start<SheetText>(
        {.title = Error::fill(tr("Copying %1 [row|rows]"), {formatCount(sheet.rows)}),
         .lane = JobLane::Query,
         .kind = QStringLiteral("copy"),
         .threads = 1},
        body, this, taken);
}

void SheetOutput::takeCopy(const Sheet &sheet, Outcome<SheetText> outcome)
{
    if (const auto *error = std::get_if<Error>(&outcome); error && sheet.rows <= kFewRows)
        Q_EMIT failed(*error);
    const auto *copied = std::get_if<SheetText>(&outcome);
    if (!copied)
        return;
    QGuiApplication::clipboard()->setText(copied->text);
    if (copied->rows < sheet.rows)
        Q_EMIT cutShort(
            [some = copied->rows, all = sheet.rows] {
                return Error::fill(tr("%1 of %2 [row|rows] copied: the clipboard holds no more."),
                                   {formatCount(some), formatCount(all)});
            },
            sheet);
    else if (sheet.rows > kFewRows)
        Q_EMIT done([rows = sheet.rows] { return Error::fill(tr("%1 [row|rows] copied."), {formatCount(rows)}); });
}

void SheetOutput::save(const Sheet &sheet, const QString &name)
{
    if (!m_session)
        return;
    auto *dialog = new QFileDialog(m_window, tr("Save rows"), QFileInfo(m_session->path()).absolutePath(),
                                   tr("CSV (*.csv);;Packed CSV (*.csv.gz)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(name + QStringLiteral(".csv"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1String(".gz")) ? QStringLiteral("csv.gz")
                                                                       : QStringLiteral("csv"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, sheet](const QString &path) { saveTo(sheet, path); });
    dialog->open();
}

void SheetOutput::saveTo(const Sheet &sheet, const QString &path)
{
    if (!m_session)
        return;
    const auto shown = QDir::toNativeSeparators(path);
    m_session->jobs().start<std::int64_t>(
        {.title = tr("Saving %1").arg(QFileInfo(path).fileName()),
         .lane = JobLane::Query,
         .kind = QStringLiteral("save"),
         .threads = 1},
        [sheet, path](JobContext &job) { return saveSheet(sheet, path, job); }, this,
        [this, shown](const Outcome<std::int64_t> &outcome) {
            if (const auto *rows = std::get_if<std::int64_t>(&outcome))
                Q_EMIT done([rows = *rows, shown] {
                    return Error::fill(tr("%1 [row is|rows are] in %2."), {formatCount(rows), shown});
                });
        });
}

} // namespace aisle
