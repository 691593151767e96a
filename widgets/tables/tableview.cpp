#include "widgets/tables/tableview.h"

#include "widgets/common/theme.h"
#include "widgets/tables/columnfilter.h"
#include "widgets/tables/sheetoutput.h"
#include "widgets/tables/shownsections.h"
#include "widgets/text/tiptext.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QHelpEvent>
#include <QJsonArray>
#include <QMenu>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QToolTip>
#include <algorithm>

namespace aisle {

namespace {

const QString kWidth = QStringLiteral("width");
const QString kVisual = QStringLiteral("place");
const QString kShown = QStringLiteral("shown");
const QString kFilter = QStringLiteral("filter");
const QString kSort = QStringLiteral(":sort");

constexpr qsizetype kMostShownCharacters = 2000; ///< of a cell: no screen is wider

/// Keys are elided in the middle (their ends tell them apart), the whole text is in a tooltip where it is cut.
class CellDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        if (event->type() != QEvent::ToolTip || index.data(Qt::ToolTipRole).toString() != index.data().toString())
            return QStyledItemDelegate::helpEvent(event, view, option, index);
        const auto text = index.data().toString();
        const bool isCut = option.fontMetrics.horizontalAdvance(text) > option.rect.width() - 8;
        QToolTip::showText(event->globalPos(), isCut ? tipText(text) : QString(), view);
        return true;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->text = option->text.left(kMostShownCharacters).replace(u'\n', u' ');
        if (const auto *table = qobject_cast<const PagedTableModel *>(index.model())) {
            const auto kind = table->tableColumn(index.column()).kind;
            option->textElideMode = isKey(kind) ? Qt::ElideMiddle : Qt::ElideRight;
            if (isNumeric(kind) && kind != ColumnKind::Time)
                option->text += QChar(0x2002); // keeps its distance from the words of the next column
            if (!index.data(PagedTableModel::IsLoadedRole).toBool())
                option->palette.setColor(QPalette::Text, tokens().secondaryText);
        }
    }
};

int widthOf(ColumnKind kind, int character)
{
    switch (kind) {
    case ColumnKind::ShopperKey:
    case ColumnKind::ProductKey:
    case ColumnKind::SessionKey:
        return 14 * character;
    case ColumnKind::Text:
        return 30 * character;
    case ColumnKind::Entity:
        return 40 * character;
    case ColumnKind::Time:
        return 20 * character;
    default:
        return 12 * character;
    }
}

} // namespace

TableView::TableView(QWidget *parent) : QTableView(parent), m_header(new FilterHeader(this))
{
    setHorizontalHeader(m_header);
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setRowHeight();
    m_header->setSortIndicatorClearable(true);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &FilterHeader::filtersEdited, this, &TableView::applyFilters);
    connect(m_header, &QHeaderView::customContextMenuRequested, this, &TableView::showColumnMenu);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, m_header,
            [this] { QMetaObject::invokeMethod(m_header, "updateGeometries"); });
}

void TableView::setRowHeight()
{
    verticalHeader()->setDefaultSectionSize(tableRowHeight(fontMetrics()));
}

void TableView::setTable(PagedTableModel *model)
{
    m_table = model;
    m_header->setSortIndicator(-1, Qt::AscendingOrder);
    setModel(model);
    setSortingEnabled(true);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_layout = saveLayout(); });
    connect(model, &PagedTableModel::columnsChanged, this, &TableView::onColumnsChanged);
    onColumnsChanged();
}

int TableView::titleWidth(int column) const
{
    const auto title = m_table->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    return std::min(fontMetrics().horizontalAdvance(title) + 34, 40 * fontMetrics().averageCharWidth());
}

int TableView::usualWidth(int column) const
{
    const auto &shape = m_table->tableColumn(column);
    const auto kind = shape.name.isEmpty() ? shape.kind : ColumnKind::Count; // an attribute is a word or two
    return std::max(titleWidth(column), widthOf(kind, fontMetrics().averageCharWidth()));
}

void TableView::findInTable()
{
    m_header->setRowVisible(true);
    m_header->focusField(0);
}

void TableView::applyFilters()
{
    if (!m_table)
        return;
    std::vector<ColumnFilter> filters;
    QStringList unreadable;
    const auto texts = m_header->texts();
    for (int column = 0; column < texts.size(); ++column) {
        const auto kind = m_table->tableColumn(column).kind;
        if (const auto filter = parseColumnFilter(column, kind, texts[column]))
            filters.push_back(*filter);
        unreadable.append(unreadableBound(kind, texts[column]));
    }
    m_header->setUnreadable(unreadable);
    m_table->setFilters(std::move(filters));
}

void TableView::filterBy(const QModelIndex &index, bool exclude)
{
    const auto kind = m_table->tableColumn(index.column()).kind;
    const auto value = index.data(PagedTableModel::ValueRole);
    ColumnFilter filter{.column = index.column(), .exclude = exclude};
    if (isNumeric(kind)) {
        filter.least = filter.most = value.toDouble();
    } else {
        const bool isShown = isKey(kind) || kind == ColumnKind::Entity;
        filter.contains = isShown ? index.data().toString() : value.toString();
        filter.equals = true;
    }
    auto texts = m_header->texts();
    texts[index.column()] = columnFilterText(filter, kind);
    m_header->setTexts(texts);
    applyFilters();
}

void TableView::filterRange(const QString &columnId, std::optional<double> least, std::optional<double> most)
{
    for (int column = 0; m_table && column < m_header->texts().size(); ++column) {
        const auto &shape = m_table->tableColumn(column);
        ColumnFilter filter{.column = column};
        filter.least = least;
        filter.most = most;
        if (QString::fromStdString(shape.id) == columnId)
            setFilter(columnId, least || most ? columnFilterText(filter, shape.kind) : QString());
    }
}

void TableView::setFilter(const QString &columnId, const QString &text)
{
    auto texts = m_header->texts();
    for (int column = 0; m_table && column < texts.size(); ++column) {
        if (QString::fromStdString(m_table->tableColumn(column).id) != columnId || texts[column] == text)
            continue;
        texts[column] = text;
        m_header->setTexts(texts);
        applyFilters();
    }
}

void TableView::keyboardSearch(const QString &search)
{
    if (!m_table)
        QTableView::keyboardSearch(search);
}

void TableView::clearFilters()
{
    m_header->setTexts({});
    applyFilters();
}

void TableView::clearFiltersOnKeys()
{
    auto texts = m_header->texts();
    for (int column = 0; m_table && column < std::min<int>(m_table->columnCount(), texts.size()); ++column) {
        const auto &shape = m_table->tableColumn(column);
        if (isKey(shape.kind) || shape.isPersonal)
            texts[column].clear();
    }
    if (texts == m_header->texts())
        return;
    m_header->setTexts(texts);
    applyFilters();
}

std::vector<PagedTableModel::Span> TableView::selectedSpans() const
{
    std::vector<PagedTableModel::Span> spans;
    if (!m_table || !selectionModel())
        return spans;
    for (const auto &range : selectionModel()->selection())
        spans.push_back({range.top(), range.height()});
    std::sort(spans.begin(), spans.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<PagedTableModel::Span> merged;
    for (const auto &span : spans) {
        if (!merged.empty() && span.first <= merged.back().first + merged.back().count)
            merged.back().count = std::max(merged.back().count, span.first + span.count - merged.back().first);
        else
            merged.push_back(span);
    }
    if (merged.size() == 1 && merged[0].count == m_table->rowCount())
        return {m_table->allRows()};
    for (auto &span : merged)
        span.first += m_table->windowStart();
    return merged;
}

std::vector<qint64> TableView::selectedRowIds() const
{
    std::vector<qint64> ids;
    for (const auto &span : selectedSpans()) {
        const auto of = m_table->rowIds(span);
        ids.insert(ids.end(), of.begin(), of.end());
    }
    return ids;
}

std::vector<int> TableView::shownColumns() const
{
    return shownSections(*m_header);
}

Sheet TableView::sheet(const std::vector<PagedTableModel::Span> &rows) const
{
    return m_table ? m_table->sheet(rows, shownColumns()) : Sheet();
}

void TableView::copySelection()
{
    if (auto *output = SheetOutput::of(this))
        output->copy(sheet(selectedSpans()));
}

void TableView::saveSelection()
{
    if (auto *output = SheetOutput::of(this))
        output->save(sheet(selectedSpans()), m_name);
}

void TableView::saveAll()
{
    if (auto *output = SheetOutput::of(this); output && m_table)
        output->save(sheet({m_table->allRows()}), m_name);
}

void TableView::setColumnShown(int column, bool shown)
{
    m_shown[m_table->tableColumn(column).id] = shown;
    setColumnHidden(column, !shown);
    if (!shown) { // nothing narrows the rows unseen
        auto texts = m_header->texts();
        texts[column].clear();
        m_header->setTexts(texts);
        applyFilters();
    }
    m_header->place();
}

void TableView::fillColumnMenu(QMenu *menu)
{
    menu->clear();
    const auto shown = shownColumns();
    for (int column = 0; m_table && column < m_table->columnCount(); ++column) {
        const auto title = m_table->headerData(column, Qt::Horizontal).toString();
        auto *action =
            menu->addAction(buttonText(m_table->tableColumn(column).isEmpty ? tr("%1 (empty)").arg(title) : title));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(shown.size() > 1 || isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) { setColumnShown(column, on); });
    }
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    const auto index = indexAt(event->pos());
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *copy = menu->addAction(tr("Copy"), this, &TableView::copySelection);
    copy->setShortcut(QKeySequence::Copy);
    menu->addAction(tr("Save selected rows as CSV ..."), this, &TableView::saveSelection);
    menu->addAction(tr("Save all rows as CSV ..."), this, &TableView::saveAll);
    if (m_table && index.data(PagedTableModel::IsLoadedRole).toBool())
        addCellActions(menu, index);
    if (!actions().isEmpty()) {
        menu->addSeparator();
        menu->addActions(actions());
    }
    menu->popup(event->globalPos());
}

void TableView::addCellActions(QMenu *menu, const QModelIndex &index)
{
    const QPersistentModelIndex kept(index);
    menu->addSeparator();
    if (!m_table->isHidden(index.column())) {
        menu->addAction(tr("Filter to this"), this, [this, kept] { filterBy(kept, false); });
        menu->addAction(tr("Filter out"), this, [this, kept] { filterBy(kept, true); });
    }
    const auto user = index.data(PagedTableModel::UserIdRole);
    const auto item = index.data(PagedTableModel::ItemIdRole);
    if (user.isValid() || item.isValid())
        menu->addSeparator();
    if (user.isValid())
        menu->addAction(tr("Open shopper"), this,
                        [this, user, key = index.data(PagedTableModel::UserKeyRole).toString()] {
                            Q_EMIT openShopperRequested(user.toLongLong(), key);
                        });
    if (!item.isValid())
        return;
    const auto key = index.data(PagedTableModel::ItemKeyRole).toString();
    menu->addAction(tr("Open product"), this,
                    [this, item, key] { Q_EMIT openProductRequested(item.toLongLong(), key); });
    menu->addAction(tr("Show on map"), this, [this, item, key] { Q_EMIT showOnMapRequested(item.toLongLong(), key); });
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    QTableView::keyPressEvent(event);
}

void TableView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto index = indexAt(event->pos());
    if (!m_table || !index.isValid())
        return QTableView::mouseDoubleClickEvent(event);
    const auto kind = m_table->tableColumn(index.column()).kind;
    const auto user = index.data(PagedTableModel::UserIdRole);
    const auto item = index.data(PagedTableModel::ItemIdRole);
    if (user.isValid() && (kind == ColumnKind::ShopperKey || !item.isValid()))
        Q_EMIT openShopperRequested(user.toLongLong(), index.data(PagedTableModel::UserKeyRole).toString());
    else if (item.isValid())
        Q_EMIT openProductRequested(item.toLongLong(), index.data(PagedTableModel::ItemKeyRole).toString());
}

void TableView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        setRowHeight();
    QTableView::changeEvent(event);
}

QJsonObject TableView::columnLayout(int column) const
{
    QJsonObject kept{{kVisual, m_header->visualIndex(column)}};
    const auto shown = shownColumns();
    const bool isStretched = !shown.empty() && shown.back() == column;
    if (!isStretched && !isColumnHidden(column))
        kept.insert(kWidth, columnWidth(column));
    if (const auto said = m_shown.find(m_table->tableColumn(column).id); said != m_shown.end())
        kept.insert(kShown, said->second);
    return kept;
}

QJsonObject TableView::saveLayout() const
{
    auto layout = m_layout;
    const auto texts = m_header->texts();
    for (int column = 0; m_table && column < m_table->columnCount(); ++column) {
        const auto id = QString::fromStdString(m_table->tableColumn(column).id);
        auto kept = m_table->knowsColumns() ? columnLayout(column) : layout.value(id).toObject();
        kept.insert(kFilter, texts.value(column));
        layout.insert(id, kept);
    }
    if (m_table && m_table->sortColumn() >= 0)
        layout.insert(kSort, QJsonArray{QString::fromStdString(m_table->tableColumn(m_table->sortColumn()).id),
                                        m_table->sortOrder() == Qt::DescendingOrder});
    else if (m_table && m_table->columnOf(layout.value(kSort).toArray().at(0).toString()) >= 0)
        layout.remove(kSort);
    return layout;
}

void TableView::restoreLayout(const QJsonObject &layout)
{
    m_layout = layout;
    m_shown.clear();
    for (auto entry = layout.begin(); entry != layout.end(); ++entry) {
        if (const auto shown = entry.value().toObject().value(kShown); shown.isBool())
            m_shown[entry.key().toStdString()] = shown.toBool();
    }
    applyLayout();
}

void TableView::onColumnsChanged()
{
    m_header->setColumns(m_table->columnCount());
    applyLayout();
}

void TableView::applyLayout()
{
    if (!m_table)
        return;
    QStringList texts;
    for (int column = 0; column < m_table->columnCount(); ++column) {
        const auto &shape = m_table->tableColumn(column);
        const auto kept = m_layout.value(QString::fromStdString(shape.id)).toObject();
        const auto said = m_shown.find(shape.id);
        const bool isShown = said == m_shown.end() ? !shape.isEmpty : said->second;
        setColumnWidth(column, kept.value(kWidth).toInt(usualWidth(column)));
        setColumnHidden(column, !isShown);
        texts.append(isShown ? kept.value(kFilter).toString() : QString());
    }
    applyOrder();
    m_header->setTexts(texts);
    applyFilters();
    applySort();
    m_header->place();
}

void TableView::applyOrder()
{
    std::vector<std::pair<int, int>> columns;
    for (int column = 0; column < m_table->columnCount(); ++column) {
        const auto kept = m_layout.value(QString::fromStdString(m_table->tableColumn(column).id)).toObject();
        columns.emplace_back(kept.value(kVisual).toInt(column), column);
    }
    std::stable_sort(columns.begin(), columns.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (int visual = 0; visual < static_cast<int>(columns.size()); ++visual)
        m_header->moveSection(m_header->visualIndex(columns[static_cast<std::size_t>(visual)].second), visual);
}

void TableView::applySort()
{
    const auto kept = m_layout.value(kSort).toArray();
    const int column = kept.isEmpty() ? -1 : m_table->columnOf(kept[0].toString());
    const auto order = kept.at(1).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder;
    m_header->setSortIndicator(column, order);
    m_table->sort(column, order);
}

void TableView::showColumnMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillColumnMenu(menu);
    menu->popup(m_header->mapToGlobal(at));
}

} // namespace aisle
