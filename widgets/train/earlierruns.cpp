#include "widgets/train/earlierruns.h"
#include "core/runs/runwords.h"
#include "widgets/common/theme.h"
#include "widgets/tables/sheetactions.h"
#include "widgets/text/format.h"
#include "widgets/text/runtext.h"
#include "widgets/text/tiptext.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {

enum Column { Run, Changed, Judged, When, ColumnCount };

QString judgedText(const RunRecord &run)
{
    const auto figure = run.test.find(run.protocol.select);
    return figure == run.test.end()
               ? QString()
               : QStringLiteral("%1 %2").arg(QString::fromStdString(run.protocol.select), formatMetric(figure->second));
}

} // namespace

EarlierRuns::EarlierRuns(QWidget *parent)
    : Retranslated(parent), m_title(new QLabel(this)), m_help(new QLabel(this)), m_table(new QTreeWidget(this))
{
    m_title->setFont(sectionFont());
    m_help->setWordWrap(true);
    setSecondary(m_help);
    m_table->setObjectName(QStringLiteral("earlier-runs"));
    m_table->setColumnCount(ColumnCount);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->header()->setStretchLastSection(false);
    new SheetActions(m_table, m_table->objectName());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_title);
    layout->addWidget(m_help);
    layout->addWidget(m_table, 1);
    connect(m_table, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        Q_EMIT chosen(m_shown[static_cast<std::size_t>(m_table->indexOfTopLevelItem(item))]);
    });
    retranslate();
}

void EarlierRuns::setSession(SessionPointer session)
{
    m_job.letGo();
    m_session = std::move(session);
    m_runs.clear();
    showRuns();
}

void EarlierRuns::setRecommender(const std::string &id)
{
    if (m_recommender == id)
        return;
    m_recommender = id;
    showRuns();
}

void EarlierRuns::refresh()
{
    if (!m_session)
        return;
    m_session->query<std::vector<RunRecord>>(
        m_job,
        [](const Project &project, JobContext &) {
            auto runs = RunStore(project).all();
            std::ranges::reverse(runs);
            return runs;
        },
        [this](Outcome<std::vector<RunRecord>> outcome) {
            if (auto *runs = std::get_if<std::vector<RunRecord>>(&outcome)) {
                m_runs = std::move(*runs);
                showRuns();
            }
        });
}

void EarlierRuns::showRuns()
{
    m_shown.clear();
    m_table->clear();
    for (const auto &run : m_runs) {
        if (run.recommender.toStdString() != m_recommender || m_shown.size() == kMost)
            continue;
        m_shown.push_back(run);
        auto *item = new QTreeWidgetItem(m_table, {runLabel(run), changedParameters(run).join(QStringLiteral(" · ")),
                                                   judgedText(run), formatWhen(run.at)});
        item->setTextAlignment(Judged, Qt::AlignRight | Qt::AlignVCenter);
        for (int column = 0; column < ColumnCount; ++column)
            item->setToolTip(column,
                             tipText(QStringLiteral("%1\n%2").arg(item->text(column), protocolText(run.protocol))));
    }
    for (int column = 0; column < ColumnCount; ++column)
        m_table->resizeColumnToContents(column);
    m_title->setText(tr("Runs of %1 so far").arg(recommenderName(QString::fromStdString(m_recommender))));
    Q_EMIT changed();
}

void EarlierRuns::retranslate()
{
    m_help->setText(tr("Return or double click fills the form with what a run was trained with."));
    m_table->setHeaderLabels({tr("Run"), tr("Changed parameters"), tr("Judged"), tr("When")});
    m_table->headerItem()->setTextAlignment(Judged, Qt::AlignRight | Qt::AlignVCenter);
    m_table->setAccessibleName(tr("Runs of this recommender"));
    showRuns();
}

} // namespace aisle
