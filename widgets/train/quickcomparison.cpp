#include "widgets/train/quickcomparison.h"
#include "widgets/common/theme.h"
#include "widgets/text/format.h"
#include "widgets/text/runtext.h"
#include "widgets/train/trainestimator.h"
#include "widgets/train/trainqueue.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace aisle {

namespace {

constexpr double kManyRepeats = .1;

}

QuickComparison::QuickComparison(QWidget *parent)
    : QFrame(parent), m_title(new QLabel(this)), m_text(new QLabel(this)), m_start(new QPushButton(this))
{
    setObjectName(QStringLiteral("quick-card"));
    setFrameShape(QFrame::StyledPanel);
    m_title->setFont(sectionFont());
    m_text->setWordWrap(true);
    setSecondary(m_text);
    m_start->setObjectName(QStringLiteral("quick-comparison"));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(kSpaceInside);
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 12, 12, 12);
    row->addLayout(texts, 1);
    row->addWidget(m_start, 0, Qt::AlignVCenter);
    connect(m_start, &QPushButton::clicked, this, &QuickComparison::startRequested);
}

void QuickComparison::showEstimate(const TrainEstimator &estimator)
{
    m_title->setText(tr("Quick comparison"));
    m_start->setText(tr("Compare"));
    auto text = tr("Popularity, bought again, item neighbours and EASE, under the protocol below.");
    const auto &estimate = estimator.estimate();
    m_offersSeen = estimate && estimate->repeats >= kManyRepeats;
    if (estimate)
        text += QLatin1Char(' ') + tr("%1.").arg(timeRangeText(estimator.quickRange()));
    if (m_offersSeen)
        text += QLatin1Char(' ') + tr("%1 of the relevant products are ones that shoppers had before, so products they "
                                      "had may be offered again; the protocol "
                                      "below takes that over.")
                                       .arg(formatPercent(estimate->repeats, 0));
    m_text->setText(text);
}

void QuickComparison::setStartable(bool on)
{
    m_start->setEnabled(on);
}

TrainRequest QuickComparison::protocolFor(TrainRequest form) const
{
    if (m_offersSeen)
        form.protocol.mask = MaskSeen::No;
    return form;
}

void QuickComparison::start(TrainRequest request, const TrainEstimator &estimator)
{
    if (!m_session || !m_start->isEnabled())
        return;
    request.parameters = {};
    request.name.clear();
    request.features.clear(); // those of the form are of its recommender
    const auto batch = std::make_shared<Batch>();
    const auto all = quickRecommenders();
    batch->open = static_cast<int>(all.size());
    for (const auto &id : all) {
        request.recommender = id;
        auto *job = queueTraining(m_session, request, estimator.secondsOf(request), this,
                                  [this, batch, owner = m_session.get()](const Outcome<TrainResult> &outcome) {
                                      if (m_session.get() == owner)
                                          onOver(batch, outcome);
                                  });
        Q_EMIT queued(job, QString::fromStdString(request.protocol.select));
    }
}

void QuickComparison::onOver(const std::shared_ptr<Batch> &batch, const Outcome<TrainResult> &outcome)
{
    if (const auto *result = std::get_if<TrainResult>(&outcome))
        batch->runs.push_back({result->run.id, runLabel(result->run)});
    if (--batch->open > 0 || batch->runs.empty())
        return;
    std::array<std::optional<RunRef>, kMaxComparedRuns> compared;
    for (std::size_t i = 0; i < batch->runs.size() && i < compared.size(); ++i)
        compared[i] = batch->runs[i];
    m_session->selection().setRuns(compared);
    Q_EMIT finished();
}

} // namespace aisle
