#include "widgets/tables/sheetactions.h"

#include "core/common/lookup/mapped.h"
#include "core/common/lookup/sorted.h"
#include "widgets/tables/sheetoutput.h"

#include <QAbstractItemView>
#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QTableView>
#include <QTreeView>
#include <algorithm>
#include <numeric>

namespace aisle {

namespace {

const QHeaderView *headerOf(const QAbstractItemView *view)
{
    if (const auto *table = qobject_cast<const QTableView *>(view))
        return table->horizontalHeader();
    const auto *tree = qobject_cast<const QTreeView *>(view);
    return tree ? tree->header() : nullptr;
}

std::vector<int> shownColumns(const QAbstractItemView *view)
{
    std::vector<int> columns;
    const auto *header = headerOf(view);
    for (int visual = 0; header && visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!header->isSectionHidden(column))
            columns.push_back(column);
    }
    return columns;
}

} // namespace

SheetActions::SheetActions(QAbstractItemView *view, const QString &name)
    : QObject(view), m_view(view), m_name(name), m_copy(new QAction(this)), m_save(new QAction(this))
{
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    view->addActions({m_copy, m_save});
    view->installEventFilter(this);
    connect(m_copy, &QAction::triggered, this, [this] {
        if (auto *output = SheetOutput::of(m_view))
            output->copy(selectedRows());
    });
    connect(m_save, &QAction::triggered, this, [this] {
        if (auto *output = SheetOutput::of(m_view))
            output->save(allRows(), m_name);
    });
    retranslate();
}

Sheet SheetActions::selectedRows() const
{
    auto rows = mapped<std::vector<int>>(m_view->selectionModel()->selectedIndexes(), &QModelIndex::row);
    sortUnique(rows);
    return sheet(rows);
}

Sheet SheetActions::allRows() const
{
    std::vector<int> rows(static_cast<std::size_t>(m_view->model()->rowCount()));
    std::iota(rows.begin(), rows.end(), 0);
    return sheet(rows);
}

Sheet SheetActions::sheet(const std::vector<int> &rows) const
{
    const auto *model = m_view->model();
    const auto shown = shownColumns(m_view);
    std::vector<Sheet::Column> columns;
    for (const int column : shown)
        columns.push_back({model->headerData(column, Qt::Horizontal).toString(), true});
    std::vector<QStringList> lines;
    for (const int row : rows) {
        QStringList cells;
        for (const int column : shown)
            cells.append(model->index(row, column).data().toString());
        lines.push_back(std::move(cells));
    }
    return Sheet::of(std::move(columns), std::move(lines));
}

void SheetActions::retranslate()
{
    m_copy->setText(tr("Copy"));
    m_save->setText(tr("Save as CSV ..."));
}

bool SheetActions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

} // namespace aisle
