#include "widgets/runs/runcurves.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/epochcurves.h"
#include "widgets/common/theme.h"
#include "widgets/text/runtext.h"

#include <QHBoxLayout>
#include <algorithm>
#include <limits>
#include <set>

namespace aisle {

RunCurves::RunCurves(QWidget *parent)
    : Retranslated(parent), m_loss(new ChartCard(this)), m_validation(new ChartCard(this))
{
    m_loss->setObjectName(QStringLiteral("run-loss"));
    m_validation->setObjectName(QStringLiteral("run-validation"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_loss, 1);
    layout->addWidget(m_validation, 1);
}

void RunCurves::setSession(SessionPointer session)
{
    m_job.letGo();
    m_session = std::move(session);
    m_shown.clear();
    draw();
}

std::vector<RunCurves::Shown> RunCurves::wanted(std::optional<RunId> other) const
{
    std::vector<Shown> wanted;
    const auto &compared = m_session->selection().state().runs;
    for (std::size_t slot = 0; slot < compared.size(); ++slot) {
        if (!compared[slot])
            continue;
        wanted.push_back({.slot = static_cast<int>(slot), .label = compared[slot]->label, .run = {}});
        wanted.back().run.id = compared[slot]->id;
    }
    if (other && std::ranges::none_of(wanted, [&](const Shown &one) { return one.run.id == *other; })) {
        wanted.push_back({});
        wanted.back().run.id = *other;
    }
    return wanted;
}

void RunCurves::showRuns(std::optional<RunId> other)
{
    m_other = other;
    if (!m_session)
        return;
    m_session->query<std::vector<Shown>>(
        m_job,
        [wanted = wanted(other)](const Project &project, JobContext &job) {
            std::vector<Shown> found;
            for (auto one : wanted) {
                job.checkpoint();
                if (auto run = RunStore(project).find(one.run.id)) {
                    one.run = std::move(*run);
                    found.push_back(std::move(one));
                }
            }
            return found;
        },
        [this](Outcome<std::vector<Shown>> outcome) {
            if (auto *found = std::get_if<std::vector<Shown>>(&outcome))
                m_shown = std::move(*found);
            draw();
        });
}

void RunCurves::draw()
{
    std::vector<EpochCurve> curves;
    std::set<QString> figures;
    double best = std::numeric_limits<double>::quiet_NaN();
    for (const auto &one : m_shown) {
        const auto label = one.slot < 0 ? runLabel(one.run) : tr("%1: %2").arg(runLetter(one.slot)).arg(one.label);
        const auto colour = one.slot < 0 ? SeriesColour{} : SeriesColour::run(one.slot);
        curves.push_back({label, colour, one.run.epochs});
        figures.insert(QString::fromStdString(one.run.protocol.select));
        if (m_other == one.run.id && one.run.bestEpoch)
            best = *one.run.bestEpoch;
    }
    auto loss = lossChart(curves);
    auto validation = validationChart(curves);
    loss.title = tr("Loss");
    validation.title = figures.size() == 1 ? tr("%1 on validation data").arg(*figures.begin()) : tr("Validation");
    for (auto *chart : {&loss, &validation}) {
        chart->mark = best;
        chart->whyEmpty = whyEmpty();
    }
    m_loss->setData(std::move(loss));
    m_validation->setData(std::move(validation));
}

QString RunCurves::whyEmpty() const
{
    if (std::ranges::any_of(m_shown, [](const Shown &one) { return !one.run.epochs.empty(); }))
        return tr("Nothing was judged while it trained.");
    return m_shown.size() > 1 ? tr("These recommenders are solved in one step: they have no curve.")
                              : tr("This recommender is solved in one step: it has no curve.");
}

} // namespace aisle
