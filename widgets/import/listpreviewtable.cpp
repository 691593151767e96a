#include "widgets/import/listpreviewtable.h"
#include "core/jobs/jobcontext.h"
#include "widgets/common/theme.h"
#include "widgets/import/quiettable.h"
#include "widgets/import/rolestable.h"
#include "widgets/text/errortext.h"
#include "widgets/text/tiptext.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QImageReader>

namespace aisle {

namespace {

constexpr int kPictureSize = 40;

QImage smallPicture(const QString &file)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(true);
    if (const auto whole = reader.size(); whole.isValid())
        reader.setScaledSize(whole.scaled(kPictureSize, kPictureSize, Qt::KeepAspectRatio));
    return reader.read();
}

/// Columns of the file that are shown, the key's first.
std::vector<std::size_t> shownColumns(const ImportFile &file)
{
    const auto isItems = file.part == FilePart::Items;
    std::vector<std::size_t> shown;
    if (const auto key = file.recipe.columnOf(isItems ? Role::Item : Role::User))
        shown.push_back(static_cast<std::size_t>(*key));
    for (std::size_t i = 0; i < file.recipe.columns.size(); ++i) {
        const auto role = file.recipe.columns[i].role;
        if (role == (isItems ? Role::ItemField : Role::UserField) || (isItems && role == Role::UnitPrice))
            shown.push_back(i);
    }
    return shown;
}

/// A field that the program knows by its name in the reader's language, an attribute by its own.
QString fieldName(const ColumnRole &column)
{
    const auto general = roleText(column.role, {});
    const auto name = roleText(column.role, column.field);
    return name == general && !column.field.isEmpty() ? column.field : name;
}

} // namespace

ListPreview previewList(const ImportFile &file, JobContext &job)
{
    ListPreview preview;
    const auto columns = shownColumns(file);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto &column = file.recipe.columns[columns[i]];
        preview.fields << fieldName(column);
        if (column.role == Role::ItemField && column.field == QLatin1String("image"))
            preview.pictures = static_cast<int>(i);
    }
    const auto folder = QFileInfo(file.source.path).absolutePath();
    for (const auto &fields : file.recognition.firstRows) {
        job.checkpoint();
        auto &row = preview.rows.emplace_back();
        for (const auto column : columns)
            row.cells << (column < fields.size() && !file.recipe.missing.contains(fields[column]) ? fields[column]
                                                                                                  : QString());
        if (row.cells.isEmpty() || row.cells.front().trimmed().isEmpty()) {
            row.cells.clear();
            continue;
        }
        if (preview.pictures < 0 || row.cells[preview.pictures].isEmpty())
            continue;
        const auto picture = pictureFile(row.cells[preview.pictures], {folder});
        if (picture.isEmpty())
            ++preview.picturesMissing;
        else
            row.picture = smallPicture(picture);
    }
    return preview;
}

ListPreviewTable::ListPreviewTable(QWidget *parent) : QTableWidget(parent)
{
    setObjectName(QStringLiteral("list-preview"));
    makeQuiet(this);
    setWordWrap(false);
    horizontalHeader()->setStretchLastSection(true);
}

void ListPreviewTable::show(const ListPreview &preview)
{
    clear();
    clearSpans();
    setColumnCount(static_cast<int>(preview.fields.size()));
    setRowCount(static_cast<int>(preview.rows.size()));
    setHorizontalHeaderLabels(preview.fields);
    const bool pictured = preview.pictures >= 0;
    setIconSize({kPictureSize, kPictureSize});
    verticalHeader()->setDefaultSectionSize(pictured ? kPictureSize + 6 : tableRowHeight(fontMetrics()));
    for (int row = 0; row < rowCount(); ++row) {
        const auto &[cells, picture] = preview.rows[static_cast<std::size_t>(row)];
        for (int column = 0; column < cells.size(); ++column) {
            auto *item = new QTableWidgetItem(cells[column]);
            item->setToolTip(tipText(cells[column]));
            if (column == preview.pictures && !picture.isNull())
                item->setIcon(QPixmap::fromImage(picture));
            else if (column == preview.pictures)
                item->setForeground(tokens().bad);
            setItem(row, column, item);
        }
        if (!cells.isEmpty())
            continue;
        auto *item = new QTableWidgetItem(tr("It has no key."));
        item->setForeground(tokens().bad);
        setItem(row, 0, item);
        setSpan(row, 0, 1, std::max(1, columnCount()));
    }
    for (int column = 0; column < columnCount(); ++column)
        setColumnWidth(column, std::clamp(sizeHintForColumn(column) + 16, 90, 260));
}

} // namespace aisle
