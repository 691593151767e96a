#include "widgets/runs/runview.h"
#include "core/common/error.h"
#include "widgets/common/elidedlabel.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/runs/runcurves.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/recommendertext.h"
#include "widgets/text/runtext.h"
#include "widgets/text/tiptext.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <utility>

namespace aisle {

namespace {

using Facts = std::vector<std::pair<QString, QString>>;

QString shapeText(const RunRecord &run)
{
    const auto shape = run.details.shape.value_or(RunShape{});
    return Error::fill(RunView::tr("%1 [shopper|shoppers], %2 [product|products], %3 [event|events] to learn from"),
                       {formatCount(shape.users), formatCount(shape.items), formatCount(shape.train)});
}

Facts factsOf(const RunRecord &run, const ChangedSince &changed)
{
    Facts facts{{RunView::tr("Recommender"), recommenderName(run.recommender, run.asksForViews)},
                {RunView::tr("Judged"), protocolText(run.protocol)},
                {RunView::tr("Learnt from"), kindWeightsText(run.protocol)},
                {RunView::tr("Data"), shapeText(run)},
                {RunView::tr("Training data"), run.protocol.dataHash.left(12)}};
    if (!run.details.features.empty())
        facts.emplace_back(RunView::tr("Features"), featuresText(run.details.features));
    if (run.details.graph)
        facts.emplace_back(RunView::tr("Knowledge graph"), graphText(*run.details.graph));
    for (const auto &sentence : changedText(changed))
        facts.emplace_back(RunView::tr("Since then"), sentence);
    if (epochsDone(run))
        facts.emplace_back(RunView::tr("Epochs"), stoppedText(run).isEmpty() ? epochsText(run) : stoppedText(run));
    if (run.bestEpoch)
        facts.emplace_back(RunView::tr("Best epoch"), QString::number(*run.bestEpoch));
    facts.insert(facts.end(),
                 {{RunView::tr("Training"), formatDuration(static_cast<std::int64_t>(run.fitSeconds * 1000))},
                  {RunView::tr("Judging"), formatDuration(static_cast<std::int64_t>(run.evaluateSeconds * 1000))},
                  {RunView::tr("When"), formatWhen(run.at)},
                  {RunView::tr("Seed"), QString::number(run.protocol.seed)},
                  {RunView::tr("Device"), run.device},
                  {RunView::tr("Version of Aisle"), run.version}});
    if (!run.note.isEmpty())
        facts.emplace_back(RunView::tr("Note"), run.note);
    return facts;
}

void addRow(QTreeWidget *tree, const QString &name, const QString &value, bool strong)
{
    auto *row = new QTreeWidgetItem(tree, {name, value});
    row->setToolTip(1, tipText(value));
    if (strong)
        row->setFont(1, strongFont());
}

} // namespace

RunView::RunView(QWidget *parent)
    : Retranslated(parent), m_title(new ElidedLabel(this)), m_close(new QToolButton(this)),
      m_facts(new QTreeWidget(this)), m_curves(new RunCurves(this))
{
    setObjectName(QStringLiteral("run-view"));
    m_title->setFont(sectionFont());
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_close->setObjectName(QStringLiteral("close-run"));
    m_close->setIcon(themeIcon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_facts->setObjectName(QStringLiteral("run-facts"));
    m_facts->setColumnCount(2);
    m_facts->setRootIsDecorated(false);
    m_facts->setUniformRowHeights(true);
    m_facts->setHeaderHidden(true);
    m_facts->setTextElideMode(Qt::ElideRight);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_facts);
    splitter->addWidget(m_curves);
    splitter->setSizes({380, 820});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(head);
    layout->addWidget(splitter, 1);
    connect(m_close, &QToolButton::clicked, this, &RunView::closeRun);
    retranslate();
}

void RunView::setSession(const SessionPointer &session)
{
    m_job.letGo();
    m_session = session;
    m_curves->setSession(session);
    closeRun();
}

void RunView::open(RunId run)
{
    m_id = run;
    refresh();
}

void RunView::closeRun()
{
    m_job.letGo();
    m_opened.reset();
    if (std::exchange(m_id, std::nullopt))
        Q_EMIT closed();
}

void RunView::refresh()
{
    if (!m_session || !m_id)
        return;
    m_session->query<std::optional<Opened>>(
        m_job,
        [id = *m_id](const Project &project, JobContext &) -> std::optional<Opened> {
            auto run = RunStore(project).find(id);
            if (!run)
                return {};
            const auto changed = Freshness(project).changedSince(*run);
            return Opened{std::move(*run), changed};
        },
        [this](Outcome<std::optional<Opened>> outcome) {
            auto *found = std::get_if<std::optional<Opened>>(&outcome);
            if (!found || !*found)
                return closeRun();
            m_opened = std::move(*found);
            showFacts();
        });
    m_curves->showRuns(m_id);
}

bool RunView::isSettled() const
{
    return !m_job.isRunning() && m_curves->isSettled();
}

void RunView::showFacts()
{
    m_facts->clear();
    if (!m_opened)
        return;
    const auto &run = m_opened->run;
    m_title->setText(runLabel(run));
    m_title->setToolTip(tipText(m_title->text()));
    if (const auto *info = findRecommender(run.recommender.toStdString())) {
        const auto changed = info->schema.changed(run.parameters);
        for (const auto &spec : info->schema.specs()) {
            const auto key = QString::fromStdString(spec.key);
            addRow(m_facts, coreText("Param", spec.label), parameterText(run, key), changed.contains(key));
        }
    }
    for (const auto &[name, value] : factsOf(run, m_opened->changed))
        addRow(m_facts, name, value, false);
    m_facts->resizeColumnToContents(0);
}

void RunView::retranslate()
{
    m_close->setToolTip(tr("Close this run (Esc)"));
    m_close->setAccessibleName(tr("Close this run"));
    m_facts->setAccessibleName(tr("What the run was trained with"));
    showFacts();
}

} // namespace aisle
