#include "widgets/tables/tablepane.h"

#include "core/common/error.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace aisle {

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
    return table->matchingRows() == table->totalRows() ? Error::fill(tr("%1 [row|rows]"), {total})
                                                       : Error::fill(tr("%1 of %2 [row|rows]"), {matching, total});
}

} // namespace aisle
