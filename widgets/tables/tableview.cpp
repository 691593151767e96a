#include "widgets/tables/tableview.h"

#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDataStream>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

namespace aisle {

namespace {

constexpr int kFilterDelayMs = 250;
constexpr qsizetype kMostSelectedIds = 100'000;
constexpr qsizetype kMostCopiedCells = 2'000'000;

/// A number, or a moment in Unix ms; `isEnd` takes the end of a day or month that is named without a time.
std::optional<double> parseBound(const QString &text, ColumnKind kind, bool isEnd)
{
    const auto trimmed = text.trimmed();
    if (kind != ColumnKind::Time) {
        bool isNumber = false;
        double value = QLocale().toDouble(trimmed, &isNumber);
        if (!isNumber)
            value = QLocale::c().toDouble(trimmed, &isNumber);
        return isNumber ? std::optional(value) : std::nullopt;
    }
    static const std::pair<const char *, int> kForms[]{
        {"yyyy-MM-dd HH:mm:ss", 0}, {"yyyy-MM-dd HH:mm", 1}, {"yyyy-MM-dd", 2}, {"yyyy-MM", 3}, {"yyyy", 4}};
    for (const auto &[form, step] : kForms) {
        auto moment = QDateTime::fromString(trimmed, QString::fromLatin1(form));
        if (!moment.isValid())
            continue;
        moment.setTimeSpec(Qt::UTC);
        if (isEnd)
            moment = (step == 0   ? moment.addSecs(1)
                      : step == 1 ? moment.addSecs(60)
                      : step == 2 ? moment.addDays(1)
                      : step == 3 ? moment.addMonths(1)
                                  : moment.addYears(1))
                         .addMSecs(-1);
        return static_cast<double>(moment.toMSecsSinceEpoch());
    }
    return {};
}

QString boundText(double value, ColumnKind kind)
{
    if (kind == ColumnKind::Time)
        return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(value), Qt::UTC)
            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    return QLocale::c().toString(value, 'g', 12);
}

std::optional<ColumnFilter> parseRange(ColumnFilter filter, ColumnKind kind, const QString &text)
{
    const auto dots = text.indexOf(QStringLiteral(".."));
    if (dots >= 0) {
        filter.least = parseBound(text.left(dots), kind, false);
        filter.most = parseBound(text.mid(dots + 2), kind, true);
    } else if (text.startsWith(QStringLiteral(">="))) {
        filter.least = parseBound(text.mid(2), kind, false);
    } else if (text.startsWith(QStringLiteral("<="))) {
        filter.most = parseBound(text.mid(2), kind, true);
    } else if (text.startsWith(u'>')) {
        if (const auto bound = parseBound(text.mid(1), kind, true))
            filter.least = std::nextafter(*bound, INFINITY);
    } else if (text.startsWith(u'<')) {
        if (const auto bound = parseBound(text.mid(1), kind, false))
            filter.most = std::nextafter(*bound, -INFINITY);
    } else {
        const auto plain = text.startsWith(u'=') ? text.mid(1) : text;
        filter.least = parseBound(plain, kind, false);
        filter.most = parseBound(plain, kind, true);
    }
    return filter.least || filter.most ? std::optional(filter) : std::nullopt;
}

/// What parseRange() reads as numbers.
QStringList boundsOf(const QString &text)
{
    if (const auto dots = text.indexOf(QStringLiteral("..")); dots >= 0)
        return {text.left(dots), text.mid(dots + 2)};
    qsizetype sign = 0;
    while (sign < text.size() && QStringLiteral("<>=").contains(text[sign]))
        ++sign;
    return {text.mid(sign)};
}

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
        QToolTip::showText(event->globalPos(), isCut ? text : QString(), view);
        return true;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->text.replace(u'\n', u' ');
        if (const auto *table = qobject_cast<const PagedTableModel *>(index.model())) {
            const auto kind = table->tableColumn(index.column()).kind;
            const bool isKey = kind == ColumnKind::ShopperKey || kind == ColumnKind::ProductKey;
            option->textElideMode = isKey ? Qt::ElideMiddle : Qt::ElideRight;
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
        return 14 * character;
    case ColumnKind::Text:
        return 30 * character;
    case ColumnKind::Time:
        return 20 * character;
    default:
        return 12 * character;
    }
}

} // namespace

std::optional<ColumnFilter> parseColumnFilter(int column, ColumnKind kind, const QString &text)
{
    auto rest = text.trimmed();
    ColumnFilter filter{.column = column};
    if (rest.startsWith(u'!') || (rest.startsWith(u'-') && !isNumeric(kind))) {
        filter.exclude = true;
        rest = rest.mid(1);
    }
    if (isNumeric(kind))
        return rest.isEmpty() ? std::nullopt : parseRange(filter, kind, rest);
    if (rest.startsWith(u'=')) {
        filter.equals = true;
        rest = rest.mid(1);
    }
    filter.contains = rest;
    return rest.isEmpty() && !filter.equals ? std::nullopt : std::optional(filter);
}

QString unreadableBound(ColumnKind kind, const QString &text)
{
    auto rest = text.trimmed();
    if (rest.startsWith(u'!'))
        rest = rest.mid(1);
    if (isNumeric(kind)) {
        for (const auto &bound : boundsOf(rest)) {
            if (const auto part = bound.trimmed(); !part.isEmpty() && !parseBound(part, kind, false))
                return part;
        }
    }
    return {};
}

QString columnFilterText(const ColumnFilter &filter, ColumnKind kind)
{
    const auto sign = filter.exclude ? QStringLiteral("!") : QString();
    if (!isNumeric(kind))
        return sign + (filter.equals ? QStringLiteral("=") : QString()) + filter.contains;
    const auto bound = [kind](const std::optional<double> &value) {
        return value ? boundText(*value, kind) : QString();
    };
    if (filter.least == filter.most ||
        (kind == ColumnKind::Time && filter.least && filter.most && *filter.most - *filter.least < 1000))
        return sign + bound(filter.least);
    return sign + bound(filter.least) + QStringLiteral("..") + bound(filter.most);
}

FilterHeader::FilterHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setTextElideMode(Qt::ElideRight);
    connect(this, &QHeaderView::sectionResized, this, &FilterHeader::place);
    connect(this, &QHeaderView::sectionMoved, this, &FilterHeader::place);
}

void FilterHeader::setColumns(int count)
{
    qDeleteAll(m_fields);
    m_fields.clear();
    for (int column = 0; column < count; ++column) {
        auto *field = new QLineEdit(this);
        field->setObjectName(QStringLiteral("filter%1").arg(column));
        field->setClearButtonEnabled(true);
        field->setFrame(true);
        auto *timer = new QTimer(field);
        timer->setSingleShot(true);
        timer->setInterval(kFilterDelayMs);
        connect(field, &QLineEdit::textChanged, timer, qOverload<>(&QTimer::start));
        connect(field, &QLineEdit::returnPressed, this, &FilterHeader::filtersEdited);
        connect(timer, &QTimer::timeout, this, &FilterHeader::filtersEdited);
        m_fields.push_back(field);
    }
    retranslate();
    updateGeometries();
}

void FilterHeader::retranslate()
{
    for (std::size_t column = 0; column < m_fields.size(); ++column) {
        const auto title =
            model() ? model()->headerData(static_cast<int>(column), Qt::Horizontal).toString() : QString();
        m_fields[column]->setPlaceholderText(tr("Filter"));
        m_fields[column]->setAccessibleName(tr("Filter %1").arg(title));
    }
    showUnreadable();
}

void FilterHeader::setUnreadable(const QStringList &parts)
{
    m_unreadable = parts;
    showUnreadable();
}

void FilterHeader::showUnreadable()
{
    const auto help = tr("Words: contains, =whole text, -without. Numbers and dates: 5, >5, 5..20, 2011-06..2011-08.");
    const auto *table = qobject_cast<const PagedTableModel *>(model());
    for (std::size_t column = 0; column < m_fields.size(); ++column) {
        auto *field = m_fields[column];
        const auto part = m_unreadable.value(static_cast<qsizetype>(column));
        const bool isTime = table && table->tableColumn(static_cast<int>(column)).kind == ColumnKind::Time;
        const auto problem = part.isEmpty() ? QString()
                             : isTime       ? tr("“%1” is no date.").arg(part)
                                            : tr("“%1” is no number.").arg(part);
        field->setToolTip(problem.isEmpty() ? help : problem + u' ' + help);
        field->setAccessibleDescription(problem);
        QPalette palette;
        if (!problem.isEmpty())
            palette.setColor(QPalette::Text, tokens().bad);
        field->setPalette(palette);
    }
}

void FilterHeader::setTexts(const QStringList &texts)
{
    for (std::size_t column = 0; column < m_fields.size(); ++column) {
        const QSignalBlocker silent(m_fields[column]);
        m_fields[column]->setText(texts.value(static_cast<qsizetype>(column)));
    }
}

QStringList FilterHeader::texts() const
{
    QStringList all;
    for (const auto *field : m_fields)
        all.append(field->text());
    return all;
}

void FilterHeader::setRowVisible(bool visible)
{
    m_rowVisible = visible;
    updateGeometries();
    updateGeometry();
}

void FilterHeader::focusField(int column)
{
    if (column >= 0 && static_cast<std::size_t>(column) < m_fields.size())
        m_fields[static_cast<std::size_t>(column)]->setFocus(Qt::ShortcutFocusReason);
}

QSize FilterHeader::sizeHint() const
{
    auto size = QHeaderView::sizeHint();
    if (m_rowVisible && !m_fields.empty())
        size.setHeight(size.height() + m_fields.front()->sizeHint().height() + kSpaceInside);
    return size;
}

void FilterHeader::updateGeometries()
{
    const bool shown = m_rowVisible && !m_fields.empty();
    setViewportMargins(0, 0, 0, shown ? m_fields.front()->sizeHint().height() + kSpaceInside : 0);
    QHeaderView::updateGeometries();
    place();
}

void FilterHeader::place()
{
    for (std::size_t column = 0; column < m_fields.size(); ++column) {
        auto *field = m_fields[column];
        const int section = static_cast<int>(column);
        field->setVisible(m_rowVisible && !isSectionHidden(section));
        const int height = field->sizeHint().height();
        // under the titles as they lie: during a reset there are no sections, and the size hint is of none
        field->setGeometry(sectionViewportPosition(section) + 2, viewport()->geometry().bottom() + 2,
                           std::max(8, sectionSize(section) - 4), height);
    }
}

void FilterHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showUnreadable();
    QHeaderView::changeEvent(event);
}

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
    connect(m_header, &FilterHeader::filtersEdited, this, &TableView::applyFilters);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, m_header,
            [this] { QMetaObject::invokeMethod(m_header, "updateGeometries"); });
}

void TableView::setRowHeight()
{
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
}

void TableView::setTable(PagedTableModel *model)
{
    m_table = model;
    m_header->setSortIndicator(-1, Qt::AscendingOrder);
    setModel(model);
    m_header->setColumns(model->columnCount());
    setSortingEnabled(true);
    setWidths();
}

void TableView::setWidths()
{
    const int character = fontMetrics().averageCharWidth();
    for (int column = 0; column < m_table->columnCount(); ++column) {
        const auto title = m_table->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int least = fontMetrics().horizontalAdvance(title) + 34;
        setColumnWidth(column, std::max(least, widthOf(m_table->tableColumn(column).kind, character)));
    }
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

void TableView::clearFilters()
{
    m_header->setTexts({});
    applyFilters();
}

void TableView::filterBy(const QModelIndex &index, bool exclude)
{
    const auto kind = m_table->tableColumn(index.column()).kind;
    const auto value = index.data(PagedTableModel::ValueRole);
    ColumnFilter filter{.column = index.column(), .exclude = exclude};
    if (isNumeric(kind)) {
        filter.least = filter.most = value.toDouble();
    } else {
        filter.contains = value.toString();
        filter.equals = true;
    }
    auto texts = m_header->texts();
    texts[index.column()] = columnFilterText(filter, kind);
    m_header->setTexts(texts);
    applyFilters();
}

void TableView::filterRange(const QString &columnId, std::optional<double> least, std::optional<double> most)
{
    auto texts = m_header->texts();
    for (int column = 0; m_table && column < texts.size(); ++column) {
        const auto &shape = m_table->tableColumn(column);
        if (QLatin1String(shape.id) != columnId)
            continue;
        ColumnFilter filter{.column = column};
        filter.least = least;
        filter.most = most;
        const auto text = least || most ? columnFilterText(filter, shape.kind) : QString();
        if (texts[column] == text)
            continue;
        texts[column] = text;
        m_header->setTexts(texts);
        applyFilters();
    }
}

QString TableView::selectedAsTsv() const
{
    if (!selectionModel())
        return {};
    QList<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns.append(column);
    }
    QStringList lines;
    for (const auto &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && lines.size() * columns.size() < kMostCopiedCells; ++row) {
            QStringList cells;
            for (const int column : columns) {
                if (column < range.left() || column > range.right())
                    continue;
                auto text = model()->index(row, column).data().toString();
                cells.append(text.replace(u'\t', u' ').replace(u'\n', u' '));
            }
            lines.append(cells.join(u'\t'));
        }
    }
    return lines.join(u'\n');
}

void TableView::copySelection()
{
    QApplication::clipboard()->setText(selectedAsTsv());
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
    if (m_table && index.data(PagedTableModel::IsLoadedRole).toBool()) {
        const QPersistentModelIndex kept(index);
        menu->addAction(tr("Filter to this"), this, [this, kept] { filterBy(kept, false); });
        menu->addAction(tr("Filter out"), this, [this, kept] { filterBy(kept, true); });
        const auto user = index.data(PagedTableModel::UserIdRole);
        const auto item = index.data(PagedTableModel::ItemIdRole);
        if (user.isValid() || item.isValid())
            menu->addSeparator();
        if (user.isValid())
            menu->addAction(tr("Open shopper"), this,
                            [this, user, key = index.data(PagedTableModel::UserKeyRole).toString()] {
                                Q_EMIT openShopperRequested(user.toLongLong(), key);
                            });
        if (item.isValid())
            menu->addAction(tr("Open product"), this,
                            [this, item, key = index.data(PagedTableModel::ItemKeyRole).toString()] {
                                Q_EMIT openProductRequested(item.toLongLong(), key);
                            });
        if (item.isValid())
            menu->addAction(tr("Show on map"), this,
                            [this, item, key = index.data(PagedTableModel::ItemKeyRole).toString()] {
                                Q_EMIT showOnMapRequested(item.toLongLong(), key);
                            });
    }
    if (!actions().isEmpty()) {
        menu->addSeparator();
        menu->addActions(actions());
    }
    menu->popup(event->globalPos());
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

void TableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (!m_table)
        return;
    std::vector<qint64> ids;
    for (const auto &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && ids.size() < std::size_t(kMostSelectedIds); ++row)
            ids.push_back(m_table->rowId(row));
    }
    Q_EMIT rowsSelected(ids);
}

void TableView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        setRowHeight();
    QTableView::changeEvent(event);
}

QByteArray TableView::saveLayout() const
{
    QByteArray layout;
    QDataStream out(&layout, QIODevice::WriteOnly);
    out << m_header->saveState() << m_header->texts();
    return layout;
}

void TableView::restoreLayout(const QByteArray &layout)
{
    QDataStream in(layout);
    QByteArray state;
    QStringList texts;
    in >> state >> texts;
    if (in.status() != QDataStream::Ok || texts.size() != m_header->count())
        return;
    m_header->restoreState(state);
    m_header->setTexts(texts);
    applyFilters();
}

TablePane::TablePane(QWidget *parent)
    : QWidget(parent), m_view(new TableView(this)), m_count(new QLabel(this)),
      m_nothing(new QLabel(m_view->viewport())), m_earlier(new QToolButton(this)), m_later(new QToolButton(this)),
      m_clear(new QToolButton(this))
{
    setSecondary(m_count);
    m_nothing->setObjectName(QStringLiteral("no-rows"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    setSecondary(m_nothing);
    (new QVBoxLayout(m_view->viewport()))->addWidget(m_nothing);
    m_earlier->setIcon(themeIcon(QStringLiteral("chevron-left")));
    m_later->setIcon(themeIcon(QStringLiteral("chevron-right")));
    for (auto *button : {m_earlier, m_later, m_clear})
        button->setAutoRaise(true);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(kSpaceBetween, 0, kSpaceBetween, 0);
    line->setSpacing(kSpaceInside);
    line->addWidget(m_count);
    line->addWidget(m_clear);
    line->addStretch(1);
    line->addWidget(m_earlier);
    line->addWidget(m_later);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(kSpaceInside);
    layout->addWidget(m_view, 1);
    layout->addLayout(line);
    connect(m_earlier, &QToolButton::clicked, this,
            [this] { m_view->table()->setWindowStart(m_view->table()->windowStart() - PagedTableModel::kMostRows); });
    connect(m_later, &QToolButton::clicked, this,
            [this] { m_view->table()->setWindowStart(m_view->table()->windowStart() + PagedTableModel::kMostRows); });
    connect(m_clear, &QToolButton::clicked, m_view, &TableView::clearFilters);
    say();
}

void TablePane::setTable(PagedTableModel *model)
{
    m_view->setTable(model);
    connect(model, &PagedTableModel::countsChanged, this, &TablePane::say);
    connect(model, &PagedTableModel::loadingChanged, this, &TablePane::say);
    say();
}

void TablePane::say()
{
    const auto *table = m_view->table();
    m_clear->setText(tr("Clear filters"));
    m_earlier->setToolTip(tr("Earlier rows"));
    m_later->setToolTip(tr("Later rows"));
    for (auto *button : {m_earlier, m_later})
        button->setAccessibleName(button->toolTip());
    const bool windowed = table && table->isWindowed();
    m_earlier->setVisible(windowed);
    m_later->setVisible(windowed);
    m_clear->setVisible(table && !table->filters().empty());
    m_nothing->setText(m_clear->isHidden() ? tr("None of these rows belongs to what is selected.")
                                           : tr("No row fits the filters."));
    m_nothing->setVisible(table && !table->isLoading() && table->matchingRows() == 0 && table->totalRows() > 0);
    if (!table)
        return m_count->clear();
    const QLocale locale;
    const auto matching = locale.toString(table->matchingRows());
    const auto total = locale.toString(table->totalRows());
    if (table->isLoading())
        m_count->setText(tr("Looking through the rows ..."));
    else if (windowed)
        m_count->setText(tr("Rows %1 to %2 of %3 are shown: a table holds no more at once")
                             .arg(locale.toString(table->windowStart() + 1),
                                  locale.toString(table->windowStart() + table->rowCount()), matching));
    else if (table->matchingRows() == table->totalRows())
        m_count->setText(tr("%1 rows").arg(total));
    else
        m_count->setText(tr("%1 of %2 rows").arg(matching, total));
}

void TablePane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        say();
    QWidget::changeEvent(event);
}

} // namespace aisle
