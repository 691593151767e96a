#include "widgets/tables/tableview.h"

#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/tables/sheetoutput.h"
#include "widgets/text/tiptext.h"

#include <QContextMenuEvent>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWhatsThis>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

const QString kWidth = QStringLiteral("width");
const QString kVisual = QStringLiteral("place");
const QString kShown = QStringLiteral("shown");
const QString kFilter = QStringLiteral("filter");
const QString kSort = QStringLiteral(":sort");

constexpr qint64 kDayMs = 86'400'000;
constexpr int kFilterDelayMs = 250;
constexpr int kHelpWidth = 22;
constexpr qsizetype kMostShownCharacters = 2000; ///< of a cell: no screen is wider

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

QString momentText(double value)
{
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(value), Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

/// As parseBound() reads it; a time at the edge of a day is the day.
QString boundText(double value, ColumnKind kind, bool isEnd)
{
    if (kind != ColumnKind::Time)
        return QLocale::c().toString(value, 'g', 12);
    const auto edge = static_cast<qint64>(value) + isEnd;
    return edge % kDayMs == 0 ? momentText(value).left(10) : momentText(value);
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
    const auto bound = [kind](const std::optional<double> &value, bool isEnd) {
        return value ? boundText(*value, kind, isEnd) : QString();
    };
    if (kind == ColumnKind::Time && filter.least && filter.most && *filter.most - *filter.least < 1000)
        return sign + momentText(*filter.least);
    const auto least = bound(filter.least, false), most = bound(filter.most, true);
    return sign + (least == most ? least : least + QStringLiteral("..") + most);
}

FilterHeader::FilterHeader(QWidget *parent) : Retranslated(Qt::Horizontal, parent), m_help(new QToolButton(this))
{
    m_help->setObjectName(QStringLiteral("filter-help"));
    m_help->setText(QStringLiteral("?"));
    m_help->setAutoRaise(true);
    m_help->hide();
    connect(m_help, &QToolButton::clicked, this, &FilterHeader::explainFilters);
    setStretchLastSection(true);
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
    const auto wanted = static_cast<std::size_t>(count);
    for (; m_fields.size() > wanted; m_fields.pop_back())
        delete m_fields.back();
    while (m_fields.size() < wanted)
        m_fields.push_back(makeField(static_cast<int>(m_fields.size())));
    retranslate();
    updateGeometries();
}

QLineEdit *FilterHeader::makeField(int column)
{
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
    return field;
}

void FilterHeader::explainFilters()
{
    const auto line = [](const char *example, const QString &meaning) {
        return QStringLiteral("<tr><td><code>%1</code>&nbsp;&nbsp;</td><td>%2</td></tr>")
            .arg(QString::fromUtf8(example).toHtmlEscaped(), meaning.toHtmlEscaped());
    };
    const auto text = QStringLiteral("<p><b>%1</b></p><table>").arg(tr("What can be written in a filter")) +
                      line("tea", tr("contains this, in capitals or not")) + line("=tea", tr("is exactly this")) +
                      line("-tea", tr("does not contain this")) + line("=", tr("has no value")) +
                      line("5", tr("a number or a date: exactly this")) + line(">5  >=5  <5  <=5", tr("more, less")) +
                      line("5..20", tr("from 5 to 20, both included")) + line("!5..20", tr("outside of it")) +
                      line("2011-06", tr("in June 2011; 2011 and 2011-06-03 12:30 are dates too")) +
                      line("2011-06..2011-08", tr("from June to the end of August")) + QStringLiteral("</table>") +
                      QStringLiteral("<p>%1</p>").arg(tr("Filters of several columns hold together."));
    QWhatsThis::showText(m_help->mapToGlobal(QPoint(0, m_help->height())), text, m_help);
}

void FilterHeader::retranslate()
{
    m_help->setToolTip(tr("What can be written in a filter"));
    m_help->setAccessibleName(m_help->toolTip());
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
        if (const auto text = texts.value(static_cast<qsizetype>(column)); text != m_fields[column]->text())
            m_fields[column]->setText(text); // else a cursor within stays
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
    const bool isShown = m_rowVisible && !m_fields.empty();
    const int height = m_fields.empty() ? 0 : m_fields.front()->sizeHint().height();
    // under the titles as they lie: during a reset there are no sections, and the size hint is of none
    const int top = viewport()->geometry().bottom() + 2;
    const int end = width() - kHelpWidth - 2;
    m_help->setVisible(isShown);
    m_help->setGeometry(end, top, kHelpWidth, height);
    m_help->raise();
    for (std::size_t column = 0; column < m_fields.size(); ++column) {
        auto *field = m_fields[column];
        const int section = static_cast<int>(column);
        const int left = sectionViewportPosition(section) + 2;
        const int right = left + sectionSize(section) - 4;
        field->setVisible(isShown && !isSectionHidden(section));
        field->setGeometry(left, top, std::max(8, (left < end ? std::min(right, end - 2) : right) - left), height);
    }
}

void FilterHeader::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showUnreadable();
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
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &FilterHeader::filtersEdited, this, &TableView::applyFilters);
    connect(m_header, &QHeaderView::customContextMenuRequested, this, &TableView::showColumnMenu);
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
    setSortingEnabled(true);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_layout = saveLayout(); });
    connect(model, &PagedTableModel::columnsChanged, this, &TableView::onColumnsChanged);
    onColumnsChanged();
}

int TableView::usualWidth(int column) const
{
    const auto title = m_table->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const int least = std::min(fontMetrics().horizontalAdvance(title) + 34, 40 * fontMetrics().averageCharWidth());
    const auto &shape = m_table->tableColumn(column);
    const auto kind = shape.name.isEmpty() ? shape.kind : ColumnKind::Count; // an attribute is a word or two
    return std::max(least, widthOf(kind, fontMetrics().averageCharWidth()));
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
        filter.contains = isKey(kind) ? index.data().toString() : value.toString(); // a key as it is shown
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
        if (QString::fromStdString(shape.id) != columnId)
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
    std::vector<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns.push_back(column);
    }
    return columns;
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
        const auto title = m_table->headerData(column, Qt::Horizontal).toString().replace(u'&', QStringLiteral("&&"));
        auto *action = menu->addAction(m_table->tableColumn(column).isEmpty ? tr("%1 (empty)").arg(title) : title);
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

TablePane::TablePane(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    auto *line = new QHBoxLayout;
    line->setContentsMargins(kSpaceBetween, 0, kSpaceBetween, 0);
    line->setSpacing(kSpaceInside);
    line->addWidget(m_count);
    line->addWidget(m_clear);
    line->addStretch(1);
    for (auto *button : {m_earlier, m_later, m_columns, m_save})
        line->addWidget(button);
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
    connect(m_save, &QToolButton::clicked, m_view, &TableView::saveAll);
    connect(m_columnMenu, &QMenu::aboutToShow, this, [this] { m_view->fillColumnMenu(m_columnMenu); });
    say();
}

void TablePane::createWidgets()
{
    m_view = new TableView(this);
    m_count = new QLabel(this);
    setSecondary(m_count);
    m_nothing = new QLabel(m_view->viewport());
    m_nothing->setObjectName(QStringLiteral("no-rows"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    setSecondary(m_nothing);
    (new QVBoxLayout(m_view->viewport()))->addWidget(m_nothing);
    const auto button = [this](const char *icon, const char *name) {
        auto *made = new QToolButton(this);
        made->setObjectName(QString::fromLatin1(name));
        made->setAutoRaise(true);
        if (icon)
            made->setIcon(themeIcon(QString::fromLatin1(icon)));
        return made;
    };
    m_clear = button(nullptr, "clear-filters");
    m_earlier = button("chevron-left", "earlier-rows");
    m_later = button("chevron-right", "later-rows");
    m_columns = button("table", "choose-columns");
    m_save = button("export", "save-rows");
    m_columnMenu = new QMenu(this);
    m_columns->setMenu(m_columnMenu);
    m_columns->setPopupMode(QToolButton::InstantPopup);
    for (auto *worded : {m_columns, m_save})
        worded->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
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
    m_columns->setText(tr("Columns"));
    m_save->setText(tr("Save as CSV"));
    m_save->setToolTip(tr("Save the rows that are shown here, as they are filtered and sorted"));
    for (auto *button : {m_earlier, m_later})
        button->setAccessibleName(button->toolTip());
    const bool windowed = table && table->isWindowed();
    m_earlier->setVisible(windowed);
    m_later->setVisible(windowed);
    m_clear->setVisible(table && !table->filters().empty());
    m_nothing->setText(m_clear->isHidden() ? tr("None of these rows belongs to what is selected.")
                                           : tr("No row fits the filters."));
    m_nothing->setVisible(table && !table->isLoading() && table->matchingRows() == 0 && table->totalRows() > 0);
    m_save->setEnabled(table && table->matchingRows() > 0);
    m_count->setText(table ? countText() : QString());
}

QString TablePane::countText() const
{
    const auto *table = m_view->table();
    const QLocale locale;
    const auto matching = locale.toString(table->matchingRows());
    const auto total = locale.toString(table->totalRows());
    if (table->isLoading())
        return tr("Looking through the rows ...");
    if (table->isWindowed())
        return tr("Rows %1 to %2 of %3 are shown: a table holds no more at once")
            .arg(locale.toString(table->windowStart() + 1), locale.toString(table->windowStart() + table->rowCount()),
                 matching);
    return table->matchingRows() == table->totalRows() ? tr("%1 rows").arg(total)
                                                       : tr("%1 of %2 rows").arg(matching, total);
}

} // namespace aisle
