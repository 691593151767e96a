#include "widgets/runs/runtoolbar.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/text/tiptext.h"

#include <QHBoxLayout>
#include <QKeySequence>
#include <QMenu>
#include <QToolButton>

namespace aisle {

namespace {
constexpr int kLengths[]{5, 10, 20, 50, 100}; ///< of lists that can be saved
}

RunToolbar::RunToolbar(QWidget *parent)
    : Retranslated(parent), m_judgeMenu(new QMenu(this)), m_columnMenu(new QMenu(this)), m_listMenu(new QMenu(this)),
      m_reportMenu(new QMenu(this))
{
    m_compare = addButton("compare", "compare-selected");
    m_open = addButton("chart", "open-run");
    m_again = addButton("train", "train-again");
    m_judge = addButton("refresh", "judge-again");
    m_rename = addButton("edit", "rename-run");
    m_delete = addButton("trash", "delete-runs");
    m_columns = addButton("table", "choose-columns");
    m_lists = addButton("shoppers", "save-lists");
    m_export = addButton("export", "export-runs");
    m_report = addButton("report", "export-report");
    m_metricsHelp = addButton("help", "help-metrics");
    m_metricsHelp->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_judge->setMenu(m_judgeMenu);
    m_columns->setMenu(m_columnMenu);
    m_lists->setMenu(m_listMenu);
    m_report->setMenu(m_reportMenu);
    for (const int k : kLengths)
        connect(m_listMenu->addAction(QString()), &QAction::triggered, this, [this, k] { Q_EMIT listsRequested(k); });
    for (auto *button : {m_judge, m_columns, m_lists, m_report})
        button->setPopupMode(QToolButton::InstantPopup);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceInside);
    for (auto *button : {m_compare, m_open, m_again, m_judge, m_rename, m_delete})
        layout->addWidget(button);
    layout->addStretch(1);
    for (auto *button : {m_columns, m_lists, m_export, m_report, m_metricsHelp})
        layout->addWidget(button);
    connect(m_compare, &QToolButton::clicked, this, &RunToolbar::compareRequested);
    connect(m_open, &QToolButton::clicked, this, &RunToolbar::openRequested);
    connect(m_again, &QToolButton::clicked, this, &RunToolbar::againRequested);
    connect(m_rename, &QToolButton::clicked, this, &RunToolbar::renameRequested);
    connect(m_delete, &QToolButton::clicked, this, &RunToolbar::deleteRequested);
    connect(m_export, &QToolButton::clicked, this, &RunToolbar::exportRequested);
    connect(m_metricsHelp, &QToolButton::clicked, this, &RunToolbar::metricsHelpRequested);
    retranslate();
}

QToolButton *RunToolbar::addButton(const char *icon, const char *id)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QString::fromLatin1(id));
    button->setIcon(themeIcon(QString::fromLatin1(icon)));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void RunToolbar::setSelected(std::size_t count, bool writable)
{
    m_compare->setEnabled(count > 0);
    m_open->setEnabled(count == 1);
    m_again->setEnabled(count == 1);
    m_judge->setEnabled(count > 0 && writable);
    m_rename->setEnabled(count == 1 && writable);
    m_delete->setEnabled(count > 0 && writable);
}

void RunToolbar::setCanList(bool can)
{
    m_lists->setEnabled(can);
}

void RunToolbar::clickDelete()
{
    m_delete->click();
}

void RunToolbar::fillContextMenu(QMenu *menu) const
{
    const auto add = [menu](QToolButton *button) {
        auto *action = menu->addAction(button->icon(), button->text());
        action->setEnabled(button->isEnabled());
        QObject::connect(action, &QAction::triggered, button, &QToolButton::click);
    };
    for (auto *button : {m_compare, m_open, m_again, m_rename})
        add(button);
    auto *judge = menu->addMenu(m_judge->icon(), m_judge->text());
    judge->setEnabled(m_judge->isEnabled());
    judge->addActions(m_judgeMenu->actions());
    auto *lists = menu->addMenu(m_lists->icon(), m_lists->text());
    lists->addActions(m_listMenu->actions());
    add(m_delete);
}

void RunToolbar::retranslate()
{
    m_compare->setText(tr("Compare"));
    m_compare->setToolTip(tr("Compare the selected runs, up to four"));
    m_open->setText(tr("Open"));
    m_open->setToolTip(tr("What the run was trained with, and its curves (Enter)"));
    m_again->setText(tr("Train again"));
    m_again->setToolTip(tr("Opens the Train page with what this run was trained with"));
    m_judge->setText(tr("Evaluate again"));
    m_judge->setToolTip(tr("Judge the selected runs under another protocol, without training"));
    m_rename->setText(tr("Rename"));
    m_delete->setText(tr("Delete"));
    m_delete->setToolTip(tipText(tr("Delete the selected runs (%1); Undo brings them back")
                                     .arg(QKeySequence(QKeySequence::Delete).toString(QKeySequence::NativeText))));
    m_columns->setText(tr("Columns"));
    m_lists->setText(tr("Save lists"));
    m_lists->setToolTip(
        tr("Save everybody's lists of the selected runs, or of the compared ones, as they would be made "
           "today"));
    for (std::size_t i = 0; i < std::size(kLengths); ++i)
        m_listMenu->actions().at(static_cast<qsizetype>(i))->setText(tr("%1 products a shopper ...").arg(kLengths[i]));
    m_export->setText(tr("Export CSV"));
    m_report->setText(tr("Report"));
    m_report->setToolTip(tr("Export a page on the data, some runs and some shoppers' lists"));
    m_metricsHelp->setToolTip(tr("What the metrics mean"));
    m_metricsHelp->setAccessibleName(tr("What the metrics mean"));
}

} // namespace aisle
