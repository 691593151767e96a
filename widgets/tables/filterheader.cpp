#include "widgets/tables/filterheader.h"

#include "core/common/text/markuptext.h"
#include "models/pagedtablemodel.h"
#include "widgets/common/theme.h"
#include "widgets/text/tiptext.h"
#include "widgets/text/toolname.h"

#include <QItemSelectionModel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>
#include <QWhatsThis>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kFilterDelayMs = 250;
constexpr int kHelpWidth = 22;

} // namespace

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

void FilterHeader::setSelectionModel(QItemSelectionModel *ofTheTable)
{
    auto *before = selectionModel();
    QHeaderView::setSelectionModel(ofTheTable ? new QItemSelectionModel(ofTheTable->model(), this) : nullptr);
    if (before && before->parent() == this)
        delete before;
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
            .arg(markupText(QString::fromUtf8(example)), markupText(meaning));
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
    setToolName(m_help, tr("What can be written in a filter"));
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
        QStringList said{field->text(), problem, help}; // a column may be too narrow for what it is filtered by
        said.removeAll(QString());
        field->setToolTip(tipText(said.join(u'\n')));
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

} // namespace aisle
